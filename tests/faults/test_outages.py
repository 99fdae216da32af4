"""Outages of single parts: what must go on, what must come back, and how soon."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator

import asyncpg
import pytest

from app.core import jobs
from app.core.runtime import Runtime
from app.main import create_app
from app.registry import build_runtime
from tests.support.marking import MARK_SLOWLY, create_table
from tests.support.servers import RunningApp
from tests.support.stand import Stand, start_stand
from tests.support.workspaces import Workspace, make_workspace

RESUMED_WITHIN_SECONDS = 10

pytestmark = pytest.mark.slow


@pytest.fixture
def stand() -> Iterator[Stand]:
    """Durable servers of the test's own."""
    with start_stand() as found:
        yield found


@pytest.fixture
async def workspace(stand: Stand) -> AsyncIterator[Workspace]:
    """A workspace served by an API process."""
    api = stand.api()
    api.start_and_wait()
    runtime = build_runtime(stand.settings)
    made = await make_workspace(runtime, RunningApp(create_app(stand.settings), stand.settings, api.url))
    yield made
    await made.close()
    await runtime.close()


async def enqueue_mark(runtime: Runtime, workspace: Workspace, seconds: float) -> None:
    async with runtime.db.write(workspace.id) as session:
        jobs.enqueue(session, MARK_SLOWLY, {"label": "slow", "seconds": seconds})


async def test_a_killed_workers_job_is_resumed_within_ten_seconds_and_takes_effect_once(
    stand: Stand, workspace: Workspace
) -> None:
    await create_table(stand.owner_dsn())
    worker, scheduler = stand.worker("tests.support.marking_worker"), stand.scheduler()
    worker.start()
    scheduler.start()
    await enqueue_mark(workspace.runtime, workspace, 60)
    connection = await asyncpg.connect(stand.owner_dsn())
    try:
        await until(connection, "SELECT count(*) FROM jobs WHERE state = 'running'", 1)
        worker.kill()
        killed_at = time.time()
        worker.start()
        await until(connection, "SELECT count(*) FROM test_marks", 1)
        row = await connection.fetchrow("SELECT attempt, started_at FROM test_marks")
        assert row is not None
        assert row["attempt"] == 2
        assert row["started_at"] - killed_at <= RESUMED_WITHIN_SECONDS
    finally:
        await connection.close()


async def until(connection: "asyncpg.Connection[asyncpg.Record]", query: str, wanted: int) -> None:
    """Wait until a count is reached."""
    for _ in range(300):
        if await connection.fetchval(query) == wanted:
            return
        await asyncio.sleep(0.1)
    pytest.fail(f"never {wanted}: {query}")


async def test_without_redis_writes_go_on_and_jobs_run_when_it_is_back(
    stand: Stand, workspace: Workspace
) -> None:
    await create_table(stand.owner_dsn())
    worker, scheduler = stand.worker("tests.support.marking_worker"), stand.scheduler()
    worker.start()
    scheduler.start()
    browser = workspace.http()
    stand.valkey.stop()
    try:
        answers = [await browser.post("/teams", json={"name": f"T{number}"}) for number in range(10)]
        assert {answer.status_code for answer in answers} == {201}
        await enqueue_mark(workspace.runtime, workspace, 0)
        ready = await browser.get(f"{workspace.server.url}/ready")
        assert (ready.status_code, ready.json()["status"]) == (200, "degraded")
        await asyncio.sleep(3)
    finally:
        stand.valkey.start()
    connection = await asyncpg.connect(stand.owner_dsn())
    try:
        await until(connection, "SELECT count(*) FROM test_marks", 1)
        await until(connection, "SELECT count(*) FROM events WHERE position IS NULL", 0)
    finally:
        await connection.close()
    assert worker.is_running()
    assert scheduler.is_running()


async def test_a_restart_of_postgresql_is_told_as_busy_and_survived(
    stand: Stand, workspace: Workspace
) -> None:
    browser = workspace.http()
    assert (await browser.get("/teams")).status_code == 200
    stand.postgres.stop()
    try:
        await asyncio.sleep(1.1)
        refused = await browser.get("/teams")
        assert (refused.status_code, refused.json()["code"]) == (503, "database_busy")
        assert (await browser.get(f"{workspace.server.url}/ready")).status_code == 503
        assert (await browser.get(f"{workspace.server.url}/live")).status_code == 200
    finally:
        stand.postgres.start()
    started = time.monotonic()
    status = 503
    while status == 503 and time.monotonic() - started < 10:
        await asyncio.sleep(0.2)
        status = (await browser.get("/teams")).status_code
    assert status == 200
