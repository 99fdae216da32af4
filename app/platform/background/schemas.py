"""How background work looks on the wire."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import ConfigDict

from app.core.schemas import Schema, SubjectRef


class JobStatus(StrEnum):
    """Which work to list: what failed for good, what waits for its time or its next attempt, what is being done."""

    DEAD = "dead"
    QUEUED = "queued"
    RUNNING = "running"


class JobOut(Schema):
    """One piece of background work."""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "examples": [
                {
                    "id": "0197a1b2-0000-7000-8000-000000000001",
                    "name": "telephony.plan_call_back",
                    "status": "dead",
                    "subject": {"type": "call", "id": "0197a1b2-0000-7000-8000-000000000002"},
                    "event_type": "call.missed",
                    "attempts": 8,
                    "max_attempts": 8,
                    "last_error": "TimeoutError: the database did not answer",
                    "created_at": "2026-11-22T09:00:00Z",
                    "run_at": "2026-11-22T09:04:15Z",
                    "finished_at": "2026-11-22T09:04:16Z",
                }
            ]
        },
    )

    id: UUID
    name: str
    status: JobStatus
    subject: SubjectRef | None
    """The record it is about, where the work names one."""
    event_type: str | None
    """What had happened, where the work follows from an event."""
    attempts: int
    max_attempts: int
    last_error: str | None
    created_at: datetime
    run_at: datetime
    finished_at: datetime | None
