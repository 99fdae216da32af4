"""The sockets of one process: who is subscribed to what, and the reader that brings them the frames."""

import asyncio
import gc
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self
from uuid import UUID, uuid4

import structlog
from pydantic_core import to_json
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.core.auth import Actor
from app.core.observability import FRAMES_SENT, SOCKETS_OPEN
from app.platform.realtime.frames import PARTITIONS, TOPICS, partition_key
from app.platform.realtime.protocol import encoded

EPOCH_KEY = "rt:epoch"
BLOCK_MILLISECONDS = 1000
READ_COUNT = 1000
AT_ONCE = 200
"""Sockets that hear a frame before anything else has its turn."""
MAX_WAITING = 500
"""Frames that may wait for a slow socket before it is closed."""
COALESCED = frozenset({"counters.changed"})
"""Frame types that carry whole state: of those waiting for a slow socket only the latest is kept."""
TOO_SLOW, SESSION_ENDED, RESTART = 4408, 4401, 1012
RESUME_LIMIT = 2000
CROWD = 500
"""Closed sockets whose remains, which hold on to each other, are collected by themselves: otherwise that is done seldom."""
AFTER_CROWD_SECONDS = 2.0

Place = tuple[int, int]
"""A place in a stream: milliseconds, and the number within them."""

log = structlog.get_logger()


@dataclass(slots=True, eq=False)
class Connection:
    """One open socket."""

    actor: Actor
    write: Callable[[bytes], bool] = lambda _: False
    """Writes an encoded frame unless the reader is slow."""
    is_sending: bool = False
    """The socket's own task is about to send what waited: nothing may overtake it."""
    topics: set[str] = field(default_factory=set)
    waiting: deque[tuple[str, str]] = field(default_factory=deque)
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    close_code: int | None = None
    has_left: bool = False
    stamp: str = ""
    held: list[tuple[Place, str, str, bytes]] | None = None
    """Frames that arrive while the missed ones are still being read, so that order holds."""
    told: Place = (0, 0)
    """Up to where a resumed socket was told what it missed: this process may be behind that itself."""

    def deliver(self, place: Place, kind: str, text: str, frame: bytes) -> None:
        """Pass a live frame on, or hold it back while the socket resumes; `frame` is `text` as it is written."""
        if self.held is not None:
            self.held.append((place, kind, text, frame))
        elif place > self.told and (self._must_wait or not self.write(frame)):
            self.offer(kind, text)

    @property
    def _must_wait(self) -> bool:
        return bool(self.waiting) or self.is_sending or self.close_code is not None

    def release(self, after: str) -> None:
        """End resuming: pass on what was held back and is later than what was read; what is not never comes again."""
        held, self.held = self.held or [], None
        self.told = _order(after)
        for late in held:
            self.deliver(*late)

    def offer(self, kind: str, text: str) -> None:
        """Queue a message; a slow reader loses superseded states first, then the connection."""
        if kind in COALESCED and len(self.waiting) > 1:
            kept = [item for item in self.waiting if item[0] != kind]
            if len(kept) < len(self.waiting):
                self.waiting = deque(kept)
        if len(self.waiting) >= MAX_WAITING:
            self.close(TOO_SLOW)
            return
        self.waiting.append((kind, text))
        self.wake.set()

    def close(self, code: int) -> None:
        """Ask the socket's own task to close it."""
        self.close_code = code
        self.wake.set()

    def leave(self) -> None:
        """Note that nothing more comes from the other side."""
        self.has_left = True
        self.wake.set()


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom of those who listen to its topic a frame is for; read once, asked for each of them."""

    needs: str
    """The right that it takes; empty: none."""
    permission: str | None
    """The right whose scope decides; None: everybody who listens hears it."""
    owner: UUID | None
    taker: UUID | None
    """Who took the record over: whoever sees it through her has heard of it already."""
    shared_with: str

    @classmethod
    def of(cls, topic_name: str, fields: Mapping[bytes, bytes]) -> Self:
        """Read a frame's fields."""
        owner, taker = fields[b"o"].decode(), fields.get(b"x", b"").decode()
        return cls(
            needs=fields.get(b"p", b"").decode(),
            permission=TOPICS[topic_name].permission if owner else None,
            owner=UUID(owner) if owner and owner != "-" else None,
            taker=UUID(taker) if taker else None,
            shared_with=fields.get(b"s", b"").decode(),
        )

    def includes(self, actor: Actor) -> bool:
        """Tell whether the frame is for somebody."""
        if self.needs and not actor.may(self.needs):
            return False
        if self.permission is None:
            return True
        if self.shared_with and str(actor.user_id) in self.shared_with and actor.may(self.permission):
            return True
        if self.taker is not None and actor.reaches(self.permission, self.taker):
            return False
        return actor.reaches(self.permission, self.owner)


def message(topic_name: str, seq: str, frame_type: str, data: bytes) -> str:
    """Return a frame's text, encoded once for all who hear it."""
    head = to_json({"topic": topic_name, "seq": seq, "type": frame_type}).decode()
    return f'{head[:-1]},"data":{data.decode()}}}'


def public_name(topic: str) -> str:
    """Return the topic as its subscriber named it: `me` for `me:<user id>`."""
    return "me" if topic.startswith("me:") else topic


class Hub:
    """The meeting point of streams and sockets in one process."""

    def __init__(self, redis: Redis) -> None:
        """Start with no socket."""
        self.redis = redis
        self.epoch = ""
        self.connections: set[Connection] = set()
        self._by_topic: dict[tuple[UUID, str], set[Connection]] = defaultdict(set)
        self._last: dict[str, str] = {}
        self._checked = 0.0
        self._left = 0

    # -- membership ---------------------------------------------------------------------------------------------------

    def add(self, connection: Connection) -> None:
        """Take in a socket."""
        self.connections.add(connection)
        SOCKETS_OPEN.set(len(self.connections))

    def remove(self, connection: Connection) -> None:
        """Let a socket go."""
        self.unsubscribe(connection, set(connection.topics))
        self.connections.discard(connection)
        SOCKETS_OPEN.set(len(self.connections))
        self._left += 1
        if self._left == CROWD:
            self._left = 0
            asyncio.get_running_loop().call_later(AFTER_CROWD_SECONDS, gc.collect)

    def subscribe(self, connection: Connection, topics: set[str]) -> None:
        """Let a socket hear topics; whoever calls has checked the right to."""
        connection.topics |= topics
        for topic in topics:
            self._by_topic[connection.actor.workspace_id, topic].add(connection)

    def unsubscribe(self, connection: Connection, topics: set[str]) -> None:
        """Let a socket hear topics no more."""
        connection.topics -= topics
        for topic in topics:
            key = (connection.actor.workspace_id, topic)
            self._by_topic[key].discard(connection)
            if not self._by_topic[key]:
                del self._by_topic[key]

    def position(self, workspace_id: UUID) -> str:
        """Return the place up to which this process has read the workspace's stream."""
        return self._last.get(partition_key(workspace_id), "0-0")

    # -- resuming -----------------------------------------------------------------------------------------------------

    async def missed(self, connection: Connection, epoch: str, seq: str) -> list[tuple[str, str, str]] | None:
        """Return the frames after `seq` on the socket's topics, or None when that can't be known for sure."""
        stream = partition_key(connection.actor.workspace_id)
        if epoch != self.epoch:
            return None
        first = await self.redis.xrange(stream, count=1)
        if first and _order(first[0][0].decode()) > _order(seq) and await self._trimmed(stream):
            return None
        entries = await self.redis.xrange(stream, min=f"({seq}", count=RESUME_LIMIT + 1)
        if len(entries) > RESUME_LIMIT:
            return None
        found = []
        for entry_id, fields in entries:
            topic = fields[b"t"].decode()
            same_workspace = fields[b"w"].decode() == str(connection.actor.workspace_id)
            name = topic.split(":", 1)[0]
            if (
                same_workspace
                and topic in connection.topics
                and Audience.of(name, fields).includes(connection.actor)
            ):
                kind = fields[b"y"].decode()
                place = entry_id.decode()
                found.append((place, kind, message(public_name(topic), place, kind, fields[b"d"])))
        return found

    async def _trimmed(self, stream: str) -> bool:
        info = await self.redis.xinfo_stream(stream)
        return int(info["entries-added"]) > int(info["length"])

    # -- reading ------------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Find the epoch and the streams' ends; raises `RedisError` when Redis is away."""
        await self.redis.set(EPOCH_KEY, uuid4().hex, nx=True)
        self.epoch = (await self.redis.get(EPOCH_KEY) or b"").decode()
        for number in range(PARTITIONS):
            stream = f"rt:{{{number}}}"
            last = await self.redis.xrevrange(stream, count=1)
            self._last[stream] = last[0][0].decode() if last else "0-0"

    async def read_for_ever(self) -> None:
        """Bring frames from the streams to the sockets until cancelled; survives Redis outages."""
        while True:
            try:
                await self._check_epoch()
                answer = await self.redis.xread(self._last, count=READ_COUNT, block=BLOCK_MILLISECONDS)  # type: ignore[arg-type]
                for stream, entries in answer:
                    for entry_id, fields in entries:
                        self._last[stream.decode()] = entry_id.decode()
                        await self._deliver(entry_id.decode(), fields)
                    await asyncio.sleep(0)
            except (RedisError, OSError):
                log.warning("hub_waits_for_redis")
                await asyncio.sleep(0.5)

    async def _check_epoch(self) -> None:
        """Notice, within a second, that Redis has forgotten everything: then every client reads its state anew."""
        if self.epoch and time.monotonic() - self._checked < 1:
            return
        self._checked = time.monotonic()
        present = await self.redis.get(EPOCH_KEY)
        if present is not None and present.decode() == self.epoch:
            return
        await self.start()
        for connection in self.connections:
            connection.told = (0, 0)
            connection.offer("resync", self.resync_message(connection))

    def resync_message(self, connection: Connection) -> str:
        """Return the order to read everything anew."""
        topics = sorted(public_name(topic) for topic in connection.topics)
        seq = self.position(connection.actor.workspace_id)
        return to_json({"op": "resync", "epoch": self.epoch, "seq": seq, "topics": topics}).decode()

    async def _deliver(self, seq: str, fields: dict[bytes, bytes]) -> None:
        topic = fields[b"t"].decode()
        listeners = tuple(self._by_topic.get((UUID(fields[b"w"].decode()), topic), ()))
        if not listeners:
            return
        kind, name = fields[b"y"].decode(), topic.split(":", 1)[0]
        text = message(public_name(topic), seq, kind, fields[b"d"])
        audience, place, frame = Audience.of(name, fields), _order(seq), encoded(text)
        for start in range(0, len(listeners), AT_ONCE):
            part = [one for one in listeners[start : start + AT_ONCE] if audience.includes(one.actor)]
            for connection in part:
                connection.deliver(place, kind, text, frame)
            FRAMES_SENT.inc(len(part))
            if start + AT_ONCE < len(listeners):
                await asyncio.sleep(0)

    # -- revocation ---------------------------------------------------------------------------------------------------

    async def watch_sessions(self, authenticator: Any, every_seconds: float = 1.0) -> None:
        """Close the sockets of ended sessions, and renew the rights of changed ones, until cancelled."""
        while True:
            await asyncio.sleep(every_seconds)
            with suppress(Exception):
                await self.check_sessions(authenticator)

    async def check_sessions(self, authenticator: Any) -> None:
        """Compare each socket's credential with what the database says now: one query per workspace."""
        by_workspace: dict[UUID, list[Connection]] = defaultdict(list)
        for connection in self.connections:
            by_workspace[connection.actor.workspace_id].append(connection)
        for workspace_id, connections in by_workspace.items():
            ids = {connection.actor.credential_id for connection in connections}
            stamps = await authenticator.stamps(workspace_id, ids)
            for connection in connections:
                stamp = stamps.get(connection.actor.credential_id)
                if stamp is None:
                    connection.close(SESSION_ENDED)
                elif connection.stamp and stamp != connection.stamp:
                    connection.close(RESTART)
                connection.stamp = stamp or ""

    def stop(self) -> None:
        """Ask every socket to close; clients come back with jitter."""
        for connection in list(self.connections):
            connection.close(RESTART)


def _order(seq: str) -> Place:
    milliseconds, _, number = seq.partition("-")
    return int(milliseconds), int(number or 0)
