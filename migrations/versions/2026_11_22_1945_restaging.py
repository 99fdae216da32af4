"""Taking stages out of a pipeline in the background: their successors, and how far it is."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision: str = "restaging"
down_revision: str | None = "import_reached"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Taking stages out of a pipeline in the background: their successors, and how far it is."""
    op.add_column(
        "pipelines",
        sa.Column("restaging", postgresql.JSONB(none_as_null=True, astext_type=Text()), nullable=True),
    )
    op.add_column("stages", sa.Column("successor_id", sa.Uuid(), nullable=True))


def downgrade() -> None:
    """Take it back."""
    op.drop_column("stages", "successor_id")
    op.drop_column("pipelines", "restaging")
