"""The server's side of a socket: a frame for many is encoded once, and written without waking a task for each of them."""

from typing import Any

from typing_extensions import override
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame, Opcode

FRAMES = "baton.frames"
"""The ASGI extension by which an application gets at `SocketProtocol.write`."""


def encoded(text: str) -> bytes:
    """Return a text message as one frame, unmasked as a server's are (RFC 6455, section 5.2)."""
    return Frame(Opcode.TEXT, text.encode()).serialize(mask=False)


class SocketProtocol(WebSocketsSansIOProtocol):
    """uvicorn's protocol, whose application may write encoded frames at once."""

    @override
    async def run_asgi(self) -> None:
        """Serve the socket, with the extension in its scope."""
        extensions: dict[str, Any] = self.scope["extensions"]
        extensions[FRAMES] = {"write": self.write}
        try:
            await super().run_asgi()
        finally:
            del extensions[FRAMES]

    def write(self, frame: bytes) -> bool:
        """Write an encoded frame; tells False, and writes nothing, while the socket isn't open or its reader is slow."""
        is_open = self.handshake_complete and not self.close_sent and not self.transport.is_closing()
        if not is_open or not self.writable.is_set():
            return False
        self.transport.write(frame)
        return True
