"""The kinds of records that have lists, and who may read them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.errors import NotFoundError
from app.core.filters import Frame


@dataclass(frozen=True, slots=True)
class ListSubject:
    """A kind of record with lists."""

    name: str
    permission: str
    administer: str
    """The right of those who may change what others have shared."""
    frame: Callable[[AsyncSession, Actor], Awaitable[Frame]]
    """Returns who asks, and what day it is there."""


_subjects: dict[str, ListSubject] = {}


def add_subject(subject: ListSubject) -> None:
    """Declare a kind of record with lists. Called by the registry only."""
    _subjects[subject.name] = subject


def subject_of(actor: Actor, name: str) -> ListSubject:
    """Return a kind of record that the actor may read; raises `NotFoundError`."""
    found: Any = _subjects.get(name)
    if found is None or not actor.may(found.permission):
        raise NotFoundError
    subject: ListSubject = found
    return subject
