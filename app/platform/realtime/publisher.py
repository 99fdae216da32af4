"""Puts the frames of committed events on the Redis streams: at once after the commit, and again by the relay.

Publishing is idempotent by event id, so the two paths never say anything twice.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from redis.asyncio import Redis
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.db import Database, Outbox, outbox
from app.core.ids import uuid7
from app.platform.realtime.frames import Frame, frames_of, partition_key

STREAM_LENGTH = 20_000
REMEMBER_SECONDS = 3600

_PUBLISH = """
if not redis.call('SET', KEYS[2], '1', 'NX', 'EX', ARGV[1]) then return 0 end
for i = 3, #ARGV, 7 do
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], '*',
             'w', KEYS[3], 't', ARGV[i], 'y', ARGV[i + 1], 'd', ARGV[i + 2], 'o', ARGV[i + 3], 'p', ARGV[i + 4],
             'x', ARGV[i + 5], 's', ARGV[i + 6])
end
return 1
"""


def _mark(workspace_id: UUID, event_id: UUID) -> str:
    return f"{partition_key(workspace_id)}:said:{event_id}"


async def publish(redis: Redis, workspace_id: UUID, event_id: UUID, frames: Iterable[Frame]) -> bool:
    """Put an event's frames on the workspace's stream unless that was done already; tells whether it was done now."""
    return bool(await redis.eval(*_publishing(workspace_id, event_id, frames)))  # type: ignore[misc] # declared as it is for both kinds of client


def _publishing(workspace_id: UUID, event_id: UUID, frames: Iterable[Frame]) -> list[Any]:
    keys = [partition_key(workspace_id), _mark(workspace_id, event_id), str(workspace_id)]
    entries = [part for frame in frames for part in frame.encode()]
    return [_PUBLISH, len(keys), *keys, REMEMBER_SECONDS, STREAM_LENGTH, *entries]


async def unsaid(redis: Redis, workspace_id: UUID, event_ids: Sequence[UUID]) -> list[UUID]:
    """Return those of the events whose frames nobody has published yet."""
    marks = await redis.mget([_mark(workspace_id, event_id) for event_id in event_ids])
    return [event_id for event_id, mark in zip(event_ids, marks, strict=True) if mark is None]


def say(session: AsyncSession, frame: Frame) -> None:
    """Send a frame after the commit. It belongs to no event: a lost one is not repeated, the next one tells all."""
    outbox(session).frames.append(frame)


async def publish_committed(db: Database, redis: Redis, committed: Outbox) -> None:
    """Publish what a transaction has just committed; raises `RedisError` when Redis is away."""
    async with db.read(committed.workspace_id, by_key=True) as session:
        made = await frames_of(session, committed.events)
    ids = [record.id for record in committed.events]
    if committed.frames:
        made, ids = [*made, committed.frames], [*ids, uuid7()]
    async with redis.pipeline(transaction=False) as pipeline:
        for event_id, frames in zip(ids, made, strict=True):
            pipeline.eval(*_publishing(committed.workspace_id, event_id, frames))
        await pipeline.execute()
