"""Routes of tasks."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Response
from pydantic import AfterValidator, AwareDatetime
from pydantic_core import to_json

from app.core.auth import Actor, requires
from app.core.errors import ConflictError, NotFoundError, VersionConflictError, VersionRequiredError
from app.core.http import BasedOn, ReadSession, WriteSession, problems, set_etag
from app.core.http import router as domain_router
from app.core.paging import Paging, fetch_page, page_response, paging
from app.core.schemas import Page
from app.domains.tasks import queries, service
from app.domains.tasks.errors import (
    MeetingResultRequiredError,
    NextStepRequiredError,
    OutcomeUnfitError,
    TaskClosedError,
)
from app.domains.tasks.models import Task
from app.domains.tasks.permissions import TaskPermission
from app.domains.tasks.rules import TaskKind, TaskStatus
from app.domains.tasks.schemas import (
    EARLIEST,
    LATEST,
    CancelInput,
    CompleteInput,
    TaskChangeInput,
    TaskDay,
    TaskEnded,
    TaskInput,
    TaskOut,
)

router = domain_router("tasks", "/tasks")
Reader = Annotated[Actor, requires(TaskPermission.READ)]
Writer = Annotated[Actor, requires(TaskPermission.WRITE)]


def _in_range(day: date) -> date:
    if not EARLIEST.date() <= day <= LATEST.date():
        message = "a day between 2000 and 2100"
        raise ValueError(message)
    return day


async def task_filters(
    status: TaskStatus | None = None,
    assignee_id: UUID | None = None,
    client_id: UUID | None = None,
    deal_id: UUID | None = None,
    kind: TaskKind | None = None,
    due_from: Annotated[AwareDatetime | None, Query(description="Due at this moment or later")] = None,
    due_to: Annotated[AwareDatetime | None, Query(description="Due before this moment")] = None,
) -> list[Any]:
    """Read the filters of a list of tasks."""
    wanted = {
        Task.status: status,
        Task.assignee_id: assignee_id,
        Task.client_id: client_id,
        Task.deal_id: deal_id,
        Task.kind: kind,
    }
    found: list[Any] = [column == value for column, value in wanted.items() if value is not None]
    if due_from is not None:
        found.append(Task.due_at >= due_from)
    if due_to is not None:
        found.append(Task.due_at < due_to)
    return found


@router.get("", name="tasks_list", response_model=Page[TaskOut])
async def list_tasks(
    session: ReadSession,
    actor: Reader,
    page: Annotated[Paging, Depends(paging)],
    filters: Annotated[list[Any], Depends(task_filters)],
) -> Any:
    """List the tasks one may see, by due time; each with its client and deal."""
    rows, following = await fetch_page(
        session,
        queries.tasks(actor, *filters),
        page,
        sorts=queries.SORTS,
        default="due_at",
        row_id=Task.id,
    )
    return page_response(await service.described(session, actor, rows), following)


@router.get("/day", name="tasks_day", response_model=TaskDay)
async def show_day(
    session: ReadSession,
    actor: Reader,
    day: Annotated[date | None, Query(alias="date"), AfterValidator(_in_range)] = None,
    assignee_id: UUID | None = None,
) -> Any:
    """Show a person's day: overdue, today, tomorrow, by the workspace's time zone; one's own by default."""
    found = await service.day(session, actor, day, assignee_id)
    return Response(to_json(found), media_type="application/json")


@router.post("", name="tasks_create", status_code=201, responses=problems(NotFoundError, ConflictError))
async def create_task(session: WriteSession, actor: Writer, response: Response, body: TaskInput) -> TaskOut:
    """Plan a task. With a deal and no client it is about the deal's client; a closed deal takes none."""
    task = await service.create(session, actor, body)
    await session.flush()
    set_etag(response, task.version)
    return (await service.written(session, actor, [task.id]))[task.id]


@router.get("/{task_id}", name="tasks_get", responses=problems(NotFoundError))
async def get_task(session: ReadSession, actor: Reader, response: Response, task_id: UUID) -> TaskOut:
    """Show one task."""
    task = await service.get(session, actor, task_id)
    set_etag(response, task.version)
    return task


@router.patch(
    "/{task_id}",
    name="tasks_change",
    responses=problems(NotFoundError, VersionConflictError, VersionRequiredError, TaskClosedError),
)
async def change_task(
    session: WriteSession,
    actor: Writer,
    response: Response,
    task_id: UUID,
    based_on: BasedOn,
    body: TaskChangeInput,
) -> TaskOut:
    """Put a task off, hand it to a colleague, or reword it, as long as it is open."""
    task = await service.change(session, actor, task_id, based_on, body)
    set_etag(response, task.version)
    return (await service.written(session, actor, [task.id]))[task.id]


@router.post(
    "/{task_id}/complete",
    name="tasks_complete",
    responses=problems(
        NotFoundError, TaskClosedError, NextStepRequiredError, MeetingResultRequiredError, OutcomeUnfitError
    ),
)
async def complete_task(
    session: WriteSession, actor: Writer, task_id: UUID, body: CompleteInput
) -> TaskEnded:
    """Finish a task and plan the next step, both or neither.

    The last task of an open deal needs `next_task`; a meeting needs `note`.
    """
    task, following = await service.complete(
        session,
        actor,
        task_id,
        body.outcome,
        note=body.note,
        next_task=body.next_task,
        reason=body.no_next_step_reason,
    )
    return await _ended(session, actor, task, following)


@router.post(
    "/{task_id}/cancel",
    name="tasks_cancel",
    responses=problems(NotFoundError, TaskClosedError, NextStepRequiredError),
)
async def cancel_task(session: WriteSession, actor: Writer, task_id: UUID, body: CancelInput) -> TaskEnded:
    """Call a task off; the last task of an open deal needs `next_task` in its place."""
    task, following = await service.cancel(
        session, actor, task_id, note=body.note, next_task=body.next_task, reason=body.no_next_step_reason
    )
    return await _ended(session, actor, task, following)


async def _ended(session: Any, actor: Actor, task: Task, following: Task | None) -> TaskEnded:
    ids = [task.id] if following is None else [task.id, following.id]
    shown = await service.written(session, actor, ids)
    return TaskEnded(task=shown[task.id], next_task=None if following is None else shown[following.id])
