"""What lives as long as a process: settings, connections, and the hand-over of what a transaction published."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar, cast

import structlog
from fastapi import Request
from limits import parse
from limits.aio.storage import RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.core.auth import Actor, Authenticator
from app.core.config import Settings
from app.core.crypto import SecretBox
from app.core.db import Database, Outbox
from app.core.errors import TooManyRequestsError
from app.core.jobs import Waker

AT_ONCE = 4
"""Transactions projected at a time: more would only wait for each other on colder connections."""
Kept = TypeVar("Kept")
API_KEY_RATE = parse("50/second")
log = structlog.get_logger()


class Runtime:
    """One process's resources. Made by `create_app` and by the workers, closed by them."""

    def __init__(self, settings: Settings) -> None:
        """Prepare the connections; none is opened yet."""
        self.settings = settings
        self.db = Database(settings.database_url, pool_size=settings.pool_size)
        self.redis = Redis.from_url(settings.redis_url, socket_connect_timeout=2, socket_timeout=5)
        self.waker = Waker(settings.redis_url)
        self.box = SecretBox(settings.secret_key.get_secret_value())
        self.authenticator: Authenticator
        self.project: Callable[[Outbox], Awaitable[None]] | None = None
        self._projecting = asyncio.Semaphore(AT_ONCE)
        self._tasks: set[asyncio.Task[Any]] = set()
        self._kept: dict[Callable[[Runtime], Any], Any] = {}
        self._limiter: MovingWindowRateLimiter | None = None
        self.db.after_commit = self._hand_over

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run work that nobody waits for; shutdown waits for it."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def keep(self, make: "Callable[[Runtime], Kept]") -> Kept:
        """Return what a domain keeps as long as the process lives, made when first asked for."""
        if make not in self._kept:
            self._kept[make] = make(self)
        return cast("Kept", self._kept[make])

    def _hand_over(self, outbox: Outbox) -> None:
        if (outbox.events or outbox.frames) and self.project is not None:
            self.spawn(self._publish(outbox))
        if outbox.jobs:
            self.spawn(self.waker.wake_all(outbox.jobs))

    async def _publish(self, outbox: Outbox) -> None:
        try:
            if self.project is not None:
                async with self._projecting:
                    await self.project(outbox)
        except (RedisError, OSError):
            log.warning("frames_left_to_the_relay", count=len(outbox.events))
        except Exception:
            log.exception("projection_failed")

    @property
    def limiter(self) -> MovingWindowRateLimiter:
        """Return the rate limiter, counting in Redis."""
        if self._limiter is None:
            url = self.settings.redis_url.replace("unix://", "redis+unix://")
            storage = RedisStorage(f"async+{url}", implementation="redispy")
            self._limiter = MovingWindowRateLimiter(storage)
        return self._limiter

    async def limit_api_key(self, request: Request, actor: Actor) -> None:
        """Count a program's request; raises `TooManyRequestsError` over the rate. Without Redis nobody is refused."""
        key = str(actor.credential_id)
        try:
            allowed = await self.limiter.hit(API_KEY_RATE, key)
            window = await self.limiter.get_window_stats(API_KEY_RATE, key)
        except (RedisError, OSError):
            return
        request.state.rate_headers = headers = {
            "RateLimit-Limit": str(API_KEY_RATE.amount),
            "RateLimit-Remaining": str(window.remaining),
            "RateLimit-Reset": "1",
        }
        if not allowed:
            raise TooManyRequestsError(headers={**headers, "Retry-After": "1"})

    async def close(self) -> None:
        """Finish what was handed over, then close every connection."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=5)
        await self.waker.close()
        await self.redis.aclose()
        await self.db.close()
