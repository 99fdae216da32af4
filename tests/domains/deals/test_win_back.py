"""Winning back: lost deals feed a pipeline by reason and time, each once, a few a day, with their lineage; counted."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from app.core import jobs
from app.core.clock import now
from app.core.events import EventRecord
from app.core.jobs import JobRecord
from app.domains.deals.models import Deal
from tests.support.selling import Sales, match, ok, refused, start_selling
from tests.support.working import run_jobs
from tests.support.workspaces import Workspace

TASK = {"kind": "call", "title": "Ask how things stand now", "in_hours": 8}
LOOK_JOB = "deals.look_for_lost"


@pytest.fixture
async def sales(workspace: Workspace) -> Sales:
    return await start_selling(workspace)


async def target(sales: Sales, **more: Any) -> dict[str, Any]:
    """Make the pipeline in which lost clients are won back."""
    found: dict[str, Any] = ok(
        await sales.http.post("/pipelines", json={"name": "Win back", "template": "win_back", **more}), 201
    )
    return found


def wish(sales: Sales, **other: Any) -> dict[str, Any]:
    return {
        "source_pipeline_ids": [sales.pipeline["id"]],
        "loss_reason_ids": [],
        "wait_days": 90,
        "stage_id": None,
        "owner_kind": "former",
        "owner_id": None,
        "task": TASK,
        "most_daily": 20,
        "is_active": True,
        **other,
    }


async def feed(sales: Sales, pipeline: dict[str, Any], **other: Any) -> dict[str, Any]:
    """Add a rule."""
    path = f"/pipelines/{pipeline['id']}/win-back-rules"
    found: dict[str, Any] = ok(await sales.http.post(path, json=wish(sales, **other)), 201)
    return found


async def lose(sales: Sales, deal: dict[str, Any], days: int = 100, **body: Any) -> dict[str, Any]:
    """Lose a deal, so many days ago."""
    lost = await sales.move(deal, "Lost", **body)
    ago = timedelta(days=days)
    async with sales.workspace.runtime.db.write(sales.workspace.id) as session:
        of = update(Deal).where(Deal.workspace_id == sales.workspace.id, Deal.id == UUID(deal["id"]))
        await session.execute(of.values(closed_at=Deal.closed_at - ago, created_at=Deal.created_at - ago))
    return lost


async def look(sales: Sales) -> None:
    """The clock comes round."""
    runtime, workspace_id = sales.workspace.runtime, sales.workspace.id
    await jobs.plan_periodic(runtime.db, [workspace_id])
    async with runtime.db.write(workspace_id) as session:
        due = update(JobRecord).where(JobRecord.workspace_id == workspace_id, JobRecord.name == LOOK_JOB)
        await session.execute(due.values(state="queued", run_at=now()))
    await run_jobs(runtime, workspace_id)


async def revived(sales: Sales, pipeline: dict[str, Any]) -> list[dict[str, Any]]:
    rows = ok(await sales.http.get("/deals", params={"pipeline_id": pipeline["id"]}))["items"]
    return [ok(await sales.http.get(f"/deals/{row['id']}")) for row in rows]


async def rule_of(sales: Sales, pipeline: dict[str, Any]) -> dict[str, Any]:
    (found,) = ok(await sales.http.get(f"/pipelines/{pipeline['id']}/win-back-rules"))["items"]
    return dict(found)


async def test_a_lost_deal_comes_back_once_with_its_lineage(sales: Sales) -> None:
    pipeline = await target(sales)
    reason = sales.pipeline["loss_reasons"][0]
    lost = await lose(sales, await sales.deal(amount="10.00"))
    assert (await feed(sales, pipeline))["waiting_count"] == 1
    await look(sales)
    await look(sales)
    (deal,) = await revived(sales, pipeline)
    assert (deal["previous_deal_id"], deal["is_revived"]) == (lost["id"], True)
    assert (deal["previous_status"], deal["previous_loss_reason"]) == ("lost", reason["name"])
    assert (deal["owner_id"], deal["amount"], deal["title"]) == (lost["owner_id"], "10.00", lost["title"])
    assert deal["next_task"]["title"] == TASK["title"]
    assert (await rule_of(sales, pipeline))["waiting_count"] == 0
    async with sales.workspace.runtime.db.read(sales.workspace.id) as session:
        found = select(EventRecord.data).where(
            EventRecord.workspace_id == sales.workspace.id, EventRecord.type == "deal.revived"
        )
        (event,) = (await session.execute(found)).scalars()
    assert (event["previous_deal_id"], event["loss_reason"]) == (lost["id"], reason["name"])


async def test_only_the_named_reasons_after_the_waiting_time(sales: Sales) -> None:
    pipeline = await target(sales)
    first, second = sales.pipeline["loss_reasons"][:2]
    meant = await lose(sales, await sales.deal("Meant"), 95, loss_reason_id=first["id"])
    await lose(sales, await sales.deal("Another reason"), 95, loss_reason_id=second["id"])
    await lose(sales, await sales.deal("Too early"), 85, loss_reason_id=first["id"])
    await feed(sales, pipeline, loss_reason_ids=[first["id"]])
    await look(sales)
    assert [deal["previous_deal_id"] for deal in await revived(sales, pipeline)] == [meant["id"]]


async def test_a_wider_reason_stands_for_its_narrower_ones(sales: Sales) -> None:
    pipeline = await target(sales)
    wide = sales.pipeline["loss_reasons"][0]
    path = f"/pipelines/{sales.pipeline['id']}/loss-reasons"
    narrow = ok(await sales.http.post(path, json={"name": "By a tenth", "parent_id": wide["id"]}), 201)
    lost = await lose(sales, await sales.deal(), loss_reason_id=narrow["id"])
    await feed(sales, pipeline, loss_reason_ids=[wide["id"]])
    await look(sales)
    assert [deal["previous_deal_id"] for deal in await revived(sales, pipeline)] == [lost["id"]]


async def test_the_day_that_stands_with_the_deal(sales: Sales) -> None:
    pipeline = await target(sales)
    today = now().date()
    due = await lose(sales, await sales.deal("Due"), 3, return_on=str(today - timedelta(days=1)))
    await lose(sales, await sales.deal("Later"), 3, return_on=str(today + timedelta(days=30)))
    await lose(sales, await sales.deal("Never"), 300, return_on=None)
    await feed(sales, pipeline, wait_days=None)
    await look(sales)
    assert [deal["previous_deal_id"] for deal in await revived(sales, pipeline)] == [due["id"]]


async def test_whoever_came_back_by_herself_or_is_being_won_back_is_left_alone(sales: Sales) -> None:
    pipeline = await target(sales)
    came_back = await sales.client("Came back")
    await lose(sales, await sales.deal("Old", client_id=came_back["id"]))
    await sales.deal("New", client_id=came_back["id"])
    busy = await sales.client("Busy")
    await sales.deal("There already", client_id=busy["id"], pipeline_id=pipeline["id"])
    older = await sales.deal("Second", client_id=busy["id"])
    await lose(sales, older, 0)
    await feed(sales, pipeline, wait_days=None)
    await lose(sales, await sales.deal("Hers"), 0, return_on=str(now().date()))
    await look(sales)
    assert sorted(deal["title"] for deal in await revived(sales, pipeline)) == ["Hers", "There already"]


async def test_of_a_clients_lost_deals_one_comes_back(sales: Sales) -> None:
    pipeline = await target(sales)
    client = await sales.client()
    for number in range(3):
        await lose(sales, await sales.deal(f"Deal {number}", client_id=client["id"]))
    await feed(sales, pipeline)
    await look(sales)
    assert len(await revived(sales, pipeline)) == 1


async def test_a_few_a_day_and_a_team_takes_turns(sales: Sales) -> None:
    pipeline = await target(sales)
    team_id = await sales.workspace.team()
    people = sorted([(await sales.workspace.person(team_id=team_id)).user_id for _ in range(2)])
    for number in range(5):
        await lose(sales, await sales.deal(f"Deal {number}"))
    await feed(sales, pipeline, owner_kind="team", owner_id=str(team_id), most_daily=3)
    await look(sales)
    await look(sales)
    deals = sorted(await revived(sales, pipeline), key=lambda deal: deal["created_at"])
    assert [UUID(deal["owner_id"]) for deal in deals] == [people[0], people[1], people[0]]
    rule = await rule_of(sales, pipeline)
    assert (rule["opened_count"], rule["waiting_count"]) == (3, 2)


async def test_what_the_stage_demands_holds_and_the_refused_are_counted(sales: Sales) -> None:
    stages = [
        {"name": "Asked again", "semantics": "open", "required_fields": ["deal.amount"]},
        {"name": "Back", "semantics": "won"},
        {"name": "Gone", "semantics": "lost"},
    ]
    pipeline = await target(sales, stages=stages)
    await lose(sales, await sales.deal("Without an amount"))
    priced = await lose(sales, await sales.deal("Priced", amount="5.00"))
    await feed(sales, pipeline)
    await look(sales)
    assert [deal["previous_deal_id"] for deal in await revived(sales, pipeline)] == [priced["id"]]
    rule = await rule_of(sales, pipeline)
    assert (rule["opened_count"], rule["refused_count"], rule["waiting_count"]) == (1, 1, 1)


async def test_two_rules_and_two_workers_revive_once(sales: Sales) -> None:
    pipelines = [await target(sales), await target(sales, name="Once more")]
    for number in range(4):
        await lose(sales, await sales.deal(f"Deal {number}"))
    for pipeline in pipelines:
        await feed(sales, pipeline)
    await asyncio.gather(*(look(sales) for _ in range(3)))
    await look(sales)
    found = [deal for pipeline in pipelines for deal in await revived(sales, pipeline)]
    assert len(found) == len({deal["previous_deal_id"] for deal in found}) == 4


async def test_a_revived_deal_is_counted_with_its_row_behind_the_figure(sales: Sales) -> None:
    pipeline = await target(sales)
    await lose(sales, await sales.deal(amount="7000000"))
    await feed(sales, pipeline)
    await look(sales)
    (deal,) = await revived(sales, pipeline)

    async def rows(metric: str) -> list[str]:
        found = ok(await sales.http.get(f"/reports/metrics/{metric}/rows"))["items"]
        return [row["subject"]["id"] for row in found]

    assert (await rows("deals_revived"), await rows("deals_revived_won")) == ([deal["id"]], [])
    won = next(stage for stage in pipeline["stages"] if stage["semantics"] == "won")
    body = {"stage_id": won["id"], "exception": {"reason": "She paid at once"}}
    ok(await sales.http.post(f"/deals/{deal['id']}/move", json=body, headers=match(deal)))
    assert await rows("deals_revived_won") == [deal["id"]]
    amounts = ok(await sales.http.get("/reports/metrics/deals_revived_amount/rows"))["items"]
    assert [(row["subject"]["id"], row["amount"]) for row in amounts] == [(deal["id"], "7000000.00")]


async def test_revived_deals_are_planned_and_counted_as_any_figure(sales: Sales) -> None:
    pipeline = await target(sales)
    await lose(sales, await sales.deal(amount="7000000"))
    await sales.deal("Nobody's return")
    await feed(sales, pipeline)
    await look(sales)
    offered = {one["name"] for one in ok(await sales.http.get("/reports/metrics"))["items"]}
    assert offered >= {"deals_revived", "deals_revived_won", "deals_revived_amount"}
    month = ok(await sales.http.get("/plans/progress"))["month"]
    user_id = str(sales.workspace.admin.user_id)
    for metric, goal in (("deals_revived", "5"), ("deals_revived_amount", "20000000")):
        plan = {"metric": metric, "month": month, "target": goal, "user_id": user_id}
        ok(await sales.http.put("/plans", json=plan))
    progress = ok(await sales.http.get("/plans/progress"))
    (hers,) = [item for item in progress["items"] if item["user_id"] == user_id]
    for lines in (hers["metrics"], progress["total"]):
        found = {line["metric"]: (float(line["fact"]), line["target"]) for line in lines}
        names = ("deals_revived", "deals_revived_amount", "deals_revived_won")
        assert [found[name] for name in names] == [(1, "5.00"), (0, "20000000.00"), (0, None)]


async def test_a_rule_is_changed_switched_off_and_removed(sales: Sales) -> None:
    pipeline = await target(sales)
    await lose(sales, await sales.deal())
    rule = await feed(sales, pipeline)
    path = f"/pipelines/{pipeline['id']}/win-back-rules/{rule['id']}"
    off = ok(await sales.http.put(path, json=wish(sales, is_active=False), headers=match(rule)))
    assert (off["is_active"], off["version"]) == (False, 2)
    refused(await sales.http.put(path, json=wish(sales), headers=match(rule)), 412, "version_conflict")
    await look(sales)
    assert await revived(sales, pipeline) == []
    ok(await sales.http.delete(path), 204)
    assert ok(await sales.http.get(f"/pipelines/{pipeline['id']}/win-back-rules"))["items"] == []


async def test_what_a_rule_names_must_be_there(sales: Sales) -> None:
    pipeline = await target(sales)
    nothing = "01920000-0000-7000-8000-000000000001"
    path = f"/pipelines/{pipeline['id']}/win-back-rules"

    async def places(**other: Any) -> list[str]:
        answer = await sales.http.post(path, json=wish(sales, **other))
        return [one["pointer"] for one in refused(answer, 422, "invalid_request")["errors"]]

    bad = {"source_pipeline_ids": [nothing], "loss_reason_ids": [nothing], "stage_id": nothing}
    assert await places(**bad, owner_kind="team", owner_id=nothing) == [
        "/source_pipeline_ids/0",
        "/loss_reason_ids/0",
        "/stage_id",
        "/owner_id",
    ]
    assert await places(owner_kind="person") == ["/"]
