"""Plans of the present and the previous month: for every manager, every team, and the whole workspace."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from app.core.ids import uuid7
from app.demo.cast import NORTH, SALES, SOUTH
from app.demo.world import World
from app.domains.reports.events import PlanChanged
from app.domains.reports.models import Plan
from app.domains.reports.rules import Period

TARGETS = (
    ("deals_won", Period.MONTH, 10),
    ("deals_won_amount", Period.MONTH, 140_000_000),
    ("calls_made", Period.DAY, 40),
    ("calls_answered", Period.DAY, 6),
    ("meetings_held", Period.MONTH, 24),
)
"""What each manager is to reach; a team is to reach as many times of it as it has managers."""
Holder = tuple[UUID | None, UUID | None, int]
"""A person or a team (or neither: the workspace), and how many managers that is."""


def write(world: World) -> None:
    """Have the supervisor set the plans, a few days before each month begins."""
    for back in (1, 0):
        first = world.calendar.first_of_month(back)
        at = world.calendar.months(back).start - timedelta(days=3, hours=-11)
        for holder in _holders(world):
            _set(world, first, max(at, world.calendar.founded), holder)


def _holders(world: World) -> Iterator[Holder]:
    managers = world.cast.managers
    for member in managers:
        yield member.user_id, None, 1
    for name in (NORTH, SOUTH):
        yield None, world.cast.teams[name], sum(member.person.team == name for member in managers)
    yield None, world.cast.teams[SALES], len(managers)
    yield None, None, len(managers)


def _set(world: World, first: date, at: datetime, holder: Holder) -> None:
    user_id, team_id, managers = holder
    notebook = world.when(at)
    for metric, period, target in TARGETS:
        plan = Plan(
            workspace_id=world.workspace_id,
            id=uuid7(),
            metric=metric,
            month=first,
            period=period,
            user_id=user_id,
            team_id=team_id,
            target=Decimal(target * managers),
        )
        notebook.add(plan)
        changed = PlanChanged(
            plan_id=plan.id,
            metric=metric,
            month=f"{first:%Y-%m}",
            period=period,
            user_id=user_id,
            team_id=team_id,
            old_target=None,
            target=plan.target,
        )
        notebook.publish(world.cast.supervisor.actor, changed)
