"""Zadarma PBX notifications: form fields, signed over three of them.

The signature doesn't cover the other fields, nor any time of sending. So a captured
request could be sent again: the event key makes that harmless.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from app.domains.telephony.adapters.base import (
    FORM_CONTENT_TYPE,
    Adapter,
    HookRequest,
    HookSettings,
    MalformedPayload,
    PayloadFault,
    SignatureRefused,
    UnsupportedEvent,
    build_signal,
    is_same_secret_text,
    parse_form,
    required,
    single_values,
    whole_seconds,
)
from app.domains.telephony.rules.signals import (
    DERIVED,
    STATED,
    CallResult,
    CallSignal,
    Direction,
    Recording,
    SignalKind,
)

SIGNATURE_HEADER: Final = "Signature"

_INCOMING: Final = ("caller_id", "called_did", "call_start")
_OUTGOING: Final = ("internal", "destination", "call_start")
_SIGNED_FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "NOTIFY_START": _INCOMING,
    "NOTIFY_IVR": _INCOMING,
    "NOTIFY_INTERNAL": _INCOMING,
    "NOTIFY_ANSWER": ("caller_id", "destination", "call_start"),
    "NOTIFY_END": _INCOMING,
    "NOTIFY_OUT_START": _OUTGOING,
    "NOTIFY_OUT_END": _OUTGOING,
    "NOTIFY_RECORD": ("pbx_call_id", "call_id_with_rec"),
}
# The start of a call rings nobody yet: NOTIFY_INTERNAL says whose phone rings.
_KINDS: Final = {
    "NOTIFY_START": SignalKind.CREATED,
    "NOTIFY_IVR": SignalKind.CREATED,
    "NOTIFY_INTERNAL": SignalKind.RINGING,
    "NOTIFY_ANSWER": SignalKind.ANSWERED,
    "NOTIFY_END": SignalKind.ENDED,
    "NOTIFY_OUT_START": SignalKind.RINGING,
    "NOTIFY_OUT_END": SignalKind.ENDED,
    "NOTIFY_RECORD": SignalKind.RECORDING,
}
# Any other disposition (no money, line limit, unallocated number…) is a failure.
_RESULTS: Final = {
    "answered": CallResult.ANSWERED,
    "busy": CallResult.BUSY,
    "cancel": CallResult.CANCELLED,
    "no answer": CallResult.MISSED,
}
_SHORTEST_PUBLIC_NUMBER: Final = 7
_LONGEST_PUBLIC_NUMBER: Final = 15
_MAX_ECHO: Final = 256


def sign(secret: str, event: str, fields: Mapping[str, str]) -> str:
    """The value of the signature header for a notification, as Zadarma makes it."""
    return _candidates(secret, _signed_text(event, fields))[0]


def verify(request: HookRequest, settings: HookSettings) -> None:
    """Check the signature. Raises SignatureRefused, or UnsupportedEvent for unknown kinds."""
    presented = request.required_header(SIGNATURE_HEADER)
    try:
        values = _form(request)
    except MalformedPayload as error:
        # Without readable fields there is nothing that the signature could cover.
        raise SignatureRefused("body can't be read") from error
    expected = _candidates(settings.secret, _signed_text(values.get("event", ""), values))
    matches = [is_same_secret_text(candidate, presented) for candidate in expected]
    if not any(matches):
        raise SignatureRefused("signature doesn't match")


def parse(request: HookRequest, settings: HookSettings) -> tuple[CallSignal, ...]:
    """The notification as a signal. Raises UnsupportedEvent or MalformedPayload."""
    values = _form(request)
    event, call_id = required(values, "event", "pbx_call_id")
    if event not in _KINDS:
        raise UnsupportedEvent(event)
    required(values, *_SIGNED_FIELDS[event])
    signal: dict[str, Any] = {
        "provider_call_id": call_id,
        "dedupe_key": _dedupe_key(event, values),
        "kind": _KINDS[event],
        # Zadarma states only when the call began; the rest is known by receipt.
        "occurred_at": request.received_at,
        "is_time_stated": False,
        "extension": values.get("internal") or None,
        "recording": _recording(event, values),
    }
    if "call_start" in values:
        signal["started_at"] = _local_time(values["call_start"], settings)
    return (build_signal(**signal, **_ends_of(event, values), **_end(event, values)),)


def echo(query: Mapping[str, str]) -> str | None:
    """The text that Zadarma expects back when it checks the address."""
    text = query.get("zd_echo")
    return text if text is not None and len(text) <= _MAX_ECHO else None


def _form(request: HookRequest) -> dict[str, str]:
    if request.content_type() not in {FORM_CONTENT_TYPE, ""}:
        raise MalformedPayload(PayloadFault("", "form", "not a form"))
    return single_values(parse_form(request))


def _signed_text(event: str, fields: Mapping[str, str]) -> str:
    names = _SIGNED_FIELDS.get(event)
    if names is None:
        raise UnsupportedEvent(event)
    return "".join(fields.get(name, "") for name in names)


def _candidates(secret: str, text: str) -> tuple[str, str]:
    """Both spellings in use: base64 of the hexadecimal digest (PHP), and of its bytes."""
    # SHA-1 is the provider's choice; as HMAC it is still sound.
    mac = hmac.new(secret.encode(), text.encode(), hashlib.sha1)
    return (
        base64.b64encode(mac.hexdigest().encode()).decode(),
        base64.b64encode(mac.digest()).decode(),
    )


def _dedupe_key(event: str, values: Mapping[str, str]) -> str:
    parts = [event, values["pbx_call_id"], values.get("internal", "")]
    if event == "NOTIFY_RECORD":
        parts.append(values.get("call_id_with_rec", ""))
    return ":".join(parts)


def _ends_of(event: str, values: Mapping[str, str]) -> dict[str, Any]:
    """Who calls whom. NOTIFY_ANSWER serves both directions, so it may only hint."""
    caller, did, destination = (
        _number(values.get(name, "")) for name in ("caller_id", "called_did", "destination")
    )
    if event in {"NOTIFY_OUT_START", "NOTIFY_OUT_END"}:
        return {"direction": Direction.OUT, "from_number": caller, "to_number": destination}
    if event == "NOTIFY_ANSWER":
        return {
            "direction": _direction_of_answer(values),
            "direction_confidence": DERIVED,
            "from_number": caller,
            "to_number": destination,
            "number_confidence": DERIVED,
        }
    if event == "NOTIFY_RECORD":
        return {}
    return {
        "direction": Direction.IN,
        "direction_confidence": STATED,
        "from_number": caller,
        "to_number": did,
    }


def _direction_of_answer(values: Mapping[str, str]) -> Direction | None:
    """Told by which end is an extension; None when both are public numbers."""
    internal = values.get("internal", "")
    if _number(values["destination"]) is None or values["destination"] == internal:
        return Direction.IN
    if _number(values["caller_id"]) is None or values["caller_id"] == internal:
        return Direction.OUT
    return None


def _number(text: str) -> str | None:
    """A public number with its plus sign; None for an extension or a hidden number."""
    digits = text.strip().removeprefix("+")
    is_public = _SHORTEST_PUBLIC_NUMBER <= len(digits) <= _LONGEST_PUBLIC_NUMBER
    if not (digits.isascii() and digits.isdigit() and is_public):
        return None
    # A national number keeps its spelling: only the workspace's region can read it.
    return digits if digits.startswith("0") else f"+{digits}"


def _end(event: str, values: Mapping[str, str]) -> dict[str, Any]:
    if _KINDS[event] is not SignalKind.ENDED:
        return {}
    disposition = values.get("disposition", "").strip().lower()
    if not disposition:
        raise MalformedPayload(PayloadFault("/disposition", "required", "is missing"))
    result = _RESULTS.get(disposition, CallResult.FAILED)
    seconds = whole_seconds(values, "duration")
    return {
        "result": result,
        "cause": disposition,
        "talk_seconds": seconds if result is CallResult.ANSWERED else None,
    }


def _recording(event: str, values: Mapping[str, str]) -> Recording | None:
    """A recording's id; its file is ready some forty seconds after the notification."""
    recording_id = values.get("call_id_with_rec", "")
    if not recording_id or (event != "NOTIFY_RECORD" and values.get("is_recorded") != "1"):
        return None
    return Recording(recording_id=recording_id)


def _local_time(text: str, settings: HookSettings) -> datetime:
    """The PBX writes local time without a zone: the connection says which zone."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        fault = PayloadFault("/call_start", "datetime", "not a date and time")
        raise MalformedPayload(fault) from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=settings.time_zone)
    return moment.astimezone(UTC)


ADAPTER: Final = Adapter(verify=verify, parse=parse, echo=echo)
