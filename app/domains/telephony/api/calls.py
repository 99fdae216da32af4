"""Calls, their cards and outcomes, and simulated calls."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Depends, Response

from app.core.auth import Actor, requires
from app.core.errors import NotFoundError
from app.core.http import ReadSession, RuntimeDep, WriteSession, problems, set_etag
from app.core.http import router as domain_router
from app.core.paging import Paging, SortKey, fetch_page, page_response, paging
from app.core.schemas import Listing, Page
from app.domains.tasks.errors import (
    MeetingResultRequiredError,
    NextStepRequiredError,
    OutcomeUnfitError,
    TaskClosedError,
)
from app.domains.telephony import queries
from app.domains.telephony.errors import (
    DemoOnlyError,
    NoClientNumberError,
    OutcomeTakesNothingError,
    UnknownOutcomeError,
)
from app.domains.telephony.models import Call
from app.domains.telephony.permissions import TelephonyPermission
from app.domains.telephony.rules import CallResult, Direction
from app.domains.telephony.schemas import (
    CallOut,
    DemoCallAccepted,
    DemoCallInput,
    OutcomeInput,
    OutcomeOut,
    ScreenPop,
)
from app.domains.telephony.service import cards, demo, outcomes, shown

router = domain_router("calls")
Reader = Annotated[Actor, requires(TelephonyPermission.CALLS_READ)]
Writer = Annotated[Actor, requires(TelephonyPermission.CALLS_WRITE)]
State = Literal["ringing", "answered", "ended"]
_SORTS = {"started_at": SortKey(Call.started_at, datetime), "created_at": SortKey(Call.created_at, datetime)}


@router.get("/calls", name="calls_list", response_model=Page[CallOut])
async def list_calls(
    session: ReadSession,
    actor: Reader,
    page: Annotated[Paging, Depends(paging)],
    *,
    state: State | None = None,
    result: CallResult | None = None,
    user_id: UUID | None = None,
    client_id: UUID | None = None,
    direction: Direction | None = None,
    needs_outcome: bool | None = None,
) -> Any:
    """List calls, the newest first."""
    statement = queries.calls(actor)
    wanted = {
        Call.state: state,
        Call.result: result,
        Call.user_id: user_id,
        Call.client_id: client_id,
        Call.direction: direction,
    }
    for column, value in wanted.items():
        if value is not None:
            statement = statement.where(column == value)
    if needs_outcome is not None:
        owes = queries.owes_outcome()
        statement = statement.where(owes if needs_outcome else ~owes)
    rows, following = await fetch_page(
        session, statement, page, sorts=_SORTS, default="-started_at", row_id=Call.id
    )
    return page_response([shown.row(actor, row) for row in rows], following)


@router.get("/calls/outcomes", name="calls_outcomes")
async def list_outcomes(session: ReadSession, actor: Reader) -> Listing[OutcomeOut]:
    """List the outcomes to choose from, in their order."""
    return Listing(items=await outcomes.listed(session, actor))


@router.get("/calls/{call_id}", name="calls_get", responses=problems(NotFoundError))
async def read_call(session: ReadSession, actor: Reader, response: Response, call_id: UUID) -> CallOut:
    """Read one call."""
    row = await queries.call_row(session, actor, call_id)
    if row is None:
        raise NotFoundError
    set_etag(response, row.version)
    return shown.call(actor, row)


@router.get("/calls/{call_id}/card", name="calls_card", responses=problems(NotFoundError))
async def read_card(session: ReadSession, actor: Reader, call_id: UUID) -> ScreenPop:
    """Read what the incoming-call card shows: the caller, her open deals, what is planned today, the last note."""
    return await cards.read(session, actor, call_id)


@router.post(
    "/calls/{call_id}/outcome",
    name="calls_outcome",
    responses=problems(
        NotFoundError,
        UnknownOutcomeError,
        OutcomeTakesNothingError,
        NoClientNumberError,
        NextStepRequiredError,
        MeetingResultRequiredError,
        OutcomeUnfitError,
        TaskClosedError,
    ),
)
async def record_outcome(
    session: WriteSession, actor: Writer, response: Response, call_id: UUID, body: OutcomeInput
) -> CallOut:
    """Record what came of a call, with the new client and the next step, in one command.

    A wrong number is one click: `{"outcome": "wrong_number"}`.
    """
    await outcomes.record(session, actor, call_id, body)
    await session.flush()
    row = await queries.call_row(session, actor, call_id)
    if row is None:
        raise NotFoundError
    set_etag(response, row.version)
    return shown.call(actor, row)


@router.post(
    "/demo/calls",
    name="demo_calls_start",
    status_code=202,
    tags=["demo"],
    responses=problems(DemoOnlyError, NotFoundError, NoClientNumberError),
)
async def start_demo_call(
    runtime: RuntimeDep, session: WriteSession, actor: Writer, body: DemoCallInput
) -> DemoCallAccepted:
    """Simulate a call in a demo workspace: real signed webhooks are sent to its hook address in the background."""
    return await demo.start(runtime, session, actor, body)
