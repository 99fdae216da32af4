"""Beginning bulk work, doing it slice by slice, and taking it back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import jobs
from app.core.auth import Actor
from app.core.clock import now
from app.core.errors import FieldError, ForbiddenError, InvalidRequestError, NotFoundError
from app.core.ids import uuid7
from app.platform.bulk import actions, queries
from app.platform.bulk.actions import BulkAction, Done, Outcome
from app.platform.bulk.errors import BulkStateError
from app.platform.bulk.models import BulkChange, BulkOperation
from app.platform.bulk.rules import GOING, BulkState, ChangeState, Command, allows
from app.platform.bulk.schemas import BulkInput, BulkOut
from app.platform.realtime.frames import Frame, me
from app.platform.realtime.publisher import say

STEP = "bulk.step"
PROGRESS = "bulk.progress"
"""The frame that tells a person how far her work is."""


async def start(session: AsyncSession, actor: Actor, wish: BulkInput) -> BulkOperation:
    """Write down what is to be done; the work itself is done in the background.

    Raises:
        InvalidRequestError: no such action, or parameters or a question that it doesn't take.
        ForbiddenError: the actor's role doesn't allow it, or it is a program.
    """
    subject = actions.subject_named(wish.subject)
    action = actions.action_named(wish.subject, wish.action)
    if actor.user_id is None or not actor.may(action.permission):
        raise ForbiddenError(params={"permission": action.permission})
    params = _read(action.params, wish.params, "/params")
    await action.check(session, actor, params)
    if wish.selection is not None:
        await subject.select(session, actor, _read(subject.selection, wish.selection, "/selection"))
    operation = BulkOperation(
        workspace_id=actor.workspace_id,
        id=uuid7(),
        subject=wish.subject,
        action=wish.action,
        params=params.model_dump(mode="json", by_alias=True),
        user_id=actor.user_id,
        selection=wish.selection,
        ids=wish.ids,
        total=len(set(wish.ids)) if wish.ids is not None else 0,
    )
    session.add(operation)
    await session.flush()
    _go_on(session, operation)
    return operation


def _read(model: Any, raw: Any, pointer: str) -> Any:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        found = [
            FieldError(
                pointer="/".join([pointer, *(str(part) for part in one["loc"] if not _is_tag(part))]),
                code=one["type"],
                detail=one["msg"],
            )
            for one in error.errors()
        ]
        raise InvalidRequestError(errors=found) from error


def _is_tag(part: int | str) -> bool:
    return isinstance(part, str) and part.startswith("{")


def _go_on(session: AsyncSession, operation: BulkOperation) -> None:
    jobs.enqueue(session, STEP, {"operation_id": str(operation.id)})


async def command(session: AsyncSession, actor: Actor, operation_id: UUID, wanted: Command) -> BulkOperation:
    """Pause, resume, cancel or take back; raises `NotFoundError`, `BulkStateError`."""
    operation = await queries.own(session, actor, operation_id, lock=True)
    if operation is None:
        raise NotFoundError
    one_way = (
        wanted is Command.UNDO and actions.action_named(operation.subject, operation.action).undo is None
    )
    if one_way or not allows(operation.state, wanted, is_undo=operation.is_undo):
        raise BulkStateError(params={"state": operation.state})
    match wanted:
        case Command.PAUSE:
            operation.state = BulkState.PAUSED
        case Command.CANCEL:
            operation.state, operation.finished_at = BulkState.CANCELLED, now()
        case Command.UNDO:
            operation.is_undo, operation.place = True, None
            operation.state = BulkState.RUNNING
            _go_on(session, operation)
        case Command.RESUME:
            was_begun = operation.is_undo or operation.place is not None
            operation.state = BulkState.RUNNING if was_begun else BulkState.QUEUED
            _go_on(session, operation)
    operation.touch()
    await session.flush()
    _tell(session, operation)
    return operation


async def step(session: AsyncSession, workspace_id: UUID, operation_id: UUID) -> None:
    """Do the next slice, and see to it that the rest follows."""
    operation = await queries.locked(session, workspace_id, operation_id)
    if operation is None or operation.state not in GOING:
        return
    actor = await actions.actor_for(session, workspace_id, operation.user_id)
    action = actions.action_named(operation.subject, operation.action)
    if actor is None or not actor.may(action.permission):
        _finish(operation, BulkState.FAILED)
    elif operation.state == BulkState.QUEUED:
        await _write_down(session, actor, operation)
    elif operation.is_undo:
        await _undo_slice(session, actor, action, operation)
    else:
        await _do_slice(session, actor, action, operation)
    await session.flush()
    if operation.state in GOING:
        _go_on(session, operation)
    _tell(session, operation)


async def _write_down(session: AsyncSession, actor: Actor, operation: BulkOperation) -> None:
    if operation.ids is not None:
        ids = queries.named(operation)
    else:
        subject = actions.subject_named(operation.subject)
        ids = await subject.select(
            session, actor, _read(subject.selection, operation.selection, "/selection")
        )
    operation.total = await queries.write_down(session, operation, ids) or operation.total
    operation.state = BulkState.RUNNING


async def _do_slice(
    session: AsyncSession, actor: Actor, action: BulkAction, operation: BulkOperation
) -> None:
    rows = await queries.next_slice(session, operation, [ChangeState.WAITING])
    if rows:
        params = action.params.model_validate(operation.params)
        outcomes = await action.apply(session, actor, [row.record_id for row in rows], params)
        _note(rows, outcomes, {"done": ChangeState.DONE, "refused": ChangeState.FAILED})
        operation.done += _count(rows, ChangeState.DONE)
        operation.failed += _count(rows, ChangeState.FAILED)
        operation.unchanged += _count(rows, ChangeState.UNCHANGED)
        operation.place = rows[-1].record_id
    if len(rows) < queries.SLICE:
        _finish(operation, BulkState.DONE)


async def _undo_slice(
    session: AsyncSession, actor: Actor, action: BulkAction, operation: BulkOperation
) -> None:
    rows = await queries.next_slice(session, operation, [ChangeState.DONE])
    if rows and action.undo is not None:
        params = action.params.model_validate(operation.params)
        done = [Done(row.record_id, row.before, row.after) for row in rows]
        outcomes = await action.undo(session, actor, done, params)
        _note(rows, outcomes, {"done": ChangeState.UNDONE, "refused": ChangeState.KEPT})
        operation.undone += _count(rows, ChangeState.UNDONE)
        operation.kept += _count(rows, ChangeState.KEPT)
        operation.place = rows[-1].record_id
    if len(rows) < queries.SLICE:
        _finish(operation, BulkState.UNDONE)
        operation.undone_at = operation.finished_at


def _finish(operation: BulkOperation, state: BulkState) -> None:
    operation.state, operation.finished_at = state, now()
    operation.touch()


def _note(rows: Sequence[BulkChange], outcomes: Sequence[Outcome], states: dict[str, ChangeState]) -> None:
    by_id = {outcome.record_id: outcome for outcome in outcomes}
    for row in rows:
        outcome = by_id[row.record_id]
        row.error, row.detail = outcome.error, outcome.detail
        if outcome.error is not None:
            row.state = states["refused"]
        elif states["done"] is ChangeState.DONE and outcome.after is None:
            row.state = ChangeState.UNCHANGED
        else:
            row.state = states["done"]
            if states["done"] is ChangeState.DONE:
                row.before, row.after = outcome.before, outcome.after


def _count(rows: Sequence[BulkChange], state: ChangeState) -> int:
    return sum(row.state == state for row in rows)


def _tell(session: AsyncSession, operation: BulkOperation) -> None:
    shown = BulkOut.model_validate(operation)
    say(session, Frame(me(operation.user_id), PROGRESS, shown))
