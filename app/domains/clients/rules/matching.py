"""How likely two records are one client: the one matcher of every way in, its scores explained by reasons.

Each reason is evidence on its own; together they count as independent evidence does (two halves make three quarters).
What speaks against it (other tax ids, unlike names, no phone in common though both have one) lowers the sum.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from app.core.text import fold

COMPANY_KIND = "company"
POSSIBLE = 50
"""From here on two records are shown to a person as perhaps the same."""
LIKELY = 80
"""From here on the review list puts them first, and an import takes them for one."""
_SURE_NAME, _CLOSE_NAME, _FAR_NAME, _FOREIGN_NAME = 0.95, 0.7, 0.5, 0.25
_LEGAL_FORMS = frozenset(
    fold(form) for form in (
        "ooo", "oao", "zao", "pao", "ao", "too", "odo", "ip", "chp", "llc", "llp", "ltd", "inc", "corp", "co", "gmbh", "bv",
        "sl", "sa", "srl", "mchj", "mchsh", "ok", "aj", "qk", "xk", "hk", "kk", "shps", "ss", "ik", "hhk",
    )
)  # fmt: skip
"""As they are left of a name that is folded: `ООО` and `OOO` are an `o` then."""
_TOKEN = re.compile(r"[^\s,;:/|()\[\]«»\"“”„‐-–—-]+")


class Reason(StrEnum):
    """Why two records may be one client, or why rather not."""

    TAX_ID = "tax_id"
    PHONE = "phone"
    EMAIL = "email"
    NAME = "name"
    SIMILAR_NAME = "similar_name"
    COMPANY = "company"
    OTHER_TAX_ID = "other_tax_id"
    OTHER_NAME = "other_name"
    OTHER_CONTACTS = "other_contacts"
    OTHER_KIND = "other_kind"


EVIDENCE = {
    Reason.TAX_ID: 0.95,
    Reason.PHONE: 0.7,
    Reason.EMAIL: 0.75,
    Reason.NAME: 0.6,
    Reason.SIMILAR_NAME: 0.4,
    Reason.COMPANY: 0.35,
}
DOUBT = {
    Reason.OTHER_TAX_ID: 0.4,
    Reason.OTHER_NAME: 0.75,
    Reason.OTHER_CONTACTS: 0.75,
    Reason.OTHER_KIND: 0.5,
}
STRONG = (Reason.TAX_ID, Reason.PHONE, Reason.EMAIL)
"""What a client is recognised by: with one of these in common nobody is added a second time unasked."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What of a record is compared."""

    kind: str
    name: str
    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    tax_id: str | None = None
    company: str | None = None
    """The name of a person's company."""

    @property
    def name_key(self) -> tuple[str, str]:
        """Return by what namesakes of her kind are found."""
        return self.kind, name_key(self.kind, self.name)


@dataclass(frozen=True, slots=True)
class Match:
    """How alike two records are, and why: the strongest reason first, then what speaks against it."""

    score: int
    reasons: tuple[Reason, ...]

    @property
    def is_strong(self) -> bool:
        """Tell whether they share what a client is recognised by."""
        return any(reason in STRONG for reason in self.reasons)


@lru_cache(maxsize=8192)
def name_key(kind: str, name: str) -> str:
    """Return what two spellings of one name have in common: folded words in alphabetical order, no legal form."""
    words = set(fold(name).split()) if kind != COMPANY_KIND else _words_of_company(name)
    return " ".join(sorted(words))


def _words_of_company(name: str) -> set[str]:
    """Return the folded words but for legal forms, unless there is nothing else; a single letter is none as written."""
    words: set[str] = set()
    forms: set[str] = set()
    for token in _TOKEN.findall(name.replace(".", "")):
        for word in fold(token).split():
            (forms if len(token) > 1 and word in _LEGAL_FORMS else words).add(word)
    return words or forms


@lru_cache(maxsize=8192)
def trigrams(key: str) -> frozenset[str]:
    """Return the pieces of three letters of each word, its borders included."""
    padded = (f"  {word} " for word in key.split())
    return frozenset(word[at : at + 3] for word in padded for at in range(len(word) - 2))


def likeness(one: str, other: str) -> float:
    """Return how alike two name keys are: 1 the same words, 0 nothing in common; the order of words is no matter."""
    if one == other:
        return 1.0 if one else 0.0
    first, second = trigrams(one), trigrams(other)
    if not first or not second:
        return 0.0
    return 2 * len(first & second) / (len(first) + len(second))


def score(one: Profile, other: Profile) -> Match:
    """Compare two records; the order of the two is no matter."""
    names = likeness(name_key(one.kind, one.name), name_key(other.kind, other.name))
    found = [*_shared(one, other), *_named(one, other, names)]
    against = _against(one, other, names, found)
    missing, trust = 1.0, 1.0
    for reason in found:
        missing *= 1 - EVIDENCE[reason]
    for reason in against:
        trust *= DOUBT[reason]
    found.sort(key=lambda reason: (-EVIDENCE[reason], reason))
    total = round(100 * (1 - missing) * trust)
    return Match(total, (*found, *against) if found else ())


def _shared(one: Profile, other: Profile) -> Iterable[Reason]:
    if one.tax_id and one.tax_id == other.tax_id:
        yield Reason.TAX_ID
    if one.phones & other.phones:
        yield Reason.PHONE
    if one.emails & other.emails:
        yield Reason.EMAIL


def _named(one: Profile, other: Profile, names: float) -> Iterable[Reason]:
    if names >= _SURE_NAME:
        yield Reason.NAME
    elif names >= _CLOSE_NAME:
        yield Reason.SIMILAR_NAME
    same_company = one.company and other.company and company_key(one) == company_key(other)
    if same_company and names >= _FAR_NAME:
        yield Reason.COMPANY


def company_key(profile: Profile) -> str:
    """Return by what the colleagues of a person are found, whoever spelt the company's name how."""
    return name_key(COMPANY_KIND, profile.company) if profile.company else ""


def _against(one: Profile, other: Profile, names: float, found: list[Reason]) -> list[Reason]:
    against = []
    if one.kind != other.kind:
        against.append(Reason.OTHER_KIND)
    if one.tax_id and other.tax_id and one.tax_id != other.tax_id:
        against.append(Reason.OTHER_TAX_ID)
    if names < _FOREIGN_NAME and Reason.TAX_ID not in found:
        against.append(Reason.OTHER_NAME)
    strangers = _differ(one.phones, other.phones) or _differ(one.emails, other.emails)
    if strangers and not any(reason in STRONG for reason in found):
        against.append(Reason.OTHER_CONTACTS)
    return against


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other
