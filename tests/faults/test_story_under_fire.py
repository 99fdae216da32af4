"""Stories while Redis is flushed and the worker and scheduler are killed: nothing lost, nothing twice."""

import asyncio
import os
import random
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from typing import Any

import asyncpg
import pytest

from app.core.runtime import Runtime
from app.main import create_app
from app.registry import build_runtime
from tests.faults.office import Office, open_office
from tests.support.servers import RunningApp
from tests.support.stand import Process, Stand, WebProcess, start_stand
from tests.support.workspaces import Workspace, make_workspace

STORIES = int(os.environ.get("BATON_FAULT_STORIES", "60"))
"""Sixty in the usual run; BATON_FAULT_STORIES=500 for the long one."""
AT_ONCE = 8
SEED = 20261122
SETTLE_SECONDS = 60

pytestmark = pytest.mark.slow


@pytest.fixture
def stand() -> Any:
    """Durable servers with the API, a worker and a scheduler as processes."""
    with start_stand() as found:
        yield found


@pytest.fixture
async def workspace(stand: Stand) -> AsyncIterator[tuple[Workspace, Process, Process, Runtime]]:
    api, worker, scheduler = stand.api(), stand.worker(), stand.scheduler()
    assert isinstance(api, WebProcess)
    api.start_and_wait()
    worker.start()
    scheduler.start()
    runtime = build_runtime(stand.settings)
    made = await make_workspace(runtime, RunningApp(create_app(stand.settings), stand.settings, api.url))
    yield made, worker, scheduler, runtime
    await made.close()
    await runtime.close()


def rounds_of(kinds: tuple[str, ...], chance: random.Random) -> Iterator[str]:
    """Each kind once a round, in any order: however fast the stories go, each happens."""
    while True:
        yield from chance.sample(kinds, len(kinds))


async def harass(
    runtime: Runtime, worker: Process, scheduler: Process, chance: random.Random
) -> Counter[str]:
    """Flush Redis and kill processes at random moments until cancelled; returns what was done."""
    done: Counter[str] = Counter()
    rounds = rounds_of(("flush", "worker", "scheduler"), chance)
    try:
        while True:
            await asyncio.sleep(chance.uniform(0.3, 1.5))
            match next(rounds):
                case "flush":
                    await runtime.redis.flushall()
                    done["flush"] += 1
                case name:
                    process = worker if name == "worker" else scheduler
                    process.kill()
                    await asyncio.sleep(chance.uniform(0, 0.5))
                    process.start()
                    done[name] += 1
    except asyncio.CancelledError:
        return done


async def work_through(office: Office) -> None:
    numbers = iter(range(STORIES))

    async def hand() -> None:
        for number in numbers:
            await office.story(number)

    await asyncio.gather(*(hand() for _ in range(AT_ONCE)))


async def settle(connection: "asyncpg.Connection[Any]") -> None:
    """Wait until no job waits and every event has its place."""
    waiting = (
        "SELECT (SELECT count(*) FROM jobs WHERE state IN ('queued', 'running') AND run_at < now() + '1 minute'"
        "  AND queue = 'baton:interactive')"
        " + (SELECT count(*) FROM events WHERE position IS NULL)"
    )
    for _ in range(SETTLE_SECONDS * 5):
        if not await connection.fetchval(waiting):
            return
        await asyncio.sleep(0.2)
    jobs = await connection.fetch(
        "SELECT name, state, attempts, last_error FROM jobs WHERE state IN ('queued', 'running')"
    )
    pytest.fail(f"jobs still wait, or events have no place: {[tuple(job) for job in jobs][:5]}")


async def test_each_story_leaves_each_effect_once(
    stand: Stand, workspace: tuple[Workspace, Process, Process, Runtime]
) -> None:
    made, worker, scheduler, runtime = workspace
    office = await open_office(made, SEED)
    fire = asyncio.create_task(harass(runtime, worker, scheduler, random.Random(SEED)))
    await work_through(office)
    fire.cancel()
    done = await fire
    assert min(done["flush"], done["worker"], done["scheduler"]) >= 1, done
    for process in (worker, scheduler):
        if not process.is_running():
            process.start()

    connection = await asyncpg.connect(stand.owner_dsn())
    try:
        await settle(connection)
        await assert_each_effect_once(connection, office)
    finally:
        await connection.close()


async def assert_each_effect_once(connection: "asyncpg.Connection[Any]", office: Office) -> None:
    async def count(query: str) -> int:
        return int(await connection.fetchval(query))

    confirmed = {kind: len(values) for kind, values in office.acknowledged.items()}
    assert confirmed == {
        "clients": STORIES,
        "deals": STORIES,
        "missed": STORIES // 2,
        "answered": STORIES // 2,
    }
    assert await count("SELECT count(*) FROM clients") == STORIES
    assert await count("SELECT count(*) FROM deals") == STORIES
    assert await count("SELECT count(*) FROM calls WHERE state = 'ended'") == STORIES
    assert await count("SELECT count(*) FROM deals WHERE version = 2") == STORIES
    assert await count("SELECT count(*) FROM events WHERE type = 'deal.moved'") == STORIES
    assert await count("SELECT count(*) FROM tasks WHERE origin = 'missed_call'") == STORIES // 2
    per_client = (
        "SELECT count(*) FROM tasks WHERE origin = 'missed_call' GROUP BY client_id HAVING count(*) > 1"
    )
    assert await connection.fetch(per_client) == []
    for kind in ("call.ringing", "call.ended"):
        assert await count(f"SELECT count(*) FROM events WHERE type = '{kind}'") == STORIES, kind
    assert await count("SELECT count(*) FROM events WHERE type = 'call.missed'") == STORIES // 2
    assert await count("SELECT count(*) FROM jobs WHERE state = 'dead'") == 0
    total = await count("SELECT count(*) FROM events")
    assert await count("SELECT count(DISTINCT position) FROM events") == total
    assert await count("SELECT max(position) FROM events") == total
