"""Winning back: a pipeline is fed from lost deals, each once, a few a day, by opening deals as anybody would."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor
from app.core.clock import now
from app.core.errors import AppError, FieldError, InvalidRequestError, NotFoundError
from app.core.http import check_version
from app.core.ids import uuid7
from app.core.jobs import enqueue
from app.core.working_time import WorkingCalendar
from app.domains.clients import service as clients
from app.domains.deals import pipeline_queries, queries, win_back_queries
from app.domains.deals.errors import OwnerOutOfReachError
from app.domains.deals.events import DealRevived, PipelineChanged
from app.domains.deals.models import Pipeline, WinBackRule
from app.domains.deals.permissions import DealPermission
from app.domains.deals.rules.stages import Semantics
from app.domains.deals.schemas import DealInput
from app.domains.deals.service import opening, pipelines, records
from app.domains.deals.win_back_queries import Place
from app.domains.deals.win_back_schemas import WinBackRuleOut, WinBackWish
from app.domains.identity.service import actors, working_hours
from app.domains.tasks.schemas import NextTaskInput
from app.domains.tasks.service import TaskKind

JOB = "deals.win_back"
AT_ONCE = 50


# --- the rules -------------------------------------------------------------------------------------------------------


async def listed(session: AsyncSession, actor: Actor, pipeline_id: UUID) -> list[WinBackRuleOut]:
    """Return the rules that feed a pipeline, with what waits for each; raises `NotFoundError`."""
    if not await pipeline_queries.exists_in(session, actor, pipeline_id):
        raise NotFoundError
    rows = await win_back_queries.rules(session, actor.workspace_id, pipeline_id)
    return [await shown(session, rule) for rule in rows]


async def shown(session: AsyncSession, rule: WinBackRule) -> WinBackRuleOut:
    """Return a rule as it is shown."""
    moment, today = await _today(session, rule.workspace_id)
    waiting = await win_back_queries.count_waiting(session, rule, moment, today)
    kept = {name: getattr(rule, name) for name in WinBackRuleOut.model_fields if name != "waiting_count"}
    return WinBackRuleOut.model_validate({**kept, "waiting_count": waiting})


async def add(session: AsyncSession, actor: Actor, pipeline_id: UUID, wish: WinBackWish) -> WinBackRule:
    """Add a rule; raises `NotFoundError`, or `InvalidRequestError` with everything that it names and there is not."""
    pipeline = await pipelines.lock(session, actor, pipeline_id)
    await _check(session, actor, pipeline, wish)
    rule = WinBackRule(
        workspace_id=actor.workspace_id,
        id=uuid7(),
        pipeline_id=pipeline_id,
        opened_count=0,
        refused_count=0,
        version=1,
        **wish.model_dump(mode="json", exclude={"stage_id", "owner_id"}),
        stage_id=wish.stage_id,
        owner_id=wish.owner_id,
    )
    session.add(rule)
    _tell(session, actor, pipeline, None, wish)
    await session.flush()
    return rule


async def change(
    session: AsyncSession, actor: Actor, pipeline_id: UUID, rule_id: UUID, based_on: int, wish: WinBackWish
) -> WinBackRule:
    """Set a rule anew; raises as `add`, and `VersionConflictError`."""
    pipeline = await pipelines.lock(session, actor, pipeline_id)
    rule = await _rule(session, actor, pipeline_id, rule_id)
    check_version(rule.version, based_on)
    await _check(session, actor, pipeline, wish)
    before = _wish_of(rule)
    for name, value in wish.model_dump(mode="json", exclude={"stage_id", "owner_id"}).items():
        setattr(rule, name, value)
    rule.stage_id, rule.owner_id = wish.stage_id, wish.owner_id
    rule.touch()
    _tell(session, actor, pipeline, before, wish)
    await session.flush()
    return rule


async def remove(session: AsyncSession, actor: Actor, pipeline_id: UUID, rule_id: UUID) -> None:
    """Take a rule away; deals that it opened stay. Raises `NotFoundError`."""
    pipeline = await pipelines.lock(session, actor, pipeline_id)
    rule = await _rule(session, actor, pipeline_id, rule_id)
    _tell(session, actor, pipeline, _wish_of(rule), None)
    await session.delete(rule)
    await session.flush()


def _wish_of(rule: WinBackRule) -> WinBackWish:
    return WinBackWish.model_validate({name: getattr(rule, name) for name in WinBackWish.model_fields})


def _tell(
    session: AsyncSession, actor: Actor, pipeline: Pipeline, old: WinBackWish | None, new: WinBackWish | None
) -> None:
    told = tuple(one.model_dump(mode="json") if one else None for one in (old, new))
    changes = {"win-back rule": (told[0], told[1])}
    event = PipelineChanged(pipeline_id=pipeline.id, name=pipeline.name, changes=changes)
    events.publish(session, actor, event)


async def _rule(session: AsyncSession, actor: Actor, pipeline_id: UUID, rule_id: UUID) -> WinBackRule:
    rule = await win_back_queries.lock_rule(session, actor.workspace_id, rule_id)
    if rule is None or rule.pipeline_id != pipeline_id:
        raise NotFoundError
    return rule


async def _check(session: AsyncSession, actor: Actor, pipeline: Pipeline, wish: WinBackWish) -> None:
    sources, reasons = wish.source_pipeline_ids, wish.loss_reason_ids
    known = await pipeline_queries.known(session, actor.workspace_id, sources)
    known_reasons = await win_back_queries.known_reasons(session, actor.workspace_id, sources, reasons)
    missing = [f"/source_pipeline_ids/{place}" for place, one in enumerate(sources) if one not in known]
    missing += [f"/loss_reason_ids/{place}" for place, one in enumerate(reasons) if one not in known_reasons]
    stages = await pipeline_queries.stages(session, actor, pipeline.id)
    if wish.stage_id is not None and wish.stage_id not in _open(stages):
        missing.append("/stage_id")
    if not await _owner_exists(session, actor, wish):
        missing.append("/owner_id")
    if missing:
        detail = "there is no such thing"
        raise InvalidRequestError(
            errors=[FieldError(pointer=place, code="not_found", detail=detail) for place in missing]
        )


def _open(stages: Sequence[dict[str, Any]]) -> list[UUID]:
    return [row["id"] for row in stages if row["semantics"] == Semantics.OPEN and row["successor_id"] is None]


async def _owner_exists(session: AsyncSession, actor: Actor, wish: WinBackWish) -> bool:
    if wish.owner_id is None:
        return True
    if wish.owner_kind == "person":
        return await queries.is_colleague(session, actor, wish.owner_id)
    return await win_back_queries.team_exists(session, actor.workspace_id, wish.owner_id)


# --- the work --------------------------------------------------------------------------------------------------------


async def look_round(session: AsyncSession, actor: Actor) -> None:
    """Begin a round of each active rule."""
    for rule in await win_back_queries.rules(session, actor.workspace_id, None):
        enqueue(session, JOB, {"rule_id": str(rule.id), "after": None})


async def open_slice(session: AsyncSession, actor: Actor, rule_id: UUID, after: Place | None) -> None:
    """Revive the next lost deals of a rule, up to what it may open a day, then go on with those behind them."""
    rule = await win_back_queries.lock_rule(session, actor.workspace_id, rule_id)
    if rule is None or not rule.is_active:
        return
    moment, today = await _today(session, actor.workspace_id)
    if rule.last_run_on != today:
        rule.last_run_on, rule.opened_count, rule.refused_count = today, 0, 0
    elif after is None:
        rule.refused_count = 0
    rows = await win_back_queries.waiting(session, rule, moment, today, after, AT_ONCE)
    await _open_each(session, actor, rule, rows, moment, today)
    await session.flush()
    if len(rows) == AT_ONCE and rule.opened_count < rule.most_daily:
        last = rows[-1]
        enqueue(session, JOB, {"rule_id": str(rule_id), "after": [last.closed_at.isoformat(), str(last.id)]})


async def _open_each(
    session: AsyncSession,
    actor: Actor,
    rule: WinBackRule,
    rows: Sequence[Any],
    moment: datetime,
    today: date,
) -> None:
    calendar = await working_hours.calendar(session, actor.workspace_id)
    stage_id = await _stage(session, actor, rule)
    for lost in rows:
        if rule.opened_count >= rule.most_daily:
            return
        await clients.known(session, lost.client_id, hold=True)
        if not await win_back_queries.still_waits(session, rule, lost.id, moment, today):
            continue
        try:
            await _revive(session, actor, rule, lost, calendar, stage_id)
            rule.opened_count += 1
        except AppError:
            # What the stage demands isn't there, or nobody is left to have it: the screen says how many.
            rule.refused_count += 1


async def _today(session: AsyncSession, workspace_id: UUID) -> tuple[datetime, date]:
    moment = now()
    zone = ZoneInfo(await queries.time_zone(session, workspace_id))
    return moment, moment.astimezone(zone).date()


async def _stage(session: AsyncSession, actor: Actor, rule: WinBackRule) -> UUID | None:
    open_ = _open(await pipeline_queries.stages(session, actor, rule.pipeline_id))
    return rule.stage_id if rule.stage_id in open_ else None


async def _revive(
    session: AsyncSession,
    actor: Actor,
    rule: WinBackRule,
    lost: Any,
    calendar: WorkingCalendar,
    stage_id: UUID | None,
) -> None:
    owner_id = await _owner(session, actor, rule, lost.owner_id)
    due_at = calendar.after(now(), timedelta(hours=rule.task["in_hours"]))
    task = NextTaskInput(kind=TaskKind(rule.task["kind"]), title=rule.task["title"], due_at=due_at)
    wish = DealInput(
        title=lost.title,
        client_id=lost.client_id,
        pipeline_id=rule.pipeline_id,
        stage_id=stage_id,
        amount=lost.amount,
        currency=lost.currency,
        owner_id=owner_id,
        next_task=task,
        allow_second=True,
    )
    deal = await opening.create(session, actor, wish, revives=lost.id)
    rule.last_owner_id = owner_id
    revived = DealRevived(
        **records.facts(deal),
        previous_deal_id=lost.id,
        rule_id=rule.id,
        lost_at=lost.closed_at,
        loss_reason=lost.loss_reason,
    )
    events.publish(session, actor, revived)


async def _owner(session: AsyncSession, actor: Actor, rule: WinBackRule, former_id: UUID) -> UUID:
    """Return whose the deal will be; a former owner who has gone is stood for by her supervisor.

    Raises:
        OwnerOutOfReachError: there is nobody.
    """
    if rule.owner_kind == "team" and rule.owner_id is not None:
        people = await win_back_queries.team_people(session, actor.workspace_id, rule.owner_id)
        later = [one for one in people if rule.last_owner_id is None or one > rule.last_owner_id]
        found = [*later, *people]
    else:
        wanted = rule.owner_id if rule.owner_kind == "person" and rule.owner_id else former_id
        found = [wanted] if await queries.is_colleague(session, actor, wanted) else []
        if not found:
            found = await actors.supervisors(session, actor.workspace_id, wanted, DealPermission.OVERRIDE)
    if not found:
        raise OwnerOutOfReachError
    return found[0]
