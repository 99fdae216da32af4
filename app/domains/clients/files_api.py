"""Routes of the files on a client's card."""

from typing import Annotated
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from app.core.auth import Actor, requires
from app.core.errors import NotFoundError
from app.core.http import ReadSession, RuntimeDep, WriteSession, problems
from app.core.http import router as domain_router
from app.domains.clients.errors import ClientMergedError, FieldForbiddenError
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.service import files as service
from app.platform.files.errors import FileInFieldError
from app.platform.files.http import (
    HANDED_OUT,
    REFUSALS,
    SENDING,
    THERE_ALREADY,
    FileName,
    handed_out,
)
from app.platform.files.schemas import FileOut, FilesOut

router = domain_router("clients", "/clients")
Reader = Annotated[Actor, requires(ClientPermission.READ)]
Writer = Annotated[Actor, requires(ClientPermission.WRITE)]
_CHANGE = (NotFoundError, ClientMergedError, FieldForbiddenError)


@router.get("/{client_id}/files", name="clients_files", responses=problems(NotFoundError))
async def list_files(runtime: RuntimeDep, session: ReadSession, actor: Reader, client_id: UUID) -> FilesOut:
    """List the files on a client's card, the latest first."""
    found = await service.listed(session, actor, client_id)
    return FilesOut(items=found, max_bytes=runtime.settings.max_file_bytes)


@router.put(
    "/{client_id}/files/{file_id}",
    name="clients_put_file",
    status_code=201,
    responses={**THERE_ALREADY, **problems(*_CHANGE, *REFUSALS)},
    openapi_extra=SENDING,
)
async def put_file(
    runtime: RuntimeDep,
    actor: Writer,
    request: Request,
    response: Response,
    client_id: UUID,
    file_id: UUID,
    name: FileName,
) -> FileOut:
    """Add a file to a client's card: the body is the content as it is, `file_id` a new id of the sender's choice.

    Sent again it is the same file. What it is, is told by its content.
    """
    added, is_new = await service.upload(runtime, actor, (client_id, file_id, name), request.stream())
    response.status_code = 201 if is_new else 200
    return added


@router.get(
    "/{client_id}/files/{file_id}/content",
    name="clients_file_content",
    response_class=StreamingResponse,
    responses=HANDED_OUT,
)
async def read_file(
    runtime: RuntimeDep, session: ReadSession, actor: Reader, client_id: UUID, file_id: UUID
) -> StreamingResponse:
    """Download a file."""
    file = await service.readable(session, actor, client_id, file_id)
    return handed_out(runtime, file)


@router.delete(
    "/{client_id}/files/{file_id}",
    name="clients_remove_file",
    status_code=204,
    responses=problems(*_CHANGE, FileInFieldError),
)
async def remove_file(session: WriteSession, actor: Writer, client_id: UUID, file_id: UUID) -> None:
    """Take a file off the card; for thirty days it can be brought back."""
    await service.remove(session, actor, client_id, file_id)


@router.post(
    "/{client_id}/files/{file_id}/restore", name="clients_restore_file", responses=problems(*_CHANGE)
)
async def restore_file(session: WriteSession, actor: Writer, client_id: UUID, file_id: UUID) -> FileOut:
    """Bring a removed file back."""
    return await service.restore(session, actor, client_id, file_id)
