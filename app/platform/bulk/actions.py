"""What can be done to many records; each domain contributes its own actions, which go through its own rules."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.errors import FieldError, InvalidRequestError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record: what it was and is, or why nothing was done; neither where nothing was to be done."""

    record_id: UUID
    before: Any = None
    after: Any = None
    error: str | None = None
    detail: Any = None
    """What else there is to say of the error, such as what was missing."""


@dataclass(frozen=True, slots=True)
class Done:
    """What is to be taken back of one record."""

    record_id: UUID
    before: Any
    after: Any


Check = Callable[[AsyncSession, Actor, Any], Awaitable[None]]
Apply = Callable[[AsyncSession, Actor, Sequence[UUID], Any], Awaitable[Sequence[Outcome]]]
Undo = Callable[[AsyncSession, Actor, Sequence[Done], Any], Awaitable[Sequence[Outcome]]]


@dataclass(frozen=True, slots=True)
class BulkAction:
    """Something that can be done to many records of a kind, and taken back."""

    name: str
    permission: str
    params: type[BaseModel]
    check: Check
    """Refuses what could succeed for no record; asked before anything is written."""
    apply: Apply
    undo: Undo | None
    """An outcome with an error leaves its record as it is. None where there is no way back."""


@dataclass(frozen=True, slots=True)
class BulkSubject:
    """A kind of record with bulk work: how a question becomes the ids of what the actor may read."""

    name: str
    selection: type[BaseModel]
    select: Callable[[AsyncSession, Actor, Any], Awaitable[Select[Any]]]


ActAs = Callable[[AsyncSession, UUID, UUID], Awaitable[Actor | None]]
_subjects: dict[str, BulkSubject] = {}
_actions: dict[tuple[str, str], BulkAction] = {}
_act_as: list[ActAs] = []


def add_bulk(subject: BulkSubject, actions: Sequence[BulkAction]) -> None:
    """Declare a kind of record and what can be done to many. Called by the registry only."""
    _subjects[subject.name] = subject
    _actions.update({(subject.name, action.name): action for action in actions})


def act_with(act_as: ActAs) -> None:
    """Say how background work takes the place of a person, with her rights of that moment. By the registry only."""
    _act_as[:] = [act_as]


async def actor_for(session: AsyncSession, workspace_id: UUID, user_id: UUID) -> Actor | None:
    """Return the person as she may act now, or None when she no longer works here."""
    return await _act_as[0](session, workspace_id, user_id)


def subject_named(name: str) -> BulkSubject:
    """Return a kind of record; raises `InvalidRequestError`."""
    subject: BulkSubject = _named(_subjects, name, "/subject")
    return subject


def action_named(subject: str, name: str) -> BulkAction:
    """Return an action; raises `InvalidRequestError`."""
    known = {key[1]: action for key, action in _actions.items() if key[0] == subject}
    action: BulkAction = _named(known, name, "/action")
    return action


def _named(known: Mapping[str, Any], name: str, pointer: str) -> Any:
    if name not in known:
        detail = f"one of: {', '.join(sorted(known))}"
        raise InvalidRequestError(detail, errors=[FieldError(pointer=pointer, code="unknown", detail=detail)])
    return known[name]
