"""Routes of what stands on a card besides its fields: consents, further companies, shares, pinned notes."""

from typing import Annotated, Any
from uuid import UUID

from app.core.auth import Actor, requires
from app.core.errors import NotFoundError
from app.core.events import EventRecord
from app.core.http import ReadSession, WriteSession, problems
from app.core.http import router as domain_router
from app.core.paging import Paging
from app.core.schemas import Listing
from app.domains.clients import service
from app.domains.clients.card_schemas import (
    ColleagueOut,
    ConsentInput,
    ConsentOut,
    EmploymentInput,
    EmploymentOut,
    SharedWith,
    SharedWithInput,
)
from app.domains.clients.errors import (
    ClientMergedError,
    FieldForbiddenError,
    OnlySharedError,
    TooManyPinsError,
)
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries import standing as queries
from app.domains.clients.service import employments, mentions, sharing, standing
from app.platform.history import queries as history
from app.platform.history.schemas import TimelineEntry

router = domain_router("clients", "/clients")
Reader = Annotated[Actor, requires(ClientPermission.READ)]
Writer = Annotated[Actor, requires(ClientPermission.WRITE)]
_CHANGE = (NotFoundError, ClientMergedError, FieldForbiddenError)


@router.get("/{client_id}/consents", name="clients_consents", responses=problems(NotFoundError))
async def list_consents(session: ReadSession, actor: Reader, client_id: UUID) -> Listing[ConsentOut]:
    """List what a client allowed or forbade, the latest first: the last word about a channel holds."""
    return Listing(items=await standing.consents(session, actor, client_id))


@router.post(
    "/{client_id}/consents", name="clients_record_consent", status_code=201, responses=problems(*_CHANGE)
)
async def record_consent(
    session: WriteSession, actor: Writer, client_id: UUID, body: ConsentInput
) -> ConsentOut:
    """Keep what a client allowed or forbade, by which way she said it, and where that can be seen."""
    return await standing.record_consent(session, actor, client_id, body)


@router.get("/{client_id}/employments", name="clients_employments", responses=problems(NotFoundError))
async def list_employments(session: ReadSession, actor: Reader, client_id: UUID) -> Listing[EmploymentOut]:
    """List a person's companies besides the one her record names, or the people whom a company has that way."""
    return Listing(items=await employments.listed(session, actor, client_id))


@router.put(
    "/{client_id}/employments/{company_id}", name="clients_put_employment", responses=problems(*_CHANGE)
)
async def put_employment(
    session: WriteSession, actor: Writer, client_id: UUID, company_id: UUID, body: EmploymentInput
) -> EmploymentOut:
    """Tie a person to a further company, or change her position there."""
    return await employments.put(session, actor, client_id, company_id, body)


@router.delete(
    "/{client_id}/employments/{company_id}",
    name="clients_remove_employment",
    status_code=204,
    responses=problems(*_CHANGE),
)
async def remove_employment(session: WriteSession, actor: Writer, client_id: UUID, company_id: UUID) -> None:
    """Untie a person from a further company."""
    await employments.remove(session, actor, client_id, company_id)


@router.get("/{client_id}/colleagues", name="clients_colleagues", responses=problems(NotFoundError))
async def list_colleagues(session: ReadSession, actor: Reader, client_id: UUID) -> Listing[ColleagueOut]:
    """List who may read the notes on a client's card, and hence may be mentioned there."""
    found = await mentions.colleagues(session, actor, client_id)
    return Listing(items=[ColleagueOut(id=user_id, name=name) for user_id, name in found.items()])


@router.get("/{client_id}/shares", name="clients_shares", responses=problems(NotFoundError))
async def list_shares(session: ReadSession, actor: Reader, client_id: UUID) -> SharedWith:
    """List the colleagues who work with a client beside her owner."""
    return SharedWith(user_ids=await sharing.shared_with(session, actor, client_id))


@router.put("/{client_id}/shares", name="clients_share", responses=problems(*_CHANGE, OnlySharedError))
async def share(session: WriteSession, actor: Writer, client_id: UUID, body: SharedWithInput) -> SharedWith:
    """Share a client with exactly these colleagues: to them she is as one of their own; each new one is told."""
    return SharedWith(user_ids=await sharing.share(session, actor, client_id, body.user_ids))


@router.get("/{client_id}/pinned-notes", name="clients_pinned_notes", responses=problems(NotFoundError))
async def list_pinned(session: ReadSession, actor: Reader, client_id: UUID) -> Listing[TimelineEntry]:
    """List the notes pinned to the top of a card, the latest note first."""
    ids = await service.timeline_ids(session, actor, client_id)
    where = history.of_timelines(ids) & EventRecord.id.in_(queries.pinned_on(ids, actor.workspace_id))
    rows, _ = await history.timeline(session, actor, where, Paging(standing.MOST_PINS * len(ids), None, None))
    shown: list[Any] = rows
    return Listing(items=shown)


@router.put(
    "/{client_id}/pinned-notes/{note_id}",
    name="clients_pin_note",
    status_code=204,
    responses=problems(*_CHANGE, TooManyPinsError),
)
async def pin(session: WriteSession, actor: Writer, client_id: UUID, note_id: UUID) -> None:
    """Pin a note to the top of its card; five at most."""
    await standing.pin(session, actor, client_id, note_id)


@router.delete(
    "/{client_id}/pinned-notes/{note_id}",
    name="clients_unpin_note",
    status_code=204,
    responses=problems(*_CHANGE),
)
async def unpin(session: WriteSession, actor: Writer, client_id: UUID, note_id: UUID) -> None:
    """Take a pinned note down; it stays where it was written."""
    await standing.unpin(session, actor, client_id, note_id)
