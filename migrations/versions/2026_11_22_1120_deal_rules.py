"""Exceptions from the process, how pipelines insist on next steps, second deals, reasons on two levels and coming back."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision: str = "deal_rules"
down_revision: str | None = "large_bases"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

GIVE_RIGHT = """
    UPDATE roles SET permissions = given.permissions || roles.permissions
    FROM (VALUES
        ('administrator', '{"deals:override": "all"}'::jsonb),
        ('supervisor', '{"deals:override": "team"}'::jsonb)
    ) AS given (key, permissions)
    WHERE roles.key = given.key
"""


def upgrade() -> None:
    """Exceptions from the process, how pipelines insist on next steps, second deals, reasons on two levels."""
    op.add_column("pipelines", sa.Column("second_deal", sa.String(), nullable=False, server_default="allow"))
    op.alter_column("pipelines", "second_deal", server_default=None)
    op.create_check_constraint(
        op.f("ck_pipelines_next_step_mode"), "pipelines", "next_step_mode IN ('strict', 'guided', 'off')"
    )
    op.create_check_constraint(
        op.f("ck_pipelines_second_deal"), "pipelines", "second_deal IN ('allow', 'ask', 'refuse')"
    )
    op.add_column("loss_reasons", sa.Column("parent_id", sa.Uuid(), nullable=True))
    op.add_column("loss_reasons", sa.Column("return_after_days", sa.Integer(), nullable=True))
    op.create_foreign_key(
        op.f("fk_loss_reasons_parent_id"),
        "loss_reasons",
        "loss_reasons",
        ["workspace_id", "parent_id"],
        ["workspace_id", "id"],
    )
    op.add_column("deals", sa.Column("return_on", sa.Date(), nullable=True))
    op.add_column("deals", sa.Column("previous_deal_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_deals_previous_deal_id"),
        "deals",
        "deals",
        ["workspace_id", "previous_deal_id"],
        ["workspace_id", "id"],
    )
    op.create_index(
        "ix_deals_previous",
        "deals",
        ["workspace_id", "previous_deal_id"],
        postgresql_where=sa.text("previous_deal_id IS NOT NULL"),
    )
    json = postgresql.JSONB(astext_type=Text())
    op.add_column("deal_stage_history", sa.Column("exceptions", json, nullable=False, server_default="[]"))
    op.alter_column("deal_stage_history", "exceptions", server_default=None)
    op.add_column("deal_stage_history", sa.Column("exception_reason", sa.String(), nullable=True))
    op.add_column("deal_stage_history", sa.Column("exception_by", sa.String(), nullable=True))
    op.execute(GIVE_RIGHT)


def downgrade() -> None:
    """Take it back."""
    op.execute("UPDATE roles SET permissions = permissions - 'deals:override'")
    for column in ("exception_by", "exception_reason", "exceptions"):
        op.drop_column("deal_stage_history", column)
    op.drop_index("ix_deals_previous", table_name="deals")
    op.drop_constraint(op.f("fk_deals_previous_deal_id"), "deals", type_="foreignkey")
    op.drop_column("deals", "previous_deal_id")
    op.drop_column("deals", "return_on")
    op.drop_constraint(op.f("fk_loss_reasons_parent_id"), "loss_reasons", type_="foreignkey")
    op.drop_column("loss_reasons", "return_after_days")
    op.drop_column("loss_reasons", "parent_id")
    op.drop_constraint(op.f("ck_pipelines_second_deal"), "pipelines", type_="check")
    op.drop_constraint(op.f("ck_pipelines_next_step_mode"), "pipelines", type_="check")
    op.drop_column("pipelines", "second_deal")
