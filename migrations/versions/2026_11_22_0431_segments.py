"""Segments and their members."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.core.orm import row_security_statements

revision: str = "segments"
down_revision: str | None = "views_and_bulk"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TENANT_TABLES = ("segments", "segment_members")


def upgrade() -> None:
    """Segments and their members."""
    op.create_table(
        "segments",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("filter", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("refreshed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(kind = 'dynamic') = (filter IS NOT NULL)", name=op.f("ck_segments_filter")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "owner_id"],
            ["users.workspace_id", "users.id"],
            name=op.f("fk_segments_owner_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_segments")),
    )
    op.create_index("ix_segments_name", "segments", ["workspace_id", "name"], unique=False)
    op.create_table(
        "segment_members",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("segment_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "client_id"],
            ["clients.workspace_id", "clients.id"],
            name=op.f("fk_segment_members_client_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "segment_id"],
            ["segments.workspace_id", "segments.id"],
            name=op.f("fk_segment_members_segment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "segment_id", "client_id", name=op.f("pk_segment_members")),
    )
    op.create_index(
        "ix_segment_members_client_id", "segment_members", ["workspace_id", "client_id"], unique=False
    )
    for table in TENANT_TABLES:
        for statement in row_security_statements(table):
            op.execute(statement)


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_segment_members_client_id", table_name="segment_members")
    op.drop_table("segment_members")
    op.drop_index("ix_segments_name", table_name="segments")
    op.drop_table("segments")
