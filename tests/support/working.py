"""Doing in a test, at once and in order, what the worker and the scheduler do in their own time."""

from uuid import UUID

from sqlalchemy import bindparam

from app.core import jobs
from app.core.jobs import JobRecord
from app.core.jobs.claiming import Claim, claim, claiming
from app.core.prepared import Prepared
from app.core.runtime import Runtime
from app.platform.realtime.relay import place

AT_ONCE = 64
_OF_WORKSPACE = Prepared(lambda size: claiming(size, JobRecord.workspace_id == bindparam("of_workspace")))
_ONE = Prepared(lambda size: claiming(size, JobRecord.id == bindparam("of_job")))


async def claim_job(runtime: Runtime, job_id: UUID) -> Claim | None:
    """Take one job into this worker's hands, unless it is done, taken or not due."""
    return next(iter(await claim(runtime.db, _ONE, {"of_job": job_id}, 1)), None)


async def run_job(runtime: Runtime, job_id: UUID) -> bool:
    """Take one job and run it; tells whether it ended well."""
    taken = await claim_job(runtime, job_id)
    return taken is not None and await jobs.run(runtime, taken)


async def run_jobs(runtime: Runtime, workspace_id: UUID) -> int:
    """Run every due job of a workspace, and those that they enqueue; returns how many ended well."""
    done = 0
    while found := await claim(runtime.db, _OF_WORKSPACE, {"of_workspace": workspace_id}, AT_ONCE):
        for taken in sorted(found, key=lambda one: one.id):
            done += await jobs.run(runtime, taken)
    return done


async def place_events(runtime: Runtime, workspace_id: UUID) -> None:
    """Give the workspace's events their positions."""
    while await place(runtime.db, workspace_id):
        pass
