"""Background work of clients."""

from typing import Any
from uuid import UUID

from app.core.jobs import BULK, JobContext, job
from app.domains.clients.service import merging, review


@job(merging.GATHER_JOB, queue=BULK)
async def gather_strays(context: JobContext, args: dict[str, Any]) -> None:
    """Hand over what was written to a merged record while it was being merged."""
    await merging.gather(context.session, context.actor.workspace_id, UUID(args["merge_id"]))


@job(review.COLLECT_JOB, queue=BULK)
async def collect_duplicates(context: JobContext, args: dict[str, Any]) -> None:
    """Write down every two clients that have something in common."""
    await review.collect(context.session, context.actor.workspace_id, UUID(args["check_id"]))


@job(review.SCORE_JOB, queue=BULK)
async def score_duplicates(context: JobContext, args: dict[str, Any]) -> None:
    """Compare a slice of what was written down."""
    await review.score_slice(context.session, context.actor.workspace_id, UUID(args["check_id"]))
