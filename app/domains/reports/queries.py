"""Every SELECT of this domain."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CompoundSelect,
    DateTime,
    Numeric,
    Select,
    String,
    bindparam,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor, Viewer, visible
from app.core.orm import among, among_given
from app.core.paging import Paging, SortKey, fetch_page
from app.core.prepared import Prepared
from app.domains.identity.models import Role, Team, User, Workspace
from app.domains.reports.metrics import METRICS, Metric
from app.domains.reports.models import Plan
from app.domains.reports.permissions import ReportPermission
from app.domains.reports.rules import Span

SELLING_ROLES = ("manager", "agent")


async def workspace(session: AsyncSession, workspace_id: UUID) -> Workspace:
    """Return the workspace, for its currency and time zone."""
    return await session.get_one(Workspace, workspace_id)


async def people(
    session: AsyncSession,
    actor: Actor,
    *,
    user_ids: Collection[UUID] | None = None,
    team_ids: Collection[UUID] | None = None,
) -> Sequence[Any]:
    """Return the people whose figures the actor may see, by name."""
    statement = (
        select(User.id, User.name, User.team_id, Role.key.label("role_key"))
        .join(Role, (Role.workspace_id == User.workspace_id) & (Role.id == User.role_id))
        .where(visible(actor, ReportPermission.READ, User.workspace_id, User.id), User.is_active)
        .order_by(User.name, User.id)
    )
    if user_ids is not None:
        statement = statement.where(among(User.id, user_ids))
    if team_ids is not None:
        statement = statement.where(among(User.team_id, team_ids))
    return (await session.execute(statement)).all()


async def team_parents(session: AsyncSession, workspace_id: UUID) -> dict[UUID, UUID | None]:
    """Return the tree of teams, child to parent."""
    statement = select(Team.id, Team.parent_id).where(Team.workspace_id == workspace_id)
    return {row.id: row.parent_id for row in await session.execute(statement)}


async def totals(
    session: AsyncSession, workspace: Workspace, user_ids: Collection[UUID], month: Span, day: Span
) -> dict[tuple[str, UUID], tuple[Decimal, Decimal]]:
    """Return, per metric and person, what the month and the day have brought, in one query."""
    spans = {"month": month.start, "month_end": month.end, "day": day.start, "day_end": day.end}
    given = {"actor_workspace": workspace.id, "currency": workspace.currency, "people": list(user_ids)}
    rows = await _TOTALS.rows(session, given | spans)
    return {(row["metric"], row["user_id"]): (row["month"], row["day"]) for row in rows}


def _totals() -> CompoundSelect[Any]:
    month, month_end, day, day_end = (
        bindparam(name, type_=DateTime(timezone=True)) for name in ("month", "month_end", "day", "day_end")
    )
    parts = []
    for metric in METRICS.values():
        facts = metric.facts(Viewer.workspace_id, bindparam("currency", type_=String())).subquery()
        value: Any = facts.c.amount if metric.unit == "money" else literal(1)
        of_day = case(((facts.c.at >= day) & (facts.c.at < day_end), value), else_=0)
        parts.append(
            select(
                literal(metric.name).label("metric"),
                facts.c.user_id,
                _written(func.sum(value)).label("month"),
                _written(func.sum(of_day)).label("day"),
            )
            .where(facts.c.at >= month, facts.c.at < month_end, among_given(facts.c.user_id, "people"))
            .group_by(facts.c.user_id)
        )
    return union_all(*parts)


_TOTALS = Prepared(_totals)


def _written(total: Any) -> Any:
    """Return a sum with two digits after the point, or as many as its currency has."""
    return cast(func.coalesce(total, 0), Numeric) + cast(0, Numeric(3, 2))


async def plans(session: AsyncSession, actor: Actor, month: date) -> Sequence[Plan]:
    """Return a month's plans that the actor may see: her people's, and those of teams and of the workspace."""
    reach = or_(
        visible(actor, ReportPermission.READ, Plan.workspace_id, Plan.user_id), Plan.user_id.is_(None)
    )
    statement = select(Plan).where(Plan.workspace_id == actor.workspace_id, Plan.month == month, reach)
    return (await session.execute(statement.order_by(Plan.metric, Plan.id))).scalars().all()


async def plan_by_id(session: AsyncSession, actor: Actor, plan_id: UUID) -> Plan | None:
    """Return a plan, locked."""
    statement = (
        select(Plan).where(Plan.workspace_id == actor.workspace_id, Plan.id == plan_id).with_for_update()
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def plan_of_holder(
    session: AsyncSession,
    actor: Actor,
    metric: str,
    month: date,
    period: str,
    user_id: UUID | None,
    team_id: UUID | None,
) -> Plan | None:
    """Return the holder's plan, locked."""
    statement = (
        select(Plan)
        .where(
            Plan.workspace_id == actor.workspace_id,
            Plan.metric == metric,
            Plan.month == month,
            Plan.period == period,
            Plan.user_id.is_not_distinct_from(user_id),
            Plan.team_id.is_not_distinct_from(team_id),
        )
        .with_for_update()
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def holder_exists(
    session: AsyncSession, actor: Actor, user_id: UUID | None, team_id: UUID | None
) -> bool:
    """Tell whether the actor may set the plan of this holder."""
    if user_id is not None:
        statement: Select[Any] = select(User.id).where(
            visible(actor, ReportPermission.PLANS_MANAGE, User.workspace_id, User.id), User.id == user_id
        )
        return (await session.execute(statement)).scalar() is not None
    if team_id is not None:
        found = select(Team.id).where(Team.workspace_id == actor.workspace_id, Team.id == team_id)
        return (await session.execute(found)).scalar() is not None
    return True


async def rows(
    session: AsyncSession,
    actor: Actor,
    metric: Metric,
    currency: str,
    span: tuple[datetime | None, datetime | None],
    user_ids: Collection[UUID] | None,
    page: Paging,
) -> tuple[list[dict[str, Any]], str | None]:
    """Return the rows that a figure counts, newest first: exactly those of `totals`."""
    facts = metric.facts(actor.workspace_id, currency).subquery()
    subject = func.jsonb_build_object("type", metric.subject_type, "id", facts.c.id).label("subject")
    reach = visible(actor, ReportPermission.READ, literal(actor.workspace_id), facts.c.user_id)
    statement = select(facts, subject).where(reach)
    start, end = span
    if start is not None:
        statement = statement.where(facts.c.at >= start)
    if end is not None:
        statement = statement.where(facts.c.at < end)
    if user_ids is not None:
        statement = statement.where(among(facts.c.user_id, user_ids))
    sorts = {"at": SortKey(facts.c.at, datetime)}
    return await fetch_page(session, statement, page, sorts=sorts, default="-at", row_id=facts.c.id)
