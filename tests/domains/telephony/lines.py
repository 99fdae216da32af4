"""A telephone line into a test workspace: signed events, sent over real HTTP."""

import json
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import httpx

from app.core.clock import now
from app.core.ids import uuid7
from app.domains.clients.models import Client, ContactPoint
from app.domains.telephony.adapters.generic import sign
from app.domains.telephony.service import hooks
from tests.support.workspaces import Person, Workspace

CLIENT_NUMBER = "+998901234567"
OUR_NUMBER = "+998712000000"


@dataclass
class Line:
    """A generic connection of a workspace."""

    workspace: Workspace
    path: str
    secret: str
    connection: dict[str, Any]
    numbers: Any = field(default_factory=lambda: count(1))

    async def send(
        self, kind: str, call_id: str = "c-1", *, event_id: str | None = None, **call: Any
    ) -> httpx.Response:
        """Send one signed event of an incoming call."""
        return await self.post(self._event(kind, call_id, event_id, call))

    async def hand_in(self, kind: str, call_id: str, event_id: str, **call: Any) -> None:
        """Take one signed event in the test's own process, as the route does."""
        await self.hand_in_body(self._event(kind, call_id, event_id, call))

    async def hand_in_body(self, body: bytes, secret: str | None = None) -> None:
        """Take a body in the test's own process; raises what the route answers."""
        headers = [
            (name.encode(), value.encode()) for name, value in self._headers(body, secret=secret).items()
        ]
        request = hooks.received_now("https://crm.example.com/", headers, body)
        await hooks.take(self.workspace.runtime, self.path.rpartition("/")[2], request)

    def _event(self, kind: str, call_id: str, event_id: str | None, call: dict[str, Any]) -> bytes:
        event = {
            "id": event_id or f"{call_id}-{next(self.numbers)}",
            "type": kind,
            "occurred_at": datetime.now(UTC).isoformat(),
            "call": {"id": call_id, "direction": "in", "from": CLIENT_NUMBER, "to": OUR_NUMBER, **call},
        }
        return json.dumps(event).encode()

    async def post(
        self, body: bytes, timestamp: int | None = None, secret: str | None = None
    ) -> httpx.Response:
        """Send a body, signed now unless another time or secret is given."""
        headers = self._headers(body, timestamp, secret)
        return await self.workspace.anonymous().post(self.path, content=body, headers=headers)

    def _headers(
        self, body: bytes, timestamp: int | None = None, secret: str | None = None
    ) -> dict[str, str]:
        moment = int(time.time()) if timestamp is None else timestamp
        return {
            "Content-Type": "application/json",
            "Baton-Timestamp": str(moment),
            "Baton-Signature": sign(secret or self.secret, moment, body),
        }

    async def ring(self, call_id: str = "c-1", **call: Any) -> httpx.Response:
        """A phone rings."""
        return await self.send("call.ringing", call_id, **call)

    async def miss(self, call_id: str = "c-1", **call: Any) -> None:
        """A phone rings and nobody answers."""
        assert (await self.ring(call_id, **call)).status_code == 204
        assert (await self.send("call.ended", call_id, result="missed", **call)).status_code == 204

    async def calls(self, person: Person | None = None, **query: Any) -> list[dict[str, Any]]:
        """The call log of a person."""
        answer = await self.workspace.http(person).get("/calls", params=query)
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["items"]
        return found


async def open_line(workspace: Workspace, provider: str = "generic", **more: Any) -> Line:
    """Make a connection in a workspace."""
    body = {"name": "PBX", "provider": provider, **more}
    answer = await workspace.http().post("/telephony/connections", json=body)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    path = urlsplit(made["hook_url"]).path.removeprefix("/api/v1")
    return Line(workspace, path, made["secret"], made)


async def add_client(
    workspace: Workspace,
    name: str = "Dilnoza Karimova",
    number: str = CLIENT_NUMBER,
    owner: Person | None = None,
) -> UUID:
    """Add a client with a phone."""
    client_id = uuid7()
    async with workspace.runtime.db.write(workspace.id) as session:
        session.add(
            Client(
                workspace_id=workspace.id,
                id=client_id,
                kind="person",
                name=name,
                owner_id=owner.user_id if owner else None,
                phone=number,
                sort_name=name.lower(),
                search_text=name.lower(),
                last_contact_at=None,
                updated_at=now(),
            )
        )
        await session.flush()
        session.add(
            ContactPoint(
                workspace_id=workspace.id,
                id=uuid7(),
                client_id=client_id,
                kind="phone",
                value=number,
                normalized=number,
                is_main=True,
            )
        )
    return client_id
