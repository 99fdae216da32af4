"""Taking a stage out with more deals in it than move at once: in the background, with the pipeline closed meanwhile."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, select, update

from app.core import jobs
from app.core.clock import now
from app.core.jobs import JobRecord, JobState
from app.domains.deals.models import Deal
from app.domains.deals.service import ledger, restaging
from tests.support.selling import STAGES, Sales, match, ok, refused, start_selling
from tests.support.working import claim_job, run_job, run_jobs
from tests.support.workspaces import Workspace

OLD, NEW = "Offer sent", "Contract signed"


@pytest.fixture
async def sales(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Sales:
    monkeypatch.setattr(restaging, "AT_ONCE", 2)
    return await start_selling(workspace)


async def pipeline_of(sales: Sales) -> dict[str, Any]:
    found: dict[str, Any] = ok(await sales.http.get(f"/pipelines/{sales.pipeline['id']}"))
    return found


async def offered(sales: Sales, count: int) -> list[dict[str, Any]]:
    return [await sales.move(await sales.deal(f"Deal {number}"), OLD) for number in range(count)]


async def begin(sales: Sales) -> dict[str, Any]:
    pipeline = await pipeline_of(sales)
    body = {"mapping": {sales.stage(OLD)["id"]: sales.stage(NEW)["id"]}}
    answer = await sales.http.post(f"/pipelines/{pipeline['id']}/restage", json=body, headers=match(pipeline))
    found: dict[str, Any] = ok(answer)
    return found


async def slice_job(sales: Sales) -> UUID:
    """Return the job of the next slice."""
    async with sales.workspace.runtime.db.read(sales.workspace.id) as session:
        waiting = select(JobRecord.id).where(
            JobRecord.workspace_id == sales.workspace.id,
            JobRecord.name == restaging.JOB,
            JobRecord.state == JobState.QUEUED,
        )
        found: UUID = (await session.execute(waiting)).scalar_one()
        return found


async def do_slice(sales: Sales) -> None:
    assert await run_job(sales.workspace.runtime, await slice_job(sales))


async def check_done(sales: Sales, deals: list[dict[str, Any]]) -> None:
    """Nothing of the stage is left but the history, which says for each deal what was done, and by whom."""
    pipeline = await pipeline_of(sales)
    assert pipeline["restaging"] is None
    assert [stage["name"] for stage in pipeline["stages"]] == [
        stage["name"] for stage in STAGES if stage["name"] != OLD
    ]
    assert {stage["successor_id"] for stage in pipeline["stages"]} == {None}
    for deal in deals:
        after = ok(await sales.http.get(f"/deals/{deal['id']}"))
        assert (after["stage_name"], after["version"]) == (NEW, deal["version"] + 1)
        last = ok(await sales.http.get(f"/deals/{deal['id']}/stages"))["items"][-1]
        assert (last["stage_name"], last["exceptions"]) == (NEW, ["restaged", "incomplete"])
        assert (last["exception_reason"], last["exception_by"]) == (OLD, sales.workspace.admin.actor.name)
    async with sales.workspace.runtime.db.read(sales.workspace.id) as session:
        assert await ledger.differing(session, sales.workspace.id) == []


async def test_many_deals_move_slice_by_slice_and_the_screen_can_tell_how_far(sales: Sales) -> None:
    deals = await offered(sales, 5)
    told = await begin(sales)
    assert (told["moved"], told["is_going"]) == (5, True)
    seen = []
    while (at := (await pipeline_of(sales))["restaging"]) is not None:
        seen.append((at["done"], at["total"]))
        await do_slice(sales)
    assert seen == [(0, 5), (2, 5), (4, 5), (5, 5)]
    await check_done(sales, deals)


async def test_nothing_enters_a_stage_that_goes_and_the_way_leads_past_it(sales: Sales) -> None:
    await offered(sales, 3)
    fresh = await sales.deal("Fresh")
    await begin(sales)
    pipeline = await pipeline_of(sales)
    leaving = next(stage for stage in pipeline["stages"] if stage["name"] == OLD)
    assert leaving["successor_id"] == sales.stage(NEW)["id"]
    for more in ({}, {"exception": {"reason": "An order from above"}}):
        answer = await sales.try_move(fresh, OLD, **sales.demands(OLD), **more)
        problem = refused(answer, 409, "stage_leaving")
        assert problem["params"]["successor_id"] == leaving["successor_id"]
    body = {"title": "New", "pipeline_id": pipeline["id"], "client_id": fresh["client_id"]}
    refused(await sales.http.post("/deals", json={**body, "stage_id": leaving["id"]}), 409, "stage_leaving")
    signed = await sales.try_move(fresh, NEW, **sales.demands(NEW))
    assert ok(signed)["stage_name"] == NEW


async def test_meanwhile_the_pipeline_can_not_be_changed(sales: Sales) -> None:
    await offered(sales, 3)
    pipeline = await pipeline_of(sales)
    await begin(sales)
    path = f"/pipelines/{pipeline['id']}"
    stage = sales.stage(NEW)
    mapping = {"mapping": {stage["id"]: sales.stage("Need identified")["id"]}}
    reason = pipeline["loss_reasons"][0]["id"]
    answers = [
        await sales.http.patch(path, json={"name": "Another"}, headers=match(pipeline)),
        await sales.http.post(f"{path}/stages", json={"name": "More", "semantics": "open"}),
        await sales.http.patch(f"{path}/stages/{stage['id']}", json={"hint": "H"}, headers=match(stage)),
        await sales.http.delete(f"{path}/stages/{sales.stage(OLD)['id']}"),
        await sales.http.post(f"{path}/restage", json=mapping, headers=match(pipeline)),
        await sales.http.post(f"{path}/restage", json={**mapping, "dry_run": True}, headers=match(pipeline)),
        await sales.http.post(f"{path}/loss-reasons", json={"name": "Moved away"}),
        await sales.http.delete(f"{path}/loss-reasons/{reason}"),
    ]
    for answer in answers:
        assert refused(answer, 409, "pipeline_restaging")["params"] == {"done": 0, "total": 3}
    await run_jobs(sales.workspace.runtime, sales.workspace.id)
    ok(await sales.http.post(f"{path}/stages", json={"name": "More", "semantics": "open"}), 201)


async def test_a_killed_workers_slice_is_done_by_another_and_a_given_up_one_comes_back(sales: Sales) -> None:
    deals = await offered(sales, 5)
    await begin(sales)
    await do_slice(sales)
    runtime, workspace_id = sales.workspace.runtime, sales.workspace.id
    taken = await slice_job(sales)
    assert await claim_job(runtime, taken) is not None
    async with runtime.db.write(workspace_id) as session:
        over = update(JobRecord).where(JobRecord.workspace_id == workspace_id, JobRecord.id == taken)
        await session.execute(over.values(lease_until=now() - timedelta(seconds=1)))
    assert await jobs.reclaim(runtime.db) >= 1
    await do_slice(sales)
    given_up = await slice_job(sales)
    async with runtime.db.write(workspace_id) as session:
        rows = delete(JobRecord).where(JobRecord.workspace_id == workspace_id, JobRecord.id == given_up)
        await session.execute(rows)
    async with runtime.db.write(workspace_id) as session:
        await restaging.look_round(session, sales.workspace.admin.actor)
        await restaging.look_round(session, sales.workspace.admin.actor)
    await run_jobs(runtime, workspace_id)
    await check_done(sales, deals)


async def test_who_came_in_at_the_last_moment_moves_too(sales: Sales) -> None:
    """A transaction that read the stages before the change may end after it."""
    deals = await offered(sales, 3)
    await begin(sales)
    for _ in range(2):
        await do_slice(sales)
    late = ok(await sales.http.get(f"/deals/{deals[0]['id']}"))
    async with sales.workspace.runtime.db.write(sales.workspace.id) as session:
        back = update(Deal).where(Deal.workspace_id == sales.workspace.id, Deal.id == UUID(late["id"]))
        await session.execute(back.values(stage_id=UUID(sales.stage(OLD)["id"])))
    await do_slice(sales)
    assert (await pipeline_of(sales))["restaging"] == {"done": 4, "total": 4}
    await do_slice(sales)
    after = ok(await sales.http.get(f"/deals/{late['id']}"))
    assert after["stage_name"] == NEW
    assert (await pipeline_of(sales))["restaging"] is None
