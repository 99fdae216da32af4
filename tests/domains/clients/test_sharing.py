"""A client is shared with colleagues: to them she is as one of their own, and nobody else sees more."""

from typing import Any
from uuid import uuid4

import pytest

from tests.support.clients import add_client, change_client, email, phone
from tests.support.selling import ok, refused
from tests.support.sockets import open_socket
from tests.support.workspaces import Person, Workspace


class Desk:
    """An owner with a client, a colleague who doesn't see her yet, and another who never does."""

    def __init__(self, workspace: Workspace, people: dict[str, Person], card: dict[str, Any]) -> None:
        self.workspace, self.people, self.card = workspace, people, card
        self.path = f"/clients/{card['id']}"

    def http(self, who: str) -> Any:
        return self.workspace.http(self.people[who])

    async def share(self, *names: str, by: str = "owner") -> Any:
        ids = [str(self.people[name].user_id) for name in names]
        return await self.http(by).put(f"{self.path}/shares", json={"user_ids": ids})


@pytest.fixture
async def desk(workspace: Workspace) -> Desk:
    people = {name: await workspace.person("manager", name=name) for name in ("owner", "mate", "stranger")}
    card = await add_client(workspace.http(people["owner"]), "Ana Beridze", phone("901234567"))
    return Desk(workspace, people, card)


async def seen(desk: Desk, who: str) -> list[int]:
    """Whether somebody finds the client: by her address, in the list, by name, by number, in her timeline."""
    http = desk.http(who)
    listed = ok(await http.get("/clients"))["items"]
    found = ok(await http.get("/search", params={"q": "beridze"}))["items"]
    holders = ok(await http.get("/clients/lookup", params={"phone": "+998901234567"}))["items"]
    timeline = await http.get(f"{desk.path}/timeline")
    return [
        (await http.get(desk.path)).status_code,
        len(listed),
        len(found),
        len(holders),
        timeline.status_code,
    ]


async def test_whoever_she_is_shared_with_works_with_her_as_with_her_own(desk: Desk) -> None:
    assert await seen(desk, "mate") == [404, 0, 0, 0, 404]
    assert ok(await desk.share("mate"))["user_ids"] == [str(desk.people["mate"].user_id)]
    assert await seen(desk, "mate") == [200, 1, 1, 1, 200]
    assert await seen(desk, "stranger") == [404, 0, 0, 0, 404]
    ok(await change_client(desk.http("mate"), desk.card, source="exhibition"))
    ok(await desk.http("mate").post(f"{desk.path}/notes", json={"text": "Met her at the stand"}), 201)
    again = ok(await desk.share())
    assert again["user_ids"] == []
    assert await seen(desk, "mate") == [404, 0, 0, 0, 404]


async def test_each_new_one_is_told_once_and_the_card_remembers(desk: Desk) -> None:
    await desk.share("mate")
    await desk.share("mate", "stranger")
    for who in ("mate", "stranger"):
        (notice,) = ok(await desk.http(who).get("/notifications"))["items"]
        assert (notice["type"], notice["data"]) == ("client_shared", {"who": "owner"})
        assert notice["subject"] == {"type": "client", "id": desk.card["id"]}
    entries = ok(await desk.http("owner").get(f"{desk.path}/timeline"))["items"]
    shared = [entry["data"] for entry in entries if entry["type"] == "client.shared"]
    assert [(len(data["added"]), len(data["removed"])) for data in shared] == [(1, 0), (1, 0)]
    assert ok(await desk.http("mate").get(f"{desk.path}/shares")) == {
        "user_ids": [str(desk.people[name].user_id) for name in ("mate", "stranger")]
    }


async def test_only_whoever_she_belongs_to_says_with_whom(desk: Desk) -> None:
    assert (await desk.share("stranger", by="mate")).status_code == 404
    await desk.share("mate")
    refused(await desk.share("mate", "stranger", by="mate"), 403, "only_shared")
    assert await seen(desk, "stranger") == [404, 0, 0, 0, 404]


async def test_strangers_to_the_workspace_are_refused_and_the_owner_is_no_guest(
    desk: Desk, make: Any
) -> None:
    foreign = (await make()).admin
    answer = await desk.http("owner").put(
        f"{desk.path}/shares", json={"user_ids": [str(desk.people["mate"].user_id), str(foreign.user_id)]}
    )
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/user_ids/1")
    assert ok(await desk.http("owner").get(f"{desk.path}/shares"))["user_ids"] == []
    assert ok(await desk.share("owner"))["user_ids"] == []
    refused(
        await desk.http("owner").put(f"/clients/{uuid4()}/shares", json={"user_ids": []}), 404, "not_found"
    )


async def test_her_open_card_hears_of_changes_while_shared(desk: Desk, workspace: Workspace) -> None:
    await desk.share("mate")
    async with open_socket(workspace.server, desk.people["mate"]) as socket:
        await socket.subscribe(f"client:{desk.card['id']}")
        ok(await change_client(desk.http("owner"), desk.card, source="exhibition"))
        frame = await socket.until(type="client.changed")
        assert frame["data"]["id"] == desk.card["id"]


async def test_a_shared_client_is_no_stranger_when_entered_again(desk: Desk) -> None:
    wish = {"kind": "person", "name": "Ana Beridze", "phones": ["901234567"]}
    (hidden,) = ok(await desk.http("mate").post("/clients/similar", json=wish))["items"]
    assert (hidden["id"], hidden["owner_name"]) == (None, "owner")
    await desk.share("mate")
    (shown,) = ok(await desk.http("mate").post("/clients/similar", json=wish))["items"]
    assert shown["id"] == desk.card["id"]


async def test_a_merge_hands_on_with_whom_the_other_was_shared(desk: Desk, workspace: Workspace) -> None:
    await desk.share("mate")
    other = await add_client(desk.http("owner"), "Anna Beridze", email("ana@example.com"))
    merged = await workspace.http().post(
        f"/clients/{other['id']}/merge",
        json={"other_id": desk.card["id"], "other_version": desk.card["version"]},
        headers={"If-Match": f'"{other["version"]}"'},
    )
    ok(merged, merged.status_code)
    assert ok(await desk.http("mate").get(f"/clients/{other['id']}"))["id"] == other["id"]
