"""What happened: one append-only row per event, written in the transaction of the change itself.

The same row is the card's timeline, the audit log, the source of realtime frames, of subscribers' jobs and of
`GET /events`. Payloads carry ids and facts. Order holds per record, because whoever changes a record holds its lock.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

import structlog
from pydantic import BaseModel, ConfigDict
from sqlalchemy import BigInteger, Index, bindparam, case
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column
from typing_extensions import override

from app.core import jobs
from app.core.auth import Actor
from app.core.clock import now
from app.core.db import outbox
from app.core.ids import uuid7
from app.core.masking import Rules
from app.core.orm import Base
from app.core.prepared import Prepared, insertion

EVENT_TYPES: dict[str, type["Event"]] = {}
_subscribers: dict[str, list[str]] = {}


class Event(BaseModel):
    """A fact about one record. A subclass names its type, its subject and, if it belongs on a card, the client's id."""

    model_config = ConfigDict(frozen=True)

    type: ClassVar[str]
    subject_type: ClassVar[str]
    subject_field: ClassVar[str]
    permission: ClassVar[str]
    """Which right lets one read the event: in timelines, in the logs, and as a frame on an open card."""
    timeline_field: ClassVar[str | None] = None
    hidden: ClassVar[Rules] = {}
    """Which of its facts, and of the fields that it says were changed, belong to a group that not every role may read."""

    @classmethod
    @override
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Register the type, so that a stored row can be read back."""
        super().__pydantic_init_subclass__(**kwargs)
        if "type" in cls.__dict__:
            EVENT_TYPES[cls.type] = cls

    @property
    def subject_id(self) -> UUID:
        """Return the id of the record that the event is about."""
        found: UUID = getattr(self, self.subject_field)
        return found

    @property
    def timeline_id(self) -> UUID | None:
        """Return the id of the client on whose card the event stands."""
        return getattr(self, self.timeline_field) if self.timeline_field else None


class EventRecord(Base):
    """A stored event; partitioned by month."""

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_timeline", "workspace_id", "timeline_id", "created_at", "id"),
        Index("ix_events_subject", "workspace_id", "subject_id", "created_at", "id"),
        Index("ix_events_position", "workspace_id", "position"),
        Index("ix_events_unplaced", "workspace_id", "id", postgresql_where="position IS NULL"),
        {"postgresql_partition_by": "RANGE (created_at)"},
    )

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = mapped_column(primary_key=True, default=now)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    type: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[UUID]
    timeline_id: Mapped[UUID | None]
    actor_kind: Mapped[str]
    actor_id: Mapped[UUID | None]
    actor_name: Mapped[str]
    data: Mapped[dict[str, Any]] = mapped_column(JSONB)
    trace_id: Mapped[str | None]
    position: Mapped[int | None] = mapped_column(BigInteger)
    """The place in the workspace's one order; stamped by the relay, rises without gaps."""


class EventPosition(Base):
    """How far a workspace's events are placed, and how far they are published to the sockets."""

    __tablename__ = "event_positions"

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(BigInteger, default=0)
    published: Mapped[int] = mapped_column(BigInteger, default=0)


def subscribe(event: type[Event], job_name: str) -> None:
    """Have a job run once for each event of a type. Called by the registry only."""
    names = _subscribers.setdefault(event.type, [])
    if job_name not in names:
        names.append(job_name)


def parse(type_name: str, data: Mapping[str, Any]) -> Event:
    """Return the event that a stored row holds; raises KeyError for an unknown type."""
    return EVENT_TYPES[type_name].model_validate(data)


def stored(actor: Actor, event: Event, at: datetime) -> dict[str, Any]:
    """Return the columns of an event's row, all but its place."""
    return stored_all(actor, [event], at)[0]


def stored_all(actor: Actor, news: Iterable[Event], at: datetime) -> list[dict[str, Any]]:
    """Return the columns of the rows of what one actor did at one moment."""
    same = common(actor, at)
    return [{**same, **particular(event)} for event in news]


def common(actor: Actor, at: datetime) -> dict[str, Any]:
    """Return the columns that all have in common that one actor did at one moment."""
    ref = actor.ref
    return {
        "workspace_id": actor.workspace_id,
        "created_at": at,
        "actor_kind": ref.kind,
        "actor_id": ref.id,
        "actor_name": ref.name,
        "trace_id": structlog.contextvars.get_contextvars().get("trace_id"),
    }


def particular(event: Event) -> dict[str, Any]:
    """Return the columns of one event's row, all but its place and those of `common`."""
    return {
        "id": uuid7(),
        "type": event.type,
        "subject_type": event.subject_type,
        "subject_id": event.subject_id,
        "timeline_id": event.timeline_id,
        "data": event.model_dump(mode="json"),
    }


async def take_places(session: AsyncSession, workspace_id: UUID, count: int) -> int:
    """Return the first of so many places in the workspace's order, for events written at once in this transaction.

    Only for the first events of new records, of which nobody is told: whatever else happened to a record might still
    wait for its place, and must come first. Others who place events wait until the transaction ends: call it last.
    """
    row = await _TAKE_PLACES.one(session, {"of_workspace": workspace_id, "count": count})
    if row is None:
        raise LookupError(workspace_id)
    return int(row["position"]) - count + 1


def _take_places() -> Any:
    count = bindparam("count", type_=BigInteger())
    first = {"workspace_id": bindparam("of_workspace"), "position": count, "published": count}
    later = EventPosition.position + count
    is_abreast = EventPosition.published == EventPosition.position
    return (
        insert(EventPosition)
        .values(first)
        .on_conflict_do_update(
            index_elements=["workspace_id"],
            set_={"position": later, "published": case((is_abreast, later), else_=EventPosition.published)},
        )
        .returning(EventPosition.position)
    )


_TAKE_PLACES = Prepared(_take_places)


def publish(
    session: AsyncSession, actor: Actor, event: Event, *, at: datetime | None = None, at_once: bool = True
) -> EventRecord:
    """Write the event, and a job for each of its subscribers, into the caller's transaction.

    Open screens are told after the commit; `at_once=False` leaves that to the relay, as for thousands of records.
    """
    columns = stored(actor, event, at or now())
    record = EventRecord(**columns)
    outbox(session).write_last(_INSERT, {**columns, "position": None})
    if at_once:
        outbox(session).events.append(record)
    for job_name in _subscribers.get(event.type, ()):
        jobs.enqueue(
            session,
            job_name,
            {"event_id": str(record.id), "data": record.data, "type": record.type},
            key=f"event:{record.id}",
        )
    return record


_INSERT = Prepared(lambda: insertion(EventRecord))
