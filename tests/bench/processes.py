"""What the processes cost: memory, and the time to start."""

from statistics import median

from tests.bench.figures import Figure
from tests.bench.laboratory import Laboratory
from tests.bench.machine import family, pss_megabytes
from tests.support.stand import WebProcess

STARTS = 3
SECTION_MEMORY, SECTION_START = "Memory (PSS)", "Cold start"
_PEER_AFTER_LOAD, _SHARE_OF_PEER = 440.0, 0.9
_PEER_START, _SHARE_OF_START = 2.0, 1.2
_BARE_BESIDE_PEER = 0.55
"""Seconds in which the bare application started on the machine on which the peer took its time."""


def memory(laboratory: Laboratory, when: str) -> list[Figure]:
    """Measure each process and the servers."""
    own = {"API": laboratory.api.pid, "workers and scheduler": laboratory.workers.pid}
    sizes = {name: sum(pss_megabytes(member) for member in family(pid)) for name, pid in own.items()}
    servers = {"PostgreSQL": laboratory.stand.postgres.pid, "Valkey": laboratory.stand.valkey.pid}
    for name, pid in servers.items():
        assert pid is not None
        sizes[name] = sum(pss_megabytes(member) for member in family(pid))
    together = sum(sizes[name] for name in own)
    limit = _PEER_AFTER_LOAD * _SHARE_OF_PEER
    return [
        *(Figure(SECTION_MEMORY, f"{name}, {when}", f"{size:.0f} MB") for name, size in sizes.items()),
        Figure(
            SECTION_MEMORY,
            f"API, workers and scheduler together, {when}",
            f"{together:.0f} MB",
            f"≤ {limit:.0f} MB",
            together <= limit,
        ),
    ]


def cold_start(laboratory: Laboratory) -> list[Figure]:
    """Measure the time from starting a process to its first good answer."""
    ours, bare = _starts(laboratory.api), _starts(laboratory.bare)
    limit = _PEER_START * _SHARE_OF_START
    times = limit / _BARE_BESIDE_PEER
    return [
        Figure(
            SECTION_START,
            "API: exec → first good answer",
            f"{ours:.2f} s",
            f"≤ {limit:.1f} s or ≤ {times:.1f} × bare",
            ours <= max(limit, times * bare),
        ),
        Figure(SECTION_START, "bare application, the same", f"{bare:.2f} s"),
    ]


def _starts(process: WebProcess) -> float:
    seconds = []
    for _ in range(STARTS):
        process.stop()
        seconds.append(process.start_and_wait())
    return median(seconds)
