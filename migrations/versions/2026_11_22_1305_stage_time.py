"""How long deals may stand in a stage, and until when each may."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision: str = "stage_time"
down_revision: str | None = "products"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """How long deals may stand in a stage, and until when each may."""
    op.add_column("deals", sa.Column("stage_warn_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("deals", sa.Column("stage_due_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("deals", sa.Column("stage_alarm_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_deals_stage_alarm",
        "deals",
        ["workspace_id", "stage_alarm_at"],
        unique=False,
        postgresql_where=sa.text("stage_alarm_at IS NOT NULL"),
    )
    op.create_index(
        "ix_deals_stage_due",
        "deals",
        ["workspace_id", "stage_due_at"],
        unique=False,
        postgresql_where=sa.text("status = 'open' AND stage_due_at IS NOT NULL"),
    )
    op.add_column(
        "stages",
        sa.Column("time_limit", postgresql.JSONB(none_as_null=True, astext_type=Text()), nullable=True),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_column("stages", "time_limit")
    op.drop_index(
        "ix_deals_stage_due",
        table_name="deals",
        postgresql_where=sa.text("status = 'open' AND stage_due_at IS NOT NULL"),
    )
    op.drop_index(
        "ix_deals_stage_alarm", table_name="deals", postgresql_where=sa.text("stage_alarm_at IS NOT NULL")
    )
    op.drop_column("deals", "stage_alarm_at")
    op.drop_column("deals", "stage_due_at")
    op.drop_column("deals", "stage_warn_at")
