"""What happened to calls and connections."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from app.core.auth import EVENTS, PERSONAL
from app.core.events import Event
from app.core.masking import Rules, phone, text


class CallEvent(Event):
    """Something about one call; stands on the client's card."""

    subject_type: ClassVar[str] = "call"
    subject_field: ClassVar[str] = "call_id"
    permission: ClassVar[str] = "calls:read"
    timeline_field: ClassVar[str | None] = "client_id"
    hidden: ClassVar[Rules] = {"client_number": phone(PERSONAL), "note": text(EVENTS)}

    call_id: UUID
    client_id: UUID | None
    client_number: str | None
    direction: str
    user_id: UUID | None


class CallRinging(CallEvent):
    """A call came to life, or began to ring one more person. `shown_to`: whose screens show its card."""

    type: ClassVar[str] = "call.ringing"

    extension: str | None
    shown_to: tuple[UUID, ...]


class CallAnswered(CallEvent):
    """Somebody answered. `shown_to`: whose screens show the card only now."""

    type: ClassVar[str] = "call.answered"

    answered_at: datetime | None
    shown_to: tuple[UUID, ...]


class CallEnded(CallEvent):
    """The call is over."""

    type: ClassVar[str] = "call.ended"

    result: str
    talk_seconds: int | None
    ended_at: datetime | None
    is_presumed: bool = False
    """Nothing was heard of the call for too long; the true end, should it still be told, follows as another."""


class CallMissed(CallEvent):
    """A client called and nobody answered: somebody has to call back."""

    type: ClassVar[str] = "call.missed"

    started_at: datetime


class CallOutcomeRecorded(CallEvent):
    """A person said what came of the call."""

    type: ClassVar[str] = "call.outcome_recorded"

    outcome: str
    note: str | None
    task_id: UUID | None
    """The next step, if one was planned with it."""


class ConnectionEvent(Event):
    """Something about a connection; for administrators."""

    subject_type: ClassVar[str] = "telephony_connection"
    subject_field: ClassVar[str] = "connection_id"
    permission: ClassVar[str] = "telephony:manage"

    connection_id: UUID
    name: str


class ConnectionCreated(ConnectionEvent):
    """A connection was made."""

    type: ClassVar[str] = "telephony_connection.created"
    provider: str


class ConnectionChanged(ConnectionEvent):
    """A connection was changed; a new secret is told as such, without itself."""

    type: ClassVar[str] = "telephony_connection.changed"
    changes: dict[str, tuple[Any, Any]]


class ConnectionRotated(ConnectionEvent):
    """The address and the secret were replaced; the old ones are dead."""

    type: ClassVar[str] = "telephony_connection.rotated"


class ConnectionRemoved(ConnectionEvent):
    """The connection was removed."""

    type: ClassVar[str] = "telephony_connection.removed"
