"""A whole view of clients leaves as a table: how long it takes, and how much memory."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any

from pydantic_core import to_json

from app.core.auth import SESSION_COOKIE
from tests.bench.base.laboratory import BaseLaboratory
from tests.bench.figures import Figure
from tests.bench.machine import pss_megabytes

EXPORT = "Exports"
COLUMNS = ("name", "kind", "phone", "email", "company", "tags", "source", "owner_id", "created_at")
MOST_MEGABYTES = 400
_READ = 1 << 16
_POLL_SECONDS = 0.2
_TIMEOUT = 600.0


@dataclass(slots=True)
class _Taken:
    """What was seen of an export."""

    seconds: float = 0
    first: float = 0
    """When its first bytes came."""
    size: int = 0
    peak: float = 0
    """Megabytes of the API meanwhile."""


def exported(laboratory: BaseLaboratory) -> Iterator[Figure]:
    """Take all clients of the measured workspace out, as each kind of file."""
    clients = laboratory.call("GET", "/clients/count").json()["count"]
    rest = pss_megabytes(laboratory.api.pid)
    for kind in ("csv", "xlsx"):
        taken = _take(laboratory, kind)
        what = f"{clients:,} clients, {len(COLUMNS)} columns, {kind.upper()} of {taken.size / 1e6:.0f} MB"
        yield Figure(EXPORT, what, f"{taken.seconds:.0f} s, {clients / taken.seconds:,.0f} rows/s")
        yield Figure(EXPORT, f"{kind.upper()}: until its first bytes", f"{taken.first:.1f} s")
        yield Figure(
            EXPORT,
            f"{kind.upper()}: API's memory at most (before the first export {rest:.0f} MB)",
            f"{taken.peak:.0f} MB",
            f"≤ {MOST_MEGABYTES} MB",
            taken.peak <= MOST_MEGABYTES,
        )


def _take(laboratory: BaseLaboratory, kind: str) -> _Taken:
    taken, ended = _Taken(), threading.Event()
    watcher = threading.Thread(target=_watch_memory, args=(laboratory.api.pid, taken, ended))
    watcher.start()
    try:
        _download(laboratory, {"format": kind, "columns": list(COLUMNS), "sort": ["name"]}, taken)
    finally:
        ended.set()
        watcher.join()
    return taken


def _watch_memory(pid: int, taken: _Taken, ended: threading.Event) -> None:
    while not ended.wait(_POLL_SECONDS):
        taken.peak = max(taken.peak, pss_megabytes(pid))


def _download(laboratory: BaseLaboratory, wish: dict[str, Any], taken: _Taken) -> None:
    connection = HTTPConnection("127.0.0.1", laboratory.stand.port, timeout=_TIMEOUT)
    headers = {"Cookie": f"{SESSION_COOKIE}={laboratory.token}", "Content-Type": "application/json"}
    began = time.monotonic()
    try:
        connection.request("POST", "/api/v1/exports/clients", to_json(wish), headers)
        answer = connection.getresponse()
        if answer.status != 200:
            raise RuntimeError(answer.read()[:500].decode())
        while piece := answer.read(_READ):
            taken.first = taken.first or time.monotonic() - began
            taken.size += len(piece)
    finally:
        connection.close()
    taken.seconds = time.monotonic() - began
