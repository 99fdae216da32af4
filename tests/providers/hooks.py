"""Building and spoiling hook requests."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from app.domains.telephony.adapters import HookRequest, HookSettings

NOW = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
URL = "https://crm.example.com/api/v1/telephony/hooks/key"
FORM = "application/x-www-form-urlencoded"


def settings(secret: str, time_zone: str = "UTC") -> HookSettings:
    """The settings of a connection."""
    return HookSettings(secret=secret, time_zone=ZoneInfo(time_zone))


def request(body: bytes, headers: dict[str, str], url: str = URL, at: datetime = NOW) -> HookRequest:
    """A request with these headers."""
    return HookRequest(
        url=url,
        headers=tuple((name.lower(), value) for name, value in headers.items()),
        body=body,
        received_at=at,
    )


def form(
    fields: dict[str, str] | list[tuple[str, str]], headers: dict[str, str], url: str = URL
) -> HookRequest:
    """A form request with these headers."""
    return request(urlencode(fields).encode(), {"Content-Type": FORM, **headers}, url)


def with_body(given: HookRequest, body: bytes) -> HookRequest:
    """The same headers over another body."""
    return replace(given, body=body)


def with_header(given: HookRequest, name: str, value: str) -> HookRequest:
    """One header replaced."""
    kept = without_header(given, name).headers
    return replace(given, headers=(*kept, (name.lower(), value)))


def without_header(given: HookRequest, name: str) -> HookRequest:
    """One header left out."""
    return replace(given, headers=tuple(pair for pair in given.headers if pair[0] != name.lower()))


def with_repeated_header(given: HookRequest, name: str, value: str | None = None) -> HookRequest:
    """One header given twice, with the same value or another."""
    first = next(found for key, found in given.headers if key == name.lower())
    second = first if value is None else value
    return replace(given, headers=(*given.headers, (name.lower(), second)))


def received(given: HookRequest, seconds: float) -> HookRequest:
    """The same request received that much later."""
    return replace(given, received_at=given.received_at + timedelta(seconds=seconds))
