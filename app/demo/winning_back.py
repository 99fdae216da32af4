"""Lost clients of the demo who were asked again: the rule that does it, and what came of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.demo import orders
from app.demo.customers import Customer
from app.demo.deals import Plot, Revival
from app.demo.pipelines import WIN_BACK_WAY
from app.demo.world import Pipeline, World
from app.domains.deals.models import Deal
from app.domains.deals.rules.stages import Semantics
from app.domains.deals.service import win_back
from app.domains.deals.win_back_schemas import WinBackWish

WAIT = timedelta(days=90)
_REASON, _TASK = 3, {"kind": "call", "title": "Ask how things stand now", "in_hours": 8}
_MOST_DAILY, _SETTLED, _WON = 5, 0.6, 0.45
_USUAL_MILLIONS = 6


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule, and the loss reason that it goes by."""

    id: UUID
    reason_id: UUID
    reason: str


async def make_rule(session: AsyncSession, founder: Actor, projects: Pipeline, regained: Pipeline) -> Rule:
    """Have clients who had no money asked again after three months."""
    reason_id, reason = projects.loss_reasons[_REASON]
    wish = WinBackWish.model_validate(
        {
            "source_pipeline_ids": [projects.id],
            "loss_reason_ids": [reason_id],
            "wait_days": WAIT.days,
            "stage_id": None,
            "owner_kind": "former",
            "owner_id": None,
            "task": _TASK,
            "most_daily": _MOST_DAILY,
            "is_active": True,
        }
    )
    made = await win_back.add(session, founder, regained.id, wish)
    return Rule(made.id, reason_id, reason)


def plots(
    world: World, customers: Sequence[Customer], regained: Pipeline, rule: Rule, chance: Random
) -> Iterator[Plot]:
    """Decide the deals that the rule has opened: for each lost client whose time came, unless she came by herself."""
    by_client = {one.client.id: one for one in customers}
    deals = list(world.notebook.of(Deal))
    opened: dict[UUID, list[datetime]] = {}
    for deal in deals:
        opened.setdefault(deal.client_id, []).append(deal.created_at)
    for lost in sorted(deals, key=lambda deal: (deal.closed_at is None, deal.closed_at, deal.id)):
        if lost.closed_at is None or lost.loss_reason_id != rule.reason_id:
            continue
        since = lost.closed_at + WAIT
        came = any(at > lost.closed_at for at in opened[lost.client_id])
        if since <= world.calendar.now and not came:
            opened[lost.client_id].append(since)
            revival = Revival(lost, rule.reason, rule.id, since)
            yield _plot(world, regained, by_client[lost.client_id], revival, chance)


def _plot(world: World, regained: Pipeline, customer: Customer, revival: Revival, chance: Random) -> Plot:
    lost, calendar = revival.lost, world.calendar
    member = next(one for one in world.cast.managers if one.user_id == lost.owner_id)
    is_settled = revival.since + timedelta(days=8) < calendar.month.start and chance.random() < _SETTLED
    end, until, stage = Semantics.OPEN, min(revival.since + timedelta(days=1), calendar.now), 0
    if is_settled:
        until = calendar.moment(revival.since + timedelta(days=6), calendar.month.start)
        end = Semantics.WON if chance.random() < _WON else Semantics.LOST
        stage = len(WIN_BACK_WAY) - 1 if end is Semantics.WON else 0
    return Plot(
        member=member,
        customer=customer,
        pipeline=regained,
        way=WIN_BACK_WAY,
        title=lost.title,
        amount=lost.amount or orders.amount(_USUAL_MILLIONS),
        stage=stage,
        done=len(WIN_BACK_WAY[stage]) - 1 if is_settled else 0,
        end=end,
        until=until,
        due_at=None if is_settled else calendar.at(chance.randint(2, 9), chance.randint(9, 17)),
        next_step="clarify" if not is_settled else None,
        next_title=str(_TASK["title"]) if not is_settled else None,
        revives=revival,
    )
