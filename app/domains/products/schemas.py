"""How the catalogue looks on the wire."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints, field_validator

from app.core.schemas import Amount, Currency, Input, Line, Schema, Text

MOST_LISTS = 50
Sku = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60, pattern=r"^[^\x00-\x1f]*$")]
Unit = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20, pattern=r"^[^\x00-\x1f]*$")]
TaxRate = Annotated[
    Decimal, Field(ge=0, le=100, max_digits=5, decimal_places=2, description="In percent", examples=["12.00"])
]
Prices = Annotated[
    dict[UUID, Amount | None],
    Field(
        max_length=MOST_LISTS,
        description="By price list; null takes the product out of it, others stay as they are",
    ),
]
EXAMPLE: dict[str, Any] = {"name": "Window, two wings", "sku": "OK-2", "unit": "pcs", "tax_rate": "12.00"}


class _ProductFields(Input):
    @field_validator("sku", "unit", "description", check_fields=False)
    @classmethod
    def _empty_is_none(cls, value: str | None) -> str | None:
        return value or None


class ProductInput(_ProductFields):
    """A new product."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    name: Line
    sku: Sku | None = Field(default=None, description="The code; no two products share it, whatever its case")
    unit: Unit | None = Field(default=None, examples=["pcs"])
    tax_rate: TaxRate = Decimal(0)
    description: Text | None = None
    prices: Prices = Field(default_factory=dict)


class ProductChange(_ProductFields):
    """A change: what is left out stays. What is not sold any more is made inactive."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"tax_rate": "15.00"}]})

    name: Line = Field(default_factory=str)
    sku: Sku | None = None
    unit: Unit | None = None
    tax_rate: TaxRate = Field(default_factory=Decimal)
    description: Text | None = None
    is_active: bool = Field(default_factory=bool)
    prices: Prices = Field(default_factory=dict)


class ProductOut(Schema):
    """A product with its prices by price list."""

    id: UUID
    name: str
    sku: str | None
    unit: str | None
    tax_rate: Decimal
    description: str | None
    is_active: bool
    prices: dict[UUID, Decimal]
    created_at: datetime
    version: int


class PriceListInput(Input):
    """A new price list."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "Wholesale", "currency": "UZS", "tax_included": True}]}
    )

    name: Line
    currency: Currency
    tax_included: bool = Field(default=True, description="Whether its prices hold the tax")
    is_default: bool = False


class PriceListChange(Input):
    """A change: what is left out stays. The currency never changes."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"is_default": True}]})

    name: Line = Field(default_factory=str)
    tax_included: bool = Field(default_factory=bool)
    is_default: bool = Field(default_factory=bool, description="The one that was the default no longer is")
    is_active: bool = Field(default_factory=bool)


class PriceListOut(Schema):
    """A price list; `products` counts what has a price in it."""

    id: UUID
    name: str
    currency: str
    tax_included: bool
    is_default: bool
    is_active: bool
    products: int
    created_at: datetime
    version: int
