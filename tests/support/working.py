"""Doing in a test, at once and in order, what the worker and the scheduler do in their own time."""

from uuid import UUID

from sqlalchemy import select

from app.core import jobs
from app.core.clock import now
from app.core.jobs import JobRecord, JobState
from app.core.runtime import Runtime
from app.platform.realtime.relay import place


async def run_jobs(runtime: Runtime, workspace_id: UUID) -> int:
    """Run every due job of a workspace, and those that they enqueue; returns how many ended well."""
    done = 0
    while True:
        async with runtime.db.read(workspace_id) as session:
            due = (
                select(JobRecord.id)
                .where(
                    JobRecord.workspace_id == workspace_id,
                    JobRecord.state == JobState.QUEUED,
                    JobRecord.run_at <= now(),
                )
                .order_by(JobRecord.id)
            )
            found = list((await session.execute(due)).scalars())
        if not found:
            return done
        for job_id in found:
            done += await jobs.run(runtime, workspace_id, job_id)


async def place_events(runtime: Runtime, workspace_id: UUID) -> None:
    """Give the workspace's events their positions."""
    while await place(runtime.db, workspace_id):
        pass
