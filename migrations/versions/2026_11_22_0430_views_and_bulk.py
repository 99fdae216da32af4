"""Saved views, and bulk work."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.core.orm import row_security_statements

revision: str = "views_and_bulk"
down_revision: str | None = "employments"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TENANT_TABLES = ("bulk_operations", "saved_views", "bulk_changes", "view_pins")


def upgrade() -> None:
    """Saved views, and bulk work."""
    op.create_table(
        "bulk_operations",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("params", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("selection", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("ids", postgresql.ARRAY(sa.Uuid()), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("is_undo", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Uuid(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("undone", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("total >= 0", name=op.f("ck_bulk_operations_total")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "user_id"],
            ["users.workspace_id", "users.id"],
            name=op.f("fk_bulk_operations_user_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_bulk_operations")),
    )
    op.create_index(
        "ix_bulk_operations_user_id_id", "bulk_operations", ["workspace_id", "user_id", "id"], unique=False
    )
    op.create_table(
        "saved_views",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("shape", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "owner_id"],
            ["users.workspace_id", "users.id"],
            name=op.f("fk_saved_views_owner_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_saved_views")),
    )
    op.create_index(
        "ix_saved_views_subject_owner_id",
        "saved_views",
        ["workspace_id", "subject", "owner_id"],
        unique=False,
    )
    op.create_table(
        "bulk_changes",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("before", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("after", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "operation_id"],
            ["bulk_operations.workspace_id", "bulk_operations.id"],
            name=op.f("fk_bulk_changes_operation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "operation_id", "record_id", name=op.f("pk_bulk_changes")),
    )
    op.create_table(
        "view_pins",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("view_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "user_id"], ["users.workspace_id", "users.id"], name=op.f("fk_view_pins_user_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "view_id"],
            ["saved_views.workspace_id", "saved_views.id"],
            name=op.f("fk_view_pins_view_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_view_pins")),
    )
    op.create_index(
        "uq_view_pins_user_id_view_id", "view_pins", ["workspace_id", "user_id", "view_id"], unique=True
    )
    for table in TENANT_TABLES:
        for statement in row_security_statements(table):
            op.execute(statement)


def downgrade() -> None:
    """Take it back."""
    op.drop_index("uq_view_pins_user_id_view_id", table_name="view_pins")
    op.drop_table("view_pins")
    op.drop_table("bulk_changes")
    op.drop_index("ix_saved_views_subject_owner_id", table_name="saved_views")
    op.drop_table("saved_views")
    op.drop_index("ix_bulk_operations_user_id_id", table_name="bulk_operations")
    op.drop_table("bulk_operations")
