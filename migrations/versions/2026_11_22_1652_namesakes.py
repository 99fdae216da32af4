"""Namesakes are told apart in the index: by what they are reached, and by their company."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "namesakes"
down_revision: str | None = "money_of_any_currency"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Namesakes are told apart in the index: by what they are reached, and by their company."""
    op.drop_index(op.f("ix_clients_name_key_kind"), table_name="clients")
    op.create_index(
        "ix_clients_namesakes",
        "clients",
        [
            "workspace_id",
            "name_key",
            "kind",
            sa.literal_column(
                "(CASE WHEN phone COLLATE \"C\" >= '+' AND phone COLLATE \"C\" < ',' THEN CASE WHEN email IS NULL THEN 1 ELSE 3 END ELSE CASE WHEN email IS NULL THEN 0 ELSE 2 END END)"
            ),
            "company_id",
        ],
        unique=False,
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_clients_namesakes", table_name="clients")
    op.create_index(
        op.f("ix_clients_name_key_kind"), "clients", ["workspace_id", "name_key", "kind"], unique=False
    )
