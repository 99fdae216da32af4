"""The frames by which screens learn of tasks."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.events import Event, EventRecord
from app.domains.tasks.events import TaskChanged, TaskEvent
from app.domains.tasks.schemas import TaskNews
from app.platform.realtime.frames import Frame, each, me


@each
async def project(session: AsyncSession, record: EventRecord, event: Event) -> Iterable[Frame]:  # noqa: ARG001 - a projector's shape
    """Tell the assignee, and whoever was it before."""
    assert isinstance(event, TaskEvent)  # noqa: S101 - the registry binds this projector to these types
    news = TaskNews(
        id=event.task_id,
        client_id=event.client_id,
        deal_id=event.deal_id,
        assignee_id=event.assignee_id,
        status=event.status,
    )
    return [Frame(me(person), "task.changed", news) for person in _concerned(event)]


def _concerned(event: TaskEvent) -> list[UUID]:
    previous = event.previous_assignee_id if isinstance(event, TaskChanged) else None
    return [event.assignee_id, *([previous] if previous else [])]
