"""Calls as one person may see them: numbers and notes only if her role reads them."""

from typing import Any

from app.core.auth import EVENTS, PERSONAL, Actor
from app.core.masking import Mask, Rules, hides_something, phone, text
from app.domains.telephony.schemas import CallOut, LastNote

RULES: Rules = {
    "from_number": phone(PERSONAL),
    "to_number": phone(PERSONAL),
    "client_number": phone(PERSONAL),
    "note": text(EVENTS),
}


def row(actor: Actor, record: dict[str, Any]) -> dict[str, Any]:
    """Return the row of a list as the actor may see it."""
    return _filled(Mask(actor).record(RULES, record)) if hides_something(actor) else record


def call(actor: Actor, record: Any) -> CallOut:
    """Return a call as the actor may see it."""
    shown = CallOut.model_validate(record)
    if not hides_something(actor):
        return shown
    return CallOut.model_validate(row(actor, shown.model_dump()))


def note(actor: Actor, last: dict[str, Any] | None) -> LastNote | None:
    """Return the last word about a client, if the actor may read what is noted about her."""
    return LastNote.model_validate(last) if last is not None and actor.reads(EVENTS) else None


def _filled(record: dict[str, Any]) -> dict[str, Any]:
    """Numbers are never null on the wire: nothing known, or nothing told, is the empty text."""
    for name in ("from_number", "to_number", "client_number"):
        record[name] = record[name] or ""
    return record
