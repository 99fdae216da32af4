"""How well the base is kept: the standard, and what was measured each day."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from app.core.orm import row_security_statements

revision: str = "quality"
down_revision: str | None = "last_note"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TENANT_TABLES = ("client_standards", "quality_snapshots")


def upgrade() -> None:
    """How well the base is kept: the standard, and what was measured each day."""
    op.create_table(
        "client_standards",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("fields", postgresql.ARRAY(Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_client_standards")),
    )
    op.create_index(
        "uq_client_standards_subject", "client_standards", ["workspace_id", "subject"], unique=True
    )
    op.create_table(
        "quality_snapshots",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("clients", sa.Integer(), nullable=False),
        sa.Column("complete", sa.Integer(), nullable=False),
        sa.Column("share_sum", sa.Integer(), nullable=False),
        sa.Column("no_phone", sa.Integer(), nullable=False),
        sa.Column("bad_phone", sa.Integer(), nullable=False),
        sa.Column("bad_email", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "owner_id"],
            ["users.workspace_id", "users.id"],
            name=op.f("fk_quality_snapshots_owner_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_quality_snapshots")),
    )
    op.create_index(
        "uq_quality_snapshots_day_owner_id",
        "quality_snapshots",
        ["workspace_id", "day", "owner_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    for table in TENANT_TABLES:
        for statement in row_security_statements(table):
            op.execute(statement)


def downgrade() -> None:
    """Take it back."""
    op.drop_index(
        "uq_quality_snapshots_day_owner_id",
        table_name="quality_snapshots",
        postgresql_nulls_not_distinct=True,
    )
    op.drop_table("quality_snapshots")
    op.drop_index("uq_client_standards_subject", table_name="client_standards")
    op.drop_table("client_standards")
