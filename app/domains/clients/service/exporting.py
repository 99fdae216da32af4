"""Lists on their way out: what the columns are, and the rows as the actor may see them."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.errors import FieldError, InvalidRequestError
from app.core.filters import Kind, fields_of
from app.domains.clients.fields import SUBJECT
from app.domains.clients.queries import exporting, records, shaped
from app.domains.clients.queries.exporting import Reach
from app.domains.clients.queries.shaped import Shape

ROW_COLUMNS: Mapping[str, tuple[str, Kind]] = {
    "name": ("name", Kind.TEXT),
    "kind": ("kind", Kind.CHOICE),
    "company": ("company_name", Kind.TEXT),
    "phone": ("phone", Kind.PHONE),
    "email": ("email", Kind.EMAIL),
    "owner_id": ("owner_id", Kind.PERSON),
    "tags": ("tags", Kind.MULTI_CHOICE),
    "source": ("source", Kind.TEXT),
    "last_contact_at": ("last_contact_at", Kind.DATETIME),
    "created_at": ("created_at", Kind.DATETIME),
}
"""What each row of a list brings by itself, masked where its reader is; by the field's name, the key and the kind."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an export."""

    name: str
    kind: Kind
    label: str
    names: Mapping[str, str] = field(default_factory=dict)
    """How its ids and choices are called."""

    def of(self, row: Mapping[str, Any]) -> Any:
        """Return the row's value."""
        known = ROW_COLUMNS.get(self.name)
        return row[known[0]] if known is not None else row["values"][self.name]


@dataclass(frozen=True, slots=True)
class Wish:
    """Which list, and which of its clients: all within the permission's reach when none are named."""

    permission: str
    filter: Any = None
    query: str | None = None
    sort: Sequence[str] = ()
    group_by: str | None = None
    columns: Sequence[str] = ()
    ids: Sequence[UUID] | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """A list that was found to be one that the actor may take along."""

    shape: Shape
    reach: Reach
    columns: Sequence[Column]
    count: int
    time_zone: str


async def prepare(session: AsyncSession, actor: Actor, wish: Wish) -> Export:
    """Return what is to be exported.

    Raises:
        InvalidRequestError: unknown fields, unfit operators or values, or an order that can't be.
    """
    columns = await _columns(session, actor, wish.columns)
    further = [column.name for column in columns if column.name not in ROW_COLUMNS]
    shape = Shape(wish.filter, wish.query, wish.sort, wish.group_by, further)
    await exporting.check(session, actor, shape)
    reach = Reach(wish.permission, wish.ids)
    count = await exporting.count(session, actor, shape, reach)
    return Export(shape, reach, columns, count, await shaped.time_zone(session, actor))


async def _columns(session: AsyncSession, actor: Actor, names: Sequence[str]) -> list[Column]:
    fields = await fields_of(session, actor, SUBJECT)
    unknown = [
        FieldError(pointer=f"/columns/{index}", code="unknown_field", detail=f"there is no field {name!r}")
        for index, name in enumerate(names)
        if name not in ROW_COLUMNS and (name not in fields or not fields[name].shown)
    ]
    if unknown:
        raise InvalidRequestError(errors=unknown)
    people = await records.names_of_people(session, actor.workspace_id)
    by_id = {str(user_id): name for user_id, name in people.items()}
    found = []
    for name in names:
        spec = fields.get(name)
        kind = ROW_COLUMNS[name][1] if name in ROW_COLUMNS else fields[name].kind
        called = dict(zip(spec.options, spec.option_labels, strict=False)) if spec is not None else {}
        is_person = kind is Kind.PERSON and (spec is None or spec.refers == "user")
        label = spec.label if spec is not None and spec.label is not None else name
        found.append(Column(name, kind, label, by_id if is_person else called))
    return found


async def slices(session: AsyncSession, actor: Actor, export: Export) -> AsyncIterator[list[dict[str, Any]]]:
    """Yield the rows in their order, as they stand at one moment; the session must be fresh."""
    async for rows in exporting.slices(session, actor, export.shape, export.reach):
        yield rows
