"""Whatever comes in, an adapter answers with one of its three errors, never with a crash."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domains.telephony.adapters import ADAPTERS, MalformedPayload, SignatureRefused, UnsupportedEvent
from tests.providers.hooks import request
from tests.providers.hooks import settings as hook_settings

pytestmark = pytest.mark.slow

NAMES = [
    "event",
    "pbx_call_id",
    "call_start",
    "caller_id",
    "called_did",
    "internal",
    "CallSid",
    "CallStatus",
    "Timestamp",
    "id",
    "type",
]
VALUES = ["NOTIFY_END", "NOTIFY_START", "call.ended", "ringing", "completed", "1", "", "2026-01-15 10:20:30"]
PAIRS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES) | st.text(max_size=8)), max_size=12
)
BODIES = (
    st.binary(max_size=200)
    | PAIRS.map(lambda pairs: "&".join(f"{name}={value}" for name, value in pairs).encode("utf-8", "replace"))
    | st.sampled_from([b"[" * 5000, b'{"id":' * 2000, b"a=1&" * 5000, b"%" * 100, b"\x00" * 50])
)
TYPES = st.sampled_from(["application/json", "application/x-www-form-urlencoded", "", "text/plain", "; ;"])
TEXTS = st.text(max_size=90)


@pytest.mark.parametrize("provider", ADAPTERS)
@given(
    body=BODIES, content_type=TYPES, signature=TEXTS, timestamp=TEXTS, query=st.text("ab=&%?1", max_size=20)
)
@settings(max_examples=300, deadline=None)
def test_only_the_three_errors(
    *, provider: str, body: bytes, content_type: str, signature: str, timestamp: str, query: str
) -> None:
    adapter = ADAPTERS[provider]
    given_request = request(
        body,
        {
            "Content-Type": content_type,
            "Signature": signature,
            "X-Twilio-Signature": signature,
            "Baton-Signature": signature,
            "Baton-Timestamp": timestamp,
        },
        url=f"https://crm.example.com/hook?{query}",
    )
    with pytest.raises((SignatureRefused, UnsupportedEvent)):
        adapter.verify(given_request, hook_settings("secret"))
    with contextlib.suppress(UnsupportedEvent, MalformedPayload, SignatureRefused):
        adapter.parse(given_request, hook_settings("secret"))
