"""A WebSocket client that costs next to nothing, so that two thousand of them fit beside what they measure."""

import asyncio
import base64
import os
import time
from collections.abc import Callable, Mapping
from typing import Any, cast

from pydantic_core import from_json, to_json
from typing_extensions import override

_TEXT, _CLOSE, _PING, _PONG = 1, 8, 9, 10
_SHORT, _MEDIUM = 126, 127
_PATH = "/api/v1/ws"

OnText = Callable[["RawSocket", float, bytes], None]
"""Called with the socket, the moment (`time.perf_counter`) and the text."""


class RawSocket(asyncio.Protocol):
    """One open socket."""

    def __init__(self, on_text: OnText, request: bytes) -> None:
        """Prepare; see `open_socket`."""
        self.on_text = on_text
        self.close_code: int | None = None
        self.closed = asyncio.get_running_loop().create_future()
        self.opened = asyncio.get_running_loop().create_future()
        self._request = request
        self._received = b""
        self._transport: asyncio.Transport | None = None

    def send(self, message: Any) -> None:
        """Send a JSON message."""
        self._send_frame(_TEXT, to_json(message))

    def close(self) -> None:
        """Leave without ceremony."""
        if self._transport is not None:
            self._transport.abort()

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are no subclasses of asyncio's.
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._request)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        if not self.opened.done():
            self.opened.set_exception(ConnectionResetError())
        if not self.closed.done():
            self.closed.set_result(self.close_code)

    @override
    def data_received(self, data: bytes) -> None:
        moment = time.perf_counter()
        self._received = self._received + data if self._received else data
        if not self.opened.done() and not self._read_handshake():
            return
        while (frame := self._next_frame()) is not None:
            opcode, payload = frame
            if opcode == _TEXT:
                self.on_text(self, moment, payload)
            elif opcode == _PING:
                self._send_frame(_PONG, payload)
            elif opcode == _CLOSE:
                self.close_code = int.from_bytes(payload[:2], "big") if payload else None
                self._send_frame(_CLOSE, payload[:2])

    def _read_handshake(self) -> bool:
        end = self._received.find(b"\r\n\r\n")
        if end < 0:
            return False
        if b" 101 " not in self._received[:20]:
            self.opened.set_exception(ConnectionRefusedError(self._received[:200].decode("latin-1")))
            return False
        self._received = self._received[end + 4 :]
        self.opened.set_result(None)
        return True

    def _next_frame(self) -> tuple[int, bytes] | None:
        """Return the next whole frame; servers send neither masked nor fragmented ones here."""
        data = self._received
        if len(data) < 2:
            return None
        length, start = data[1] & 0x7F, 2
        if length == _SHORT:
            length, start = int.from_bytes(data[2:4], "big"), 4
        elif length == _MEDIUM:
            length, start = int.from_bytes(data[2:10], "big"), 10
        if len(data) < start + length:
            return None
        self._received = data[start + length :]
        return data[0] & 0x0F, data[start : start + length]

    def _send_frame(self, opcode: int, payload: bytes) -> None:
        if self._transport is None:
            return
        size = len(payload)
        head = bytes([0x80 | opcode, 0x80 | (min(_SHORT, size))])
        if size >= _SHORT:
            head += size.to_bytes(2, "big")
        # A mask of zeros is allowed and spares masking.
        self._transport.write(head + bytes(4) + payload)


async def open_socket(
    port: int, on_text: OnText, *, headers: Mapping[str, str], path: str = _PATH
) -> RawSocket:
    """Open a socket; raises ConnectionError when the server refuses it."""
    key = base64.b64encode(os.urandom(16)).decode()
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {key}",
        "Sec-WebSocket-Version: 13",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    request = ("\r\n".join(lines) + "\r\n\r\n").encode()
    loop = asyncio.get_running_loop()
    _, opened = await loop.create_connection(lambda: RawSocket(on_text, request), "127.0.0.1", port)
    await opened.opened
    return opened


def read_json(text: bytes) -> Any:
    """Return a message's content."""
    return from_json(text)
