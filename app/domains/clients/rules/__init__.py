"""Pure decisions: contact points, what a client is found by, whose a new client is."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.core.auth import Actor, Scope
from app.core.text import digits, normalize_phone, readings
from app.domains.clients.permissions import ClientPermission

PHONE, EMAIL, COMPANY = "phone", "email", "company"
_BY_NUMBER = frozenset({PHONE, "whatsapp", "viber", "signal"})
MINIMUM_DIGITS = 3
"""So many digits of a phone are enough to look for it."""
SORT_NAME_LENGTH = 50
_WHOLE_TRIGRAM = 3
_FUZZY_LENGTH = 4
_PHONE_LIKE = re.compile(r"[\d\s()+./‐-–-]+")
_TRUNK = re.compile(r"^(?:810|00|8|0)")


@dataclass(frozen=True, slots=True)
class Point:
    """One way to reach a client, in the order in which it is shown."""

    kind: str
    value: str
    normalized: str | None
    label: str | None
    is_main: bool
    verified_at: datetime | None = None
    bad_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """A contact point as somebody wrote it."""

    kind: str
    value: str
    label: str | None = None
    is_main: bool = False


def normalize(kind: str, value: str, region: str) -> str | None:
    """Return the form by which two contact points are the same, or None for what is no valid number or address."""
    if kind in _BY_NUMBER:
        return normalize_phone(value, region)
    return value.strip().lower() if kind == EMAIL else None


def point_key(kind: str, value: str, normalized: str | None) -> tuple[str, str]:
    """Return by what two contact points of one client are the same one."""
    if normalized:
        return kind, normalized
    plain = digits(value) if kind in _BY_NUMBER else ""
    return kind, plain or value.strip().casefold()


def arrange(wishes: Iterable[Wish], region: str) -> list[Point]:
    """Return the contact points to keep: each once, and of each kind exactly one main, the first unless said."""
    found: dict[tuple[str, str], tuple[Wish, str | None]] = {}
    for wish in wishes:
        normalized = normalize(wish.kind, wish.value, region)
        key = point_key(wish.kind, wish.value, normalized)
        if key not in found or (wish.is_main and not found[key][0].is_main):
            found[key] = wish, normalized
    main: dict[str, Wish] = {}
    for wish, _ in found.values():
        if wish.kind not in main or (wish.is_main and not main[wish.kind].is_main):
            main[wish.kind] = wish
    return [
        Point(wish.kind, wish.value.strip(), normalized, wish.label, wish is main[wish.kind])
        for wish, normalized in found.values()
    ]


def main_value(points: Iterable[Point], kind: str) -> str | None:
    """Return the main phone or e-mail as lists show it."""
    return next((p.normalized or p.value for p in points if p.kind == kind and p.is_main), None)


def sort_name(name: str) -> str:
    """Return what lists are ordered by: the name without regard to case; cut, because cursors carry it."""
    plain = unicodedata.normalize("NFKC", name).casefold().replace("ё", "е")
    return " ".join(plain.split())[:SORT_NAME_LENGTH]


def normalize_tags(tags: Iterable[str]) -> list[str]:
    """Return each tag once, whatever its case, in their order."""
    found: dict[str, str] = {}
    for tag in tags:
        plain = " ".join(tag.split())
        if plain:
            found.setdefault(plain.casefold(), plain)
    return list(found.values())


def search_text(names: Iterable[str | None], points: Iterable[Point], company_name: str | None) -> str:
    """Return what a client is found in: each word after a space, the company's name after a bar."""
    words: list[str] = []
    for name in names:
        words += _words(name)
    for point in points:
        words += [digits(point.normalized or point.value)] if point.kind == PHONE else _words(point.value)
    own = "".join([f" {word}" for word in dict.fromkeys(words) if word])
    return f"{own}|{company_part(company_name)}"


def company_part(company_name: str | None) -> str:
    """Return the part of the search text behind the bar."""
    return "".join([f" {word}" for word in dict.fromkeys(_words(company_name))])


def _words(text: str | None) -> list[str]:
    return [word for reading in readings(text) for word in reading.split()] if text else []


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """A query, prepared for `LIKE`: each of `patterns` must match, or else each of `alternatives`."""

    patterns: Sequence[str]
    alternatives: Sequence[str]
    """Another reading of the query; empty if there is none."""
    start: str
    """The text with which the best finds begin a word."""
    fuzzy: str | None
    """What to look for by likeness when nothing matches; the ends of addresses are like too many."""
    is_phone: bool
    """Whether a part of a phone is looked for."""


def search_terms(query: str) -> SearchTerms | None:
    """Return how to look for what somebody typed, or None when it holds nothing to look for.

    Three and more digits with nothing but punctuation are a part of a phone: also without the trunk prefix (8, 0) or
    the international one (00, 810). Words shorter than three letters match beginnings of words only.
    """
    number = digits(query)
    if is_number(query):
        bare = _TRUNK.sub("", number)
        other = [f"%{bare}%"] if bare != number and len(bare) >= MINIMUM_DIGITS else []
        return SearchTerms([f"%{number}%"], other, number, None, is_phone=True)
    first, *others = readings(query)
    if not first:
        return None
    fuzzy = first if len(first) >= _FUZZY_LENGTH and "@" not in first else None
    other = _patterns(others[0]) if others else []
    return SearchTerms(_patterns(first), other, _escape(first), fuzzy, is_phone=False)


def is_number(query: str) -> bool:
    """Tell whether a query looks like a phone, or a part of one."""
    return len(digits(query)) >= MINIMUM_DIGITS and _PHONE_LIKE.fullmatch(query.strip()) is not None


def explained(terms: SearchTerms, names: Iterable[str | None], company_name: str | None) -> bool:
    """Tell whether a client is found by her names alone, without what else stands in her search text."""
    text = search_text(names, (), company_name)
    return any(
        found and all(_unescape(pattern) in text for pattern in found)
        for found in (terms.patterns, terms.alternatives)
    )


def _unescape(pattern: str) -> str:
    return re.sub(r"\\(.)", r"\1", pattern[1:-1])


def _patterns(folded: str) -> list[str]:
    """Return a pattern for each word, the most telling first: by that one the index is asked.

    Of an address that is what stands before the @: what follows is shared by too many.
    """
    words = sorted(map(_escape, folded.split()), key=len, reverse=True)
    patterns = [f"%{word}%" if len(word) >= _WHOLE_TRIGRAM else f"% {word}%" for word in words]
    own, at, _ = words[0].partition("@") if words else ("", "", "")
    return [f"%{own}@%", *patterns] if at and len(own) >= _WHOLE_TRIGRAM else patterns


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def default_owner(actor: Actor) -> UUID | None:
    """Return whose a new client is unless somebody is named: a manager's own, who sees no other; else nobody's."""
    return actor.user_id if actor.scope(ClientPermission.WRITE) is Scope.OWN else None


def may_give_to(actor: Actor, owner_id: UUID | None) -> bool:
    """Tell whether the actor may make this person a client's owner: only within the reach of her own right.

    Whoever holds no right over clients at all acts for another domain, which has decided.
    """
    permission = ClientPermission.WRITE
    return not actor.may(permission) or actor.reaches(permission, owner_id)
