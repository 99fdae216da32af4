"""Work on the whole base in the background: the search for duplicates, an import with matching."""

import asyncio
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import asyncpg

from app.core.auth import SESSION_COOKIE, system_actor
from app.domains.clients.service import review
from app.registry import build_runtime
from tests.bench.base.laboratory import BaseLaboratory
from tests.bench.base.names import COUNTRIES, SHARES
from tests.bench.base.seed import SOURCES
from tests.bench.figures import Figure
from tests.bench.machine import pss_megabytes
from tests.support.http_client import HttpConnection, build_request
from tests.support.stand import Process

DUPLICATES, IMPORT = "Search for duplicates", "Import"
CHUNK = 900_000
IMPORT_GOALS = {100_000: 60.0, 1_000_000: 720.0}
"""Seconds for so many rows, matching on, two cores."""
FIELDS = ("name", "phone", "email", "company", "tags", "source")
MOST_MEGABYTES = 400
_POLL_SECONDS = 0.3


@dataclass(slots=True)
class Watched:
    """What was seen while something was going on."""

    seconds: float = 0
    steps: int = 0
    """How many states of progress were seen."""
    peak: float = 0
    """Megabytes of the worker."""
    last: Any = None


def watch(worker: Process, read: Callable[[], Any], going: Callable[[Any], bool]) -> Watched:
    """Wait until something is over, and see how far it is and how much memory the worker has meanwhile."""
    began, seen = time.monotonic(), Watched()
    while True:
        state = read()
        seen.peak = max(seen.peak, pss_megabytes(worker.pid))
        seen.steps += state != seen.last
        seen.last = state
        if not going(state):
            seen.seconds = time.monotonic() - began
            return seen
        time.sleep(_POLL_SECONDS)


# --- duplicates ------------------------------------------------------------------------------------------------------


def duplicates(laboratory: BaseLaboratory) -> Iterator[Figure]:
    """Search the measured workspace, then all of them at a time."""
    laboratory.call("POST", "/clients/duplicates/check")
    path = "/clients/duplicates/check"
    seen = watch(
        laboratory.worker,
        lambda: laboratory.call("GET", path).json()["check"],
        lambda check: check["state"] == "running",
    )
    check = seen.last
    what = f"{check['clients']:,} clients, {check['found']:,} found"
    yield Figure(DUPLICATES, what, f"{seen.seconds:.0f} s")
    yield Figure(DUPLICATES, "states of progress seen", str(seen.steps), "> 2", seen.steps > 2)
    yield from _memory(DUPLICATES, seen)
    asyncio.run(_check_everywhere(laboratory))
    seen = watch(laboratory.worker, lambda: asyncio.run(_running(laboratory)), lambda running: running > 0)
    clients = sum(laboratory.base.sizes)
    yield Figure(
        DUPLICATES,
        f"all {len(laboratory.base.sizes)} workspaces, {clients:,} clients",
        f"{seen.seconds:.0f} s",
    )
    yield from _memory(DUPLICATES, seen)


def _memory(section: str, seen: Watched) -> Iterator[Figure]:
    yield Figure(
        section,
        "worker's memory at most",
        f"{seen.peak:.0f} MB",
        f"≤ {MOST_MEGABYTES} MB",
        seen.peak <= MOST_MEGABYTES,
    )


async def _check_everywhere(laboratory: BaseLaboratory) -> None:
    runtime = build_runtime(laboratory.stand.settings)
    for workspace_id in laboratory.base.workspaces:
        async with runtime.db.write(workspace_id) as session:
            await review.start(session, system_actor(workspace_id))
    await runtime.close()


async def _running(laboratory: BaseLaboratory) -> int:
    connection = await asyncpg.connect(laboratory.superuser_dsn())
    try:
        found = await connection.fetchval("SELECT count(*) FROM duplicate_checks WHERE state = 'running'")
        return int(found)
    finally:
        await connection.close()


# --- import ----------------------------------------------------------------------------------------------------------


def table(rows: int, known: int) -> bytes:
    """Return a file of clients: one in twenty a row repeated, one in twenty somebody who is there already."""
    chance = random.Random(rows)
    lines = [",".join(FIELDS)]
    for row in range(rows):
        kind = chance.random()
        number = known + 10 + (chance.randrange(row + 1) if kind < 0.05 else row)
        number = chance.randrange(known) if kind > 0.95 else number
        country = chance.choices(COUNTRIES, SHARES)[0]
        firm = f"Firm {chance.randrange(rows // 100 + 1)}" if row % 3 == 0 else ""
        phone = f"+99890{number % 10_000_000:07d}"
        lines.append(
            f"{country.name(chance)},{phone},c{number}@example.com,{firm},fair,{chance.choice(SOURCES)}"
        )
    return "\n".join(lines).encode()


def imported(laboratory: BaseLaboratory, rows: int) -> Iterator[Figure]:
    """Bring a file in as a person does: send, read, try out, do; and take it back, so that the base is as before."""
    data = table(rows, laboratory.base.largest)
    begun = laboratory.call("POST", "/imports", {"name": "fair.csv"}).json()["id"]
    asyncio.run(_send(laboratory, begun, data))
    wish = {"mapping": [{"field": name} for name in FIELDS], "policy": "update_empty"}
    for command, label, body in (
        ("read", "read", None),
        ("check", "tried out", wish),
        ("run", "brought in", None),
        ("undo", "taken back", None),
    ):
        before = laboratory.processor_seconds()
        laboratory.call("POST", f"/imports/{begun}/{command}", body)
        seen = watch(
            laboratory.worker,
            lambda: laboratory.call("GET", f"/imports/{begun}").json(),
            lambda record: record["state"] in {"reading", "checking", "running", "undoing"},
        )
        if seen.last["state"] == "failed":
            raise RuntimeError(seen.last)
        goal = IMPORT_GOALS.get(rows) if command == "run" else None
        figure = f"{seen.seconds:.0f} s, {rows / seen.seconds:,.0f} rows/s"
        aim = f"≤ {goal:.0f} s" if goal else ""
        yield Figure(IMPORT, f"{rows:,} rows {label}", figure, aim, seen.seconds <= goal if goal else None)
        worker, postgres = (
            now - then for now, then in zip(laboratory.processor_seconds(), before, strict=True)
        )
        yield Figure(
            IMPORT, "processor time of the worker, of PostgreSQL", f"{worker:.0f} s, {postgres:.0f} s"
        )
        yield from _memory(IMPORT, seen)
        if command == "run":
            yield Figure(
                IMPORT, "what became of them", ", ".join(f"{n:,} {k}" for k, n in seen.last["counts"].items())
            )


async def _send(laboratory: BaseLaboratory, import_id: str, data: bytes) -> None:
    connection = await HttpConnection.connect(laboratory.stand.port)
    headers = {
        "Cookie": f"{SESSION_COOKIE}={laboratory.token}",
        "Content-Type": "application/octet-stream",
    }
    try:
        for number, start in enumerate(range(0, len(data), CHUNK)):
            path = f"/api/v1/imports/{import_id}/chunks/{number}"
            body = data[start : start + CHUNK]
            answer = await connection.request(build_request("PUT", path, headers=headers, body=body))
            if answer.status >= 300:
                raise RuntimeError(answer.body[:500].decode())
    finally:
        connection.close()
