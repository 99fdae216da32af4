"""Who stands around deals: participants, competitors; where deals come from."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.orm import row_security_statements

revision: str = "deal_circle"
down_revision: str | None = "deal_lines"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TENANT_TABLES = ("competitors", "deal_competitors", "deal_participants")


def upgrade() -> None:
    """Who stands around deals: participants, competitors; where deals come from."""
    op.create_table(
        "competitors",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_competitors")),
    )
    op.create_index("uq_competitors_name_key", "competitors", ["workspace_id", "name_key"], unique=True)
    op.create_table(
        "deal_competitors",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("deal_id", sa.Uuid(), nullable=False),
        sa.Column("competitor_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("status IN ('running', 'out', 'won')", name=op.f("ck_deal_competitors_status")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "competitor_id"],
            ["competitors.workspace_id", "competitors.id"],
            name=op.f("fk_deal_competitors_competitor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "deal_id"],
            ["deals.workspace_id", "deals.id"],
            name=op.f("fk_deal_competitors_deal_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "deal_id", "competitor_id", name=op.f("pk_deal_competitors")),
    )
    op.create_index(
        "ix_deal_competitors_competitor_id",
        "deal_competitors",
        ["workspace_id", "competitor_id"],
        unique=False,
    )
    op.create_table(
        "deal_participants",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("deal_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "role IN ('decision_maker', 'influencer', 'buyer', 'user', 'gatekeeper', 'other')",
            name=op.f("ck_deal_participants_role"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "client_id"],
            ["clients.workspace_id", "clients.id"],
            name=op.f("fk_deal_participants_client_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "deal_id"],
            ["deals.workspace_id", "deals.id"],
            name=op.f("fk_deal_participants_deal_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "deal_id", "client_id", name=op.f("pk_deal_participants")),
    )
    op.create_index(
        "ix_deal_participants_client_id", "deal_participants", ["workspace_id", "client_id"], unique=False
    )
    op.add_column("deals", sa.Column("source", sa.String(), nullable=True))
    op.add_column("deals", sa.Column("campaign", sa.String(), nullable=True))
    for table in TENANT_TABLES:
        for statement in row_security_statements(table):
            op.execute(statement)


def downgrade() -> None:
    """Take it back."""
    op.drop_column("deals", "campaign")
    op.drop_column("deals", "source")
    op.drop_index("ix_deal_participants_client_id", table_name="deal_participants")
    op.drop_table("deal_participants")
    op.drop_index("ix_deal_competitors_competitor_id", table_name="deal_competitors")
    op.drop_table("deal_competitors")
    op.drop_index("uq_competitors_name_key", table_name="competitors")
    op.drop_table("competitors")
