"""The clock of the base's quality: one row per manager and day, from which trends are drawn."""

from datetime import timedelta
from typing import Any

from app.core.jobs import BULK, JobContext, job
from app.domains.clients.quality import service

EVERY = timedelta(hours=6)


@job("quality.measure", queue=BULK, every=EVERY)
async def measure(context: JobContext, _args: dict[str, Any]) -> None:
    """Write down how well every base is kept today; the day's last word stays."""
    await service.measure(context.session, context.actor)
