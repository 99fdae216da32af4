"""Closing and coming back: reasons on two levels, dates to return on, closed for good, one open deal per matter."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.support.selling import Sales, match, ok, refused, start_selling, step
from tests.support.workspaces import Workspace


@pytest.fixture
async def sales(workspace: Workspace) -> Sales:
    return await start_selling(workspace)


async def reason(sales: Sales, **body: Any) -> dict[str, Any]:
    found: dict[str, Any] = ok(
        await sales.http.post(f"/pipelines/{sales.pipeline['id']}/loss-reasons", json=body), 201
    )
    return found


async def rule(sales: Sales, second_deal: str) -> None:
    pipeline = ok(await sales.http.get(f"/pipelines/{sales.pipeline['id']}"))
    body = {"second_deal": second_deal}
    ok(await sales.http.patch(f"/pipelines/{pipeline['id']}", json=body, headers=match(pipeline)))


async def test_the_narrower_reason_is_named(sales: Sales) -> None:
    wide = await reason(sales, name="Price")
    narrow = await reason(sales, name="No discount", parent_id=wide["id"], return_after_days=90)
    address = f"/pipelines/{sales.pipeline['id']}/loss-reasons"
    third = await sales.http.post(address, json={"name": "X", "parent_id": narrow["id"]})
    refused(third, 422, "invalid_request")
    deal = await sales.deal()
    problem = refused(
        await sales.try_move(deal, "Lost", loss_reason_id=wide["id"]), 422, "stage_requirements_missing"
    )
    assert problem["errors"][0]["pointer"] == "/loss_reason_id"
    lost = ok(await sales.try_move(deal, "Lost", loss_reason_id=narrow["id"]))
    expected = datetime.now(UTC).date() + timedelta(days=90)
    assert abs((datetime.fromisoformat(lost["return_on"]).date() - expected).days) <= 1
    body = {"loss_reason_id": narrow["id"], "return_on": "2027-05-01"}
    assert ok(await sales.try_move(await sales.deal(), "Lost", **body))["return_on"] == "2027-05-01"
    body["return_on"] = None
    assert ok(await sales.try_move(await sales.deal(), "Lost", **body))["return_on"] is None
    ok(await sales.http.delete(f"{address}/{wide['id']}"), 204)
    names = {
        one["name"] for one in ok(await sales.http.get(f"/pipelines/{sales.pipeline['id']}"))["loss_reasons"]
    }
    assert not names & {"Price", "No discount"}


@pytest.mark.parametrize("end", ["Lost", "Paid in full"])
async def test_nothing_changes_what_is_closed(sales: Sales, end: str) -> None:
    deal = await sales.deal(amount="5")
    planned = deal["next_task"]["id"]
    if end == "Paid in full":
        deal = await sales.move(await sales.move(deal, "Offer sent"), "Contract signed")
    closed = await sales.move(deal, end)
    where = f"/deals/{closed['id']}"
    before = ok(await sales.http.get(where))
    changes: list[dict[str, Any]] = [
        {"title": "Again"},
        {"amount": None},
        {"owner_id": str(sales.workspace.admin.user_id)},
        {"custom": {}},
        {"answers": {}},
        {"values": {"client.phone": "+998901112233"}},
        {},
    ]
    for body in changes:
        refused(await sales.http.patch(where, json=body, headers=match(closed)), 409, "deal_closed")
    for name in ("Need identified", "Offer sent", "Lost", "Paid in full"):
        for exception in ({}, {"exception": {"reason": "Please"}}):
            refused(
                await sales.try_move(closed, name, **sales.demands(name), **exception), 409, "deal_closed"
            )
    refused(await sales.http.post("/tasks", json={**step(), "deal_id": closed["id"]}), 409, "deal_closed")
    done = await sales.http.post(f"/tasks/{planned}/complete", json={"outcome": "done", "next_task": step()})
    refused(done, 409, "task_closed")
    client = ok(await sales.http.get(f"/clients/{closed['client_id']}"))
    # What is demanded of open deals only no longer binds the client.
    ok(await sales.http.patch(f"/clients/{client['id']}", json={"contact_points": []}, headers=match(client)))
    assert ok(await sales.http.get(where)) == before
    ok(await sales.http.post(f"/clients/{client['id']}/notes", json={"text": "She may come back"}), 201)


async def test_a_new_inquiry_opens_a_new_deal_linked_to_the_last(sales: Sales) -> None:
    client = await sales.client()
    first = await sales.deal(client_id=client["id"])
    assert first["previous_deal_id"] is None
    closed = await sales.move(first, "Lost")
    second = await sales.deal(client_id=client["id"])
    assert second["previous_deal_id"] == closed["id"]
    after = ok(await sales.http.get("/deals", params={"previous_deal_id": closed["id"]}))["items"]
    assert [one["id"] for one in after] == [second["id"]]


@pytest.mark.parametrize("kind", ["allow", "ask", "refuse"])
async def test_a_second_open_deal_is_as_the_pipeline_says(sales: Sales, kind: str) -> None:
    await rule(sales, kind)
    client = await sales.client()
    first = await sales.deal(client_id=client["id"])
    body = {
        "title": "Second",
        "client_id": client["id"],
        "pipeline_id": sales.pipeline["id"],
        "next_task": step(),
    }
    answer = await sales.http.post("/deals", json=body)
    if kind == "allow":
        ok(answer, 201)
        return
    params = refused(answer, 409, "second_deal")["params"]
    assert params["may_allow"] == (kind == "ask")
    assert [one["id"] for one in params["candidates"]] == [first["id"]]
    again = await sales.http.post("/deals", json={**body, "allow_second": True})
    if kind == "ask":
        ok(again, 201)
        return
    refused(again, 409, "second_deal")
    await sales.move(first, "Lost")
    ok(await sales.http.post("/deals", json=body), 201)


async def test_of_many_at_once_one_opens_the_deal(sales: Sales) -> None:
    await rule(sales, "refuse")
    client = await sales.client()
    body = {"title": "T", "client_id": client["id"], "pipeline_id": sales.pipeline["id"], "next_task": step()}
    answers = await asyncio.gather(*(sales.http.post("/deals", json=body) for _ in range(12)))
    assert sorted(answer.status_code for answer in answers) == [201, *[409] * 11]
