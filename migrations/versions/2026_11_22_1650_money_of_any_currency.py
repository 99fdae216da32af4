"""Amounts of money are kept as exactly as their currency is divided."""

from collections.abc import Sequence

from alembic import op

revision: str = "money_of_any_currency"
down_revision: str | None = "win_back"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

AMOUNTS = {
    "deals": ("amount", "tax_amount"),
    "deal_lines": ("unit_price", "discount_amount", "net", "tax", "gross"),
    "product_prices": ("price",),
}


def upgrade() -> None:
    """Take the scale off the columns: this rewrites no row, and what is there stays as it is written."""
    for table, columns in AMOUNTS.items():
        kept = ", ".join(f"ALTER COLUMN {column} TYPE numeric" for column in columns)
        op.execute(f"ALTER TABLE {table} {kept}")


def downgrade() -> None:
    """Round to hundredths again."""
    for table, columns in AMOUNTS.items():
        rounded = ", ".join(f"ALTER COLUMN {column} TYPE numeric(18, 2)" for column in columns)
        op.execute(f"ALTER TABLE {table} {rounded}")
