"""Changing deals: versions, owners, and what the stage demands staying filled."""

from typing import Any

import pytest

from tests.support.selling import Sales, match, ok, refused, start_selling, step
from tests.support.sockets import open_socket
from tests.support.workspaces import Workspace


@pytest.fixture
async def sales(workspace: Workspace) -> Sales:
    return await start_selling(workspace)


async def change(sales: Sales, deal: dict[str, Any], **wanted: Any) -> Any:
    return await sales.http.patch(f"/deals/{deal['id']}", json=wanted, headers=match(deal))


async def test_facts_are_changed_and_told(sales: Sales) -> None:
    deal = await sales.deal()
    wanted = {"title": "Hotel lobby", "amount": "12.5", "expected_on": "2027-01-15", "description": "Oak"}
    changed = ok(await change(sales, deal, **wanted))
    assert {key: changed[key] for key in wanted} == {**wanted, "amount": "12.50"}
    assert changed["version"] == 2
    entries = ok(await sales.http.get(f"/deals/{deal['id']}/timeline"))["items"]
    assert [entry["type"] for entry in entries] == ["deal.changed", "task.created", "deal.created"]
    assert entries[0]["data"]["changes"]["title"] == ["24 rooms, hotel Anor", "Hotel lobby"]
    assert ok(await sales.http.get("/search", params={"q": "lobby"}))["items"][0]["id"] == deal["id"]


async def test_a_change_that_changes_nothing_is_no_change(sales: Sales) -> None:
    deal = await sales.deal()
    assert ok(await change(sales, deal, title=deal["title"], amount=None))["version"] == 1
    assert ok(await change(sales, deal))["version"] == 1


async def test_a_change_names_its_version(sales: Sales) -> None:
    deal = await sales.deal()
    assert (await sales.http.patch(f"/deals/{deal['id']}", json={"title": "X"})).status_code == 428
    ok(await change(sales, deal, title="X"))
    refused(await change(sales, deal, title="Y"), 412, "version_conflict")


@pytest.mark.parametrize("wanted", [{"title": None}, {"title": ""}, {"currency": None}, {"owner_id": None}])
async def test_what_every_deal_has_cannot_be_emptied(sales: Sales, wanted: dict[str, Any]) -> None:
    refused(await change(sales, await sales.deal(), **wanted), 422, "invalid_request")


@pytest.mark.parametrize("stage", ["Offer sent", "Contract signed"])
@pytest.mark.parametrize("empty", [None, "0", "0.00"])
async def test_what_a_reached_stage_demands_cannot_be_emptied(
    sales: Sales, stage: str, empty: str | None
) -> None:
    deal = await sales.move(await sales.deal(), "Offer sent")
    if stage == "Contract signed":
        deal = await sales.move(deal, stage)
    answer = await change(sales, deal, amount=empty, title="Renamed")
    problem = refused(answer, 422, "stage_requirements_missing")
    assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [("/amount", "required")]
    assert ok(await sales.http.get(f"/deals/{deal['id']}"))["title"] == deal["title"]
    assert ok(await change(sales, deal, amount="1"))["amount"] == "1.00"


async def test_what_only_a_later_stage_demands_can_be_emptied(sales: Sales) -> None:
    deal = await sales.deal(amount="5", expected_on="2027-01-01")
    assert ok(await change(sales, deal, amount=None, expected_on=None))["amount"] is None


async def test_a_stricter_contract_is_asked_for_by_the_next_move_not_by_an_edit(sales: Sales) -> None:
    deal = await sales.deal()
    stage = sales.stage("Need identified")
    address = f"/pipelines/{sales.pipeline['id']}/stages/{stage['id']}"
    ok(await sales.http.patch(address, json={"required_fields": ["deal.description"]}, headers=match(stage)))
    deal = ok(await change(sales, deal, title="Renamed"))
    refused(await change(sales, deal, description=""), 422, "stage_requirements_missing")
    problem = refused(
        await sales.try_move(deal, "Offer sent", **sales.demands("Offer sent")),
        422,
        "stage_requirements_missing",
    )
    assert [error["pointer"] for error in problem["errors"]] == ["/values/deal.description"]


async def test_a_deal_is_handed_on_within_reach(workspace: Workspace) -> None:
    team = await workspace.team()
    owner = await workspace.person("manager", team_id=team)
    colleague = await workspace.person("manager", team_id=team)
    outsider = await workspace.person("manager")
    supervisor = await workspace.person("supervisor", team_id=team)
    sales = await start_selling(workspace, owner)
    deal = await sales.deal()
    refused(await change(sales, deal, owner_id=str(colleague.user_id)), 403, "owner_out_of_reach")
    boss = Sales(workspace, workspace.http(supervisor), sales.pipeline)
    refused(await change(boss, deal, owner_id=str(outsider.user_id)), 403, "owner_out_of_reach")
    refused(await change(boss, deal, owner_id=deal["client_id"]), 404, "not_found")
    handed = ok(await change(boss, deal, owner_id=str(colleague.user_id)))
    assert handed["owner_id"] == str(colleague.user_id)
    assert (await sales.http.get(f"/deals/{deal['id']}")).status_code == 404
    ok(await workspace.http(colleague).get(f"/deals/{deal['id']}"))


async def test_with_the_owner_go_the_tasks_that_were_hers(workspace: Workspace) -> None:
    owner, taker, helper = [await workspace.person("manager", name=name) for name in ("Ana", "Bek", "Gia")]
    sales = await start_selling(workspace, owner)
    boss = workspace.http()
    deal = await sales.deal()
    others = {**step("Measure"), "deal_id": deal["id"], "assignee_id": str(helper.user_id)}
    ok(await boss.post("/tasks", json=others), 201)
    deal = ok(await boss.get(f"/deals/{deal['id']}"))
    async with open_socket(workspace.server, owner) as hers, open_socket(workspace.server, taker) as his:
        for socket in (hers, his):
            await socket.until(op="welcome")
            await socket.subscribe("me")
        wanted = {"owner_id": str(taker.user_id)}
        ok(await boss.patch(f"/deals/{deal['id']}", json=wanted, headers=match(deal)))
        for socket in (hers, his):
            while (frame := await socket.until(type="task.changed"))["data"]["assignee_id"] != wanted[
                "owner_id"
            ]:
                pass
            assert frame["data"]["id"] == deal["next_task"]["id"]
    open_tasks = ok(await boss.get("/tasks", params={"deal_id": deal["id"]}))["items"]
    assert {task["title"]: task["assignee_id"] for task in open_tasks} == {
        "Call again": str(taker.user_id),
        "Measure": str(helper.user_id),
    }
    entries = ok(await boss.get(f"/deals/{deal['id']}/timeline"))["items"]
    (passed,) = [entry for entry in entries if entry["type"] == "task.changed"]
    assert passed["data"]["changes"] == {"assignee_id": [str(owner.user_id), str(taker.user_id)]}


async def test_what_was_done_stays_whose_it_was(workspace: Workspace) -> None:
    owner, taker = await workspace.person("manager"), await workspace.person("manager")
    sales = await start_selling(workspace, owner)
    deal = await sales.deal()
    done = {"outcome": "agreed", "next_task": step("Send the offer")}
    ok(await sales.http.post(f"/tasks/{deal['next_task']['id']}/complete", json=done))
    boss = workspace.http()
    deal = ok(await boss.get(f"/deals/{deal['id']}"))
    wanted = {"owner_id": str(taker.user_id)}
    ok(await boss.patch(f"/deals/{deal['id']}", json=wanted, headers=match(deal)))
    (finished,) = ok(await boss.get("/tasks", params={"deal_id": deal["id"], "status": "done"}))["items"]
    assert finished["assignee_id"] == str(owner.user_id)
