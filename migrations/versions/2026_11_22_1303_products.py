"""What is sold, its price lists, and who may see and set them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.orm import row_security_statements

revision: str = "products"
down_revision: str | None = "working_hours"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TENANT_TABLES = ("price_lists", "products", "product_prices")
GIVE_RIGHTS = """
    UPDATE roles SET permissions = given.permissions || roles.permissions
    FROM (VALUES
        ('administrator', '{"products:read": "all", "products:manage": "all"}'::jsonb),
        ('supervisor', '{"products:read": "all", "products:manage": "all"}'::jsonb),
        ('manager', '{"products:read": "all"}'::jsonb),
        ('analyst', '{"products:read": "all"}'::jsonb)
    ) AS given (key, permissions)
    WHERE roles.key = given.key
"""
TAKE_RIGHTS = "UPDATE roles SET permissions = permissions - 'products:read' - 'products:manage'"
GIVE_PRICE_LIST = """
    INSERT INTO price_lists (
        workspace_id, id, name, currency, tax_included, is_default, is_active, created_at, version, updated_at
    )
    SELECT id, gen_random_uuid(), 'Main prices', currency, true, true, true, now(), 1, now() FROM workspaces
"""


def upgrade() -> None:
    """What is sold, its price lists, and who may see and set them."""
    op.create_table(
        "price_lists",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("tax_included", sa.Boolean(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("is_active OR NOT is_default", name=op.f("ck_price_lists_default_is_active")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_price_lists")),
    )
    op.create_index(
        "uq_price_lists_default",
        "price_lists",
        ["workspace_id"],
        unique=True,
        postgresql_where=sa.text("is_default"),
    )
    op.create_index("uq_price_lists_name", "price_lists", ["workspace_id", "name"], unique=True)
    op.create_table(
        "products",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sku", sa.String(), nullable=True),
        sa.Column("sku_key", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("tax_rate", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("tax_rate BETWEEN 0 AND 100", name=op.f("ck_products_tax_rate")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_products")),
    )
    op.create_index(
        "ix_products_created_at_id", "products", ["workspace_id", "created_at", "id"], unique=False
    )
    op.create_index("ix_products_name_id", "products", ["workspace_id", "name", "id"], unique=False)
    op.create_index("uq_products_sku_key", "products", ["workspace_id", "sku_key"], unique=True)
    op.create_table(
        "product_prices",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("price_list_id", sa.Uuid(), nullable=False),
        sa.Column("price", sa.Numeric(precision=18, scale=2), nullable=False),
        sa.CheckConstraint("price >= 0", name=op.f("ck_product_prices_price")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "price_list_id"],
            ["price_lists.workspace_id", "price_lists.id"],
            name=op.f("fk_product_prices_price_list_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "product_id"],
            ["products.workspace_id", "products.id"],
            name=op.f("fk_product_prices_product_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id", "product_id", "price_list_id", name=op.f("pk_product_prices")
        ),
    )
    for table in TENANT_TABLES:
        for statement in row_security_statements(table):
            op.execute(statement)
    op.execute(GIVE_RIGHTS)
    op.execute(GIVE_PRICE_LIST)


def downgrade() -> None:
    """Take it back."""
    op.execute(TAKE_RIGHTS)
    op.drop_table("product_prices")
    op.drop_index("uq_products_sku_key", table_name="products")
    op.drop_index("ix_products_name_id", table_name="products")
    op.drop_index("ix_products_created_at_id", table_name="products")
    op.drop_table("products")
    op.drop_index("uq_price_lists_name", table_name="price_lists")
    op.drop_index("uq_price_lists_default", table_name="price_lists", postgresql_where=sa.text("is_default"))
    op.drop_table("price_lists")
