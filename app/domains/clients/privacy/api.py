"""Routes of a person's rights over her data."""

from typing import Annotated
from uuid import UUID

from fastapi import Response
from fastapi.responses import StreamingResponse

from app.core.auth import Actor, requires
from app.core.errors import NotFoundError
from app.core.http import ReadSession, RuntimeDep, WriteSession, problems
from app.core.http import router as domain_router
from app.domains.clients.errors import ClientMergedError, FieldForbiddenError
from app.domains.clients.privacy import service
from app.domains.clients.privacy.errors import NotAPersonError
from app.domains.clients.privacy.permissions import PrivacyPermission
from app.domains.clients.privacy.schemas import Disclosure, EraseInput
from app.platform.files.archive import archive
from app.platform.files.storage import FileStore

router = domain_router("clients", "/clients")
Answerer = Annotated[Actor, requires(PrivacyPermission.ANSWER)]
REFUSALS = problems(NotFoundError, FieldForbiddenError, NotAPersonError, ClientMergedError)


@router.post("/{client_id}/disclosure", name="clients_disclose", responses=REFUSALS)
async def disclose(runtime: RuntimeDep, actor: Answerer, client_id: UUID, response: Response) -> Disclosure:
    """Return all that is known of a person, to be handed to her: her card, deals, tasks, calls, and what happened.

    That it was asked for stands in the audit log.
    """
    response.headers["Cache-Control"] = "no-store"
    # Outside the request's own transaction, so that the answer is kept for no repetition.
    async with runtime.db.write(actor.workspace_id) as session:
        return Disclosure.model_validate(await service.disclose(session, actor, client_id))


@router.get(
    "/{client_id}/disclosure/files",
    name="clients_disclose_files",
    response_class=StreamingResponse,
    responses={
        200: {
            "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
            "description": "An archive",
        },
        **REFUSALS,
    },
)
async def disclose_files(
    runtime: RuntimeDep, session: ReadSession, actor: Answerer, client_id: UUID
) -> StreamingResponse:
    """Download the files that stand on a person's card, to be handed to her beside what is known of her."""
    files = await service.hers_of_files(session, actor, client_id)
    body = archive(FileStore(runtime.settings), files)
    headers = {"Content-Disposition": 'attachment; filename="files.zip"'}
    return StreamingResponse(body, headers=headers, media_type="application/zip")


@router.post("/{client_id}/erasure", name="clients_erase", status_code=202, responses=REFUSALS)
async def erase(session: WriteSession, actor: Answerer, client_id: UUID, body: EraseInput) -> Response:
    """Erase a person: she is in no list from now on, and within the hour nothing that is known of her is left.

    The figures of her deals stay, of a client without a name. It can't be undone.
    """
    await service.erase(session, actor, client_id, body.reason)
    return Response(status_code=202)
