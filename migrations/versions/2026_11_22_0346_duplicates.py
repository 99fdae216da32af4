"""Clients: tax ids, what namesakes are found by, and records found to be another."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from app.core.orm import row_security_statements
from app.domains.clients.rules.matching import name_key

revision: str = "duplicates"
down_revision: str | None = "custom_fields"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TENANT_TABLES = ("client_merges",)


def upgrade() -> None:
    """Clients: tax ids, what namesakes are found by, and records found to be another."""
    op.create_table(
        "client_merges",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("winner_id", sa.Uuid(), nullable=False),
        sa.Column("loser_id", sa.Uuid(), nullable=False),
        sa.Column("loser_name", sa.String(), nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("after", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("moved", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_by_name", sa.String(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_name", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_client_merges")),
    )
    op.create_index("ix_client_merges_loser_id", "client_merges", ["workspace_id", "loser_id"], unique=False)
    op.create_index(
        "ix_client_merges_winner_id_id", "client_merges", ["workspace_id", "winner_id", "id"], unique=False
    )
    op.add_column("clients", sa.Column("tax_id", sa.String(), nullable=True))
    op.add_column("clients", sa.Column("merged_into_id", sa.Uuid(), nullable=True))
    op.add_column("clients", sa.Column("name_key", sa.String(), server_default="", nullable=False))
    op.create_index(
        "ix_clients_merged_into_id",
        "clients",
        ["workspace_id", "merged_into_id"],
        unique=False,
        postgresql_where=sa.text("merged_into_id IS NOT NULL"),
    )
    op.create_index("ix_clients_name_key_kind", "clients", ["workspace_id", "name_key", "kind"], unique=False)
    op.create_index(
        "ix_clients_tax_id",
        "clients",
        ["workspace_id", "tax_id"],
        unique=False,
        postgresql_where=sa.text("tax_id IS NOT NULL"),
    )
    op.create_foreign_key(
        op.f("fk_clients_merged_into_id"),
        "clients",
        "clients",
        ["workspace_id", "merged_into_id"],
        ["workspace_id", "id"],
    )
    for table in TENANT_TABLES:
        for statement in row_security_statements(table):
            op.execute(statement)
    fill_name_keys()
    op.alter_column("clients", "name_key", server_default=None)


def fill_name_keys() -> None:
    """Write what the clients already there are found by; folding is Python's, so it can't be one statement."""
    connection = op.get_bind()
    last = UUID(int=0)
    while rows := connection.execute(NEXT_NAMES, {"last": last}).all():
        keys = [{"workspace": row[0], "id": row[1], "key": name_key(row[2], row[3])} for row in rows]
        connection.execute(WRITE_KEY, keys)
        last = rows[-1][1]


NEXT_NAMES = sa.text(
    "SELECT workspace_id, id, kind, name FROM clients WHERE id > :last ORDER BY id LIMIT 5000"
).bindparams(sa.bindparam("last", type_=sa.Uuid()))
WRITE_KEY = sa.text(
    "UPDATE clients SET name_key = :key WHERE workspace_id = :workspace AND id = :id"
).bindparams(sa.bindparam("workspace", type_=sa.Uuid()), sa.bindparam("id", type_=sa.Uuid()))


def downgrade() -> None:
    """Take it back."""
    op.drop_constraint(op.f("fk_clients_merged_into_id"), "clients", type_="foreignkey")
    op.drop_index("ix_clients_tax_id", table_name="clients", postgresql_where=sa.text("tax_id IS NOT NULL"))
    op.drop_index("ix_clients_name_key_kind", table_name="clients")
    op.drop_index(
        "ix_clients_merged_into_id",
        table_name="clients",
        postgresql_where=sa.text("merged_into_id IS NOT NULL"),
    )
    op.drop_column("clients", "name_key")
    op.drop_column("clients", "merged_into_id")
    op.drop_column("clients", "tax_id")
    op.drop_index("ix_client_merges_winner_id_id", table_name="client_merges")
    op.drop_index("ix_client_merges_loser_id", table_name="client_merges")
    op.drop_table("client_merges")
