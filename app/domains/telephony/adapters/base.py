"""What every telephony adapter receives, answers and refuses."""

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from app.domains.telephony.rules.signals import CallSignal

FORM_CONTENT_TYPE = "application/x-www-form-urlencoded"
MAX_FIELDS = 200
_MAX_DURATION_DIGITS = 6


class SignatureRefused(Exception):  # noqa: N818 - reads as what happened
    """The request doesn't prove that the provider sent it. Nothing of it may be used."""

    def __init__(self, reason: str) -> None:
        """`reason` is for the log only: a stranger learns just that it was refused."""
        super().__init__(reason)
        self.reason = reason


class UnsupportedEvent(Exception):  # noqa: N818
    """An honest event of a kind that means nothing to calls. Accept it and do nothing."""

    def __init__(self, event: str) -> None:
        """`event` is the provider's name of the kind."""
        super().__init__(event)
        self.event = event


@dataclass(frozen=True, slots=True)
class PayloadFault:
    """One thing wrong in a body: where (JSON pointer), which code, what in words."""

    pointer: str
    code: str
    detail: str


class MalformedPayload(Exception):  # noqa: N818
    """A signed event that doesn't follow the provider's documented format."""

    def __init__(self, *faults: PayloadFault) -> None:
        """`faults` lists everything that is wrong, not only the first thing."""
        super().__init__("; ".join(f"{fault.pointer}: {fault.detail}" for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class HookRequest:
    """A provider's request exactly as it came.

    `url` is the public address with the query as the provider called it; behind a
    proxy it is rebuilt from settings, never from the Host header. `headers` keeps
    repeated headers, names in lower case. `body` is the raw bytes.
    """

    url: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    received_at: datetime

    def header(self, name: str) -> str | None:
        """The value of the header, None when absent.

        Raises SignatureRefused when it is repeated: two answers are no answer.
        """
        values = [value for key, value in self.headers if key == name.lower()]
        if len(values) > 1:
            raise SignatureRefused(f"{name} is repeated")
        return values[0] if values else None

    def required_header(self, name: str) -> str:
        """The value of the header. Raises SignatureRefused when absent, empty or repeated."""
        value = self.header(name)
        if not value:
            raise SignatureRefused(f"{name} is missing")
        return value

    def content_type(self) -> str:
        """The media type in lower case without parameters, or an empty string."""
        return (self.header("content-type") or "").split(";")[0].strip().lower()

    def body_digest(self) -> str:
        """SHA-256 of the raw body in hexadecimal."""
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True)
class HookSettings:
    """What an adapter needs of its connection. `time_zone` reads times without a zone."""

    secret: str
    time_zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Adapter:
    """The two steps of taking an event from one provider.

    `verify` raises SignatureRefused (or UnsupportedEvent, where the kind decides what
    is signed). `parse` runs only after it and raises UnsupportedEvent or
    MalformedPayload. `echo` answers a provider's check of the address, given the
    query of a GET request.
    """

    verify: Callable[[HookRequest, HookSettings], None]
    parse: Callable[[HookRequest, HookSettings], tuple[CallSignal, ...]]
    echo: Callable[[Mapping[str, str]], str | None] = lambda _query: None


def is_same_secret_text(expected: str, presented: str) -> bool:
    """Compare in constant time; text that isn't ASCII is simply different."""
    return hmac.compare_digest(expected.encode(), presented.encode())


def parse_form(request: HookRequest) -> list[tuple[str, str]]:
    """The fields of a form body in order, blank values kept.

    Raises MalformedPayload when it is no UTF-8 form or has too many fields.
    """
    try:
        return parse_qsl(
            request.body.decode("utf-8"),
            keep_blank_values=True,
            strict_parsing=bool(request.body),
            encoding="utf-8",
            errors="strict",
            max_num_fields=MAX_FIELDS,
        )
    except ValueError as error:
        raise MalformedPayload(PayloadFault("", "form", "not a form in UTF-8")) from error


def single_values(fields: list[tuple[str, str]]) -> dict[str, str]:
    """Fields as a mapping. Raises MalformedPayload when a name has two different values."""
    values: dict[str, str] = {}
    for name, value in fields:
        if values.setdefault(name, value) != value:
            raise MalformedPayload(PayloadFault(f"/{name}", "repeated", "given twice"))
    return values


def required(values: Mapping[str, str], *names: str) -> tuple[str, ...]:
    """The named values. Raises MalformedPayload naming everything that is missing."""
    missing = [name for name in names if not values.get(name)]
    if missing:
        raise MalformedPayload(*(PayloadFault(f"/{name}", "required", "is missing") for name in missing))
    return tuple(values[name] for name in names)


def whole_seconds(values: Mapping[str, str], name: str) -> int | None:
    """A duration in seconds, None when absent. Raises MalformedPayload when no number."""
    text = values.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= _MAX_DURATION_DIGITS):
        raise MalformedPayload(PayloadFault(f"/{name}", "seconds", "not whole seconds"))
    return int(text)


def build_signal(**values: Any) -> CallSignal:
    """A signal of these values. Raises MalformedPayload when one of them can't be right."""
    try:
        return CallSignal(**values)
    except ValidationError as error:
        raise MalformedPayload(*faults_of(error)) from error


def faults_of(error: ValidationError) -> list[PayloadFault]:
    """What a model refused, without repeating the values."""
    return [
        PayloadFault(
            pointer="".join(f"/{part}" for part in fault["loc"]),
            code=fault["type"],
            detail=fault["msg"],
        )
        for fault in error.errors(include_url=False, include_input=False)
    ]
