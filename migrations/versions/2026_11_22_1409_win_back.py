"""Which lost deals a pipeline is fed from, and which deals came of it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from app.core.orm import row_security_statements

revision: str = "win_back"
down_revision: str | None = "deal_files"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TENANT_TABLES = ("win_back_rules",)


def upgrade() -> None:
    """Which lost deals a pipeline is fed from, and which deals came of it."""
    op.create_table(
        "win_back_rules",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pipeline_id", sa.Uuid(), nullable=False),
        sa.Column("stage_id", sa.Uuid(), nullable=True),
        sa.Column("source_pipeline_ids", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("loss_reason_ids", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("wait_days", sa.Integer(), nullable=True),
        sa.Column("owner_kind", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("last_owner_id", sa.Uuid(), nullable=True),
        sa.Column("task", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("most_daily", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("last_run_on", sa.Date(), nullable=True),
        sa.Column("opened_count", sa.Integer(), nullable=False),
        sa.Column("refused_count", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "owner_kind IN ('former', 'person', 'team')", name=op.f("ck_win_back_rules_owner_kind")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "pipeline_id"],
            ["pipelines.workspace_id", "pipelines.id"],
            name=op.f("fk_win_back_rules_pipeline_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_win_back_rules")),
    )
    op.create_index(
        "ix_win_back_rules_pipeline_id", "win_back_rules", ["workspace_id", "pipeline_id"], unique=False
    )
    op.add_column("deals", sa.Column("is_revived", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.alter_column("deals", "is_revived", server_default=None)
    op.create_index(
        "ix_deals_lost",
        "deals",
        ["workspace_id", "closed_at", "id"],
        unique=False,
        postgresql_where=sa.text("status = 'lost'"),
    )
    op.create_index(
        "uq_deals_revived",
        "deals",
        ["workspace_id", "previous_deal_id"],
        unique=True,
        postgresql_where=sa.text("is_revived"),
    )
    for table in TENANT_TABLES:
        for statement in row_security_statements(table):
            op.execute(statement)


def downgrade() -> None:
    """Take it back."""
    op.drop_index("uq_deals_revived", table_name="deals", postgresql_where=sa.text("is_revived"))
    op.drop_index("ix_deals_lost", table_name="deals", postgresql_where=sa.text("status = 'lost'"))
    op.drop_column("deals", "is_revived")
    op.drop_index("ix_win_back_rules_pipeline_id", table_name="win_back_rules")
    op.drop_table("win_back_rules")
