"""A search reads at most one megabyte that is not sorted into its index yet."""

from collections.abc import Sequence

from alembic import op

revision: str = "search_pending"
down_revision: str | None = "targets_of_any_currency"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Go to this revision."""
    # Each search reads all of it: after an import that may be 4 MB.
    op.execute("ALTER INDEX ix_clients_search_text SET (gin_pending_list_limit = 1024)")


def downgrade() -> None:
    """Go back to the revision before."""
    op.execute("ALTER INDEX ix_clients_search_text RESET (gin_pending_list_limit)")
