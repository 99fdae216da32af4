"""Background work of files: what no row needs goes from the disk."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from app.core import jobs
from app.core.jobs import BULK, JobContext, job
from app.platform.files import queries
from app.platform.files.storage import FileStore

TIDY_JOB, FORGET_JOB = "files.tidy", "files.forget"
REMOVED_KEPT = timedelta(days=30)
"""How long a removed file can be brought back."""
FRESH = timedelta(days=1)
"""So long a content may lie without a row: its upload may still be under way."""
AT_ONCE = 500


@job(TIDY_JOB, queue=BULK, every=timedelta(days=1), max_attempts=3)
async def tidy(context: JobContext, args: dict[str, Any]) -> None:
    """Remove contents without a row, and uploads that broke off; goes on in another transaction while there is more."""
    workspace_id = context.actor.workspace_id
    store = FileStore(context.runtime.settings)
    found = await store.older(workspace_id, FRESH, args.get("after", ""), AT_ONCE)
    await _remove_unneeded(context, store, found)
    if len(found) == AT_ONCE:
        jobs.enqueue(context.session, TIDY_JOB, {"after": found[-1]})


@job(FORGET_JOB, queue=BULK)
async def forget(context: JobContext, args: dict[str, Any]) -> None:
    """Remove the contents of files whose rows were erased, unless other files have the same."""
    await _remove_unneeded(context, FileStore(context.runtime.settings), args["hashes"])


async def _remove_unneeded(context: JobContext, store: FileStore, hashes: Sequence[str]) -> None:
    session, workspace_id = context.session, context.actor.workspace_id
    orphans = set(hashes) - await queries.needed(session, workspace_id, hashes)
    # An upload of the same content may have come between: held, it is asked again.
    await queries.hold(session, workspace_id, orphans)
    orphans -= await queries.needed(session, workspace_id, sorted(orphans))
    await store.remove(workspace_id, sorted(orphans))
