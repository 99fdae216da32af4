"""Stands where the services expect a session, and collects what they write instead of writing it.

So the demo is made by the services' own code, row by row, and reaches the database in bulk.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession
from typing_extensions import override

from app.core.auth import Actor
from app.core.db import Outbox
from app.core.events import Event, EventRecord, stored
from app.core.jobs import JobRecord
from app.core.orm import Base, TenantModel, VersionedModel

Row = TypeVar("Row", bound=Base)
_EVENT_COLUMNS = tuple(EventRecord.__table__.columns.keys())


class Notebook(AsyncSession):
    """Collects records, each stamped with the moment at which the story stands."""

    def __init__(self, workspace_id: UUID, moment: datetime) -> None:
        """Begin to tell at a moment."""
        super().__init__()
        self.info["workspace_id"] = workspace_id
        self.info["outbox"] = Outbox(workspace_id)
        self.moment = moment
        self._records: dict[type[Base], list[Any]] = defaultdict(list)
        self._events: list[dict[str, Any]] = []

    @override
    def add(self, instance: object, _warn: bool = True) -> None:
        """Collect a record. No job follows from the past."""
        assert isinstance(instance, Base)  # noqa: S101 - services add nothing else
        if isinstance(instance, JobRecord):
            return
        if isinstance(instance, EventRecord):
            row = {name: getattr(instance, name) for name in _EVENT_COLUMNS}
            self._events.append({**row, "created_at": self.moment})
            return
        if isinstance(instance, TenantModel):
            instance.created_at = self.moment
        if isinstance(instance, VersionedModel):
            instance.updated_at = self.moment
        self._records[type(instance)].append(instance)

    def publish(self, actor: Actor, event: Event) -> None:
        """Collect an event. It is written as a row at once: there are too many for a record each."""
        self._events.append(stored(actor, event, self.moment))

    @override
    def add_all(self, instances: Iterable[object]) -> None:
        """Collect several records."""
        for instance in instances:
            self.add(instance)

    def of(self, model: type[Row]) -> list[Row]:
        """Return what was collected of a model, in the order of its collection."""
        return self._records[model]

    def events(self, told_before: int) -> list[dict[str, Any]]:
        """Return the rows of the events in the order in which they happened, with their places after so many others."""
        told = sorted(self._events, key=lambda row: (row["created_at"], row["id"]))
        return [{**row, "position": place} for place, row in enumerate(told, start=told_before + 1)]
