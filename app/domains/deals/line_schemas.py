"""How the lines of a deal look on the wire."""

from decimal import Decimal
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from app.core.schemas import Amount, Input, Line, Schema
from app.domains.products.schemas import TaxRate, Unit

MOST_LINES = 200
Quantity = Annotated[Decimal, Field(gt=0, max_digits=12, decimal_places=3, examples=["2.5"])]
Percent = Annotated[Decimal, Field(ge=0, le=100, max_digits=5, decimal_places=2)]
EXAMPLE: dict[str, Any] = {"name": "Delivery", "quantity": "1", "unit_price": "150000.00", "tax_rate": "12"}


class LineInput(Input):
    """What is sold: a product of the catalogue, or in words. What is left out is as the catalogue says."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    product_id: UUID | None = None
    name: Line | None = Field(default=None, description="Required without a product")
    unit: Unit | None = None
    quantity: Quantity
    unit_price: Amount | None = Field(
        default=None, description="Left out, as in the price list of the deal's currency"
    )
    discount_percent: Percent | None = None
    discount_amount: Amount | None = Field(
        default=None, description="Off the whole line; instead of a percentage"
    )
    tax_rate: TaxRate | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.discount_percent is not None and self.discount_amount is not None:
            raise PydanticCustomError("two_discounts", "a discount is a percentage or a sum, not both")
        if self.product_id is None and self.name is None:
            raise PydanticCustomError("name_needed", "a line without a product needs a name")
        return self


Lines = Annotated[list[LineInput], Field(max_length=MOST_LINES)]


class LinesInput(Input):
    """All lines of a deal, in their order; those that are there now are replaced."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"lines": [EXAMPLE], "tax_included": True}]})

    lines: Lines
    tax_included: bool | None = Field(
        default=None,
        description="Whether prices hold the tax; left out, as before, or as the price list says",
    )


class LineOut(Schema):
    """A line of a deal with what it comes to."""

    id: UUID
    product_id: UUID | None
    name: str
    unit: str | None
    quantity: Decimal
    unit_price: Decimal
    discount_percent: Decimal | None
    discount_amount: Decimal | None
    tax_rate: Decimal
    net: Decimal
    tax: Decimal
    gross: Decimal


class DealLines(Schema):
    """What a deal sells. `gross` is its amount as long as there are lines."""

    deal_id: UUID
    currency: str
    tax_included: bool
    lines: list[LineOut]
    net: Decimal
    tax: Decimal
    gross: Decimal
    version: int
