"""Pure decisions: what a field's value must look like, and the model that checks all values of a record at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    create_model,
    field_validator,
)
from pydantic_core import PydanticCustomError
from typing_extensions import override

from app.core.mail import is_email
from app.core.money import kept_digits
from app.core.schemas import Input, Line
from app.core.schemas import Text as LongText
from app.core.text import digits

MAX_CHOICES = 200
MAX_CHOSEN = 100
MAX_FILES = 20
_MIN_PHONE_DIGITS, _MAX_PHONE_LENGTH = 2, 60


class FieldKind(StrEnum):
    """What a field holds."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    DATETIME = "datetime"
    YES_NO = "yes_no"
    CHOICE = "choice"
    MULTI_CHOICE = "multi_choice"
    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"
    ADDRESS = "address"
    PERSON = "person"
    FILE = "file"


CHOOSING = frozenset({FieldKind.CHOICE, FieldKind.MULTI_CHOICE})
ON_CARDS = frozenset({FieldKind.FILE})
"""What only clients have: files stand on their cards."""


@dataclass(frozen=True, slots=True)
class FieldView:
    """A definition as the rules read it."""

    id: str
    version: int
    kind: FieldKind
    choices: tuple[str, ...]
    archived_choices: frozenset[str]
    applies_to: frozenset[str]
    is_archived: bool
    group_id: str
    currency: str | None = None
    """Of amounts of money."""


class Address(Input):
    """Where somebody is; at least one part."""

    line: Annotated[Line, Field(max_length=300)] | None = None
    city: Line | None = None
    region: Line | None = None
    postal_code: Annotated[Line, Field(max_length=20)] | None = None
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None
    comment: Line | None = None

    @field_validator("*", mode="before")
    @classmethod
    def _blank_is_none(cls, value: Any) -> Any:
        return None if isinstance(value, str) and not value.strip() else value


def plain_number(value: Decimal) -> str:
    """Return the one spelling of a number, so that equal ones are equal as stored."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _email(value: str) -> str:
    if not is_email(value):
        raise PydanticCustomError("bad_email", "not an e-mail address")
    return value.lower()


def _phone(value: str) -> str:
    if len(digits(value)) < _MIN_PHONE_DIGITS or len(value) > _MAX_PHONE_LENGTH:
        raise PydanticCustomError("bad_phone", "not a phone number")
    return value


def _link(value: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError as error:
        raise PydanticCustomError("bad_link", "not a web address") from error
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise PydanticCustomError("bad_link", "not a web address")
    return value


def _each_once(value: list[str]) -> list[str]:
    return list(dict.fromkeys(value))


def _address(value: Address) -> dict[str, str]:
    parts: dict[str, str] = value.model_dump(exclude_none=True)
    if not parts:
        raise PydanticCustomError("empty_address", "an address needs at least one part")
    return parts


_Number = Annotated[Decimal, Field(max_digits=24, decimal_places=6, allow_inf_nan=False)]
_TYPES: Mapping[FieldKind, Any] = {
    FieldKind.TEXT: Annotated[str, Field(max_length=1000), AfterValidator(str.strip)],
    FieldKind.LONG_TEXT: LongText,
    FieldKind.NUMBER: Annotated[_Number, AfterValidator(plain_number)],
    FieldKind.DATE: Annotated[date, AfterValidator(date.isoformat)],
    FieldKind.DATETIME: Annotated[AwareDatetime, AfterValidator(_moment)],
    FieldKind.YES_NO: StrictBool,
    FieldKind.PHONE: Annotated[Line, AfterValidator(_phone)],
    FieldKind.EMAIL: Annotated[Line, AfterValidator(_email)],
    FieldKind.LINK: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=2000), AfterValidator(_link)
    ],
    FieldKind.ADDRESS: Annotated[Address, AfterValidator(_address)],
}
_ID = Annotated[str, StringConstraints(pattern=r"^[0-9a-f-]{36}$")]


def _type_of(field: FieldView) -> Any:
    match field.kind:
        case FieldKind.PERSON:
            return _ID
        case FieldKind.MONEY:
            return _money(field.currency)
        case FieldKind.FILE:
            return Annotated[list[_ID], Field(max_length=MAX_FILES), AfterValidator(_each_once)]
        case FieldKind.CHOICE:
            return _one_of(field.choices)
        case FieldKind.MULTI_CHOICE:
            chosen: Any = list.__class_getitem__(_one_of(field.choices))
            return Annotated[chosen, Field(max_length=MAX_CHOSEN), AfterValidator(_each_once)]
        case _:
            return _TYPES[field.kind]


def _money(currency: str | None) -> Any:
    places = kept_digits(currency or "")
    amount = Field(max_digits=16 + places, decimal_places=places, allow_inf_nan=False)
    return Annotated[Decimal, amount, AfterValidator(lambda value: f"{value:.{places}f}")]


def _one_of(choices: tuple[str, ...]) -> Any:
    return Literal[choices]


def model_of(fields: Sequence[FieldView]) -> type[BaseModel]:
    """Return the model that checks values by the fields' ids; built once per versions of the definitions."""
    return _model(tuple((field.id, field.version) for field in fields), _Views(fields))


class _Views(tuple[FieldView, ...]):
    """The definitions, left out of the cache's key: ids and versions say it all."""

    __slots__ = ()

    @override
    def __hash__(self) -> int:
        return 0

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Views)


@lru_cache(maxsize=2048)
def _model(_: tuple[tuple[str, int], ...], fields: _Views) -> type[BaseModel]:
    columns: dict[str, Any] = {
        f"field_{number}": (_type_of(field) | None, Field(default=None, alias=field.id))
        for number, field in enumerate(fields)
    }
    return create_model("CustomValues", __config__=ConfigDict(extra="forbid"), **columns)


def is_blank(value: Any) -> bool:
    """Tell whether a value says nothing: it then clears the field."""
    return value is None or (isinstance(value, str) and not value.strip()) or value in ([], {})


def applying(fields: Iterable[FieldView], subject: str) -> list[FieldView]:
    """Return the fields that a kind of client, or a pipeline, has."""
    return [field for field in fields if not field.applies_to or subject in field.applies_to]


def newly_archived(field: FieldView, value: Any, present: Any) -> bool:
    """Tell whether a value chooses what is no longer offered and was not chosen before."""
    if field.kind not in CHOOSING:
        return False
    chosen = set(value if isinstance(value, list) else [value])
    before = set(present if isinstance(present, list) else [present])
    return bool((chosen & field.archived_choices) - before)
