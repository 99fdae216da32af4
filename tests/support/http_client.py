"""A small HTTP/1.1 client on keep-alive connections: cheap enough not to be what a benchmark measures."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from pydantic_core import from_json, to_json
from typing_extensions import override

_END = b"\r\n\r\n"
_NO_BODY = frozenset({204, 304})


@dataclass(slots=True)
class Answer:
    """What came back."""

    status: int
    head: bytes
    body: bytes

    def json(self) -> Any:
        """Return the body's content."""
        return from_json(self.body)

    def header(self, name: str) -> str | None:
        """Return a header's value."""
        wanted = name.lower().encode() + b":"
        for line in self.head.split(b"\r\n")[1:]:
            if line.lower().startswith(wanted):
                return line[len(wanted) :].strip().decode()
        return None

    @property
    def closes(self) -> bool:
        """Tell whether the server closes the connection after this answer."""
        return self.header("connection") == "close"


def build_request(
    method: str, path: str, *, headers: Mapping[str, str] | None = None, json: Any = None, body: bytes = b""
) -> bytes:
    """Return the bytes of a request; `json` is its body's content, `body` the body itself."""
    body = body if json is None else to_json(json)
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if json is not None:
        lines.append("Content-Type: application/json")
    if body or method not in {"GET", "DELETE"}:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + _END + body


class HttpConnection(asyncio.Protocol):
    """One connection with one request at a time."""

    def __init__(self) -> None:
        """Start unconnected; see `connect`."""
        self._transport: asyncio.Transport | None = None
        self._waiting: asyncio.Future[Answer] | None = None
        self._received = b""
        self._expected = -1

    @classmethod
    async def connect(cls, port: int) -> "HttpConnection":
        """Open a connection to a port of this machine; raises OSError."""
        loop = asyncio.get_running_loop()
        _, connection = await loop.create_connection(cls, "127.0.0.1", port)
        return connection

    @property
    def is_open(self) -> bool:
        """Tell whether another request may be sent."""
        return self._transport is not None and not self._transport.is_closing()

    async def request(self, raw: bytes) -> Answer:
        """Send a request and return the answer; raises ConnectionError when the connection breaks before it."""
        if self._transport is None or self._transport.is_closing():
            raise ConnectionResetError
        self._received, self._expected = b"", -1
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(raw)
        return await self._waiting

    def close(self) -> None:
        """Close the connection."""
        if self._transport is not None:
            self._transport.close()

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are no subclasses of asyncio's.
        self._transport = cast("asyncio.Transport", transport)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(ConnectionResetError())

    @override
    def data_received(self, data: bytes) -> None:
        self._received = self._received + data if self._received else data
        if self._expected < 0 and not self._read_head():
            return
        if len(self._received) >= self._expected and self._waiting is not None and not self._waiting.done():
            end = self._received.index(_END)
            head, body = self._received[:end], self._received[end + len(_END) :]
            self._waiting.set_result(Answer(int(head[9:12]), head, body))

    def _read_head(self) -> bool:
        end = self._received.find(_END)
        if end < 0:
            return False
        head = self._received[:end].lower()
        place = head.find(b"\r\ncontent-length:")
        length = 0
        if place >= 0:
            length = int(head[place + 17 :].split(b"\r\n", 1)[0])
        elif int(head[9:12]) not in _NO_BODY and self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(ValueError("an answer of unknown length"))
        self._expected = end + len(_END) + length
        return True
