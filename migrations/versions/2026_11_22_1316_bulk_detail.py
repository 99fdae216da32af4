"""Bulk work says what a record lacked."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision: str = "bulk_detail"
down_revision: str | None = "kept_events"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Bulk work says what a record lacked."""
    op.add_column(
        "bulk_changes",
        sa.Column("detail", postgresql.JSONB(none_as_null=True, astext_type=Text()), nullable=True),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_column("bulk_changes", "detail")
