"""Planning a task with each of many clients."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.errors import FieldError, InvalidRequestError
from app.domains.clients import service as clients
from app.domains.tasks import queries
from app.domains.tasks.permissions import TaskPermission
from app.domains.tasks.rules import TaskStatus
from app.domains.tasks.schemas import NextTaskInput
from app.domains.tasks.service import ending, planning
from app.platform.bulk.actions import BulkAction, Done, Outcome


class TaskParams(NextTaskInput):
    """What to plan; without an assignee it is for each client's owner, and where there is none for the asker."""

    assignee_id: UUID | None = None


async def _check(session: AsyncSession, actor: Actor, params: TaskParams) -> None:
    assignee_id = params.assignee_id
    if assignee_id not in {None, actor.user_id} and not await queries.is_colleague(
        session, actor, assignee_id
    ):
        detail = "no such colleague"
        wrong = FieldError(pointer="/params/assignee_id", code="not_found", detail=detail)
        raise InvalidRequestError(errors=[wrong])


async def _plan(
    session: AsyncSession, actor: Actor, ids: Sequence[UUID], params: TaskParams
) -> list[Outcome]:
    owners = await clients.owners_of(session, actor, ids)
    wish = NextTaskInput(**params.model_dump(exclude={"assignee_id"}))
    outcomes = []
    for client_id in ids:
        if client_id not in owners:
            outcomes.append(Outcome(client_id, error="not_found"))
            continue
        assignee_id = params.assignee_id or owners[client_id] or actor.user_id
        if assignee_id is None:
            outcomes.append(Outcome(client_id, error="no_assignee"))
            continue
        new = planning.next_step(wish, assignee_id=assignee_id, client_id=client_id, deal_id=None)
        task = planning.add(session, actor, new, client_id=client_id, at_once=False)
        outcomes.append(Outcome(client_id, None, {"task_id": str(task.id)}))
    await session.flush()
    return outcomes


async def _call_off(session: AsyncSession, actor: Actor, done: Sequence[Done], _params: Any) -> list[Outcome]:
    """Call off the tasks that nobody has touched since."""
    wanted = {UUID(one.after["task_id"]): one.record_id for one in done}
    tasks = {task.id: task for task in await queries.lock_many(session, actor, list(wanted))}
    outcomes = []
    for task_id, client_id in wanted.items():
        task = tasks.get(task_id)
        if task is None or task.status != TaskStatus.OPEN or task.version != 1:
            outcomes.append(Outcome(client_id, error="changed_since"))
            continue
        ending.call_off(session, actor, task, None, "bulk_undone", at_once=False)
        outcomes.append(Outcome(client_id))
    await session.flush()
    return outcomes


BULK_ACTIONS: Sequence[BulkAction] = (
    BulkAction("plan_task", TaskPermission.WRITE, TaskParams, _check, _plan, _call_off),
)
