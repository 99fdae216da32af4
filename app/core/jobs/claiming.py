"""Whose hands a job is in: taking what is due, holding it by a lease, taking back what a dead worker held."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Update, bindparam, case, literal_column, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.clock import now
from app.core.db import Database
from app.core.jobs.records import JobRecord, JobState
from app.core.prepared import Prepared

LEASE = timedelta(seconds=5)


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


async def claim_due(db: Database, queue: str, size: int) -> list[Claim]:
    """Take so many jobs of a queue whose time has come, the longest due first; raises what a lost database does."""
    return await claim(db, _DUE, {"of_queue": queue}, size)


async def claim(db: Database, statement: Prepared, values: Mapping[str, Any], size: int) -> list[Claim]:
    """Take the jobs that a statement made by `claiming` finds.

    A claim that a crash of the server undoes leaves the job queued. Its effect can't be lost or doubled by that: it is
    committed with the job's end, durably, and only by whoever finds the job running under her generation.
    """
    moment = now()
    async with db.dispatch(may_be_lost=True) as session:
        rows = await statement.rows(session, {**values, "moment": moment, "lease": moment + LEASE}, size)
    return [Claim(waited_seconds=(moment - row.pop("run_at")).total_seconds(), **row) for row in rows]


def claiming(size: int, *which: ColumnElement[bool]) -> Update:
    """Return the statement that takes jobs which are due and which nobody has.

    Args:
        size: how many; it stands in the statement itself, so that PostgreSQL plans for few rows.
        which: of which of them.
    """
    due = (
        select(JobRecord.workspace_id, JobRecord.id)
        .where(JobRecord.state == JobState.QUEUED, JobRecord.run_at <= bindparam("moment"), *which)
        .order_by(JobRecord.run_at)
        .limit(literal_column(str(size)))
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    return (
        update(JobRecord)
        .where(JobRecord.workspace_id == due.c.workspace_id, JobRecord.id == due.c.id)
        .values(
            state=JobState.RUNNING,
            attempts=JobRecord.attempts + 1,
            generation=JobRecord.generation + 1,
            lease_until=bindparam("lease"),
        )
        .returning(
            JobRecord.workspace_id,
            JobRecord.id,
            JobRecord.name,
            JobRecord.args,
            JobRecord.generation,
            JobRecord.attempts.label("attempt"),
            JobRecord.max_attempts,
            JobRecord.trace_id,
            JobRecord.run_at,
        )
    )


_DUE = Prepared(lambda size: claiming(size, JobRecord.queue == bindparam("of_queue")))


async def change_held(session: AsyncSession, taken: Claim, values: Mapping[str, Any]) -> bool:
    """Change the job if it is still in this worker's hands; tells whether it was."""
    return await _CHANGE_HELD.one(session, {**_held(taken), **values}, *sorted(values)) is not None


async def hold_on(db: Database, taken: Sequence[Claim]) -> None:
    """Renew the leases of the jobs in this worker's hands."""
    lease = {"lease_until": now() + LEASE}
    async with db.dispatch(may_be_lost=True) as session:
        await _CHANGE_HELD.many(session, [{**_held(one), **lease} for one in taken], *lease)


def _held(taken: Claim) -> dict[str, Any]:
    return {"of_workspace": taken.workspace_id, "of_job": taken.id, "of_generation": taken.generation}


def _changing_held(*columns: str) -> Update:
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


_CHANGE_HELD = Prepared(_changing_held)


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
        )
        .execution_options(synchronize_session=False)
    )
    async with db.dispatch() as session:
        result: Any = await session.execute(statement)
        return int(result.rowcount)
