"""Routes of clients."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Response
from pydantic_core import to_json

from app.core.auth import Actor, requires
from app.core.errors import NotFoundError, VersionConflictError, VersionRequiredError
from app.core.http import (
    BasedOn,
    ReadSession,
    WriteSession,
    problems,
)
from app.core.http import (
    router as domain_router,
)
from app.core.paging import Paging, fetch_page, page_response, paging
from app.core.schemas import ActorRef, Count, Listing, Page, SubjectRef
from app.domains.clients import masking, service
from app.domains.clients.card_schemas import NoteInput, RevealInput, RevealOut
from app.domains.clients.errors import (
    ClientExistsError,
    ClientMergedError,
    FactDemandedError,
    FieldForbiddenError,
    OwnerOutOfReachError,
    TooManyRevealsError,
)
from app.domains.clients.events import ClientChanged
from app.domains.clients.models import Client
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries import lists, reveals
from app.domains.clients.queries.lists import Filters
from app.domains.clients.schemas import (
    ClientChange,
    ClientInput,
    ClientKind,
    ClientOut,
    ClientRow,
    DuplicateCandidate,
    LookupOut,
    SimilarInput,
    Tag,
)
from app.platform.customfields import queries as fields
from app.platform.customfields import service as customfields
from app.platform.customfields.schemas import FieldHistoryEntry, FieldName
from app.platform.history import queries as history
from app.platform.history.permissions import HistoryPermission
from app.platform.history.schemas import TimelineEntry

router = domain_router("clients", "/clients")
Reader = Annotated[Actor, requires(ClientPermission.READ)]
Writer = Annotated[Actor, requires(ClientPermission.WRITE)]
EventType = Annotated[str, Query(pattern=r"^[a-z_.]{1,60}$")]


async def filters(
    q: Annotated[
        str | None,
        Query(min_length=1, max_length=100, description="A name in any script, or part of a phone"),
    ] = None,
    kind: ClientKind | None = None,
    owner_id: UUID | None = None,
    tag: Tag | None = None,
    company_id: UUID | None = None,
) -> Filters:
    """Read the filters of the list and of its count."""
    return Filters(q, kind, owner_id, tag, company_id)


FilterBy = Annotated[Filters, Depends(filters)]


def card_response(card: dict[str, Any] | None, status_code: int = 200) -> Any:
    """Return a client's card with its version; raises `NotFoundError` when there is none."""
    if card is None:
        raise NotFoundError
    headers = {"ETag": f'"{card["version"]}"'}
    return Response(to_json(card), status_code, headers, media_type="application/json")


@router.get("", name="clients_list", response_model=Page[ClientRow])
async def list_clients(
    session: ReadSession, actor: Reader, page: Annotated[Paging, Depends(paging)], where: FilterBy
) -> Any:
    """List clients; sort by `name`, `created_at` or `last_contact_at`."""
    statement = lists.filtered(actor, await lists.readable(session, actor, where))
    rows, following = await fetch_page(
        session, statement, page, sorts=lists.SORTS, default="-created_at", row_id=Client.id
    )
    return page_response(masking.rows_shown(actor, rows), following)


@router.get("/count", name="clients_count")
async def count_clients(session: ReadSession, actor: Reader, where: FilterBy) -> Count:
    """Count the clients that the list with these filters has in all."""
    return Count(count=await lists.count(session, actor, await lists.readable(session, actor, where)))


@router.get("/tags", name="clients_tags")
async def list_tags(session: ReadSession, actor: Reader) -> Listing[str]:
    """List the tags in use."""
    return Listing(items=await lists.tags(session, actor))


@router.get("/lookup", name="clients_lookup", response_model=LookupOut)
async def look_up(
    session: ReadSession,
    actor: Reader,
    phone: Annotated[
        str, Query(min_length=1, max_length=60, description="In any written form", examples=["90 123-45-67"])
    ],
) -> Any:
    """Find the clients with a phone, however it is written."""
    normalized, rows = await service.lookup(session, actor, phone)
    return Response(to_json({"normalized": normalized, "items": rows}), media_type="application/json")


@router.post("/similar", name="clients_similar")
async def find_similar(
    session: ReadSession, actor: Reader, body: SimilarInput
) -> Listing[DuplicateCandidate]:
    """Say who in the workspace this may be, while somebody is being added; a search, which changes nothing.

    Names are compared across scripts and spellings. Of a client out of the caller's sight only the owner is told, and
    only for a phone, an e-mail or a tax id in common.
    """
    return Listing(items=await service.similar(session, actor, body))


@router.post(
    "",
    name="clients_create",
    status_code=201,
    response_model=ClientOut,
    responses=problems(ClientExistsError, OwnerOutOfReachError),
)
async def create_client(session: WriteSession, actor: Writer, body: ClientInput) -> Any:
    """Add a client.

    When somebody in the workspace has the phone, the e-mail or the tax id already, the answer is 409 `client_exists`
    with `params.candidates`, their scores and reasons; of a client out of the caller's sight it names only the owner. `allow_duplicate` adds anyway.
    """
    client = await service.create(session, actor, body)
    return card_response(await lists.card(session, actor, client.id, own=True), 201)


@router.get("/reveals", name="clients_reveals", response_model=Page[RevealOut])
async def list_reveals(
    session: ReadSession,
    actor: Annotated[Actor, requires(HistoryPermission.AUDIT_READ)],
    page: Annotated[Paging, Depends(paging)],
    client_id: UUID | None = None,
    user_id: UUID | None = None,
) -> Any:
    """List who had masked data shown, of whom, and why; newest first."""
    rows, following = await reveals.listed(session, actor, page, client_id=client_id, user_id=user_id)
    return page_response(rows, following)


@router.post(
    "/{client_id}/reveal",
    name="clients_reveal",
    response_model=ClientOut,
    responses=problems(NotFoundError, TooManyRevealsError),
)
async def reveal_client(session: WriteSession, actor: Reader, client_id: UUID, body: RevealInput) -> Any:
    """Show a client's card with what one's role sees only masked, on record with the reason.

    Twenty clients an hour; what the role may not even know of stays hidden.
    """
    return card_response(await service.reveal(session, actor, client_id, body.reason))


@router.get("/{client_id}", name="clients_get", response_model=ClientOut, responses=problems(NotFoundError))
async def read_client(session: ReadSession, actor: Reader, client_id: UUID) -> Any:
    """Read a client's card; of a record that was merged into another client that one's, with `merged_from`."""
    return card_response(await service.read_card(session, actor, client_id))


@router.patch(
    "/{client_id}",
    name="clients_change",
    response_model=ClientOut,
    responses=problems(
        NotFoundError,
        VersionConflictError,
        VersionRequiredError,
        OwnerOutOfReachError,
        FactDemandedError,
        ClientMergedError,
        FieldForbiddenError,
    ),
)
async def change_client(
    session: WriteSession, actor: Writer, client_id: UUID, based_on: BasedOn, body: ClientChange
) -> Any:
    """Change a client; `tags` and `contact_points` replace the whole list.

    What a stage demands of the client of an open deal can't be taken away.
    """
    await service.change(session, actor, client_id, based_on, body)
    return card_response(await lists.card(session, actor, client_id, own=True))


@router.get(
    "/{client_id}/timeline",
    name="clients_timeline",
    response_model=Page[TimelineEntry],
    responses=problems(NotFoundError),
)
async def read_timeline(
    session: ReadSession,
    actor: Reader,
    client_id: UUID,
    page: Annotated[Paging, Depends(paging)],
    types: Annotated[list[EventType] | None, Query(max_length=50)] = None,
) -> Any:
    """Read what happened with a client, newest first: calls, deals, tasks, notes, as far as the caller may see them."""
    where = history.of_timelines(await service.timeline_ids(session, actor, client_id))
    rows, following = await history.timeline(session, actor, where, page, types or ())
    return page_response(rows, following)


@router.post(
    "/{client_id}/notes",
    name="clients_add_note",
    status_code=201,
    responses=problems(NotFoundError, ClientMergedError, FieldForbiddenError),
)
async def add_note(session: WriteSession, actor: Writer, client_id: UUID, body: NoteInput) -> TimelineEntry:
    """Write a note on a client's card."""
    record = await service.add_note(session, actor, client_id, body.text)
    return TimelineEntry(
        id=record.id,
        type=record.type,
        at=record.created_at,
        actor=ActorRef(kind=record.actor_kind, id=record.actor_id, name=record.actor_name),
        subject=SubjectRef(type=record.subject_type, id=record.subject_id),
        data=record.data,
    )


@router.get(
    "/{client_id}/fields/{name}/history",
    name="clients_field_history",
    response_model=Page[FieldHistoryEntry],
    responses=problems(NotFoundError),
)
async def read_field_history(
    session: ReadSession,
    actor: Reader,
    client_id: UUID,
    name: FieldName,
    page: Annotated[Paging, Depends(paging)],
) -> Any:
    """Read who changed one field, from what to what, newest first; `custom.<id>` for a field of the workspace's own."""
    await service.require_visible(session, actor, client_id)
    types = [ClientChanged.type]
    rows, following = await fields.history(
        session, await customfields.mask(session, actor, "client"), client_id, types, name, page
    )
    return page_response(rows, following)
