"""How clients look on the wire, and to the domains above."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints, ValidationInfo, field_validator
from pydantic.networks import validate_email
from pydantic_core import PydanticCustomError

from app.core.schemas import Input, Line, Schema, SubjectRef, Text
from app.core.text import digits
from app.domains.identity.schemas import TimeZone
from app.platform.customfields.schemas import CustomValues

ClientKind = Literal["person", "company"]
ContactKind = Literal["phone", "email"]
Matched = Literal["phone", "email"]
Tag = Annotated[Line, StringConstraints(max_length=50)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$")]
MAX_TAGS = 50
MAX_CONTACT_POINTS = 50
MAX_PHONE_LENGTH = 60
MIN_PHONE_DIGITS = 2

PERSON_EXAMPLE: dict[str, Any] = {
    "kind": "person",
    "name": "Ғуломов Шерзод",
    "contact_points": [
        {"kind": "phone", "value": "90 123-45-67", "label": "mobile", "is_main": True},
        {"kind": "email", "value": "sherzod@example.com"},
    ],
    "tags": ["wholesale"],
    "source": "exhibition",
}
ROW_EXAMPLE: dict[str, Any] = {
    "id": "01a200bd-762d-77b5-9246-6547d8874dfe",
    "kind": "person",
    "name": "Ғуломов Шерзод",
    "company_id": "01a200bd-7190-7c5a-b4ba-34e92089fdc6",
    "company_name": "Anor Mebel",
    "phone": "+998901234567",
    "email": "sherzod@example.com",
    "owner_id": "01a200bd-6f10-7a01-8d02-5b1f0a3c9e77",
    "tags": ["wholesale"],
    "source": "exhibition",
    "last_contact_at": "2026-11-20T09:30:00Z",
    "created_at": "2026-11-01T08:00:00Z",
    "version": 3,
}
CARD_EXAMPLE: dict[str, Any] = {
    "given_name": "Шерзод",
    "family_name": "Ғуломов",
    "position": "Director",
    "language": "uz",
    "time_zone": "Asia/Tashkent",
    "note": "Prefers to be called after six",
    "custom": {"01a200bd-762d-77b5-9246-6547d8874dfe": "250000.00"},
    "contact_points": [
        {
            "id": "01a200bd-763d-74b0-8a17-2d3ceff9e384",
            "kind": "phone",
            "value": "90 123-45-67",
            "normalized": "+998901234567",
            "label": "mobile",
            "is_main": True,
        }
    ],
    "updated_at": "2026-11-20T09:31:00Z",
}


class ContactPointInput(Input):
    """A phone or an e-mail, as written."""

    kind: ContactKind
    value: Line
    label: Line | None = None
    is_main: bool = False

    @field_validator("value")
    @classmethod
    def _check_value(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("kind") == "email":
            try:
                validate_email(value)
            except ValueError as error:
                raise PydanticCustomError("bad_email", "not an e-mail address") from error
        elif len(digits(value)) < MIN_PHONE_DIGITS or len(value) > MAX_PHONE_LENGTH:
            raise PydanticCustomError("bad_phone", "not a phone number")
        return value


class ContactPointOut(Schema):
    """A phone or an e-mail: as written, and normalized (E.164, lower case)."""

    id: UUID
    kind: ContactKind
    value: str
    normalized: str | None
    label: str | None
    is_main: bool


class ClientFields(Input):
    """What is known about a client besides her name."""

    given_name: Line | None = None
    family_name: Line | None = None
    company_id: UUID | None = None
    position: Line | None = None
    owner_id: UUID | None = None
    source: Line | None = None
    language: Language | None = None
    time_zone: TimeZone | None = None
    note: Text | None = None
    custom: CustomValues = Field(default_factory=dict)


class ClientInput(ClientFields):
    """A new client. Without `owner_id` she is her creator's, if that is a manager, else nobody's."""

    model_config = ConfigDict(json_schema_extra={"examples": [PERSON_EXAMPLE]})

    kind: ClientKind
    name: Line
    tags: list[Tag] = Field(default_factory=list, max_length=MAX_TAGS)
    contact_points: list[ContactPointInput] = Field(default_factory=list, max_length=MAX_CONTACT_POINTS)
    allow_duplicate: bool = False


class ClientChange(ClientFields):
    """A change: what is left out stays; `tags` and `contact_points` replace the whole list."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"position": "Chief accountant", "tags": ["wholesale", "vip"]}]}
    )

    # Factories, not defaults: the document then says that they may be left out, without promising a value.
    name: Line = Field(default_factory=str)
    tags: list[Tag] = Field(default_factory=list, max_length=MAX_TAGS)
    contact_points: list[ContactPointInput] = Field(default_factory=list, max_length=MAX_CONTACT_POINTS)


class ClientRow(Schema):
    """A client in a list."""

    model_config = ConfigDict(json_schema_extra={"examples": [ROW_EXAMPLE]})

    id: UUID
    kind: ClientKind
    name: str
    company_id: UUID | None
    company_name: str | None
    phone: str | None
    email: str | None
    owner_id: UUID | None
    tags: list[str]
    source: str | None
    last_contact_at: datetime | None
    created_at: datetime
    version: int


class ClientOut(ClientRow):
    """A client's card."""

    model_config = ConfigDict(json_schema_extra={"examples": [{**ROW_EXAMPLE, **CARD_EXAMPLE}]})

    given_name: str | None
    family_name: str | None
    position: str | None
    language: str | None
    time_zone: str | None
    note: str | None
    custom: dict[str, Any]
    contact_points: list[ContactPointOut]
    updated_at: datetime


class LookupOut(Schema):
    """Whose a phone is, as far as the caller may see."""

    normalized: str | None
    items: list[ClientRow]


class NoteInput(Input):
    """A note for the card."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"text": "Prefers to be called after six"}]})

    text: Annotated[Text, Field(min_length=1)]


class DuplicateCandidate(Schema):
    """A client who has the phone or e-mail: `id` and `name` only if the caller may see her."""

    id: UUID | None
    name: str | None
    owner_name: str | None
    matched: Matched


class TimelineAdded(Schema):
    """Something new stands on a client's card."""

    event_type: str
    subject: SubjectRef


class ClientVersion(Schema):
    """A client was changed."""

    id: UUID
    version: int


# --- for the domains above -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ClientRef:
    """A client in short, with her owner."""

    id: UUID
    kind: str
    name: str
    company_id: UUID | None
    company_name: str | None
    owner_id: UUID | None
    phone: str | None
    email: str | None
    version: int


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """What other records show of their client."""

    id: UUID
    name: str
    company_name: str | None
    phone: str | None
    email: str | None
