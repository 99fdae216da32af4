"""How clients look on the wire, and to the domains above."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from app.core.mail import is_email
from app.core.schemas import Input, Line, Schema, SubjectRef, Text
from app.core.text import digits
from app.domains.clients.rules.matching import Reason
from app.domains.identity.schemas import TimeZone
from app.platform.customfields.schemas import CustomValues

ClientKind = Literal["person", "company"]
ContactKind = Literal[
    "phone",
    "email",
    "telegram",
    "whatsapp",
    "viber",
    "signal",
    "instagram",
    "facebook",
    "website",
    "address",
]
BadReason = Literal["unreachable", "wrong_person", "does_not_exist", "bounced", "asked_not_to"]
Qualification = Literal["new", "working", "qualified", "unqualified"]
Matched = Literal["tax_id", "phone", "email", "name"]
Tag = Annotated[Line, StringConstraints(max_length=50)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$")]
MAX_SIMILAR = 10
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
CANDIDATE_EXAMPLE: dict[str, Any] = {
    "id": "01a200bd-762d-77b5-9246-6547d8874dfe",
    "name": "Ғуломов Шерзод",
    "owner_name": "Nana K.",
    "matched": "phone",
    "score": 88,
    "reasons": ["phone", "name"],
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
            "verified_at": "2026-11-02T10:00:00Z",
            "bad_reason": None,
        }
    ],
    "qualification": "qualified",
    "updated_at": "2026-11-20T09:31:00Z",
}


class ContactPointInput(Input):
    """A way to reach somebody, as written."""

    kind: ContactKind
    value: Line
    label: Line | None = None
    is_main: bool = False
    is_verified: bool | None = Field(default=None, description="Left out: as it was")
    bad_reason: BadReason | None = Field(default=None, description="Left out: as it was; null: it is good")

    @field_validator("value")
    @classmethod
    def _check_value(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("kind") == "email":
            if not is_email(value):
                raise PydanticCustomError("bad_email", "not an e-mail address")
        elif info.data.get("kind") != "phone":
            return value
        elif len(digits(value)) < MIN_PHONE_DIGITS or len(value) > MAX_PHONE_LENGTH:
            raise PydanticCustomError("bad_phone", "not a phone number")
        return value


class ContactPointOut(Schema):
    """A way to reach somebody: as written, and normalized (E.164, lower case)."""

    id: UUID
    kind: ContactKind
    value: str
    normalized: str | None
    label: str | None
    is_main: bool
    verified_at: datetime | None
    bad_reason: BadReason | None


def _plain_tax_id(value: str) -> str:
    return "".join(character for character in value.upper() if character.isalnum())


TaxId = Annotated[
    str,
    AfterValidator(_plain_tax_id),
    StringConstraints(strip_whitespace=True, max_length=40),
    Field(pattern=r"[0-9A-Za-z]", description="Kept without spaces and dashes", examples=["301234567"]),
]


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
    qualification: Qualification | None = None
    custom: CustomValues = Field(default_factory=dict)
    tax_id: TaxId | None = None


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
    qualification: Qualification | None
    custom: dict[str, Any]
    tax_id: str | None
    contact_points: list[ContactPointOut]
    updated_at: datetime
    merged_from: UUID | None = Field(
        default=None, description="The id that was asked for, when that record was found to be this client"
    )


class LookupOut(Schema):
    """Whose a phone is, as far as the caller may see."""

    normalized: str | None
    items: list[ClientRow]


class DuplicateCandidate(Schema):
    """A client who may be the same: `id` and `name` only if the caller may see her."""

    model_config = ConfigDict(json_schema_extra={"examples": [CANDIDATE_EXAMPLE]})

    id: UUID | None
    name: str | None
    owner_name: str | None
    matched: Matched
    score: int = Field(ge=0, le=100)
    reasons: list[Reason]


class SimilarInput(Input):
    """What is known so far about somebody who is being added."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"kind": "person", "name": "Sherzod Gulomov", "phones": ["901234567"]}]
        }
    )

    kind: ClientKind = "person"
    name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    phones: list[Annotated[str, StringConstraints(max_length=MAX_PHONE_LENGTH)]] = Field(
        default_factory=list, max_length=MAX_SIMILAR
    )
    emails: list[Annotated[str, StringConstraints(max_length=320)]] = Field(
        default_factory=list, max_length=MAX_SIMILAR
    )
    tax_id: Annotated[str, StringConstraints(max_length=40), AfterValidator(_plain_tax_id)] | None = None
    company_id: UUID | None = None
    except_id: UUID | None = None
    """A record that is not to be found: the one being edited."""


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
