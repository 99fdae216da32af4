"""Gives each workspace's events their one order, and publishes those whose direct publication failed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy import func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.clock import now
from app.core.db import Database
from app.core.events import EventPosition, EventRecord
from app.core.observability import EVENTS_RELAYED
from app.core.orm import among
from app.platform.realtime.frames import frames_of
from app.platform.realtime.publisher import publish, unsaid

BATCH = 500
GRACE = timedelta(seconds=2)
"""How long the direct publication after the commit is given before the relay repeats it."""

log = structlog.get_logger()

_PLACE = text(
    """
    WITH next AS (
        SELECT workspace_id, created_at, id, row_number() OVER (ORDER BY id) AS step
        FROM events WHERE workspace_id = :workspace AND position IS NULL ORDER BY id LIMIT :batch
    )
    UPDATE events e SET position = :base + next.step
    FROM next WHERE e.workspace_id = :workspace AND e.created_at = next.created_at AND e.id = next.id
    """
)


async def unplaced_workspaces(db: Database) -> list[UUID]:
    """Return the workspaces that have events to place or to publish."""
    waiting = select(EventRecord.workspace_id).where(EventRecord.position.is_(None)).distinct()
    behind = select(EventPosition.workspace_id).where(EventPosition.published < EventPosition.position)
    async with db.dispatch() as session:
        return list((await session.execute(waiting.union(behind))).scalars())


async def place(db: Database, workspace_id: UUID) -> int:
    """Stamp the next positions of a workspace's events; returns how many. Safe beside other relays."""
    async with db.dispatch() as session:
        await session.execute(
            insert(EventPosition).values(workspace_id=workspace_id).on_conflict_do_nothing()
        )
        mine = (
            select(EventPosition.position)
            .where(EventPosition.workspace_id == workspace_id)
            .with_for_update(skip_locked=True)
        )
        base = (await session.execute(mine)).scalar()
        if base is None:
            return 0
        result: Any = await session.execute(_PLACE, {"workspace": workspace_id, "base": base, "batch": BATCH})
        placed = int(result.rowcount)
        if placed:
            await session.execute(
                update(EventPosition)
                .where(EventPosition.workspace_id == workspace_id)
                .values(position=base + placed)
            )
        return placed


async def repeat(db: Database, redis: Redis, workspace_id: UUID) -> int:
    """Publish the placed events that nobody published; returns how many. Raises `RedisError` when Redis is away."""
    async with db.read(workspace_id) as session:
        # Read by itself: under row level security an index is not asked for what a subquery says.
        known = select(EventPosition.published).where(EventPosition.workspace_id == workspace_id)
        published = (await session.execute(known)).scalar() or 0
        due = (
            select(EventRecord.id, EventRecord.created_at, EventRecord.position)
            .where(
                EventRecord.workspace_id == workspace_id,
                EventRecord.position > published,
                EventRecord.created_at < now() - GRACE,
            )
            .order_by(EventRecord.position)
            .limit(BATCH)
        )
        placed = (await session.execute(due)).all()
        if not placed:
            return 0
        missing = await unsaid(redis, workspace_id, [event.id for event in placed])
        since = min(event.created_at for event in placed)
        records = await _records(session, workspace_id, missing, since=since) if missing else []
        late = await frames_of(session, records)
    for record, frames in zip(records, late, strict=True):
        if frames:
            await publish(redis, workspace_id, record.id, frames)
    EVENTS_RELAYED.inc(len(late))
    async with db.dispatch() as session:
        await session.execute(
            update(EventPosition)
            .where(EventPosition.workspace_id == workspace_id)
            .values(published=func.greatest(EventPosition.published, placed[-1].position))
        )
    return len(late)


async def _records(
    session: AsyncSession, workspace_id: UUID, ids: Sequence[UUID], *, since: datetime
) -> Sequence[EventRecord]:
    statement = select(EventRecord).where(
        EventRecord.workspace_id == workspace_id, EventRecord.created_at >= since, among(EventRecord.id, ids)
    )
    return (await session.execute(statement.order_by(EventRecord.position))).scalars().all()


async def relay_once(db: Database, redis: Redis) -> int:
    """Do one round over all workspaces; returns how many events were placed."""
    placed = 0
    for workspace_id in await unplaced_workspaces(db):
        placed += await place(db, workspace_id)
        try:
            await repeat(db, redis, workspace_id)
        except (RedisError, OSError):
            log.warning("relay_waits_for_redis")
    return placed
