"""Targets as fine as their currency, and the deals won back by when they were opened."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "targets_of_any_currency"
down_revision: str | None = "legal_forms"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Targets as fine as their currency, and the deals won back by when they were opened."""
    op.alter_column("plans", "target", existing_type=sa.Numeric(18, 2), type_=sa.Numeric())
    op.create_index(
        "ix_deals_revived",
        "deals",
        ["workspace_id", "created_at", "owner_id"],
        unique=False,
        postgresql_where=sa.text("is_revived"),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_deals_revived", table_name="deals", postgresql_where=sa.text("is_revived"))
    op.alter_column("plans", "target", existing_type=sa.Numeric(), type_=sa.Numeric(18, 2))
