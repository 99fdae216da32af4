"""Changing clients: versions, whole lists, owners, and what the history keeps."""

from typing import Any

import httpx

from tests.support.clients import add_client, change_client, email, phone
from tests.support.selling import ok, start_selling, step
from tests.support.sockets import open_socket
from tests.support.workspaces import Workspace


async def changes_of(http: httpx.AsyncClient, card: dict[str, Any]) -> list[dict[str, Any]]:
    answer = await http.get(f"/clients/{card['id']}/timeline", params={"types": "client.changed"})
    return [entry["data"]["changes"] for entry in answer.json()["items"]]


async def test_a_change_needs_the_version_it_is_based_on(workspace: Workspace) -> None:
    http = workspace.http()
    card = await add_client(http, "Anna")
    without = await http.patch(f"/clients/{card['id']}", json={"note": "x"})
    assert (without.status_code, without.json()["code"]) == (428, "version_required")
    changed = await change_client(http, card, note="likes tea", position="Director")
    assert changed.status_code == 200
    assert changed.headers["etag"] == '"2"'
    assert (changed.json()["note"], changed.json()["version"]) == ("likes tea", 2)
    stale = await change_client(http, card, note="likes coffee")
    assert (stale.status_code, stale.json()["code"]) == (412, "version_conflict")
    assert stale.json()["params"] == {"version": 2}


async def test_the_history_keeps_old_and_new_and_nothing_when_nothing_changed(workspace: Workspace) -> None:
    http = workspace.http()
    card = await add_client(http, "Anna", tags=["vip"])
    same = await change_client(http, card, name="Anna", tags=["vip"], note=None, contact_points=[])
    assert same.json()["version"] == 1
    assert same.json()["updated_at"] == card["updated_at"]
    renamed = (await change_client(http, card, name="Anna K.", tags=[])).json()
    assert await changes_of(http, card) == [{"name": ["Anna", "Anna K."], "tags": [["vip"], []]}]
    assert renamed["tags"] == []


async def test_contact_points_are_replaced_as_a_whole(workspace: Workspace) -> None:
    http = workspace.http()
    card = await add_client(http, "Anna", phone("901234567"), email("anna@example.com"))
    changed = await change_client(http, card, contact_points=[phone("907654321"), phone("90 111 22 33")])
    assert [point["value"] for point in changed.json()["contact_points"]] == ["907654321", "90 111 22 33"]
    assert (changed.json()["phone"], changed.json()["email"]) == ("+998907654321", None)
    assert await changes_of(http, card) == [
        {"contact_points": [["901234567", "anna@example.com"], ["907654321", "90 111 22 33"]]}
    ]
    assert (await http.get("/clients/lookup", params={"phone": "901234567"})).json()["items"] == []
    found = (await http.get("/clients/lookup", params={"phone": "90-111-22-33"})).json()["items"]
    assert [row["id"] for row in found] == [card["id"]]
    assert (await http.get("/clients", params={"q": "anna@example"})).json()["items"] == []


async def test_a_shared_number_may_be_written_on_a_second_card(workspace: Workspace) -> None:
    http = workspace.http()
    await add_client(http, "Husband", phone("901234567"))
    wife = await add_client(http, "Wife")
    changed = await change_client(http, wife, contact_points=[phone("901234567")])
    assert changed.status_code == 200
    both = (await http.get("/clients/lookup", params={"phone": "901234567"})).json()["items"]
    assert {row["name"] for row in both} == {"Husband", "Wife"}


async def test_what_must_be_there_can_t_be_taken_away(workspace: Workspace) -> None:
    http = workspace.http()
    card = await add_client(http, "Anna")
    for wish in (
        {"name": None},
        {"name": " "},
        {"tags": None},
        {"contact_points": None},
        {"kind": "company"},
    ):
        refused = await change_client(http, card, **wish)
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["pointer"] == f"/{next(iter(wish))}"


async def test_an_owner_is_given_only_within_one_s_reach(workspace: Workspace) -> None:
    team = await workspace.team()
    supervisor = await workspace.person("supervisor", team_id=team)
    nana, bold = await workspace.person(team_id=team), await workspace.person(team_id=team)
    stranger = await workspace.person()
    card = await add_client(workspace.http(nana), "Anna")
    refused = await change_client(workspace.http(nana), card, owner_id=str(bold.user_id))
    assert (refused.status_code, refused.json()["code"]) == (403, "owner_out_of_reach")
    http = workspace.http(supervisor)
    refused = await change_client(http, card, owner_id=str(stranger.user_id))
    assert refused.status_code == 403
    moved = await change_client(http, card, owner_id=str(bold.user_id))
    assert moved.json()["owner_id"] == str(bold.user_id)
    assert (await workspace.http(nana).get(f"/clients/{card['id']}")).status_code == 404
    assert (await workspace.http(bold).get(f"/clients/{card['id']}")).status_code == 200
    freed = await change_client(http, moved.json(), owner_id=None)
    assert freed.json()["owner_id"] is None


async def test_people_are_found_by_the_new_name_of_their_company(workspace: Workspace) -> None:
    http = workspace.http()
    company = await add_client(http, "Romashka", kind="company")
    person = await add_client(http, "Anna", company_id=company["id"])
    await change_client(http, company, name="Василёк")
    for query, names in (("romashka", set()), ("vasilek", {"Anna", "Василёк"})):
        found = (await http.get("/clients", params={"q": query})).json()["items"]
        assert {row["name"] for row in found} == names
    # The person herself was not edited.
    assert (await http.get(f"/clients/{person['id']}")).json()["version"] == 1
    left = await change_client(http, person, company_id=None)
    assert left.json()["company_name"] is None
    found = (await http.get("/clients", params={"q": "vasilek"})).json()["items"]
    assert [row["name"] for row in found] == ["Василёк"]


async def test_with_the_owner_go_the_tasks_about_the_client_alone(workspace: Workspace) -> None:
    owner, taker, helper = [await workspace.person() for _ in range(3)]
    sales = await start_selling(workspace, owner)
    boss = workspace.http()
    card = await add_client(sales.http, "Anna")
    deal = await sales.deal(client_id=card["id"])
    about = {"client_id": card["id"]}
    hers = ok(await sales.http.post("/tasks", json={**step("Congratulate"), **about}), 201)
    others = {**step("Deliver"), **about, "assignee_id": str(helper.user_id)}
    other = ok(await boss.post("/tasks", json=others), 201)
    async with open_socket(workspace.server, owner) as socket:
        await socket.until(op="welcome")
        await socket.subscribe("me")
        ok(await change_client(boss, card, owner_id=str(taker.user_id)))
        while (frame := await socket.until(type="task.changed"))["data"]["assignee_id"] != str(taker.user_id):
            pass
        assert frame["data"]["id"] == hers["id"]
    tasks = ok(await boss.get("/tasks", params=about))["items"]
    assert {task["id"]: task["assignee_id"] for task in tasks} == {
        hers["id"]: str(taker.user_id),
        other["id"]: str(helper.user_id),
        deal["next_task"]["id"]: str(owner.user_id),
    }


async def test_from_nobody_and_to_nobody_no_task_goes(workspace: Workspace) -> None:
    owner, boss = await workspace.person(), workspace.http()
    card = await add_client(workspace.http(owner), "Anna")
    task = ok(await workspace.http(owner).post("/tasks", json={**step(), "client_id": card["id"]}), 201)
    freed = ok(await change_client(boss, card, owner_id=None))
    ok(await change_client(boss, freed, owner_id=str(workspace.admin.user_id)))
    assert ok(await boss.get(f"/tasks/{task['id']}"))["assignee_id"] == str(owner.user_id)
