"""Routes of deals."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Response
from pydantic_core import to_json
from sqlalchemy import String, type_coerce

from app.core.auth import Actor, requires
from app.core.errors import NotFoundError, VersionConflictError, VersionRequiredError
from app.core.events import EventRecord
from app.core.http import BasedOn, ReadSession, WriteSession, problems, set_etag
from app.core.http import router as domain_router
from app.core.paging import Paging, page_response, paging
from app.core.schemas import Count, Listing, Page
from app.domains.clients import service as clients
from app.domains.clients.errors import FactDemandedError
from app.domains.deals import lineage_queries, queries, service
from app.domains.deals.errors import (
    AmountFromLinesError,
    DealClosedError,
    ExceptionNotAllowedError,
    MoveConflictError,
    OwnerOutOfReachError,
    SecondDealError,
    StageBackwardError,
    StageLeavingError,
    StageRequirementsMissingError,
    StageSkippedError,
)
from app.domains.deals.events import DealChanged, DealLinesChanged, DealMoved
from app.domains.deals.models import Deal
from app.domains.deals.permissions import DealPermission
from app.domains.deals.rules.stages import Semantics
from app.domains.deals.schemas import (
    Board,
    DealCard,
    DealChange,
    DealInput,
    DealOut,
    DealSummary,
    MoveInput,
    StageStay,
)
from app.platform.customfields import queries as fields
from app.platform.customfields import service as customfields
from app.platform.customfields.schemas import FieldHistoryEntry, FieldName
from app.platform.history import queries as history
from app.platform.history.schemas import TimelineEntry

router = domain_router("deals", "/deals")
Reader = Annotated[Actor, requires(DealPermission.READ)]
Writer = Annotated[Actor, requires(DealPermission.WRITE)]


async def deal_filters(
    pipeline_id: UUID | None = None,
    stage_id: UUID | None = None,
    owner_id: UUID | None = None,
    client_id: UUID | None = None,
    status: Semantics | None = None,
    previous_deal_id: UUID | None = None,
    without_step: Annotated[bool, Query(description="Only open deals for which nothing is planned")] = False,
    overdue_in_stage: Annotated[
        bool, Query(description="Only open deals that stand in their stage for longer than they may")
    ] = False,
) -> dict[str, Any]:
    """Read the filters of a list of deals: values by the columns' names."""
    wanted = {
        "pipeline_id": pipeline_id,
        "stage_id": stage_id,
        "owner_id": owner_id,
        "client_id": client_id,
        "status": status,
        "previous_deal_id": previous_deal_id,
        queries.STEPLESS: without_step or None,
        queries.OVERDUE: overdue_in_stage or None,
    }
    return {name: value for name, value in wanted.items() if value is not None}


Filters = Annotated[dict[str, Any], Depends(deal_filters)]


@router.get("", name="deals_list", response_model=Page[DealCard])
async def list_deals(
    session: ReadSession, actor: Reader, page: Annotated[Paging, Depends(paging)], filters: Filters
) -> Any:
    """List the deals one may see, the newest first; each with its client and next step."""
    rows, following = await queries.listed(session, actor, page, filters)
    return page_response([queries.shaped(row) for row in rows], following)


@router.get("/count", name="deals_count")
async def count_deals(session: ReadSession, actor: Reader, filters: Filters) -> Count:
    """Count the deals one may see."""
    return Count(count=await queries.count(session, actor, filters))


@router.get("/board", name="deals_board", response_model=Board, responses=problems(NotFoundError))
async def show_board(
    session: ReadSession,
    actor: Reader,
    pipeline_id: UUID,
    owner_id: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200, description="How many cards of each column")] = 50,
) -> Any:
    """Show a pipeline's board: open deals, and those won or lost in the last thirty days.

    A column's `amount` adds up the deals in the workspace's currency; `next_cursor` continues it by `GET /deals`.
    """
    found = await service.board(session, actor, pipeline_id, owner_id, limit)
    return Response(to_json(found), media_type="application/json")


@router.get("/summary", name="deals_summary")
async def summarize(
    session: ReadSession,
    actor: Reader,
    client_ids: Annotated[list[UUID], Query(alias="client_id", min_length=1, max_length=500)],
) -> Listing[DealSummary]:
    """Sum up the open deals of some clients, as far as one may see them."""
    return Listing(items=await service.summaries(session, actor, client_ids))


@router.post(
    "",
    name="deals_create",
    status_code=201,
    responses=problems(
        NotFoundError,
        StageRequirementsMissingError,
        FactDemandedError,
        StageSkippedError,
        StageLeavingError,
        SecondDealError,
        AmountFromLinesError,
        OwnerOutOfReachError,
    ),
)
async def create_deal(session: WriteSession, actor: Writer, response: Response, body: DealInput) -> DealOut:
    """Open a deal with its first next step.

    In a later stage it must bring what that stage and those before it demand; all that is missing is told at once.
    """
    deal = await service.create(session, actor, body)
    return await _written(session, actor, response, deal)


@router.get("/{deal_id}", name="deals_get", responses=problems(NotFoundError))
async def get_deal(session: ReadSession, actor: Reader, response: Response, deal_id: UUID) -> DealOut:
    """Show one deal."""
    deal = await service.get(session, actor, deal_id)
    set_etag(response, deal.version)
    return deal


@router.patch(
    "/{deal_id}",
    name="deals_change",
    responses=problems(
        NotFoundError,
        VersionConflictError,
        VersionRequiredError,
        DealClosedError,
        AmountFromLinesError,
        StageRequirementsMissingError,
        FactDemandedError,
        OwnerOutOfReachError,
    ),
)
async def change_deal(
    session: WriteSession,
    actor: Writer,
    response: Response,
    deal_id: UUID,
    based_on: BasedOn,
    body: DealChange,
) -> DealOut:
    """Change an open deal; what its stage demands can't be emptied."""
    deal = await service.change(session, actor, deal_id, based_on, body)
    return await _written(session, actor, response, deal)


@router.post(
    "/{deal_id}/move",
    name="deals_move",
    responses=problems(
        NotFoundError,
        MoveConflictError,
        VersionRequiredError,
        DealClosedError,
        AmountFromLinesError,
        StageBackwardError,
        StageSkippedError,
        StageLeavingError,
        StageRequirementsMissingError,
        FactDemandedError,
        ExceptionNotAllowedError,
    ),
)
async def move_deal(
    session: WriteSession,
    actor: Writer,
    response: Response,
    deal_id: UUID,
    based_on: BasedOn,
    body: MoveInput,
) -> DealOut:
    """Move a deal on, bringing what the stage demands, the loss reason, and the next step.

    Forward only, stage by stage; won from the last open stage, lost from any. What is missing is told all at once,
    each with its pointer, label and kind of input, so that a form can be drawn from it. Who may override the process
    gives an `exception` with a reason, which is kept with the stay in the stage. Of several moves at once one wins;
    the others are answered 409 `move_conflict` with the deal as it now stands.
    """
    deal = await service.move(session, actor, deal_id, based_on, body)
    return await _written(session, actor, response, deal)


async def _written(session: WriteSession, actor: Actor, response: Response, deal: Deal) -> DealOut:
    shown = await service.written(session, actor, deal.id)
    set_etag(response, shown.version)
    return shown


@router.get("/{deal_id}/stages", name="deals_stages", responses=problems(NotFoundError))
async def list_stays(session: ReadSession, actor: Reader, deal_id: UUID) -> Listing[StageStay]:
    """List the stages in which a deal has stood, since when and until when, and by which exceptions it came there."""
    if not await queries.is_visible(session, actor, deal_id):
        raise NotFoundError
    rows = await lineage_queries.stays(session, actor.workspace_id, deal_id)
    return Listing(items=[StageStay.model_validate(row) for row in rows])


@router.get(
    "/{deal_id}/timeline",
    name="deals_timeline",
    response_model=Page[TimelineEntry],
    responses=problems(NotFoundError),
)
async def show_timeline(
    session: ReadSession,
    actor: Reader,
    deal_id: UUID,
    page: Annotated[Paging, Depends(paging)],
    types: Annotated[list[str] | None, Query(max_length=50)] = None,
) -> Any:
    """Show what happened to a deal and its tasks, newest first."""
    client_id = await queries.client_of(session, actor, deal_id)
    if client_id is None:
        raise NotFoundError
    names_deal = type_coerce(EventRecord.data["deal_id"].astext, String) == str(deal_id)
    where = history.of_timelines(await clients.ids_of(session, client_id)) & names_deal
    rows, following = await history.timeline(session, actor, where, page, types or ())
    return page_response(rows, following)


@router.get(
    "/{deal_id}/fields/{name}/history",
    name="deals_field_history",
    response_model=Page[FieldHistoryEntry],
    responses=problems(NotFoundError),
)
async def read_field_history(
    session: ReadSession,
    actor: Reader,
    deal_id: UUID,
    name: FieldName,
    page: Annotated[Paging, Depends(paging)],
) -> Any:
    """Read who changed one field, from what to what, newest first; `custom.<id>` for a field of the workspace's own."""
    if not await queries.is_visible(session, actor, deal_id):
        raise NotFoundError
    types = [DealChanged.type, DealLinesChanged.type, DealMoved.type]
    rows, following = await fields.history(
        session, await customfields.mask(session, actor, "deal"), deal_id, types, name, page
    )
    return page_response(rows, following)
