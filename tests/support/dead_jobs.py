"""Work that failed for good, for tests of what people do about it."""

from typing import Any
from uuid import UUID

from app.core.clock import now
from app.core.jobs import JobState
from app.core.jobs.records import draft
from tests.support.workspaces import Workspace


async def bury(workspace: Workspace, name: str, args: dict[str, Any], error: str = "broken") -> UUID:
    """Leave a dead job."""
    async with workspace.runtime.db.write(workspace.id) as session:
        job = draft(workspace.id, name, args)
        session.add(job)
        job.state, job.attempts, job.last_error = JobState.DEAD, job.max_attempts, error
        job.finished_at = now()
    return job.id
