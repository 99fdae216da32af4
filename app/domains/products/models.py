"""What is sold, and for how much."""

from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Numeric, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.orm import Base, Money, VersionedModel, tenant_foreign_key, tenant_index


class Product(VersionedModel):
    """Something that is sold. Those taken out of the catalogue stay, because deals name them."""

    __tablename__ = "products"
    __table_args__ = (
        CheckConstraint("tax_rate BETWEEN 0 AND 100", name="tax_rate"),
        tenant_index("products", "sku_key", unique=True),
        tenant_index("products", "name", "id"),
        tenant_index("products", "created_at", "id"),
    )

    name: Mapped[str]
    sku: Mapped[str | None]
    sku_key: Mapped[str | None]
    """The code without regard to case: no two products share it."""
    unit: Mapped[str | None]
    tax_rate: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    description: Mapped[str | None] = mapped_column(Text)
    is_active: Mapped[bool] = mapped_column(default=True)
    search_text: Mapped[str] = mapped_column(Text)
    """The folded name and code; the service writes it with every change."""


class PriceList(VersionedModel):
    """Prices in one currency, for one sort of buyers."""

    __tablename__ = "price_lists"
    __table_args__ = (
        CheckConstraint("is_active OR NOT is_default", name="default_is_active"),
        tenant_index("price_lists", "name", unique=True),
        tenant_index(
            "price_lists", unique=True, postgresql_where=text("is_default"), name="uq_price_lists_default"
        ),
    )

    name: Mapped[str]
    currency: Mapped[str]
    tax_included: Mapped[bool]
    """Whether its prices hold the tax, or it comes on top of them."""
    is_default: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True)


class ProductPrice(Base):
    """What a product costs in a price list."""

    __tablename__ = "product_prices"
    __table_args__ = (
        CheckConstraint("price >= 0", name="price"),
        tenant_foreign_key("product_id", "products", ondelete="CASCADE"),
        tenant_foreign_key("price_list_id", "price_lists", ondelete="CASCADE"),
    )

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True)
    product_id: Mapped[UUID] = mapped_column(primary_key=True)
    price_list_id: Mapped[UUID] = mapped_column(primary_key=True)
    price: Mapped[Decimal] = mapped_column(Money())
