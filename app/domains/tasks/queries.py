"""Every SELECT of this domain."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor, Scope, Viewer, visible
from app.core.orm import among
from app.core.paging import SortKey
from app.core.prepared import Prepared
from app.domains.identity.models import User, Workspace
from app.domains.tasks.models import Task
from app.domains.tasks.permissions import TaskPermission
from app.domains.tasks.rules import Day, TaskStatus

Selection = Any
"""A SELECT of named columns; its rows are checked by the response model."""

DAY_LIMIT = 1000

_OWNED = (Task.workspace_id, Task.assignee_id)
COLUMNS = (
    Task.id,
    Task.kind,
    Task.title,
    Task.due_at,
    Task.assignee_id,
    Task.client_id,
    Task.deal_id,
    Task.status,
    Task.outcome,
    Task.note,
    Task.place,
    Task.origin,
    Task.completed_at,
    Task.created_at,
    Task.version,
)


SORTS = {
    "due_at": SortKey(Task.due_at, datetime),
    "created_at": SortKey(Task.created_at, datetime),
    "completed_at": SortKey(Task.completed_at, datetime),
}


def tasks(actor: Actor, *conditions: ColumnElement[bool]) -> Selection:
    """Select the tasks that the actor may read, as shown."""
    return select(*COLUMNS).where(visible(actor, TaskPermission.READ, *_OWNED), *conditions)


async def rows(session: AsyncSession, statement: Selection) -> list[dict[str, Any]]:
    """Return the rows of a selection as dictionaries."""
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def written(session: AsyncSession, actor: Actor, ids: Collection[UUID]) -> list[dict[str, Any]]:
    """Return tasks that the actor has just written: one handed over is still shown to whoever gave it away."""
    statement = select(*COLUMNS).where(Task.workspace_id == actor.workspace_id, among(Task.id, ids))
    return await rows(session, statement)


async def deal_of(session: AsyncSession, actor: Actor, task_id: UUID) -> UUID | None:
    """Return the deal of a task that the actor may change, so that it can be locked before the task is."""
    statement = select(Task.deal_id).where(visible(actor, TaskPermission.WRITE, *_OWNED), Task.id == task_id)
    return (await session.execute(statement)).scalar_one_or_none()


async def lock(session: AsyncSession, actor: Actor, task_id: UUID) -> Task | None:
    """Return a task that the actor may change, locked for the rest of the transaction."""
    statement = (
        select(Task)
        .where(visible(actor, TaskPermission.WRITE, *_OWNED), Task.id == task_id)
        .with_for_update()
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def lock_many(session: AsyncSession, actor: Actor, ids: Collection[UUID]) -> Sequence[Task]:
    """Return tasks whoever they belong to, locked: for taking back what the actor has planned."""
    statement = (
        select(Task)
        .where(Task.workspace_id == actor.workspace_id, among(Task.id, ids))
        .order_by(Task.id)
        .with_for_update()
    )
    return (await session.execute(statement)).scalars().all()


async def lock_open_of_deal(session: AsyncSession, actor: Actor, deal_id: UUID) -> Sequence[Task]:
    """Return a deal's open tasks whoever they belong to, locked; the caller holds the deal."""
    statement = (
        select(Task)
        .where(
            Task.workspace_id == actor.workspace_id, Task.deal_id == deal_id, Task.status == TaskStatus.OPEN
        )
        .order_by(Task.id)
        .with_for_update()
    )
    return (await session.execute(statement)).scalars().all()


async def lock_open_of_clients(
    session: AsyncSession, actor: Actor, client_ids: Collection[UUID]
) -> Sequence[Task]:
    """Return clients' open tasks that belong to no deal, whoever's they are, locked."""
    statement = (
        select(Task)
        .where(
            Task.workspace_id == actor.workspace_id,
            among(Task.client_id, client_ids),
            Task.deal_id.is_(None),
            Task.status == TaskStatus.OPEN,
        )
        .order_by(Task.id)
        .with_for_update()
    )
    return (await session.execute(statement)).scalars().all()


async def open_exists(session: AsyncSession, actor: Actor, deal_id: UUID) -> bool:
    """Tell whether a deal has an open task, whoever it belongs to."""
    return await _OPEN.one(session, {**actor.parameters, "deal": deal_id}) is not None


def _open() -> Selection:
    reach = visible(Viewer(Scope.ALL), "", Task.workspace_id, None)
    return (
        select(Task.id)
        .where(reach, Task.deal_id == bindparam("deal"), Task.status == TaskStatus.OPEN)
        .limit(1)
    )


_OPEN = Prepared(_open)


async def is_colleague(session: AsyncSession, actor: Actor, user_id: UUID) -> bool:
    """Tell whether somebody works in the workspace, so that tasks can be hers."""
    found = exists().where(User.workspace_id == actor.workspace_id, User.id == user_id, User.is_active)
    return bool((await session.execute(select(found))).scalar())


async def time_zone(session: AsyncSession, actor: Actor) -> str:
    """Return the time zone by which the workspace's days begin."""
    (row,) = await _ZONE.rows(session, {"actor_workspace": actor.workspace_id})
    zone: str = row["time_zone"]
    return zone


_ZONE = Prepared(lambda: select(Workspace.time_zone).where(Workspace.id == Viewer.workspace_id))


def _of(assignee_id: UUID | None) -> tuple[ColumnElement[bool], ...]:
    return () if assignee_id is None else (Task.assignee_id == assignee_id,)


async def day_rows(
    session: AsyncSession, actor: Actor, day: Day, assignee_id: UUID | None
) -> list[dict[str, Any]]:
    """Return the open tasks due before the end of the next day, by due time; of very many the newest."""
    statement = (
        tasks(actor, *_of(assignee_id), Task.status == TaskStatus.OPEN, Task.due_at < day.tomorrow_ends)
        .order_by(Task.due_at.desc(), Task.id.desc())
        .limit(DAY_LIMIT)
    )
    return (await rows(session, statement))[::-1]


async def day_totals(
    session: AsyncSession, actor: Actor, day: Day, assignee_id: UUID | None
) -> tuple[int, int]:
    """Return how many tasks are overdue, and how many were done on the day."""
    overdue = and_(Task.status == TaskStatus.OPEN, Task.due_at < day.begins)
    done = and_(Task.status == TaskStatus.DONE, Task.completed_at >= day.begins, Task.completed_at < day.ends)
    statement = select(func.count().filter(overdue), func.count().filter(done)).where(
        visible(actor, TaskPermission.READ, *_OWNED), *_of(assignee_id), or_(overdue, done)
    )
    counted = (await session.execute(statement)).one()
    return counted[0], counted[1]


async def open_of_client(
    session: AsyncSession, actor: Actor, client_id: UUID, before: datetime
) -> list[dict[str, Any]]:
    """Return a client's open tasks due before a moment, by due time."""
    values = {**actor.parameters, "client": client_id, "before": before}
    return await _OF_CLIENT.rows(session, values, actor.scope(TaskPermission.READ))


def _of_client(scope: Scope | None) -> Selection:
    statement = select(*COLUMNS).where(
        visible(Viewer(scope), TaskPermission.READ, *_OWNED),
        Task.client_id == bindparam("client"),
        Task.status == TaskStatus.OPEN,
        Task.due_at < bindparam("before"),
    )
    return statement.order_by(Task.due_at, Task.id).limit(50)


_OF_CLIENT = Prepared(_of_client)


def is_anything_due(viewer: Viewer, client_id: Any, before: Any) -> ColumnElement[bool]:
    """Match clients of whom the viewer may see an open task that is due before a moment: for another domain's read.

    Args:
        viewer: who reads tasks, and how far.
        client_id: the column of the other read that names the client.
        before: the moment.
    """
    return exists().where(
        visible(viewer, TaskPermission.READ, *_OWNED),
        Task.client_id == client_id,
        Task.status == TaskStatus.OPEN,
        Task.due_at < before,
    )
