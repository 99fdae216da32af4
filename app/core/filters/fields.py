"""The fields by which records are filtered, sorted, grouped and shown; each domain contributes its own.

A field's name is only ever a key of this registry: it never becomes SQL text. What a field may be asked follows from
its kind, and whether somebody may use it from the right and the group of fields that it belongs to.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor


class Kind(StrEnum):
    """What sort of values a field has."""

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
    SEGMENT = "segment"


_EQUAL = ("is", "is_not", "any_of", "none_of")
_KNOWN = ("is_empty", "is_filled")
_ORDER = ("gt", "gte", "lt", "lte", "between")
_WORDS = (*_EQUAL, "contains", "starts_with", *_KNOWN)
_DAYS = ("within_days", "older_than_days")
OPERATORS: Mapping[Kind, tuple[str, ...]] = {
    **dict.fromkeys((Kind.TEXT, Kind.LONG_TEXT, Kind.PHONE, Kind.EMAIL, Kind.LINK, Kind.ADDRESS), _WORDS),
    **dict.fromkeys((Kind.NUMBER, Kind.MONEY), ("is", "is_not", *_ORDER, *_KNOWN)),
    **dict.fromkeys((Kind.DATE, Kind.DATETIME), (*_DAYS, "is", *_ORDER, *_KNOWN)),
    Kind.YES_NO: ("is",),
    Kind.CHOICE: (*_EQUAL, *_KNOWN),
    Kind.PERSON: (*_EQUAL, *_KNOWN),
    Kind.MULTI_CHOICE: ("contains", "any_of", "none_of", *_KNOWN),
    Kind.FILE: _KNOWN,
    Kind.SEGMENT: ("in_segment",),
}
UNSORTED = frozenset({Kind.LONG_TEXT, Kind.MULTI_CHOICE, Kind.FILE, Kind.SEGMENT})
Expression = Callable[[Actor], Any]
Test = Callable[[Actor, Any], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a kind of record."""

    name: str
    kind: Kind
    expression: Expression
    """Its value, of the row at hand; what it reads of other tables it correlates by workspace and id."""
    group: str = "events"
    """The group of fields by which roles are given rights."""
    permission: str | None = None
    """A right that its use needs besides."""
    nullable: bool = True
    sortable: bool = True
    groupable: bool = False
    shown: bool = True
    """Whether lists can have it as a column."""
    sort: Expression | None = None
    """What to sort by, where that is not the value itself; never empty unless the field is `nullable`."""
    refers: str | None = None
    """The kind of record whose ids are its values."""
    options: tuple[str, ...] = ()
    """The values of a closed choice."""
    option_labels: tuple[str, ...] = ()
    """What a person called them; those of built-in fields are named by the screens."""
    label: str | None = None
    """What a person called it; built-in fields are named by the screens."""
    tests: Mapping[str, Test] = field(default_factory=dict)
    """Operators that ask the database in a way of their own."""

    @property
    def operators(self) -> tuple[str, ...]:
        """Return what it can be asked."""
        return OPERATORS[self.kind]

    @property
    def may_sort(self) -> bool:
        """Tell whether lists can be sorted by it."""
        return self.sortable and self.kind not in UNSORTED

    def may_be_used_by(self, actor: Actor) -> bool:
        """Tell whether the actor may filter and sort by it and see it."""
        is_allowed = self.permission is None or actor.may(self.permission)
        return is_allowed and (not self.group or actor.reads(self.group))


Fields = Mapping[str, FieldSpec]
Source = Callable[[AsyncSession, Actor], Awaitable[Iterable[FieldSpec]]]
"""Reads fields that are rows themselves, such as those that a workspace has defined."""

_fields: dict[str, dict[str, FieldSpec]] = {}
_sources: dict[str, dict[str, Source]] = {}


def add_fields(subject: str, fields: Iterable[FieldSpec]) -> None:
    """Contribute fields to a kind of record. Called by the registry only."""
    _fields.setdefault(subject, {}).update({spec.name: spec for spec in fields})


def add_source(subject: str, prefix: str, source: Source) -> None:
    """Contribute fields that are found in the database; their names begin with the prefix. By the registry only."""
    _sources.setdefault(subject, {})[prefix] = source


async def fields_of(
    session: AsyncSession, actor: Actor, subject: str, names: Sequence[str] | None = None
) -> Fields:
    """Return the fields of a kind of record that the actor may use.

    Args:
        session: where the workspace's own fields are read.
        actor: who asks.
        subject: the kind of record.
        names: which fields are needed; None means all. Only then are sources that hold none of them left alone.
    """
    known = dict(_fields.get(subject, {}))
    for prefix, source in _sources.get(subject, {}).items():
        if names is None or any(name.startswith(prefix) for name in names):
            known.update({spec.name: spec for spec in await source(session, actor)})
    return {name: spec for name, spec in known.items() if spec.may_be_used_by(actor)}
