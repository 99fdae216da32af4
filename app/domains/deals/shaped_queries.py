"""Lists and boards of deals that a person shapes: by a filter tree, several sort keys, and columns of her choice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor, visible
from app.core.clock import now
from app.core.errors import FieldError, InvalidRequestError
from app.core.filters import Fields, Frame, Order, compiled, fields_of, leaves, order_of
from app.domains.deals import queries
from app.domains.deals.fields import SUBJECT
from app.domains.deals.models import Deal
from app.domains.deals.permissions import DealPermission
from app.domains.deals.rules.titles import title_patterns

DEFAULT_SORT = ("-created_at",)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a list is to be."""

    plain: Mapping[str, Any] = field(default_factory=dict)
    """Values of columns, as the plain lists take them."""
    filter: Any = None
    query: str | None = None
    sort: Sequence[str] = ()
    columns: Sequence[str] = ()

    @property
    def names(self) -> list[str]:
        """Return the fields that it speaks of."""
        filtered = [leaf.field for leaf in leaves(self.filter)] if self.filter is not None else []
        return [*filtered, *(name.removeprefix("-") for name in self.sort), *self.columns]


async def frame_of(session: AsyncSession, actor: Actor) -> Frame:
    """Return who asks, and what day it is there."""
    return Frame(actor, now(), await queries.time_zone(session, actor.workspace_id))


async def conditions(
    session: AsyncSession, actor: Actor, shape: Shape, *, pointer: str = "/filter"
) -> list[Any]:
    """Return what must be true of the deals of a list; raises `InvalidRequestError`."""
    found = queries.narrowing(shape.plain)
    if shape.query:
        found += [Deal.search_text.like(f"%{pattern}%") for pattern in title_patterns(shape.query)[0]]
    if shape.filter is not None:
        fields = await fields_of(session, actor, SUBJECT, shape.names)
        found.append(compiled(shape.filter, fields, await frame_of(session, actor), pointer=pointer))
    return found


async def page(
    session: AsyncSession, actor: Actor, shape: Shape, limit: int, cursor: str | None
) -> tuple[list[dict[str, Any]], str | None]:
    """Return a page of cards with `values` of the chosen columns, and the next page's cursor.

    Raises:
        InvalidRequestError: unknown fields, unfit operators or values, a foreign cursor.
    """
    fields = await fields_of(session, actor, SUBJECT, shape.names)
    order = order_of(
        shape.sort or DEFAULT_SORT, await _sortable(session, actor, shape, fields), actor, Deal.id
    )
    statement = queries.cards(actor, *_columns(shape, fields, actor))
    statement = statement.where(*await conditions(session, actor, shape))
    if cursor:
        statement = statement.where(order.after(cursor))
    found = await session.execute(order.applied(statement).limit(limit + 1))
    rows, following = order.cut([dict(row) for row in found.mappings()], limit)
    return [_shaped(queries.shaped(row), shape) for row in rows], following


async def _sortable(session: AsyncSession, actor: Actor, shape: Shape, fields: Fields) -> Fields:
    return fields if shape.sort else await fields_of(session, actor, SUBJECT, ["created_at"])


def _columns(shape: Shape, fields: Fields, actor: Actor) -> list[Any]:
    unknown = [
        FieldError(pointer=f"/columns/{index}", code="unknown_field", detail=f"there is no field {name!r}")
        for index, name in enumerate(shape.columns)
        if name not in fields or not fields[name].shown
    ]
    if unknown:
        raise InvalidRequestError(errors=unknown)
    return [fields[name].expression(actor).label(f"_column_{n}") for n, name in enumerate(shape.columns)]


def _shaped(row: dict[str, Any], shape: Shape) -> dict[str, Any]:
    row["values"] = {name: row.pop(f"_column_{index}") for index, name in enumerate(shape.columns)}
    return row


async def count(session: AsyncSession, actor: Actor, shape: Shape) -> int:
    """Return how many deals a shaped list has; raises as `page`."""
    statement = (
        select(func.count()).select_from(Deal).where(visible(actor, DealPermission.READ, *queries.OWNED))
    )
    statement = statement.where(*await conditions(session, actor, shape))
    return int((await session.execute(statement)).scalar_one())


async def ids(session: AsyncSession, actor: Actor, shape: Shape, *, pointer: str) -> Select[Any]:
    """Select the ids of the deals of a shaped list; raises as `page`."""
    statement = select(Deal.id).where(visible(actor, DealPermission.READ, *queries.OWNED))
    return statement.where(*await conditions(session, actor, shape, pointer=pointer))


async def board_order(session: AsyncSession, actor: Actor) -> Order:
    """Return the order of a board's columns, whose cursors `page` understands."""
    fields = await fields_of(session, actor, SUBJECT, ["stage_entered_at"])
    return order_of(("-stage_entered_at",), fields, actor, Deal.id)
