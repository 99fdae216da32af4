"""Moving deals: one command that brings what the stage demands, the loss reason, and the next step."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor
from app.core.clock import now
from app.core.errors import NotFoundError
from app.domains.deals import pipeline_queries, queries
from app.domains.deals.errors import (
    ExceptionNotAllowedError,
    MoveConflictError,
    StageBackwardError,
    StageSkippedError,
)
from app.domains.deals.events import DealLost, DealMoved, DealWon
from app.domains.deals.models import Deal, LossReason
from app.domains.deals.permissions import DealPermission
from app.domains.deals.rules import contract
from app.domains.deals.rules.stages import Semantics, StageView, Step, enforced, following_stages, step
from app.domains.deals.schemas import MoveInput
from app.domains.deals.service import (
    circle,
    completing,
    entering,
    first_steps,
    gate,
    next_step,
    offer,
    reading,
    records,
)
from app.domains.deals.service import facts as deal_facts
from app.domains.deals.service.offer import Offer
from app.domains.tasks import service as tasks
from app.domains.tasks.service import TaskOrigin

_POINTERS = {"loss_reason_id": "/loss_reason_id", "next_task": "/next_task"}


@dataclass(frozen=True, slots=True)
class _Passed:
    """What the gate found of a move that may be made."""

    reason: LossReason | None = None
    """Why the deal is being lost."""
    without: tuple[str, ...] = ()
    """What an exception lets it go on without."""
    waived: str | None = None
    """What was said in the place of a next step, where the pipeline takes it."""


@dataclass(frozen=True, slots=True)
class _Going:
    """A move that may be made: from where to where, and with what."""

    left: StageView
    target: StageView
    wish: MoveInput
    values: dict[str, Any]
    reason: LossReason | None
    exception: records.Excepted | None
    waived: str | None = None
    offer: Offer | None = None


async def move(session: AsyncSession, actor: Actor, deal_id: UUID, based_on: int, wish: MoveInput) -> Deal:
    """Move a deal on.

    Winning or losing closes it for good and calls off what was planned for it; a `next_task` that comes along is then
    planned for the client alone.

    Raises:
        NotFoundError: no such deal within reach, or no such stage or loss reason in its pipeline.
        MoveConflictError: somebody was faster; `params` tells how the deal stands now.
        DealClosedError, StageBackwardError, StageSkippedError, StageLeavingError: the way isn't open.
        StageRequirementsMissingError: everything that is missing, at once.
        ExceptionNotAllowedError: an exception is asked for by whoever may make none.
        InvalidRequestError: a value that doesn't fit its field.
    """
    deal = await records.locked(session, actor, deal_id)
    if deal.version != based_on:
        raise await _overtaken(session, actor, deal)
    await advance(session, actor, deal, wish)
    try:
        await session.flush()
    except IntegrityError as error:  # the stage or the reason was removed this very moment
        raise NotFoundError from error
    return deal


async def advance(session: AsyncSession, actor: Actor, deal: Deal, wish: MoveInput) -> None:
    """Move a deal that the caller has locked and read; raises as `move`, before anything but the client is changed."""
    records.require_open(deal)
    stages = await gate.load_stages(session, actor, deal.pipeline_id)
    target = gate.stage_of(stages, wish.stage_id)
    gate.require_staying(target)
    excepted = _excepted(actor, deal, wish)
    kinds = _check_way(stages, deal, target, excepted=excepted)
    values, comes = await offer.brought(session, actor, deal, wish.values)
    await circle.check_values(session, actor, values)
    passed = await _pass_gate(session, actor, deal, wish, values, enforced(stages, target), excepted=excepted)
    kinds += ["incomplete"] if passed.without else []
    exception = None
    if wish.exception is not None and kinds:
        exception = records.Excepted(tuple(kinds), wish.exception.reason, actor.name, passed.without)
    await completing.complete(session, actor, deal, values)
    await records.check_own(session, deal, values)
    left = gate.stage_of(stages, deal.stage_id)
    going = _Going(left, target, wish, values, passed.reason, exception, passed.waived, comes)
    await _go(session, actor, deal, going)


async def _overtaken(session: AsyncSession, actor: Actor, deal: Deal) -> MoveConflictError:
    present = await reading.written(session, actor, deal.id)
    summary = {"version": deal.version, "stage_id": str(deal.stage_id), "status": deal.status}
    return MoveConflictError(params={**summary, "deal": present.model_dump(mode="json")})


def _excepted(actor: Actor, deal: Deal, wish: MoveInput) -> bool:
    """Tell whether the process is to be overridden; raises `ExceptionNotAllowedError`."""
    if wish.exception is None:
        return False
    if not actor.reaches(DealPermission.OVERRIDE, deal.owner_id):
        raise ExceptionNotAllowedError
    return True


def _check_way(stages: list[StageView], deal: Deal, target: StageView, *, excepted: bool) -> list[str]:
    """Return from what the move would be excepted; without an exception it is refused instead."""
    way = step(stages, deal.stage_id, target)
    if excepted and way is not Step.ALLOWED and target.id != deal.stage_id:
        return [str(way)]
    match way:
        case Step.BACKWARD:
            raise StageBackwardError(params={"stage_id": str(deal.stage_id)})
        case Step.SKIPPED:
            ways = [s for s in following_stages(stages, deal.stage_id) if s.semantics is not Semantics.LOST]
            raise StageSkippedError(params={"next_stage_id": str(ways[0].id) if ways else None})
        case Step.ALLOWED:
            pass
    return []


async def _pass_gate(
    session: AsyncSession,
    actor: Actor,
    deal: Deal,
    wish: MoveInput,
    values: dict[str, Any],
    demanding: list[StageView],
    *,
    excepted: bool,
) -> _Passed:
    """Refuse with everything that is missing."""
    target = demanding[-1]
    gate.check_answers(demanding, wish.answers)
    has = await deal_facts.gathered(session, actor, deal, demanding)
    missing = contract.missing(demanding, deal_facts.brought(has, values, wish.answers))
    without = tuple(item.key for item in missing if item.code == "required") if excepted else ()
    missing = [item for item in missing if item.key not in without]
    reason = await _reason(session, actor, deal, wish) if target.semantics is Semantics.LOST else None
    if target.semantics is Semantics.LOST and reason is None:
        missing.append(contract.LOSS_REASON)
    verdict = next_step.Verdict()
    if target.semantics is Semantics.OPEN and not await _is_planned(session, actor, deal, wish, target):
        verdict = await next_step.asked(session, actor, deal, wish.no_next_step_reason)
        missing += verdict.missing
    gate.refuse(missing, _POINTERS)
    return _Passed(reason, without, verdict.waived)


async def _reason(session: AsyncSession, actor: Actor, deal: Deal, wish: MoveInput) -> LossReason | None:
    if wish.loss_reason_id is None:
        return None
    reason = await pipeline_queries.loss_reason(session, actor, deal.pipeline_id, wish.loss_reason_id)
    if reason is None:
        raise NotFoundError
    if await pipeline_queries.has_narrower(session, actor, reason.id):
        return None
    return reason


async def _is_planned(
    session: AsyncSession, actor: Actor, deal: Deal, wish: MoveInput, target: StageView
) -> bool:
    comes = wish.next_task is not None or target.first_task is not None
    return comes or await tasks.open_task_exists(session, actor, deal.id)


async def _go(session: AsyncSession, actor: Actor, deal: Deal, going: _Going) -> None:
    left, target = going.left, going.target
    moment = now()
    await pipeline_queries.end_stay(session, actor, deal.id, moment)
    changes = records.bring(deal, going.values, going.wish.answers)
    changes |= await circle.bring(session, deal, going.values)
    if going.offer is not None:
        changes |= await offer.put(session, deal, going.offer, await offer.present(session, deal))
    seconds = int((moment - deal.stage_entered_at).total_seconds())
    deal.stage_id, deal.stage_entered_at, deal.status = target.id, moment, target.semantics
    deal.touch()
    await entering.enter(session, deal, target, moment, going.exception)
    moved = DealMoved(
        **records.facts(deal),
        from_stage_id=left.id,
        from_stage_name=left.name,
        to_stage_id=target.id,
        to_stage_name=target.name,
        semantics=target.semantics,
        seconds_in_stage=max(seconds, 0),
        changes=changes,
        exceptions=list(going.exception.kinds) if going.exception else [],
        exception_reason=going.exception.reason if going.exception else None,
        missing=list(going.exception.missing) if going.exception else [],
    )
    events.publish(session, actor, moved, at=moment)
    if going.waived is not None:
        next_step.waive(session, actor, deal, going.waived)
    if target.semantics is not Semantics.OPEN:
        await _close(session, actor, deal, going, moment)
    first_steps.plan(session, actor, deal, going.wish.next_task, target, origin=TaskOrigin.STAGE)


async def _close(session: AsyncSession, actor: Actor, deal: Deal, going: _Going, moment: datetime) -> None:
    reason = going.reason
    deal.closed_at = moment
    if reason is None:
        events.publish(session, actor, DealWon(**records.facts(deal), closed_at=moment), at=moment)
    else:
        deal.loss_reason_id = reason.id
        deal.return_on = going.wish.return_on
        if "return_on" not in going.wish.model_fields_set and reason.return_after_days is not None:
            zone = ZoneInfo(await queries.time_zone(session, actor.workspace_id))
            deal.return_on = moment.astimezone(zone).date() + timedelta(days=reason.return_after_days)
        lost = DealLost(
            **records.facts(deal),
            closed_at=moment,
            loss_reason_id=reason.id,
            loss_reason=reason.name,
            return_on=deal.return_on,
        )
        events.publish(session, actor, lost, at=moment)
    await tasks.cancel_for_deal(session, actor, deal.id)
