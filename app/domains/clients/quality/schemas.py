"""How the quality of the base looks on the wire."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints

from app.core.schemas import Input, Schema
from app.domains.clients.quality.rules import MOST_FIELDS

FieldName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.-]{0,80}$")]


class StandardInput(Input):
    """What a client's record should hold."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"fields": ["phone", "email", "source"]}]})

    fields: Annotated[list[FieldName], Field(max_length=MOST_FIELDS)]


class StandardOut(Schema):
    """What a client's record should hold, and what else could be asked for."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "fields": ["phone", "email", "source"],
                    "available": [{"name": "phone", "label": None}],
                    "version": 0,
                }
            ]
        }
    )

    fields: list[str]
    available: list["StandardField"]
    version: int
    """0 while nobody has chosen."""


class StandardField(Schema):
    """A field that may be asked for; `label` is how a person called it, built-in ones are named by the screens."""

    name: str
    label: str | None


class ClientQuality(Schema):
    """How well one record is kept."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "completeness": 67,
                    "missing": [{"name": "source", "label": None}],
                    "bad_phone": False,
                    "bad_email": True,
                }
            ]
        }
    )

    completeness: int
    """In percent of what it should hold."""
    missing: list[StandardField]
    bad_phone: bool
    bad_email: bool


class Figure(Schema):
    """A number of clients, and the filter that lists them."""

    name: str
    count: int
    filter: dict[str, Any]


class FilledField(Schema):
    """How often a field is filled, among those who have it."""

    name: str
    label: str | None
    is_required: bool
    filled: int
    total: int
    filter: dict[str, Any]
    """Lists those in whom it is empty."""


class FilledCount(Schema):
    """How often a field is filled in one manager's base."""

    name: str
    filled: int
    total: int


class KeptBase(Schema):
    """How one manager keeps her clients; nobody's when there is no owner."""

    owner_id: UUID | None
    clients: int
    complete: int
    completeness: int
    no_phone: int
    bad_phone: int
    bad_email: int
    fields: list[FilledCount]


class QualityOut(Schema):
    """How well the base is kept, as far as the caller may read it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "clients": 120,
                    "completeness": 74,
                    "figures": [
                        {"name": "no_phone", "count": 7, "filter": {"field": "has_phone", "is": False}}
                    ],
                    "fields": [],
                    "people": [],
                }
            ]
        }
    )

    clients: int
    completeness: int
    figures: list[Figure]
    fields: list[FilledField]
    people: list[KeptBase]


class FilledBy(Schema):
    """What one person has entered: clients, and fields of clients."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "user_id": "01a200bd-6f10-7a01-8d02-5b1f0a3c9e77",
                    "added": 12,
                    "filled": 40,
                    "corrected": 7,
                    "emptied": 1,
                }
            ]
        }
    )

    user_id: UUID
    added: int
    filled: int
    corrected: int
    emptied: int


Entered = Literal["added", "filled", "corrected", "emptied"]
"""What a person does to the base."""


class FillingRow(Schema):
    """A client added, or a change of one that filled, corrected or emptied fields."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "01a200bd-6f10-7a01-8d02-5b1f0a3c9e78",
                    "at": "2026-11-20T10:15:00Z",
                    "client_id": "01a200bd-6f10-7a01-8d02-5b1f0a3c9e79",
                    "name": "Dilnoza Karimova",
                    "fields": ["position", "source"],
                }
            ]
        }
    )

    id: UUID
    at: datetime
    client_id: UUID | None
    """Null for a client that is not the reader's to see."""
    name: str | None
    fields: list[str]
    """None of an added client."""


class QualityDay(Schema):
    """How the clients of one manager were kept on one day."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "day": "2026-11-20",
                    "owner_id": "01a200bd-6f10-7a01-8d02-5b1f0a3c9e77",
                    "clients": 120,
                    "complete": 80,
                    "completeness": 74,
                    "no_phone": 7,
                    "bad_phone": 2,
                    "bad_email": 1,
                }
            ]
        }
    )

    day: date
    owner_id: UUID | None
    clients: int
    complete: int
    completeness: int
    no_phone: int
    bad_phone: int
    bad_email: int
