"""Running a claimed job, so that it takes effect exactly once; retrying it when it fails."""

import asyncio
from datetime import timedelta
from typing import Any

import structlog

from app.core.auth import system_actor
from app.core.clock import now
from app.core.jobs.claiming import Claim, change_held
from app.core.jobs.records import JOBS, JobContext, JobState
from app.core.observability import JOB_START_SECONDS, JOBS_FINISHED

LONGEST_PAUSE_SECONDS = 900

log = structlog.get_logger()


class LostLeaseError(Exception):
    """Another worker took the job over: this one's work must leave no trace."""


async def run(runtime: Any, taken: Claim, seconds: float | None = None) -> bool:
    """Run one claimed job; tells whether it was run to its end. Never raises for a failing body.

    Args:
        runtime: the process's resources.
        taken: the job.
        seconds: what it may take; after that it fails.
    """
    JOB_START_SECONDS.observe(max(taken.waited_seconds, 0))
    with structlog.contextvars.bound_contextvars(
        trace_id=taken.trace_id, job=taken.name, job_id=str(taken.id)
    ):
        try:
            async with asyncio.timeout(seconds):
                await take_effect(runtime, taken)
        except LostLeaseError:
            log.warning("job_lease_lost")
            return False
        except Exception as error:
            log.exception("job_failed", attempt=taken.attempt)
            await _fail(runtime, taken, error)
            JOBS_FINISHED.labels(taken.name, "failed").inc()
            return False
    JOBS_FINISHED.labels(taken.name, "done").inc()
    return True


async def take_effect(runtime: Any, taken: Claim) -> None:
    """Do what the job does and mark it done, in one transaction; raises `LostLeaseError` if it is another's by now."""
    async with runtime.db.write(taken.workspace_id) as session:
        context = JobContext(session, system_actor(taken.workspace_id), runtime, taken.id, taken.attempt)
        await JOBS[taken.name].body(context, taken.args)
        await session.flush()
        values = {"state": JobState.DONE, "finished_at": now(), "lease_until": None}
        if not await change_held(session, taken, values):
            raise LostLeaseError


async def _fail(runtime: Any, taken: Claim, error: Exception) -> None:
    exhausted = taken.attempt >= taken.max_attempts
    pause = timedelta(seconds=min(2 ** (taken.attempt - 1), LONGEST_PAUSE_SECONDS))
    values = {
        "state": JobState.DEAD if exhausted else JobState.QUEUED,
        "run_at": now() + pause,
        "lease_until": None,
        "last_error": f"{type(error).__name__}: {error}"[:2000],
        "finished_at": now() if exhausted else None,
    }
    async with runtime.db.write(taken.workspace_id) as session:
        await change_held(session, taken, values)
