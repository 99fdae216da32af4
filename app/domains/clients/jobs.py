"""Background work of clients."""

from typing import Any
from uuid import UUID

from app.core.jobs import BULK, JobContext, job
from app.domains.clients.service import merging


@job(merging.GATHER_JOB, queue=BULK)
async def gather_strays(context: JobContext, args: dict[str, Any]) -> None:
    """Hand over what was written to a merged record while it was being merged."""
    await merging.gather(context.session, context.actor.workspace_id, UUID(args["merge_id"]))
