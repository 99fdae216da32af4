"""Segments: found by a filter or listed by hand, counted live, explained; entering and leaving are told."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.core.auth import system_actor
from app.core.clock import now
from app.core.events import EventRecord
from app.core.ids import uuid7
from app.core.jobs import JobContext
from app.domains.clients import service
from app.domains.clients.segments import jobs
from tests.support.clients import add_client, change_client, phone
from tests.support.selling import match, ok, refused
from tests.support.working import run_jobs
from tests.support.workspaces import Workspace

QUIET: dict[str, Any] = {
    "all": [
        {"field": "quiet_since", "older_than_days": 60},
        {"any": [{"field": "has_phone", "is": True}, {"field": "tags", "contains": "vip"}]},
    ]
}


async def refresh(workspace: Workspace) -> None:
    async with workspace.runtime.db.write(workspace.id) as session:
        context = JobContext(session, system_actor(workspace.id), workspace.runtime, uuid7(), 1)
        await jobs.refresh(context, {})


async def told(workspace: Workspace) -> list[tuple[str, str]]:
    async with workspace.runtime.db.read(workspace.id) as session:
        statement = (
            select(EventRecord.type, EventRecord.subject_id)
            .where(EventRecord.workspace_id == workspace.id, EventRecord.type.like("segment.%"))
            .order_by(EventRecord.id)
        )
        return [(row.type, str(row.subject_id)) for row in await session.execute(statement)]


@pytest.fixture
async def silent(workspace: Workspace) -> dict[str, Any]:
    """A client with a phone whom nobody has spoken with for long."""
    http = workspace.http()
    card = await add_client(http, "Anna", phone("901234567"))
    await add_client(http, "Fresh", phone("901234568"))
    async with workspace.runtime.db.write(workspace.id) as session:
        await service.record_contact(session, card["id"], now() - timedelta(days=90))
    return ok(await http.get(f"/clients/{card['id']}"))  # type: ignore[no-any-return]


async def test_a_dynamic_segment_is_counted_live_and_its_comings_and_goings_are_told(
    workspace: Workspace, silent: dict[str, Any]
) -> None:
    http = workspace.http()
    made = ok(await http.post("/segments", json={"name": "Quiet", "kind": "dynamic", "filter": QUIET}), 201)
    assert (made["members"], made["filter"]) == (1, QUIET)
    assert await told(workspace) == []
    tree = {"field": "segment", "in_segment": made["id"]}
    rows = ok(await http.post("/clients/query", json={"filter": tree}))["items"]
    assert [row["id"] for row in rows] == [silent["id"]]
    async with workspace.runtime.db.write(workspace.id) as session:
        await service.record_contact(session, silent["id"], now())
    assert ok(await http.get(f"/segments/{made['id']}/count"))["count"] == 0
    await refresh(workspace)
    await refresh(workspace)
    assert await told(workspace) == [("segment.left", silent["id"])]
    changed = ok(await http.get(f"/segments/{made['id']}"))
    assert changed["members"] == 0
    wider = {"field": "has_phone", "is": True}
    again = ok(await http.patch(f"/segments/{made['id']}", json={"filter": wider}, headers=match(changed)))
    assert again["members"] == 2
    assert [kind for kind, _ in await told(workspace)] == [
        "segment.left",
        "segment.entered",
        "segment.entered",
    ]


async def test_why_is_she_in(workspace: Workspace, silent: dict[str, Any]) -> None:
    http = workspace.http()
    made = ok(await http.post("/segments", json={"name": "Q", "kind": "dynamic", "filter": QUIET}), 201)
    found = ok(await http.get(f"/segments/{made['id']}/why", params={"client_id": silent["id"]}))
    assert found["is_member"] is True
    assert [(one["pointer"], one["holds"]) for one in found["reasons"]] == [
        ("/filter/all/0", True),
        ("/filter/all/1/any/0", True),
        ("/filter/all/1/any/1", False),
    ]
    assert found["reasons"][0]["value"] == silent["last_contact_at"]
    assert found["reasons"][2]["value"] == []
    stranger = workspace.http(await workspace.person())
    assert (
        await stranger.get(f"/segments/{made['id']}/why", params={"client_id": silent["id"]})
    ).status_code == 404


async def test_a_static_segment_is_filled_by_hand_and_in_bulk(
    workspace: Workspace, silent: dict[str, Any]
) -> None:
    http = workspace.http()
    made = ok(await http.post("/segments", json={"name": "Guests", "kind": "static"}), 201)
    address = f"/segments/{made['id']}"
    for expected in (1, 0):
        added = ok(await http.post(f"{address}/members", json={"client_ids": [silent["id"], str(uuid7())]}))
        assert added["count"] == expected
    assert ok(await http.get(f"{address}/count"))["count"] == 1
    body = {"action": "add_to_segment", "params": {"segment_id": made["id"]}, "selection": {}}
    work = ok(await http.post("/bulk", json=body), 202)
    await run_jobs(workspace.runtime, workspace.id)
    done = ok(await http.get(f"/bulk/{work['id']}"))
    assert (done["done"], done["unchanged"]) == (1, 1)
    assert ok(await http.get(address))["members"] == 2
    ok(await http.post(f"/bulk/{work['id']}/undo"))
    await run_jobs(workspace.runtime, workspace.id)
    assert ok(await http.get(f"{address}/count"))["count"] == 1
    assert (await http.delete(f"{address}/members/{silent['id']}")).status_code == 204
    assert (await http.delete(f"{address}/members/{silent['id']}")).status_code == 404
    # A tagged client enters by nobody's hand: only the filter's segments know her.
    ok(await change_client(http, silent, tags=["vip"]))
    assert ok(await http.get(f"{address}/count"))["count"] == 0


async def test_what_makes_no_segment_is_refused(workspace: Workspace) -> None:
    http = workspace.http()
    for body, pointer in (
        ({"kind": "dynamic"}, ""),
        ({"kind": "static", "filter": QUIET}, ""),
        ({"kind": "dynamic", "filter": {"field": "nope", "is": 1}}, "/filter/field"),
        ({"kind": "dynamic", "filter": {"field": "owner_id", "is": "me"}}, "/filter/is"),
    ):
        problem = refused(await http.post("/segments", json={"name": "S", **body}), 422, "invalid_request")
        assert problem["errors"][0]["pointer"] == pointer or pointer == "", problem
    made = ok(await http.post("/segments", json={"name": "S", "kind": "static"}), 201)
    manager = workspace.http(await workspace.person())
    refused(
        await manager.patch(f"/segments/{made['id']}", json={"name": "T"}, headers=match(made)),
        403,
        "forbidden",
    )
    refused(await manager.delete(f"/segments/{made['id']}"), 403, "forbidden")
    wish = {"filter": QUIET}
    refused(
        await http.patch(f"/segments/{made['id']}", json=wish, headers=match(made)), 409, "segment_is_dynamic"
    )


async def test_segments_of_segments_do_not_turn_in_a_circle(
    workspace: Workspace, silent: dict[str, Any]
) -> None:
    http = workspace.http()
    first = ok(await http.post("/segments", json={"name": "A", "kind": "dynamic", "filter": QUIET}), 201)
    inner = {"all": [{"field": "segment", "in_segment": first["id"]}]}
    second = ok(await http.post("/segments", json={"name": "B", "kind": "dynamic", "filter": inner}), 201)
    assert second["members"] == 1
    circle = {"any": [QUIET, {"field": "segment", "in_segment": second["id"]}]}
    ok(await http.patch(f"/segments/{first['id']}", json={"filter": circle}, headers=match(first)))
    assert ok(await http.get(f"/segments/{second['id']}/count"))["count"] == 1
