"""How past events are shown."""

from datetime import datetime
from typing import Any
from uuid import UUID

from app.core.schemas import ActorRef, Schema, SubjectRef


class TimelineEntry(Schema):
    """One thing that happened, as a card shows it."""

    id: UUID
    type: str
    at: datetime
    actor: ActorRef
    subject: SubjectRef
    data: dict[str, Any]


class EventOut(TimelineEntry):
    """One thing that happened, as a follower of the log reads it."""

    position: int
    timeline_id: UUID | None
    trace_id: str | None


class EventLog(Schema):
    """A stretch of the log; ask again with `after=next`."""

    items: list[EventOut]
    next: int
