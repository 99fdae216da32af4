"""What travels to the sockets: frames on topics, made from events by projectors."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.events import Event, EventRecord, parse
from app.core.schemas import Schema

PARTITIONS = 16
"""Streams are spread over so many keys, stable for ever, so that Redis can be sharded later."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message for everybody subscribed to a topic who may see records of its owner.

    `data` is one of the schemas listed in the registry; `owned` says that `owner_id` limits who hears it, `needs`
    which right one must hold beside the topic's, and `lost_to` that it is only for those who may see the records of
    `owner_id` but not those of that person. `shared_with` hear it whoever owns the record.
    """

    topic: str
    type: str
    data: Schema
    owned: bool = False
    owner_id: UUID | None = None
    needs: str = ""
    lost_to: UUID | None = None
    shared_with: frozenset[UUID] = frozenset()

    def encode(self) -> tuple[str, str, bytes, str, str, str, str]:
        """Return the fields of the stream entry.

        Topic, type, data, owner ('' all, '-' nobody), right, new owner, and who hears it besides, with commas.
        """
        owner = (str(self.owner_id) if self.owner_id else "-") if self.owned else ""
        shared_with = ",".join(map(str, self.shared_with))
        return (
            self.topic,
            self.type,
            to_json(self.data),
            owner,
            self.needs,
            str(self.lost_to or ""),
            shared_with,
        )


def me(user_id: UUID) -> str:
    """Return the topic of one person."""
    return f"me:{user_id}"


def partition_key(workspace_id: UUID) -> str:
    """Return the stream of a workspace."""
    return f"rt:{{{workspace_id.int % PARTITIONS}}}"


@dataclass(frozen=True, slots=True)
class Told:
    """An event to be made known, as stored and as read."""

    record: EventRecord
    event: Event


Projector = Callable[[AsyncSession, Sequence[Told]], Awaitable[Sequence[Iterable[Frame]]]]
"""Makes the frames of each of some events, reading what they show; must give the same answer when repeated later."""


def each(
    project: Callable[[AsyncSession, EventRecord, Event], Awaitable[Iterable[Frame]]],
) -> Projector:
    """Return the projector that makes the frames of one event after the other."""

    @wraps(project)
    async def project_each(session: AsyncSession, told: Sequence[Told]) -> list[Iterable[Frame]]:
        return [await project(session, one.record, one.event) for one in told]

    return project_each


_projectors: dict[str, list[Projector]] = {}
_every_event: list[Projector] = []


def project_with(event: type[Event] | None, projector: Projector) -> None:
    """Register a projector for an event type, or for every event. Called by the registry only."""
    target = _every_event if event is None else _projectors.setdefault(event.type, [])
    if projector not in target:
        target.append(projector)


async def frames_of(session: AsyncSession, records: Sequence[EventRecord]) -> list[list[Frame]]:
    """Return every frame that each of the events makes."""
    told = [Told(record, parse(record.type, record.data)) for record in records]
    frames: dict[UUID, list[Frame]] = {record.id: [] for record in records}
    projectors = [*(projector for one in told for projector in _of_type(one)), *_every_event]
    for projector in dict.fromkeys(projectors):
        concerned = [one for one in told if projector in _of_type(one) or projector in _every_event]
        for one, made in zip(concerned, await projector(session, concerned), strict=True):
            frames[one.record.id].extend(made)
    return list(frames.values())


def _of_type(told: Told) -> Sequence[Projector]:
    return _projectors.get(told.record.type, ())


Authorize = Callable[[AsyncSession, Actor, UUID], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic one may subscribe to: `name` alone, or `name:<id>` when `authorize` is given."""

    name: str
    permission: str | None
    authorize: Authorize | None = None


TOPICS: dict[str, Topic] = {}
FRAME_TYPES: dict[tuple[str, str], type[Schema]] = {}


def add_topic(topic: Topic, frames: dict[str, Any]) -> None:
    """Declare a topic and the schema of each frame type on it. Called by the registry only."""
    TOPICS[topic.name] = topic
    for frame_type, schema in frames.items():
        FRAME_TYPES[topic.name, frame_type] = schema
