"""Twilio callbacks: the official libraries' known answers, refusals, and the fields."""

import hashlib
from urllib.parse import urlencode

import pytest

from app.domains.telephony.adapters import (
    ADAPTERS,
    HookRequest,
    MalformedPayload,
    SignatureRefused,
    UnsupportedEvent,
)
from app.domains.telephony.adapters.twilio import sign
from app.domains.telephony.adapters.twilio.signature import spellings
from app.domains.telephony.rules import CallResult, CallSignal, Direction, LegRole, SignalKind
from tests.providers.hooks import (
    URL,
    form,
    request,
    settings,
    with_body,
    with_header,
    with_repeated_header,
    without_header,
)

ADAPTER = ADAPTERS["twilio"]
SECRET = "12345"
KNOWN_URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
KNOWN_FIELDS = [
    ("CallSid", "CA1234567890ABCDE"),
    ("Digits", "1234"),
    ("From", "+14158675309"),
    ("To", "+18005551212"),
    ("Caller", "+14158675309"),
]
KNOWN_SIGNATURE = "RSOYDt4T1cUTdK1PDd93/VVr8B8="
REPEATED_FIELDS = [
    ("Sid", "CA123"),
    ("SidAccount", "AC123"),
    ("Digits", "5678"),
    ("Digits", "1234"),
    ("Digits", "1234"),
]
REPEATED_SIGNATURE = "IK+Dwps556ElfBT0I3Rgjkr1wJU="
JSON_BODY = b'{"property": "value", "boolean": true}'
JSON_DIGEST = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"
MAIN = {
    "CallSid": "CA1",
    "CallStatus": "ringing",
    "Direction": "inbound",
    "From": "+34600111222",
    "To": "+34910000000",
    "SequenceNumber": "0",
    "Timestamp": "Tue, 03 Nov 2026 11:00:00 +0000",
}
DIALLED = MAIN | {
    "CallSid": "CA2",
    "ParentCallSid": "CA1",
    "Direction": "outbound-dial",
    "To": "client:101",
    "SequenceNumber": "1",
}


def signed(fields: dict[str, str], url: str = URL, secret: str = SECRET) -> HookRequest:
    return form(fields, {"X-Twilio-Signature": sign(secret, url, fields.items())}, url)


def parse(fields: dict[str, str], url: str = URL) -> CallSignal:
    given = signed(fields, url)
    ADAPTER.verify(given, settings(SECRET))
    (signal,) = ADAPTER.parse(given, settings(SECRET))
    return signal


def known(url: str = KNOWN_URL, signature: str = KNOWN_SIGNATURE) -> HookRequest:
    return form(KNOWN_FIELDS, {"X-Twilio-Signature": signature}, url)


def json_request(body: bytes = JSON_BODY, digest: str = JSON_DIGEST, query: str = "") -> HookRequest:
    url = f"{URL}?foo=1&bodySHA256={digest}{query}"
    return request(
        body, {"Content-Type": "application/json", "X-Twilio-Signature": sign(SECRET, url, [])}, url
    )


GOOD = known()


def test_the_known_answers() -> None:
    assert sign(SECRET, KNOWN_URL, KNOWN_FIELDS) == KNOWN_SIGNATURE
    assert hashlib.sha256(JSON_BODY).hexdigest() == JSON_DIGEST


def test_repeated_fields_sign_their_different_values_in_order() -> None:
    assert sign(SECRET, KNOWN_URL, REPEATED_FIELDS) == REPEATED_SIGNATURE
    ADAPTER.verify(
        form(REPEATED_FIELDS, {"X-Twilio-Signature": REPEATED_SIGNATURE}, KNOWN_URL), settings(SECRET)
    )


@pytest.mark.parametrize("signed_url", [KNOWN_URL, KNOWN_URL.replace(".com/", ".com:443/")])
@pytest.mark.parametrize("our_url", [KNOWN_URL, KNOWN_URL.replace(".com/", ".com:443/")])
def test_with_and_without_port(signed_url: str, our_url: str) -> None:
    ADAPTER.verify(known(our_url, sign(SECRET, signed_url, KNOWN_FIELDS)), settings(SECRET))


def test_spellings_of_an_address() -> None:
    assert spellings("https://a.example/x?y=1") == ("https://a.example/x?y=1", "https://a.example:443/x?y=1")
    assert spellings("http://a.example:8000/") == ("http://a.example:8000/", "http://a.example/")
    assert spellings("https://[::1]/") == ("https://[::1]/", "https://[::1]:443/")


def test_a_body_in_json_is_covered_by_its_digest() -> None:
    ADAPTER.verify(json_request(), settings(SECRET))


REFUSED: dict[str, HookRequest] = {
    "signature absent": without_header(GOOD, "X-Twilio-Signature"),
    "signature empty": with_header(GOOD, "X-Twilio-Signature", ""),
    "signature cut": with_header(GOOD, "X-Twilio-Signature", KNOWN_SIGNATURE[:-1]),
    "signature with another letter": with_header(GOOD, "X-Twilio-Signature", "S" + KNOWN_SIGNATURE[1:]),
    "signature in another case": with_header(GOOD, "X-Twilio-Signature", KNOWN_SIGNATURE.lower()),
    "signature in other letters": with_header(GOOD, "X-Twilio-Signature", "é" * 28),
    "signature repeated": with_repeated_header(GOOD, "X-Twilio-Signature"),
    "signature repeated, the second false": with_repeated_header(GOOD, "X-Twilio-Signature", "x"),
    "another account's token": known(signature=sign("54321", KNOWN_URL, KNOWN_FIELDS)),
    "another host": known(KNOWN_URL.replace("mycompany", "yourcompany")),
    "another path": known(KNOWN_URL.replace("myapp", "yourapp")),
    "another scheme": known(KNOWN_URL.replace("https", "http")),
    "a fragment signed": known(
        KNOWN_URL.replace(".com/", ".com:8443/"), sign(SECRET, KNOWN_URL + "#", KNOWN_FIELDS)
    ),
    "query lost": known(KNOWN_URL.partition("?")[0]),
    "query in another order": known("https://mycompany.com/myapp.php?bar=2&foo=1"),
    "query with something more": known(KNOWN_URL + "&baz=3"),
    "a field changed": with_body(GOOD, GOOD.body.replace(b"1234&", b"1235&")),
    "a field left out": with_body(GOOD, urlencode(KNOWN_FIELDS[1:]).encode()),
    "a field added": with_body(GOOD, GOOD.body + b"&Extra=1"),
    "a field given twice": with_body(GOOD, GOOD.body + b"&Digits=9999"),
    "body empty": with_body(GOOD, b""),
    "body no form": with_body(GOOD, b"\xff\xfe"),
    "form sent as JSON": with_header(GOOD, "Content-Type", "application/json"),
    "JSON without its digest": request(
        JSON_BODY, {"Content-Type": "application/json", "X-Twilio-Signature": sign(SECRET, URL, [])}
    ),
    "JSON changed": with_body(json_request(), JSON_BODY.replace(b"true", b"false")),
    "JSON with two digests": json_request(query=f"&bodySHA256={hashlib.sha256(b'{}').hexdigest()}"),
    "JSON with a digest in capitals": json_request(digest=JSON_DIGEST.upper()),
    "JSON with the content type left out": without_header(with_body(json_request(), b"{}"), "Content-Type"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_spoilt_request_is_refused(name: str) -> None:
    with pytest.raises(SignatureRefused):
        ADAPTER.verify(REFUSED[name], settings(SECRET))


@pytest.mark.parametrize(
    ("status", "kind", "result"),
    [
        ("queued", SignalKind.CREATED, None),
        ("initiated", SignalKind.CREATED, None),
        ("ringing", SignalKind.RINGING, None),
        ("in-progress", SignalKind.ANSWERED, None),
        ("completed", SignalKind.ENDED, CallResult.ANSWERED),
        ("busy", SignalKind.ENDED, CallResult.BUSY),
        ("failed", SignalKind.ENDED, CallResult.FAILED),
        ("no-answer", SignalKind.ENDED, CallResult.MISSED),
        ("canceled", SignalKind.ENDED, CallResult.CANCELLED),
    ],
)
def test_statuses(status: str, kind: SignalKind, result: CallResult | None) -> None:
    signal = parse(MAIN | {"CallStatus": status, "CallDuration": "12"})
    assert (signal.kind, signal.result) == (kind, result)
    assert signal.talk_seconds == (12 if status == "completed" else None)


def test_a_dialled_leg_belongs_to_its_parent() -> None:
    signal = parse(DIALLED)
    assert (signal.provider_call_id, signal.leg, signal.leg_role) == ("CA1", "CA2", LegRole.DIALLED)
    assert signal.extension == "101"
    assert parse(DIALLED | {"To": "sip:102@pbx.example.com;transport=tls"}).extension == "102"


def test_the_address_may_name_the_employee_and_the_direction() -> None:
    signal = parse(DIALLED | {"To": "+34600999888"}, f"{URL}?extension=103&direction=out")
    assert (signal.extension, signal.direction, signal.direction_confidence) == ("103", Direction.OUT, 0)


@pytest.mark.parametrize(
    ("changes", "direction"),
    [
        ({}, Direction.IN),
        ({"Direction": "outbound-api"}, Direction.OUT),
        ({"From": "client:101", "To": ""}, Direction.OUT),
        ({"From": "sip:101@example.com"}, Direction.OUT),
    ],
)
def test_direction_is_from_our_side(changes: dict[str, str], direction: Direction) -> None:
    assert parse(MAIN | changes).direction is direction


@pytest.mark.parametrize("number", ["+266696687", "+7378742833", "anonymous", "", "Restricted"])
def test_a_hidden_number_is_no_number(number: str) -> None:
    assert parse(MAIN | {"From": number}).from_number is None


def test_without_a_time_the_receipt_counts() -> None:
    signal = parse({name: value for name, value in MAIN.items() if name != "Timestamp"})
    assert not signal.is_time_stated


def test_keys_tell_events_apart() -> None:
    assert parse(MAIN).dedupe_key == "CA1:0"
    plain = {name: value for name, value in MAIN.items() if name != "SequenceNumber"}
    assert parse(plain).dedupe_key == "CA1:ringing"


def test_a_recording() -> None:
    fields = {
        "CallSid": "CA1",
        "RecordingSid": "RE1",
        "RecordingStatus": "completed",
        "RecordingDuration": "9",
    }
    signal = parse(fields | {"RecordingUrl": "https://api.twilio.com/RE1"})
    assert signal.kind is SignalKind.RECORDING
    assert signal.recording is not None
    assert (signal.recording.recording_id, signal.recording.seconds) == ("RE1", 9)
    for status in ("in-progress", "absent", "failed"):
        with pytest.raises(UnsupportedEvent):
            parse(fields | {"RecordingStatus": status})


def test_a_new_status_is_unsupported() -> None:
    with pytest.raises(UnsupportedEvent):
        parse(MAIN | {"CallStatus": "pondering"})


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        (MAIN | {"CallSid": ""}, "/CallSid"),
        (MAIN | {"CallStatus": ""}, "/CallStatus"),
        (MAIN | {"Timestamp": "soon"}, "/Timestamp"),
        (MAIN | {"SequenceNumber": "first"}, "/SequenceNumber"),
        (MAIN | {"CallStatus": "completed", "CallDuration": "1.5"}, "/CallDuration"),
        (MAIN | {"CallSid": "C\x00"}, "/provider_call_id"),
        (
            {
                "CallSid": "C",
                "RecordingSid": "R",
                "RecordingStatus": "completed",
                "RecordingUrl": "file:///x",
            },
            "/RecordingUrl",
        ),
    ],
)
def test_a_malformed_callback_says_where(fields: dict[str, str], pointer: str) -> None:
    with pytest.raises(MalformedPayload) as caught:
        parse(fields)
    assert pointer in [fault.pointer for fault in caught.value.faults]


@pytest.mark.parametrize("body", [b"[]", b"nonsense", b"{}"])
def test_a_malformed_body_in_json(body: bytes) -> None:
    given = json_request(body, hashlib.sha256(body).hexdigest())
    ADAPTER.verify(given, settings(SECRET))
    with pytest.raises(MalformedPayload):
        ADAPTER.parse(given, settings(SECRET))
