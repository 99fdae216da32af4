"""One worker's hands: they take what is due on a queue, many jobs at a time, and hold on to what they have."""

import asyncio
from contextlib import suppress
from typing import Any

import structlog

from app.core.jobs.claiming import Claim, claim_due, hold_on
from app.core.jobs.running import run

LOOK_SECONDS = 1.0
"""How often a queue is looked at though nobody said that something is due: wake-ups can be lost."""
HOLD_SECONDS = 1.5

log = structlog.get_logger()


class Consumer:
    """Runs the jobs of one queue."""

    def __init__(self, runtime: Any, queue: str, *, places: int, seconds: float) -> None:
        """Prepare.

        Args:
            runtime: the process's resources.
            queue: whose jobs.
            places: how many at a time. Fewer than the database has connections, so that the leases are held in time.
            seconds: what a job may take; after that it fails, and is tried again.
        """
        self._runtime = runtime
        self._queue = queue
        self._places = places
        self._seconds = seconds
        self._woken = asyncio.Event()
        self._running: dict[asyncio.Task[None], Claim] = {}
        self._may_be_more = False
        self._is_ending = False
        self._rounds: list[asyncio.Task[None]] = []

    def wake(self) -> None:
        """Tell that something is due."""
        self._woken.set()

    def start(self) -> None:
        """Begin to take jobs."""
        self._rounds = [
            asyncio.create_task(self._take_for_ever()),
            asyncio.create_task(self._hold_for_ever()),
        ]

    async def finish(self, patience: float) -> None:
        """Take no more, let those in hand end.

        Args:
            patience: seconds after which the rest is broken off; another worker runs them when their lease is out.
        """
        taking, holding = self._rounds
        self._is_ending = True
        self._woken.set()
        await asyncio.wait({taking, *self._running}, timeout=patience)
        late = [taking, holding, *self._running]
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _take_for_ever(self) -> None:
        while not self._is_ending:
            self._woken.clear()
            try:
                await self._take()
            except Exception as error:  # noqa: BLE001 - the worker outlives every outage
                log.warning("claim_failed", error=type(error).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), LOOK_SECONDS)

    async def _take(self) -> None:
        self._may_be_more = True
        while self._may_be_more and (free := self._places - len(self._running)):
            # Few sizes, so that each connection plans few statements.
            size = 1 << (free.bit_length() - 1)
            taken = await claim_due(self._runtime.db, self._queue, size)
            self._may_be_more = len(taken) == size
            for one in taken:
                task = asyncio.create_task(self._run(one))
                self._running[task] = one
                task.add_done_callback(self._ended)

    async def _run(self, taken: Claim) -> None:
        try:
            await run(self._runtime, taken, self._seconds)
        except Exception as error:  # noqa: BLE001 - its lease runs out, then it is tried again
            log.warning("job_left_to_its_lease", job=taken.name, error=type(error).__name__)

    def _ended(self, task: asyncio.Task[None]) -> None:
        del self._running[task]
        # Half of the places at once: a claim costs the same for one job as for many.
        if self._may_be_more and len(self._running) <= self._places // 2:
            self._woken.set()

    async def _hold_for_ever(self) -> None:
        while True:
            await asyncio.sleep(HOLD_SECONDS)
            if self._running:
                try:
                    await hold_on(self._runtime.db, list(self._running.values()))
                except Exception as error:  # noqa: BLE001 - fencing, not the lease, protects the effect
                    log.warning("jobs_not_held", error=type(error).__name__)
