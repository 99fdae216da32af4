"""Two workspaces full of records, with one person of every role: what the permission matrix walks through."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import httpx

from app.core.ids import uuid7
from app.domains.clients.models import DuplicatePair
from tests.support.clients import add_file
from tests.support.dead_jobs import bury
from tests.support.telephone import Exchange
from tests.support.workspaces import Person, Workspace

TOMORROW = "2027-01-15T10:00:00Z"


@dataclass(slots=True)
class Side:
    """What belongs to one person: the records by kind."""

    person: Person
    ids: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class World:
    """A workspace with two teams, everybody's records, and what all share."""

    workspace: Workspace
    people: dict[str, Person]
    own: Side
    """Of a manager in team North, which the supervisor leads."""
    team: Side
    """Of her colleague in the same team."""
    other: Side
    """Of a manager in team South."""
    shared: dict[str, str] = field(default_factory=dict)

    def all_ids(self) -> set[str]:
        """Return every id of this workspace's records."""
        return {
            *self.own.ids.values(),
            *self.team.ids.values(),
            *self.other.ids.values(),
            *self.shared.values(),
        }


async def build(workspace: Workspace, numbers: str) -> World:
    """Fill a workspace; `numbers` is a four-digit part that makes its phone numbers its own."""
    north, south = await workspace.team("North"), await workspace.team("South")
    people = {role: await workspace.person(role) for role in ("operator", "agent", "analyst")}
    people["administrator"] = workspace.admin
    people["supervisor"] = await workspace.person("supervisor", team_id=north)
    managers = [
        await workspace.person(team_id=team, extension=f"1{number}", name=f"Manager {number}")
        for number, team in enumerate((north, north, south))
    ]
    people["manager"] = managers[0]
    admin = workspace.http()
    shared = {"team": str(south), "user": str(managers[2].user_id), "role": str(workspace.roles["analyst"])}
    shared |= await _share(admin, workspace)
    exchange = Exchange(workspace.server.url + urlsplit(shared.pop("hook_url")).path, shared.pop("secret"))
    own, team, other = [
        await _furnish(workspace, admin, exchange, person, f"+99890{numbers}{number}00", shared)
        for number, person in enumerate(managers, start=1)
    ]
    return World(workspace, people, own, team, other, shared)


async def _share(admin: httpx.AsyncClient, workspace: Workspace) -> dict[str, str]:
    """Make what everybody of a workspace shares."""
    connection = await _post(admin, "/telephony/connections", {"name": "Office", "provider": "generic"})
    spare = await _post(admin, "/telephony/connections", {"name": "Spare", "provider": "generic"})
    invitation = await _post(
        admin,
        "/invitations",
        {
            "name": "New",
            "email": f"new-{workspace.id.hex}@example.com",
            "role_id": str(workspace.roles["agent"]),
        },
    )
    group = await _post(admin, "/field-groups", {"subject_type": "client", "name": "House"})
    spare_group = await _post(admin, "/field-groups", {"subject_type": "client", "name": "Spare"})
    field = await _post(admin, "/fields", {"group_id": group["id"], "name": "Storey", "kind": "number"})
    begun = await _post(admin, "/imports", {"name": "clients.csv"})
    key = await _post(admin, "/api-keys", {"name": "robot", "scopes": {"clients:read": "all"}})
    pipeline = (await admin.get("/pipelines")).json()["items"][0]
    stages, reasons = pipeline["stages"], pipeline["loss_reasons"]
    dead, spare_dead = [await bury(workspace, "platform.tidy_up", {}) for _ in range(2)]
    view = await _post(
        admin, "/views", {"name": "Everybody's", "is_shared": True, "shape": {"sort": ["name"]}}
    )
    work = {"action": "add_tag", "params": {"tag": "x"}, "selection": {}}
    bulk = (await admin.post("/bulk", json=work)).json()
    segment = await _post(admin, "/segments", {"name": "Guests", "kind": "static"})
    doomed = await _post(admin, "/segments", {"name": "Old", "kind": "static"})
    competitor = await _post(admin, "/competitors", {"name": "Shatura"})
    product = await _post(admin, "/products", {"name": "Window", "sku": "W-1"})
    prices = (await admin.get("/price-lists")).json()["items"][0]
    rule = await _post(
        admin,
        f"/pipelines/{pipeline['id']}/win-back-rules",
        {
            "source_pipeline_ids": [pipeline["id"]],
            "loss_reason_ids": [],
            "wait_days": 90,
            "stage_id": None,
            "owner_kind": "former",
            "owner_id": None,
            "task": {"kind": "call", "title": "Ask again", "in_hours": 8},
            "most_daily": 20,
            "is_active": True,
        },
    )
    return {
        "dead_job": str(dead),
        "spare_dead_job": str(spare_dead),
        "connection": connection["id"],
        "spare_connection": spare["id"],
        "hook_url": connection["hook_url"],
        "secret": connection["secret"],
        "invitation": invitation["id"],
        "api_key": key["id"],
        "import": begun["id"],
        "field_group": group["id"],
        "spare_field_group": spare_group["id"],
        "field": field["id"],
        "view": view["id"],
        "bulk": bulk["id"],
        "segment": segment["id"],
        "doomed_segment": doomed["id"],
        "product": product["id"],
        "competitor": competitor["id"],
        "price_list": prices["id"],
        "pipeline": pipeline["id"],
        "win_back_rule": rule["id"],
        "stage": stages[0]["id"],
        "next_stage": stages[1]["id"],
        "loss_reason": reasons[0]["id"],
        "second_loss_reason": reasons[1]["id"],
    }


async def _furnish(
    workspace: Workspace,
    admin: httpx.AsyncClient,
    exchange: Exchange,
    person: Person,
    phone: str,
    shared: dict[str, str],
) -> Side:
    """Make one of each record for a person, as that person; merging is not everybody's right."""
    http = workspace.http(person)
    client = await _post(
        http,
        "/clients",
        {"kind": "person", "name": f"Client {phone}", "contact_points": [{"kind": "phone", "value": phone}]},
    )
    spare = await _post(http, "/clients", {"kind": "person", "name": f"Spare {phone}"})
    first, second = [
        await _post(http, "/clients", {"kind": "person", "name": f"Twin {phone}"}) for _ in range(2)
    ]
    merged = await admin.post(
        f"/clients/{first['id']}/merge",
        json={"other_id": second["id"], "other_version": 1},
        headers={"If-Match": '"1"'},
    )
    assert merged.status_code == 200, merged.text
    deal = await _post(
        http,
        "/deals",
        {
            "title": f"Deal {phone}",
            "client_id": client["id"],
            "pipeline_id": shared["pipeline"],
            "next_task": {"kind": "call", "title": "Call", "due_at": TOMORROW},
        },
    )
    task = await _post(
        http, "/tasks", {"kind": "todo", "title": "Think", "due_at": TOMORROW, "client_id": client["id"]}
    )
    company = await _post(http, "/clients", {"kind": "company", "name": f"Company {phone}"})
    note = await _post(http, f"/clients/{client['id']}/notes", {"text": "A note"})
    own = (await http.get("/auth/me")).json()["user"]
    await exchange.ring(phone, own["extension"])
    call = (await http.get("/calls", params={"client_id": client["id"]})).json()["items"][0]
    answer = await admin.put(
        "/plans",
        json={"metric": "deals_won", "month": "2026-11", "user_id": str(person.user_id), "target": "10"},
    )
    assert answer.status_code == 200, answer.text
    ids = {
        "client": client["id"],
        "company": company["id"],
        "note": note["id"],
        "file": await add_file(http, client["id"], "plan.txt"),
        "deal_file": await add_file(http, deal["id"], "offer.txt", on="deals"),
        "doomed_deal_file": await add_file(http, deal["id"], "old offer.txt", on="deals"),
        "doomed_file": await add_file(http, client["id"], "old plan.txt"),
        "spare_client": spare["id"],
        "merge": merged.json()["merge_id"],
        "pair": await _pair(workspace, client["id"], spare["id"]),
        "deal": deal["id"],
        "task": task["id"],
        "call": call["id"],
        "plan": answer.json()["id"],
        "person": str(person.user_id),
        "session": str(person.actor.credential_id),
    }
    return Side(person, ids)


async def _post(http: httpx.AsyncClient, address: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = await http.post(address, json=body)
    assert answer.status_code == 201, f"{address}: {answer.text}"
    found: dict[str, Any] = answer.json()
    return found


async def _pair(workspace: Workspace, one: str, other: str) -> str:
    """Have two clients stand in the review list, as a check would put them there."""
    pair = DuplicatePair(
        workspace_id=workspace.id,
        id=uuid7(),
        one_id=UUID(min(one, other)),
        other_id=UUID(max(one, other)),
        score=60,
        reasons=["name"],
        state="open",
    )
    async with workspace.runtime.db.write(workspace.id) as session:
        session.add(pair)
    return str(pair.id)
