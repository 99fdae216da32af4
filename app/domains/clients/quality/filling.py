"""Who fills the records in: counted over the history of their changes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, and_, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by, array
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor, visible
from app.core.events import EventRecord
from app.core.paging import Paging, SortKey, fetch_page
from app.domains.clients.events import ClientChanged, ClientCreated
from app.domains.clients.models import Client
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries.columns import visible_clients

ADDED, FILLED, CORRECTED, EMPTIED = "added", "filled", "corrected", "emptied"
SORTS = {"at": SortKey(EventRecord.created_at, datetime)}
_NOTHING = ("", "[]", "{}")
_NOT_FILLED_IN = ("owner_id",)
"""Handing a client over says nothing about her."""


async def by_person(session: AsyncSession, actor: Actor, since: datetime) -> list[dict[str, Any]]:
    """Return what each person within the actor's reach has entered since a moment, the most diligent first.

    `added` counts clients; `filled`, `corrected` and `emptied` count fields.
    """
    change = _changes()
    kinds = _kinds(change)
    columns = [func.count().filter(condition).label(name) for name, condition in kinds.items()]
    statement = (
        select(EventRecord.actor_id.label("user_id"), *columns)
        .join(change, EventRecord.type == ClientChanged.type, isouter=True)
        .where(
            visible(actor, ClientPermission.READ, EventRecord.workspace_id, EventRecord.actor_id),
            *_entered(since),
        )
        .group_by(EventRecord.actor_id)
        .order_by(func.count().desc(), EventRecord.actor_id)
    )
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def rows(
    session: AsyncSession, actor: Actor, who: UUID, what: str, since: datetime, page: Paging
) -> tuple[list[dict[str, Any]], str | None]:
    """Return what stands behind one of a person's figures: the clients and which of their fields, the latest first.

    The clients that the actor may not read by now are not named.
    """
    change = _changes()
    fields = (
        select(func.array_agg(aggregate_order_by(change.c.key, change.c.key)))
        .where(_kinds(change)[what], EventRecord.type == ClientChanged.type)
        .scalar_subquery()
    )
    known = and_(Client.id == EventRecord.subject_id, visible_clients(actor, ClientPermission.READ))
    told: Any = array([], type_=Text()) if what == ADDED else fields
    kind = EventRecord.type == ClientCreated.type if what == ADDED else fields.is_not(None)
    columns = (EventRecord.id, EventRecord.created_at.label("at"), Client.id.label("client_id"), Client.name)
    statement = (
        select(*columns, told.label("fields"))
        .outerjoin(Client, known)
        .where(
            visible(actor, ClientPermission.READ, EventRecord.workspace_id, EventRecord.actor_id),
            *_entered(since),
            EventRecord.actor_id == who,
            kind,
        )
    )
    return await fetch_page(session, statement, page, sorts=SORTS, default="-at", row_id=EventRecord.id)


def _entered(since: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        EventRecord.created_at >= since,
        EventRecord.type.in_((ClientCreated.type, ClientChanged.type)),
        EventRecord.actor_kind == "user",
    )


def _changes() -> Any:
    return func.jsonb_each(EventRecord.data["changes"]).table_valued("key", "value", name="change")


def _kinds(change: Any) -> dict[str, ColumnElement[bool]]:
    """What makes a change one of each kind."""
    before, after = change.c.value.op("->>")(0), change.c.value.op("->>")(1)
    told = change.c.key.not_in(_NOT_FILLED_IN)
    return {
        ADDED: EventRecord.type == ClientCreated.type,
        FILLED: and_(told, _is_empty(before), ~_is_empty(after)),
        CORRECTED: and_(told, ~_is_empty(before), ~_is_empty(after)),
        EMPTIED: and_(told, ~_is_empty(before), _is_empty(after)),
    }


def _is_empty(value: Any) -> ColumnElement[bool]:
    return func.coalesce(value, "").in_(_NOTHING)
