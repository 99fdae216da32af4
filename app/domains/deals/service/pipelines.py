"""Configuring pipelines: their stages, what these demand, and the loss reasons."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor
from app.core.errors import FieldError, InvalidRequestError, NotFoundError
from app.core.http import check_version
from app.core.ids import uuid7
from app.core.jobs import enqueue
from app.domains.deals import pipeline_queries, queries
from app.domains.deals.errors import (
    LossReasonNeededError,
    PipelineRestagingError,
    StageInUseError,
    StageNeededError,
)
from app.domains.deals.events import PipelineChanged
from app.domains.deals.models import LossReason, Pipeline, Stage
from app.domains.deals.pipeline_schemas import (
    LossReasonChange,
    LossReasonInput,
    PipelineChange,
    PipelineInput,
    StageChange,
    StageInput,
)
from app.domains.deals.rules import layout
from app.domains.deals.rules.results import Template
from app.domains.deals.rules.stages import Semantics
from app.domains.deals.service import stage_contents, starter
from app.domains.deals.service.records import Changes
from app.domains.deals.service.stage_time import RENEW_JOB

_COLORS = {Semantics.OPEN: "blue", Semantics.WON: "green", Semantics.LOST: "red"}
_PROBABILITIES = {Semantics.OPEN: 50, Semantics.WON: 100, Semantics.LOST: 0}


async def get(session: AsyncSession, actor: Actor, pipeline_id: UUID) -> dict[str, Any]:
    """Return a pipeline with its stages and loss reasons; raises `NotFoundError`."""
    found = await pipeline_queries.pipelines(session, actor, pipeline_id)
    if not found:
        raise NotFoundError
    return found[0]


async def start(session: AsyncSession, actor: Actor, locale: str) -> None:
    """Give a new workspace its first pipeline, so that its first screen isn't empty."""
    words, usual = starter.words_of(locale), Template.USUAL
    await _make(session, actor, words.names[usual], starter.stages_of(usual, locale), words)


async def templates(session: AsyncSession, actor: Actor) -> list[dict[str, Any]]:
    """Return the pipelines to start from, in the caller's language."""
    locale = await queries.locale_of(session, actor)
    names = starter.words_of(locale).names
    return [
        {"key": key, "name": names[key], "stages": [stage.name for stage in starter.stages_of(key, locale)]}
        for key in Template
    ]


async def create(session: AsyncSession, actor: Actor, wish: PipelineInput) -> UUID:
    """Make a pipeline, with the template's stages unless some are given; returns its id.

    Raises:
        InvalidRequestError: among the given stages none is open, none won, or none lost.
    """
    locale = await queries.locale_of(session, actor)
    stages = wish.stages if wish.stages is not None else starter.stages_of(wish.template, locale)
    lacking = set(Semantics) - {stage.semantics for stage in stages}
    if lacking:
        detail = f"a pipeline needs stages of each kind; missing: {', '.join(sorted(lacking))}"
        raise InvalidRequestError(
            detail, errors=[FieldError(pointer="/stages", code="stage_needed", detail=detail)]
        )
    return await _make(session, actor, wish.name, stages, starter.words_of(locale))


async def _make(
    session: AsyncSession, actor: Actor, name: str, stages: Sequence[StageInput], words: starter.Words
) -> UUID:
    pipeline = Pipeline(
        workspace_id=actor.workspace_id,
        id=uuid7(),
        name=name,
        position=await pipeline_queries.last_position(session, actor) + 1,
        version=1,
    )
    session.add(pipeline)
    await session.flush()
    for number, wish in enumerate(stages):
        place = f"/stages/{number}"
        await stage_contents.check(session, actor, pipeline.id, wish, [], place, semantics=wish.semantics)
    rows = [_row(pipeline, wish) for wish in stages]
    _renumber(layout.arranged([(row.id, Semantics(row.semantics)) for row in rows]), rows)
    session.add_all(rows)
    session.add_all(
        LossReason(
            workspace_id=actor.workspace_id,
            id=uuid7(),
            pipeline_id=pipeline.id,
            name=reason,
            position=place,
            is_active=True,
        )
        for place, reason in enumerate(words.loss_reasons, start=1)
    )
    _tell(session, actor, pipeline, {"name": (None, name)})
    await session.flush()
    return pipeline.id


def _row(pipeline: Pipeline, wish: StageInput) -> Stage:
    probability = _PROBABILITIES[wish.semantics] if wish.probability is None else wish.probability
    return Stage(
        workspace_id=pipeline.workspace_id,
        id=uuid7(),
        pipeline_id=pipeline.id,
        name=wish.name,
        position=0,
        semantics=wish.semantics,
        color=wish.color or _COLORS[wish.semantics],
        hint=wish.hint or None,
        probability=probability,
        required_fields=stage_contents.keys(wish),
        required_when=stage_contents.conditions(wish),
        checklist=stage_contents.checklist(wish.checklist, []),
        next_stage_ids=[str(one) for one in wish.next_stage_ids],
        first_task=stage_contents.first_task(wish),
        time_limit=stage_contents.time_limit(wish),
        version=1,
    )


def _renumber(order: Sequence[UUID], rows: Sequence[Stage]) -> None:
    places = {stage_id: place for place, stage_id in enumerate(order, start=1)}
    for row in rows:
        row.position = places[row.id]


def _tell(session: AsyncSession, actor: Actor, pipeline: Pipeline, changes: Changes) -> None:
    event = PipelineChanged(pipeline_id=pipeline.id, name=pipeline.name, changes=changes)
    events.publish(session, actor, event)


async def lock(session: AsyncSession, actor: Actor, pipeline_id: UUID) -> Pipeline:
    """Return a pipeline, locked to be changed.

    Raises:
        NotFoundError: no such pipeline.
        PipelineRestagingError: stages of it are being taken out in the background.
    """
    pipeline = await pipeline_queries.lock(session, actor, pipeline_id)
    if pipeline is None:
        raise NotFoundError
    if pipeline.restaging is not None:
        raise PipelineRestagingError(params={name: pipeline.restaging[name] for name in ("done", "total")})
    return pipeline


async def finish(session: AsyncSession, actor: Actor, pipeline: Pipeline, changes: Changes) -> None:
    """Put down what was changed of a pipeline."""
    if changes:
        pipeline.touch()
        _tell(session, actor, pipeline, changes)
    await session.flush()


async def change(
    session: AsyncSession, actor: Actor, pipeline_id: UUID, based_on: int, wish: PipelineChange
) -> None:
    """Rename a pipeline or put it elsewhere in the list; raises `NotFoundError`, `VersionConflictError`."""
    pipeline = await lock(session, actor, pipeline_id)
    check_version(pipeline.version, based_on)
    await finish(session, actor, pipeline, _assign(pipeline, wish.model_dump(exclude_unset=True)))


def _assign(record: Any, wanted: dict[str, Any]) -> Changes:
    changes: Changes = {}
    for field, value in wanted.items():
        old = getattr(record, field)
        if old != value:
            setattr(record, field, value)
            changes[field] = (old, value)
    return changes


# --- stages ----------------------------------------------------------------------------------------------------------


async def add_stage(session: AsyncSession, actor: Actor, pipeline_id: UUID, wish: StageInput) -> Stage:
    """Add a stage.

    Raises:
        NotFoundError: no such pipeline.
        InvalidRequestError: it would demand fields that there aren't, or let deals go where there is no stage.
    """
    pipeline = await lock(session, actor, pipeline_id)
    present = list(await pipeline_queries.stages_to_change(session, actor, pipeline_id))
    await stage_contents.check(session, actor, pipeline_id, wish, present, semantics=wish.semantics)
    stage = _row(pipeline, wish)
    _place(stage, wish.position, present)
    session.add(stage)
    await finish(session, actor, pipeline, {f"stage {stage.name}": (None, stage.name)})
    return stage


def _place(stage: Stage, wanted: int | None, others: Sequence[Stage]) -> None:
    order = layout.arranged([(row.id, Semantics(row.semantics)) for row in others])
    kinds = {row.id: Semantics(row.semantics) for row in [*others, stage]}
    _renumber(layout.placed(order, kinds, stage.id, wanted), [*others, stage])


async def change_stage(
    session: AsyncSession, actor: Actor, pipeline_id: UUID, stage_id: UUID, based_on: int, wish: StageChange
) -> Stage:
    """Change what a stage shows, demands, or where it stands.

    Deals that stand here stay; what is newly demanded is asked for by their next move.

    Raises:
        NotFoundError: no such stage.
        VersionConflictError: changed meanwhile.
        InvalidRequestError: as for `add_stage`.
    """
    pipeline = await lock(session, actor, pipeline_id)
    present = await pipeline_queries.stages_to_change(session, actor, pipeline_id)
    stage = next((row for row in present if row.id == stage_id), None)
    if stage is None:
        raise NotFoundError
    check_version(stage.version, based_on)
    others = [row for row in present if row is not stage]
    known = stage.required_fields
    await stage_contents.check(
        session, actor, pipeline_id, wish, others, semantics=stage.semantics, known=known
    )
    changes = _assign(stage, stage_contents.wanted(stage, wish))
    if wish.position is not None and wish.position != stage.position:
        old = stage.position
        _place(stage, wish.position, [row for row in present if row is not stage])
        changes["position"] = (old, stage.position)
    if changes:
        stage.touch()
    if "time_limit" in changes:
        enqueue(session, RENEW_JOB, {"stage_id": str(stage.id)})
    about = {f"stage {stage.name}: {field}": change for field, change in changes.items()}
    await finish(session, actor, pipeline, about)
    return stage


async def delete_stage(session: AsyncSession, actor: Actor, pipeline_id: UUID, stage_id: UUID) -> None:
    """Remove an empty stage.

    Raises:
        NotFoundError: no such stage.
        StageInUseError: deals stand in it, open or closed.
        StageNeededError: it is the last of its kind.
    """
    pipeline = await lock(session, actor, pipeline_id)
    present = await pipeline_queries.stages_to_change(session, actor, pipeline_id)
    stage = next((row for row in present if row.id == stage_id), None)
    if stage is None:
        raise NotFoundError
    if await pipeline_queries.is_occupied(session, actor, stage_id):
        raise StageInUseError
    others = [row for row in present if row is not stage]
    if stage.semantics not in {row.semantics for row in others}:
        raise StageNeededError(params={"semantics": stage.semantics})
    await take_out(session, present, {stage_id: None})
    await finish(session, actor, pipeline, {f"stage {stage.name}": (stage.name, None)})


async def take_out(session: AsyncSession, present: Sequence[Stage], gone: Mapping[UUID, UUID | None]) -> None:
    """Remove stages in which no deal stands any more.

    Args:
        session: the caller's write transaction.
        present: all stages of the pipeline, locked.
        gone: which go, each with the one that takes its place on the ways from others, if any.

    Raises:
        StageInUseError: a deal came in this very moment.
    """
    others = [row for row in present if row.id not in gone]
    _renumber(layout.arranged([(row.id, Semantics(row.semantics)) for row in others]), others)
    for row in others:
        ways = dict.fromkeys(gone.get(UUID(one), UUID(one)) for one in row.next_stage_ids)
        wanted = [str(one) for one in ways if one is not None and one != row.id]
        if wanted != row.next_stage_ids:
            row.next_stage_ids = wanted
            row.touch()
    try:
        for row in present:
            if row.id in gone:
                await session.delete(row)
        await session.flush()
    except IntegrityError as error:
        raise StageInUseError from error


# --- loss reasons ----------------------------------------------------------------------------------------------------


async def add_loss_reason(
    session: AsyncSession, actor: Actor, pipeline_id: UUID, wish: LossReasonInput
) -> LossReason:
    """Add a loss reason at the end, or the last of a wider one.

    Raises:
        NotFoundError: no such pipeline.
        InvalidRequestError: no such wider reason, or one that belongs to a wider one itself.
    """
    pipeline = await lock(session, actor, pipeline_id)
    present = await pipeline_queries.loss_reasons(session, actor, pipeline_id)
    wider = {row.id for row in present if row.parent_id is None}
    if wish.parent_id is not None and wish.parent_id not in wider:
        wrong = FieldError(pointer="/parent_id", code="not_found", detail="no such wider reason")
        raise InvalidRequestError(errors=[wrong])
    name = wish.name
    reason = LossReason(
        workspace_id=actor.workspace_id,
        id=uuid7(),
        pipeline_id=pipeline_id,
        parent_id=wish.parent_id,
        return_after_days=wish.return_after_days,
        name=name,
        position=max((row.position for row in present), default=0) + 1,
        is_active=True,
    )
    session.add(reason)
    await finish(session, actor, pipeline, {f"loss reason {name}": (None, name)})
    return reason


async def change_loss_reason(
    session: AsyncSession, actor: Actor, pipeline_id: UUID, reason_id: UUID, wish: LossReasonChange
) -> LossReason:
    """Reword a loss reason or put it elsewhere; raises `NotFoundError`."""
    pipeline = await lock(session, actor, pipeline_id)
    reason = await pipeline_queries.loss_reason(session, actor, pipeline_id, reason_id)
    if reason is None:
        raise NotFoundError
    changes = _assign(reason, wish.model_dump(exclude_unset=True))
    about = {f"loss reason {reason.name}: {field}": change for field, change in changes.items()}
    await finish(session, actor, pipeline, about)
    return reason


async def remove_loss_reason(session: AsyncSession, actor: Actor, pipeline_id: UUID, reason_id: UUID) -> None:
    """Take a loss reason off the list; deals lost for it keep it.

    Raises:
        NotFoundError: no such reason.
        LossReasonNeededError: it is the last one.
    """
    pipeline = await lock(session, actor, pipeline_id)
    present = await pipeline_queries.loss_reasons(session, actor, pipeline_id)
    reason = next((row for row in present if row.id == reason_id), None)
    if reason is None:
        raise NotFoundError
    narrower = [row for row in present if row.parent_id == reason_id]
    if len(present) == 1 + len(narrower):
        raise LossReasonNeededError
    for row in (reason, *narrower):
        row.is_active = False
    await finish(session, actor, pipeline, {f"loss reason {reason.name}": (reason.name, None)})
