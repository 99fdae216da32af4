"""`make bench`: measure everything, show it beside its goal, and write docs/benchmarks.md."""

import argparse
import asyncio
import os
import time
from collections.abc import Iterable

import asyncpg
from redis import Redis

from tests.bench import background, operations, processes, realtime
from tests.bench.figures import Figure, Results
from tests.bench.laboratory import Laboratory, open_laboratory
from tests.bench.report import CONSOLE_HEAD, DOCUMENT, console_line, write

PARTS = ("requests", "calls", "counters", "jobs", "processes")


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - a command line speaks by print


def _show(results: Results, figures: Iterable[Figure]) -> None:
    section = ""
    for figure in figures:
        if figure.section != section:
            section = figure.section
            _say(f"\n{section}")
        results.figures.append(figure)
        _say(f"  {figure.name:<58} {figure.value:>26}   {figure.goal:<32} {figure.verdict}")


def _requests(laboratory: Laboratory, results: Results, seconds: float) -> None:
    _say(f"\nRequests\n{CONSOLE_HEAD}")
    for comparison in operations.measure(laboratory, seconds):
        results.comparisons.append(comparison)
        _say(console_line(comparison))


def _measure(laboratory: Laboratory, results: Results, parts: Iterable[str], seconds: float) -> None:
    if "processes" in parts:
        _show(results, processes.memory(laboratory, "at rest"))
    if "requests" in parts:
        _requests(laboratory, results, seconds)
    if "calls" in parts:
        _show(results, realtime.screen_pops(laboratory, seconds * 2))
    if "counters" in parts:
        _show(results, realtime.counters(laboratory))
    if "jobs" in parts:
        _show(results, asyncio.run(background.measure(laboratory)))
    if "processes" in parts:
        _show(results, processes.memory(laboratory, "after the load"))
        _show(results, processes.cold_start(laboratory))


async def _postgres_version(dsn: str) -> str:
    connection = await asyncpg.connect(dsn)
    try:
        return f"PostgreSQL {await connection.fetchval('SHOW server_version')}"
    finally:
        await connection.close()


def _valkey_version(url: str) -> str:
    with Redis.from_url(url) as client:
        found = client.info("server")
    return f"Valkey {found.get('valkey_version') or found['redis_version']}"


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000, help="how many clients and deals (default 10000)")
    parser.add_argument(
        "--seconds", type=float, default=operations.SECONDS, help="how long each request is measured"
    )
    parser.add_argument(
        "--only", action="append", choices=PARTS, help="measure a part; docs/benchmarks.md stays"
    )
    arguments = parser.parse_args()
    began, load_average = time.monotonic(), os.getloadavg()[0]
    results = Results()
    with open_laboratory(arguments.rows) as laboratory:
        _say(f"Everything is started and {arguments.rows:,} clients and deals are loaded.")
        _measure(laboratory, results, arguments.only or PARTS, arguments.seconds)
        if not arguments.only:
            postgres = asyncio.run(_postgres_version(laboratory.stand.owner_dsn()))
            valkey = _valkey_version(laboratory.stand.environment["REDIS_URL"])
            write(results, rows=arguments.rows, postgres=postgres, valkey=valkey, load_average=load_average)
            _say(f"\nWritten to {DOCUMENT}")
    _say(f"Took {time.monotonic() - began:.0f} s.")


if __name__ == "__main__":
    main()
