"""Claiming, running, retrying and reclaiming: how each job takes effect exactly once."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from redis.exceptions import RedisError
from sqlalchemy import bindparam, case, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import system_actor
from app.core.clock import now
from app.core.db import Database
from app.core.jobs.records import JOBS, JobContext, JobRecord, JobState
from app.core.jobs.waking import Waker
from app.core.observability import JOB_START_SECONDS, JOBS_FINISHED
from app.core.prepared import Prepared

LEASE = timedelta(seconds=5)
HEARTBEAT_SECONDS = 1.5
REWAKE_AFTER = timedelta(seconds=5)
SWEEP_LIMIT = 500

log = structlog.get_logger()


class LostLeaseError(Exception):
    """Another worker took the job over: this one's work must leave no trace."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A job in this worker's hands."""

    workspace_id: UUID
    id: UUID
    name: str
    args: dict[str, Any]
    generation: int
    attempt: int
    max_attempts: int
    trace_id: str | None
    waited_seconds: float


async def claim(db: Database, workspace_id: UUID, job_id: UUID) -> Claim | None:
    """Take the job unless it is done, taken, or not due.

    A claim that a crash of the server undoes leaves the job queued. Its effect can't be lost or doubled by that: it is
    committed with the job's end, durably, and only by whoever finds the job running under her generation.
    """
    moment = now()
    values = {"of_workspace": workspace_id, "of_job": job_id, "moment": moment, "lease": moment + LEASE}
    async with db.write(workspace_id, by_key=True, may_be_lost=True) as session:
        row = await _CLAIM.one(session, values)
    if row is None:
        return None
    waited = (moment - row.pop("run_at")).total_seconds()
    return Claim(workspace_id=workspace_id, id=job_id, waited_seconds=waited, **row)


def _claim() -> Any:
    return (
        update(JobRecord)
        .where(
            JobRecord.workspace_id == bindparam("of_workspace"),
            JobRecord.id == bindparam("of_job"),
            JobRecord.state == JobState.QUEUED,
            JobRecord.run_at <= bindparam("moment"),
        )
        .values(
            state=JobState.RUNNING,
            attempts=JobRecord.attempts + 1,
            generation=JobRecord.generation + 1,
            lease_until=bindparam("lease"),
        )
        .returning(
            JobRecord.name,
            JobRecord.args,
            JobRecord.generation,
            JobRecord.attempts.label("attempt"),
            JobRecord.max_attempts,
            JobRecord.trace_id,
            JobRecord.run_at,
        )
    )


_CLAIM = Prepared(_claim)


async def run(runtime: Any, workspace_id: UUID, job_id: UUID) -> bool:
    """Claim and run one job; tells whether it was run to its end. Never raises for a failing body."""
    taken = await claim(runtime.db, workspace_id, job_id)
    if taken is None:
        return False
    JOB_START_SECONDS.observe(max(taken.waited_seconds, 0))
    with structlog.contextvars.bound_contextvars(trace_id=taken.trace_id, job=taken.name, job_id=str(job_id)):
        heartbeat = asyncio.create_task(_heartbeat(runtime.db, taken))
        try:
            await _run_body(runtime, taken)
        except LostLeaseError:
            log.warning("job_lease_lost")
            return False
        except Exception as error:
            log.exception("job_failed", attempt=taken.attempt)
            await _fail(runtime, taken, error)
            JOBS_FINISHED.labels(taken.name, "failed").inc()
            return False
        finally:
            heartbeat.cancel()
            with suppress(asyncio.CancelledError):
                await heartbeat
    JOBS_FINISHED.labels(taken.name, "done").inc()
    return True


async def _run_body(runtime: Any, taken: Claim) -> None:
    async with runtime.db.write(taken.workspace_id) as session:
        context = JobContext(session, system_actor(taken.workspace_id), runtime, taken.id, taken.attempt)
        await JOBS[taken.name].body(context, taken.args)
        await session.flush()
        await _finish(session, taken)


async def _finish(session: AsyncSession, taken: Claim) -> None:
    values = {"state": JobState.DONE, "finished_at": now(), "lease_until": None}
    if not await _change_held(session, taken, values):
        raise LostLeaseError


async def _change_held(session: AsyncSession, taken: Claim, values: dict[str, Any]) -> bool:
    """Change the job if it is still in this worker's hands; tells whether it was."""
    claim_of = {"of_workspace": taken.workspace_id, "of_job": taken.id, "of_generation": taken.generation}
    return await _CHANGE_HELD.one(session, {**claim_of, **values}, *sorted(values)) is not None


def _held(*columns: str) -> Any:
    return (
        update(JobRecord)
        .where(
            JobRecord.workspace_id == bindparam("of_workspace"),
            JobRecord.id == bindparam("of_job"),
            JobRecord.generation == bindparam("of_generation"),
            JobRecord.state == JobState.RUNNING,
        )
        .values({name: bindparam(name) for name in columns})
        .returning(JobRecord.id)
    )


_CHANGE_HELD = Prepared(_held)


async def _fail(runtime: Any, taken: Claim, error: Exception) -> None:
    exhausted = taken.attempt >= taken.max_attempts
    run_at = now() + timedelta(seconds=min(2 ** (taken.attempt - 1), 900))
    values = {
        "state": JobState.DEAD if exhausted else JobState.QUEUED,
        "run_at": run_at,
        "lease_until": None,
        "woken_at": None,
        "last_error": f"{type(error).__name__}: {error}"[:2000],
        "finished_at": now() if exhausted else None,
    }
    async with runtime.db.write(taken.workspace_id) as session:
        await _change_held(session, taken, values)


async def _heartbeat(db: Database, taken: Claim) -> None:
    while True:
        await asyncio.sleep(HEARTBEAT_SECONDS)
        try:
            async with db.write(taken.workspace_id, by_key=True, may_be_lost=True) as session:
                await _change_held(session, taken, {"lease_until": now() + LEASE})
        except Exception:  # noqa: BLE001 - a missed beat is survivable: fencing, not the beat, protects the effect
            log.warning("job_heartbeat_missed")


async def reclaim(db: Database) -> int:
    """Queue again the jobs whose worker let the lease run out (dead after the last attempt); returns how many."""
    moment = now()
    exhausted = JobRecord.attempts >= JobRecord.max_attempts
    statement = (
        update(JobRecord)
        .where(JobRecord.state == JobState.RUNNING, JobRecord.lease_until < moment)
        .values(
            state=case((exhausted, JobState.DEAD), else_=JobState.QUEUED),
            finished_at=case((exhausted, moment), else_=None),
            last_error=case((exhausted, "the worker died"), else_=JobRecord.last_error),
            generation=JobRecord.generation + 1,
            run_at=moment,
            lease_until=None,
            woken_at=None,
        )
        .execution_options(synchronize_session=False)
    )
    async with db.dispatch() as session:
        result: Any = await session.execute(statement)
        return int(result.rowcount)


async def sweep(db: Database, waker: Waker) -> int:
    """Wake the workers again for every job that is due; returns how many. Run each second by the scheduler."""
    moment = now()
    unheard = or_(
        JobRecord.woken_at.is_(None),
        JobRecord.woken_at < moment - REWAKE_AFTER,
        JobRecord.woken_at < JobRecord.run_at,
    )
    due = (
        select(JobRecord.workspace_id, JobRecord.id)
        .where(JobRecord.state == JobState.QUEUED, JobRecord.run_at <= moment, unheard)
        .order_by(JobRecord.run_at)
        .limit(SWEEP_LIMIT)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    statement = (
        update(JobRecord)
        .where(JobRecord.workspace_id == due.c.workspace_id, JobRecord.id == due.c.id)
        .values(woken_at=moment)
        .returning(JobRecord.queue, JobRecord.workspace_id, JobRecord.id)
        .execution_options(synchronize_session=False)
    )
    async with db.dispatch() as session:
        rows = (await session.execute(statement)).all()
    with suppress(RedisError, OSError):
        for row in rows:
            await waker.wake(row.queue, row.workspace_id, row.id, f"sweep-{moment.timestamp()}", moment)
    return len(rows)
