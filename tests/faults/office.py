"""An office that works through the whole story again and again, repeating what fails as a real client does."""

import asyncio
import random
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx

from tests.support.telephone import Exchange
from tests.support.workspaces import Person, Workspace

DUE = "2030-01-15T10:00:00Z"
PATIENCE_SECONDS = 60


@dataclass(slots=True)
class Office:
    """A manager, her telephone line and her pipeline."""

    workspace: Workspace
    manager: Person
    http: httpx.AsyncClient
    exchange: Exchange
    pipeline_id: str
    stage_id: str
    chance: random.Random
    acknowledged: dict[str, list[str]] = field(default_factory=dict)
    """What the API has confirmed, by kind."""

    def confirm(self, kind: str, value: str) -> None:
        """Remember a confirmation."""
        self.acknowledged.setdefault(kind, []).append(value)

    async def post(self, address: str, body: dict[str, Any], **headers: str) -> dict[str, Any]:
        """Send a POST until it is confirmed, always with the same key; now and then once more for nothing."""
        sent = {"Idempotency-Key": uuid4().hex, **headers}
        answer = await self._until_answered(address, body, sent)
        if self.chance.random() < 0.2:
            again = await self._until_answered(address, body, sent)
            assert again.content == answer.content, address
        found: dict[str, Any] = answer.json()
        return found

    async def _until_answered(
        self, address: str, body: dict[str, Any], headers: dict[str, str]
    ) -> httpx.Response:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                try:
                    answer = await self.http.post(address, json=body, headers=headers)
                except httpx.TransportError:
                    await asyncio.sleep(0.1)
                    continue
                if answer.status_code < 500:
                    assert answer.is_success, f"{address}: {answer.text}"
                    return answer
                await asyncio.sleep(0.1)

    async def ring(self, kind: str, call_id: str, **call: Any) -> None:
        """Send a call's event until it is taken, and sometimes a second time."""
        for _ in range(1 + (self.chance.random() < 0.3)):
            answer = await self.exchange.send(kind, call_id, **call)
            while answer.status_code >= 500:
                await asyncio.sleep(0.1)
                answer = await self.exchange.send(kind, call_id, **call)
            assert answer.status_code == 204, answer.text

    async def story(self, number: int) -> None:
        """A client is entered and called by; what she wants becomes a deal, which moves on."""
        phone = f"+99890{number:07d}"
        client = await self.post(
            "/clients",
            {
                "kind": "person",
                "name": f"Client {number}",
                "contact_points": [{"kind": "phone", "value": phone}],
            },
        )
        self.confirm("clients", client["id"])
        call_id, is_missed = f"call-{number}", number % 2 == 0
        await self.ring("ringing", call_id, **{"from": phone}, extension="101")
        if not is_missed:
            await self.ring("answered", call_id, **{"from": phone}, extension="101")
        result = "missed" if is_missed else "answered"
        await self.ring("ended", call_id, **{"from": phone}, extension="101", result=result)
        self.confirm(result, phone)
        deal = await self.post(
            "/deals",
            {
                "title": f"Deal {number}",
                "client_id": client["id"],
                "pipeline_id": self.pipeline_id,
                "next_task": {"kind": "meeting", "title": "Measure", "due_at": DUE},
            },
        )
        self.confirm("deals", deal["id"])
        moved = await self.post(
            f"/deals/{deal['id']}/move", {"stage_id": self.stage_id}, **{"If-Match": f'"{deal["version"]}"'}
        )
        assert moved["stage_id"] == self.stage_id


async def open_office(workspace: Workspace, seed: int) -> Office:
    """Make the line, the pipeline and the manager of an office."""
    manager = await workspace.person(extension="101")
    admin = workspace.http()
    line = (await admin.post("/telephony/connections", json={"name": "Office", "provider": "generic"})).json()
    stages = [
        {"name": "Need identified", "semantics": "open"},
        {"name": "Offer sent", "semantics": "open"},
        {"name": "Paid", "semantics": "won"},
        {"name": "Lost", "semantics": "lost"},
    ]
    pipeline = (await admin.post("/pipelines", json={"name": "Simple", "stages": stages})).json()
    hook = workspace.server.url + urlsplit(line["hook_url"]).path
    return Office(
        workspace,
        manager,
        workspace.http(manager),
        Exchange(hook, line["secret"]),
        pipeline["id"],
        pipeline["stages"][1]["id"],
        random.Random(seed),
    )
