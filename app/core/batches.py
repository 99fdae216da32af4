"""Working together on what comes in while the work on earlier things goes on."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Work = Callable[[list[Item]], Awaitable[None]]


class Batches(Generic[Item]):
    """A queue whose waiting items are worked on together: one batch at a time, in the order in which they came.

    A lone item is worked on at once; the more come in meanwhile, the larger the batches grow, so that the fixed cost
    of a batch is shared by more of them exactly when it matters.
    """

    def __init__(
        self, spawn: Callable[[Coroutine[Any, Any, None]], None], work: Work[Item], most: int
    ) -> None:
        """Say who works.

        Args:
            spawn: runs work that nobody waits for.
            work: does one batch; what it raises is raised to those who wait for its items.
            most: items in a batch.
        """
        self._spawn = spawn
        self._work = work
        self._most = most
        self._waiting: deque[tuple[Item, asyncio.Future[None]]] = deque()
        self._is_running = False

    def add(self, item: Item) -> asyncio.Future[None]:
        """Queue an item; the result comes when its batch is done."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, done))
        if not self._is_running:
            self._is_running = True
            self._spawn(self._run())
        return done

    async def _run(self) -> None:
        try:
            while self._waiting:
                count = min(self._most, len(self._waiting))
                await self._do([self._waiting.popleft() for _ in range(count)])
        finally:
            self._is_running = False

    async def _do(self, batch: list[tuple[Item, asyncio.Future[None]]]) -> None:
        error: BaseException | None = asyncio.CancelledError()
        try:
            await self._work([item for item, _ in batch])
            error = None
        except Exception as raised:  # noqa: BLE001 - it is told to everyone who waits
            error = raised
        finally:
            for _, done in batch:
                _settle(done, error)


def _settle(done: asyncio.Future[None], error: BaseException | None) -> None:
    if done.done():  # whoever waited has gone
        return
    if error is None:
        done.set_result(None)
    elif isinstance(error, asyncio.CancelledError):
        done.cancel()
    else:
        done.set_exception(error)
