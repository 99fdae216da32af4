"""The part of docs/benchmarks.md about a large base: each part of a run replaces its own section and leaves the others."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby

from tests.bench.base.operations import Found
from tests.bench.base.seed import Base
from tests.bench.figures import Figure
from tests.bench.report import BASE_MARK, DOCUMENT, base_part

QUESTIONS, DUPLICATES, IMPORT, DEALS = "questions", "duplicates", "import", "deals"
EXPORT, BULK = "export", "bulk"
PARTS = (QUESTIONS, DUPLICATES, IMPORT, EXPORT, BULK, DEALS)
MILLION = "import of a million"
_ORDER = ("head", QUESTIONS, DUPLICATES, IMPORT, MILLION, EXPORT, BULK, DEALS)
_HEAD = """
# A large base

Written by `make bench-base`, section by section. Twenty workspaces of different sizes lie in one database, with names of
five languages, one to three phones, mails, tags, own fields, deals, tasks and calls. Questions are asked by one person at
a time over HTTP; beside them stands the bare statement through FastAPI and asyncpg, without row level security.
"""


def write(part: str, lines: Iterable[str]) -> None:
    """Put a part's lines in the place of its former ones."""
    text = DOCUMENT.read_text(encoding="utf-8")
    sections = {}
    for section in base_part(text).split(BASE_MARK)[1:]:
        name, _, body = section.partition(" -->\n")
        sections[name] = body
    sections["head"] = _HEAD
    sections[part] = "\n".join(["", *lines, ""])
    own = text.removesuffix(base_part(text))
    marked = [f"{BASE_MARK}{name} -->\n{sections[name]}" for name in _ORDER if name in sections]
    DOCUMENT.write_text(own + "".join(marked), encoding="utf-8")


def _measured(base: Base) -> str:
    sizes = sorted(base.sizes)
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {sum(sizes):,} clients in {len(sizes)} workspaces ({sizes[0]:,} to "
        f"{sizes[-1]:,}); asked and worked in: the largest. Loaded in {base.seconds:.0f} s."
    )


def questions(base: Base, found: Iterable[Found]) -> Iterator[str]:
    """Return the lines about questions."""
    yield "## Questions to a large base\n"
    yield _measured(base)
    yield from _table(found)
    yield "\nSearches may take 50 ms; the others twice their bare statement and 3 ms."


def deals(base: Base, found: Iterable[Found]) -> Iterator[str]:
    """Return the lines about a million deals."""
    yield "## A million deals, ten thousand of them open\n"
    yield _measured(base)
    yield from _table(found)
    yield (
        "\nThe board has three open stages with fifty deals each, and those won in the last thirty days. Its bare statement\n"
        "goes through all that were ever won, so it is no fair floor. A move carries what `make bench` says of it; the bare\n"
        "one changes a row."
    )


def _table(found: Iterable[Found]) -> Iterator[str]:
    yield "\n| question | Baton p50 / p95 ms | bare p50 / p95 ms | p50 ÷ bare | goal (p95) | |"
    yield "| --- | ---: | ---: | ---: | ---: | --- |"
    for one in found:
        verdict = "met" if one.is_met else "missed"
        yield (
            f"| {one.name} | {one.ours.p50:.1f} / {one.ours.p95:.1f} | {one.bare.p50:.1f} / {one.bare.p95:.1f} "
            f"| {one.ratio:.1f} | ≤ {one.goal:.0f} ms | {verdict} |"
        )


def figures(base: Base, found: Iterable[Figure]) -> Iterator[str]:
    """Return the lines about work on the whole base."""
    for section, members in groupby(found, lambda one: one.section):
        yield f"## {section} in a large base\n"
        yield _measured(base)
        yield "\n| what | figure | goal | |"
        yield "| --- | ---: | --- | --- |"
        for one in members:
            yield f"| {one.name} | {one.value} | {one.goal} | {one.verdict} |"
