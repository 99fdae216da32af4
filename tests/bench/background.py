"""Machine work: how soon a job begins, how many are done, and what a killed worker costs."""

import asyncio
import os
import signal
import time
from dataclasses import dataclass
from uuid import UUID

import asyncpg

from app.core import jobs
from app.core.config import Settings
from app.registry import build_runtime
from tests.bench.figures import Figure
from tests.bench.laboratory import Laboratory
from tests.bench.load import Latency
from tests.support import marking
from tests.support.bulk import Connection

SECTION = "Jobs"
START_COUNT, START_PER_SECOND = 400, 50.0
BULK_COUNT, BULK_PART = 3_000, 100
START_MILLISECONDS, JOBS_PER_SECOND, RESUMED_SECONDS = 60.0, 1_000.0, 10.0
_PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Enqueuing:
    """Which jobs to write."""

    settings: Settings
    workspace_id: UUID
    name: str
    labels: tuple[str, ...]
    in_one_transaction: int = 1
    per_second: float = 0.0
    seconds: float = 0.0


async def _enqueue(plan: Enqueuing) -> dict[str, float]:
    runtime = build_runtime(plan.settings)
    moments: dict[str, float] = {}
    began = time.perf_counter()
    for start in range(0, len(plan.labels), plan.in_one_transaction):
        if plan.per_second:
            await asyncio.sleep(max(0.0, began + start / plan.per_second - time.perf_counter()))
        async with runtime.db.write(plan.workspace_id) as session:
            for label in plan.labels[start : start + plan.in_one_transaction]:
                moments[label] = time.time()
                jobs.enqueue(session, plan.name, {"label": label, "seconds": plan.seconds})
    await runtime.close()
    return moments


def enqueue(plan: Enqueuing) -> dict[str, float]:
    """Write jobs as the application does; returns the moment of each, before its commit. For the load generator."""
    return asyncio.run(_enqueue(plan))


async def _marks(connection: Connection, prefix: str, wanted: int) -> dict[str, float]:
    """Wait for the marks of jobs; returns when each began."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    # Only counted while they are waited for: reading thousands of them each time would slow down what is measured.
    query = "SELECT count(*) FROM test_marks WHERE starts_with(label, $1)"
    while (done := await connection.fetchval(query, prefix)) < wanted:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{done} of {wanted} jobs were done")
        await asyncio.sleep(0.02)
    rows = await connection.fetch(
        "SELECT label, started_at FROM test_marks WHERE starts_with(label, $1)", prefix
    )
    return {row["label"]: row["started_at"] for row in rows}


async def measure(laboratory: Laboratory) -> list[Figure]:
    """Measure all of it."""
    await marking.create_table(laboratory.stand.owner_dsn())
    connection = await asyncpg.connect(laboratory.stand.owner_dsn())
    try:
        return [
            *await _starts(laboratory, connection),
            *await _throughput(laboratory, connection),
            *await _resumption(laboratory, connection),
        ]
    finally:
        await connection.close()


def _plan(laboratory: Laboratory, name: str, prefix: str, count: int) -> Enqueuing:
    labels = tuple(f"{prefix}-{number}" for number in range(count))
    return Enqueuing(laboratory.stand.settings, laboratory.seeded.workspace_id, name, labels)


async def _starts(laboratory: Laboratory, connection: Connection) -> list[Figure]:
    base = _plan(laboratory, marking.MARK, "start", START_COUNT)
    plan = Enqueuing(base.settings, base.workspace_id, base.name, base.labels, per_second=START_PER_SECOND)
    enqueued = laboratory.generate(enqueue, plan)
    began = await _marks(connection, "start-", START_COUNT)
    waited = Latency.of([began[label] - moment for label, moment in enqueued.items()])
    return [
        Figure(
            SECTION,
            "enqueued → begun, commit included, p50 / p95 / p99",
            f"{waited.p50:.1f} / {waited.p95:.1f} / {waited.p99:.1f} ms",
            f"p99 ≤ {START_MILLISECONDS:.0f} ms",
            waited.p99 <= START_MILLISECONDS,
        ),
    ]


async def _throughput(laboratory: Laboratory, connection: Connection) -> list[Figure]:
    """Let the worker sleep while the jobs are written, so that only its own speed is measured."""
    worker = laboratory.worker
    os.kill(worker, signal.SIGSTOP)
    base = _plan(laboratory, marking.MARK, "bulk", BULK_COUNT)
    plan = Enqueuing(base.settings, base.workspace_id, base.name, base.labels, in_one_transaction=BULK_PART)
    laboratory.generate(enqueue, plan)
    began = time.perf_counter()
    os.kill(worker, signal.SIGCONT)
    await _marks(connection, "bulk-", BULK_COUNT)
    rate = BULK_COUNT / (time.perf_counter() - began)
    return [
        Figure(
            SECTION,
            "done by one worker",
            f"{rate:.0f} a second",
            f"≥ {JOBS_PER_SECOND:.0f} a second",
            rate >= JOBS_PER_SECOND,
        ),
    ]


async def _resumption(laboratory: Laboratory, connection: Connection) -> list[Figure]:
    base = _plan(laboratory, marking.MARK_SLOWLY, "slow", 1)
    plan = Enqueuing(base.settings, base.workspace_id, base.name, base.labels, seconds=60.0)
    laboratory.generate(enqueue, plan)
    await _wait_until_running(connection)
    os.kill(laboratory.worker, signal.SIGKILL)
    killed = time.time()
    began = await _marks(connection, "slow-", 1)
    await asyncio.sleep(1)
    marks = await connection.fetchval("SELECT count(*) FROM test_marks WHERE label LIKE 'slow-%'")
    seconds = began["slow-0"] - killed
    return [
        Figure(
            SECTION,
            "worker killed (-9) in a job → begun again",
            f"{seconds:.1f} s",
            f"≤ {RESUMED_SECONDS:.0f} s",
            seconds <= RESUMED_SECONDS,
        ),
        Figure(SECTION, "effects of the killed job", str(marks), "exactly 1", marks == 1),
    ]


async def _wait_until_running(connection: Connection) -> None:
    query = "SELECT count(*) FROM jobs WHERE name = $1 AND state = 'running'"
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not await connection.fetchval(query, marking.MARK_SLOWLY):
        if time.monotonic() > deadline:
            raise TimeoutError("the job didn't begin")
        await asyncio.sleep(0.02)
    await asyncio.sleep(0.3)
