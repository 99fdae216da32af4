"""Routes of bulk work. Each person sees her own."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query

from app.core.auth import LoggedIn
from app.core.errors import ForbiddenError, NotFoundError
from app.core.http import ReadSession, WriteSession, problems
from app.core.http import router as platform_router
from app.core.schemas import Listing
from app.platform import subjects
from app.platform.bulk import queries, service
from app.platform.bulk.errors import BulkStateError
from app.platform.bulk.rules import Command
from app.platform.bulk.schemas import BulkInput, BulkOut, BulkRow

router = platform_router("bulk", "/bulk")


@router.post("", name="bulk_begin", status_code=202, responses=problems(ForbiddenError))
async def start(session: WriteSession, actor: LoggedIn, body: BulkInput) -> BulkOut:
    """Do something to many records in the background; `bulk.progress` on the topic `me` tells how far it is.

    Each record goes by the same rules as a single change. What fails is listed under `/bulk/{id}/rows`.
    """
    return BulkOut.model_validate(await service.start(session, actor, body))


@router.get("", name="bulk_list")
async def list_work(session: ReadSession, actor: LoggedIn) -> Listing[BulkOut]:
    """List one's latest bulk work."""
    found = await queries.recent(session, actor)
    return Listing(items=[BulkOut.model_validate(operation) for operation in found])


async def _own(session: Any, actor: Any, operation_id: UUID) -> Any:
    operation = await queries.own(session, actor, operation_id)
    if operation is None:
        raise NotFoundError
    return operation


@router.get("/{operation_id}", name="bulk_get", responses=problems(NotFoundError))
async def read_work(session: ReadSession, actor: LoggedIn, operation_id: UUID) -> BulkOut:
    """Read how far a piece of work is."""
    return BulkOut.model_validate(await _own(session, actor, operation_id))


@router.get("/{operation_id}/rows", name="bulk_rows", responses=problems(NotFoundError))
async def list_rows(
    session: ReadSession,
    actor: LoggedIn,
    operation_id: UUID,
    after: Annotated[UUID | None, Query(description="The last record of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> Listing[BulkRow]:
    """List the records that were not changed, or not changed back, each with the reason."""
    operation = await _own(session, actor, operation_id)
    found = await queries.left_out(session, operation, after, limit)
    cards = await subjects.cards(session, actor, operation.subject, (row["record_id"] for row in found))
    rows = [BulkRow.model_validate({**row, "subject": cards.get(row["record_id"])}) for row in found]
    return Listing(items=rows)


_COMMANDED = problems(NotFoundError, BulkStateError)


@router.post("/{operation_id}/pause", name="bulk_pause", responses=_COMMANDED)
async def pause(session: WriteSession, actor: LoggedIn, operation_id: UUID) -> BulkOut:
    """Stop after the slice in hand, until it is resumed."""
    return BulkOut.model_validate(await service.command(session, actor, operation_id, Command.PAUSE))


@router.post("/{operation_id}/resume", name="bulk_resume", responses=_COMMANDED)
async def resume(session: WriteSession, actor: LoggedIn, operation_id: UUID) -> BulkOut:
    """Go on with what was paused."""
    return BulkOut.model_validate(await service.command(session, actor, operation_id, Command.RESUME))


@router.post("/{operation_id}/cancel", name="bulk_cancel", responses=_COMMANDED)
async def cancel(session: WriteSession, actor: LoggedIn, operation_id: UUID) -> BulkOut:
    """Stop for good; what is done stays done and can be taken back."""
    return BulkOut.model_validate(await service.command(session, actor, operation_id, Command.CANCEL))


@router.post("/{operation_id}/undo", name="bulk_undo", responses=_COMMANDED)
async def undo(session: WriteSession, actor: LoggedIn, operation_id: UUID) -> BulkOut:
    """Put back what each record was, wherever nobody has changed it since."""
    return BulkOut.model_validate(await service.command(session, actor, operation_id, Command.UNDO))
