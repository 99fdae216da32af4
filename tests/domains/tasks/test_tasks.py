"""Planning, changing and listing tasks."""

from typing import Any

import httpx
import pytest

from tests.conftest import MakeWorkspace
from tests.support.selling import (
    Sales,
    fewest_statements,
    in_hours,
    match,
    ok,
    refused,
    start_selling,
    step,
)
from tests.support.sockets import open_socket
from tests.support.workspaces import Workspace

TABLES = ("tasks", "clients", "deals", "stages")


@pytest.fixture
async def sales(workspace: Workspace) -> Sales:
    return await start_selling(workspace)


async def plan(browser: httpx.AsyncClient, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = ok(await browser.post("/tasks", json={**step(), **more}), 201)
    return found


async def test_a_task_is_ones_own_unless_somebody_is_named(workspace: Workspace) -> None:
    manager = await workspace.person("manager")
    browser = workspace.http(manager)
    answer = await browser.post(
        "/tasks", json={**step("Buy paper", kind="todo"), "note": "", "place": "Shop"}
    )
    task = ok(answer, 201)
    assert answer.headers["etag"] == '"1"'
    assert task == {
        "id": task["id"],
        "kind": "todo",
        "title": "Buy paper",
        "due_at": task["due_at"],
        "assignee_id": str(manager.user_id),
        "client_id": None,
        "deal_id": None,
        "status": "open",
        "outcome": None,
        "note": None,
        "place": "Shop",
        "origin": "manual",
        "completed_at": None,
        "created_at": task["created_at"],
        "version": 1,
        "client": None,
        "deal": None,
    }
    assert ok(await browser.get(f"/tasks/{task['id']}")) == task


async def test_a_task_of_a_deal_is_about_the_deals_client(sales: Sales) -> None:
    point = {"kind": "phone", "value": "90 123-45-67"}
    company = await sales.client("Samarkand Textile", kind="company")
    client = await sales.client(company_id=company["id"], contact_points=[point])
    deal = await sales.deal(client_id=client["id"])
    task = await plan(sales.http, deal_id=deal["id"])
    assert task["client_id"] == client["id"]
    assert task["client"] == {
        "id": client["id"],
        "name": "Каримова Дилноза",
        "company_name": "Samarkand Textile",
        "phone": "+998901234567",
    }
    assert task["deal"]["subtitle"] == "Need identified"


@pytest.mark.parametrize(
    "wrong",
    [
        {"due_at": None},
        {"due_at": "tomorrow"},
        {"due_at": "2026-11-22T10:00:00"},
        {"due_at": "1999-01-01T00:00:00Z"},
        {"due_at": "9999-12-31T23:59:59-14:00"},
        {"title": " "},
        {"title": "x" * 201},
        {"title": "a\x00b"},
        {"kind": "party"},
        {"status": "done"},
        {"origin": "call"},
    ],
)
async def test_what_does_not_fit_is_refused(workspace: Workspace, wrong: dict[str, Any]) -> None:
    refused(await workspace.http().post("/tasks", json={**step(), **wrong}), 422, "invalid_request")


async def test_who_and_what_is_named_must_be_visible(workspace: Workspace, make: MakeWorkspace) -> None:
    foreign = await start_selling(await make())
    stranger = await foreign.deal()
    boss = await start_selling(workspace)
    hidden = await boss.deal()
    manager = workspace.http(await workspace.person("manager"))
    for named in (
        {"client_id": stranger["client_id"]},
        {"deal_id": stranger["id"]},
        {"assignee_id": str(foreign.workspace.admin.user_id)},
        {"client_id": hidden["client_id"]},
        {"deal_id": hidden["id"]},
    ):
        refused(await manager.post("/tasks", json={**step(), **named}), 404, "not_found")


async def test_a_program_names_the_assignee(workspace: Workspace) -> None:
    program = workspace.program(await workspace.api_key({"tasks:write": "all", "tasks:read": "all"}))
    problem = refused(await program.post("/tasks", json=step()), 422, "invalid_request")
    assert problem["errors"][0]["pointer"] == "/assignee_id"
    await plan(program, assignee_id=str(workspace.admin.user_id))


async def test_a_task_is_put_off_reworded_and_handed_over(workspace: Workspace) -> None:
    manager, colleague = await workspace.person("manager"), await workspace.person("manager")
    browser = workspace.http(manager)
    task = await plan(browser)
    address = f"/tasks/{task['id']}"
    assert (await browser.patch(address, json={"title": "X"})).status_code == 428
    wanted = {"title": "Meet", "kind": "meeting", "due_at": in_hours(50), "note": "At noon", "place": "Café"}
    changed = ok(await browser.patch(address, json=wanted, headers=match(task)))
    assert (changed["title"], changed["kind"], changed["note"], changed["place"]) == (
        "Meet",
        "meeting",
        "At noon",
        "Café",
    )
    assert changed["version"] == 2
    refused(await browser.patch(address, json={"title": "Y"}, headers=match(task)), 412, "version_conflict")
    handed = await browser.patch(
        address, json={"assignee_id": str(colleague.user_id), "note": ""}, headers=match(changed)
    )
    assert (ok(handed)["assignee_id"], ok(handed)["note"]) == (str(colleague.user_id), None)
    refused(await browser.get(address), 404, "not_found")
    assert ok(await workspace.http(colleague).get(address))["version"] == 3


@pytest.mark.parametrize("name", ["due_at", "title", "kind", "assignee_id"])
async def test_no_task_loses_its_date_or_its_owner(workspace: Workspace, name: str) -> None:
    task = await plan(workspace.http())
    answer = await workspace.http().patch(f"/tasks/{task['id']}", json={name: None}, headers=match(task))
    assert refused(answer, 422, "invalid_request")["errors"][0]["pointer"] == f"/{name}"


async def test_an_unknown_or_inactive_colleague_gets_no_task(workspace: Workspace) -> None:
    browser, gone = workspace.http(), await workspace.person("manager")
    user = ok(await browser.get(f"/users/{gone.user_id}"))
    ok(await browser.patch(f"/users/{gone.user_id}", json={"is_active": False}, headers=match(user)))
    task = await plan(browser)
    wish = {"assignee_id": str(gone.user_id)}
    refused(await browser.patch(f"/tasks/{task['id']}", json=wish, headers=match(task)), 404, "not_found")
    refused(await browser.post("/tasks", json={**step(), **wish}), 404, "not_found")


async def test_lists_filter_and_sort(sales: Sales) -> None:
    colleague = await sales.workspace.person("manager")
    deal = await sales.deal(next_task=step("Of the deal", 30))
    late = await plan(sales.http, title="Late", due_at=in_hours(-30))
    meeting = await plan(sales.http, title="Meeting", kind="meeting", due_at=in_hours(10))
    other = await plan(sales.http, title="Other's", assignee_id=str(colleague.user_id), due_at=in_hours(60))
    ok(await sales.http.post(f"/tasks/{late['id']}/cancel", json={}))
    for params, wanted in (
        ({}, ["Late", "Meeting", "Of the deal", "Other's"]),
        ({"sort": "-due_at"}, ["Other's", "Of the deal", "Meeting", "Late"]),
        ({"sort": "created_at"}, ["Of the deal", "Late", "Meeting", "Other's"]),
        ({"status": "open"}, ["Meeting", "Of the deal", "Other's"]),
        ({"status": "cancelled"}, ["Late"]),
        ({"kind": "meeting"}, ["Meeting"]),
        ({"deal_id": deal["id"]}, ["Of the deal"]),
        ({"client_id": deal["client_id"]}, ["Of the deal"]),
        ({"assignee_id": str(colleague.user_id)}, ["Other's"]),
        ({"due_from": meeting["due_at"]}, ["Meeting", "Of the deal", "Other's"]),
        ({"due_from": in_hours(0), "due_to": other["due_at"]}, ["Meeting", "Of the deal"]),
    ):
        found = ok(await sales.http.get("/tasks", params=params))["items"]
        assert [task["title"] for task in found] == wanted, params
    first = ok(await sales.http.get("/tasks", params={"limit": 3}))
    rest = ok(await sales.http.get("/tasks", params={"limit": 3, "cursor": first["next_cursor"]}))
    assert [task["title"] for task in rest["items"]] == ["Other's"]


async def test_a_list_takes_three_queries_however_long(sales: Sales) -> None:
    for number in range(5):
        await sales.deal(f"Deal {number}")

    async def ask() -> None:
        assert len(ok(await sales.http.get("/tasks"))["items"]) == 5

    statements = await fewest_statements(sales.workspace.server, TABLES, ask)
    assert len(statements) == 3, statements


async def test_each_sees_what_her_role_reaches(workspace: Workspace, make: MakeWorkspace) -> None:
    team = await workspace.team()
    owner = await workspace.person("manager", team_id=team)
    task = await plan(workspace.http(owner))
    foreign = await make()
    for home, person, count, may_write in (
        (workspace, owner, 1, True),
        (workspace, await workspace.person("manager", team_id=team), 0, False),
        (workspace, await workspace.person("supervisor", team_id=team), 1, True),
        (workspace, await workspace.person("supervisor"), 0, False),
        (workspace, workspace.admin, 1, True),
        (foreign, foreign.admin, 0, False),
    ):
        browser = home.http(person)
        assert len(ok(await browser.get("/tasks"))["items"]) == count
        params = {"assignee_id": str(owner.user_id)}
        assert len(ok(await browser.get("/tasks/day", params=params))["tomorrow"]) <= count
        assert (await browser.get(f"/tasks/{task['id']}")).status_code == (200 if count else 404)
        wish = {"note": f"Seen by {person.user_id}"}
        present = ok(await workspace.http(owner).get(f"/tasks/{task['id']}"))
        changed = await browser.patch(f"/tasks/{task['id']}", json=wish, headers=match(present))
        assert changed.status_code == (200 if may_write else 404)
        if not may_write:
            for command, body in (("complete", {"outcome": "done"}), ("cancel", {})):
                refused(await browser.post(f"/tasks/{task['id']}/{command}", json=body), 404, "not_found")
    analyst = workspace.http(await workspace.person("analyst"))
    ok(await analyst.get(f"/tasks/{task['id']}"))
    assert (await analyst.post("/tasks", json=step())).status_code == 403


async def test_a_persons_screen_hears_of_her_tasks(workspace: Workspace) -> None:
    manager, colleague = await workspace.person("manager"), await workspace.person("manager")
    browser = workspace.http(manager)
    async with (
        open_socket(workspace.server, manager) as hers,
        open_socket(workspace.server, colleague) as other,
    ):
        for socket in (hers, other):
            await socket.until(op="welcome")
            await socket.subscribe("me")
        task = await plan(browser)
        news = await hers.until(type="task.changed")
        assert news["data"] == {
            "id": task["id"],
            "client_id": None,
            "deal_id": None,
            "assignee_id": str(manager.user_id),
            "status": "open",
        }
        wish = {"assignee_id": str(colleague.user_id)}
        ok(await browser.patch(f"/tasks/{task['id']}", json=wish, headers=match(task)))
        for socket in (hers, other):
            news = await socket.until(type="task.changed")
            assert news["data"]["assignee_id"] == str(colleague.user_id)
        ok(await workspace.http(colleague).post(f"/tasks/{task['id']}/complete", json={"outcome": "done"}))
        assert (await other.until(type="task.changed"))["data"]["status"] == "done"
        assert await hers.silence() == []
