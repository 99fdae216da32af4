"""Calls as lists, cards and outcomes need them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Uuid,
    and_,
    any_,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased, load_only

from app.core.auth import Actor, Scope, Viewer, visible
from app.core.clock import now
from app.core.prepared import Prepared
from app.domains.clients.models import Client
from app.domains.deals import service as deals
from app.domains.identity.models import User, Workspace
from app.domains.tasks import service as tasks
from app.domains.telephony.models import Call, CallOutcome
from app.domains.telephony.permissions import TelephonyPermission
from app.domains.telephony.rules import CallResult, CallState

Record = Any
"""A row of named columns, on its way into a response model that checks it."""


LONGEST_DAY = timedelta(hours=25)
"""No day, of whatever time zone, ends later from now: the clock may be put back on it."""
Company = aliased(Client, name="company")

CALL_COLUMNS = (
    Call.id,
    Call.direction,
    Call.state,
    Call.result,
    func.coalesce(Call.from_number, "").label("from_number"),
    func.coalesce(Call.to_number, "").label("to_number"),
    func.coalesce(Call.client_number, "").label("client_number"),
    Call.client_id,
    Client.name.label("client_name"),
    Call.user_id,
    User.name.label("user_name"),
    Call.started_at,
    Call.answered_at,
    Call.ended_at,
    Call.talk_seconds,
    Call.outcome,
    Call.note,
    Call.version,
)
SHOWN_COLUMNS = (*CALL_COLUMNS, Call.shown_to, Call.owner_id)


def _with_names(statement: Any) -> Any:
    return statement.outerjoin(
        Client, and_(Client.workspace_id == Call.workspace_id, Client.id == Call.client_id)
    ).outerjoin(User, and_(User.workspace_id == Call.workspace_id, User.id == Call.user_id))


def calls(actor: Actor) -> Any:
    """Select the calls that the actor sees as hers, her team's, or all."""
    reach = visible(actor, TelephonyPermission.CALLS_READ, Call.workspace_id, Call.owner_id)
    return _with_names(select(*CALL_COLUMNS)).where(reach, Call.state != CallState.UNKNOWN)


def owes_outcome() -> ColumnElement[bool]:
    """Match the conversations about which a person still owes a word (the rule `needs_outcome`)."""
    is_conversation = or_(Call.result == CallResult.ANSWERED, Call.state == CallState.ANSWERED)
    return and_(Call.outcome.is_(None), is_conversation)


def _reach(actor: Actor, permission: str) -> ColumnElement[bool]:
    """What the actor may open: what she sees in lists, and the calls that her own screen showed her."""
    reach = visible(actor, permission, Call.workspace_id, Call.owner_id)
    if actor.user_id is None or not actor.may(permission):
        return reach
    was_shown = literal(actor.user_id) == any_(Call.shown_to)
    return or_(reach, and_(Call.workspace_id == actor.workspace_id, was_shown))


def _opened(viewer: Viewer, permission: str) -> ColumnElement[bool]:
    """As `_reach`, for a prepared read."""
    reach = visible(viewer, permission, Call.workspace_id, Call.owner_id)
    if viewer.reach is None:
        return reach
    was_shown = viewer.user_id == any_(Call.shown_to)
    return or_(reach, and_(Call.workspace_id == viewer.workspace_id, was_shown))


async def call_row(session: AsyncSession, actor: Actor, call_id: UUID) -> Record | None:
    """Return one call as shown, and whose screens show it."""
    values = {**actor.parameters, "call": call_id}
    row = await _CALL.one(session, values, actor.scope(TelephonyPermission.CALLS_READ))
    return SimpleNamespace(**row) if row else None


def _call(scope: Scope | None) -> Any:
    viewer = Viewer(scope)
    return _with_names(select(*SHOWN_COLUMNS)).where(
        Call.workspace_id == viewer.workspace_id,
        _opened(viewer, TelephonyPermission.CALLS_READ),
        Call.id == bindparam("call"),
        Call.state != CallState.UNKNOWN,
    )


_CALL = Prepared(_call)


async def call_to_change(session: AsyncSession, actor: Actor, call_id: UUID) -> Call | None:
    """Return a call that the actor may change, locked for the rest of the transaction."""
    statement = (
        select(Call)
        .where(
            Call.workspace_id == actor.workspace_id,
            _reach(actor, TelephonyPermission.CALLS_WRITE),
            Call.id == call_id,
            Call.state != CallState.UNKNOWN,
        )
        .with_for_update()
    )
    return (await session.execute(statement)).scalar_one_or_none()


def _client() -> Any:
    """The client of a call as lists show her, as JSON; whoever she belongs to."""
    shown = func.jsonb_build_object(
        "id", Client.id,
        "kind", Client.kind,
        "name", Client.name,
        "company_id", Client.company_id,
        "company_name", Company.name,
        "phone", Client.phone,
        "email", Client.email,
        "owner_id", Client.owner_id,
        "tags", Client.tags,
        "source", Client.source,
        "last_contact_at", Client.last_contact_at,
        "created_at", Client.created_at,
        "version", Client.version,
    )  # fmt: skip
    return case((Client.id.is_not(None), shown)).label("client")


async def card_rows(
    session: AsyncSession, asked: Iterable[tuple[Actor, UUID]]
) -> dict[tuple[UUID | None, UUID], Record]:
    """Return calls with all that their cards show but the tasks, by who asked for which call, in one round trip."""
    soon = now() + LONGEST_DAY
    by_shape = defaultdict[Any, list[dict[str, Any]]](list)
    for actor, call_id in asked:
        scopes = map(actor.scope, (TelephonyPermission.CALLS_READ, "deals:read", "tasks:read"))
        values = {**actor.parameters, "call": call_id, "soon": soon}
        by_shape[(*scopes, actor.may("clients:read"))].append(values)
    found = [row for shape, values in by_shape.items() for row in await _CARD.many(session, values, *shape)]
    return {(row["viewer_id"], row["id"]): SimpleNamespace(**row) for row in found}


def _card(
    calls_scope: Scope | None, deals_scope: Scope | None, tasks_scope: Scope | None, with_note: bool
) -> Any:
    viewer = Viewer(calls_scope)
    soon = bindparam("soon", type_=DateTime(timezone=True))
    columns = (
        *SHOWN_COLUMNS,
        cast(viewer.user_id, Uuid()).label("viewer_id"),
        tasks.is_anything_due(Viewer(tasks_scope), Call.client_id, soon).label("has_tasks"),
        _client(),
        deals.open_cards(Viewer(deals_scope), Call.client_id).label("deals"),
        Workspace.time_zone,
        Client.last_note if with_note else null().label("last_note"),
    )
    company = and_(Company.workspace_id == Client.workspace_id, Company.id == Client.company_id)
    return (
        _with_names(select(*columns))
        .outerjoin(Company, company)
        .join(Workspace, Workspace.id == Call.workspace_id)
        .where(
            Call.workspace_id == viewer.workspace_id,
            _opened(viewer, TelephonyPermission.CALLS_READ),
            Call.id == bindparam("call"),
            Call.state != CallState.UNKNOWN,
        )
    )


_CARD = Prepared(_card)


async def custom_outcomes(session: AsyncSession, workspace_id: UUID) -> Sequence[CallOutcome]:
    """Return the outcomes that the workspace added or changed."""
    statement = (
        select(CallOutcome)
        .where(CallOutcome.workspace_id == workspace_id)
        .options(load_only(CallOutcome.key, CallOutcome.name, CallOutcome.position, CallOutcome.is_final))
    )
    return (await session.execute(statement)).scalars().all()
