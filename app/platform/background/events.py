"""What administrators did about failed work."""

from typing import ClassVar
from uuid import UUID

from app.core.events import Event
from app.platform.background.permissions import BackgroundPermission


class JobEvent(Event):
    """Somebody decided about a piece of work that had failed for good."""

    subject_type: ClassVar[str] = "job"
    subject_field: ClassVar[str] = "job_id"
    permission: ClassVar[str] = BackgroundPermission.WORKSPACE_MANAGE

    job_id: UUID
    name: str
    attempts: int
    error: str | None


class JobRetried(JobEvent):
    """It is to be tried again."""

    type: ClassVar[str] = "job.retried"


class JobGivenUp(JobEvent):
    """It will not be done."""

    type: ClassVar[str] = "job.given_up"
