"""Background work of imports."""

from typing import Any
from uuid import UUID

from sqlalchemy import text

from app.core.ids import uuid7
from app.core.jobs import BULK, JobContext, job
from app.domains.transfer.models import Import
from app.domains.transfer.schemas import ImportProgress
from app.domains.transfer.service import imports
from app.platform.realtime.frames import Frame, me
from app.platform.realtime.publisher import publish

PROGRESS = "import.progress"


@job(imports.STEP_JOB, queue=BULK)
async def step(context: JobContext, args: dict[str, Any]) -> None:
    """Do the next step of an import, and tell its maker how far it is."""
    await context.session.execute(text("SET LOCAL statement_timeout = '5min'"))
    record = await imports.step(context.session, context.actor, UUID(args["import_id"]))
    if record is not None and record.created_by is not None:
        await context.session.flush()
        await _tell(context, record)


async def _tell(context: JobContext, record: Import) -> None:
    progress = ImportProgress.model_validate(record)
    frame = Frame(me(record.created_by), PROGRESS, progress) if record.created_by else None
    if frame is not None:
        await publish(context.runtime.redis, record.workspace_id, uuid7(), [frame])
