"""What is done on a client's card besides changing her fields, on the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from app.core.schemas import ActorRef, Input, Line, Moment, Schema, Text

Channel = Literal["phone", "sms", "email", "messenger", "post", "personal_data"]
ConsentWay = Literal["form", "call", "paper", "message", "other"]


class ConsentInput(Input):
    """What a client allows or forbids."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"channel": "email", "is_granted": True, "how": "form", "proof": "Order 1204"}]
        }
    )

    channel: Channel
    is_granted: bool
    how: ConsentWay
    proof: Annotated[Text, Field(max_length=1000)] | None = None
    given_at: Moment | None = Field(default=None, description="Now when left out; not in the future")


class ConsentOut(Schema):
    """One word of a client about a channel; the last of a channel holds."""

    id: UUID
    channel: Channel
    is_granted: bool
    given_at: datetime
    how: ConsentWay
    proof: str | None
    recorded_by: str


class SharedWith(Schema):
    """With whom a client is shared."""

    user_ids: list[UUID]


class SharedWithInput(Input):
    """With whom a client is to be shared: the whole list."""

    user_ids: list[UUID] = Field(max_length=50)


class EmploymentInput(Input):
    """A person's position at a company."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"position": "Chief accountant"}]})

    position: Line | None = None


class EmploymentOut(Schema):
    """A further tie between a person and a company: of a person's card the company, of a company's the person."""

    client_id: UUID
    name: str
    position: str | None


class RevealInput(Input):
    """Why one has to see it."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "Calling back from my own phone"}]})

    reason: Annotated[Line, Field(min_length=3)]


class RevealOut(Schema):
    """Who asked to see what is masked for her, of whom, and why."""

    id: UUID
    at: datetime
    actor: ActorRef
    client_id: UUID
    client_name: str
    reason: str


class NoteInput(Input):
    """A note for the card."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"text": "Prefers to be called after six"}]})

    text: Annotated[
        Text,
        Field(
            min_length=1,
            description="`<@` and `>` around a colleague's id mention her: she gets a notice. See `/clients/{client_id}/colleagues`",
        ),
    ]


class ColleagueOut(Schema):
    """Somebody who may read a card."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"id": "01a200bd-6f10-7a01-8d02-5b1f0a3c9e77", "name": "Nana K."}]}
    )

    id: UUID
    name: str
