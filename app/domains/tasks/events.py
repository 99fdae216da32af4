"""What happened to tasks."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from app.core.auth import PERSONAL
from app.core.events import Event
from app.core.masking import Rules, bare_number
from app.domains.tasks.permissions import TaskPermission
from app.domains.tasks.rules import TaskKind, TaskOrigin, TaskOutcome, TaskStatus

TITLE = bare_number(PERSONAL)
"""How a title is shown: a call back to somebody unknown is called by the number."""


class TaskEvent(Event):
    """Something about one task; stands on the client's card."""

    subject_type: ClassVar[str] = "task"
    subject_field: ClassVar[str] = "task_id"
    timeline_field: ClassVar[str | None] = "client_id"
    permission: ClassVar[str] = TaskPermission.READ
    hidden: ClassVar[Rules] = {"title": TITLE}

    task_id: UUID
    kind: TaskKind
    title: str
    due_at: datetime
    assignee_id: UUID
    client_id: UUID | None
    deal_id: UUID | None
    status: TaskStatus
    version: int


class TaskCreated(TaskEvent):
    """Something was planned."""

    type: ClassVar[str] = "task.created"
    origin: TaskOrigin
    note: str | None


class TaskChanged(TaskEvent):
    """A task was put off, handed over or reworded: each fact with its old and new value."""

    type: ClassVar[str] = "task.changed"
    changes: dict[str, tuple[Any, Any]]
    previous_assignee_id: UUID | None


class TaskCompleted(TaskEvent):
    """A task was done."""

    type: ClassVar[str] = "task.completed"
    outcome: TaskOutcome
    note: str | None
    completed_at: datetime


class TaskCancelled(TaskEvent):
    """A task was called off, by a person or because its deal was closed."""

    type: ClassVar[str] = "task.cancelled"
    note: str | None
    reason: str
    """`manual` or `deal_closed`."""
