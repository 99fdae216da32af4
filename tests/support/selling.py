"""A sales department in miniature: a client, a pipeline that demands things, deals on their way through it."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
from sqlalchemy import event

from tests.support.servers import RunningApp
from tests.support.workspaces import Person, Workspace

DECIDER = {"question": "Who decides?", "kind": "choice", "options": ["She herself", "The owner"]}
MEASURED = {"question": "Measured on site?", "kind": "yes_no"}
WISHES = {"question": "Other wishes?", "kind": "text", "is_required": False}
STAGES: list[dict[str, Any]] = [
    {"name": "Need identified", "semantics": "open", "hint": "Write it down"},
    {
        "name": "Offer sent",
        "semantics": "open",
        "required_fields": ["deal.amount", "client.email"],
        "checklist": [DECIDER, WISHES],
    },
    {
        "name": "Contract signed",
        "semantics": "open",
        "required_fields": ["deal.expected_on"],
        "checklist": [MEASURED],
    },
    {"name": "Paid in full", "semantics": "won"},
    {"name": "Lost", "semantics": "lost"},
]


def in_hours(hours: float) -> str:
    """Return a moment from now on."""
    return (datetime.now(UTC) + timedelta(hours=hours)).isoformat()


def step(title: str = "Call again", hours: float = 24, kind: str = "call") -> dict[str, Any]:
    """Return a next step."""
    return {"kind": kind, "title": title, "due_at": in_hours(hours)}


def match(record: dict[str, Any]) -> dict[str, str]:
    """Return the header that names the version a change is based on."""
    return {"If-Match": f'"{record["version"]}"'}


def ok(answer: httpx.Response, status: int = 200) -> Any:
    """Return the body of an answer that must be a success."""
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


def refused(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """Return the problem of an answer that must be a refusal."""
    assert (answer.status_code, answer.json().get("code")) == (status, code), answer.text
    problem: dict[str, Any] = answer.json()
    return problem


@dataclass(slots=True)
class Sales:
    """A person at work in a pipeline."""

    workspace: Workspace
    http: httpx.AsyncClient
    pipeline: dict[str, Any]
    numbers: list[int] = field(default_factory=lambda: [0])

    def stage(self, name: str) -> dict[str, Any]:
        """Return a stage by its name."""
        found: dict[str, Any] = next(s for s in self.pipeline["stages"] if s["name"] == name)
        return found

    def question(self, stage: str, number: int = 0) -> str:
        """Return the id of a stage's question."""
        return str(self.stage(stage)["checklist"][number]["id"])

    def demands(self, stage: str) -> dict[str, Any]:
        """Return what the move into a stage of `STAGES` must bring."""
        if stage == "Offer sent":
            answers = {self.question(stage): "She herself"}
            email = f"{uuid4().hex}@example.com"
            return {"values": {"deal.amount": "48000000.00", "client.email": email}, "answers": answers}
        if stage == "Contract signed":
            return {"values": {"deal.expected_on": "2027-02-20"}, "answers": {self.question(stage): False}}
        if stage == "Lost":
            return {"loss_reason_id": self.pipeline["loss_reasons"][0]["id"]}
        return {}

    async def client(self, name: str = "Каримова Дилноза", **more: Any) -> dict[str, Any]:
        """Add a client."""
        body = {"kind": "person", "name": name, "allow_duplicate": True, **more}
        found: dict[str, Any] = ok(await self.http.post("/clients", json=body), 201)
        return found

    async def deal(self, title: str = "24 rooms, hotel Anor", **more: Any) -> dict[str, Any]:
        """Open a deal."""
        body = {"title": title, "pipeline_id": self.pipeline["id"], "next_task": step(), **more}
        if "client_id" not in body:
            body["client_id"] = (await self.client())["id"]
        found: dict[str, Any] = ok(await self.http.post("/deals", json=body), 201)
        return found

    async def try_move(self, deal: dict[str, Any], stage: str, **body: Any) -> httpx.Response:
        """Ask for a move."""
        wish = {"stage_id": self.stage(stage)["id"], **body}
        return await self.http.post(f"/deals/{deal['id']}/move", json=wish, headers=match(deal))

    async def move(self, deal: dict[str, Any], stage: str, **body: Any) -> dict[str, Any]:
        """Move a deal, bringing what the stage demands."""
        found: dict[str, Any] = ok(await self.try_move(deal, stage, **{**self.demands(stage), **body}))
        return found

    async def tasks_of(self, deal: dict[str, Any], status: str = "open") -> list[dict[str, Any]]:
        """Return a deal's tasks."""
        found = await self.http.get("/tasks", params={"deal_id": deal["id"], "status": status})
        rows: list[dict[str, Any]] = ok(found)["items"]
        return rows


async def start_selling(workspace: Workspace, person: Person | None = None) -> Sales:
    """Make a pipeline of `STAGES`; whoever is named works in it, the administrator by default."""
    made = await workspace.http().post("/pipelines", json={"name": "Furniture", "stages": STAGES})
    return Sales(workspace, workspace.http(person), ok(made, 201))


async def fewest_statements(
    server: RunningApp, tables: tuple[str, ...], ask: Callable[[], Awaitable[Any]]
) -> list[str]:
    """Return the statements that a request takes. Of several tries the shortest: frames are made beside them."""
    tries = []
    for _ in range(4):
        with counted(server, *tables) as statements:
            await ask()
        tries.append(statements)
    return min(tries, key=len)


@contextmanager
def counted(server: RunningApp, *tables: str) -> Iterator[list[str]]:
    """Collect the statements that the served application sends, of those that read one of the tables."""
    engine = server.app.state.runtime.db.engine.sync_engine
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if any(table in statement for table in tables):
            found.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)
