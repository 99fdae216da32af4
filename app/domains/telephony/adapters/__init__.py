"""Telephony providers: one folder each, with its adapter and its documentation.

An adapter is pure: it checks a request's signature and turns its body into signals.
It never touches the database, the network or the clock.
"""

from typing import Final

from app.domains.telephony.adapters import generic, twilio, zadarma
from app.domains.telephony.adapters.base import (
    Adapter,
    HookRequest,
    HookSettings,
    MalformedPayload,
    PayloadFault,
    SignatureRefused,
    UnsupportedEvent,
)

ADAPTERS: Final[dict[str, Adapter]] = {
    "generic": generic.ADAPTER,
    "twilio": twilio.ADAPTER,
    "zadarma": zadarma.ADAPTER,
}

__all__ = [
    "ADAPTERS",
    "Adapter",
    "HookRequest",
    "HookSettings",
    "MalformedPayload",
    "PayloadFault",
    "SignatureRefused",
    "UnsupportedEvent",
]
