"""Plans and the progress towards them."""

import time
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import amounts, events
from app.core.auth import Actor, Scope
from app.core.clock import now
from app.core.errors import FieldError, ForbiddenError, InvalidRequestError, NotFoundError
from app.core.ids import uuid7
from app.core.money import as_kept, rounded
from app.domains.identity.models import Workspace
from app.domains.reports import queries
from app.domains.reports.events import PlanChanged
from app.domains.reports.metrics import METRICS
from app.domains.reports.models import Plan
from app.domains.reports.permissions import ReportPermission
from app.domains.reports.rules import (
    Period,
    Span,
    day_span,
    expected_now,
    first_of_month,
    month_span,
    remaining,
    shown_day,
)
from app.domains.reports.schemas import MetricProgress, PersonProgress, PlanInput, PlanOut, Progress

FINEST_COUNT = 2
"""With how many digits after the point what is no money is planned at most."""


def plan_out(plan: Plan) -> PlanOut:
    """Return a plan as shown."""
    return PlanOut.model_validate(
        {
            "id": plan.id,
            "metric": plan.metric,
            "month": f"{plan.month:%Y-%m}",
            "period": plan.period,
            "user_id": plan.user_id,
            "team_id": plan.team_id,
            "target": plan.target,
            "version": plan.version,
        }
    )


async def set_plan(session: AsyncSession, actor: Actor, wish: PlanInput) -> Plan:
    """Set a target, in place of the holder's present one.

    Raises:
        NotFoundError: no such person or team within the actor's reach.
        ForbiddenError: a team's or the workspace's plan needs the right over all of it.
        InvalidRequestError: a target finer than what it counts.
    """
    if wish.user_id is None and actor.scope(ReportPermission.PLANS_MANAGE) is Scope.OWN:
        raise ForbiddenError(params={"permission": ReportPermission.PLANS_MANAGE})
    if not await queries.holder_exists(session, actor, wish.user_id, wish.team_id):
        raise NotFoundError
    currency = (await queries.workspace(session, actor.workspace_id)).currency
    if wrong := _too_fine(wish, currency):
        raise InvalidRequestError(errors=wrong)
    target = _kept(wish, currency)
    month = first_of_month(wish.month)
    holder = (wish.metric, month, wish.period, wish.user_id, wish.team_id)
    plan = await queries.plan_of_holder(session, actor, *holder)
    old = plan.target if plan else None
    if plan is None:
        plan = Plan(
            workspace_id=actor.workspace_id,
            id=uuid7(),
            metric=wish.metric,
            month=month,
            period=wish.period,
            user_id=wish.user_id,
            team_id=wish.team_id,
            target=target,
        )
        session.add(plan)
    else:
        plan.target = target
        plan.touch()
    await session.flush()
    _publish(session, actor, plan, old, target)
    return plan


def _too_fine(wish: PlanInput, currency: str) -> list[FieldError]:
    if METRICS[wish.metric].unit == "money":
        return amounts.too_fine("/target", wish.target, currency)
    return amounts.finer_than("/target", wish.target, FINEST_COUNT)


def _kept(wish: PlanInput, currency: str) -> Decimal:
    if METRICS[wish.metric].unit == "money":
        return as_kept(wish.target, currency)
    return round(wish.target, FINEST_COUNT)


async def remove_plan(session: AsyncSession, actor: Actor, plan_id: UUID) -> None:
    """Take a target away; raises `NotFoundError`."""
    plan = await queries.plan_by_id(session, actor, plan_id)
    if plan is None or not await queries.holder_exists(session, actor, plan.user_id, plan.team_id):
        raise NotFoundError
    await session.delete(plan)
    _publish(session, actor, plan, plan.target, None)


def _publish(
    session: AsyncSession, actor: Actor, plan: Plan, old: Decimal | None, new: Decimal | None
) -> None:
    event = PlanChanged(
        plan_id=plan.id,
        metric=plan.metric,
        month=f"{plan.month:%Y-%m}",
        period=plan.period,
        user_id=plan.user_id,
        team_id=plan.team_id,
        old_target=old,
        target=new,
    )
    events.publish(session, actor, event)


class Reckoning:
    """Plan and fact of some people in one month, read at one moment."""

    def __init__(self, workspace: Workspace, first: date) -> None:
        """Fix the month and the moment."""
        self.version = time.time_ns() // 1000
        self.workspace = workspace
        self.first = first
        self.zone = ZoneInfo(workspace.time_zone)
        self.moment = now()
        self.day = shown_day(first, self.moment, self.zone)
        self.spans = {Period.MONTH: month_span(first, self.zone), Period.DAY: day_span(self.day, self.zone)}

    def line(self, metric: str, period: Period, fact: Decimal, target: Decimal | None) -> MetricProgress:
        """Return one metric's plan and fact."""
        span: Span = self.spans[period]
        unit = METRICS[metric].unit
        currency = self.workspace.currency if unit == "money" else None
        expected = None
        if target is not None:
            exact = expected_now(target, period, self.first, self.moment, self.zone)
            expected = rounded(exact, currency) if currency else round(exact, FINEST_COUNT)
        return MetricProgress.model_validate(
            {
                "metric": metric,
                "period": period,
                "unit": unit,
                "currency": currency,
                "fact": fact,
                "target": target,
                "remaining": remaining(target, fact),
                "expected_now": expected,
                "start": span.start,
                "end": span.end,
            }
        )

    def lines(
        self, facts: dict[str, tuple[Decimal, Decimal]], plans: dict[tuple[str, str], Decimal]
    ) -> list[MetricProgress]:
        """Return every metric's plan and fact: for the planned periods, else for the usual one."""
        found = []
        for metric in METRICS.values():
            of_month, of_day = facts.get(metric.name, (Decimal(0), Decimal(0)))
            planned = [period for period in Period if (metric.name, period) in plans] or [metric.period]
            for period in planned:
                fact = of_month if period is Period.MONTH else of_day
                found.append(self.line(metric.name, period, fact, plans.get((metric.name, period))))
        return found


def _plans_of(
    plans: Iterable[Plan], user_id: UUID | None, team_id: UUID | None
) -> dict[tuple[str, str], Decimal]:
    return {
        (plan.metric, plan.period): plan.target
        for plan in plans
        if plan.user_id == user_id and plan.team_id == team_id
    }


async def progress(
    session: AsyncSession,
    actor: Actor,
    month: str | None,
    *,
    team_id: UUID | None = None,
    user_id: UUID | None = None,
) -> Progress:
    """Return plan and fact of everybody whom the actor may see, with the total."""
    workspace = await queries.workspace(session, actor.workspace_id)
    first = _month_or_present(month, workspace)
    teams = await team_and_below(session, actor, team_id) if team_id else None
    people = await queries.people(session, actor, user_ids=[user_id] if user_id else None, team_ids=teams)
    plans = await queries.plans(session, actor, first)
    reckoning = Reckoning(workspace, first)
    facts = await _facts(session, reckoning, [person.id for person in people])
    planned = {plan.user_id for plan in plans}
    shown = [
        person
        for person in people
        if person.role_key in queries.SELLING_ROLES or person.id in planned or person.id in facts or user_id
    ]
    items = [_person(reckoning, person, facts.get(person.id, {}), plans) for person in shown]
    team_plans = _plans_of(plans, None, team_id)
    return Progress(
        month=f"{first:%Y-%m}", day=reckoning.day, items=items, total=_total(reckoning, items, team_plans)
    )


async def progress_of(
    session: AsyncSession, actor: Actor, user_ids: Collection[UUID]
) -> list[PersonProgress]:
    """Return the present month's plan and fact of some people."""
    workspace = await queries.workspace(session, actor.workspace_id)
    first = _month_or_present(None, workspace)
    reckoning = Reckoning(workspace, first)
    people = await queries.people(session, actor, user_ids=user_ids)
    plans = await queries.plans(session, actor, first)
    facts = await _facts(session, reckoning, [person.id for person in people])
    return [_person(reckoning, person, facts.get(person.id, {}), plans) for person in people]


async def _facts(
    session: AsyncSession, reckoning: Reckoning, user_ids: Sequence[UUID]
) -> dict[UUID, dict[str, tuple[Decimal, Decimal]]]:
    spans = reckoning.spans
    totals = await queries.totals(
        session, reckoning.workspace, user_ids, spans[Period.MONTH], spans[Period.DAY]
    )
    found: dict[UUID, dict[str, tuple[Decimal, Decimal]]] = {}
    for (metric, user_id), values in totals.items():
        found.setdefault(user_id, {})[metric] = values
    return found


def _person(
    reckoning: Reckoning, person: Any, facts: dict[str, tuple[Decimal, Decimal]], plans: Sequence[Plan]
) -> PersonProgress:
    return PersonProgress(
        user_id=person.id,
        user_name=person.name,
        team_id=person.team_id,
        month=f"{reckoning.first:%Y-%m}",
        metrics=reckoning.lines(facts, _plans_of(plans, person.id, None)),
        version=reckoning.version,
    )


def _total(
    reckoning: Reckoning, items: Sequence[PersonProgress], team_plans: dict[tuple[str, str], Decimal]
) -> list[MetricProgress]:
    """Return the sum of the people; the target is the team's own plan, else the sum of theirs."""
    found: dict[tuple[str, Period], tuple[Decimal, Decimal | None]] = {}
    for line in (line for item in items for line in item.metrics):
        fact, target = found.get((line.metric, line.period), (Decimal(0), None))
        if line.target is not None:
            target = (target or Decimal(0)) + line.target
        found[line.metric, line.period] = (fact + line.fact, target)
    return [
        reckoning.line(metric, period, fact, team_plans.get((metric, period), target))
        for (metric, period), (fact, target) in found.items()
    ]


def _month_or_present(month: str | None, workspace: Workspace) -> date:
    if month is not None:
        return first_of_month(month)
    return now().astimezone(ZoneInfo(workspace.time_zone)).date().replace(day=1)


async def team_and_below(session: AsyncSession, actor: Actor, team_id: UUID) -> set[UUID]:
    """Return a team with all below it; raises `NotFoundError`."""
    parents = await queries.team_parents(session, actor.workspace_id)
    if team_id not in parents:
        raise NotFoundError
    found = {team_id}
    while below := {team for team, parent in parents.items() if parent in found} - found:
        found |= below
    return found
