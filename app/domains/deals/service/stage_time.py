"""A deal's time in its stage: set as it comes in, told when it runs short, and acted on when it is over.

The moments stand with the deal. Whoever acts on one takes it off the deal in the same transaction, so that nobody is
warned, and nothing is done, twice, however often the job begins.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor
from app.core.clock import now
from app.core.errors import AppError, NotFoundError
from app.core.jobs import enqueue
from app.core.schemas import SubjectRef
from app.domains.deals import queries, stage_time_queries
from app.domains.deals.events import DealStageOverdue, DealStageWarned
from app.domains.deals.models import Deal
from app.domains.deals.permissions import DealPermission
from app.domains.deals.rules.stages import Semantics, StageView, staying
from app.domains.deals.rules.time_limits import (
    Consequence,
    Moments,
    OverdueAction,
    TimeLimit,
    limit_of,
    moments,
    renewed,
)
from app.domains.deals.schemas import DealChange, MoveInput
from app.domains.deals.service import changing, gate, moving, records
from app.domains.identity.service import actors, working_hours
from app.domains.tasks import service as tasks
from app.domains.tasks.schemas import NextTaskInput
from app.domains.tasks.service import TaskKind, TaskOrigin
from app.platform.notifications import service as notifications

RENEW_JOB, OVERDUE_JOB = "deals.renew_stage_times", "deals.act_on_overdue"
ALARMS_AT_ONCE = 300
RENEWED_AT_ONCE = 500
AGAIN_AFTER = timedelta(minutes=1)
"""A transaction that read the former rule may end this much later than the one that changed it."""
WARNING, OVERDUE = "deal_stage_warning", "deal_stage_overdue"


async def look_round(session: AsyncSession, actor: Actor) -> int:
    """Warn the owners of deals whose time runs short, and have those acted on whose time is over; returns how many."""
    present = now()
    rows = await stage_time_queries.lock_alarms(session, actor.workspace_id, present, ALARMS_AT_ONCE)
    acted = []
    for deal, stage_name in rows:
        if deal.stage_due_at <= present:
            facts = {"deal_id": str(deal.id), "due_at": deal.stage_due_at.isoformat()}
            enqueue(session, OVERDUE_JOB, facts)
            acted.append((deal, None))
        else:
            _warn(session, actor, deal, stage_name, deal.stage_due_at)
            acted.append((deal, deal.stage_due_at))
    await stage_time_queries.set_alarms(session, acted)
    return len(rows)


def _warn(session: AsyncSession, actor: Actor, deal: Deal, stage_name: str, due_at: datetime) -> None:
    warned = DealStageWarned(**records.facts(deal), stage_name=stage_name, due_at=due_at)
    events.publish(session, actor, warned)
    _notify(session, actor, deal.owner_id, WARNING, deal, {"stage": stage_name, "due_at": due_at})


def _notify(
    session: AsyncSession, actor: Actor, user_id: UUID, kind: str, deal: Deal, data: dict[str, Any]
) -> None:
    about = SubjectRef(type="deal", id=deal.id)
    told = {key: value.isoformat() if isinstance(value, datetime) else value for key, value in data.items()}
    notifications.notify(session, actor, user_id, kind, subject=about, data={"title": deal.title, **told})


async def act(session: AsyncSession, actor: Actor, deal_id: UUID, due_at: datetime) -> None:
    """Do what a stage wants done with a deal whose time is over, unless it has gone on or got more time meanwhile."""
    deal = await queries.lock(session, actor, deal_id)
    if deal is None or deal.status != Semantics.OPEN or deal.stage_due_at != due_at:
        return
    stages = await gate.load_stages(session, actor, deal.pipeline_id)
    stage = gate.stage_of(stages, deal.stage_id)
    if stage.time_limit is None:
        return
    owner_id, before, moment = deal.owner_id, records.facts(deal), now()
    supervisors = await actors.supervisors(session, actor.workspace_id, owner_id, DealPermission.OVERRIDE)
    refused = await _do(session, actor, deal, stages, stage.time_limit, supervisors)
    action = stage.time_limit.action
    overdue = DealStageOverdue(
        **before,
        stage_name=stage.name,
        due_at=due_at,
        told=supervisors if stage.time_limit.escalate else [],
        action=action.kind if action else None,
        refused=refused,
    )
    events.publish(session, actor, overdue, at=moment)
    data = {"stage": stage.name, "due_at": due_at, "action": overdue.action, "refused": refused}
    for user_id in dict.fromkeys([owner_id, *overdue.told]):
        _notify(session, actor, user_id, OVERDUE, deal, {**data, "owner_id": str(owner_id)})
    await session.flush()


async def _do(
    session: AsyncSession,
    actor: Actor,
    deal: Deal,
    stages: list[StageView],
    limit: TimeLimit,
    supervisors: list[UUID],
) -> str | None:
    """Carry out a stage's action as anybody's command; returns the code of what refused it."""
    action = limit.action
    if action is None:
        return None
    try:
        match action.kind:
            case Consequence.TASK:
                await _plan(session, actor, deal, action)
            case Consequence.REASSIGN:
                await _reassign(session, actor, deal, action, supervisors)
            case Consequence.LOSE:
                await _lose(session, actor, deal, stages, action)
    except AppError as refusal:
        return refusal.code
    return None


async def _plan(session: AsyncSession, actor: Actor, deal: Deal, action: OverdueAction) -> None:
    calendar = await working_hours.calendar(session, actor.workspace_id)
    due_at = calendar.after(now(), timedelta(hours=action.in_hours or 1))
    wish = NextTaskInput(
        kind=TaskKind(action.task_kind or TaskKind.TODO), title=action.title or "", due_at=due_at
    )
    new = tasks.next_step(
        wish,
        assignee_id=deal.owner_id,
        client_id=deal.client_id,
        deal_id=deal.id,
        origin=TaskOrigin.STAGE,
    )
    tasks.add(session, actor, new)


async def _reassign(
    session: AsyncSession, actor: Actor, deal: Deal, action: OverdueAction, supervisors: list[UUID]
) -> None:
    taker = action.user_id or next(iter(supervisors), None)
    if taker is None:
        raise NotFoundError
    if taker != deal.owner_id:
        await changing.change(session, actor, deal.id, deal.version, DealChange(owner_id=taker))


async def _lose(
    session: AsyncSession, actor: Actor, deal: Deal, stages: list[StageView], action: OverdueAction
) -> None:
    lost = next(stage for stage in staying(stages) if stage.semantics is Semantics.LOST)
    wish = MoveInput(stage_id=lost.id, loss_reason_id=action.loss_reason_id)
    await moving.move(session, actor, deal.id, deal.version, wish)


async def renew(
    session: AsyncSession, actor: Actor, stage_id: UUID | None, after: UUID | None, *, again: bool
) -> None:
    """Set the moments of a slice of open deals anew, after a limit or the calendar was changed, then of the next.

    Args:
        session: the job's transaction.
        actor: the workspace's background work.
        stage_id: only deals in this stage; all when None.
        after: the last deal of the slice before.
        again: whether all is gone through once more a little later, for the sake of slower transactions.
    """
    calendar, present = await working_hours.calendar(session, actor.workspace_id), now()
    rows = await stage_time_queries.lock_standing(
        session, actor.workspace_id, stage_id, after, RENEWED_AT_ONCE
    )
    wanted = []
    for deal, stored in rows:
        old = Moments(deal.stage_warn_at, deal.stage_due_at, deal.stage_alarm_at)
        new = renewed(old, moments(calendar, deal.stage_entered_at, limit_of(stored)), present)
        if new != old:
            wanted.append((deal, new))
    await stage_time_queries.set_moments(session, wanted)
    following: dict[str, Any] = {"stage_id": str(stage_id) if stage_id else None, "again": again}
    if len(rows) == RENEWED_AT_ONCE:
        enqueue(session, RENEW_JOB, {**following, "after": str(rows[-1][0].id)})
    elif again:
        enqueue(
            session, RENEW_JOB, {**following, "again": False, "after": None}, run_at=present + AGAIN_AFTER
        )
