"""How notices look on the wire."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field

from app.core.events import Event
from app.core.schemas import Input, Schema, SubjectRef


class NotificationOut(Schema):
    """One notice; the client words it by `type` and `data`."""

    id: UUID
    type: str
    subject: SubjectRef | None
    data: dict[str, Any]
    created_at: datetime
    read_at: datetime | None


class ReadNotifications(Input):
    """Which notices were read; none named means all."""

    ids: list[UUID] | None = Field(default=None, max_length=1000)


class Unread(Schema):
    """How many notices are unread."""

    unread: int


class NotificationCreated(Event):
    """A person has a new notice."""

    type: ClassVar[str] = "notification.created"
    subject_type: ClassVar[str] = "notification"
    subject_field: ClassVar[str] = "notification_id"
    permission: ClassVar[str] = "audit:read"

    notification_id: UUID
    user_id: UUID
