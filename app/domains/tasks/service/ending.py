"""Ending tasks: done, or called off; with the next step in the same command."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor
from app.core.clock import now
from app.core.errors import NotFoundError
from app.domains.clients import service as clients
from app.domains.tasks import queries
from app.domains.tasks.errors import MeetingResultRequiredError, OutcomeUnfitError, TaskClosedError
from app.domains.tasks.events import TaskCancelled, TaskCompleted
from app.domains.tasks.models import Task
from app.domains.tasks.rules import OUTCOMES, TaskKind, TaskOutcome, TaskStatus, is_contact, needs_result
from app.domains.tasks.schemas import NextTaskInput
from app.domains.tasks.service import guards, planning


async def complete(
    session: AsyncSession,
    actor: Actor,
    task_id: UUID,
    outcome: TaskOutcome,
    *,
    note: str | None = None,
    next_task: NextTaskInput | None = None,
    reason: str | None = None,
) -> tuple[Task, Task | None]:
    """Finish a task and plan the next in the same transaction; returns both.

    Raises:
        NotFoundError: no such task, or not the actor's to change.
        TaskClosedError: done or cancelled already.
        OutcomeUnfitError: the outcome belongs to another kind of task.
        MeetingResultRequiredError: a meeting without a word on what came of it.
        NextStepRequiredError: an open deal would be left without a dated open task.
    """
    task = await _take(session, actor, task_id)
    kind = TaskKind(task.kind)
    if outcome not in OUTCOMES[kind]:
        raise OutcomeUnfitError(params={"kind": kind, "allowed": sorted(OUTCOMES[kind])})
    if needs_result(kind) and not note:
        raise MeetingResultRequiredError
    moment = now()
    task.status, task.outcome, task.completed_at = TaskStatus.DONE, outcome, moment
    task.note = note or task.note
    task.touch()
    event = TaskCompleted(**planning.facts(task), outcome=outcome, note=note, completed_at=moment)
    events.publish(session, actor, event)
    following = await _follow(session, actor, task, next_task, reason)
    if task.client_id is not None and is_contact(kind, outcome):
        await clients.record_contact(session, task.client_id, moment)
    return task, following


async def cancel(
    session: AsyncSession,
    actor: Actor,
    task_id: UUID,
    *,
    note: str | None = None,
    next_task: NextTaskInput | None = None,
    reason: str | None = None,
) -> tuple[Task, Task | None]:
    """Call a task off and plan another in its place; returns both.

    Raises:
        NotFoundError: no such task, or not the actor's to change.
        TaskClosedError: done or cancelled already.
        NextStepRequiredError: an open deal would be left without a dated open task.
    """
    task = await _take(session, actor, task_id)
    call_off(session, actor, task, note, "manual")
    return task, await _follow(session, actor, task, next_task, reason)


async def cancel_for_deal(session: AsyncSession, actor: Actor, deal_id: UUID) -> None:
    """Call off whatever is planned for a deal that is being closed; whoever calls holds the deal's lock."""
    for task in await queries.lock_open_of_deal(session, actor, deal_id):
        call_off(session, actor, task, None, "deal_closed")


async def _take(session: AsyncSession, actor: Actor, task_id: UUID) -> Task:
    """Return an open task, its deal and itself locked."""
    deal_id = await queries.deal_of(session, actor, task_id)
    if deal_id is not None:
        await guards.hold(session, actor, deal_id)
    task = await queries.lock(session, actor, task_id)
    if task is None:
        raise NotFoundError
    if task.status != TaskStatus.OPEN:
        raise TaskClosedError(params={"status": task.status})
    return task


def call_off(
    session: AsyncSession, actor: Actor, task: Task, note: str | None, reason: str, *, at_once: bool = True
) -> None:
    """Call off a task that the caller holds."""
    task.status = TaskStatus.CANCELLED
    task.note = note or task.note
    task.touch()
    events.publish(
        session, actor, TaskCancelled(**planning.facts(task), note=note, reason=reason), at_once=at_once
    )


async def _follow(
    session: AsyncSession, actor: Actor, ended: Task, wish: NextTaskInput | None, reason: str | None
) -> Task | None:
    """Plan what comes after a task, for the same person, client and deal; then ask the guard, with the reason for none."""
    following = None
    if wish is not None:
        new = planning.next_step(
            wish, assignee_id=ended.assignee_id, client_id=ended.client_id, deal_id=ended.deal_id
        )
        following = planning.add(session, actor, new)
    await session.flush()
    if ended.deal_id is not None:
        await guards.check(session, actor, ended.deal_id, reason)
    return following
