"""Every SELECT of pipelines, stages and loss reasons."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Update, and_, bindparam, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor, Scope, Viewer, visible
from app.core.orm import among
from app.core.prepared import Prepared
from app.domains.deals.models import Deal, DealStageFact, LossReason, Pipeline, Stage

_ANYBODY = Viewer(Scope.ALL)
_PIPELINE = (
    Pipeline.id,
    Pipeline.name,
    Pipeline.position,
    Pipeline.next_step_mode,
    Pipeline.second_deal,
    Pipeline.restaging,
    Pipeline.version,
)
_STAGE = (
    Stage.id,
    Stage.pipeline_id,
    Stage.name,
    Stage.position,
    Stage.semantics,
    Stage.color,
    Stage.hint,
    Stage.probability,
    Stage.required_fields,
    Stage.required_when,
    Stage.checklist,
    Stage.next_stage_ids,
    Stage.first_task,
    Stage.time_limit,
    Stage.successor_id,
    Stage.version,
)
_REASON = (
    LossReason.id,
    LossReason.pipeline_id,
    LossReason.parent_id,
    LossReason.name,
    LossReason.position,
    LossReason.return_after_days,
)


async def _rows(session: AsyncSession, statement: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def pipelines(
    session: AsyncSession, actor: Actor, pipeline_id: UUID | None = None
) -> list[dict[str, Any]]:
    """Return the workspace's pipelines, or one of them, with their stages and loss reasons."""

    def only(column: Any) -> tuple[Any, ...]:
        return () if pipeline_id is None else (column == pipeline_id,)

    pipelines_ = select(*_PIPELINE).where(Pipeline.workspace_id == actor.workspace_id, *only(Pipeline.id))
    stages_ = select(*_STAGE).where(Stage.workspace_id == actor.workspace_id, *only(Stage.pipeline_id))
    reasons = select(*_REASON).where(
        LossReason.workspace_id == actor.workspace_id, LossReason.is_active, *only(LossReason.pipeline_id)
    )
    found = await _rows(session, pipelines_.order_by(Pipeline.position, Pipeline.id))
    stages_of = await _rows(session, stages_.order_by(Stage.position, Stage.id))
    reasons_of = await _rows(session, reasons.order_by(LossReason.position, LossReason.id))
    for pipeline in found:
        pipeline["stages"] = [row for row in stages_of if row["pipeline_id"] == pipeline["id"]]
        pipeline["loss_reasons"] = [row for row in reasons_of if row["pipeline_id"] == pipeline["id"]]
    return found


async def exists_in(session: AsyncSession, actor: Actor, pipeline_id: UUID) -> bool:
    """Tell whether the workspace has a pipeline."""
    found = exists().where(Pipeline.workspace_id == actor.workspace_id, Pipeline.id == pipeline_id)
    return bool((await session.execute(select(found))).scalar())


async def known(session: AsyncSession, workspace_id: UUID, ids: Collection[UUID]) -> set[UUID]:
    """Return those of the pipelines that exist."""
    statement = select(Pipeline.id).where(Pipeline.workspace_id == workspace_id, among(Pipeline.id, ids))
    return set((await session.execute(statement)).scalars())


async def stages(session: AsyncSession, actor: Actor, pipeline_id: UUID) -> list[dict[str, Any]]:
    """Return a pipeline's stages in their order."""
    return await _STAGES.rows(session, {**actor.parameters, "pipeline": pipeline_id})


async def stage(session: AsyncSession, actor: Actor, stage_id: UUID) -> dict[str, Any] | None:
    """Return a stage of whichever pipeline."""
    statement = select(*_STAGE).where(Stage.workspace_id == actor.workspace_id, Stage.id == stage_id)
    found = await _rows(session, statement)
    return found[0] if found else None


def _stages() -> Select[Any]:
    reach = visible(_ANYBODY, "", Stage.workspace_id, None)
    statement = select(*_STAGE).where(reach, Stage.pipeline_id == bindparam("pipeline"))
    return statement.order_by(Stage.position, Stage.id)


_STAGES = Prepared(_stages)


async def contracts(session: AsyncSession, workspace_id: UUID) -> list[dict[str, Any]]:
    """Return what all stages of the workspace demand, as the transaction first saw it."""
    row = await _CONTRACTS.recalled(session, {"actor_workspace": workspace_id})
    return list(row["contracts"] or []) if row else []


def _contracts() -> Select[Any]:
    contract = func.jsonb_build_object("fields", Stage.required_fields, "when", Stage.required_when)
    reach = visible(_ANYBODY, "", Stage.workspace_id, None)
    return select(func.jsonb_agg(contract).label("contracts")).where(
        reach, (Stage.required_fields != []) | (Stage.required_when != {})
    )


_CONTRACTS = Prepared(_contracts)


async def stages_to_change(session: AsyncSession, actor: Actor, pipeline_id: UUID) -> Sequence[Stage]:
    """Return a pipeline's stages, locked; the pipeline is locked before."""
    statement = (
        select(Stage)
        .where(Stage.workspace_id == actor.workspace_id, Stage.pipeline_id == pipeline_id)
        .order_by(Stage.position, Stage.id)
        .with_for_update(key_share=True)
    )
    return (await session.execute(statement)).scalars().all()


async def lock(session: AsyncSession, actor: Actor, pipeline_id: UUID) -> Pipeline | None:
    """Return a pipeline, locked for the rest of the transaction."""
    statement = select(Pipeline).where(
        Pipeline.workspace_id == actor.workspace_id, Pipeline.id == pipeline_id
    )
    return (await session.execute(statement.with_for_update(key_share=True))).scalar_one_or_none()


async def last_position(session: AsyncSession, actor: Actor) -> int:
    """Return the position of the last pipeline, 0 without any."""
    statement = select(func.coalesce(func.max(Pipeline.position), 0)).where(
        Pipeline.workspace_id == actor.workspace_id
    )
    return int((await session.execute(statement)).scalar_one())


async def loss_reasons(session: AsyncSession, actor: Actor, pipeline_id: UUID) -> Sequence[LossReason]:
    """Return a pipeline's loss reasons, to change them; the pipeline is locked before."""
    statement = (
        select(LossReason)
        .where(
            LossReason.workspace_id == actor.workspace_id,
            LossReason.pipeline_id == pipeline_id,
            LossReason.is_active,
        )
        .order_by(LossReason.position, LossReason.id)
    )
    return (await session.execute(statement)).scalars().all()


async def loss_reason(
    session: AsyncSession, actor: Actor, pipeline_id: UUID, reason_id: UUID
) -> LossReason | None:
    """Return a loss reason that can be named now."""
    statement = select(LossReason).where(
        LossReason.workspace_id == actor.workspace_id,
        LossReason.pipeline_id == pipeline_id,
        LossReason.id == reason_id,
        LossReason.is_active,
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def has_narrower(session: AsyncSession, actor: Actor, reason_id: UUID) -> bool:
    """Tell whether a loss reason is only the heading of narrower ones."""
    found = exists().where(
        LossReason.workspace_id == actor.workspace_id,
        LossReason.parent_id == reason_id,
        LossReason.is_active,
    )
    return bool((await session.execute(select(found))).scalar())


async def next_step_mode(session: AsyncSession, actor: Actor, pipeline_id: UUID) -> str:
    """Return how much a pipeline insists on next steps."""
    return str((await _rules(session, actor, pipeline_id))["next_step_mode"])


async def second_deal_rule(session: AsyncSession, actor: Actor, pipeline_id: UUID) -> str:
    """Return whether a client may have a second open deal in a pipeline."""
    return str((await _rules(session, actor, pipeline_id))["second_deal"])


async def _rules(session: AsyncSession, actor: Actor, pipeline_id: UUID) -> dict[str, Any]:
    values = {"actor_workspace": actor.workspace_id, "pipeline": pipeline_id}
    found = await _RULES.recalled(session, values)
    return found or {"next_step_mode": "strict", "second_deal": "allow"}


def _select_rules() -> Any:
    reach = visible(_ANYBODY, "", Pipeline.workspace_id, None)
    return select(Pipeline.next_step_mode, Pipeline.second_deal).where(
        reach, Pipeline.id == bindparam("pipeline")
    )


_RULES = Prepared(_select_rules)


async def end_stay(session: AsyncSession, actor: Actor, deal_id: UUID, at: datetime) -> None:
    """Record that a deal leaves the stage where it stands; the deal is locked before."""
    await _END_STAY.rows(session, {**actor.parameters, "deal": deal_id, "at": at})


def _end_stay() -> Update:
    reach = visible(_ANYBODY, "", DealStageFact.workspace_id, None)
    stay = and_(reach, DealStageFact.deal_id == bindparam("deal"), DealStageFact.left_at.is_(None))
    return update(DealStageFact).where(stay).values(left_at=bindparam("at"))


_END_STAY = Prepared(_end_stay)


async def is_occupied(session: AsyncSession, actor: Actor, stage_id: UUID) -> bool:
    """Tell whether deals stand in a stage, whoever they belong to."""
    found = exists().where(Deal.workspace_id == actor.workspace_id, Deal.stage_id == stage_id)
    return bool((await session.execute(select(found))).scalar())


async def count_deals_in(session: AsyncSession, actor: Actor, stage_ids: Collection[UUID]) -> int:
    """Return how many deals stand in some stages, whoever they belong to."""
    statement = select(func.count()).where(
        Deal.workspace_id == actor.workspace_id, among(Deal.stage_id, stage_ids)
    )
    return int((await session.execute(statement)).scalar_one())


async def restaged_now(session: AsyncSession, actor: Actor) -> Sequence[UUID]:
    """Return the pipelines of which stages are being taken out."""
    statement = select(Pipeline.id).where(
        Pipeline.workspace_id == actor.workspace_id, Pipeline.restaging.is_not(None)
    )
    return (await session.execute(statement)).scalars().all()


async def lock_deals_in(
    session: AsyncSession, actor: Actor, stage_ids: Collection[UUID], most: int | None
) -> Sequence[Deal]:
    """Return deals that stand in some stages, whoever they belong to, locked in their order."""
    statement = select(Deal).where(Deal.workspace_id == actor.workspace_id, among(Deal.stage_id, stage_ids))
    locking = statement.order_by(Deal.id).limit(most).with_for_update(key_share=True)
    return (await session.execute(locking)).scalars().all()
