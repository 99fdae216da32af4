"""A WebSocket client for tests, over a real connection."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from app.core.auth import SESSION_COOKIE
from tests.support.servers import RunningApp
from tests.support.workspaces import Person


@dataclass(slots=True)
class Socket:
    """One open socket; keeps what it has heard."""

    connection: ClientConnection
    heard: list[dict[str, Any]] = field(default_factory=list)

    async def send(self, **message: Any) -> None:
        """Send one message."""
        await self.connection.send(json.dumps(message))

    async def receive(self, seconds: float = 5) -> dict[str, Any]:
        """Return the next message; raises TimeoutError."""
        text = await asyncio.wait_for(self.connection.recv(), seconds)
        self.heard.append(json.loads(text))
        return self.heard[-1]

    async def until(self, seconds: float = 5, **expected: Any) -> dict[str, Any]:
        """Return the next message that has these values; raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while True:
                message = await self.receive(seconds)
                if all(message.get(key) == value for key, value in expected.items()):
                    return message

    async def silence(self, seconds: float = 0.5) -> list[dict[str, Any]]:
        """Return what comes within the time; a silent socket returns nothing."""
        found = []
        try:
            while True:
                found.append(await self.receive(seconds))
        except TimeoutError:
            return found

    async def subscribe(self, *topics: str, resume: dict[str, str] | None = None) -> dict[str, Any]:
        """Subscribe; returns the answer."""
        await self.send(op="subscribe", topics=list(topics), resume=resume)
        return await self.until(op="subscribed")

    async def closed(self, seconds: float = 5) -> int:
        """Wait until the server closes the socket; returns the code."""
        async with asyncio.timeout(seconds):
            with suppress(ConnectionClosed):
                while True:
                    await self.receive(seconds)
        code = self.connection.close_code
        assert code is not None
        return code


@asynccontextmanager
async def open_socket(
    server: RunningApp, person: Person | None = None, *, origin: str | None = "own", key: str | None = None
) -> AsyncIterator[Socket]:
    """Open a socket as a person's browser does, or with an API key."""
    headers = {}
    if person is not None:
        headers["Cookie"] = f"{SESSION_COOKIE}={person.token}"
    if key is not None:
        headers["Authorization"] = f"Bearer {key}"
    sent_origin = Origin(server.url if origin == "own" else origin) if origin else None
    async with connect(
        server.socket_url,
        additional_headers=headers,
        origin=sent_origin,
        compression=None,
    ) as connection:
        yield Socket(connection)
