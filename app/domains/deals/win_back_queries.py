"""Every SELECT of winning back: the rules, and the lost deals that they concern."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from app.core.orm import among
from app.domains.deals.models import Deal, LossReason, WinBackRule
from app.domains.deals.rules.stages import Semantics
from app.domains.identity.models import Team, User

Place = tuple[datetime, UUID]
"""When a deal was lost, and its id: where a slice ended."""


async def rules(session: AsyncSession, workspace_id: UUID, pipeline_id: UUID | None) -> Sequence[WinBackRule]:
    """Return the rules that feed a pipeline, or all active ones."""
    of = WinBackRule.is_active if pipeline_id is None else WinBackRule.pipeline_id == pipeline_id
    statement = select(WinBackRule).where(WinBackRule.workspace_id == workspace_id, of)
    return (await session.execute(statement.order_by(WinBackRule.id))).scalars().all()


async def lock_rule(session: AsyncSession, workspace_id: UUID, rule_id: UUID) -> WinBackRule | None:
    """Return a rule, locked: of two rounds at once the second sees what the first has opened."""
    statement = select(WinBackRule).where(WinBackRule.workspace_id == workspace_id, WinBackRule.id == rule_id)
    return (await session.execute(statement.with_for_update(key_share=True))).scalar_one_or_none()


def _waiting(rule: WinBackRule, moment: datetime, today: date) -> Any:
    """The lost deals whose time has come, of clients who haven't come back by themselves."""
    later, present = aliased(Deal), aliased(Deal)
    due = (
        Deal.return_on <= today
        if rule.wait_days is None
        else Deal.closed_at <= moment - timedelta(days=rule.wait_days)
    )
    came_back = exists().where(
        later.workspace_id == Deal.workspace_id,
        later.client_id == Deal.client_id,
        later.created_at > Deal.closed_at,
    )
    is_busy = exists().where(
        present.workspace_id == Deal.workspace_id,
        present.client_id == Deal.client_id,
        present.pipeline_id == rule.pipeline_id,
        present.status == Semantics.OPEN,
    )
    found = [
        Deal.status == Semantics.LOST,
        among(Deal.pipeline_id, [UUID(one) for one in rule.source_pipeline_ids]),
        due,
        ~came_back,
        ~is_busy,
    ]
    if rule.loss_reason_ids:
        named = [UUID(one) for one in rule.loss_reason_ids]
        meant = select(LossReason.id).where(
            LossReason.workspace_id == rule.workspace_id,
            or_(among(LossReason.id, named), among(LossReason.parent_id, named)),
        )
        found.append(Deal.loss_reason_id.in_(meant))
    return and_(*found)


async def count_waiting(session: AsyncSession, rule: WinBackRule, moment: datetime, today: date) -> int:
    """Return how many lost deals a rule would revive now."""
    statement = (
        select(func.count())
        .select_from(Deal)
        .where(Deal.workspace_id == rule.workspace_id, _waiting(rule, moment, today))
    )
    return int((await session.execute(statement)).scalar_one())


async def waiting(
    session: AsyncSession, rule: WinBackRule, moment: datetime, today: date, after: Place | None, most: int
) -> Sequence[Any]:
    """Return the next lost deals that a rule would revive, the first lost first, with their reasons."""
    on = and_(LossReason.workspace_id == Deal.workspace_id, LossReason.id == Deal.loss_reason_id)
    columns = (
        Deal.id,
        Deal.client_id,
        Deal.owner_id,
        Deal.title,
        Deal.amount,
        Deal.currency,
        Deal.closed_at,
        LossReason.name.label("loss_reason"),
    )
    statement = (
        select(*columns)
        .join(LossReason, on)
        .where(Deal.workspace_id == rule.workspace_id, _waiting(rule, moment, today))
    )
    if after is not None:
        statement = statement.where(tuple_(Deal.closed_at, Deal.id) > after)
    return (await session.execute(statement.order_by(Deal.closed_at, Deal.id).limit(most))).all()


async def still_waits(
    session: AsyncSession, rule: WinBackRule, deal_id: UUID, moment: datetime, today: date
) -> bool:
    """Tell whether a deal is still to be revived, now that its client is locked."""
    statement = select(Deal.id).where(
        Deal.workspace_id == rule.workspace_id, Deal.id == deal_id, _waiting(rule, moment, today)
    )
    return (await session.execute(statement)).scalar() is not None


async def team_exists(session: AsyncSession, workspace_id: UUID, team_id: UUID) -> bool:
    """Tell whether there is such a team."""
    statement = select(Team.id).where(Team.workspace_id == workspace_id, Team.id == team_id)
    return (await session.execute(statement)).scalar() is not None


async def team_people(session: AsyncSession, workspace_id: UUID, team_id: UUID) -> list[UUID]:
    """Return the people of a team who can log in, in a fixed order."""
    statement = select(User.id).where(
        User.workspace_id == workspace_id, User.team_id == team_id, User.is_active
    )
    return list((await session.execute(statement.order_by(User.id))).scalars())


async def known_reasons(
    session: AsyncSession, workspace_id: UUID, pipeline_ids: Sequence[UUID], ids: Sequence[UUID]
) -> set[UUID]:
    """Return those of the loss reasons that belong to the pipelines."""
    statement = select(LossReason.id).where(
        LossReason.workspace_id == workspace_id,
        among(LossReason.pipeline_id, pipeline_ids),
        among(LossReason.id, ids),
    )
    return set((await session.execute(statement)).scalars())
