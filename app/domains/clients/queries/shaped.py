"""Lists that a person shapes: by a filter tree, several sort keys, a group, and columns of her choice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, case, func, null, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import Uuid

from app.core.auth import Actor
from app.core.clock import now
from app.core.errors import FieldError, InvalidRequestError
from app.core.filters import Fields, Frame, Order, compiled, fields_of, leaves, order_of
from app.core.prepared import Prepared
from app.domains.clients import masking
from app.domains.clients.fields import SUBJECT
from app.domains.clients.models import Client
from app.domains.clients.queries import lists, tagging
from app.domains.clients.queries.lists import Filters
from app.domains.identity.models import Workspace

DEFAULT_SORT = ("-created_at",)
MOST_GROUPS = 200


@dataclass(frozen=True, slots=True)
class Shape:
    """What a list is to be."""

    filter: Any = None
    query: str | None = None
    sort: Sequence[str] = ()
    group_by: str | None = None
    columns: Sequence[str] = ()
    marks: Sequence[Any] = ()
    """Filter trees: each row tells the first that holds of it."""

    @property
    def names(self) -> list[str]:
        """Return the fields that it speaks of."""
        sorted_by = [name.removeprefix("-") for name in self.sort]
        trees = [self.filter, *self.marks] if self.filter is not None else self.marks
        filtered = [leaf.field for tree in trees for leaf in leaves(tree)]
        grouped = [self.group_by] if self.group_by is not None else []
        return [*filtered, *sorted_by, *grouped, *self.columns]


async def time_zone(session: AsyncSession, actor: Actor) -> str:
    """Return the zone by which the workspace's days begin."""
    (row,) = await _ZONE.rows(session, {"workspace_id": actor.workspace_id})
    return str(row["time_zone"])


def _zone() -> Any:
    return select(Workspace.time_zone).where(Workspace.id == bindparam("workspace_id", type_=Uuid()))


_ZONE = Prepared(_zone)


async def frame_of(session: AsyncSession, actor: Actor) -> Frame:
    """Return who asks, and what day it is there."""
    return Frame(actor, now(), await time_zone(session, actor))


async def condition_of(
    session: AsyncSession, actor: Actor, tree: Any, *, pointer: str = "/filter", fields: Fields | None = None
) -> Any:
    """Return the condition of a filter tree over clients; raises `InvalidRequestError`."""
    known = fields or await fields_of(session, actor, SUBJECT, [leaf.field for leaf in leaves(tree)])
    known = await tagging.known(session, known, tree)
    return compiled(tree, known, await frame_of(session, actor), pointer=pointer)


async def narrowed(
    session: AsyncSession,
    actor: Actor,
    statement: Select[Any],
    shape: Shape,
    fields: Fields,
    *,
    pointer: str = "/filter",
) -> Select[Any]:
    """Return the selection with the list's search and filter."""
    filters = await lists.readable(session, actor, Filters(shape.query))
    statement = lists.narrowed(statement, actor, filters)
    if shape.filter is None:
        return statement
    return statement.where(await condition_of(session, actor, shape.filter, fields=fields, pointer=pointer))


async def page(
    session: AsyncSession, actor: Actor, shape: Shape, limit: int, cursor: str | None
) -> tuple[list[dict[str, Any]], str | None]:
    """Return a page of clients as rows with `values` of the chosen columns, and the next page's cursor.

    Raises:
        InvalidRequestError: unknown fields, unfit operators or values, a foreign cursor.
    """
    statement, order = await selected(session, actor, shape)
    if cursor:
        statement = statement.where(order.after(cursor))
    statement = statement.limit(limit + 1)
    read = [dict(row) for row in (await session.execute(statement)).mappings()]
    rows, following = order.cut(read, limit)
    return shown(actor, shape, rows), following


async def fields_for(session: AsyncSession, actor: Actor, shape: Shape) -> Fields:
    """Return the fields that a shape speaks of, as far as the actor may use them."""
    return await fields_of(session, actor, SUBJECT, shape.names)


async def selected(session: AsyncSession, actor: Actor, shape: Shape) -> tuple[Select[Any], Order]:
    """Select the whole list in its order; raises as `page`."""
    fields = await fields_for(session, actor, shape)
    order = order_of(shape.sort or DEFAULT_SORT, fields, actor, Client.id, group_by=shape.group_by)
    statement = await narrowed(session, actor, lists.rows(actor), shape, fields)
    columns = [*_columns(shape, fields, actor), await _mark(session, actor, shape, fields)]
    return order.applied(statement.add_columns(*columns)), order


def shown(actor: Actor, shape: Shape, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return read rows with their `values`, as the actor may see them."""
    return masking.rows_shown(actor, [_shaped(row, shape) for row in rows])


def _columns(shape: Shape, fields: Fields, actor: Actor) -> list[Any]:
    unknown = [
        FieldError(pointer=f"/columns/{index}", code="unknown_field", detail=f"there is no field {name!r}")
        for index, name in enumerate(shape.columns)
        if name not in fields or not fields[name].shown
    ]
    if unknown:
        raise InvalidRequestError(errors=unknown)
    found = [
        fields[name].expression(actor).label(f"_column_{index}") for index, name in enumerate(shape.columns)
    ]
    if shape.group_by is not None:
        found.append(fields[shape.group_by].expression(actor).label("_group"))
    return found


async def _mark(session: AsyncSession, actor: Actor, shape: Shape, fields: Fields) -> Any:
    if not shape.marks:
        return null().label("mark")
    frame = await frame_of(session, actor)
    conditions = [
        (compiled(tree, fields, frame, pointer=f"/marks/{index}"), index)
        for index, tree in enumerate(shape.marks)
    ]
    return case(*conditions).label("mark")


def _shaped(row: dict[str, Any], shape: Shape) -> dict[str, Any]:
    row["values"] = {name: row.pop(f"_column_{index}") for index, name in enumerate(shape.columns)}
    row["group"] = row.pop("_group", None)
    return row


async def count(session: AsyncSession, actor: Actor, shape: Shape) -> int:
    """Return how many clients a shaped list has; raises as `page`."""
    fields = await fields_for(session, actor, shape)
    statement = await narrowed(session, actor, lists.counted(actor), shape, fields)
    return int((await session.execute(statement)).scalar_one())


async def groups(session: AsyncSession, actor: Actor, shape: Shape) -> list[dict[str, Any]]:
    """Return the groups of a shaped list in their order, each with its count; raises as `page`."""
    fields = await fields_for(session, actor, shape)
    order: Order = order_of((), fields, actor, Client.id, group_by=shape.group_by)
    key = order.keys[0]
    value = fields[key.name].expression(actor)
    statement = await narrowed(session, actor, lists.counted(actor), shape, fields)
    statement = (
        statement.with_only_columns(value.label("value"), func.count().label("count"))
        .group_by(value)
        .order_by(value.asc())
        .limit(MOST_GROUPS)
    )
    return [dict(row) for row in (await session.execute(statement)).mappings()]


def matching(actor: Actor) -> Select[Any]:
    """Select the ids of the clients that the actor may read, to be filtered."""
    return lists.counted(actor).with_only_columns(Client.id)
