"""The door for providers: who knocks, is it really them, and what did they say."""

import time
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog
from prometheus_client import Counter

from app.core import jobs
from app.core.clock import now
from app.core.crypto import token_digest
from app.core.errors import AppError, FieldError, NotFoundError
from app.core.runtime import Runtime
from app.domains.identity.service.access import workspace_of
from app.domains.telephony import queries
from app.domains.telephony.adapters import (
    ADAPTERS,
    Adapter,
    HookRequest,
    HookSettings,
    MalformedPayload,
    PayloadFault,
    SignatureRefused,
    UnsupportedEvent,
)
from app.domains.telephony.errors import MalformedPayloadError, SignatureRefusedError
from app.domains.telephony.rules import CallSignal
from app.domains.telephony.service.merging import Line, merge

REMEMBER_SECONDS = 1.0
"""A change of a connection made by another process is felt within this time."""
MAX_REMEMBERED = 10_000
RETRY_JOB = "telephony.reprocess_event"
PROCESSED, IGNORED, MALFORMED, FAILED = "processed", "ignored", "malformed", "failed"

HOOK_EVENTS = Counter("baton_hook_events", "Requests of telephone providers", ["provider", "result"])
log = structlog.get_logger()


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


_remembered: dict[bytes, tuple[float, Hook]] = {}


def forget_hooks() -> None:
    """Forget all connections: one was changed in this process."""
    _remembered.clear()


async def find_hook(runtime: Runtime, key: str) -> Hook:
    """Return the active connection behind an address; raises `NotFoundError`."""
    workspace_id = workspace_of(key)
    if workspace_id is None:
        raise NotFoundError
    digest = token_digest(key)
    remembered = _remembered.get(digest)
    if remembered is not None and remembered[0] > time.monotonic():
        return remembered[1]
    async with runtime.db.read(workspace_id) as session:
        row = await queries.hook_by_digest(session, workspace_id, digest)
    if row is None:
        raise NotFoundError
    hook = open_hook(runtime, workspace_id, row)
    if len(_remembered) >= MAX_REMEMBERED:
        _remembered.clear()
    _remembered[digest] = (time.monotonic() + REMEMBER_SECONDS, hook)
    return hook


def open_hook(runtime: Runtime, workspace_id: UUID, row: queries.Record) -> Hook:
    """Decrypt a connection's row."""
    return Hook(
        line=Line(workspace_id=workspace_id, connection_id=row.id, phone_region=row.phone_region),
        provider=row.provider,
        settings=HookSettings(secret=runtime.box.open(row.secret), time_zone=ZoneInfo(row.time_zone)),
    )


async def take(runtime: Runtime, key: str, request: HookRequest) -> None:
    """Take one request: check it, keep it, and merge it into its call, in one transaction.

    A request seen before changes nothing. If merging fails, the raw event is kept and a job tries again, so that the
    provider never has to. Only when not even that is possible does the error go out, and the provider repeats.

    Raises:
        NotFoundError: no such address.
        SignatureRefusedError: the provider didn't sign it; nothing is kept.
        MalformedPayloadError: signed, kept, but not in the documented format.
    """
    hook = await find_hook(runtime, key)
    try:
        hook.adapter.verify(request, hook.settings)
    except SignatureRefused as error:
        HOOK_EVENTS.labels(hook.provider, "refused").inc()
        log.warning("hook_refused", provider=hook.provider, reason=error.reason)
        raise SignatureRefusedError from error
    except UnsupportedEvent as error:
        # What this provider signs depends on the kind, so this one can't be checked: nothing may be kept.
        HOOK_EVENTS.labels(hook.provider, IGNORED).inc()
        log.info("hook_event_ignored", provider=hook.provider, kind=error.event[:80])
        return
    reading = read(hook, request)
    try:
        async with runtime.taking:
            result = await _keep_and_merge(runtime, hook, request, reading)
    except AppError:
        raise
    except Exception as error:
        log.exception("hook_event_failed", provider=hook.provider)
        await _keep_for_later(runtime, hook, request, reading, error)
        result = FAILED
    HOOK_EVENTS.labels(hook.provider, result).inc()
    if reading.state == MALFORMED:
        raise MalformedPayloadError(errors=[_field_error(fault) for fault in reading.faults])


def read(hook: Hook, request: HookRequest) -> Reading:
    """Return what a verified request says."""
    body_key = f"sha256:{request.body_digest()}"
    try:
        signals = hook.adapter.parse(request, hook.settings)
    except UnsupportedEvent as error:
        return Reading(IGNORED, body_key, error=error.event[:200])
    except MalformedPayload as error:
        return Reading(MALFORMED, body_key, faults=error.faults, error=str(error)[:2000])
    return Reading(PROCESSED, signals[0].dedupe_key, signals)


async def _keep_and_merge(runtime: Runtime, hook: Hook, request: HookRequest, reading: Reading) -> str:
    async with runtime.db.write(hook.line.workspace_id, by_key=True) as session:
        values = _row(hook, request, reading, reading.state, reading.error)
        if await queries.store_event(session, **values) is None:
            return "repeated"
        for signal in reading.signals:
            await merge(session, hook.line, signal)
    return reading.state


async def _keep_for_later(
    runtime: Runtime, hook: Hook, request: HookRequest, reading: Reading, error: Exception
) -> None:
    async with runtime.db.write(hook.line.workspace_id, by_key=True) as session:
        text = f"{type(error).__name__}: {error}"[:2000]
        event_id = await queries.store_event(session, **_row(hook, request, reading, FAILED, text))
        if event_id is not None:
            jobs.enqueue(session, RETRY_JOB, {"event_id": str(event_id)}, key=f"provider_event:{event_id}")


def _row(
    hook: Hook, request: HookRequest, reading: Reading, state: str, error: str | None
) -> dict[str, object]:
    return {
        "workspace_id": hook.line.workspace_id,
        "connection_id": hook.line.connection_id,
        "event_key": reading.event_key,
        "state": state,
        "received_at": request.received_at,
        "content_type": request.content_type()[:100],
        # The address itself is a secret; only its query may matter when the event is read again.
        "query": request.url.partition("?")[2],
        "body": request.body,
        "error": error,
    }


async def reprocess(context: jobs.JobContext, event_id: UUID) -> None:
    """Read a kept event again and merge it; whatever fails now is retried by the job."""
    session, workspace_id = context.session, context.actor.workspace_id
    event = await queries.provider_event(session, workspace_id, event_id)
    if event is None or event.state != FAILED:
        return
    row = await queries.hook_of_connection(session, workspace_id, event.connection_id)
    hook = open_hook(context.runtime, workspace_id, row)
    request = HookRequest(
        url=f"https://stored.invalid/?{event.query}",
        headers=(("content-type", event.content_type),),
        body=event.body,
        received_at=event.received_at,
    )
    reading = read(hook, request)
    for signal in reading.signals:
        await merge(session, hook.line, signal)
    event.state, event.error = reading.state, reading.error


def _field_error(fault: PayloadFault) -> FieldError:
    return FieldError(pointer=fault.pointer, code=fault.code, detail=fault.detail)


def received_now(url: str, headers: list[tuple[bytes, bytes]], body: bytes) -> HookRequest:
    """Return a request just received, its headers as the wire gave them."""
    decoded = tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in headers)
    return HookRequest(url=url, headers=decoded, body=body, received_at=now())
