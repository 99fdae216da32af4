"""Batches: what waits is worked on together, in order, and each hears what became of it."""

import asyncio

import pytest

from app.core.batches import Batches


class Worker:
    """Notes its batches; each takes until it is let go."""

    def __init__(self, most: int = 3) -> None:
        self.seen: list[list[int]] = []
        self.go = asyncio.Event()
        self.tasks: set[asyncio.Task[None]] = set()
        self.batches: Batches[int] = Batches(
            lambda work: self.tasks.add(asyncio.create_task(work)), self.work, most
        )

    async def work(self, batch: list[int]) -> None:
        self.seen.append(batch)
        await self.go.wait()
        if 13 in batch:
            raise ValueError


async def test_a_lone_item_goes_at_once_and_those_after_it_together() -> None:
    worker = Worker()
    first = worker.batches.add(0)
    await asyncio.sleep(0)
    rest = [worker.batches.add(number) for number in range(1, 6)]
    worker.go.set()
    await asyncio.gather(first, *rest)
    assert worker.seen == [[0], [1, 2, 3], [4, 5]]


async def test_a_failure_is_told_to_its_batch_alone() -> None:
    worker = Worker()
    worker.go.set()
    results = [worker.batches.add(number) for number in (1, 2, 13, 4)]
    found = await asyncio.gather(*results, return_exceptions=True)
    assert [type(result) for result in found] == [ValueError, ValueError, ValueError, type(None)]


async def test_who_gives_up_waiting_stops_nobody() -> None:
    worker = Worker()
    gone, stays = worker.batches.add(1), worker.batches.add(2)
    gone.cancel()
    worker.go.set()
    await stays
    assert worker.seen == [[1, 2]]


async def test_the_end_of_the_process_is_told_to_those_who_wait() -> None:
    worker = Worker(most=1)
    waiting = worker.batches.add(1)
    await asyncio.sleep(0)
    for task in worker.tasks:
        task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
