"""What people ask of a large base, and what the bare statements take."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from anyascii import anyascii

from app.core.text import fold
from tests.bench.base.laboratory import BaseLaboratory
from tests.bench.base.seed import SOURCES, TAGS, Sample
from tests.bench.load import Latency, Plan
from tests.bench.machine import cpu_seconds

SEARCH_GOAL = 50.0
"""Milliseconds, of the slowest in twenty."""
TIMES = 2.0
"""So many times the bare statement, with three milliseconds for what every request is given, is well."""
OVERHEAD = 3.0
_VARIETY = 150
TWO_CONDITIONS: Any = {
    "all": [{"field": "deals.has_open", "is": True}, {"field": "deals.open_sum", "gt": 20_000_000}]
}
INCOMPLETE: Any = {"field": "completeness", "lt": 100}


@dataclass(frozen=True, slots=True)
class Asked:
    """One kind of question, in both forms."""

    name: str
    ours: Sequence[bytes]
    bare: Sequence[bytes]
    goal: float | None = None
    """In milliseconds; without one the bare statement is the measure."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one kind of question took."""

    name: str
    ours: Latency
    bare: Latency
    ours_cpu: float
    goal: float

    @property
    def ratio(self) -> float:
        """Return how many times the bare statement's median ours is."""
        return self.ours.p50 / self.bare.p50

    @property
    def is_met(self) -> bool:
        """Tell whether the goal is met."""
        return self.ours.p95 <= self.goal


def _ask(laboratory: BaseLaboratory, body: dict[str, Any], path: str = "/clients/query") -> bytes:
    return laboratory.request("POST", path, body)


def _lists(laboratory: BaseLaboratory) -> Iterator[Asked]:
    people = [str(one) for one in laboratory.base.place.people]
    chosen = [(source, owner) for owner in people for source in SOURCES][:_VARIETY]
    ours, bare, ours_next, bare_next = [], [], [], []
    for source, owner in chosen:
        both = [{"field": "source", "is": source}, {"field": "owner_id", "is": owner}]
        body = {"filter": {"all": both}, "sort": ["-created_at"], "limit": 50}
        ours.append(_ask(laboratory, body))
        bare.append(laboratory.floor("list", source, owner))
        page = laboratory.call("POST", "/clients/query", body).json()
        if page["next_cursor"]:
            ours_next.append(_ask(laboratory, {**body, "cursor": page["next_cursor"]}))
            last = page["items"][-1]
            bare_next.append(laboratory.floor("after", source, owner, last["created_at"], last["id"]))
    yield Asked("list, two filters, by date", ours, bare)
    yield Asked("the same, next page", ours_next, bare_next)
    tagged = [
        _ask(laboratory, {"filter": {"field": "tags", "any_of": [tag]}, "sort": ["name"]}) for tag in TAGS
    ]
    yield Asked("list by a tag, by name", tagged, [laboratory.floor("by_name", tag) for tag in TAGS])
    incomplete = [_ask(laboratory, {"filter": INCOMPLETE, "sort": ["-created_at"]})]
    yield Asked("list of incomplete records", incomplete, [laboratory.floor("incomplete")])


def _misspelt(name: str) -> str:
    """Return a family name with two letters in the middle exchanged."""
    word = fold(name).split()[-1]
    middle = len(word) // 2
    return word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]


def _searches(laboratory: BaseLaboratory, samples: Sequence[Sample]) -> Iterator[Asked]:
    def asked(name: str, word: Callable[[Sample], str], floor: str, bare: Callable[[Sample], str]) -> Asked:
        ours = [laboratory.request("GET", f"/search?q={quote(word(one))}") for one in samples]
        return Asked(name, ours, [laboratory.floor(floor, bare(one)) for one in samples], SEARCH_GOAL)

    def first_word(one: Sample) -> str:
        return f"%{fold(one.name).split()[0]}%"

    yield asked(
        "search: whole name, Latin letters",
        lambda one: anyascii(one.name),
        "search",
        lambda one: f"%{fold(one.name)}%",
    )
    yield asked("search: a given name", lambda one: one.name.split()[0], "search", first_word)
    yield asked(
        "search: first three letters",
        lambda one: one.name[:3],
        "search",
        lambda one: f"%{fold(one.name[:3])}%",
    )
    yield asked(
        "search: last seven digits", lambda one: one.phone[-7:], "search", lambda one: f"%{one.phone[-7:]}%"
    )
    yield asked(
        "search: last four digits", lambda one: one.phone[-4:], "search", lambda one: f"%{one.phone[-4:]}%"
    )
    yield asked("search: e-mail", lambda one: one.email, "search", lambda one: f"%{fold(one.email)}%")
    yield asked(
        "search: name with a typo",
        lambda one: _misspelt(one.name),
        "similar",
        lambda one: _misspelt(one.name),
    )


def _records(laboratory: BaseLaboratory, samples: Sequence[Sample]) -> Iterator[Asked]:
    cards = [laboratory.request("GET", f"/clients/{one.id}") for one in samples]
    yield Asked("card", cards, [laboratory.floor("card", str(one.id)) for one in samples])
    calls = [laboratory.request("GET", f"/clients/lookup?phone={quote(one.phone)}") for one in samples]
    yield Asked("look up by phone", calls, [laboratory.floor("lookup", one.phone) for one in samples])
    alike = [
        _ask(
            laboratory,
            {"kind": "person", "name": anyascii(one.name), "phones": [one.phone]},
            "/clients/similar",
        )
        for one in samples
    ]
    lookups = [laboratory.floor("similar", fold(one.name)) for one in samples]
    yield Asked("is she there already? (name, phone)", alike, lookups, SEARCH_GOAL)


def _counts(laboratory: BaseLaboratory) -> Iterator[Asked]:
    yield Asked("count of all", [laboratory.request("GET", "/clients/count")], [laboratory.floor("count")])
    by_source = [
        _ask(laboratory, {"filter": {"field": "source", "is": source}}, "/clients/query/count")
        for source in SOURCES
    ]
    yield Asked("count, one filter", by_source, [laboratory.floor("count_source", one) for one in SOURCES])
    segments = laboratory.call("GET", "/segments").json()["items"]
    if not segments:
        wish = {"name": "Large open deals", "kind": "dynamic", "filter": TWO_CONDITIONS}
        segments = [laboratory.call("POST", "/segments", wish).json()]
    path = f"/segments/{segments[0]['id']}/count"
    yield Asked(
        "segment, two conditions over deals", [laboratory.request("GET", path)], [laboratory.floor("segment")]
    )


def questions(laboratory: BaseLaboratory) -> Iterator[Asked]:
    """Return everything that is asked."""
    samples = random.Random(5).sample(laboratory.base.samples, min(_VARIETY, len(laboratory.base.samples)))
    yield from _lists(laboratory)
    yield from _searches(laboratory, samples)
    yield from _records(laboratory, samples)
    yield from _counts(laboratory)


def measure(laboratory: BaseLaboratory, seconds: float, wanted: str = "") -> Iterator[Found]:
    """Measure every question whose name holds a text, one at a time, each beside its floor."""
    for asked in questions(laboratory):
        if wanted in asked.name:
            yield asked_one_at_a_time(laboratory, asked, seconds)


def asked_one_at_a_time(laboratory: BaseLaboratory, asked: Asked, seconds: float) -> Found:
    """Measure one question beside its floor."""
    bare = _latency(laboratory, laboratory.bare.port, asked.bare, seconds)
    before = cpu_seconds(laboratory.api.pid)
    ours = _latency(laboratory, laboratory.api.port, asked.ours, seconds)
    cpu = (cpu_seconds(laboratory.api.pid) - before) / max(ours.count, 1)
    return Found(asked.name, ours, bare, cpu, asked.goal or bare.p95 * TIMES + OVERHEAD)


def _latency(laboratory: BaseLaboratory, port: int, requests: Sequence[bytes], seconds: float) -> Latency:
    """One person asks; each question has been asked once before, as the base is in memory on a machine that fits it."""
    laboratory.load(Plan(port, requests, 1, seconds / 2))
    load = laboratory.load(Plan(port, requests, 1, seconds))
    if load.failures:
        raise RuntimeError(f"{load.failures}: {load.first_failure}")
    return load.latency
