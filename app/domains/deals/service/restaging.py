"""Changing a pipeline with deals in it: stages go, and each of their deals stands where the change says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor
from app.core.clock import now
from app.core.db import leave_to_relay
from app.core.errors import FieldError, InvalidRequestError
from app.core.http import check_version
from app.domains.deals import pipeline_queries
from app.domains.deals.errors import TooManyDealsError
from app.domains.deals.events import DealRestaged
from app.domains.deals.models import Deal, Stage
from app.domains.deals.permissions import DealPermission
from app.domains.deals.pipeline_schemas import LackingDeal, RestageInput, RestageOut
from app.domains.deals.rules import contract
from app.domains.deals.rules.contract import Requirement
from app.domains.deals.rules.stages import Semantics, StageView, enforced
from app.domains.deals.service import entering, gate, pipelines, records
from app.domains.deals.service import facts as deal_facts

MOST_DEALS = 5000
MOST_SHOWN = 200
RESTAGED, INCOMPLETE = "restaged", "incomplete"


@dataclass(frozen=True, slots=True)
class _Place:
    """A deal, and the stage that it is given instead of its own."""

    deal: Deal
    target: StageView
    missing: Sequence[Requirement]


async def restage(
    session: AsyncSession, actor: Actor, pipeline_id: UUID, based_on: int, wish: RestageInput
) -> RestageOut:
    """Take stages out of a pipeline and put their deals where the mapping says; `dry_run` only tells what would be.

    The former stay is kept and ends; the new one says that the pipeline was changed, and whether the deal lacks what is
    demanded here. Closed deals keep the facts of their end as they were.

    Raises:
        NotFoundError: no such pipeline.
        VersionConflictError: changed meanwhile.
        InvalidRequestError: a mapping from or to what isn't there, to what goes itself, or to another kind of stage.
        TooManyDealsError: more deals than one command moves.
    """
    pipeline = await pipelines.lock(session, actor, pipeline_id)
    check_version(pipeline.version, based_on)
    present = await pipeline_queries.stages_to_change(session, actor, pipeline_id)
    _check(wish.mapping, present)
    deals = await pipeline_queries.lock_deals_in(session, actor, list(wish.mapping), MOST_DEALS + 1)
    if len(deals) > MOST_DEALS:
        raise TooManyDealsError(params={"most": MOST_DEALS})
    stages = await gate.load_stages(session, actor, pipeline_id)
    kept = [stage for stage in stages if stage.id not in wish.mapping]
    places = [await _place(session, actor, deal, kept, wish.mapping) for deal in deals]
    if not wish.dry_run:
        for place in places:
            await _put(session, actor, place, gate.stage_of(stages, place.deal.stage_id))
        await session.flush()
        leave_to_relay(session)
        await pipelines.take_out(session, present, wish.mapping)
        await pipelines.finish(session, actor, pipeline, _told(wish.mapping, present))
    return _summed(actor, places)


def _check(mapping: Mapping[UUID, UUID], present: Sequence[Stage]) -> None:
    by_id = {row.id: row for row in present}
    wrong = []
    for old, new in mapping.items():
        if old not in by_id or new not in by_id or new in mapping:
            wrong.append(
                FieldError(pointer=f"/mapping/{old}", code="not_found", detail="no such stage stays")
            )
        elif by_id[old].semantics != by_id[new].semantics:
            detail = "open deals stay open, won ones won, lost ones lost"
            wrong.append(FieldError(pointer=f"/mapping/{old}", code="other_kind_of_stage", detail=detail))
    if wrong:
        raise InvalidRequestError(errors=wrong)


async def _place(
    session: AsyncSession,
    actor: Actor,
    deal: Deal,
    kept: Sequence[StageView],
    mapping: Mapping[UUID, UUID],
) -> _Place:
    target = gate.stage_of(kept, mapping[deal.stage_id])
    if deal.status != Semantics.OPEN:
        return _Place(deal, target, ())
    demanding = enforced(kept, target)
    has = await deal_facts.gathered(session, actor, deal, demanding)
    return _Place(deal, target, contract.missing(demanding, has))


async def _put(session: AsyncSession, actor: Actor, place: _Place, left: StageView) -> None:
    deal, target, moment = place.deal, place.target, now()
    kinds = [RESTAGED, *([INCOMPLETE] if place.missing else [])]
    seconds = max(int((moment - deal.stage_entered_at).total_seconds()), 0)
    deal.stage_id = target.id
    deal.touch()
    if deal.status == Semantics.OPEN:
        await pipeline_queries.end_stay(session, actor, deal.id, moment)
        deal.stage_entered_at = moment
        await entering.enter(
            session, deal, target, moment, records.Excepted(tuple(kinds), left.name, actor.name)
        )
    event = DealRestaged(
        **records.facts(deal),
        from_stage_id=left.id,
        from_stage_name=left.name,
        to_stage_id=target.id,
        to_stage_name=target.name,
        semantics=target.semantics,
        seconds_in_stage=seconds,
        changes={},
        exceptions=kinds,
        exception_reason=left.name,
        missing=[item.key for item in place.missing],
    )
    events.publish(session, actor, event, at=moment)


def _told(mapping: Mapping[UUID, UUID], present: Sequence[Stage]) -> records.Changes:
    names = {row.id: row.name for row in present}
    return {f"stage {names[old]}": (names[old], names[new]) for old, new in mapping.items()}


def _summed(actor: Actor, places: Sequence[_Place]) -> RestageOut:
    lacking = [place for place in places if place.missing]
    seen = [place for place in lacking if actor.reaches(DealPermission.READ, place.deal.owner_id)]
    shown = [
        LackingDeal(
            id=place.deal.id,
            title=place.deal.title,
            stage_id=place.target.id,
            missing=[item.label for item in place.missing],
        )
        for place in seen[:MOST_SHOWN]
    ]
    return RestageOut(moved=len(places), lacking_count=len(lacking), lacking=shown)
