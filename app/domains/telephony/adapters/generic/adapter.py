"""Signed JSON events from any telephone system that can send an HTTP request.

The signature covers the time and the raw bytes of the body, so neither can be
changed, and an old request can't be sent again: it is refused after five minutes,
and until then its event id makes it harmless.
"""

import hashlib
import hmac
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from app.domains.telephony.adapters.base import (
    Adapter,
    HookRequest,
    HookSettings,
    MalformedPayload,
    SignatureRefused,
    UnsupportedEvent,
    faults_of,
    is_same_secret_text,
)
from app.domains.telephony.rules.signals import (
    CallResult,
    CallSignal,
    Cause,
    Direction,
    Extension,
    Link,
    NonEmpty,
    Number,
    Recording,
    Seconds,
    SignalKind,
    UtcTime,
)

TIMESTAMP_HEADER: Final = "Baton-Timestamp"
SIGNATURE_HEADER: Final = "Baton-Signature"
TOLERANCE_SECONDS: Final = 300
# A sender that is changing its secret may sign with the old and the new one.
MAX_SIGNATURES: Final = 4
_MAX_TIMESTAMP_DIGITS: Final = 12
_DIGEST_LENGTH: Final = 64

_KINDS: Final = {
    "call.created": SignalKind.CREATED,
    "call.ringing": SignalKind.RINGING,
    "call.answered": SignalKind.ANSWERED,
    "call.ended": SignalKind.ENDED,
    "call.recording": SignalKind.RECORDING,
}


class _Envelope(BaseModel):
    """What tells one kind of event from another, before the rest is read."""

    model_config = ConfigDict(strict=True)

    type: NonEmpty


class _Recording(BaseModel):
    id: NonEmpty
    url: Link | None = None
    seconds: Seconds | None = None


class _Call(BaseModel):
    id: NonEmpty
    direction: Direction | None = None
    from_: Annotated[Number | None, Field(alias="from")] = None
    to: Number | None = None
    extension: Extension | None = None
    ring_seconds: Seconds | None = None
    talk_seconds: Seconds | None = None
    result: CallResult | None = None
    cause: Cause | None = None
    recording: _Recording | None = None


class _CallEvent(BaseModel):
    id: NonEmpty
    type: Literal["call.created", "call.ringing", "call.answered", "call.ended", "call.recording"]
    occurred_at: UtcTime
    sequence: Annotated[int, Field(ge=0)] | None = None
    call: _Call

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        """Each event stands alone: any of them may be the first to arrive."""
        if self.type == "call.recording":
            if self.call.recording is None:
                raise PydanticCustomError("recording_required", "call.recording is required")
        elif self.call.direction is None:
            raise PydanticCustomError("direction_required", "call.direction is required")
        return self


def sign(secret: str, timestamp: int, body: bytes) -> str:
    """The value of the signature header for a body sent at `timestamp` (Unix seconds)."""
    return f"v1={_digest(secret, str(timestamp), body)}"


def verify(request: HookRequest, settings: HookSettings) -> None:
    """Check time and signature over the raw body. Raises SignatureRefused."""
    timestamp = request.required_header(TIMESTAMP_HEADER)
    presented = _signatures(request.required_header(SIGNATURE_HEADER))
    expected = _digest(settings.secret, timestamp, request.body)
    # Every candidate is compared, so that the time taken tells nothing.
    matches = [is_same_secret_text(expected, candidate) for candidate in presented]
    if not any(matches):
        raise SignatureRefused("no signature matches")
    _check_time(timestamp, request.received_at.timestamp())


def parse(request: HookRequest, settings: HookSettings) -> tuple[CallSignal, ...]:
    """The event as a signal. Raises UnsupportedEvent or MalformedPayload."""
    del settings
    event = _read(request.body)
    call = event.call
    return (
        CallSignal(
            provider_call_id=call.id,
            dedupe_key=event.id,
            kind=_KINDS[event.type],
            occurred_at=event.occurred_at,
            direction=call.direction,
            from_number=call.from_ or None,
            to_number=call.to or None,
            extension=call.extension or None,
            ring_seconds=call.ring_seconds,
            talk_seconds=call.talk_seconds,
            result=call.result,
            cause=call.cause,
            sequence=event.sequence,
            recording=_recording(call.recording),
        ),
    )


def _digest(secret: str, timestamp: str, body: bytes) -> str:
    message = timestamp.encode() + b"." + body
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


def _signatures(header: str) -> list[str]:
    """The `v1` digests of the header; other versions are for other readers."""
    parts = [part.strip() for part in header.split(",")]
    if len(parts) > MAX_SIGNATURES:
        raise SignatureRefused("too many signatures")
    digests = [part.removeprefix("v1=") for part in parts if part.startswith("v1=")]
    if not digests or any(len(digest) != _DIGEST_LENGTH for digest in digests):
        raise SignatureRefused("no v1 signature")
    return digests


def _check_time(timestamp: str, now: float) -> None:
    """Five minutes both ways: a stale request may be a replay, a future one a trick."""
    is_number = timestamp.isascii() and timestamp.isdigit()
    if not is_number or len(timestamp) > _MAX_TIMESTAMP_DIGITS:
        raise SignatureRefused("timestamp is not Unix seconds")
    if abs(now - int(timestamp)) > TOLERANCE_SECONDS:
        raise SignatureRefused("timestamp is out of tolerance")


def _recording(given: _Recording | None) -> Recording | None:
    if given is None:
        return None
    return Recording(recording_id=given.id, url=given.url, seconds=given.seconds)


def _read(body: bytes) -> _CallEvent:
    try:
        kind = _Envelope.model_validate_json(body).type
        if kind not in _KINDS:
            raise UnsupportedEvent(kind)
        return _CallEvent.model_validate_json(body)
    except ValidationError as error:
        raise MalformedPayload(*faults_of(error)) from error


ADAPTER: Final = Adapter(verify=verify, parse=parse)
