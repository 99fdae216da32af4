"""How connections, calls and their cards look on the wire."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from app.core.schemas import Input, Line, Schema, SubjectCard, Text
from app.domains.clients.schemas import ClientRow
from app.domains.identity.schemas import TimeZone
from app.domains.tasks.schemas import NO_STEP, NextTaskInput, TaskOut
from app.domains.telephony.rules import CallResult, Direction

Provider = Literal["generic", "zadarma", "twilio"]
State = Literal["ringing", "answered", "ended"]
Secret = Annotated[str, StringConstraints(strip_whitespace=True, min_length=8, max_length=200)]
PhoneNumber = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=64)]

_CALL_EXAMPLE: dict[str, Any] = {
    "id": "019a4f0e-0000-7000-8000-000000000001",
    "direction": "in",
    "state": "ended",
    "result": "answered",
    "from_number": "+998901234567",
    "to_number": "+998712000000",
    "client_number": "+998901234567",
    "client_id": "019a4f0e-0000-7000-8000-000000000002",
    "client_name": "Dilnoza Karimova",
    "user_id": "019a4f0e-0000-7000-8000-000000000003",
    "user_name": "Nana K.",
    "started_at": "2026-11-03T09:05:10Z",
    "answered_at": "2026-11-03T09:05:20Z",
    "ended_at": "2026-11-03T09:06:32Z",
    "talk_seconds": 72,
    "outcome": None,
    "note": None,
    "version": 3,
}


class ConnectionInput(Input):
    """A new connection. Without `secret` one is made; Zadarma and Twilio sign with theirs, so enter it."""

    name: Line
    provider: Provider
    secret: Secret | None = None
    time_zone: TimeZone | None = Field(
        default=None, description="How to read times without a zone; the workspace's by default"
    )


class ConnectionChange(Input):
    """A change of a connection."""

    name: Line | None = None
    is_active: bool | None = None
    secret: Secret | None = None
    time_zone: TimeZone | None = None


class RotateInput(Input):
    """The new secret, for providers that make it themselves; without it one is made."""

    secret: Secret | None = None


class ConnectionOut(Schema):
    """A connection, without its secret."""

    id: UUID
    name: str
    provider: Provider
    hook_url: str
    time_zone: str
    is_active: bool
    last_event_at: datetime | None
    created_at: datetime
    version: int


class ConnectionWithSecret(ConnectionOut):
    """A connection with its secret, shown this once."""

    secret: str


class CallOut(Schema):
    """One conversation, or the attempt at one."""

    model_config = ConfigDict(from_attributes=True, json_schema_extra={"example": _CALL_EXAMPLE})

    id: UUID
    direction: Direction
    state: State
    result: CallResult | None
    from_number: str = Field(description="Empty when hidden")
    to_number: str
    client_number: str
    client_id: UUID | None
    client_name: str | None
    user_id: UUID | None
    user_name: str | None
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    talk_seconds: int | None
    outcome: str | None
    note: str | None
    version: int


class LastNote(Schema):
    """The newest word about the client."""

    text: str
    at: datetime
    author: str


class ScreenPop(Schema):
    """All that one wants to know when the phone rings: who it is, what it is about, what is planned."""

    call: CallOut
    client: ClientRow | None
    deals: list[SubjectCard]
    tasks_today: list[TaskOut]
    last_note: LastNote | None


class OutcomeOut(Schema):
    """A choice of the outcome list; `key` is what a client translates."""

    key: str
    name: str
    position: int
    is_final: bool


class OutcomeInput(Input):
    """What came of the call, and all that follows, in one command."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"outcome": "wrong_number"},
                {
                    "outcome": "call_back",
                    "note": "Asked for the price of the kitchen",
                    "client_name": "Dilnoza Karimova",
                    "next_task": {
                        "kind": "call",
                        "title": "Tell the price",
                        "due_at": "2026-11-04T09:00:00Z",
                    },
                },
            ]
        },
    )

    outcome: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,40}$")]
    note: Text | None = None
    client_name: Line | None = Field(
        default=None, description="Of an unknown number: the client is created with it"
    )
    next_task: NextTaskInput | None = None
    deal_id: UUID | None = Field(default=None, description="The deal that the next step is about")
    complete_task_id: UUID | None = Field(default=None, description="The planned call that this was")
    no_next_step_reason: Line | None = Field(default=None, description=NO_STEP)

    @model_validator(mode="after")
    def _deal_has_a_step(self) -> Self:
        if self.deal_id is not None and self.next_task is None:
            message = "deal_id says what the next step is about: give next_task too"
            raise ValueError(message)
        return self


class DemoCallInput(Input):
    """A call to simulate: of a number, or of a client, or of any client."""

    from_number: PhoneNumber | None = None
    client_id: UUID | None = None
    scenario: Literal["answered", "missed", "ringing"] = "ringing"


class DemoCallAccepted(Schema):
    """The call is on its way; it comes through the hook like any other."""

    provider_call_id: str
    from_number: str
