"""The fields by which clients are filtered, sorted, grouped and shown."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, any_, column, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased
from sqlalchemy.types import Uuid

from app.core.auth import EVENTS, PERSONAL, Actor
from app.core.filters import FieldSpec, Kind
from app.domains.clients.models import Client, ContactPoint
from app.domains.clients.rules import EMAIL, PHONE

SUBJECT = "client"
OPEN = ""
"""What belongs to no group of fields everybody may use who reads clients at all."""


def _plain(attribute: Any) -> Any:
    return lambda _: attribute


def _field(name: str, kind: Kind, attribute: Any, group: str, **more: Any) -> FieldSpec:
    return FieldSpec(name, kind, _plain(attribute), group, nullable=bool(attribute.nullable), **more)


def _company_name(_: Actor) -> Any:
    company = aliased(Client)
    return (
        select(company.name)
        .where(company.workspace_id == Client.workspace_id, company.id == Client.company_id)
        .correlate(Client)
        .scalar_subquery()
    )


def tagged(actor: Actor, value: Any, frequent: Collection[str] = ()) -> ColumnElement[bool]:
    """Return the condition of clients with one of these tags.

    Under row level security no index of an array is used, hence a function of the database; it hands out all of them.
    """
    wanted = list(dict.fromkeys(value if isinstance(value, list) else [value]))
    if any(tag in frequent for tag in wanted):
        return or_(*(literal(tag) == any_(Client.tags) for tag in wanted))
    found = [
        select(
            func.clients_tagged(tag)
            .table_valued(column("id", Uuid), name=f"tagged_{place}")
            .render_derived()
            .c.id
        )
        for place, tag in enumerate(wanted)
    ]
    ids = found[0] if len(found) == 1 else union_all(*found)
    return (Client.workspace_id == actor.workspace_id) & Client.id.in_(ids)


def _has_point(*conditions: Any) -> Any:
    return (
        exists()
        .where(
            ContactPoint.workspace_id == Client.workspace_id,
            ContactPoint.client_id == Client.id,
            *conditions,
        )
        .correlate(Client)
    )


def _bad(kind: str) -> Any:
    """A way that is known not to work; of a phone also one that is no number."""
    bad = ContactPoint.bad_reason.is_not(None)
    found = bad | ContactPoint.normalized.is_(None) if kind == PHONE else bad
    return lambda _: _has_point(ContactPoint.kind == kind, found)


def _verified(kind: str) -> Any:
    return lambda _: _has_point(ContactPoint.kind == kind, ContactPoint.verified_at.is_not(None))


def _truth(name: str, expression: Any) -> FieldSpec:
    return FieldSpec(name, Kind.YES_NO, expression, OPEN, nullable=False, sortable=False)


CLIENT_FIELDS: Sequence[FieldSpec] = (
    _field("name", Kind.TEXT, Client.name, OPEN, sort=_plain(Client.sort_name)),
    _field("kind", Kind.CHOICE, Client.kind, OPEN, options=("person", "company"), groupable=True),
    _field("given_name", Kind.TEXT, Client.given_name, PERSONAL),
    _field("family_name", Kind.TEXT, Client.family_name, PERSONAL),
    _field("phone", Kind.PHONE, Client.phone, PERSONAL),
    _field("email", Kind.EMAIL, Client.email, PERSONAL),
    _field("position", Kind.TEXT, Client.position, PERSONAL),
    _field(
        "company_id",
        Kind.PERSON,
        Client.company_id,
        PERSONAL,
        refers="client",
        groupable=True,
        sortable=False,
    ),
    FieldSpec("company", Kind.TEXT, _company_name, PERSONAL, sortable=False),
    _field("language", Kind.TEXT, Client.language, PERSONAL, groupable=True),
    _field("tax_id", Kind.TEXT, Client.tax_id, PERSONAL),
    _field("time_zone", Kind.TEXT, Client.time_zone, PERSONAL),
    _field("owner_id", Kind.PERSON, Client.owner_id, OPEN, refers="user", groupable=True),
    _field("tags", Kind.MULTI_CHOICE, Client.tags, EVENTS, tests={"contains": tagged, "any_of": tagged}),
    _field("source", Kind.TEXT, Client.source, EVENTS, groupable=True),
    _field("qualification", Kind.TEXT, Client.qualification, EVENTS, groupable=True),
    _field("note", Kind.LONG_TEXT, Client.note, EVENTS),
    _field("last_contact_at", Kind.DATETIME, Client.last_contact_at, OPEN),
    FieldSpec(
        "quiet_since",
        Kind.DATETIME,
        _plain(func.coalesce(Client.last_contact_at, Client.created_at)),
        OPEN,
        nullable=False,
    ),
    _field("created_at", Kind.DATETIME, Client.created_at, OPEN),
    _field("updated_at", Kind.DATETIME, Client.updated_at, OPEN),
    FieldSpec("has_phone", Kind.YES_NO, _plain(Client.phone.is_not(None)), OPEN, nullable=False),
    FieldSpec("has_email", Kind.YES_NO, _plain(Client.email.is_not(None)), OPEN, nullable=False),
    _truth("bad_phone", _bad(PHONE)),
    _truth("bad_email", _bad(EMAIL)),
    _truth("verified_phone", _verified(PHONE)),
    _truth("verified_email", _verified(EMAIL)),
)
