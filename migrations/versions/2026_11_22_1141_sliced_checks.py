"""The base is compared slice by slice."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "sliced_checks"
down_revision: str | None = "deal_rules"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def _states(condition: str) -> None:
    op.drop_constraint(op.f("ck_duplicate_pairs_state"), "duplicate_pairs", type_="check")
    op.create_check_constraint(op.f("ck_duplicate_pairs_state"), "duplicate_pairs", condition)


def upgrade() -> None:
    """The base is compared slice by slice."""
    op.drop_column("duplicate_checks", "to_compare")
    op.execute("DELETE FROM duplicate_pairs WHERE state = 'candidate'")
    _states("state IN ('open', 'dismissed')")


def downgrade() -> None:
    """Take it back."""
    _states("state IN ('candidate', 'open', 'dismissed')")
    op.add_column(
        "duplicate_checks", sa.Column("to_compare", sa.Integer(), nullable=False, server_default="0")
    )
    op.alter_column("duplicate_checks", "to_compare", server_default=None)
