"""What is done on a client's card besides changing her fields, on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field

from app.core.schemas import ActorRef, Input, Line, Schema, Text


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

    text: Annotated[Text, Field(min_length=1)]
