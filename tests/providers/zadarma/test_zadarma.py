"""Zadarma notifications: both spellings of the signature, refusals, and the fields."""

from urllib.parse import urlencode

import pytest

from app.domains.telephony.adapters import (
    ADAPTERS,
    HookRequest,
    MalformedPayload,
    SignatureRefused,
    UnsupportedEvent,
)
from app.domains.telephony.adapters.zadarma import sign
from app.domains.telephony.rules import CallResult, CallSignal, Direction, SignalKind
from tests.providers.hooks import (
    FORM,
    NOW,
    form,
    request,
    settings,
    with_body,
    with_header,
    with_repeated_header,
    without_header,
)

ADAPTER = ADAPTERS["zadarma"]
SECRET = "api_secret"
HEX_FORM = "MTNjOTg0ZjgwZDBlZTNmYjliZWZhODdmZmM0ZDY0Nzc3YjBhZWUyMA=="
RAW_FORM = "E8mE+A0O4/ub76h//E1kd3sK7iA="
# The known answer: these three fields with the secret "api_secret".
START = {
    "event": "NOTIFY_START",
    "call_start": "2026-01-15 10:20:30",
    "pbx_call_id": "in_1",
    "caller_id": "+79001112233",
    "called_did": "+74951234567",
}
INTERNAL = START | {"event": "NOTIFY_INTERNAL", "internal": "101"}
ANSWER = {
    "event": "NOTIFY_ANSWER",
    "caller_id": "79001112233",
    "destination": "101",
    "internal": "101",
    "call_start": "2026-01-15 10:20:30",
    "pbx_call_id": "in_1",
}
END = INTERNAL | {"event": "NOTIFY_END", "duration": "15", "disposition": "answered", "is_recorded": "0"}
OUT = {
    "event": "NOTIFY_OUT_START",
    "call_start": "2026-01-15 10:20:30",
    "pbx_call_id": "out_1",
    "internal": "101",
    "destination": "79001112233",
}


def signed(fields: dict[str, str], secret: str = SECRET) -> HookRequest:
    return form(fields, {"Signature": sign(secret, fields["event"], fields)})


def parse(fields: dict[str, str], time_zone: str = "UTC") -> CallSignal:
    given = signed(fields)
    ADAPTER.verify(given, settings(SECRET, time_zone))
    (signal,) = ADAPTER.parse(given, settings(SECRET, time_zone))
    return signal


GOOD = signed(START)


def test_the_known_answer() -> None:
    assert sign(SECRET, "NOTIFY_START", START) == HEX_FORM


@pytest.mark.parametrize("signature", [HEX_FORM, RAW_FORM])
def test_both_spellings_of_the_signature_are_accepted(signature: str) -> None:
    ADAPTER.verify(form(START, {"Signature": signature}), settings(SECRET))


@pytest.mark.parametrize("fields", [START, INTERNAL, ANSWER, END, OUT], ids=lambda fields: fields["event"])
def test_each_kind_signs_its_own_fields(fields: dict[str, str]) -> None:
    ADAPTER.verify(signed(fields), settings(SECRET))


REFUSED: dict[str, HookRequest] = {
    "signature absent": without_header(GOOD, "Signature"),
    "signature empty": with_header(GOOD, "Signature", ""),
    "signature cut": with_header(GOOD, "Signature", HEX_FORM[:-1]),
    "signature cut in half": with_header(GOOD, "Signature", HEX_FORM[:28]),
    "signature with another letter": with_header(GOOD, "Signature", "N" + HEX_FORM[1:]),
    "signature in other letters": with_header(GOOD, "Signature", "д" * 56),
    "signature repeated": with_repeated_header(GOOD, "Signature"),
    "signature repeated, the second false": with_repeated_header(GOOD, "Signature", "x"),
    "bare hexadecimal digest": with_header(GOOD, "Signature", "13c984f80d0ee3fb9befa87ffc4d64777b0aee20"),
    "another connection's secret": signed(START, secret="another"),
    "empty secret": signed(START, secret=""),
    "another caller": form(START | {"caller_id": "+79001112234"}, {"Signature": HEX_FORM}),
    "another line": form(START | {"called_did": "+74951234568"}, {"Signature": HEX_FORM}),
    "another time": form(START | {"call_start": "2026-01-15 10:20:31"}, {"Signature": HEX_FORM}),
    "another kind with other signed fields": form(
        START | {"event": "NOTIFY_RECORD"}, {"Signature": HEX_FORM}
    ),
    "no kind": form({k: v for k, v in START.items() if k != "call_start"}, {"Signature": HEX_FORM}),
    "plus sign lost on the way": with_body(GOOD, GOOD.body.replace(b"%2B", b"+")),
    "a field twice, the second false": with_body(GOOD, GOOD.body + b"&caller_id=5"),
    "body empty": with_body(GOOD, b""),
    "body no form": with_body(GOOD, b"\xff\xfe"),
    "body in JSON": request(b"{}", {"Content-Type": "application/json", "Signature": HEX_FORM}),
    "too many fields": with_body(GOOD, GOOD.body + b"&a=1" * 300),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_spoilt_request_is_refused(name: str) -> None:
    with pytest.raises((SignatureRefused, UnsupportedEvent)) as caught:
        ADAPTER.verify(REFUSED[name], settings(SECRET))
    if name != "body empty":
        assert caught.type is SignatureRefused


@pytest.mark.parametrize("event", ["", "SMS", "NUMBER_LOOKUP", "CALL_TRACKING", "SPEECH_RECOGNITION"])
def test_a_kind_that_is_not_of_calls_is_unsupported(event: str) -> None:
    with pytest.raises(UnsupportedEvent):
        ADAPTER.verify(form(START | {"event": event}, {"Signature": HEX_FORM}), settings(SECRET))


def test_the_start_of_the_call_is_in_the_connections_time_zone() -> None:
    assert (
        parse(START, "Asia/Tashkent").started_at
        == parse(START | {"call_start": "2026-01-15 05:20:30"}).started_at
    )
    assert (
        parse(START, "Asia/Ulaanbaatar").started_at
        == parse(START | {"call_start": "2026-01-15 02:20:30"}).started_at
    )


def test_digits_get_their_plus_sign_and_extensions_are_no_numbers() -> None:
    signal = parse(START | {"caller_id": "998901234567", "called_did": "998712000000"})
    assert (signal.from_number, signal.to_number) == ("+998901234567", "+998712000000")
    assert parse(START | {"caller_id": "0"}).from_number is None
    assert parse(START | {"caller_id": "anonymous"}).from_number is None
    assert parse(START | {"caller_id": "0901234567"}).from_number == "0901234567"


def test_the_start_rings_nobody_yet() -> None:
    assert parse(START).kind is SignalKind.CREATED
    assert (parse(INTERNAL).kind, parse(INTERNAL).extension) == (SignalKind.RINGING, "101")


@pytest.mark.parametrize(
    ("changes", "direction"),
    [
        ({}, Direction.IN),
        ({"caller_id": "101", "destination": "79001112233"}, Direction.OUT),
        ({"destination": "79005556677", "internal": ""}, None),
    ],
)
def test_an_answer_hints_at_the_direction(changes: dict[str, str], direction: Direction | None) -> None:
    assert parse(ANSWER | changes).direction is direction


@pytest.mark.parametrize(
    ("disposition", "result"),
    [
        ("answered", CallResult.ANSWERED),
        ("busy", CallResult.BUSY),
        ("cancel", CallResult.CANCELLED),
        ("no answer", CallResult.MISSED),
        ("failed", CallResult.FAILED),
        ("no money", CallResult.FAILED),
        ("no money, no limit", CallResult.FAILED),
        ("unallocated number", CallResult.FAILED),
        ("line limit", CallResult.FAILED),
        ("something new", CallResult.FAILED),
    ],
)
def test_dispositions(disposition: str, result: CallResult) -> None:
    signal = parse(END | {"disposition": disposition})
    assert (signal.result, signal.cause) == (result, disposition)
    assert signal.talk_seconds == (15 if result is CallResult.ANSWERED else None)


def test_a_recording_is_known_from_its_own_event_and_from_the_end() -> None:
    record = {"event": "NOTIFY_RECORD", "pbx_call_id": "in_1", "call_id_with_rec": "rec.1"}
    assert parse(record).recording == parse(END | {"is_recorded": "1", "call_id_with_rec": "rec.1"}).recording
    assert parse(END | {"call_id_with_rec": "rec.1"}).recording is None


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        (START | {"pbx_call_id": ""}, "/pbx_call_id"),
        (START | {"call_start": "yesterday"}, "/call_start"),
        (START | {"call_start": ""}, "/call_start"),
        (END | {"disposition": ""}, "/disposition"),
        (END | {"duration": "long"}, "/duration"),
        (END | {"duration": "-5"}, "/duration"),
        (INTERNAL | {"internal": "1\x00"}, "/extension"),
    ],
)
def test_a_malformed_notification_says_where(fields: dict[str, str], pointer: str) -> None:
    given = signed(fields)
    ADAPTER.verify(given, settings(SECRET))
    with pytest.raises(MalformedPayload) as caught:
        ADAPTER.parse(given, settings(SECRET))
    assert pointer in [fault.pointer for fault in caught.value.faults]


def test_the_address_check_is_echoed() -> None:
    assert ADAPTER.echo({"zd_echo": "abc123"}) == "abc123"
    assert ADAPTER.echo({}) is None
    assert ADAPTER.echo({"zd_echo": "x" * 257}) is None


def test_a_form_without_a_stated_type_is_a_form() -> None:
    given = request(urlencode(START).encode(), {"Signature": HEX_FORM})
    ADAPTER.verify(given, settings(SECRET))
    typed = request(
        urlencode(START).encode(), {"Content-Type": f"{FORM}; charset=utf-8", "Signature": HEX_FORM}
    )
    ADAPTER.verify(typed, settings(SECRET))
    assert given.received_at == NOW
