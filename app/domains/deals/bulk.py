"""What can be done to many deals at once."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pydantic import Field
from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.errors import AppError, FieldError, InvalidRequestError
from app.core.schemas import Input, Line
from app.domains.deals import pipeline_queries, shaped_queries
from app.domains.deals.fields import SUBJECT
from app.domains.deals.permissions import DealPermission
from app.domains.deals.rules.stages import Semantics
from app.domains.deals.schemas import MoveException, MoveInput
from app.domains.deals.service import gate, many
from app.domains.deals.service.many import Result
from app.domains.deals.shaped_schemas import DealSelection
from app.domains.tasks.schemas import NO_STEP, NextTaskInput
from app.platform.bulk.actions import BulkAction, BulkSubject, Done, Outcome


class MoveParams(Input):
    """Where the deals go, and what all of them bring; what one lacks besides, it is asked for alone."""

    stage_id: UUID
    loss_reason_id: UUID | None = None
    exception: MoveException | None = None
    no_next_step_reason: Line | None = Field(default=None, description=NO_STEP)
    next_task: NextTaskInput | None = None


class OwnerParams(Input):
    """Whose the deals will be."""

    owner_id: UUID


async def select_ids(session: AsyncSession, actor: Actor, wish: DealSelection) -> Select[Any]:
    """Select the ids of the deals that a list of this question shows; raises `InvalidRequestError`."""
    return await shaped_queries.ids(session, actor, wish.shape(), pointer="/selection/filter")


async def _check_move(session: AsyncSession, actor: Actor, params: MoveParams) -> None:
    stage = await pipeline_queries.stage(session, actor, params.stage_id)
    if stage is None:
        raise _wrong("/params/stage_id", "not_found", "no such stage")
    if params.exception is not None and not actor.may(DealPermission.OVERRIDE):
        raise _wrong("/params/exception", "exception_not_allowed", "your role makes no exceptions")
    reasons = await pipeline_queries.loss_reasons(session, actor, stage["pipeline_id"])
    narrow = {row.id for row in reasons} - {row.parent_id for row in reasons}
    if stage["semantics"] == Semantics.LOST and params.loss_reason_id not in narrow:
        raise _wrong("/params/loss_reason_id", "required", "losing demands a reason of this pipeline")


async def _move(
    session: AsyncSession, actor: Actor, ids: Sequence[UUID], params: MoveParams
) -> list[Outcome]:
    stage = await pipeline_queries.stage(session, actor, params.stage_id)
    if stage is None:
        return [Outcome(one, error="not_found") for one in ids]
    wish = MoveInput(**params.model_dump(exclude_unset=True))
    return _outcomes(await many.move_many(session, actor, ids, stage["pipeline_id"], wish))


async def _check_owner(session: AsyncSession, actor: Actor, params: OwnerParams) -> None:
    try:
        await gate.check_owner(session, actor, params.owner_id)
    except AppError as error:
        raise _wrong("/params/owner_id", error.code, error.detail) from error


async def _assign(
    session: AsyncSession, actor: Actor, ids: Sequence[UUID], params: OwnerParams
) -> list[Outcome]:
    await gate.check_owner(session, actor, params.owner_id)
    return _outcomes(await many.give_many(session, actor, dict.fromkeys(ids, params.owner_id)))


async def _return(
    session: AsyncSession, actor: Actor, done: Sequence[Done], params: OwnerParams
) -> list[Outcome]:
    """Give back what is still the taker's."""
    owners = {one.record_id: UUID(one.before["owner_id"]) for one in done}
    return _outcomes(await many.give_many(session, actor, owners, from_owner=params.owner_id))


def _outcomes(results: Sequence[Result]) -> list[Outcome]:
    return [Outcome(one.deal_id, one.before, one.after, one.error, one.detail) for one in results]


def _wrong(pointer: str, code: str, detail: str) -> InvalidRequestError:
    return InvalidRequestError(detail, errors=[FieldError(pointer=pointer, code=code, detail=detail)])


BULK_SUBJECT = BulkSubject(SUBJECT, DealSelection, select_ids)
BULK_ACTIONS: Sequence[BulkAction] = (
    BulkAction("move", DealPermission.WRITE, MoveParams, _check_move, _move, None),
    BulkAction("assign_owner", DealPermission.WRITE, OwnerParams, _check_owner, _assign, _return),
)
