"""Background work of many records: one slice at a time, each in a transaction of its own."""

from typing import Any
from uuid import UUID

from app.core.jobs import JobContext, job
from app.platform.bulk import service


@job(service.STEP)
async def step(context: JobContext, args: dict[str, Any]) -> None:
    """Do the next slice of a piece of work."""
    await service.step(context.session, context.actor.workspace_id, UUID(args["operation_id"]))
