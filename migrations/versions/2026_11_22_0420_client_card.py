"""The wider card: ways to reach a client and whether they do, consents, pinned notes."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.orm import row_security_statements

revision: str = "client_card"
down_revision: str | None = "duplicates"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TENANT_TABLES = ("consents", "pinned_notes")


KINDS = (
    "phone",
    "email",
    "telegram",
    "whatsapp",
    "viber",
    "signal",
    "instagram",
    "facebook",
    "website",
    "address",
)


def allow_kinds(kinds: Sequence[str]) -> None:
    """Say which kinds of contact points there are."""
    op.drop_constraint(op.f("ck_contact_points_kind"), "contact_points", type_="check")
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    op.create_check_constraint(op.f("ck_contact_points_kind"), "contact_points", f"kind IN ({listed})")


def upgrade() -> None:
    """The wider card: ways to reach a client and whether they do, consents, pinned notes."""
    op.create_table(
        "consents",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("is_granted", sa.Boolean(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=True),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "client_id"],
            ["clients.workspace_id", "clients.id"],
            name=op.f("fk_consents_client_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_consents")),
    )
    op.create_index(
        "ix_consents_client_id_channel_given_at",
        "consents",
        ["workspace_id", "client_id", "channel", "given_at"],
        unique=False,
    )
    op.create_table(
        "pinned_notes",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "client_id"],
            ["clients.workspace_id", "clients.id"],
            name=op.f("fk_pinned_notes_client_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_pinned_notes")),
    )
    op.create_index(
        "uq_pinned_notes_client_id_note_id",
        "pinned_notes",
        ["workspace_id", "client_id", "note_id"],
        unique=True,
    )
    op.add_column("clients", sa.Column("qualification", sa.String(), nullable=True))
    op.add_column("contact_points", sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("contact_points", sa.Column("bad_reason", sa.String(), nullable=True))
    allow_kinds(KINDS)
    for table in TENANT_TABLES:
        for statement in row_security_statements(table):
            op.execute(statement)


def downgrade() -> None:
    """Take it back."""
    op.execute("DELETE FROM contact_points WHERE kind NOT IN ('phone', 'email')")
    allow_kinds(("phone", "email"))
    op.drop_column("contact_points", "bad_reason")
    op.drop_column("contact_points", "verified_at")
    op.drop_column("clients", "qualification")
    op.drop_index("uq_pinned_notes_client_id_note_id", table_name="pinned_notes")
    op.drop_table("pinned_notes")
    op.drop_index("ix_consents_client_id_channel_given_at", table_name="consents")
    op.drop_table("consents")
