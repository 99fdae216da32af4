"""Every SELECT of deals; those of pipelines stand in `pipeline_queries`."""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    and_,
    bindparam,
    exists,
    func,
    literal,
    select,
    true,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from app.core.auth import Actor, Scope, Viewer, visible
from app.core.orm import among
from app.core.paging import Paging, PreparedPage, SortKey
from app.core.prepared import Prepared
from app.domains.clients.models import Client
from app.domains.deals.models import Deal, LossReason, Pipeline, Stage
from app.domains.deals.permissions import DealPermission
from app.domains.deals.rules.stages import Semantics
from app.domains.identity.models import User, Workspace
from app.domains.tasks.models import Task
from app.domains.tasks.service import TaskStatus

Selection = Any
"""A SELECT of named columns; its rows are checked by the response model."""

STEPLESS, OVERDUE = "without_step", "overdue_in_stage"
BEGINNING = datetime.fromtimestamp(0, UTC)
Company = aliased(Client, name="company")
OWNED = (Deal.workspace_id, Deal.owner_id)
_ANYBODY = Viewer(Scope.ALL)
CLIENT_ON = and_(Client.workspace_id == Deal.workspace_id, Client.id == Deal.client_id)
COMPANY_ON = and_(Company.workspace_id == Client.workspace_id, Company.id == Client.company_id)
STAGE_ON = and_(Stage.workspace_id == Deal.workspace_id, Stage.id == Deal.stage_id)
PLAIN = (
    Deal.id,
    Deal.title,
    Deal.client_id,
    Deal.stage_id,
    Deal.amount,
    Deal.currency,
    Deal.owner_id,
    Deal.status,
    Deal.stage_entered_at,
    Deal.stage_warn_at,
    Deal.stage_due_at,
    Deal.expected_on,
    Deal.created_at,
    Deal.closed_at,
    Deal.version,
)
_Previous, _Reason = aliased(Deal, name="previous"), aliased(LossReason, name="previous_reason")
_PREVIOUS_ON = and_(_Previous.workspace_id == Deal.workspace_id, _Previous.id == Deal.previous_deal_id)
_REASON_ON = and_(_Reason.workspace_id == _Previous.workspace_id, _Reason.id == _Previous.loss_reason_id)
_DETAILS = (
    Deal.pipeline_id,
    Deal.description,
    Deal.source,
    Deal.campaign,
    Deal.line_count,
    Deal.tax_amount,
    Deal.loss_reason_id,
    Deal.return_on,
    Deal.previous_deal_id,
    Deal.is_revived,
    _Previous.status.label("previous_status"),
    _Previous.closed_at.label("previous_closed_at"),
    _Reason.name.label("previous_loss_reason"),
    Deal.answers,
    Deal.custom,
    Deal.updated_at,
    Stage.probability,
    Stage.name.label("stage_name"),
    Stage.hint.label("stage_hint"),
)
SORTS = {
    "created_at": SortKey(Deal.created_at, datetime),
    "stage_entered_at": SortKey(Deal.stage_entered_at, datetime),
    "closed_at": SortKey(Deal.closed_at, datetime),
    "expected_on": SortKey(Deal.expected_on, date),
    "amount": SortKey(Deal.amount, Decimal),
}


def next_task(deal: Any) -> Any:
    """Select the earliest open task of each deal."""
    return (
        select(
            Task.id.label("next_id"),
            Task.kind.label("next_kind"),
            Task.title.label("next_title"),
            Task.due_at.label("next_due_at"),
        )
        .where(
            Task.workspace_id == deal.workspace_id, Task.deal_id == deal.id, Task.status == TaskStatus.OPEN
        )
        .order_by(Task.due_at, Task.id)
        .limit(1)
        .lateral("next_task")
    )


_NEXT = next_task(Deal)
NAMES = (Client.name.label("client_name"), Company.name.label("company_name"))
NEXT_COLUMNS = (_NEXT.c.next_id, _NEXT.c.next_kind, _NEXT.c.next_title, _NEXT.c.next_due_at)


def shaped(card: dict[str, Any]) -> dict[str, Any]:
    """Put a row into the shape of a card: the next task in one piece."""
    task = {name: card.pop(f"next_{name}") for name in ("id", "kind", "title", "due_at")}
    card["next_task"] = task if task["id"] is not None else None
    return card


def _joined(*columns: Any) -> Selection:
    return (
        select(*PLAIN, *NAMES, *NEXT_COLUMNS, *columns)
        .join(Client, CLIENT_ON)
        .outerjoin(Company, COMPANY_ON)
        .outerjoin(_NEXT, true())
    )


def _condition(name: str, value: Any) -> Any:
    """A filter of a list; the named ones need no value."""
    named = {STEPLESS: WITHOUT_STEP, OVERDUE: OVERDUE_IN_STAGE}
    return named[name] if name in named else getattr(Deal, name) == value


def _visible_cards(scope: Scope | None, *filters: str) -> Selection:
    """Select the deals that somebody with this scope may read, filtered by the named columns."""
    conditions = [_condition(name, bindparam(name)) for name in filters]
    return _joined().where(visible(Viewer(scope), DealPermission.READ, *OWNED), *conditions)


_LIST = PreparedPage(_visible_cards, sorts=SORTS, default="-created_at", row_id=Deal.id)


async def listed(
    session: AsyncSession, actor: Actor, page: Paging, filters: Mapping[str, Any]
) -> tuple[list[dict[str, Any]], str | None]:
    """Return a page of the deals that the actor may read, and the next page's cursor; raises as `fetch_page`."""
    values = {**actor.parameters, **filters}
    return await _LIST.fetch(session, page, values, actor.scope(DealPermission.READ), *filters)


def narrowing(filters: Mapping[str, Any]) -> list[Any]:
    """Return the conditions of values by columns' names."""
    return [_condition(name, value) for name, value in filters.items()]


def cards(actor: Actor, *columns: Any) -> Selection:
    """Select the cards of the deals that the actor may read, with more columns if wanted."""
    return _joined(*columns).where(visible(actor, DealPermission.READ, *OWNED))


async def count(session: AsyncSession, actor: Actor, filters: Mapping[str, Any]) -> int:
    """Return how many deals the actor may read."""
    statement = select(func.count()).where(visible(actor, DealPermission.READ, *OWNED), *narrowing(filters))
    return int((await session.execute(statement)).scalar_one())


async def card_of(session: AsyncSession, workspace_id: UUID, deal_id: UUID) -> dict[str, Any] | None:
    """Return a deal's card with its pipeline, whoever may see it: for frames, which limit their hearers themselves."""
    row = await _CARD.recalled(session, {"actor_workspace": workspace_id, "deal": deal_id})
    return shaped(dict(row)) if row else None


def _everybodys_card() -> Selection:
    return _joined(Deal.pipeline_id).where(visible(_ANYBODY, "", *OWNED), Deal.id == bindparam("deal"))


def _visible_deal(scope: Scope | None) -> Selection:
    statement = (
        _joined(*_DETAILS)
        .join(Stage, STAGE_ON)
        .outerjoin(_Previous, _PREVIOUS_ON)
        .outerjoin(_Reason, _REASON_ON)
    )
    return statement.where(visible(Viewer(scope), DealPermission.READ, *OWNED), Deal.id == bindparam("deal"))


_CARD, _FULL = Prepared(_everybodys_card), Prepared(_visible_deal)


async def full(
    session: AsyncSession, actor: Actor, deal_id: UUID, *, own: bool = False
) -> dict[str, Any] | None:
    """Return a deal; `own` for one that the caller has just written, whoever it belongs to now."""
    scope = Scope.ALL if own else actor.scope(DealPermission.READ)
    row = await _FULL.one(session, {**actor.parameters, "deal": deal_id}, scope)
    return shaped(row) if row else None


async def is_visible(session: AsyncSession, actor: Actor, deal_id: UUID) -> bool:
    """Tell whether the actor may read a deal."""
    found = exists().where(visible(actor, DealPermission.READ, *OWNED), Deal.id == deal_id)
    return bool((await session.execute(select(found))).scalar())


async def client_of(session: AsyncSession, actor: Actor, deal_id: UUID) -> UUID | None:
    """Return the client of a deal that the actor may read."""
    statement = select(Deal.client_id).where(visible(actor, DealPermission.READ, *OWNED), Deal.id == deal_id)
    found: UUID | None = (await session.execute(statement)).scalar_one_or_none()
    return found


async def readable(session: AsyncSession, actor: Actor, deal_id: UUID) -> Deal | None:
    """Return a deal that the actor may read."""
    statement = select(Deal).where(visible(actor, DealPermission.READ, *OWNED), Deal.id == deal_id)
    return (await session.execute(statement)).scalar_one_or_none()


# --- locks -----------------------------------------------------------------------------------------------------------
# FOR NO KEY UPDATE: it shuts out every other command on the deal, but not the foreign keys of new tasks.


async def lock(session: AsyncSession, actor: Actor, deal_id: UUID) -> Deal | None:
    """Return a deal that the actor may change, locked for the rest of the transaction."""
    statement = select(Deal).where(visible(actor, DealPermission.WRITE, *OWNED), Deal.id == deal_id)
    return (await session.execute(statement.with_for_update(key_share=True))).scalar_one_or_none()


async def lock_many(session: AsyncSession, actor: Actor, ids: Collection[UUID]) -> dict[UUID, Deal]:
    """Return those of the deals that the actor may change, locked in their order."""
    reach = visible(actor, DealPermission.WRITE, *OWNED)
    statement = select(Deal).where(reach, among(Deal.id, ids)).order_by(Deal.id)
    found = await session.execute(statement.with_for_update(key_share=True))
    return {deal.id: deal for deal in found.scalars()}


async def lock_readable(session: AsyncSession, actor: Actor, deal_id: UUID) -> Any:
    """Return the client and the status of a deal that the actor may read, locked."""
    statement = select(Deal.client_id, Deal.status).where(
        visible(actor, DealPermission.READ, *OWNED), Deal.id == deal_id
    )
    return (await session.execute(statement.with_for_update(key_share=True))).one_or_none()


async def hold(session: AsyncSession, workspace_id: UUID, deal_id: UUID) -> None:
    """Lock a deal whoever it belongs to."""
    statement = select(Deal.id).where(Deal.workspace_id == workspace_id, Deal.id == deal_id)
    await session.execute(statement.with_for_update(key_share=True))


def _planned() -> Any:
    return exists().where(
        Task.workspace_id == Deal.workspace_id, Task.deal_id == Deal.id, Task.status == TaskStatus.OPEN
    )


WITHOUT_STEP = and_(Deal.status == Semantics.OPEN, ~_planned())
"""Open deals for which nothing is planned."""
OVERDUE_IN_STAGE = and_(Deal.status == Semantics.OPEN, Deal.stage_due_at <= func.now())
"""Open deals that have stood in their stage for longer than they may."""


async def lacking_next_step(session: AsyncSession, workspace_id: UUID, deal_id: UUID) -> Any:
    """Return a deal that is open and has no open task, with its pipeline's `mode`; None for any other."""
    on = and_(Pipeline.workspace_id == Deal.workspace_id, Pipeline.id == Deal.pipeline_id)
    statement = (
        select(Deal, Pipeline.next_step_mode.label("mode"))
        .join(Pipeline, on)
        .where(Deal.workspace_id == workspace_id, Deal.id == deal_id, WITHOUT_STEP)
    )
    return (await session.execute(statement)).one_or_none()


# --- surroundings ----------------------------------------------------------------------------------------------------


async def currency(session: AsyncSession, workspace_id: UUID) -> str:
    """Return the workspace's currency."""
    found = await _CURRENCY.one(session, {"workspace": workspace_id})
    assert found is not None  # noqa: S101 - whoever asks is of the workspace
    return str(found["currency"])


def _currency() -> Selection:
    return select(Workspace.currency).where(Workspace.id == bindparam("workspace"))


_CURRENCY = Prepared(_currency)


async def time_zone(session: AsyncSession, workspace_id: UUID) -> str:
    """Return by which clock the workspace lives."""
    found = await _TIME_ZONE.recalled(session, {"workspace": workspace_id})
    return str(found["time_zone"]) if found else "UTC"


def _time_zone() -> Selection:
    return select(Workspace.time_zone).where(Workspace.id == bindparam("workspace"))


_TIME_ZONE = Prepared(_time_zone)


async def locale_of(session: AsyncSession, actor: Actor) -> str:
    """Return the language of whoever acts; English for a program."""
    statement = select(User.locale).where(User.workspace_id == actor.workspace_id, User.id == actor.user_id)
    return (await session.execute(statement)).scalar_one_or_none() or "en"


async def is_colleague(session: AsyncSession, actor: Actor, user_id: UUID) -> bool:
    """Tell whether somebody works in the workspace, so that deals can be hers."""
    return await _COLLEAGUE.one(session, {**actor.parameters, "user": user_id}) is not None


def _colleague() -> Selection:
    reach = visible(_ANYBODY, "", User.workspace_id, None)
    return select(User.id).where(reach, User.id == bindparam("user"), User.is_active)


_COLLEAGUE = Prepared(_colleague)


# --- summaries -------------------------------------------------------------------------------------------------------


def worth(currency_: Any) -> Any:
    """Return the sum of the amounts in one currency: others are counted, but not added up with it."""
    total = func.sum(Deal.amount).filter(Deal.currency == currency_)
    return func.coalesce(total, literal(Decimal("0.00")))


async def open_by_client(
    session: AsyncSession, actor: Actor, client_ids: Collection[UUID], amount_currency: str
) -> dict[UUID, tuple[int, Decimal]]:
    """Return, by client, how many open deals the actor may read and what they are worth in one currency."""
    statement = (
        select(Deal.client_id, func.count(), worth(amount_currency))
        .where(
            visible(actor, DealPermission.READ, *OWNED),
            among(Deal.client_id, client_ids),
            Deal.status == Semantics.OPEN,
        )
        .group_by(Deal.client_id)
    )
    return {row[0]: (row[1], row[2]) for row in await session.execute(statement)}
