"""Changing a pipeline with deals in it: stages go, and each of their deals stands where the change says.

Few deals move at once. Many move in the background, slice by slice: meanwhile the stages name their successors, nothing
enters them any more, and the pipeline can't be changed. How far it is stands with the pipeline, so that whoever goes on
after a killed worker begins where the last slice ended.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor, ActorKind
from app.core.clock import now
from app.core.db import leave_to_relay
from app.core.errors import FieldError, InvalidRequestError
from app.core.http import check_version
from app.core.ids import uuid7
from app.core.jobs import enqueue_once
from app.domains.deals import pipeline_queries
from app.domains.deals.events import DealRestaged
from app.domains.deals.models import Deal, Pipeline, Stage
from app.domains.deals.permissions import DealPermission
from app.domains.deals.pipeline_schemas import LackingDeal, RestageInput, RestageOut
from app.domains.deals.rules import contract
from app.domains.deals.rules.contract import Requirement
from app.domains.deals.rules.stages import Semantics, StageView, enforced
from app.domains.deals.service import entering, gate, pipelines, records
from app.domains.deals.service import facts as deal_facts

JOB = "deals.restage"
AT_ONCE = 500
"""So many deals move in one transaction."""
MOST_EXAMINED = 5000
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
    demanded here. Closed deals keep the facts of their end as they were. More than `AT_ONCE` deals move in the
    background.

    Raises:
        NotFoundError: no such pipeline.
        PipelineRestagingError: it is being changed so already.
        VersionConflictError: changed meanwhile.
        InvalidRequestError: a mapping from or to what isn't there, to what goes itself, or to another kind of stage.
    """
    pipeline = await pipelines.lock(session, actor, pipeline_id)
    check_version(pipeline.version, based_on)
    present = await pipeline_queries.stages_to_change(session, actor, pipeline_id)
    _check(wish.mapping, present)
    total = await pipeline_queries.count_deals_in(session, actor, list(wish.mapping))
    if not wish.dry_run and total > AT_ONCE:
        await _begin(session, actor, pipeline, present, wish.mapping, total)
        return RestageOut(moved=total, examined=0, is_going=True, lacking_count=0, lacking=[])
    most = MOST_EXAMINED if wish.dry_run else None
    places = await _places(session, actor, pipeline_id, wish.mapping, most)
    if not wish.dry_run:
        await _put_all(session, actor, pipeline_id, places)
        await _take_out(session, actor, pipeline, present, wish.mapping)
    return _summed(actor, places, max(total, len(places)))


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


# --- in the background -----------------------------------------------------------------------------------------------


async def _begin(
    session: AsyncSession,
    actor: Actor,
    pipeline: Pipeline,
    present: Sequence[Stage],
    mapping: Mapping[UUID, UUID],
    total: int,
) -> None:
    for row in present:
        row.successor_id = mapping.get(row.id)
    ordered_by = {
        "kind": actor.kind,
        "id": str(actor.user_id or actor.credential_id or ""),
        "name": actor.name,
    }
    pipeline.restaging = {"id": str(uuid7()), "by": ordered_by, "total": total, "done": 0}
    await session.flush()
    await _follow(session, pipeline)


async def _follow(session: AsyncSession, pipeline: Pipeline) -> None:
    """See to it that the next slice is done; of one slice there is one job, however often it is asked for."""
    at = pipeline.restaging or {}
    args = {"pipeline_id": str(pipeline.id)}
    await enqueue_once(session, JOB, args, key=f"{at['id']}:{at['done']}")


async def go_on(session: AsyncSession, actor: Actor, pipeline_id: UUID) -> None:
    """Move the next slice of deals out of the stages that go; where none stands any more, take these out.

    Raises:
        StageInUseError: a deal came in with a transaction that had begun before the change; tried again, it moves too.
    """
    pipeline = await pipeline_queries.lock(session, actor, pipeline_id)
    if pipeline is None or pipeline.restaging is None:
        return
    by = _orderer(actor, pipeline.restaging["by"])
    present = await pipeline_queries.stages_to_change(session, by, pipeline_id)
    mapping = {row.id: row.successor_id for row in present if row.successor_id is not None}
    places = await _places(session, by, pipeline_id, mapping, AT_ONCE)
    if places:
        await _put_all(session, by, pipeline_id, places)
        done = pipeline.restaging["done"] + len(places)
        total = max(pipeline.restaging["total"], done)
        pipeline.restaging = {**pipeline.restaging, "done": done, "total": total}
        await session.flush()
        await _follow(session, pipeline)
    else:
        pipeline.restaging = None
        await _take_out(session, by, pipeline, present, mapping)


def _orderer(actor: Actor, by: Mapping[str, Any]) -> Actor:
    """Return whoever ordered the change, named as then: it was allowed then, and is carried out whoever leaves since."""
    kind = ActorKind(by["kind"])
    user_id = UUID(by["id"]) if kind is ActorKind.USER else None
    credential_id = UUID(by["id"]) if kind is ActorKind.API_KEY else None
    return Actor(kind, actor.workspace_id, user_id, by["name"], credential_id=credential_id)


async def look_round(session: AsyncSession, actor: Actor) -> None:
    """Go on with every change of which the next slice was given up."""
    for pipeline_id in await pipeline_queries.restaged_now(session, actor):
        pipeline = await pipeline_queries.lock(session, actor, pipeline_id)
        if pipeline is not None and pipeline.restaging is not None:
            await _follow(session, pipeline)


# --- each slice ------------------------------------------------------------------------------------------------------


async def _places(
    session: AsyncSession, actor: Actor, pipeline_id: UUID, mapping: Mapping[UUID, UUID], most: int | None
) -> list[_Place]:
    deals = await pipeline_queries.lock_deals_in(session, actor, list(mapping), most)
    stages = await gate.load_stages(session, actor, pipeline_id)
    kept = [stage for stage in stages if stage.id not in mapping]
    return [await _place(session, actor, deal, kept, mapping) for deal in deals]


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


async def _put_all(session: AsyncSession, actor: Actor, pipeline_id: UUID, places: Sequence[_Place]) -> None:
    stages = await gate.load_stages(session, actor, pipeline_id)
    for place in places:
        await _put(session, actor, place, gate.stage_of(stages, place.deal.stage_id))
    await session.flush()
    leave_to_relay(session)


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


async def _take_out(
    session: AsyncSession,
    actor: Actor,
    pipeline: Pipeline,
    present: Sequence[Stage],
    mapping: Mapping[UUID, UUID],
) -> None:
    names = {row.id: row.name for row in present}
    told: records.Changes = {f"stage {names[old]}": (names[old], names[new]) for old, new in mapping.items()}
    await pipelines.take_out(session, present, mapping)
    await pipelines.finish(session, actor, pipeline, told)


def _summed(actor: Actor, places: Sequence[_Place], total: int) -> RestageOut:
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
    return RestageOut(
        moved=total,
        examined=len(places),
        is_going=False,
        lacking_count=len(lacking),
        lacking=shown,
    )
