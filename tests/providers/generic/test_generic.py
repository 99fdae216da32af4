"""The generic connection: its signature, every way to spoil it, and its format."""

import hashlib
import hmac
import json
from typing import Any

import pytest

from app.domains.telephony.adapters import (
    ADAPTERS,
    HookRequest,
    MalformedPayload,
    SignatureRefused,
    UnsupportedEvent,
)
from app.domains.telephony.adapters.generic import sign
from app.domains.telephony.rules import CallResult, Direction, SignalKind
from tests.providers.hooks import (
    NOW,
    received,
    request,
    settings,
    with_body,
    with_header,
    with_repeated_header,
    without_header,
)

ADAPTER = ADAPTERS["generic"]
SECRET = "a-secret-of-the-connection"
TIMESTAMP = int(NOW.timestamp())
CALL = {"id": "c-1", "direction": "in", "from": "+998901234567", "to": "+998712000000", "extension": "101"}
EVENT = {"id": "e-1", "type": "call.ringing", "occurred_at": "2026-11-03T09:59:59Z", "call": CALL}
BODY = json.dumps(EVENT).encode()


def signed(body: bytes = BODY, timestamp: int = TIMESTAMP, secret: str = SECRET) -> HookRequest:
    headers = {
        "Content-Type": "application/json",
        "Baton-Timestamp": str(timestamp),
        "Baton-Signature": sign(secret, timestamp, body),
    }
    return request(body, headers)


def event(**changes: Any) -> HookRequest:
    return signed(json.dumps(EVENT | changes).encode())


def with_call(**changes: Any) -> HookRequest:
    return event(call=CALL | changes)


def digest(text: bytes, secret: str = SECRET, algorithm: str = "sha256") -> str:
    return hmac.new(secret.encode(), text, algorithm).hexdigest()


GOOD = signed()
SIGNATURE = sign(SECRET, TIMESTAMP, BODY)
HEX = SIGNATURE.removeprefix("v1=")
KNOWN_ANSWER = "v1=694f7c27e87ac0c32102b1e696bf7c5be087142b1c05b79248a53fb0ce6e1d67"


def test_the_known_answer() -> None:
    # printf '%s' '1700000000.{"id":"e-1"}' | openssl dgst -sha256 -hmac secret
    assert sign("secret", 1700000000, b'{"id":"e-1"}') == KNOWN_ANSWER


@pytest.mark.parametrize("late", [-300, -1, 0, 1, 299, 300])
def test_accepted_within_five_minutes_both_ways(late: int) -> None:
    ADAPTER.verify(received(GOOD, late), settings(SECRET))


@pytest.mark.parametrize(
    "value",
    [
        f"v1={'0' * 64},{SIGNATURE}",
        f"{SIGNATURE}, v2=whatever",
        f"v1a=whatever,{SIGNATURE}",
    ],
)
def test_a_sender_may_sign_with_two_secrets(value: str) -> None:
    ADAPTER.verify(with_header(GOOD, "Baton-Signature", value), settings(SECRET))


REFUSED: dict[str, HookRequest] = {
    "stale": received(GOOD, 301),
    "very stale": received(GOOD, 86_400),
    "from the future": received(GOOD, -301),
    "fraction beyond the tolerance": received(GOOD, 300.5),
    "body re-serialised without spaces": with_body(GOOD, json.dumps(EVENT, separators=(",", ":")).encode()),
    "body with its keys sorted": with_body(GOOD, json.dumps(EVENT, sort_keys=True).encode()),
    "body with a line end added": with_body(GOOD, BODY + b"\n"),
    "body with a byte order mark": with_body(GOOD, b"\xef\xbb\xbf" + BODY),
    "one byte of the body changed": with_body(GOOD, BODY.replace(b"c-1", b"c-2")),
    "body cut": with_body(GOOD, BODY[:-1]),
    "body empty": with_body(GOOD, b""),
    "body doubled": with_body(GOOD, BODY + BODY),
    "body in another encoding": with_body(GOOD, BODY.decode().encode("utf-16")),
    "key of another connection": signed(secret="another-secret"),
    "empty key": signed(secret=""),
    "key with a line end": signed(secret=SECRET + "\n"),
    "signature absent": without_header(GOOD, "Baton-Signature"),
    "signature empty": with_header(GOOD, "Baton-Signature", ""),
    "signature of spaces": with_header(GOOD, "Baton-Signature", "   "),
    "signature cut by one": with_header(GOOD, "Baton-Signature", SIGNATURE[:-1]),
    "signature cut in half": with_header(GOOD, "Baton-Signature", SIGNATURE[:35]),
    "signature longer by one": with_header(GOOD, "Baton-Signature", SIGNATURE + "0"),
    "signature with its last digit changed": with_header(
        GOOD, "Baton-Signature", SIGNATURE[:-1] + ("0" if SIGNATURE[-1] != "0" else "1")
    ),
    "signature in capitals": with_header(GOOD, "Baton-Signature", f"v1={HEX.upper()}"),
    "version in capitals": with_header(GOOD, "Baton-Signature", f"V1={HEX}"),
    "signature without a version": with_header(GOOD, "Baton-Signature", HEX),
    "signature of a version from the future": with_header(GOOD, "Baton-Signature", f"v2={HEX}"),
    "signature as base64": with_header(GOOD, "Baton-Signature", f"v1={bytes.fromhex(HEX).hex(' ')}"),
    "signature in other letters": with_header(GOOD, "Baton-Signature", "v1=" + "é" * 64),
    "too many signatures": with_header(GOOD, "Baton-Signature", ",".join([SIGNATURE] * 5)),
    "one of two signatures cut": with_header(GOOD, "Baton-Signature", f"{SIGNATURE},v1=abc"),
    "signature header repeated": with_repeated_header(GOOD, "Baton-Signature"),
    "signature header repeated with another": with_repeated_header(GOOD, "Baton-Signature", "v1=" + "0" * 64),
    "time header absent": without_header(GOOD, "Baton-Timestamp"),
    "time header empty": with_header(GOOD, "Baton-Timestamp", ""),
    "time header repeated": with_repeated_header(GOOD, "Baton-Timestamp"),
    "time header repeated with another": with_repeated_header(GOOD, "Baton-Timestamp", str(TIMESTAMP + 1)),
    "replay with the time moved": with_header(received(GOOD, 600), "Baton-Timestamp", str(TIMESTAMP + 600)),
    "time moved by a second": with_header(GOOD, "Baton-Timestamp", str(TIMESTAMP + 1)),
    "time with spaces": with_header(GOOD, "Baton-Timestamp", f" {TIMESTAMP}"),
    "time with a zero before": with_header(GOOD, "Baton-Timestamp", f"0{TIMESTAMP}"),
    "time in milliseconds": with_header(GOOD, "Baton-Timestamp", f"{TIMESTAMP}000"),
    "body alone signed": with_header(GOOD, "Baton-Signature", f"v1={digest(BODY)}"),
    "time alone signed": with_header(GOOD, "Baton-Signature", f"v1={digest(str(TIMESTAMP).encode())}"),
    "signed with another separator": with_header(
        GOOD, "Baton-Signature", f"v1={digest(f'{TIMESTAMP}|'.encode() + BODY)}"
    ),
    "signed by SHA-1": with_header(
        GOOD, "Baton-Signature", f"v1={digest(f'{TIMESTAMP}.'.encode() + BODY, algorithm='sha1')}"
    ),
    "a plain hash, no key": with_header(
        GOOD, "Baton-Signature", f"v1={hashlib.sha256(f'{TIMESTAMP}.'.encode() + BODY).hexdigest()}"
    ),
    "border between time and body moved": with_body(
        with_header(GOOD, "Baton-Timestamp", str(TIMESTAMP)[:-1]), str(TIMESTAMP)[-1:].encode() + b"." + BODY
    ),
}

# Signed by the true key, but over a time that is no time.
SIGNED_BUT_UNTIMELY = [
    "",
    "now",
    "-1",
    "1e9",
    "9" * 13,
    "１７００００００００",
    "1700000000.5",
    "+1700000000",
    "0x65",
]


@pytest.mark.parametrize("name", REFUSED)
def test_a_spoilt_request_is_refused(name: str) -> None:
    with pytest.raises(SignatureRefused):
        ADAPTER.verify(REFUSED[name], settings(SECRET))


@pytest.mark.parametrize("timestamp", SIGNED_BUT_UNTIMELY)
def test_a_signed_time_that_is_no_time_is_refused(timestamp: str) -> None:
    signature = f"v1={digest(timestamp.encode() + b'.' + BODY)}"
    spoilt = with_header(with_header(GOOD, "Baton-Timestamp", timestamp), "Baton-Signature", signature)
    with pytest.raises(SignatureRefused):
        ADAPTER.verify(spoilt, settings(SECRET))


def test_the_corpus_is_large_enough() -> None:
    assert len(REFUSED) + len(SIGNED_BUT_UNTIMELY) >= 40


def test_an_event_becomes_a_signal() -> None:
    (signal,) = ADAPTER.parse(GOOD, settings(SECRET))
    assert signal.kind is SignalKind.RINGING
    assert signal.direction is Direction.IN
    assert (signal.provider_call_id, signal.dedupe_key, signal.extension) == ("c-1", "e-1", "101")
    assert signal.occurred_at.isoformat() == "2026-11-03T09:59:59+00:00"


def test_unknown_fields_are_for_later_versions() -> None:
    (signal,) = ADAPTER.parse(event(call=CALL | {"mood": "good"}, source="pbx"), settings(SECRET))
    assert signal.kind is SignalKind.RINGING


def test_a_hidden_number_is_no_number() -> None:
    (signal,) = ADAPTER.parse(with_call(**{"from": None}), settings(SECRET))
    assert signal.from_number is None


def test_the_end_of_a_call() -> None:
    (signal,) = ADAPTER.parse(
        event(type="call.ended", call=CALL | {"result": "busy", "cause": "17", "talk_seconds": 0}),
        settings(SECRET),
    )
    assert (signal.result, signal.cause, signal.talk_seconds) == (CallResult.BUSY, "17", 0)


@pytest.mark.parametrize("kind", ["call.held", "sms.received", "CALL.RINGING"])
def test_an_unknown_kind_is_unsupported_not_malformed(kind: str) -> None:
    with pytest.raises(UnsupportedEvent):
        ADAPTER.parse(event(type=kind), settings(SECRET))


MALFORMED: dict[str, tuple[HookRequest, str]] = {
    "not JSON": (signed(b"ringing"), ""),
    "not an object": (signed(b"[]"), ""),
    "no type": (signed(b'{"id":"e-1"}'), "/type"),
    "no id": (event(id=""), "/id"),
    "an id that is a number": (event(id=5), "/id"),
    "no call": (event(call=None), "/call"),
    "a call without id": (with_call(id=None), "/call/id"),
    "a time without a zone": (event(occurred_at="2026-11-03T10:00:00"), "/occurred_at"),
    "no time": (event(occurred_at=None), "/occurred_at"),
    "an unknown direction": (with_call(direction="sideways"), "/call/direction"),
    "no direction": (with_call(direction=None), ""),
    "an unknown result": (event(type="call.ended", call=CALL | {"result": "fine"}), "/call/result"),
    "negative seconds": (with_call(talk_seconds=-1), "/call/talk_seconds"),
    "a recording without itself": (event(type="call.recording"), ""),
    "a recording with a script for an address": (
        event(type="call.recording", call=CALL | {"recording": {"id": "r", "url": "javascript:alert(1)"}}),
        "/call/recording/url",
    ),
    "NUL in an id": (with_call(id="c\x00"), "/call/id"),
    "a number too long": (with_call(**{"from": "9" * 65}), "/call/from"),
    "half a surrogate pair": (signed(BODY.replace(b"c-1", b"\\ud800")), ""),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_event_says_where(name: str) -> None:
    spoilt, pointer = MALFORMED[name]
    ADAPTER.verify(spoilt, settings(SECRET))
    with pytest.raises(MalformedPayload) as caught:
        ADAPTER.parse(spoilt, settings(SECRET))
    assert pointer in [fault.pointer for fault in caught.value.faults]
