"""Bulk work: by ids or by a question, with the rules of single changes, paused, cancelled, undone exactly."""

from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select

from app.core.events import EventRecord
from app.platform.bulk import queries
from tests.support.clients import add_client, change_client
from tests.support.selling import ok, refused, step
from tests.support.sockets import open_socket
from tests.support.working import run_jobs
from tests.support.workspaces import Workspace

pytestmark = pytest.mark.slow


async def begin(http: httpx.AsyncClient, action: str, params: dict[str, Any], **which: Any) -> dict[str, Any]:
    found: dict[str, Any] = ok(
        await http.post("/bulk", json={"action": action, "params": params, **which}), 202
    )
    return found


async def finished(workspace: Workspace, http: httpx.AsyncClient, work: dict[str, Any]) -> dict[str, Any]:
    await run_jobs(workspace.runtime, workspace.id)
    found: dict[str, Any] = ok(await http.get(f"/bulk/{work['id']}"))
    return found


async def snapshot(http: httpx.AsyncClient) -> dict[str, Any]:
    rows = ok(await http.get("/clients", params={"limit": 100}))["items"]
    return {row["id"]: {key: value for key, value in row.items() if key != "version"} for row in rows}


def outcomes(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    assert all(row["subject"]["id"] == row["record_id"] for row in rows)
    return [{key: row[key] for key in ("record_id", "state", "error")} for row in rows]


@pytest.fixture(autouse=True)
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "SLICE", 3)


@pytest.fixture
async def base(workspace: Workspace) -> list[dict[str, Any]]:
    http = workspace.http()
    return [await add_client(http, f"Client {n}", source="site" if n % 2 else "fair") for n in range(8)]


async def test_a_question_is_asked_when_the_work_begins_and_undo_restores_all(
    workspace: Workspace, base: list[dict[str, Any]]
) -> None:
    http = workspace.http()
    manager = await workspace.person()
    before = await snapshot(http)
    selection = {"filter": {"field": "source", "is": "site"}}
    for action, params, key in (
        ("add_tag", {"tag": "spring"}, "tags"),
        ("assign_owner", {"owner_id": str(manager.user_id)}, "owner_id"),
        ("set_field", {"field": "position", "value": "Boss"}, None),
    ):
        work = await begin(http, action, params, selection=selection)
        done = await finished(workspace, http, work)
        assert (done["state"], done["total"], done["done"], done["failed"]) == ("done", 4, 4, 0)
        if key is not None:
            now = await snapshot(http)
            assert sum(now[one][key] != before[one][key] for one in before) == 4
        undone = await finished(workspace, http, ok(await http.post(f"/bulk/{work['id']}/undo")))
        assert (undone["state"], undone["undone"], undone["kept"]) == ("undone", 4, 0)
        assert await snapshot(http) == before
        refused(await http.post(f"/bulk/{work['id']}/undo"), 409, "bulk_state")


async def test_undo_leaves_what_somebody_changed_since(
    workspace: Workspace, base: list[dict[str, Any]]
) -> None:
    http = workspace.http()
    ids = [card["id"] for card in base[:3]]
    work = await begin(http, "set_field", {"field": "source", "value": "call"}, ids=ids)
    await finished(workspace, http, work)
    card = ok(await http.get(f"/clients/{ids[0]}"))
    ok(await change_client(http, card, source="friend"))
    undone = await finished(workspace, http, ok(await http.post(f"/bulk/{work['id']}/undo")))
    assert (undone["undone"], undone["kept"]) == (2, 1)
    rows = ok(await http.get(f"/bulk/{work['id']}/rows"))["items"]
    assert outcomes(rows) == [{"record_id": ids[0], "state": "kept", "error": "changed_since"}]
    assert ok(await http.get(f"/clients/{ids[0]}"))["source"] == "friend"


async def test_each_record_goes_by_the_rules_of_the_person(
    workspace: Workspace, base: list[dict[str, Any]]
) -> None:
    manager, colleague = await workspace.person(), await workspace.person()
    mine = workspace.http(manager)
    own = await add_client(mine, "Mine")
    work = await begin(mine, "add_tag", {"tag": "x"}, ids=[own["id"], base[0]["id"], str(uuid4())])
    done = await finished(workspace, mine, work)
    assert (done["done"], done["failed"]) == (1, 2)
    rows = ok(await mine.get(f"/bulk/{work['id']}/rows"))["items"]
    assert {row["error"] for row in rows} == {"not_found"}
    wrong = {"owner_id": str(colleague.user_id)}
    body = {"action": "assign_owner", "params": wrong, "ids": [own["id"]]}
    refused(await mine.post("/bulk", json=body), 403, "owner_out_of_reach")
    assert (await workspace.http().get(f"/bulk/{work['id']}")).status_code == 404
    analyst = workspace.http(await workspace.person("analyst"))
    refused(
        await analyst.post("/bulk", json={**body, "action": "add_tag", "params": {"tag": "x"}}),
        403,
        "forbidden",
    )


async def test_who_may_only_fill_fills_what_is_empty_and_takes_it_back(workspace: Workspace) -> None:
    mine = workspace.http(await workspace.person())
    empty, full = await add_client(mine, "Empty"), await add_client(mine, "Full", language="ru")
    work = await begin(mine, "set_field", {"field": "language", "value": "en"}, selection={})
    done = await finished(workspace, mine, work)
    assert (done["done"], done["failed"]) == (1, 1)
    rows = ok(await mine.get(f"/bulk/{work['id']}/rows"))["items"]
    assert outcomes(rows) == [{"record_id": full["id"], "state": "failed", "error": "field_forbidden"}]
    assert (await finished(workspace, mine, ok(await mine.post(f"/bulk/{work['id']}/undo"))))["undone"] == 1
    assert ok(await mine.get(f"/clients/{empty['id']}"))["language"] is None


async def own_field(http: httpx.AsyncClient, **wish: Any) -> str:
    group = ok(await http.post("/field-groups", json={"subject_type": "client", "name": "House"}), 201)
    body = {"group_id": group["id"], "name": "F", **wish}
    field_id: str = ok(await http.post("/fields", json=body), 201)["id"]
    return field_id


async def test_a_field_of_the_workspaces_own_is_set_cleared_and_given_back(
    workspace: Workspace, base: list[dict[str, Any]]
) -> None:
    http = workspace.http()
    floor = await own_field(http, kind="number", applies_to=["person"])
    firm = await add_client(http, "Anor Mebel", kind="company")
    first = ok(await change_client(http, base[0], custom={floor: "2"}))
    ids = [first["id"], base[1]["id"], base[2]["id"], firm["id"]]
    work = await begin(http, "set_custom", {"field": floor, "value": 3.50}, ids=ids)
    done = await finished(workspace, http, work)
    assert (done["done"], done["failed"]) == (3, 1)
    rows = ok(await http.get(f"/bulk/{work['id']}/rows"))["items"]
    assert outcomes(rows) == [{"record_id": firm["id"], "state": "failed", "error": "not_applicable"}]
    cards = [ok(await http.get(f"/clients/{one}")) for one in ids[:3]]
    assert [card["custom"] for card in cards] == [{floor: "3.5"}] * 3
    ok(await change_client(http, cards[1], custom={floor: 4}))
    undone = await finished(workspace, http, ok(await http.post(f"/bulk/{work['id']}/undo")))
    assert (undone["undone"], undone["kept"]) == (2, 1)
    found = [ok(await http.get(f"/clients/{one}"))["custom"] for one in ids[:3]]
    assert found == [{floor: "2"}, {floor: "4"}, {}]
    cleared = await begin(http, "set_custom", {"field": floor, "value": None}, selection={})
    assert (await finished(workspace, http, cleared))["done"] == 2
    assert ok(await http.get(f"/clients/{ids[0]}"))["custom"] == {}
    ok(await finished_undo(workspace, http, cleared))
    assert ok(await http.get(f"/clients/{ids[0]}"))["custom"] == {floor: "2"}


async def finished_undo(
    workspace: Workspace, http: httpx.AsyncClient, work: dict[str, Any]
) -> httpx.Response:
    answer = await http.post(f"/bulk/{work['id']}/undo")
    await run_jobs(workspace.runtime, workspace.id)
    return answer


async def test_what_no_client_could_have_is_refused_before_anything_is_done(workspace: Workspace) -> None:
    http = workspace.http()
    choice = await own_field(http, kind="choice", choices=[{"name": "Oak"}])
    papers = await own_field(http, kind="file")
    for params, pointer in (
        ({"field": str(uuid4()), "value": "x"}, "/params/field"),
        ({"field": choice, "value": "x"}, "/params/value"),
        ({"field": papers, "value": [str(uuid4())]}, "/params/value"),
    ):
        body = {"action": "set_custom", "params": params, "selection": {}}
        problem = refused(await http.post("/bulk", json=body), 422, "invalid_request")
        assert problem["errors"][0]["pointer"] == pointer
    agent = workspace.http(await workspace.person("manager"))
    roles = ok(await http.get("/roles"))["items"]
    role = next(one for one in roles if one["key"] == "manager")
    fields = ok(await http.get("/field-groups"))["items"]
    wish = {"fields": {**role["fields"], fields[0]["id"]: "read"}}
    headers = {"If-Match": f'"{role["version"]}"'}
    ok(await http.patch(f"/roles/{role['id']}", json=wish, headers=headers))
    empty = {"action": "set_custom", "params": {"field": choice, "value": None}, "selection": {}}
    refused(await agent.post("/bulk", json=empty), 403, "field_forbidden")


async def test_what_can_succeed_for_nobody_is_refused_at_once(workspace: Workspace) -> None:
    http = workspace.http()
    for body, pointer in (
        ({"action": "explode", "params": {}, "selection": {}}, "/action"),
        ({"action": "add_tag", "params": {}, "selection": {}}, "/params/tag"),
        (
            {"action": "assign_owner", "params": {"owner_id": str(uuid4())}, "selection": {}},
            "/params/owner_id",
        ),
        ({"action": "set_field", "params": {"field": "id", "value": "x"}, "selection": {}}, "/params/field"),
        (
            {"action": "set_field", "params": {"field": "language", "value": "??"}, "selection": {}},
            "/params/value",
        ),
        (
            {"action": "add_tag", "params": {"tag": "x"}, "selection": {"filter": {"field": "a", "is": 1}}},
            "/selection/filter/field",
        ),
    ):
        problem = refused(await http.post("/bulk", json=body), 422, "invalid_request")
        assert problem["errors"][0]["pointer"] == pointer, problem


async def test_it_can_be_paused_resumed_and_cancelled(
    workspace: Workspace, base: list[dict[str, Any]]
) -> None:
    http = workspace.http()
    work = await begin(http, "add_tag", {"tag": "x"}, selection={})
    ok(await http.post(f"/bulk/{work['id']}/pause"))
    assert (await finished(workspace, http, work))["done"] == 0
    ok(await http.post(f"/bulk/{work['id']}/resume"))
    assert (await finished(workspace, http, work))["done"] == 8
    again = await begin(http, "remove_tag", {"tag": "X"}, selection={})
    ok(await http.post(f"/bulk/{again['id']}/cancel"))
    assert (await finished(workspace, http, again))["state"] == "cancelled"
    refused(await http.post(f"/bulk/{again['id']}/resume"), 409, "bulk_state")
    once_more = await finished(workspace, http, await begin(http, "add_tag", {"tag": "X"}, selection={}))
    assert (once_more["unchanged"], once_more["done"]) == (8, 0)


async def test_tasks_are_planned_for_the_owners_and_called_off_again(
    workspace: Workspace, base: list[dict[str, Any]]
) -> None:
    http = workspace.http()
    ids = [card["id"] for card in base]
    work = await begin(http, "plan_task", step("Ring up"), ids=ids)
    assert (await finished(workspace, http, work))["done"] == 8
    planned = ok(await http.get("/tasks", params={"status": "open"}))["items"]
    assert {task["client_id"] for task in planned} == set(ids)
    taken = planned[0]
    ok(await http.post(f"/tasks/{taken['id']}/complete", json={"outcome": "agreed"}))
    undone = await finished(workspace, http, ok(await http.post(f"/bulk/{work['id']}/undo")))
    assert (undone["undone"], undone["kept"]) == (7, 1)
    assert ok(await http.get("/tasks", params={"status": "open"}))["items"] == []


async def test_progress_comes_as_frames_and_events_name_the_person(
    workspace: Workspace, base: list[dict[str, Any]]
) -> None:
    async with open_socket(workspace.server, workspace.admin) as socket:
        await socket.subscribe("me")
        work = await begin(workspace.http(), "add_tag", {"tag": "x"}, selection={})
        await run_jobs(workspace.runtime, workspace.id)
        while (frame := await socket.until(type="bulk.progress"))["data"]["state"] != "done":
            assert frame["data"]["id"] == work["id"]
        assert frame["data"]["done"] == 8
    async with workspace.runtime.db.read(workspace.id) as session:
        statement = select(EventRecord.actor_id).where(
            EventRecord.workspace_id == workspace.id, EventRecord.type == "client.changed"
        )
        assert set((await session.execute(statement)).scalars()) == {workspace.admin.user_id}
