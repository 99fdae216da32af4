"""The wake-up: arq tells a worker at once that a job is due. Losing one is harmless, the sweep repeats it."""

import asyncio
import json
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from arq.connections import ArqRedis, RedisSettings, create_pool
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialBackoff
from redis.exceptions import BusyLoadingError, ConnectionError, RedisError, TimeoutError  # noqa: A004 - Redis's own

from app.core.clock import now
from app.core.jobs.records import JobRecord


def redis_settings(url: str, *, patient: bool) -> RedisSettings:
    """Return arq's connection settings.

    Args:
        url: `redis://...` or `unix://...`.
        patient: a worker outlives a Redis outage by retrying; a request must not wait for one.
    """
    settings = RedisSettings.from_dsn(url)
    settings.conn_timeout = 2
    if patient:
        settings.conn_retries = 1_000_000
        settings.conn_retry_delay = 1
        settings.retry = Retry(ExponentialBackoff(cap=2, base=0.1), 1_000_000)
        settings.retry_on_timeout = True
        settings.retry_on_error = [ConnectionError, TimeoutError, BusyLoadingError, OSError]
    return settings


def serialize(value: Any) -> bytes:
    """Return the JSON form in which arq keeps a wake-up (its default, pickle, would run code from Redis)."""
    return json.dumps(value, default=str).encode()


def deserialize(value: bytes) -> Any:
    """Read what `serialize` wrote."""
    return json.loads(value)


class Waker:
    """Tells arq's workers that a job is due. Losing a wake-up is harmless: the sweep repeats it."""

    def __init__(self, redis_url: str) -> None:
        """Remember where Redis is; the pool opens with the first wake-up."""
        self._url = redis_url
        self._pool: ArqRedis | None = None
        self._opening = asyncio.Lock()

    async def wake(self, queue: str, workspace_id: UUID, job_id: UUID, occasion: str, at: datetime) -> None:
        """Put one wake-up on a queue; raises `RedisError` or OSError when Redis is away."""
        pool = self._pool or await self._open()
        await pool.enqueue_job(
            "run",
            str(workspace_id),
            str(job_id),
            _queue_name=queue,
            _job_id=f"{job_id}:{occasion}",
            _defer_until=at if at > now() else None,
        )

    async def _open(self) -> ArqRedis:
        """Open the pool once, however many wake-ups at a time are the first."""
        async with self._opening:
            if self._pool is None:
                self._pool = await create_pool(
                    redis_settings(self._url, patient=False),
                    job_serializer=serialize,
                    job_deserializer=deserialize,
                    retry=0,
                )
            return self._pool

    async def wake_all(self, records: list[JobRecord]) -> None:
        """Wake the workers for jobs just committed; a Redis outage only delays them."""
        horizon = now() + timedelta(seconds=30)
        with suppress(RedisError, OSError):
            for record in records:
                if record.run_at <= horizon:
                    await self.wake(record.queue, record.workspace_id, record.id, "enqueued", record.run_at)

    async def close(self) -> None:
        """Close the connections."""
        if self._pool is not None:
            await self._pool.aclose()
