"""Saved views: one's own, shared ones, pins, and who may change them."""

from typing import Any

from tests.support.selling import match, ok, refused
from tests.support.workspaces import Workspace

SHAPE: dict[str, Any] = {
    "filter": {"all": [{"field": "source", "is": "site"}]},
    "sort": ["-last_contact_at", "name"],
    "group_by": "source",
    "columns": ["name", "deals.open_sum"],
    "colours": [{"when": {"field": "quiet_since", "older_than_days": 30}, "tone": "danger"}],
    "within_id": None,
}


def view(**more: Any) -> dict[str, Any]:
    return {"subject": "client", "name": "Quiet", "shape": SHAPE, **more}


async def test_a_view_comes_back_as_it_was_kept(workspace: Workspace) -> None:
    http = workspace.http()
    made = ok(await http.post("/views", json=view()), 201)
    assert made["shape"] == SHAPE
    assert (made["is_pinned"], made["may_change"], made["is_shared"]) == (True, True, False)
    assert ok(await http.get(f"/views/{made['id']}")) == made
    changed = ok(await http.patch(f"/views/{made['id']}", json={"name": "Q"}, headers=match(made)))
    assert (changed["name"], changed["shape"], changed["version"]) == ("Q", SHAPE, 2)
    refused(
        await http.patch(f"/views/{made['id']}", json={"name": "R"}, headers=match(made)),
        412,
        "version_conflict",
    )
    assert (await http.delete(f"/views/{made['id']}")).status_code == 204
    assert ok(await http.get("/views"))["items"] == []


async def test_a_view_of_deals_keeps_the_pipeline_that_it_opens(workspace: Workspace) -> None:
    http = workspace.http()
    pipeline = ok(await http.get("/pipelines"))["items"][0]["id"]
    asked = view(subject="deal", shape={"within_id": pipeline})
    assert ok(await http.post("/views", json=asked), 201)["shape"]["within_id"] == pipeline
    wrong = view(subject="deal", shape={"within_id": "furniture"})
    problem = refused(await http.post("/views", json=wrong), 422, "invalid_request")
    assert problem["errors"][0]["pointer"] == "/shape/within_id"


async def test_only_what_a_list_could_show_is_kept(workspace: Workspace) -> None:
    http = workspace.http()
    shape = {
        "filter": {"field": "nope", "is": 1},
        "colours": [{"when": {"field": "source", "gt": "a"}, "tone": "danger"}],
    }
    problem = refused(await http.post("/views", json=view(shape=shape)), 422, "invalid_request")
    assert problem["errors"][0]["pointer"] == "/shape/filter/field"
    for wrong, pointer in (
        ({"sort": ["tags"]}, "/shape/sort/0"),
        ({"columns": ["nope"]}, "/shape/columns/0"),
        ({"group_by": "note"}, "/shape/group_by"),
        ({"colours": [shape["colours"][0]]}, "/shape/colours/0/when/gt"),  # type: ignore[index]
    ):
        problem = refused(await http.post("/views", json=view(shape=wrong)), 422, "invalid_request")
        assert problem["errors"][0]["pointer"] == pointer


async def test_a_shared_view_is_seen_by_all_and_changed_by_its_owner_or_an_administrator(
    workspace: Workspace,
) -> None:
    owner, other = workspace.http(await workspace.person()), workspace.http(await workspace.person())
    own = ok(await owner.post("/views", json=view()), 201)
    address = f"/views/{own['id']}"
    assert (await other.get(address)).status_code == 404
    assert (await workspace.http().get(address)).status_code == 404
    shared = ok(await owner.patch(address, json={"is_shared": True}, headers=match(own)))
    seen = ok(await other.get(address))
    assert (seen["may_change"], seen["is_pinned"]) == (False, False)
    refused(await other.patch(address, json={"name": "Mine"}, headers=match(shared)), 403, "forbidden")
    refused(await other.delete(address), 403, "forbidden")
    for _ in range(2):
        assert (await other.put(f"{address}/pin")).status_code == 204
    assert ok(await other.get("/views"))["items"][0]["is_pinned"] is True
    assert (await other.delete(f"{address}/pin")).status_code == 204
    assert ok(await other.get(address))["is_pinned"] is False
    ok(await workspace.http().patch(address, json={"name": "All"}, headers=match(shared)))
    agent = workspace.http(await workspace.person("agent"))
    assert (await agent.get(address)).status_code == 404
    assert (await agent.get("/views")).status_code == 404


async def test_views_belong_to_people(workspace: Workspace) -> None:
    program = workspace.program(await workspace.api_key({"clients:read": "all"}))
    refused(await program.post("/views", json=view()), 403, "forbidden")
