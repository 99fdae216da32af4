"""The door for providers: who knocks, is it really them, and what did they say."""

import time

import structlog

from app.core.clock import now
from app.core.crypto import token_digest
from app.core.errors import AppError, FieldError, NotFoundError
from app.core.runtime import Runtime
from app.domains.identity.service.access import workspace_of
from app.domains.telephony import queries
from app.domains.telephony.adapters import HookRequest, PayloadFault, SignatureRefused, UnsupportedEvent
from app.domains.telephony.errors import MalformedPayloadError, SignatureRefusedError
from app.domains.telephony.service.arrivals import FAILED, IGNORED, MALFORMED, Arrival, Hook, open_hook, read
from app.domains.telephony.service.backlog import HOOK_EVENTS, Backlog, enqueue_retry

REMEMBER_SECONDS = 1.0
"""A change of a connection made by another process is felt within this time."""
MAX_REMEMBERED = 10_000

log = structlog.get_logger()

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


async def take(runtime: Runtime, key: str, request: HookRequest) -> None:
    """Take one request: check it, keep it, and merge it into its call, in one transaction.

    A request seen before changes nothing. If there are more than can be merged at a time, it is kept and merged in its
    turn. If merging fails, the raw event is kept and a job tries again, so that the provider never has to. Only when
    not even that is possible does the error go out, and the provider repeats.

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
    arrival = read(hook, request)
    backlog = runtime.keep(Backlog)
    if backlog.is_pressed:
        await backlog.keep(arrival)
    else:
        await _merge_now(runtime, backlog, arrival)
    if arrival.reading.state == MALFORMED:
        raise MalformedPayloadError(errors=[_field_error(fault) for fault in arrival.reading.faults])


async def _merge_now(runtime: Runtime, backlog: Backlog, arrival: Arrival) -> None:
    try:
        async with backlog.places:
            result = await _keep_and_merge(runtime, arrival)
    except AppError:
        raise
    except Exception as error:
        log.exception("hook_event_failed", provider=arrival.hook.provider)
        await _keep_for_later(runtime, arrival.as_failed(error))
        result = FAILED
    HOOK_EVENTS.labels(arrival.hook.provider, result).inc()


async def _keep_and_merge(runtime: Runtime, arrival: Arrival) -> str:
    async with runtime.db.write(arrival.workspace_id, by_key=True) as session:
        if await arrival.store(session) is None:
            return "repeated"
        await arrival.merge(session)
    return arrival.reading.state


async def _keep_for_later(runtime: Runtime, failed: Arrival) -> None:
    async with runtime.db.write(failed.workspace_id, by_key=True) as session:
        event_id = await failed.store(session)
        if event_id is not None:
            enqueue_retry(session, event_id)


def _field_error(fault: PayloadFault) -> FieldError:
    return FieldError(pointer=fault.pointer, code=fault.code, detail=fault.detail)


def received_now(url: str, headers: list[tuple[bytes, bytes]], body: bytes) -> HookRequest:
    """Return a request just received, its headers as the wire gave them."""
    decoded = tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in headers)
    return HookRequest(url=url, headers=decoded, body=body, received_at=now())
