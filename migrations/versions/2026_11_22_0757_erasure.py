"""A client can be erased: since when, and who may."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "erasure"
down_revision: str | None = "quality"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """A client can be erased: since when, and who may."""
    op.add_column("clients", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE roles SET permissions = permissions || '{\"clients:privacy\": \"all\"}' WHERE key = 'administrator'"
    )


def downgrade() -> None:
    """Take it back."""
    op.execute("UPDATE roles SET permissions = permissions - 'clients:privacy'")
    op.drop_column("clients", "erased_at")
