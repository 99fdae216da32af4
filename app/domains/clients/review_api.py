"""Routes of the review list of records that may be one client."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Response

from app.core.auth import Actor, requires
from app.core.errors import NotFoundError
from app.core.http import ReadSession, WriteSession, problems
from app.core.http import router as domain_router
from app.core.paging import Paging, fetch_page, page_response, paging
from app.core.schemas import Count, Page
from app.domains.clients.merging_schemas import DuplicateCheckOut, DuplicateCheckState, DuplicatePairOut
from app.domains.clients.models import DuplicatePair
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries import review as queries
from app.domains.clients.service import review as service
from app.domains.clients.service import rights

router = domain_router("clients", "/clients/duplicates")
Writer = Annotated[Actor, requires(ClientPermission.WRITE)]


@router.get("", name="duplicates_list", response_model=Page[DuplicatePairOut])
async def list_pairs(session: ReadSession, actor: Writer, page: Annotated[Paging, Depends(paging)]) -> Any:
    """List the pairs that may be one client and that the caller may merge, the likeliest first."""
    rights.require_every_field(actor)
    rows, following = await fetch_page(
        session,
        queries.open_pairs(actor),
        page,
        sorts=queries.SORTS,
        default="-score",
        row_id=DuplicatePair.id,
    )
    return page_response(rows, following)


@router.get("/count", name="duplicates_count")
async def count_pairs(session: ReadSession, actor: Writer) -> Count:
    """Count the pairs to review."""
    rights.require_every_field(actor)
    return Count(count=await queries.count_open(session, actor))


@router.get("/check", name="duplicates_check_state")
async def read_check(session: ReadSession, actor: Writer) -> DuplicateCheckState:
    """Tell how far the search runs, or when it ran last."""
    rights.require_every_field(actor)
    check = await queries.latest_check(session, actor.workspace_id)
    return DuplicateCheckState(check=DuplicateCheckOut.model_validate(check) if check else None)


@router.post("/check", name="duplicates_check", status_code=202)
async def start_check(session: WriteSession, actor: Writer) -> DuplicateCheckOut:
    """Search the whole base in the background; while a search runs, that one is answered."""
    return DuplicateCheckOut.model_validate(await service.start(session, actor))


@router.post(
    "/{pair_id}/dismiss", name="duplicates_dismiss", status_code=204, responses=problems(NotFoundError)
)
async def dismiss(session: WriteSession, actor: Writer, pair_id: UUID) -> Response:
    """Say that the two are two: the pair is never shown again."""
    await service.dismiss(session, actor, pair_id)
    return Response(status_code=204)


@router.post(
    "/{pair_id}/reopen", name="duplicates_reopen", status_code=204, responses=problems(NotFoundError)
)
async def reopen(session: WriteSession, actor: Writer, pair_id: UUID) -> Response:
    """Take back that the two are two."""
    await service.reopen(session, actor, pair_id)
    return Response(status_code=204)
