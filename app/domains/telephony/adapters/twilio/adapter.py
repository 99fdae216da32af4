"""Twilio status callbacks and recording callbacks as signals.

A conversation is the parent call; calls made by `<Dial>` inside it carry its id in
ParentCallSid and are its dialled legs.
"""

from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from pydantic_core import from_json

from app.domains.telephony.adapters.base import (
    FORM_CONTENT_TYPE,
    Adapter,
    HookRequest,
    HookSettings,
    MalformedPayload,
    PayloadFault,
    UnsupportedEvent,
    build_signal,
    parse_form,
    required,
    single_values,
    whole_seconds,
)
from app.domains.telephony.adapters.twilio.signature import verify
from app.domains.telephony.rules.signals import (
    DERIVED,
    GUESSED,
    STATED,
    CallResult,
    CallSignal,
    Direction,
    LegRole,
    Recording,
    SignalKind,
)

_STATUSES: Final[dict[str, tuple[SignalKind, CallResult | None]]] = {
    "queued": (SignalKind.CREATED, None),
    "initiated": (SignalKind.CREATED, None),
    "ringing": (SignalKind.RINGING, None),
    "in-progress": (SignalKind.ANSWERED, None),
    "answered": (SignalKind.ANSWERED, None),
    "completed": (SignalKind.ENDED, CallResult.ANSWERED),
    "busy": (SignalKind.ENDED, CallResult.BUSY),
    "failed": (SignalKind.ENDED, CallResult.FAILED),
    "no-answer": (SignalKind.ENDED, CallResult.MISSED),
    "canceled": (SignalKind.ENDED, CallResult.CANCELLED),
}
# What Twilio writes instead of a caller's hidden number.
_HIDDEN_NUMBERS: Final = frozenset({"+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253"})
_CLIENT_SCHEMES: Final = ("client:", "sip:", "sips:")


def parse(request: HookRequest, settings: HookSettings) -> tuple[CallSignal, ...]:
    """The callback as a signal. Raises UnsupportedEvent or MalformedPayload."""
    del settings
    values = _values(request)
    if values.get("RecordingSid") and values.get("RecordingStatus"):
        return (_recording_signal(request, values),)
    call_sid, status = required(values, "CallSid", "CallStatus")
    if status not in _STATUSES:
        raise UnsupportedEvent(f"CallStatus {status}")
    kind, result = _STATUSES[status]
    hints = _hints(request.url)
    leg_role = LegRole.DIALLED if values.get("ParentCallSid") else LegRole.MAIN
    return (
        build_signal(
            provider_call_id=values.get("ParentCallSid") or call_sid,
            dedupe_key=f"{call_sid}:{values.get('SequenceNumber') or status}",
            kind=kind,
            leg=call_sid,
            leg_role=leg_role,
            extension=hints.get("extension") or _extension(values, leg_role),
            talk_seconds=_talk_seconds(values, result),
            result=result,
            cause=status if result else None,
            sequence=whole_seconds(values, "SequenceNumber"),
            **_time(request, values),
            **_direction(values, leg_role, hints),
            **_numbers(values, leg_role),
        ),
    )


def _values(request: HookRequest) -> dict[str, str]:
    if request.content_type() == FORM_CONTENT_TYPE:
        return single_values(parse_form(request))
    try:
        # Unlike json.loads it refuses bottomless nesting with a ValueError.
        payload = from_json(request.body, allow_inf_nan=False)
    except ValueError as error:
        raise MalformedPayload(PayloadFault("", "json", "not JSON")) from error
    if not isinstance(payload, dict):
        raise MalformedPayload(PayloadFault("", "object", "not an object"))
    return {name: str(value) for name, value in payload.items() if value is not None}


def _hints(url: str) -> dict[str, str]:
    """`extension` and `direction` of the address: signed with it, so as good as stated."""
    query = parse_qs(urlsplit(url).query)
    return {name: query[name][0] for name in ("extension", "direction") if name in query}


def _direction(values: Mapping[str, str], leg_role: LegRole, hints: Mapping[str, str]) -> dict[str, Any]:
    """From the workspace's side; a dialled leg alone can only suggest it."""
    if hints.get("direction") in {Direction.IN, Direction.OUT}:
        direction, confidence = Direction(hints["direction"]), STATED
    elif leg_role is LegRole.MAIN:
        direction, confidence = _direction_of_main(values), STATED
    elif _endpoint(values.get("To", "")):
        direction, confidence = Direction.IN, DERIVED
    else:
        # Forwarded to an employee's mobile, most likely; a softphone's call otherwise.
        direction, confidence = Direction.IN, GUESSED
    return {"direction": direction, "direction_confidence": confidence}


def _direction_of_main(values: Mapping[str, str]) -> Direction:
    """A call that comes from a softphone is incoming for Twilio, outgoing for us."""
    is_inbound = values.get("Direction", "inbound") == "inbound"
    return Direction.IN if is_inbound and not _endpoint(values.get("From", "")) else Direction.OUT


def _numbers(values: Mapping[str, str], leg_role: LegRole) -> dict[str, Any]:
    return {
        "from_number": _number(values.get("From", "")),
        "to_number": _number(values.get("To", "")),
        "number_confidence": STATED if leg_role is LegRole.MAIN else DERIVED,
    }


def _number(text: str) -> str | None:
    text = text.strip()
    is_number = text.startswith("+") and text[1:].isdigit()
    return text if is_number and text not in _HIDDEN_NUMBERS else None


def _endpoint(address: str) -> str | None:
    """`alice` of `client:alice`, `101` of `sip:101@example.com`; None for a number."""
    for scheme in _CLIENT_SCHEMES:
        if address.startswith(scheme):
            return address.removeprefix(scheme).split("@")[0].split(";")[0] or None
    return None


def _extension(values: Mapping[str, str], leg_role: LegRole) -> str | None:
    """The employee's end: whom a dialled leg calls, or the softphone that calls."""
    if leg_role is LegRole.DIALLED:
        return _endpoint(values.get("To", ""))
    return _endpoint(values.get("From", "")) or _endpoint(values.get("To", ""))


def _talk_seconds(values: Mapping[str, str], result: CallResult | None) -> int | None:
    return whole_seconds(values, "CallDuration") if result is CallResult.ANSWERED else None


def _time(request: HookRequest, values: Mapping[str, str]) -> dict[str, Any]:
    text = values.get("Timestamp", "")
    if not text:
        return {"occurred_at": request.received_at, "is_time_stated": False}
    return {"occurred_at": _rfc2822(text)}


def _rfc2822(text: str) -> datetime:
    fault = PayloadFault("/Timestamp", "datetime", "not an RFC 2822 time with a zone")
    try:
        moment = parsedate_to_datetime(text)
    except ValueError as error:
        raise MalformedPayload(fault) from error
    if moment.tzinfo is None:
        raise MalformedPayload(fault)
    return moment


def _recording_signal(request: HookRequest, values: Mapping[str, str]) -> CallSignal:
    status = values["RecordingStatus"]
    if status != "completed":
        raise UnsupportedEvent(f"RecordingStatus {status}")
    (call_sid,) = required(values, "CallSid")
    recording_sid = values["RecordingSid"]
    try:
        recording = Recording(
            recording_id=recording_sid,
            url=values.get("RecordingUrl") or None,
            seconds=whole_seconds(values, "RecordingDuration"),
        )
    except ValueError as error:
        raise MalformedPayload(PayloadFault("/RecordingUrl", "url", "not an address")) from error
    return build_signal(
        provider_call_id=values.get("ParentCallSid") or call_sid,
        dedupe_key=f"{recording_sid}:{status}",
        kind=SignalKind.RECORDING,
        leg=call_sid,
        occurred_at=request.received_at,
        is_time_stated=False,
        recording=recording,
    )


ADAPTER: Final = Adapter(verify=verify, parse=parse)
