"""How a pipeline insists on next steps: strictly, or for a reason, or not at all; and under fifty at once."""

import asyncio
from typing import Any

import pytest

from app.domains.deals.bulk import MoveParams
from app.domains.deals.schemas import DealInput, MoveInput
from app.domains.tasks.schemas import NO_STEP, CancelInput, CompleteInput
from app.domains.telephony.schemas import OutcomeInput
from tests.support.selling import Sales, match, ok, refused, start_selling, step
from tests.support.workspaces import Workspace

REASON = "She is abroad until spring"


@pytest.fixture
async def sales(workspace: Workspace) -> Sales:
    return await start_selling(workspace)


async def set_mode(sales: Sales, **wanted: Any) -> None:
    pipeline = ok(await sales.http.get(f"/pipelines/{sales.pipeline['id']}"))
    ok(await sales.http.patch(f"/pipelines/{pipeline['id']}", json=wanted, headers=match(pipeline)))


async def without_step(sales: Sales) -> list[str]:
    query = {"without_step": "true", "pipeline_id": sales.pipeline["id"]}
    rows = ok(await sales.http.get("/deals", params=query))["items"]
    assert ok(await sales.http.get("/deals/count", params=query))["count"] == len(rows)
    return [row["id"] for row in rows]


@pytest.mark.parametrize("command", ["complete", "cancel"])
@pytest.mark.parametrize("mode", ["strict", "guided", "off"])
async def test_each_way_of_ending_the_last_task_keeps_the_rule(sales: Sales, mode: str, command: str) -> None:
    await set_mode(sales, next_step_mode=mode)
    deal = await sales.deal()
    where = f"/tasks/{deal['next_task']['id']}/{command}"
    body: dict[str, Any] = {"outcome": "done"} if command == "complete" else {}
    if mode != "off":
        problem = refused(await sales.http.post(where, json=body), 422, "next_step_required")
        assert problem["params"]["mode"] == mode
    reasoned = await sales.http.post(where, json={**body, "no_next_step_reason": REASON})
    if mode == "strict":
        refused(reasoned, 422, "next_step_required")
        assert await without_step(sales) == []
        return
    ok(reasoned)
    assert await without_step(sales) == [deal["id"]]
    entries = ok(await sales.http.get(f"/deals/{deal['id']}/timeline", params={"types": "deal.step_waived"}))
    assert [entry["data"]["reason"] for entry in entries["items"]] == ([REASON] if mode == "guided" else [])


@pytest.mark.parametrize("mode", ["strict", "guided", "off"])
async def test_opening_and_moving_keep_the_rule(sales: Sales, mode: str) -> None:
    await set_mode(sales, next_step_mode=mode)
    client = await sales.client()
    opened = {"title": "T", "client_id": client["id"], "pipeline_id": sales.pipeline["id"]}
    if mode != "off":
        problem = refused(await sales.http.post("/deals", json=opened), 422, "stage_requirements_missing")
        assert problem["errors"][-1]["params"]["mode"] == mode
    reasoned = await sales.http.post("/deals", json={**opened, "no_next_step_reason": REASON})
    if mode == "strict":
        refused(reasoned, 422, "stage_requirements_missing")
        return
    deal = ok(reasoned, 201)
    assert deal["next_task"] is None
    demands = sales.demands("Offer sent")
    if mode == "guided":
        refused(await sales.try_move(deal, "Offer sent", **demands), 422, "stage_requirements_missing")
        demands["no_next_step_reason"] = REASON
    assert ok(await sales.try_move(deal, "Offer sent", **demands))["next_task"] is None


async def told(sales: Sales, deal: dict[str, Any]) -> list[str]:
    """Return what the deal's history tells, the oldest first."""
    entries = ok(await sales.http.get(f"/deals/{deal['id']}/timeline"))["items"]
    return [entry["type"] for entry in reversed(entries)]


async def test_the_reason_is_told_after_what_it_belongs_to(sales: Sales) -> None:
    await set_mode(sales, next_step_mode="guided")
    deal = await sales.deal(next_task=None, no_next_step_reason=REASON)
    moved = await sales.move(deal, "Offer sent", no_next_step_reason=REASON)
    planned = ok(await sales.http.post("/tasks", json={**step(), "deal_id": deal["id"]}), 201)
    body = {"outcome": "done", "no_next_step_reason": REASON}
    ok(await sales.http.post(f"/tasks/{planned['id']}/complete", json=body))
    waived = "deal.step_waived"
    happened = ["deal.created", waived, "deal.moved", waived, "task.created", "task.completed", waived]
    assert await told(sales, deal) == happened
    entries = ok(await sales.http.get(f"/deals/{deal['id']}/timeline", params={"types": waived}))["items"]
    assert [entry["data"]["stage_id"] for entry in entries[1:]] == [moved["stage_id"], deal["stage_id"]]


async def test_a_planned_step_makes_the_reason_needless(sales: Sales) -> None:
    await set_mode(sales, next_step_mode="guided")
    deal = await sales.deal(no_next_step_reason=REASON)
    moved = await sales.move(deal, "Offer sent", no_next_step_reason=REASON)
    assert moved["next_task"]["id"] == deal["next_task"]["id"]
    both = {"outcome": "done", "next_task": step("Then"), "no_next_step_reason": REASON}
    ok(await sales.http.post(f"/tasks/{deal['next_task']['id']}/complete", json=both))
    assert "deal.step_waived" not in await told(sales, deal)


def test_every_command_takes_the_reason_by_the_same_name() -> None:
    bodies = (DealInput, MoveInput, MoveParams, CompleteInput, CancelInput, OutcomeInput)
    for body in bodies:
        assert body.model_fields["no_next_step_reason"].description == NO_STEP, body


@pytest.mark.slow
async def test_fifty_at_once_never_leave_it_without_a_next_step(sales: Sales) -> None:
    """Ten tasks, fifty hands that end them by either way, move the deal and hand it on: one task always stays."""
    other = await sales.workspace.person("administrator")
    deal = await sales.deal()
    for number in range(9):
        ok(await sales.http.post("/tasks", json={**step(f"Step {number}"), "deal_id": deal["id"]}), 201)
    open_tasks = await sales.tasks_of(deal)
    deal = ok(await sales.http.get(f"/deals/{deal['id']}"))

    async def hand(number: int) -> int:
        task = open_tasks[number % len(open_tasks)]["id"]
        match_ = match(deal)
        if number % 5 == 0:
            owner = {"owner_id": str(other.user_id)}
            return (await sales.http.patch(f"/deals/{deal['id']}", json=owner, headers=match_)).status_code
        if number % 5 == 1:
            return (await sales.try_move(deal, "Offer sent", **sales.demands("Offer sent"))).status_code
        command, body = ("complete", {"outcome": "done"}) if number % 2 else ("cancel", {})
        return (await sales.http.post(f"/tasks/{task}/{command}", json=body)).status_code

    statuses = await asyncio.gather(*(hand(number) for number in range(50)))
    assert set(statuses) <= {200, 409, 412, 422}
    left = await sales.tasks_of(deal)
    assert len(left) >= 1
    assert await without_step(sales) == []
    fresh = ok(await sales.http.get(f"/deals/{deal['id']}"))
    assert fresh["version"] == deal["version"] + 1  # of the moves and gifts based on one reading one won
