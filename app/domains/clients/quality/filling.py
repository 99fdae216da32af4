"""Who fills the records in: counted over the history of their changes."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor, visible
from app.core.events import EventRecord
from app.domains.clients.events import ClientChanged, ClientCreated
from app.domains.clients.permissions import ClientPermission

_NOTHING = ("", "[]", "{}")
_NOT_FILLED_IN = ("owner_id",)
"""Handing a client over says nothing about her."""


async def by_person(session: AsyncSession, actor: Actor, since: datetime) -> list[dict[str, Any]]:
    """Return what each person within the actor's reach has entered since a moment, the most diligent first.

    `added` counts clients; `filled`, `corrected` and `emptied` count fields.
    """
    change = func.jsonb_each(EventRecord.data["changes"]).table_valued("key", "value", name="change")
    before, after = change.c.value.op("->>")(0), change.c.value.op("->>")(1)
    told = change.c.key.not_in(_NOT_FILLED_IN)
    counts = {
        "added": EventRecord.type == ClientCreated.type,
        "filled": and_(told, _is_empty(before), ~_is_empty(after)),
        "corrected": and_(told, ~_is_empty(before), ~_is_empty(after)),
        "emptied": and_(told, ~_is_empty(before), _is_empty(after)),
    }
    columns = [func.count().filter(condition).label(name) for name, condition in counts.items()]
    statement = (
        select(EventRecord.actor_id.label("user_id"), *columns)
        .join(change, EventRecord.type == ClientChanged.type, isouter=True)
        .where(
            visible(actor, ClientPermission.READ, EventRecord.workspace_id, EventRecord.actor_id),
            EventRecord.created_at >= since,
            EventRecord.type.in_((ClientCreated.type, ClientChanged.type)),
            EventRecord.actor_kind == "user",
        )
        .group_by(EventRecord.actor_id)
        .order_by(func.count().desc(), EventRecord.actor_id)
    )
    return [dict(row) for row in (await session.execute(statement)).mappings()]


def _is_empty(value: Any) -> ColumnElement[bool]:
    return func.coalesce(value, "").in_(_NOTHING)
