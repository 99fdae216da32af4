"""Reading of the events table: timelines, the audit log, the followers' log."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.events import EVENT_TYPES, EventRecord
from app.core.masking import DOTS
from app.core.orm import among
from app.core.paging import Paging, SortKey, fetch_page
from app.platform.customfields import service as customfields
from app.platform.history import concealing

_COLUMNS = (
    EventRecord.id,
    EventRecord.type,
    EventRecord.created_at.label("at"),
    func.jsonb_build_object(
        "kind", EventRecord.actor_kind, "id", EventRecord.actor_id, "name", EventRecord.actor_name
    ).label("actor"),
    func.jsonb_build_object("type", EventRecord.subject_type, "id", EventRecord.subject_id).label("subject"),
    EventRecord.data,
)
_SORTS = {"at": SortKey(EventRecord.created_at, datetime)}


def readable_types(actor: Actor) -> list[str]:
    """Return the event types whose records the actor's role may read."""
    return sorted(name for name, event in EVENT_TYPES.items() if actor.may(event.permission))


def readable(actor: Actor) -> Select[Any]:
    """Select the workspace's events that the actor's role may read; the caller has checked the card itself."""
    return select(*_COLUMNS).where(
        EventRecord.workspace_id == actor.workspace_id, among(EventRecord.type, readable_types(actor))
    )


async def timeline(
    session: AsyncSession, actor: Actor, where: ColumnElement[bool], page: Paging, types: Sequence[str] = ()
) -> tuple[list[dict[str, Any]], str | None]:
    """Return a card's events, newest first. `where` names the card: `of_timelines` or `of_subject`."""
    statement = readable(actor).where(where)
    if types:
        statement = statement.where(among(EventRecord.type, types))
    rows, following = await fetch_page(
        session, statement, page, sorts=_SORTS, default="-at", row_id=EventRecord.id
    )
    return await _shown(session, actor, rows), following


def of_timelines(record_ids: Sequence[UUID]) -> ColumnElement[bool]:
    """Match everything that stands on a client's card: hers, and that of records which were found to be her."""
    if len(record_ids) == 1:
        return EventRecord.timeline_id == record_ids[0]
    return EventRecord.timeline_id.in_(record_ids)


def of_subject(record_id: UUID) -> ColumnElement[bool]:
    """Match what happened to one record."""
    return EventRecord.subject_id == record_id


async def log_after(session: AsyncSession, actor: Actor, after: int, limit: int) -> list[dict[str, Any]]:
    """Return the events after a position, in their order."""
    statement = (
        readable(actor)
        .add_columns(EventRecord.position, EventRecord.timeline_id, EventRecord.trace_id)
        .where(EventRecord.position > after)
        .order_by(EventRecord.position)
        .limit(limit)
    )
    rows = [dict(row) for row in (await session.execute(statement)).mappings()]
    return await _shown(session, actor, rows)


async def _shown(session: AsyncSession, actor: Actor, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the events with what this actor may not read hidden in their payloads."""
    mask = await customfields.mask(session, actor, "client", "deal")
    if not mask.is_needed:
        return rows
    named = {UUID(row["data"]["file_id"]) for row in rows if "file_id" in row["data"]}
    closed = {str(one) for one in await concealing.closed_files(session, actor, named)}
    for row in rows:
        row["data"] = mask.event(EVENT_TYPES[row["type"]].hidden, row["data"])
        if row["data"].get("file_id") in closed:
            row["data"]["name"] = DOTS
    return rows
