"""The workspace's own fields, and what roles may do with groups of them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from app.core.orm import row_security_statements

revision: str = "custom_fields"
down_revision: str | None = "foundation"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TENANT_TABLES = ("field_groups", "field_definitions")
FULL = '{"personal": "edit", "events": "edit"}'
FIELDS = {
    "manager": '{"personal": "fill", "events": "edit"}',
    "operator": '{"personal": "edit", "events": "read"}',
    "agent": '{"personal": "masked", "events": "read"}',
    "analyst": '{"personal": "masked", "events": "read"}',
}


def add_document(table: str, column: str) -> None:
    """Add a column that is empty in the rows there are; new ones say what it holds."""
    op.add_column(
        table, sa.Column(column, postgresql.JSONB(astext_type=Text()), nullable=False, server_default="{}")
    )
    op.alter_column(table, column, server_default=None)


def give_rights() -> None:
    """What roles and keys could do with every field, they may go on doing as far as their role's sense goes."""
    cases = " ".join(f"WHEN '{key}' THEN '{table}'::jsonb" for key, table in FIELDS.items())
    op.execute(f"UPDATE roles SET fields = CASE key {cases} ELSE '{FULL}'::jsonb END")
    op.execute(f"UPDATE api_keys SET fields = '{FULL}'::jsonb")
    op.execute(
        "UPDATE roles SET permissions = permissions || '{\"fields:manage\": \"all\"}' WHERE key = 'administrator'"
    )


def upgrade() -> None:
    """The workspace's own fields, and what roles may do with groups of them."""
    op.create_table(
        "field_groups",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject_type", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("subject_type IN ('client', 'deal')", name=op.f("ck_field_groups_subject_type")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_field_groups")),
    )
    op.create_index(
        "ix_field_groups_subject_type_position",
        "field_groups",
        ["workspace_id", "subject_type", "position"],
        unique=False,
    )
    op.create_table(
        "field_definitions",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject_type", sa.String(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("help", sa.Text(), nullable=True),
        sa.Column("choices", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("applies_to", postgresql.ARRAY(Text()), nullable=False),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_archived", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "group_id"],
            ["field_groups.workspace_id", "field_groups.id"],
            name=op.f("fk_field_definitions_group_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_field_definitions")),
    )
    op.create_index(
        "ix_field_definitions_group_id", "field_definitions", ["workspace_id", "group_id"], unique=False
    )
    op.create_index(
        "ix_field_definitions_subject_type_position",
        "field_definitions",
        ["workspace_id", "subject_type", "position"],
        unique=False,
    )
    add_document("api_keys", "fields")
    add_document("clients", "custom")
    op.create_index(
        "ix_clients_custom",
        "clients",
        ["workspace_id", "custom"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"custom": "jsonb_path_ops"},
    )
    add_document("deals", "custom")
    op.create_index(
        "ix_deals_custom",
        "deals",
        ["workspace_id", "custom"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"custom": "jsonb_path_ops"},
    )
    add_document("roles", "fields")
    give_rights()
    for table in TENANT_TABLES:
        for statement in row_security_statements(table):
            op.execute(statement)


def downgrade() -> None:
    """Take it back."""
    op.execute("UPDATE roles SET permissions = permissions - 'fields:manage'")
    op.drop_column("roles", "fields")
    op.drop_index(
        "ix_deals_custom",
        table_name="deals",
        postgresql_using="gin",
        postgresql_ops={"custom": "jsonb_path_ops"},
    )
    op.drop_column("deals", "custom")
    op.drop_index(
        "ix_clients_custom",
        table_name="clients",
        postgresql_using="gin",
        postgresql_ops={"custom": "jsonb_path_ops"},
    )
    op.drop_column("clients", "custom")
    op.drop_column("api_keys", "fields")
    op.drop_index("ix_field_definitions_subject_type_position", table_name="field_definitions")
    op.drop_index("ix_field_definitions_group_id", table_name="field_definitions")
    op.drop_table("field_definitions")
    op.drop_index("ix_field_groups_subject_type_position", table_name="field_groups")
    op.drop_table("field_groups")
