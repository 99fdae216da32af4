"""Bases and field types shared by the request and response models."""

import re
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Generic, TypeVar
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from app.core.money import DIGITS, FINEST, GREATEST

T = TypeVar("T")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")


def _without_control_characters(value: str) -> str:
    if _CONTROL.search(value):
        message = "control characters are not allowed"
        raise ValueError(message)
    return value


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_without_control_characters),
]
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=10_000),
    AfterValidator(_without_control_characters),
]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Amount = Annotated[Decimal, Field(max_digits=DIGITS, decimal_places=FINEST, ge=0, le=GREATEST)]
Moment = AwareDatetime


class Schema(BaseModel):
    """A response: every field is always present."""

    model_config = ConfigDict(from_attributes=True)


class Input(BaseModel):
    """A request body: an unknown key is an error, never silently dropped."""

    model_config = ConfigDict(extra="forbid")


class Page(Schema, Generic[T]):
    """One page of a list; `next_cursor` is null on the last."""

    items: list[T]
    next_cursor: str | None


class Listing(Schema, Generic[T]):
    """A short list that always comes whole."""

    items: list[T]


class Count(Schema):
    """How many rows a list has in all."""

    count: int


class SubjectRef(Schema):
    """Which record something is about."""

    type: str
    id: UUID


class ActorRef(Schema):
    """Who did something: a person, an API key, or the system itself."""

    kind: str
    id: UUID | None
    name: str


class SubjectCard(Schema):
    """A record in one line, as other records show it."""

    type: str
    id: UUID
    title: str
    subtitle: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    hint: str | None = None
    since: datetime | None = None
