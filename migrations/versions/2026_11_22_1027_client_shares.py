"""Clients are shared with colleagues."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.orm import row_security_statements

revision: str = "client_shares"
down_revision: str | None = "stage_contract"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TENANT_TABLES = ("client_shares",)
OWNED = "owner_id = ANY (owners)"
SHARED = (
    f"{OWNED} OR id = ANY (ARRAY(SELECT client_id FROM client_shares "
    "WHERE workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid AND user_id = ANY (owners)))"
)
"""A search looks through what is shared with any of those owners; who sees which of the finds is asked afterwards."""


def _search_through(condition: str, instead_of: str) -> None:
    for name in ("search_clients", "similar_clients"):
        definition = op.get_bind().scalar(sa.text(f"SELECT pg_get_functiondef('{name}'::regproc)"))
        op.execute(sa.text(definition.replace(instead_of, condition).replace(":", r"\:")))


def upgrade() -> None:
    """Clients are shared with colleagues."""
    op.create_table(
        "client_shares",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "client_id"],
            ["clients.workspace_id", "clients.id"],
            name=op.f("fk_client_shares_client_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "user_id"],
            ["users.workspace_id", "users.id"],
            name=op.f("fk_client_shares_user_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_client_shares")),
    )
    op.create_index(
        "ix_client_shares_client_id", "client_shares", ["workspace_id", "client_id"], unique=False
    )
    op.create_index(
        "uq_client_shares_user_id_client_id",
        "client_shares",
        ["workspace_id", "user_id", "client_id"],
        unique=True,
    )
    for table in TENANT_TABLES:
        for statement in row_security_statements(table):
            op.execute(statement)
    _search_through(SHARED, instead_of=OWNED)


def downgrade() -> None:
    """Take it back."""
    _search_through(OWNED, instead_of=SHARED)
    op.drop_index("uq_client_shares_user_id_client_id", table_name="client_shares")
    op.drop_index("ix_client_shares_client_id", table_name="client_shares")
    op.drop_table("client_shares")
