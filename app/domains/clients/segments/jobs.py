"""The clock of segments: who has entered and left since the last round."""

from datetime import timedelta
from typing import Any

from app.core.jobs import JobContext, job
from app.domains.clients.segments import queries, service

EVERY = timedelta(minutes=2)


@job("segments.refresh", every=EVERY)
async def refresh(context: JobContext, _args: dict[str, Any]) -> None:
    """Find anew the members of the workspace's dynamic segments."""
    for listed in await queries.listed(context.session, context.actor):
        segment = await queries.one(context.session, context.actor, listed.id, lock=True)
        if segment is not None and segment.kind == "dynamic":
            await service.refresh(context.session, context.actor, segment)
