"""Changing a pipeline with deals in it, and the facts of their stays against the event history."""

import random
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from app.domains.deals.models import DealStageFact
from app.domains.deals.service import ledger
from tests.support.selling import STAGES, Sales, match, ok, refused, start_selling
from tests.support.working import run_jobs
from tests.support.workspaces import Workspace

WAY = [stage["name"] for stage in STAGES]


@pytest.fixture
async def sales(workspace: Workspace) -> Sales:
    return await start_selling(workspace)


async def restage(sales: Sales, mapping: dict[str, str], **more: Any) -> Any:
    pipeline = ok(await sales.http.get(f"/pipelines/{sales.pipeline['id']}"))
    ids = {sales.stage(old)["id"]: sales.stage(new)["id"] for old, new in mapping.items()}
    address = f"/pipelines/{pipeline['id']}/restage"
    return await sales.http.post(address, json={"mapping": ids, **more}, headers=match(pipeline))


async def stays(sales: Sales, deal: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ok(await sales.http.get(f"/deals/{deal['id']}/stages"))["items"]
    return found


async def strange(sales: Sales) -> list[Any]:
    async with sales.workspace.runtime.db.read(sales.workspace.id) as session:
        return await ledger.differing(session, sales.workspace.id)


async def test_a_stage_goes_and_its_deals_stand_where_the_mapping_says(sales: Sales) -> None:
    offered = await sales.move(await sales.deal("Offered"), "Offer sent")
    fresh = await sales.deal("Fresh")
    lost = await sales.move(await sales.deal("Gone"), "Lost")
    mapping = {"Offer sent": "Contract signed"}
    tried = ok(await restage(sales, mapping, dry_run=True))
    assert (tried["moved"], tried["lacking_count"]) == (1, 1)
    assert len(ok(await sales.http.get(f"/pipelines/{sales.pipeline['id']}"))["stages"]) == 5
    assert ok(await restage(sales, mapping)) == tried
    (lacking,) = tried["lacking"]
    assert (lacking["id"], lacking["title"]) == (offered["id"], "Offered")
    assert lacking["missing"] == ["deal.expected_on", "Measured on site?"]
    pipeline = ok(await sales.http.get(f"/pipelines/{sales.pipeline['id']}"))
    assert [stage["name"] for stage in pipeline["stages"]] == [WAY[0], *WAY[2:]]
    deal = ok(await sales.http.get(f"/deals/{offered['id']}"))
    assert deal["stage_name"] == "Contract signed"
    told = await stays(sales, offered)
    assert [stay["stage_name"] for stay in told] == WAY[:3]
    assert told[-1]["exceptions"] == ["restaged", "incomplete"]
    assert told[-1]["exception_reason"] == "Offer sent"
    assert told[1]["left_at"] == told[2]["entered_at"]
    for other in (fresh, lost):
        assert ok(await sales.http.get(f"/deals/{other['id']}"))["version"] == other["version"]
    problem = refused(await sales.try_move(deal, "Paid in full"), 422, "stage_requirements_missing")
    assert len(problem["errors"]) == 2
    incomplete = {"filter": {"field": "was_excepted", "is": True}}
    found = ok(await sales.http.post("/deals/query", json=incomplete))["items"]
    assert [row["id"] for row in found] == [offered["id"]]
    assert await strange(sales) == []


async def test_closed_deals_keep_the_facts_of_their_end(sales: Sales) -> None:
    address = f"/pipelines/{sales.pipeline['id']}/stages"
    ok(await sales.http.post(address, json={"name": "Went elsewhere", "semantics": "lost"}), 201)
    lost = await sales.move(await sales.deal(), "Lost")
    sales.pipeline = ok(await sales.http.get(f"/pipelines/{sales.pipeline['id']}"))
    assert ok(await restage(sales, {"Lost": "Went elsewhere"}))["moved"] == 1
    after = ok(await sales.http.get(f"/deals/{lost['id']}"))
    assert (after["stage_name"], after["status"]) == ("Went elsewhere", "lost")
    assert (after["closed_at"], after["stage_entered_at"]) == (lost["closed_at"], lost["stage_entered_at"])
    assert [stay["stage_name"] for stay in await stays(sales, lost)] == ["Need identified", "Lost"]
    assert await strange(sales) == []


async def test_a_mapping_that_can_not_be_is_refused(sales: Sales) -> None:
    await sales.move(await sales.deal(), "Offer sent")
    both = {"Offer sent": "Contract signed", "Contract signed": "Offer sent"}
    for mapping, code in ((both, "not_found"), ({"Offer sent": "Lost"}, "other_kind_of_stage")):
        problem = refused(await restage(sales, mapping), 422, "invalid_request")
        assert {error["code"] for error in problem["errors"]} == {code}
    stale = await sales.http.post(
        f"/pipelines/{sales.pipeline['id']}/restage",
        json={"mapping": {sales.stage("Offer sent")["id"]: sales.stage("Contract signed")["id"]}},
        headers=match({"version": 99}),
    )
    refused(stale, 412, "version_conflict")


@pytest.mark.slow
async def test_facts_are_made_anew_from_the_history(sales: Sales) -> None:
    """After lives of every kind the facts equal the history; whatever is done to them, they are again as they were."""
    chance = random.Random(4)
    deals = [await sales.deal(f"Deal {number}") for number in range(12)]
    for _ in range(40):
        place = chance.randrange(len(deals))
        deal = ok(await sales.http.get(f"/deals/{deals[place]['id']}"))
        target = chance.choice(WAY)
        more: dict[str, Any] = sales.demands(target)
        if chance.random() < 0.3:
            more["exception"] = {"reason": "An order from above"}
        await sales.try_move(deal, target, **more)
    params = {"stage_id": sales.stage("Offer sent")["id"], "exception": {"reason": "All of them"}}
    body = {"subject": "deal", "action": "move", "params": params, "ids": [deal["id"] for deal in deals]}
    ok(await sales.http.post("/bulk", json=body), 202)
    await run_jobs(sales.workspace.runtime, sales.workspace.id)
    ok(await restage(sales, {"Offer sent": "Contract signed"}))
    assert await strange(sales) == []
    before = [await stays(sales, deal) for deal in deals]
    runtime, workspace_id = sales.workspace.runtime, sales.workspace.id
    async with runtime.db.write(workspace_id) as session:
        facts = list((await session.execute(select(DealStageFact))).scalars())
        await session.execute(delete(DealStageFact).where(DealStageFact.id == facts[0].id))
        spoilt = update(DealStageFact).where(DealStageFact.id == facts[-1].id)
        await session.execute(spoilt.values(stage_name="Spoilt", left_at=None))
    assert 1 <= len(await strange(sales)) <= 2
    async with runtime.db.write(workspace_id) as session:
        assert await ledger.rebuild(session, workspace_id) >= 1
    assert await strange(sales) == []

    def plain(found: list[list[dict[str, Any]]]) -> list[list[dict[str, Any]]]:
        return [[{key: stay[key] for key in stay if key != "id"} for stay in of] for of in found]

    assert plain([await stays(sales, deal) for deal in deals]) == plain(before)
