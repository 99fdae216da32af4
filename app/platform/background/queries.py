"""Every SELECT of background work as people see it, and the leftovers that may go."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Delete, Select, delete, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.idempotency import IdempotencyRecord
from app.core.ids import uuid7_floor
from app.core.jobs import JobRecord, JobState
from app.platform.background.schemas import JobStatus


def jobs(actor: Actor, status: JobStatus) -> Select[Any]:
    """Select the workspace's jobs in a state."""
    return select(
        JobRecord.id,
        JobRecord.name,
        JobRecord.state.label("status"),
        JobRecord.args,
        JobRecord.attempts,
        JobRecord.max_attempts,
        JobRecord.last_error,
        JobRecord.created_at,
        JobRecord.run_at,
        JobRecord.finished_at,
    ).where(JobRecord.workspace_id == actor.workspace_id, JobRecord.state == status)


async def lock_dead(session: AsyncSession, actor: Actor, job_id: UUID) -> JobRecord | None:
    """Return a job that failed for good, locked for the rest of the transaction."""
    statement = (
        select(JobRecord)
        .where(
            JobRecord.workspace_id == actor.workspace_id,
            JobRecord.id == job_id,
            JobRecord.state == JobState.DEAD,
        )
        .with_for_update()
    )
    return (await session.execute(statement)).scalar_one_or_none()


def old_keys(workspace_id: UUID, before: datetime, most: int) -> Delete:
    """Delete remembered requests that are too old to be repeated."""
    name = tuple_(IdempotencyRecord.caller, IdempotencyRecord.key)
    found = (
        select(IdempotencyRecord.caller, IdempotencyRecord.key)
        .where(IdempotencyRecord.workspace_id == workspace_id, IdempotencyRecord.created_at < before)
        .limit(most)
    )
    return delete(IdempotencyRecord).where(IdempotencyRecord.workspace_id == workspace_id, name.in_(found))


def old_jobs(workspace_id: UUID, before: datetime, most: int) -> Delete:
    """Delete jobs done long ago; their ids rise with time, so the key itself finds the old ones."""
    found = (
        select(JobRecord.id)
        .where(
            JobRecord.workspace_id == workspace_id,
            JobRecord.id < uuid7_floor(before),
            JobRecord.state == JobState.DONE,
            JobRecord.finished_at < before,
        )
        .order_by(JobRecord.id)
        .limit(most)
    )
    return delete(JobRecord).where(JobRecord.workspace_id == workspace_id, JobRecord.id.in_(found))
