"""A request of a provider: through which connection it came, what it says, and how it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.runtime import Runtime
from app.domains.telephony import queries
from app.domains.telephony.adapters import (
    ADAPTERS,
    Adapter,
    HookRequest,
    HookSettings,
    MalformedPayload,
    PayloadFault,
    UnsupportedEvent,
)
from app.domains.telephony.rules import CallSignal
from app.domains.telephony.service.merging import Heard, Line, merge

PROCESSED, IGNORED, MALFORMED, KEPT, FAILED = "processed", "ignored", "malformed", "kept", "failed"


@dataclass(frozen=True, slots=True)
class Hook:
    """An open connection: where its events belong and how they are checked."""

    line: Line
    provider: str
    settings: HookSettings

    @property
    def adapter(self) -> Adapter:
        """Return the provider's adapter."""
        return ADAPTERS[self.provider]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a request says: signals, or why there are none."""

    state: str
    event_key: str
    signals: tuple[CallSignal, ...] = ()
    faults: tuple[PayloadFault, ...] = ()
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A request that its provider has signed, and what it says."""

    hook: Hook
    request: HookRequest
    reading: Reading

    @property
    def workspace_id(self) -> UUID:
        """Return the workspace it belongs to."""
        return self.hook.line.workspace_id

    async def store(self, session: AsyncSession) -> UUID | None:
        """Keep it as it came; returns its id, or None if it was seen before."""
        return await queries.store_event(session, **self.row())

    def heard(self, trace: Mapping[str, Any]) -> list[Heard]:
        """Return what it says, to be traced as the request was."""
        return [Heard(signal, trace) for signal in self.reading.signals]

    async def merge(self, session: AsyncSession) -> None:
        """Merge what it says into its calls."""
        await merge(session, self.hook.line, self.heard({}))

    def as_failed(self, error: Exception) -> "Arrival":
        """Return it as one whose merging has failed."""
        text = f"{type(error).__name__}: {error}"[:2000]
        return replace(self, reading=replace(self.reading, state=FAILED, error=text))

    def row(self) -> dict[str, object]:
        """Return how it is kept."""
        return {
            "workspace_id": self.workspace_id,
            "connection_id": self.hook.line.connection_id,
            "event_key": self.reading.event_key,
            "state": self.reading.state,
            "received_at": self.request.received_at,
            "content_type": self.request.content_type()[:100],
            # The address itself is a secret; only its query may matter when the event is read again.
            "query": self.request.url.partition("?")[2],
            "body": self.request.body,
            "error": self.reading.error,
        }


def open_hook(runtime: Runtime, workspace_id: UUID, row: queries.Record) -> Hook:
    """Decrypt a connection's row."""
    return Hook(
        line=Line(workspace_id=workspace_id, connection_id=row.id, phone_region=row.phone_region),
        provider=row.provider,
        settings=HookSettings(secret=runtime.box.open(row.secret), time_zone=ZoneInfo(row.time_zone)),
    )


def read(hook: Hook, request: HookRequest) -> Arrival:
    """Return what a verified request says."""
    return Arrival(hook, request, _reading(hook, request))


def _reading(hook: Hook, request: HookRequest) -> Reading:
    body_key = f"sha256:{request.body_digest()}"
    try:
        signals = hook.adapter.parse(request, hook.settings)
    except UnsupportedEvent as error:
        return Reading(IGNORED, body_key, error=error.event[:200])
    except MalformedPayload as error:
        return Reading(MALFORMED, body_key, faults=error.faults, error=str(error)[:2000])
    return Reading(PROCESSED, signals[0].dedupe_key, signals)


async def read_again(runtime: Runtime, session: AsyncSession, event: queries.Record) -> Arrival:
    """Return what a kept event says."""
    row = await queries.hook_of_connection(session, event.workspace_id, event.connection_id)
    hook = open_hook(runtime, event.workspace_id, row)
    request = HookRequest(
        url=f"https://stored.invalid/?{event.query}",
        headers=(("content-type", event.content_type),),
        body=event.body,
        received_at=event.received_at,
    )
    return read(hook, request)
