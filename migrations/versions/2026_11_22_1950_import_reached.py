"""Up to which row an import came is known: a new pass need not make every row as if there had been none."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "import_reached"
down_revision: str | None = "queue_of_due_jobs"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Up to which row an import came is known: a new pass need not make every row as if there had been none."""
    op.add_column("imports", sa.Column("reached", sa.Integer(), server_default="0", nullable=False))
    # Until now nothing was kept of the rows that a pass had not come to: all are as their last pass left them.
    op.execute("UPDATE imports SET reached = total")
    op.alter_column("imports", "reached", server_default=None)


def downgrade() -> None:
    """Take it back."""
    op.drop_column("imports", "reached")
