"""Planning tasks, and changing those that are open."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor
from app.core.errors import FieldError, InvalidRequestError, NotFoundError
from app.core.http import check_version
from app.core.ids import uuid7
from app.domains.clients import service as clients
from app.domains.tasks import queries
from app.domains.tasks.errors import TaskClosedError
from app.domains.tasks.events import TaskChanged, TaskCreated
from app.domains.tasks.models import Task
from app.domains.tasks.rules import TaskKind, TaskOrigin, TaskStatus
from app.domains.tasks.schemas import NextTaskInput, TaskChangeInput, TaskInput
from app.domains.tasks.service import guards


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTask:
    """What is planned, by whichever way it came."""

    kind: TaskKind
    title: str
    due_at: datetime
    assignee_id: UUID
    client_id: UUID | None = None
    deal_id: UUID | None = None
    note: str | None = None
    place: str | None = None
    origin: TaskOrigin = TaskOrigin.MANUAL


def next_step(
    wish: NextTaskInput,
    *,
    assignee_id: UUID,
    client_id: UUID | None,
    deal_id: UUID | None,
    origin: TaskOrigin = TaskOrigin.MANUAL,
) -> NewTask:
    """Return the task that a command's `next_task` asks for."""
    return NewTask(
        **wish.model_dump(), assignee_id=assignee_id, client_id=client_id, deal_id=deal_id, origin=origin
    )


async def create(session: AsyncSession, actor: Actor, wish: TaskInput) -> Task:
    """Plan a task as a person asks for it.

    Raises:
        NotFoundError: the client, the deal or the assignee doesn't exist or may not be seen.
        InvalidRequestError: a program must name the assignee.
        ConflictError: the deal is closed.
    """
    assignee_id = wish.assignee_id or actor.user_id
    if assignee_id is None:
        detail = "a program must say whose task it is"
        raise InvalidRequestError(
            detail, errors=[FieldError(pointer="/assignee_id", code="required", detail=detail)]
        )
    if wish.client_id is not None:
        await clients.require_visible(session, actor, wish.client_id)
    await _require_colleague(session, actor, assignee_id)
    return await plan(session, actor, NewTask(**{**wish.model_dump(), "assignee_id": assignee_id}))


async def plan(session: AsyncSession, actor: Actor, new: NewTask) -> Task:
    """Plan a task; whoever calls has checked the client and the assignee.

    Raises:
        NotFoundError: the actor may not see the deal.
        ConflictError: the deal is closed.
    """
    client_id = new.client_id
    if new.deal_id is not None:
        deals_client = await guards.admit(session, actor, new.deal_id)
        client_id = client_id or deals_client
    return add(session, actor, new, client_id=client_id)


def add(
    session: AsyncSession,
    actor: Actor,
    new: NewTask,
    *,
    client_id: UUID | None = None,
    at_once: bool = True,
) -> Task:
    """Write a task into the caller's transaction; whoever calls holds the deal's lock."""
    task, created = draft(actor, new, client_id=client_id)
    session.add(task)
    events.publish(session, actor, created, at_once=at_once)
    return task


def draft(actor: Actor, new: NewTask, *, client_id: UUID | None = None) -> tuple[Task, TaskCreated]:
    """Return what is to be written of a new task: its row and the event."""
    task = Task(
        workspace_id=actor.workspace_id,
        id=uuid7(),
        kind=new.kind,
        title=new.title,
        due_at=new.due_at,
        assignee_id=new.assignee_id,
        client_id=client_id or new.client_id,
        deal_id=new.deal_id,
        status=TaskStatus.OPEN,
        note=new.note or None,
        place=new.place,
        origin=new.origin,
        version=1,
    )
    return task, TaskCreated(**facts(task), origin=new.origin, note=task.note)


def facts(task: Task) -> dict[str, Any]:
    """Return what every event about a task tells."""
    return {
        "task_id": task.id,
        "kind": task.kind,
        "title": task.title,
        "due_at": task.due_at,
        "assignee_id": task.assignee_id,
        "client_id": task.client_id,
        "deal_id": task.deal_id,
        "status": task.status,
        "version": task.version,
    }


async def change(
    session: AsyncSession, actor: Actor, task_id: UUID, based_on: int, wish: TaskChangeInput
) -> Task:
    """Put off, hand over or reword an open task.

    Raises:
        NotFoundError: no such task, or no such colleague.
        VersionConflictError: changed meanwhile.
        TaskClosedError: done or cancelled already.
    """
    task = await queries.lock(session, actor, task_id)
    if task is None:
        raise NotFoundError
    check_version(task.version, based_on)
    if task.status != TaskStatus.OPEN:
        raise TaskClosedError(params={"status": task.status})
    wanted = wish.model_dump(exclude_unset=True)
    wanted.update({name: wanted[name] or None for name in ("note", "place") if name in wanted})
    if wanted.get("assignee_id", task.assignee_id) != task.assignee_id:
        await _require_colleague(session, actor, wanted["assignee_id"])
    previous = task.assignee_id
    changes = _apply(task, wanted)
    if changes:
        previous_assignee_id = previous if previous != task.assignee_id else None
        event = TaskChanged(**facts(task), changes=changes, previous_assignee_id=previous_assignee_id)
        events.publish(session, actor, event)
    await session.flush()
    return task


def _apply(task: Task, wanted: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Set the wanted values; returns what changed, old and new."""
    changes = {}
    for field, value in wanted.items():
        old = getattr(task, field)
        if old != value:
            setattr(task, field, value)
            changes[field] = (old, value)
    if changes:
        task.touch()
    return changes


async def _require_colleague(session: AsyncSession, actor: Actor, user_id: UUID) -> None:
    if user_id != actor.user_id and not await queries.is_colleague(session, actor, user_id):
        raise NotFoundError
