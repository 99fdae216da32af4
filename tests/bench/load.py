"""The load generator: runs in a process of its own, so that its work isn't mistaken for the server's."""

import asyncio
import itertools
import math
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import uvloop

from tests.support.http_client import HttpConnection


@dataclass(frozen=True, slots=True)
class Plan:
    """What to send: closed loop, each connection sends its next request when it has the answer to the last."""

    port: int
    requests: Sequence[bytes]
    connections: int
    seconds: float
    expected_status: int = 200
    once: bool = False
    """Each request may be sent once only; the measurement ends when none is left."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Percentiles in milliseconds."""

    count: int
    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Latency":
        """Return the percentiles of some durations."""
        ordered = sorted(seconds)
        return cls(len(ordered), *(_percentile(ordered, share) * 1000 for share in (0.5, 0.95, 0.99)))


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a plan."""

    latency: Latency
    per_second: float
    failures: dict[int, int]
    first_failure: str
    used: int


def _percentile(ordered: Sequence[float], share: float) -> float:
    if not ordered:
        return math.nan
    return ordered[min(len(ordered) - 1, math.ceil(len(ordered) * share) - 1)]


class _Run:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.durations: list[float] = []
        self.failures: Counter[int] = Counter()
        self.first_failure = ""
        self.used = 0

    def requests(self) -> Iterator[bytes]:
        source = iter(self.plan.requests) if self.plan.once else itertools.cycle(self.plan.requests)
        for request in source:
            self.used += 1
            yield request

    async def drive(self, requests: Iterator[bytes], until: float) -> None:
        connection = await HttpConnection.connect(self.plan.port)
        clock = time.perf_counter
        for raw in requests:
            began = clock()
            if began > until:
                break
            if not connection.is_open:
                connection = await HttpConnection.connect(self.plan.port)
            try:
                answer = await connection.request(raw)
            except ConnectionError:
                self.failures[0] += 1
                continue
            self.durations.append(clock() - began)
            if answer.status != self.plan.expected_status:
                self.failures[answer.status] += 1
                self.first_failure = self.first_failure or answer.body[:500].decode(errors="replace")
        connection.close()


async def _run(plan: Plan) -> Load:
    run = _Run(plan)
    requests = run.requests()
    began = time.perf_counter()
    until = began + plan.seconds
    await asyncio.gather(*(run.drive(requests, until) for _ in range(plan.connections)))
    elapsed = time.perf_counter() - began
    rate = len(run.durations) / elapsed
    return Load(Latency.of(run.durations), rate, dict(run.failures), run.first_failure, run.used)


def run_load(plan: Plan) -> Load:
    """Send what a plan says; to be called in the load generator's process."""
    return uvloop.run(_run(plan))
