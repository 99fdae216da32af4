"""The wake-up: arq tells a worker at once that something is due on its queue."""

import asyncio
import json
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from arq.connections import ArqRedis, RedisSettings, create_pool
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialBackoff
from redis.exceptions import BusyLoadingError, ConnectionError, RedisError, TimeoutError  # noqa: A004 - Redis's own

from app.core.clock import now
from app.core.jobs.records import JobRecord

WAKE = "wake"
"""What arq calls a wake-up."""
SOON = timedelta(seconds=30)
"""How far ahead a worker is told of; what is due later it finds by itself."""


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
    """Tells arq's workers that something is due. Losing a wake-up is harmless: they look by themselves, only later."""

    def __init__(self, redis_url: str) -> None:
        """Remember where Redis is; the pool opens with the first wake-up."""
        self._url = redis_url
        self._pool: ArqRedis | None = None
        self._opening = asyncio.Lock()

    async def wake_all(self, records: list[JobRecord]) -> None:
        """Wake the workers for jobs just committed, each queue once for each moment; a Redis outage only delays them."""
        moment = now()
        horizon = moment + SOON
        wanted = {(one.queue, max(one.run_at, moment)) for one in records if one.run_at <= horizon}
        with suppress(RedisError, OSError):
            for queue, at in wanted:
                await self._wake(queue, at if at > moment else None)

    async def _wake(self, queue: str, at: datetime | None) -> None:
        pool = self._pool or await self._open()
        await pool.enqueue_job(WAKE, _queue_name=queue, _defer_until=at)

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

    async def close(self) -> None:
        """Close the connections."""
        if self._pool is not None:
            await self._pool.aclose()
