"""Routes of the people and the competitors around deals."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from app.core.auth import Actor, requires
from app.core.errors import NotFoundError, VersionConflictError, VersionRequiredError
from app.core.http import BasedOn, ReadSession, WriteSession, problems, set_etag
from app.core.http import router as domain_router
from app.core.schemas import Listing
from app.domains.clients import service as clients
from app.domains.deals import circle_queries, queries
from app.domains.deals.circle_schemas import (
    CompetitorChange,
    CompetitorInput,
    CompetitorOut,
    ParticipantInput,
    ParticipantOut,
    Participation,
    RivalInput,
    RivalOut,
)
from app.domains.deals.errors import (
    CompetitorNameTakenError,
    DealClosedError,
    StageRequirementsMissingError,
    TooManyAroundError,
)
from app.domains.deals.permissions import DealPermission
from app.domains.deals.service import circle

deals = domain_router("deals", "/deals")
competitors = domain_router("deals", "/competitors")
router = APIRouter()
Reader = Annotated[Actor, requires(DealPermission.READ)]
Writer = Annotated[Actor, requires(DealPermission.WRITE)]
Keeper = Annotated[Actor, requires(DealPermission.CONFIGURE)]
_PUT = problems(NotFoundError, DealClosedError, StageRequirementsMissingError, TooManyAroundError)
_REMOVE = problems(NotFoundError, DealClosedError, StageRequirementsMissingError)


@deals.get("/taking-part", name="deals_taking_part", responses=problems(NotFoundError))
async def list_participations(
    session: ReadSession,
    actor: Reader,
    client_id: Annotated[UUID, Query(description="Who takes part")],
) -> Listing[Participation]:
    """List the deals in which a client takes part, those of other clients too, as far as one may see them."""
    await clients.require_visible(session, actor, client_id)
    rows = await circle_queries.participations(session, actor, await clients.ids_of(session, client_id))
    return Listing(items=[Participation.model_validate(row) for row in rows])


@deals.get("/{deal_id}/participants", name="deals_participants", responses=problems(NotFoundError))
async def list_participants(session: ReadSession, actor: Reader, deal_id: UUID) -> Listing[ParticipantOut]:
    """List who takes part in a deal, those who decide first."""
    await _require(session, actor, deal_id)
    rows = await circle_queries.participants(session, actor.workspace_id, deal_id)
    return Listing(items=[ParticipantOut.model_validate(row) for row in rows])


@deals.put("/{deal_id}/participants/{client_id}", name="deals_put_participant", responses=_PUT)
async def put_participant(
    session: WriteSession, actor: Writer, deal_id: UUID, client_id: UUID, body: ParticipantInput
) -> Listing[ParticipantOut]:
    """Have a client take part in an open deal, or take another part; the answer lists all who do."""
    await circle.put_participant(session, actor, deal_id, client_id, body.role)
    rows = await circle_queries.participants(session, actor.workspace_id, deal_id)
    return Listing(items=[ParticipantOut.model_validate(row) for row in rows])


@deals.delete(
    "/{deal_id}/participants/{client_id}",
    name="deals_remove_participant",
    status_code=204,
    responses=_REMOVE,
)
async def remove_participant(session: WriteSession, actor: Writer, deal_id: UUID, client_id: UUID) -> None:
    """Have a client take part no longer."""
    await circle.remove_participant(session, actor, deal_id, client_id)


@deals.get("/{deal_id}/competitors", name="deals_competitors", responses=problems(NotFoundError))
async def list_rivals(session: ReadSession, actor: Reader, deal_id: UUID) -> Listing[RivalOut]:
    """List the competitors of a deal."""
    await _require(session, actor, deal_id)
    rows = await circle_queries.rivals(session, actor.workspace_id, deal_id)
    return Listing(items=[RivalOut.model_validate(row) for row in rows])


@deals.put("/{deal_id}/competitors/{competitor_id}", name="deals_put_competitor", responses=_PUT)
async def put_rival(
    session: WriteSession, actor: Writer, deal_id: UUID, competitor_id: UUID, body: RivalInput
) -> Listing[RivalOut]:
    """Say how a competitor stands in an open deal; the answer lists all competitors."""
    await circle.put_rival(session, actor, deal_id, competitor_id, body)
    rows = await circle_queries.rivals(session, actor.workspace_id, deal_id)
    return Listing(items=[RivalOut.model_validate(row) for row in rows])


@deals.delete(
    "/{deal_id}/competitors/{competitor_id}",
    name="deals_remove_competitor",
    status_code=204,
    responses=_REMOVE,
)
async def remove_rival(session: WriteSession, actor: Writer, deal_id: UUID, competitor_id: UUID) -> None:
    """Take a competitor out of an open deal."""
    await circle.remove_rival(session, actor, deal_id, competitor_id)


async def _require(session: ReadSession, actor: Actor, deal_id: UUID) -> None:
    if not await queries.is_visible(session, actor, deal_id):
        raise NotFoundError


@competitors.get("", name="competitors_list")
async def list_competitors(session: ReadSession, actor: Reader) -> Listing[CompetitorOut]:
    """List the workspace's competitors by name."""
    rows = await circle_queries.competitors(session, actor)
    return Listing(items=[CompetitorOut.model_validate(row) for row in rows])


@competitors.post(
    "", name="competitors_create", status_code=201, responses=problems(CompetitorNameTakenError)
)
async def add_competitor(session: WriteSession, actor: Writer, body: CompetitorInput) -> CompetitorOut:
    """Put a competitor on the workspace's list: whoever sells may meet a new one."""
    return CompetitorOut.model_validate(await circle.add_competitor(session, actor, body))


@competitors.patch(
    "/{competitor_id}",
    name="competitors_change",
    responses=problems(NotFoundError, VersionConflictError, VersionRequiredError, CompetitorNameTakenError),
)
async def change_competitor(
    session: WriteSession,
    actor: Keeper,
    response: Response,
    competitor_id: UUID,
    based_on: BasedOn,
    body: CompetitorChange,
) -> CompetitorOut:
    """Rename a competitor, or take it off the list; deals that name it keep it."""
    row = await circle.change_competitor(session, actor, competitor_id, based_on, body)
    set_etag(response, row.version)
    return CompetitorOut.model_validate(row)


for part in (deals, competitors):
    router.routes.extend(part.routes)
