"""A workspace's own fields among those by which records are filtered, sorted, grouped and shown."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from sqlalchemy import Boolean, Date, DateTime, Numeric, Uuid, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.filters import FieldSpec, Kind
from app.platform.customfields import queries
from app.platform.customfields.models import FieldDefinition
from app.platform.customfields.service import PREFIX

_TYPES: Mapping[Kind, Any] = {
    Kind.NUMBER: Numeric(),
    Kind.MONEY: Numeric(),
    Kind.DATE: Date(),
    Kind.DATETIME: DateTime(timezone=True),
    Kind.YES_NO: Boolean(),
    Kind.PERSON: Uuid(),
}
"""Values are checked when they are written, so that each can be read as what its field holds."""


def _value(column: Any, key: str, kind: Kind, _: Actor) -> Any:
    if kind is Kind.MULTI_CHOICE:
        # What is not set has no elements, and their array is then null.
        element = func.jsonb_array_elements_text(column[key]).column_valued("element")
        return select(func.array_agg(element)).scalar_subquery()
    if kind is Kind.ADDRESS:
        parts = [column[key][part].astext for part in ("postal_code", "country", "region", "city", "line")]
        return func.nullif(func.concat_ws(", ", *parts), "")
    text = column[key].astext
    return cast(text, _TYPES[kind]) if kind in _TYPES else text


def _spec(definition: FieldDefinition, column: Any) -> FieldSpec:
    key, kind = str(definition.id), Kind(definition.kind)
    return FieldSpec(
        f"{PREFIX}{key}",
        kind,
        partial(_value, column, key, kind),
        group=str(definition.group_id),
        sortable=kind is not Kind.ADDRESS,
        shown=kind is not Kind.FILE,
        groupable=kind in {Kind.CHOICE, Kind.YES_NO, Kind.PERSON},
        refers="user" if kind is Kind.PERSON else None,
        options=tuple(choice["id"] for choice in definition.choices),
        option_labels=tuple(choice["name"] for choice in definition.choices),
        label=definition.name,
    )


def source(subject_type: str, column: Any) -> Callable[[AsyncSession, Actor], Any]:
    """Return what reads the fields of a kind of record; `column` holds their values."""

    async def fields(session: AsyncSession, actor: Actor) -> list[FieldSpec]:
        return [
            _spec(definition, column)
            for definition in await queries.definitions(session, actor.workspace_id)
            if definition.subject_type == subject_type and not definition.is_archived
        ]

    return fields
