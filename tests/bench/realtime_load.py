"""Sockets and webhooks, driven in the load generator's process: who heard what, and when."""

import asyncio
import hashlib
import hmac
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import uvloop

from tests.bench.machine import cpu_seconds
from tests.support.http_client import HttpConnection
from tests.support.patience import holds
from tests.support.raw_sockets import RawSocket, open_socket

OPENED_AT_A_TIME = 50
PATIENCE_SECONDS = 8.0
HOOK_CONNECTIONS = 64


@dataclass(frozen=True, slots=True)
class Sockets:
    """Which sockets to open: their headers and address, and what each subscribes to (nothing: it hears at once)."""

    port: int
    headers: Sequence[Mapping[str, str]]
    paths: Sequence[str]
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ring:
    """One call: the request that announces it, and the text by which its card is known."""

    request: bytes
    mark: bytes


@dataclass(frozen=True, slots=True)
class Calls:
    """An open loop: each request leaves at its time, whatever happened to the earlier ones."""

    sockets: Sockets
    rings: Sequence[Ring]
    per_second: float
    card: bytes
    """What a frame must contain to be a card."""


@dataclass(slots=True)
class Heard:
    """What became of the calls; durations in seconds from the moment at which the request was due."""

    cards: list[float] = field(default_factory=list)
    acknowledged: list[float] = field(default_factory=list)
    refused: int = 0
    lost: int = 0
    repeated: int = 0


@dataclass(frozen=True, slots=True)
class Announcements:
    """Changes that every socket hears of, one at a time."""

    sockets: Sockets
    requests: Sequence[bytes]
    pause_seconds: float
    frame: bytes
    server: int
    """The process whose processor time is counted while the changes spread."""


@dataclass(slots=True)
class Spread:
    """How the changes spread; durations in seconds from sending the request that makes the change."""

    deliveries: list[float] = field(default_factory=list)
    last: list[float] = field(default_factory=list)
    """Until the last socket heard, by change."""
    lost: int = 0
    connects_per_second: float = 0.0
    cpu_seconds: float = 0.0
    """What the server spent on it, the requests that make the changes included, the opening of the sockets not."""


class _Audience:
    """Open sockets."""

    def __init__(self, plan: Sockets, on_text: Callable[[RawSocket, float, bytes], None]) -> None:
        self.plan = plan
        self.on_text = on_text
        self.sockets: list[RawSocket] = []
        self._subscribed = 0

    async def open(self) -> float:
        """Open and subscribe all of them; returns how many a second."""
        began = time.perf_counter()
        for start in range(0, len(self.plan.headers), OPENED_AT_A_TIME):
            part = slice(start, start + OPENED_AT_A_TIME)
            pairs = zip(self.plan.headers[part], self.plan.paths[part], strict=True)
            opening = [
                open_socket(self.plan.port, self._hear, headers=headers, path=path) for headers, path in pairs
            ]
            self.sockets += await asyncio.gather(*opening)
        if self.plan.topics:
            for socket in self.sockets:
                socket.send({"op": "subscribe", "topics": self.plan.topics})
            await self._wait_for_answers()
        return len(self.sockets) / (time.perf_counter() - began)

    async def _wait_for_answers(self) -> None:
        if not await holds(lambda: self._subscribed >= len(self.sockets), 60):
            raise TimeoutError(f"only {self._subscribed} of {len(self.sockets)} sockets are subscribed")

    def _hear(self, socket: RawSocket, moment: float, text: bytes) -> None:
        if text.startswith(b'{"op":"subscribed"'):
            self._subscribed += 1
        else:
            self.on_text(socket, moment, text)

    def close(self) -> None:
        for socket in self.sockets:
            socket.close()


# --- screen pops -----------------------------------------------------------------------------------------------------


class _CallRun:
    def __init__(self, plan: Calls) -> None:
        self.plan = plan
        self.heard: dict[bytes, list[float]] = defaultdict(list)
        self.due: dict[bytes, float] = {}
        self.result = Heard()
        self.free: asyncio.Queue[HttpConnection] = asyncio.Queue()

    def on_text(self, _: RawSocket, moment: float, text: bytes) -> None:
        if self.plan.card in text:
            place = text.find(b'"from_number":"')
            mark = (
                text[place + 15 :].split(b'"', 1)[0]
                if place >= 0
                else text[len(self.plan.card) + 1 :].split(b'"', 1)[0]
            )
            self.heard[mark].append(moment)

    async def send(self, ring: Ring, due: float) -> None:
        connection = await self.free.get()
        if not connection.is_open:
            connection = await HttpConnection.connect(self.plan.sockets.port)
        try:
            answer = await connection.request(ring.request)
            self.result.acknowledged.append(time.perf_counter() - due)
            self.result.refused += answer.status != 204
        except ConnectionError:
            self.result.refused += 1
        self.free.put_nowait(connection)

    async def run(self) -> Heard:
        audience = _Audience(self.plan.sockets, self.on_text)
        await audience.open()
        for _ in range(HOOK_CONNECTIONS):
            self.free.put_nowait(await HttpConnection.connect(self.plan.sockets.port))
        await asyncio.sleep(0.5)
        began = time.perf_counter() + 0.1
        sent = []
        for number, ring in enumerate(self.plan.rings):
            due = began + number / self.plan.per_second
            self.due[ring.mark] = due
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            sent.append(asyncio.create_task(self.send(ring, due)))
        await asyncio.gather(*sent)
        await self._wait_for_cards()
        audience.close()
        return self._reckon()

    async def _wait_for_cards(self) -> None:
        await holds(lambda: len(self.heard) >= len(self.plan.rings), PATIENCE_SECONDS)
        await asyncio.sleep(0.5)

    def _reckon(self) -> Heard:
        for mark, due in self.due.items():
            moments = self.heard.get(mark, [])
            if moments:
                self.result.cards.append(moments[0] - due)
            self.result.lost += not moments
            self.result.repeated += len(moments) > 1
        return self.result


def ring_sockets(plan: Calls) -> Heard:
    """Send calls at a fixed rate and note when their cards arrive; for the load generator's process."""
    return uvloop.run(_CallRun(plan).run())


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """Return the signature header of the generic telephone connection, made independently of the adapter."""
    digest = hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256)
    return f"v1={digest.hexdigest()}"


# --- announcements ---------------------------------------------------------------------------------------------------


class _AnnouncementRun:
    def __init__(self, plan: Announcements) -> None:
        self.plan = plan
        self.count: dict[int, int] = defaultdict(int)
        self.moments: list[list[float]] = [[] for _ in plan.requests]
        self.began: list[float] = []

    def on_text(self, socket: RawSocket, moment: float, text: bytes) -> None:
        if self.plan.frame in text:
            number = self.count[id(socket)]
            self.count[id(socket)] += 1
            if number < len(self.moments):
                self.moments[number].append(moment)

    async def run(self) -> Spread:
        audience = _Audience(self.plan.sockets, self.on_text)
        rate = await audience.open()
        connection = await HttpConnection.connect(self.plan.sockets.port)
        await asyncio.sleep(1)
        spent_before = cpu_seconds(self.plan.server)
        for number, request in enumerate(self.plan.requests):
            self.began.append(time.perf_counter())
            answer = await connection.request(request)
            if answer.status >= 300:
                raise RuntimeError(f"answered {answer.status}: {answer.body[:300].decode()}")
            await self._wait(number, len(audience.sockets))
            await asyncio.sleep(max(0.0, self.began[-1] + self.plan.pause_seconds - time.perf_counter()))
        result = self._reckon(len(audience.sockets), rate)
        result.cpu_seconds = cpu_seconds(self.plan.server) - spent_before
        audience.close()
        return result

    async def _wait(self, number: int, wanted: int) -> None:
        """Let each change reach everybody before the next: the nth frame of a socket is then the nth change."""
        await holds(lambda: len(self.moments[number]) >= wanted, PATIENCE_SECONDS)

    def _reckon(self, sockets: int, rate: float) -> Spread:
        result = Spread(connects_per_second=rate)
        for began, moments in zip(self.began, self.moments, strict=True):
            result.deliveries += [moment - began for moment in moments]
            result.lost += sockets - len(moments)
            if moments:
                result.last.append(max(moments) - began)
        return result


def spread_announcements(plan: Announcements) -> Spread:
    """Make changes and note when every socket has heard of them; for the load generator's process."""
    return uvloop.run(_AnnouncementRun(plan).run())
