"""The field by which deals are found by what they sell."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, cast, exists, func, not_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.filters import FieldSpec, Kind
from app.core.orm import among
from app.domains.deals.models import Deal, DealLine
from app.domains.products import service as products

PRODUCT = "product"
MOST_OFFERED = 500
"""With more products than that a screen looks them up instead of listing them."""


def _sold(_: Actor) -> Any:
    ids = cast(DealLine.product_id, Text)
    return (
        select(func.array_agg(aggregate_order_by(ids.distinct(), ids)))
        .where(*_of_deal())
        .correlate(Deal)
        .scalar_subquery()
    )


def _of_deal() -> tuple[ColumnElement[bool], ...]:
    return (
        DealLine.workspace_id == Deal.workspace_id,
        DealLine.deal_id == Deal.id,
        DealLine.product_id.is_not(None),
    )


def _sells(_: Actor, value: Any) -> ColumnElement[bool]:
    wanted = [UUID(one) for one in (value if isinstance(value, list) else [value])]
    return exists().where(*_of_deal(), among(DealLine.product_id, wanted)).correlate(Deal)


def _sells_something(_: Actor, __: Any) -> ColumnElement[bool]:
    return exists().where(*_of_deal()).correlate(Deal)


async def product(session: AsyncSession, actor: Actor) -> list[FieldSpec]:
    """Return the field, with the catalogue to choose from as long as it is short."""
    named = await products.offered(session, actor, MOST_OFFERED + 1)
    listed = named if len(named) <= MOST_OFFERED else {}
    return [
        FieldSpec(
            PRODUCT,
            Kind.MULTI_CHOICE,
            _sold,
            "",
            sortable=False,
            shown=False,
            refers="product",
            options=tuple(str(one) for one in listed),
            option_labels=tuple(listed.values()),
            tests={
                "contains": _sells,
                "any_of": _sells,
                "none_of": lambda actor, value: not_(_sells(actor, value)),
                "is_filled": _sells_something,
                "is_empty": lambda actor, value: not_(_sells_something(actor, value)),
            },
        )
    ]
