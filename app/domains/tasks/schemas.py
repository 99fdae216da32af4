"""How tasks look on the wire."""

from datetime import UTC, date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, ConfigDict, Field, field_validator

from app.core.schemas import Input, Line, Schema, SubjectCard, Text
from app.domains.tasks.rules import TaskKind, TaskOrigin, TaskOutcome, TaskStatus

EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
Due = Annotated[AwareDatetime, Field(ge=EARLIEST, le=LATEST, examples=["2026-11-23T05:00:00Z"])]
Title = Annotated[Line, Field(examples=["Call: did the offer arrive?"])]
_ID = "0198a3c2-7c1e-7d4b-9f0a-2b6f3c1d5e77"


class NextTaskInput(Input):
    """The next step: what, and when."""

    kind: TaskKind
    title: Title
    due_at: Due
    note: Text | None = None
    place: Line | None = None


class TaskInput(Input):
    """A new task; without `assignee_id` it is the caller's own."""

    kind: TaskKind
    title: Title
    due_at: Due
    assignee_id: UUID | None = None
    client_id: UUID | None = None
    deal_id: UUID | None = None
    note: Text | None = None
    place: Line | None = None


class TaskChangeInput(Input):
    """What may be changed while the task is open. A date can be moved but never taken away."""

    title: Title | None = None
    kind: TaskKind | None = None
    due_at: Due | None = None
    assignee_id: UUID | None = None
    note: Text | None = None
    place: Line | None = None

    @field_validator("title", "kind", "due_at", "assignee_id")
    @classmethod
    def _may_not_be_emptied(cls, value: object) -> object:
        if value is None:
            message = "may be left out, but not emptied"
            raise ValueError(message)
        return value


NO_STEP = "Why the deal is left without a next step, where its pipeline takes a reason"


class CompleteInput(Input):
    """How the task ended, and what comes next."""

    outcome: TaskOutcome
    note: Text | None = Field(default=None, description="Required for a meeting: what came of it")
    next_task: NextTaskInput | None = None
    no_next_step_reason: Line | None = Field(default=None, description=NO_STEP)


class CancelInput(Input):
    """Why the task is called off, and what comes next instead."""

    note: Text | None = None
    next_task: NextTaskInput | None = None
    no_next_step_reason: Line | None = Field(default=None, description=NO_STEP)


class TaskClient(Schema):
    """Whom a task is about."""

    id: UUID
    name: str
    company_name: str | None
    phone: str | None


class TaskOut(Schema):
    """A task with what one needs to know to do it."""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "examples": [
                {
                    "id": _ID,
                    "kind": "call",
                    "title": "Call: did the offer arrive?",
                    "due_at": "2026-11-23T05:00:00Z",
                    "assignee_id": _ID,
                    "client_id": None,
                    "deal_id": None,
                    "status": "open",
                    "outcome": None,
                    "note": None,
                    "place": None,
                    "origin": "manual",
                    "completed_at": None,
                    "created_at": "2026-11-21T05:00:00Z",
                    "version": 1,
                    "client": None,
                    "deal": None,
                }
            ]
        },
    )

    id: UUID
    kind: TaskKind
    title: str
    due_at: datetime
    assignee_id: UUID
    client_id: UUID | None
    deal_id: UUID | None
    status: TaskStatus
    outcome: TaskOutcome | None
    note: str | None
    place: str | None
    origin: TaskOrigin
    completed_at: datetime | None
    created_at: datetime
    version: int
    client: TaskClient | None
    deal: SubjectCard | None


class TaskEnded(Schema):
    """The ended task and the one planned with it."""

    task: TaskOut
    next_task: TaskOut | None


class TaskDay(Schema):
    """A person's day. Overdue is what was due before it began; at most 1,000 tasks are listed, the newest."""

    date: date
    overdue: list[TaskOut]
    today: list[TaskOut]
    tomorrow: list[TaskOut]
    overdue_total: int
    done_today: int
    next_meeting: TaskOut | None


class TaskNews(Schema):
    """The frame by which a person's screen learns that one of her tasks changed."""

    id: UUID
    client_id: UUID | None
    deal_id: UUID | None
    assignee_id: UUID
    status: TaskStatus
