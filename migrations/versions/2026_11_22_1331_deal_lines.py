"""What a deal sells: its lines, and the amount that they come to."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.orm import row_security_statements

revision: str = "deal_lines"
down_revision: str | None = "bulk_detail"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TENANT_TABLES = ("deal_lines",)


def upgrade() -> None:
    """What a deal sells: its lines, and the amount that they come to."""
    op.create_table(
        "deal_lines",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("deal_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("quantity", sa.Numeric(precision=12, scale=3), nullable=False),
        sa.Column("unit_price", sa.Numeric(precision=18, scale=2), nullable=False),
        sa.Column("discount_percent", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("discount_amount", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("tax_rate", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("net", sa.Numeric(precision=18, scale=2), nullable=False),
        sa.Column("tax", sa.Numeric(precision=18, scale=2), nullable=False),
        sa.Column("gross", sa.Numeric(precision=18, scale=2), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "discount_percent IS NULL OR discount_amount IS NULL", name=op.f("ck_deal_lines_one_discount")
        ),
        sa.CheckConstraint("net + tax = gross", name=op.f("ck_deal_lines_gross")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_deal_lines_quantity")),
        sa.CheckConstraint("unit_price >= 0", name=op.f("ck_deal_lines_unit_price")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "deal_id"],
            ["deals.workspace_id", "deals.id"],
            name=op.f("fk_deal_lines_deal_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "product_id"],
            ["products.workspace_id", "products.id"],
            name=op.f("fk_deal_lines_product_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_deal_lines")),
    )
    op.create_index(
        "ix_deal_lines_product_id",
        "deal_lines",
        ["workspace_id", "product_id"],
        unique=False,
        postgresql_where=sa.text("product_id IS NOT NULL"),
    )
    op.create_index(
        "uq_deal_lines_deal_id_position", "deal_lines", ["workspace_id", "deal_id", "position"], unique=True
    )
    op.add_column("deals", sa.Column("line_count", sa.Integer(), nullable=False, server_default="0"))
    op.alter_column("deals", "line_count", server_default=None)
    op.add_column("deals", sa.Column("tax_amount", sa.Numeric(precision=18, scale=2), nullable=True))
    op.add_column("deals", sa.Column("tax_included", sa.Boolean(), nullable=True))
    for table in TENANT_TABLES:
        for statement in row_security_statements(table):
            op.execute(statement)


def downgrade() -> None:
    """Take it back."""
    op.drop_column("deals", "tax_included")
    op.drop_column("deals", "tax_amount")
    op.drop_column("deals", "line_count")
    op.drop_index("uq_deal_lines_deal_id_position", table_name="deal_lines")
    op.drop_index(
        "ix_deal_lines_product_id",
        table_name="deal_lines",
        postgresql_where=sa.text("product_id IS NOT NULL"),
    )
    op.drop_table("deal_lines")
