"""Deciding about work that failed for good."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor
from app.core.clock import now
from app.core.errors import NotFoundError
from app.core.events import EVENT_TYPES
from app.core.jobs import JobRecord, JobState
from app.core.schemas import SubjectRef
from app.platform.background import queries
from app.platform.background.events import JobGivenUp, JobRetried
from app.platform.background.schemas import JobOut


def shown(row: Mapping[str, Any]) -> JobOut:
    """Return a job as people see it: what it was about instead of its arguments."""
    args = row["args"]
    subject, event_type = subject_of(args), args.get("type")
    return JobOut.model_validate({**row, "subject": subject, "event_type": event_type})


def subject_of(args: Mapping[str, Any]) -> SubjectRef | None:
    """Return the record that a job is about: that of its event, else the first that its arguments name."""
    event = EVENT_TYPES.get(str(args.get("type")))
    if event is not None and event.subject_field in args.get("data", {}):
        return SubjectRef(type=event.subject_type, id=UUID(args["data"][event.subject_field]))
    for name, value in args.items():
        if name.endswith("_id") and _is_id(value):
            return SubjectRef(type=name.removesuffix("_id"), id=UUID(value))
    return None


def _is_id(value: object) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True


async def retry(session: AsyncSession, actor: Actor, job_id: UUID) -> None:
    """Queue a dead job again, with all its attempts; raises `NotFoundError`."""
    job = await _dead(session, actor, job_id)
    events.publish(session, actor, JobRetried(**_facts(job)))
    job.state, job.attempts, job.run_at, job.finished_at = JobState.QUEUED, 0, now(), None


async def give_up(session: AsyncSession, actor: Actor, job_id: UUID) -> None:
    """Let a dead job go; that and why stays in the audit log. Raises `NotFoundError`."""
    job = await _dead(session, actor, job_id)
    events.publish(session, actor, JobGivenUp(**_facts(job)))
    await session.delete(job)


async def _dead(session: AsyncSession, actor: Actor, job_id: UUID) -> JobRecord:
    job = await queries.lock_dead(session, actor, job_id)
    if job is None:
        raise NotFoundError
    return job


def _facts(job: JobRecord) -> dict[str, Any]:
    return {"job_id": job.id, "name": job.name, "attempts": job.attempts, "error": job.last_error}
