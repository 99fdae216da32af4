"""Who sees which clients: own, the team's, all, and never another workspace's."""

from typing import Any
from uuid import uuid4

import pytest

from tests.support.clients import add_client, change_client, phone
from tests.support.workspaces import Person, Workspace


class Office:
    """A workspace with two teams and a client of each sort."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.people: dict[str, Person] = {}
        self.cards: dict[str, dict[str, Any]] = {}

    async def open(self) -> None:
        north = await self.workspace.team("North")
        below = await self.workspace.team("North-East", parent_id=north)
        south = await self.workspace.team("South")
        make = self.workspace.person
        self.people = {
            "manager": await make("manager", team_id=north),
            "mate": await make("manager", team_id=below),
            "stranger": await make("manager", team_id=south),
            "supervisor": await make("supervisor", team_id=north),
            "operator": await make("operator"),
            "analyst": await make("analyst"),
            "agent": await make("agent"),
        }
        for number, owner in enumerate(("manager", "mate", "stranger")):
            http = self.workspace.http(self.people[owner])
            self.cards[owner] = await add_client(
                http, f"Of {owner}", phone(f"90123456{number}"), tags=[owner]
            )
        nobody = phone("901234569")
        self.cards["nobody"] = await add_client(self.workspace.http(), "Of nobody", nobody, tags=["nobody"])


@pytest.fixture
async def office(workspace: Workspace) -> Office:
    office = Office(workspace)
    await office.open()
    return office


SEEN = {
    "manager": {"manager"},
    "mate": {"mate"},
    "supervisor": {"manager", "mate", "nobody"},
    "operator": {"manager", "mate", "stranger", "nobody"},
    "analyst": {"manager", "mate", "stranger", "nobody"},
}


@pytest.mark.slow
@pytest.mark.parametrize("role", SEEN)
async def test_every_way_of_reading_shows_the_same(office: Office, role: str) -> None:
    http = office.workspace.http(office.people[role])
    seen = {f"Of {owner}" for owner in SEEN[role]}
    for params in ({}, {"q": "of"}, {"sort": "name"}):
        rows = (await http.get("/clients", params=params)).json()["items"]
        assert {row["name"] for row in rows} == seen
    assert (await http.get("/clients/count")).json() == {"count": len(seen)}
    # Whoever may not read numbers finds nobody by a part of one.
    found_by_part = set() if role == "analyst" else seen
    part = {"q": "9012345"}
    assert (await http.get("/clients/count", params=part)).json() == {"count": len(found_by_part)}
    assert set((await http.get("/clients/tags")).json()["items"]) == SEEN[role]
    hits = (await http.get("/search", params=part)).json()["items"]
    assert {hit["title"] for hit in hits if hit["type"] == "client"} == found_by_part
    for owner, card in office.cards.items():
        status = 200 if owner in SEEN[role] else 404
        found = (await http.get("/clients/lookup", params={"phone": card["phone"]})).json()["items"]
        assert [row["id"] for row in found] == ([card["id"]] if owner in SEEN[role] else [])
        assert (await http.get("/clients", params={"tag": owner})).json()["items"] == found
        assert (await http.get(f"/clients/{card['id']}")).status_code == status
        assert (await http.get(f"/clients/{card['id']}/timeline")).status_code == status


async def test_whoever_may_only_read_can_t_write(office: Office) -> None:
    card = office.cards["manager"]
    analyst = office.workspace.http(office.people["analyst"])
    for answer in (
        await analyst.post("/clients", json={"kind": "person", "name": "X"}),
        await change_client(analyst, card, note="x"),
        await analyst.post(f"/clients/{card['id']}/notes", json={"text": "x"}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    agent = office.workspace.http(office.people["agent"])
    for path in ("", "/count", "/tags", "/lookup?phone=1", f"/{card['id']}", f"/{card['id']}/timeline"):
        assert (await agent.get(f"/clients{path}")).status_code == 403


async def test_what_one_may_not_see_one_can_t_change(office: Office) -> None:
    stranger = office.workspace.http(office.people["stranger"])
    card = office.cards["manager"]
    refused = [
        await change_client(stranger, card, note="x"),
        await change_client(stranger, {**card, "version": 99}, note="x"),
        await stranger.post(f"/clients/{card['id']}/notes", json={"text": "x"}),
        await change_client(stranger, {"id": uuid4(), "version": 1}, note="x"),
    ]
    assert {(answer.status_code, answer.json()["code"]) for answer in refused} == {(404, "not_found")}


async def test_another_workspace_sees_nothing(office: Office, other_workspace: Workspace) -> None:
    http = other_workspace.http()
    card = office.cards["manager"]
    for path in ("", "?q=of", "?q=9012345", "?tag=manager", "/lookup?phone=901234560", "/tags"):
        assert (await http.get(f"/clients{path}")).json()["items"] == []
    assert (await http.get("/clients/count")).json() == {"count": 0}
    assert (await http.get("/search", params={"q": "of manager"})).json()["items"] == []
    assert (await http.get(f"/clients/{card['id']}")).status_code == 404
    assert (await change_client(http, card, note="x")).status_code == 404
    body = {"kind": "person", "name": "X", "company_id": card["id"]}
    assert (await http.post("/clients", json=body)).status_code == 422
    body = {"kind": "person", "name": "X", "owner_id": str(office.people["manager"].user_id)}
    assert (await http.post("/clients", json=body)).status_code == 422


async def test_a_program_sees_as_far_as_its_key(office: Office) -> None:
    everything = office.workspace.program(await office.workspace.api_key({"clients:read": "all"}))
    assert len((await everything.get("/clients")).json()["items"]) == 4
    nothing = office.workspace.program(await office.workspace.api_key({"clients:read": "own"}))
    assert (await nothing.get("/clients")).json()["items"] == []
    assert (await nothing.get("/clients", params={"q": "of"})).json()["items"] == []
