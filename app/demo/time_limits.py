"""The time that deals of the demo have in their stages: some are warned of, some are over it."""

from app.core.auth import system_actor
from app.core.working_time import WorkingCalendar
from app.demo.world import World
from app.domains.deals.events import DealStageOverdue, DealStageWarned
from app.domains.deals.models import Deal
from app.domains.deals.rules.stages import Semantics
from app.domains.deals.rules.time_limits import moments
from app.domains.deals.service import records


def measure(world: World, calendar: WorkingCalendar) -> None:
    """Give each open deal its moments; what lies behind was told in its time, and is not told again."""
    stages = {
        stage.id: stage for stage in (*world.projects.stages, *world.showroom.stages, *world.regained.stages)
    }
    for deal in world.notebook.of(Deal):
        stage = stages[deal.stage_id]
        if deal.status == Semantics.OPEN and stage.time_limit is not None:
            given = moments(calendar, deal.stage_entered_at, stage.time_limit)
            deal.stage_warn_at, deal.stage_due_at = given.warn_at, given.due_at
            _tell(world, deal, stage.name)


def _tell(world: World, deal: Deal, stage_name: str) -> None:
    warn_at, due_at, present = deal.stage_warn_at, deal.stage_due_at, world.calendar.now
    assert due_at is not None  # noqa: S101 - whoever calls has just set it
    actor = system_actor(world.workspace_id)
    deal.stage_alarm_at = warn_at or due_at
    if warn_at is not None and warn_at <= present:
        warned = DealStageWarned(**records.facts(deal), stage_name=stage_name, due_at=due_at)
        world.when(warn_at).publish(actor, warned)
        deal.stage_alarm_at = due_at
    if due_at <= present:
        overdue = DealStageOverdue(
            **records.facts(deal), stage_name=stage_name, due_at=due_at, told=[], action=None, refused=None
        )
        world.when(due_at).publish(actor, overdue)
        deal.stage_alarm_at = None
