"""docs/benchmarks.md: the figures of the last run, beside the goals."""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import groupby

from app.core.config import ROOT
from tests.bench.figures import Comparison, Figure, Results
from tests.bench.load import Latency
from tests.bench.machine import description

DOCUMENT = ROOT / "docs" / "benchmarks.md"
BASE_MARK = "\n<!-- large base: "
"""Before each section about a large base, which runs of its own write."""
_PACKAGES = ("fastapi", "uvicorn", "uvloop", "sqlalchemy", "asyncpg", "pydantic", "websockets", "arq")
_INTRODUCTION = """# Benchmarks

Written by `make bench`; don't edit. One command measures everything below in one run, on durable servers (`fsync` and
`synchronous_commit` on), with real processes: the API (one uvicorn process), a worker, a scheduler, PostgreSQL, Valkey.
The load generator is a process of its own and shares the machine's cores with all of them, so absolute figures say as
much about the machine as about Baton. Hence the **floor**: a bare FastAPI + asyncpg application (`tests/bench/bare.py`)
does the same SQL job on the same database in the same run, without log-in, rights, row level security, history,
idempotency, stage contracts or any check. The ratio to it is what a machine changes least.
"""
_GOALS = """
The goals for reading are half of the floor's rate; *must met* marks what is below that but still several times faster
than the CRMs measured beside the floor. The goals for writing are shares of the floor that stand for four and eight times
(creating) and three and six times (moving) the rate of those CRMs: Baton's write carries the whole stage contract, the
task, the history, the events and their jobs, and the stored answer for `Idempotency-Key`; the floor's two or three rows.
"""


def _latency(latency: Latency) -> str:
    return f"{latency.p50:.1f} / {latency.p95:.1f} / {latency.p99:.1f}"


def console_line(comparison: Comparison) -> str:
    """Return a comparison as one line of the console's table."""
    c = comparison
    failures = f"  FAILED {c.ours.failures or c.bare.failures}" if c.ours.failures or c.bare.failures else ""
    return (
        f"  {c.operation:<30} {c.connections:>2}  {_latency(c.ours.latency):>22}  {c.ours.per_second:>7.0f}/s"
        f"   {_latency(c.bare.latency):>20}  {c.bare.per_second:>7.0f}/s   {c.ratio:>5.2f}   {c.cpu_ratio:>5.2f}"
        f"   {c.goal.stretch:.2f} {c.verdict}{failures}"
    )


CONSOLE_HEAD = (
    f"  {'operation':<30} {'c':>2}  {'p50 / p95 / p99 ms':>22}  {'Baton':>9}   {'p50 / p95 / p99 ms':>20}"
    f"  {'bare':>9}   {'ratio':>5}   {'CPU':>5}   goal"
)


def _comparison_table(comparisons: list[Comparison]) -> Iterator[str]:
    yield "| operation | c | Baton p50 / p95 / p99 ms | Baton req/s | bare p50 / p95 / p99 ms | bare req/s | ratio | goal | |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |"
    for c in comparisons:
        yield (
            f"| {c.operation} | {c.connections} | {_latency(c.ours.latency)} | {c.ours.per_second:.0f} "
            f"| {_latency(c.bare.latency)} | {c.bare.per_second:.0f} | {c.ratio:.2f} | {c.goal.stretch:.2f} | {c.verdict} |"
        )


def _figure_tables(figures: list[Figure]) -> Iterator[str]:
    for section, members in groupby(figures, lambda figure: figure.section):
        yield f"\n## {section}\n"
        yield "| what | figure | goal | |"
        yield "| --- | ---: | --- | --- |"
        for figure in members:
            yield f"| {figure.name} | {figure.value} | {figure.goal} | {figure.verdict} |"


def base_part(text: str) -> str:
    """Return what the document says about a large base: the end of it."""
    return text[text.index(BASE_MARK) :] if BASE_MARK in text else ""


def write(results: Results, *, rows: int, postgres: str, valkey: str, load_average: float) -> None:
    """Write the document."""
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    lines = [
        _INTRODUCTION,
        f"- **Date:** {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        f"- **Machine:** {description()}; load average before the run {load_average:.1f}",
        f"- **Versions:** {postgres}, {valkey}, {packages}",
        f"- **Data:** {rows:,} clients, {rows:,} deals, as many open tasks and past calls, one workspace",
        "",
        "## Requests beside the bare floor",
        "",
        *_comparison_table(results.comparisons),
        _GOALS,
        *_figure_tables(results.figures),
        "",
        "## Missed goals",
        "",
        *(_missed(results) or ["None in this run."]),
        "",
    ]
    kept = base_part(DOCUMENT.read_text(encoding="utf-8"))
    DOCUMENT.write_text("\n".join(lines) + kept, encoding="utf-8")


def _missed(results: Results) -> list[str]:
    compared = [
        f"- {c.operation}, {c.connections} connections: {c.ratio:.2f} of the floor, aimed at {c.goal.stretch:.2f}"
        f" ({c.verdict})"
        for c in results.comparisons
        if c.verdict != "met"
    ]
    return compared + [
        f"- {figure.section}: {figure.name} {figure.value}, goal {figure.goal}"
        for figure in results.figures
        if figure.is_met is False
    ]
