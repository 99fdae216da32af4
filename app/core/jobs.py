"""Background work: a row in PostgreSQL is the truth, arq is only the wake-up.

A job is enqueued in the transaction that needs it. A worker claims it (a lease with a generation that fences off a
worker believed dead), runs it, and marks it done in the very transaction of its effect, so that each effect happens
once. Failures are retried with growing pauses; after the last attempt the job is `dead`, visible and retryable.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

import structlog
from arq.connections import ArqRedis, RedisSettings, create_pool
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialBackoff
from redis.exceptions import BusyLoadingError, ConnectionError, RedisError, TimeoutError  # noqa: A004 - Redis's own
from sqlalchemy import Index, Text, case, or_, select, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from app.core.auth import Actor, system_actor
from app.core.clock import now
from app.core.db import Database, outbox
from app.core.ids import uuid7
from app.core.observability import JOB_START_SECONDS, JOBS_FINISHED
from app.core.orm import TenantModel

LEASE = timedelta(seconds=5)
HEARTBEAT_SECONDS = 1.5
REWAKE_AFTER = timedelta(seconds=5)
SWEEP_LIMIT = 500
INTERACTIVE = "baton:interactive"
BULK = "baton:bulk"

log = structlog.get_logger()


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"


class JobRecord(TenantModel):
    """One piece of machine work."""

    __tablename__ = "jobs"
    __table_args__ = (
        Index("uq_jobs_key", "workspace_id", "name", "key", unique=True, postgresql_where="key IS NOT NULL"),
        Index("ix_jobs_due", "run_at", postgresql_where="state = 'queued'"),
        Index("ix_jobs_lease", "lease_until", postgresql_where="state = 'running'"),
        Index("ix_jobs_dead", "workspace_id", "id", postgresql_where="state = 'dead'"),
    )

    name: Mapped[str]
    queue: Mapped[str]
    args: Mapped[dict[str, Any]] = mapped_column(JSONB)
    key: Mapped[str | None]
    state: Mapped[str] = mapped_column(default=JobState.QUEUED)
    run_at: Mapped[datetime] = mapped_column(default=now)
    attempts: Mapped[int] = mapped_column(default=0)
    max_attempts: Mapped[int]
    generation: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    woken_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    last_error: Mapped[str | None] = mapped_column(Text)
    trace_id: Mapped[str | None]


@dataclass(frozen=True, slots=True)
class JobContext:
    """What a job's body is given."""

    session: AsyncSession
    actor: Actor
    runtime: Any
    job_id: UUID
    attempt: int


JobBody = Callable[[JobContext, dict[str, Any]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class JobDefinition:
    """A named job: its body and how it is run."""

    name: str
    body: JobBody
    queue: str
    max_attempts: int


JOBS: dict[str, JobDefinition] = {}


def job(name: str, *, queue: str = INTERACTIVE, max_attempts: int = 8) -> Callable[[JobBody], JobBody]:
    """Name a function as a job. It must be safe to begin twice: only its database effects are exactly once."""

    def register(body: JobBody) -> JobBody:
        JOBS[name] = JobDefinition(name, body, queue, max_attempts)
        return body

    return register


def enqueue(
    session: AsyncSession,
    name: str,
    args: Mapping[str, Any],
    *,
    run_at: datetime | None = None,
    key: str | None = None,
) -> JobRecord:
    """Write a job into the caller's transaction.

    Args:
        session: the caller's write transaction.
        name: a registered job; raises KeyError for another.
        args: JSON-serialisable arguments: ids and facts.
        run_at: not before this moment.
        key: at most one job of this name and key is ever accepted; the caller must not repeat one in the same
            transaction. Use `enqueue_once` where the key may exist already.
    """
    record = _record(session, name, args, run_at, key)
    session.add(record)
    outbox(session).jobs.append(record)
    return record


async def enqueue_once(
    session: AsyncSession, name: str, args: Mapping[str, Any], *, key: str, run_at: datetime | None = None
) -> bool:
    """Write a job unless one with this key exists; tells whether it was written."""
    record = _record(session, name, args, run_at, key)
    values = {column.key: getattr(record, column.key) for column in JobRecord.__table__.columns}
    statement = insert(JobRecord).values(values).on_conflict_do_nothing().returning(JobRecord.id)
    written = (await session.execute(statement)).scalar() is not None
    if written:
        outbox(session).jobs.append(record)
    return written


def _record(
    session: AsyncSession, name: str, args: Mapping[str, Any], run_at: datetime | None, key: str | None
) -> JobRecord:
    definition = JOBS[name]
    moment = now()
    return JobRecord(
        workspace_id=outbox(session).workspace_id,
        id=uuid7(),
        name=name,
        queue=definition.queue,
        args=dict(args),
        key=key,
        state=JobState.QUEUED,
        run_at=run_at or moment,
        attempts=0,
        max_attempts=definition.max_attempts,
        generation=0,
        woken_at=moment,
        created_at=moment,
        trace_id=structlog.contextvars.get_contextvars().get("trace_id"),
    )


# --- the wake-up -----------------------------------------------------------------------------------------------------


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

    async def wake(self, queue: str, workspace_id: UUID, job_id: UUID, occasion: str, at: datetime) -> None:
        """Put one wake-up on a queue; raises `RedisError` or OSError when Redis is away."""
        if self._pool is None:
            self._pool = await create_pool(
                redis_settings(self._url, patient=False),
                job_serializer=serialize,
                job_deserializer=deserialize,
                retry=0,
            )
        await self._pool.enqueue_job(
            "run",
            str(workspace_id),
            str(job_id),
            _queue_name=queue,
            _job_id=f"{job_id}:{occasion}",
            _defer_until=at if at > now() else None,
        )

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


# --- running ---------------------------------------------------------------------------------------------------------


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
    """Take the job unless it is done, taken, or not due."""
    moment = now()
    statement = (
        update(JobRecord)
        .where(
            JobRecord.workspace_id == workspace_id,
            JobRecord.id == job_id,
            JobRecord.state == JobState.QUEUED,
            JobRecord.run_at <= moment,
        )
        .values(
            state=JobState.RUNNING,
            attempts=JobRecord.attempts + 1,
            generation=JobRecord.generation + 1,
            lease_until=moment + LEASE,
        )
        .returning(
            JobRecord.name,
            JobRecord.args,
            JobRecord.generation,
            JobRecord.attempts,
            JobRecord.max_attempts,
            JobRecord.trace_id,
            JobRecord.run_at,
        )
        .execution_options(synchronize_session=False)
    )
    async with db.write(workspace_id) as session:
        row = (await session.execute(statement)).one_or_none()
    if row is None:
        return None
    waited = (moment - row.run_at).total_seconds()
    return Claim(
        workspace_id,
        job_id,
        row.name,
        row.args,
        row.generation,
        row.attempts,
        row.max_attempts,
        row.trace_id,
        waited,
    )


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


def _held(taken: Claim) -> Any:
    return (
        (JobRecord.workspace_id == taken.workspace_id)
        & (JobRecord.id == taken.id)
        & (JobRecord.generation == taken.generation)
        & (JobRecord.state == JobState.RUNNING)
    )


async def _finish(session: AsyncSession, taken: Claim) -> None:
    statement = (
        update(JobRecord).where(_held(taken)).values(state=JobState.DONE, finished_at=now(), lease_until=None)
    )
    result: Any = await session.execute(statement.execution_options(synchronize_session=False))
    if result.rowcount != 1:
        raise LostLeaseError


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
        statement = update(JobRecord).where(_held(taken)).values(values)
        await session.execute(statement.execution_options(synchronize_session=False))


async def _heartbeat(db: Database, taken: Claim) -> None:
    while True:
        await asyncio.sleep(HEARTBEAT_SECONDS)
        try:
            async with db.write(taken.workspace_id) as session:
                statement = update(JobRecord).where(_held(taken)).values(lease_until=now() + LEASE)
                await session.execute(statement.execution_options(synchronize_session=False))
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
