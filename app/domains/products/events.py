"""What happened to the catalogue."""

from typing import Any, ClassVar
from uuid import UUID

from app.core.events import Event
from app.domains.products.permissions import ProductPermission


class ProductEvent(Event):
    """Something about one product."""

    subject_type: ClassVar[str] = "product"
    subject_field: ClassVar[str] = "product_id"
    permission: ClassVar[str] = ProductPermission.READ

    product_id: UUID
    name: str
    sku: str | None


class ProductAdded(ProductEvent):
    """A product came into the catalogue."""

    type: ClassVar[str] = "product.added"


class ProductChanged(ProductEvent):
    """Facts about a product were changed, each with its old and new value; `prices` by the price list's id."""

    type: ClassVar[str] = "product.changed"
    changes: dict[str, tuple[Any, Any]]


class PriceListChanged(Event):
    """A price list was made or changed."""

    type: ClassVar[str] = "price_list.changed"
    subject_type: ClassVar[str] = "price_list"
    subject_field: ClassVar[str] = "price_list_id"
    permission: ClassVar[str] = ProductPermission.READ

    price_list_id: UUID
    name: str
    changes: dict[str, tuple[Any, Any]]
