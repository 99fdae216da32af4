"""Background work of clients."""

from typing import Any
from uuid import UUID

from app.core.jobs import BULK, JobContext, job
from app.domains.clients.service import merging, review


@job(merging.GATHER_JOB, queue=BULK)
async def gather_strays(context: JobContext, args: dict[str, Any]) -> None:
    """Hand over what was written to a merged record while it was being merged."""
    await merging.gather(context.session, context.actor.workspace_id, UUID(args["merge_id"]))


@job(review.COMPARE_JOB, queue=BULK)
async def compare_for_duplicates(context: JobContext, args: dict[str, Any]) -> None:
    """Compare a slice of the base with the rest of it."""
    after = UUID(args["after"]) if args["after"] else None
    await review.compare_slice(context.session, context.actor.workspace_id, UUID(args["check_id"]), after)
