"""What providers send faster than it can be merged: kept and acknowledged at once, merged in its turn.

A provider that waits too long for its answer sends everything again, and a flood of calls would drown in its own
repetitions. So whatever finds all places of merging taken is written down with all that came at the same time, and the
provider has its answer. A job makes good what this process did not get round to.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

import structlog
from prometheus_client import Counter, Gauge

from app.core import jobs
from app.core.batches import Batches
from app.core.clock import now
from app.core.ids import uuid7
from app.core.runtime import Runtime
from app.domains.telephony import queries
from app.domains.telephony.service.arrivals import FAILED, KEPT, PROCESSED, Arrival, read_again
from app.domains.telephony.service.merging import Line, merge

AT_ONCE = 4
"""Events merged at a time as they come: more would only wait for each other on colder connections."""
STORED_TOGETHER = 200
MERGED_TOGETHER = 16
"""One batch is merged after the other; a card is shown only when its whole batch is."""
MERGE_KEPT_JOB, RETRY_JOB = "telephony.merge_kept_events", "telephony.reprocess_event"
WINDOW = timedelta(seconds=10)
"""One job looks after what was kept within such a span, a span later."""
LOOKED_AFTER_AT_ONCE = 200

HOOK_EVENTS = Counter("baton_hook_events", "Requests of telephone providers", ["provider", "result"])
WAITING = Gauge("baton_hook_backlog", "Events acknowledged but not yet merged by this process")
log = structlog.get_logger()
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """An arrival that waits for its turn."""

    id: UUID
    arrival: Arrival
    trace: dict[str, Any]


class Backlog:
    """The events of one process that are being merged, and those that wait."""

    def __init__(self, runtime: Runtime) -> None:
        """Begin with nothing waiting."""
        self.places = asyncio.Semaphore(AT_ONCE)
        self._runtime = runtime
        self._waiting = 0
        self._looked_after: dict[UUID, datetime] = {}
        self._storing = Batches(runtime.spawn, self._store, STORED_TOGETHER)
        self._merging = Batches(runtime.spawn, self._merge, MERGED_TOGETHER)

    @property
    def is_pressed(self) -> bool:
        """Tell whether an event would have to wait for its turn."""
        return self._waiting > 0 or self.places.locked()

    async def keep(self, arrival: Arrival) -> None:
        """Write an event down; it is merged in its turn."""
        kept = KeptEvent(uuid7(), arrival, structlog.contextvars.get_contextvars())
        await self._storing.add(kept)
        if arrival.reading.signals:
            self._count(1)
            self._merging.add(kept)

    def _count(self, change: int) -> None:
        self._waiting += change
        WAITING.set(self._waiting)

    async def _store(self, batch: list[KeptEvent]) -> None:
        for workspace_id, group in _grouped(batch, lambda arrival: arrival.workspace_id):
            due = _look_after_at(now())
            async with self._runtime.db.write(workspace_id, by_key=True) as session:
                await queries.store_events(session, [_row(kept) for kept in group])
                if self._looked_after.get(workspace_id) != due:
                    key = f"kept:{due.timestamp():.0f}"
                    await jobs.enqueue_once(session, MERGE_KEPT_JOB, {}, key=key, run_at=due)
            self._looked_after[workspace_id] = due

    async def _merge(self, batch: list[KeptEvent]) -> None:
        try:
            for line, group in _grouped(batch, lambda arrival: arrival.hook.line):
                await self._merge_group(line, group)
        finally:
            self._count(-len(batch))

    async def _merge_group(self, line: Line, group: Sequence[KeptEvent]) -> None:
        """Merge events in one transaction; if one of them can't be merged, each in its own."""
        try:
            await self._merge_together(line, group)
        except Exception as error:
            if len(group) == 1:
                log.exception("hook_event_failed", provider=group[0].arrival.hook.provider)
                await self._leave_to_job(group[0], error)
                return
            for kept in group:
                await self._merge_group(line, [kept])

    async def _merge_together(self, line: Line, group: Sequence[KeptEvent]) -> None:
        async with self._runtime.db.write(line.workspace_id, by_key=True) as session:
            mine = await queries.lock_kept(session, line.workspace_id, [kept.id for kept in group])
            heard = [one for kept in group if kept.id in mine for one in kept.arrival.heard(kept.trace)]
            await merge(session, line, heard)
            await queries.settle_kept(session, line.workspace_id, mine, PROCESSED)
        for kept in group:
            result = PROCESSED if kept.id in mine else "repeated"
            HOOK_EVENTS.labels(kept.arrival.hook.provider, result).inc()

    async def _leave_to_job(self, kept: KeptEvent, error: Exception) -> None:
        workspace_id = kept.arrival.workspace_id
        async with self._runtime.db.write(workspace_id, by_key=True) as session:
            if await queries.lock_kept(session, workspace_id, [kept.id]):
                reading = kept.arrival.as_failed(error).reading
                await queries.settle_kept(session, workspace_id, [kept.id], reading.state, reading.error)
                enqueue_retry(session, kept.id)
        HOOK_EVENTS.labels(kept.arrival.hook.provider, FAILED).inc()


def enqueue_retry(session: Any, event_id: UUID) -> None:
    """Have a job read a kept event again."""
    jobs.enqueue(session, RETRY_JOB, {"event_id": str(event_id)}, key=f"provider_event:{event_id}")


async def reprocess(context: jobs.JobContext, event_id: UUID) -> None:
    """Read a kept event again and merge it; whatever fails now is retried by the job."""
    session, workspace_id = context.session, context.actor.workspace_id
    event = await queries.provider_event(session, workspace_id, event_id)
    if event is None or event.state not in {FAILED, KEPT}:
        return
    arrival = await read_again(context.runtime, session, event)
    await arrival.merge(session)
    event.state, event.error = arrival.reading.state, arrival.reading.error


async def look_after_kept(context: jobs.JobContext) -> None:
    """Leave to jobs what has waited too long: the process that kept it is gone, or is drowning."""
    session, workspace_id = context.session, context.actor.workspace_id
    before = now() - WINDOW
    ids = await queries.kept_events(session, workspace_id, before, LOOKED_AFTER_AT_ONCE)
    late = await queries.lock_kept(session, workspace_id, ids)
    for event_id in late:
        enqueue_retry(session, event_id)
    await queries.settle_kept(session, workspace_id, late, FAILED)
    if len(ids) == LOOKED_AFTER_AT_ONCE:
        jobs.enqueue(session, MERGE_KEPT_JOB, {})


def _row(kept: KeptEvent) -> dict[str, object]:
    waits = bool(kept.arrival.reading.signals)
    return {**kept.arrival.row(), "id": kept.id, **({"state": KEPT} if waits else {})}


def _grouped(
    batch: Iterable[KeptEvent], key: Callable[[Arrival], Key]
) -> Iterable[tuple[Key, list[KeptEvent]]]:
    groups: dict[Key, list[KeptEvent]] = defaultdict(list)
    for kept in batch:
        groups[key(kept.arrival)].append(kept)
    return groups.items()


def _look_after_at(moment: datetime) -> datetime:
    """The end of the span in which the moment lies, and one more."""
    span = WINDOW.total_seconds()
    return datetime.fromtimestamp((moment.timestamp() // span + 2) * span, tz=moment.tzinfo)
