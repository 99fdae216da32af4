"""A telephone exchange for tests: it sends signed webhooks as a real one would."""

import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx

from tests.support.workspaces import TRUST


@dataclass(slots=True)
class Exchange:
    """One generic connection, seen from the exchange's side."""

    hook_url: str
    secret: str

    async def send(self, kind: str, call_id: str, **call: Any) -> httpx.Response:
        """Send one event about a call."""
        event = {
            "id": uuid4().hex,
            "type": f"call.{kind}",
            "occurred_at": datetime.now(UTC).isoformat(),
            "call": {"id": call_id, "direction": "in", **call},
        }
        return await self.post(json.dumps(event).encode())

    async def post(self, body: bytes) -> httpx.Response:
        """Send a body with its signature."""
        now = str(int(time.time()))
        digest = hmac.new(self.secret.encode(), f"{now}.".encode() + body, hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": "application/json",
            "Baton-Timestamp": now,
            "Baton-Signature": f"v1={digest}",
        }
        async with httpx.AsyncClient(timeout=20, verify=TRUST) as client:
            return await client.post(self.hook_url, content=body, headers=headers)

    async def ring(self, number: str, extension: str | None = None, **more: Any) -> str:
        """Let a client's call ring; returns the call's id at the exchange."""
        call_id = uuid4().hex
        numbers = {"from": number, "to": "+998712000000", **more}
        if extension is not None:
            numbers["extension"] = extension
        answer = await self.send("ringing", call_id, **numbers)
        assert answer.status_code == 204, answer.text
        return call_id
