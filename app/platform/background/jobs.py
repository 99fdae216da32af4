"""Housekeeping: what nobody can ask for any more goes, a little at a time. Events are never deleted."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Delete

from app.core import jobs
from app.core.clock import now
from app.core.jobs import JobContext, job
from app.platform.background import queries
from app.platform.background.tidying import CLEANERS

TIDY_JOB = "platform.tidy_up"
KEYS_KEPT = timedelta(days=7)
"""As the API promises of an `Idempotency-Key`."""
DONE_KEPT = timedelta(days=30)
"""Long enough to look into what was done; dead jobs stay until an administrator decides."""
AT_ONCE = 2000
"""Rows of one kind in one transaction, so that it stays short; more are left to the next, which follows at once."""


@job(TIDY_JOB, every=timedelta(days=1), max_attempts=3)
async def tidy_up(context: JobContext, args: dict[str, Any]) -> None:  # noqa: ARG001 - a job's shape
    """Delete one batch of each kind of leftovers, and go on in another transaction while there is more."""
    workspace_id = context.actor.workspace_id
    deleted = [await _delete(context, statement) for statement in _statements(workspace_id)]
    if max(deleted) >= AT_ONCE:
        jobs.enqueue(context.session, TIDY_JOB, {})


def _statements(workspace_id: UUID) -> list[Delete]:
    moment = now()
    return [
        queries.old_keys(workspace_id, moment - KEYS_KEPT, AT_ONCE),
        queries.old_jobs(workspace_id, moment - DONE_KEPT, AT_ONCE),
        *(clean(workspace_id, moment, AT_ONCE) for clean in CLEANERS),
    ]


async def _delete(context: JobContext, statement: Delete) -> int:
    result: Any = await context.session.execute(statement.execution_options(synchronize_session=False))
    return int(result.rowcount)
