"""Routes of the files on a deal's card."""

from typing import Annotated
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from app.core.auth import Actor, requires
from app.core.errors import NotFoundError
from app.core.http import ReadSession, RuntimeDep, WriteSession, problems
from app.core.http import router as domain_router
from app.domains.deals.errors import DealClosedError
from app.domains.deals.permissions import DealPermission
from app.domains.deals.service import deal_files as service
from app.platform.files.http import (
    HANDED_OUT,
    REFUSALS,
    SENDING,
    THERE_ALREADY,
    FileName,
    handed_out,
)
from app.platform.files.schemas import FileOut, FilesOut

router = domain_router("deals", "/deals")
Reader = Annotated[Actor, requires(DealPermission.READ)]
Writer = Annotated[Actor, requires(DealPermission.WRITE)]
_CHANGE = (NotFoundError,)


@router.get("/{deal_id}/files", name="deals_files", responses=problems(NotFoundError))
async def list_files(runtime: RuntimeDep, session: ReadSession, actor: Reader, deal_id: UUID) -> FilesOut:
    """List the files on a deal's card, the latest first."""
    found = await service.listed(session, actor, deal_id)
    return FilesOut(items=found, max_bytes=runtime.settings.max_file_bytes)


@router.put(
    "/{deal_id}/files/{file_id}",
    name="deals_put_file",
    status_code=201,
    responses={**THERE_ALREADY, **problems(*_CHANGE, *REFUSALS)},
    openapi_extra=SENDING,
)
async def put_file(
    runtime: RuntimeDep,
    actor: Writer,
    request: Request,
    response: Response,
    deal_id: UUID,
    file_id: UUID,
    name: FileName,
) -> FileOut:
    """Add a file to a deal's card: the body is the content as it is, `file_id` a new id of the sender's choice.

    A closed deal takes files too. Sent again it is the same file. What it is, is told by its content.
    """
    added, is_new = await service.upload(runtime, actor, (deal_id, file_id, name), request.stream())
    response.status_code = 201 if is_new else 200
    return added


@router.get(
    "/{deal_id}/files/{file_id}/content",
    name="deals_file_content",
    response_class=StreamingResponse,
    responses=HANDED_OUT,
)
async def read_file(
    runtime: RuntimeDep, session: ReadSession, actor: Reader, deal_id: UUID, file_id: UUID
) -> StreamingResponse:
    """Download a file."""
    file = await service.readable(session, actor, deal_id, file_id)
    return handed_out(runtime, file)


@router.delete(
    "/{deal_id}/files/{file_id}",
    name="deals_remove_file",
    status_code=204,
    responses=problems(*_CHANGE, DealClosedError),
)
async def remove_file(session: WriteSession, actor: Writer, deal_id: UUID, file_id: UUID) -> None:
    """Take a file off the card of an open deal; for thirty days it can be brought back."""
    await service.remove(session, actor, deal_id, file_id)


@router.post("/{deal_id}/files/{file_id}/restore", name="deals_restore_file", responses=problems(*_CHANGE))
async def restore_file(session: WriteSession, actor: Writer, deal_id: UUID, file_id: UUID) -> FileOut:
    """Bring a removed file back."""
    return await service.restore(session, actor, deal_id, file_id)
