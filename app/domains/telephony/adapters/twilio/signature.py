"""Twilio's request signature, with the traps of its official libraries."""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from typing import Final
from urllib.parse import SplitResult, parse_qs, urlsplit, urlunsplit

from app.domains.telephony.adapters.base import (
    FORM_CONTENT_TYPE,
    HookRequest,
    HookSettings,
    MalformedPayload,
    SignatureRefused,
    is_same_secret_text,
    parse_form,
)

SIGNATURE_HEADER: Final = "X-Twilio-Signature"
BODY_DIGEST: Final = "bodySHA256"
_DEFAULT_PORTS: Final = {"https": 443, "http": 80}


def sign(secret: str, url: str, fields: Iterable[tuple[str, str]]) -> str:
    """Base64 of HMAC-SHA1 over the URL followed by each sorted name and value.

    A name given several times contributes its different values, sorted.
    """
    text = url + "".join(name + value for name, value in sorted(set(fields)))
    # SHA-1 is the provider's choice; as HMAC it is still sound.
    mac = hmac.new(secret.encode(), text.encode(), hashlib.sha1)
    return base64.b64encode(mac.digest()).decode()


def verify(request: HookRequest, settings: HookSettings) -> None:
    """Check URL and body against the signature. Raises SignatureRefused."""
    presented = request.required_header(SIGNATURE_HEADER)
    fields = _signed_fields(request)
    matches = [
        is_same_secret_text(sign(settings.secret, url, fields), presented) for url in spellings(request.url)
    ]
    if not any(matches):
        raise SignatureRefused("signature doesn't match")


def spellings(url: str) -> tuple[str, ...]:
    """The URL as called, with its port written out, and without: Twilio signs any."""
    parts = urlsplit(url)
    port = parts.port or _DEFAULT_PORTS.get(parts.scheme)
    with_port = _with_host(parts, f"{_host(parts)}:{port}")
    return tuple(dict.fromkeys((url, with_port, _with_host(parts, _host(parts)))))


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    return f"[{host}]" if ":" in host else host


def _with_host(parts: SplitResult, netloc: str) -> str:
    return urlunsplit((parts.scheme, netloc, parts.path, parts.query, parts.fragment))


def _signed_fields(request: HookRequest) -> list[tuple[str, str]]:
    """What of the body the signature covers: form fields, or nothing but its digest."""
    if request.content_type() == FORM_CONTENT_TYPE:
        try:
            return parse_form(request)
        except MalformedPayload as error:
            raise SignatureRefused("body can't be read") from error
    _check_body_digest(request)
    return []


def _check_body_digest(request: HookRequest) -> None:
    """Any other body is covered by its digest in the signed query, or by nothing."""
    digests = parse_qs(urlsplit(request.url).query).get(BODY_DIGEST, [])
    if len(digests) != 1:
        raise SignatureRefused("body isn't covered by the signature")
    if not is_same_secret_text(request.body_digest(), digests[0]):
        raise SignatureRefused("body doesn't match its digest")
