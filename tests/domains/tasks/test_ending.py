"""Ending tasks: outcomes, results of meetings, and the next step that no open deal lacks."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import func, select

from app.domains.tasks.models import Task
from tests.support.selling import Sales, ok, refused, start_selling, step
from tests.support.workspaces import Workspace


@pytest.fixture
async def sales(workspace: Workspace) -> Sales:
    return await start_selling(workspace)


async def complete(sales: Sales, task: dict[str, Any], outcome: str = "agreed", **more: Any) -> Any:
    return await sales.http.post(f"/tasks/{task['id']}/complete", json={"outcome": outcome, **more})


async def cancel(sales: Sales, task: dict[str, Any], **more: Any) -> Any:
    return await sales.http.post(f"/tasks/{task['id']}/cancel", json=more)


async def plan(sales: Sales, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = ok(await sales.http.post("/tasks", json={**step(), **more}), 201)
    return found


async def test_a_task_is_finished_and_the_next_planned_in_one_command(sales: Sales) -> None:
    deal = await sales.deal()
    task = (await sales.tasks_of(deal))[0]
    wish: dict[str, Any] = {
        "note": "Waits for the offer",
        "next_task": {**step("Send the offer", kind="mail"), "note": "PDF"},
    }
    ended = ok(await complete(sales, task, **wish))
    assert (ended["task"]["status"], ended["task"]["outcome"]) == ("done", "agreed")
    assert (ended["task"]["note"], ended["task"]["version"]) == ("Waits for the offer", 2)
    assert ended["task"]["completed_at"] is not None
    following = ended["next_task"]
    assert (following["title"], following["kind"], following["note"]) == ("Send the offer", "mail", "PDF")
    for name in ("assignee_id", "client_id", "deal_id"):
        assert following[name] == task[name]
    assert [row["id"] for row in await sales.tasks_of(deal)] == [following["id"]]
    client = ok(await sales.http.get(f"/clients/{deal['client_id']}"))
    assert client["last_contact_at"] == ended["task"]["completed_at"]
    params = {"types": ["task.completed"]}
    told = ok(await sales.http.get(f"/clients/{deal['client_id']}/timeline", params=params))["items"][0]
    assert told["data"] == {
        **{name: task[name] for name in ("kind", "title", "due_at", "assignee_id", "client_id", "deal_id")},
        "task_id": task["id"],
        "status": "done",
        "version": 2,
        "outcome": "agreed",
        "note": "Waits for the offer",
        "completed_at": ended["task"]["completed_at"],
    }


@pytest.mark.parametrize("outcome", ["no_answer", "wrong_number"])
async def test_a_client_not_reached_was_not_contacted(sales: Sales, outcome: str) -> None:
    client = await sales.client()
    ok(await complete(sales, await plan(sales, client_id=client["id"]), outcome))
    assert ok(await sales.http.get(f"/clients/{client['id']}"))["last_contact_at"] is None


@pytest.mark.parametrize(
    ("kind", "outcome", "fits"),
    [
        ("call", "wrong_number", True),
        ("call", "held", False),
        ("meeting", "held", True),
        ("meeting", "agreed", False),
        ("mail", "sent", True),
        ("mail", "wrong_number", False),
        ("todo", "done", True),
        ("todo", "not_held", False),
    ],
)
async def test_outcomes_fit_the_kind(sales: Sales, kind: str, outcome: str, fits: bool) -> None:
    answer = await complete(sales, await plan(sales, kind=kind), outcome, note="So it was")
    if fits:
        assert ok(answer)["task"]["outcome"] == outcome
    else:
        assert outcome not in refused(answer, 422, "outcome_unfit")["params"]["allowed"]


@pytest.mark.parametrize("note", [None, "", "   "])
async def test_a_meeting_ends_with_a_word_on_what_came_of_it(sales: Sales, note: str | None) -> None:
    meeting = await plan(sales, kind="meeting", note="What we want to ask")
    refused(await complete(sales, meeting, "held", note=note), 422, "meeting_result_required")
    refused(await complete(sales, meeting, "not_held", note=note), 422, "meeting_result_required")
    assert ok(await complete(sales, meeting, "held", note="They agreed"))["task"]["note"] == "They agreed"


@pytest.mark.parametrize("first", ["complete", "cancel"])
async def test_an_ended_task_stays_ended(sales: Sales, first: str) -> None:
    task = await plan(sales)
    ok(await (complete(sales, task) if first == "complete" else cancel(sales, task)))
    refused(await complete(sales, task), 409, "task_closed")
    refused(await cancel(sales, task), 409, "task_closed")
    present = ok(await sales.http.get(f"/tasks/{task['id']}"))
    headers = {"If-Match": f'"{present["version"]}"'}
    changed = await sales.http.patch(f"/tasks/{task['id']}", json={"title": "Again"}, headers=headers)
    refused(changed, 409, "task_closed")


async def test_the_last_step_of_an_open_deal_asks_for_the_next(sales: Sales) -> None:
    deal = await sales.deal()
    task = (await sales.tasks_of(deal))[0]
    for refusal in (await complete(sales, task), await cancel(sales, task)):
        params = refused(refusal, 422, "next_step_required")["params"]
        assert params == {"deal_id": deal["id"], "mode": "strict"}
    unchanged = ok(await sales.http.get(f"/tasks/{task['id']}"))
    assert unchanged == task
    assert ok(await sales.http.get(f"/clients/{deal['client_id']}"))["last_contact_at"] is None
    second = await plan(sales, deal_id=deal["id"])
    ok(await complete(sales, task))
    refused(await cancel(sales, second), 422, "next_step_required")
    ended = ok(await cancel(sales, second, note="Ill", next_task=step("Instead")))
    assert (ended["task"]["status"], ended["task"]["note"]) == ("cancelled", "Ill")
    assert ended["next_task"]["deal_id"] == deal["id"]


async def test_a_deal_on_its_way_needs_a_next_step_only_without_one(sales: Sales) -> None:
    deal = await sales.deal()
    moved = await sales.move(deal, "Offer sent")
    assert moved["next_task"]["id"] == deal["next_task"]["id"]


async def test_a_task_without_a_deal_ends_without_a_next_step(sales: Sales) -> None:
    client = await sales.client()
    assert ok(await complete(sales, await plan(sales, client_id=client["id"])))["next_task"] is None
    assert ok(await cancel(sales, await plan(sales)))["next_task"] is None


async def test_whoever_does_the_task_may_end_it_without_seeing_the_deal(workspace: Workspace) -> None:
    sales = await start_selling(workspace)
    deal = await sales.deal()
    agent = await workspace.person("agent")
    task = await plan(sales, deal_id=deal["id"], assignee_id=str(agent.user_id))
    hers = Sales(workspace, workspace.http(agent), sales.pipeline)
    shown = ok(await hers.http.get(f"/tasks/{task['id']}"))
    assert (shown["deal"], shown["client"]["name"]) == (None, "Каримова Дилноза")
    ended = ok(await complete(hers, task, next_task=step("Call once more")))
    assert ended["next_task"]["assignee_id"] == str(agent.user_id)
    assert ended["next_task"]["deal_id"] == deal["id"]


async def open_tasks(sales: Sales, deal: dict[str, Any]) -> int:
    async with sales.workspace.runtime.db.read(sales.workspace.id) as session:
        counted = select(func.count()).where(
            Task.workspace_id == sales.workspace.id, Task.deal_id == deal["id"], Task.status == "open"
        )
        return (await session.execute(counted)).scalar_one()


@pytest.mark.slow
@pytest.mark.parametrize("commands", ["complete complete", "complete cancel", "cancel cancel"])
async def test_the_last_two_steps_ended_at_once_leave_one(sales: Sales, commands: str) -> None:
    """Each command alone would be allowed; both together would leave the deal without a step."""
    for _ in range(8):
        deal = await sales.deal()
        second = await plan(sales, deal_id=deal["id"])
        asked = zip(commands.split(), (deal["next_task"], second), strict=True)
        answers = await asyncio.gather(
            *(complete(sales, task) if how == "complete" else cancel(sales, task) for how, task in asked)
        )
        assert sorted(answer.status_code for answer in answers) == [200, 422]
        assert await open_tasks(sales, deal) == 1


async def test_a_task_ended_many_times_at_once_ends_once(sales: Sales) -> None:
    deal = await sales.deal()
    answers = await asyncio.gather(
        *(complete(sales, deal["next_task"], next_task=step(f"Next {n}")) for n in range(6))
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 5
    assert await open_tasks(sales, deal) == 1


async def test_closing_a_deal_while_its_tasks_end_leaves_nothing_open(sales: Sales) -> None:
    """Move, completion and planning at once: no deadlock, and a closed deal has no open task."""
    for _ in range(8):
        deal = await sales.deal()
        second = await plan(sales, deal_id=deal["id"])
        moved, ended, planned, called_off = await asyncio.gather(
            sales.try_move(deal, "Lost", **sales.demands("Lost")),
            complete(sales, second, next_task=step("After")),
            sales.http.post("/tasks", json={**step("New"), "deal_id": deal["id"]}),
            cancel(sales, deal["next_task"]),
        )
        assert moved.status_code == 200
        assert ended.status_code in {200, 409}
        assert planned.status_code in {201, 409}
        assert called_off.status_code in {200, 409, 422}
        assert await open_tasks(sales, deal) == 0


async def test_moving_on_while_the_last_task_ends_leaves_a_step(sales: Sales) -> None:
    for _ in range(8):
        deal = await sales.deal()
        await asyncio.gather(
            sales.try_move(deal, "Offer sent", **sales.demands("Offer sent")),
            complete(sales, deal["next_task"]),
            cancel(sales, deal["next_task"]),
        )
        assert await open_tasks(sales, deal) == 1
