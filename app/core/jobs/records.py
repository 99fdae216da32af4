"""The job's row, the table of named jobs, and enqueuing in the caller's transaction."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import Index, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from app.core.auth import Actor
from app.core.clock import now
from app.core.db import outbox
from app.core.ids import uuid7
from app.core.orm import TenantModel
from app.core.prepared import Prepared, insertion

INTERACTIVE = "baton:interactive"
BULK = "baton:bulk"
PERIODIC_KEY = "periodic"
"""The key of a workspace's one row for a job that comes back by the clock."""


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
        Index("ix_jobs_due", "queue", "run_at", postgresql_where="state = 'queued'"),
        Index("ix_jobs_lease", "lease_until", postgresql_where="state = 'running'"),
        Index("ix_jobs_dead", "workspace_id", "id", postgresql_where="state = 'dead'"),
        Index("ix_jobs_periodic", "name", "run_at", postgresql_where="key = 'periodic'"),
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
    every: timedelta | None


JOBS: dict[str, JobDefinition] = {}


def job(
    name: str, *, queue: str = INTERACTIVE, max_attempts: int = 8, every: timedelta | None = None
) -> Callable[[JobBody], JobBody]:
    """Name a function as a job. It must be safe to begin twice: only its database effects are exactly once.

    Args:
        name: how it is enqueued, and called in the logs.
        queue: who runs it.
        max_attempts: how often it is tried before it is dead.
        every: the clock enqueues it for each workspace with this pause; nobody else does.
    """

    def register(body: JobBody) -> JobBody:
        JOBS[name] = JobDefinition(name, body, queue, max_attempts, every)
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
        key: at most one job of this name and key is accepted while the first is kept; the caller must not repeat one in the same
            transaction. Use `enqueue_once` where the key may exist already.
    """
    record = draft(outbox(session).workspace_id, name, args, run_at=run_at, key=key)
    outbox(session).write_last(_INSERT, columns_of(record))
    outbox(session).jobs.append(record)
    return record


async def enqueue_once(
    session: AsyncSession, name: str, args: Mapping[str, Any], *, key: str, run_at: datetime | None = None
) -> bool:
    """Write a job unless one with this key exists; tells whether it was written."""
    record = draft(outbox(session).workspace_id, name, args, run_at=run_at, key=key)
    written = await _INSERT_ONCE.one(session, columns_of(record)) is not None
    if written:
        outbox(session).jobs.append(record)
    return written


def columns_of(record: JobRecord) -> dict[str, Any]:
    """Return a drafted job as the columns of a row."""
    return {column.key: getattr(record, column.key) for column in JobRecord.__table__.columns}


def draft(
    workspace_id: UUID,
    name: str,
    args: Mapping[str, Any],
    *,
    run_at: datetime | None = None,
    key: str | None = None,
) -> JobRecord:
    """Return a job that is not written yet."""
    definition = JOBS[name]
    moment = now()
    return JobRecord(
        workspace_id=workspace_id,
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
        created_at=moment,
        trace_id=structlog.contextvars.get_contextvars().get("trace_id"),
    )


_INSERT = Prepared(lambda: insertion(JobRecord))
_INSERT_ONCE = Prepared(lambda: insertion(JobRecord).on_conflict_do_nothing().returning(JobRecord.id))
