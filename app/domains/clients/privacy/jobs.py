"""Background work of erasing."""

from typing import Any
from uuid import UUID

from app.core.jobs import BULK, JobContext, job
from app.domains.clients.privacy import service


@job(service.ERASE_JOB, queue=BULK)
async def erase(context: JobContext, args: dict[str, Any]) -> None:
    """Erase what is known of a client."""
    await service.forget(context.session, context.actor, UUID(args["client_id"]))
