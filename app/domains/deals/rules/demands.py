"""What a stage can demand: built-in fields of the deal, its client and the client's company, and the workspace's own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from app.core.filters import Kind
from app.platform.customfields.rules import FieldKind, is_blank

DEAL, CLIENT, COMPANY_OF = "deal", "client", "company"
OWN_KEY = re.compile(r"^(deal|client|company)\.custom\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$")


class FieldKey(StrEnum):
    """A built-in field that a stage can demand."""

    AMOUNT = "deal.amount"
    EXPECTED_ON = "deal.expected_on"
    DESCRIPTION = "deal.description"
    PRODUCTS = "deal.products"
    DEAL_SOURCE = "deal.source"
    CAMPAIGN = "deal.campaign"
    DECISION_MAKER = "deal.decision_maker"
    COMPETITOR = "deal.competitor"
    PHONE = "client.phone"
    EMAIL = "client.email"
    COMPANY = "client.company"
    POSITION = "client.position"
    SOURCE = "client.source"
    LANGUAGE = "client.language"
    QUALIFICATION = "client.qualification"
    COMPANY_PHONE = "company.phone"
    COMPANY_EMAIL = "company.email"
    COMPANY_TAX_ID = "company.tax_id"


_Filled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_SPECIAL: Mapping[str, tuple[str, Any]] = {
    FieldKey.AMOUNT: ("money", Annotated[Decimal, Field(gt=0)]),
    FieldKey.EXPECTED_ON: ("date", date),
    FieldKey.DECISION_MAKER: ("client", UUID),
    FieldKey.COMPETITOR: ("competitor", UUID),
    FieldKey.PRODUCTS: ("products", Annotated[int, Field(gt=0)]),
    FieldKey.PHONE: ("phone", _Filled),
    FieldKey.EMAIL: ("email", _Filled),
    FieldKey.COMPANY: ("company", _Filled),
    FieldKey.COMPANY_PHONE: ("phone", _Filled),
    FieldKey.COMPANY_EMAIL: ("email", _Filled),
    FieldKey.DESCRIPTION: ("long_text", _Filled),
    FieldKey.QUALIFICATION: ("qualification", _Filled),
}
PERSONS_ONLY = frozenset({FieldKey.POSITION})
"""What only a person has: it is not asked of a company."""

CONDITION_KINDS: Mapping[str, Kind] = {
    "deal.amount": Kind.MONEY,
    "deal.currency": Kind.TEXT,
    "deal.expected_on": Kind.DATE,
    "deal.owner_id": Kind.PERSON,
    "deal.source": Kind.TEXT,
    "deal.campaign": Kind.TEXT,
    "client.kind": Kind.CHOICE,
    "client.phone": Kind.PHONE,
    "client.email": Kind.EMAIL,
    "client.position": Kind.TEXT,
    "client.source": Kind.TEXT,
    "client.language": Kind.TEXT,
    "client.qualification": Kind.TEXT,
    "client.tags": Kind.MULTI_CHOICE,
    "client.owner_id": Kind.PERSON,
    "company.tax_id": Kind.TEXT,
}
"""What conditions may ask besides the workspace's own fields."""
AROUND = frozenset({FieldKey.DECISION_MAKER, FieldKey.COMPETITOR})
"""What stands in tables of its own, and is read only where a contract asks."""
CLIENT_KINDS = ("person", "company")


@dataclass(frozen=True, slots=True)
class OwnField:
    """One of the workspace's own fields, as a stage of one deal meets it."""

    label: str
    kind: FieldKind
    choices: tuple[tuple[str, str], ...] = ()
    """Id and name of what is still offered."""
    currency: str | None = None
    applies: bool = True
    """Whether this deal, client or company has the field at all."""


def subject_of(key: str) -> str:
    """Return of which record a key speaks: `deal`, `client` or `company`."""
    return key.partition(".")[0]


def own_id(key: str) -> str | None:
    """Return the definition's id of a key of the workspace's own field."""
    found = OWN_KEY.match(key)
    return found[2] if found else None


def input_of(key: str, own: Mapping[str, OwnField]) -> str:
    """Return what kind of input asks for a field."""
    if key in own:
        return own[key].kind
    return _SPECIAL[key][0] if key in _SPECIAL else "text"


def type_of(key: str) -> Any:
    """Return what a demanded value must be. Own fields are checked by their definitions when they are written."""
    if own_id(key) is not None:
        return Annotated[Any, AfterValidator(_filled)]
    return _SPECIAL[key][1] if key in _SPECIAL else _Filled


def _filled(value: Any) -> Any:
    if is_blank(value):
        raise PydanticCustomError("required", "nothing is filled in")
    return value


def condition_kind(key: str, own: Mapping[str, OwnField]) -> Kind | None:
    """Return what sort of values a field has, as conditions ask it."""
    return Kind(own[key].kind) if key in own else CONDITION_KINDS.get(key)
