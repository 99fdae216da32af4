"""Many deals at once: each by the same gate as alone, told one by one, taken back where there is a way back."""

from typing import Any

import pytest

from app.platform.bulk import queries
from tests.support.selling import Sales, match, ok, refused, start_selling
from tests.support.working import run_jobs
from tests.support.workspaces import Workspace

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "SLICE", 3)


@pytest.fixture
async def sales(workspace: Workspace) -> Sales:
    return await start_selling(workspace)


async def work(sales: Sales, action: str, params: dict[str, Any], **which: Any) -> dict[str, Any]:
    body = {"subject": "deal", "action": action, "params": params, **which}
    begun = ok(await sales.http.post("/bulk", json=body), 202)
    await run_jobs(sales.workspace.runtime, sales.workspace.id)
    found: dict[str, Any] = ok(await sales.http.get(f"/bulk/{begun['id']}"))
    return found


async def left_out(sales: Sales, done: dict[str, Any]) -> dict[str, dict[str, Any]]:
    rows = ok(await sales.http.get(f"/bulk/{done['id']}/rows"))["items"]
    return {row["record_id"]: row for row in rows}


async def stage_of(sales: Sales, deal: dict[str, Any]) -> str:
    return str(ok(await sales.http.get(f"/deals/{deal['id']}"))["stage_name"])


async def ready(sales: Sales) -> dict[str, Any]:
    """Return a deal with all that an offer demands but the answer of whoever decides."""
    email = [{"kind": "email", "value": "anor@example.com"}]
    client = await sales.client(contact_points=email)
    deal = await sales.deal(client_id=client["id"], amount="5.00")
    body = {"answers": {sales.question("Offer sent"): "The owner"}}
    moved: dict[str, Any] = ok(await sales.try_move(deal, "Offer sent", **body))
    return moved


async def test_each_deal_moves_by_itself_and_says_what_it_lacks(sales: Sales) -> None:
    good = [await ready(sales) for _ in range(4)]
    complete = []
    for deal in good[:3]:
        address = f"/deals/{deal['id']}"
        complete.append(
            ok(await sales.http.patch(address, json={"expected_on": "2027-01-01"}, headers=match(deal)))
        )
    fresh, lost = await sales.deal(), await sales.move(await sales.deal(), "Lost")
    ids = [deal["id"] for deal in (*good, fresh, lost)]
    stage = sales.stage("Contract signed")["id"]
    done = await work(sales, "move", {"stage_id": stage}, ids=ids)
    assert (done["state"], done["total"], done["done"], done["failed"]) == ("done", 6, 0, 6)
    rows = await left_out(sales, done)
    measured = f"/answers/{sales.question('Contract signed')}"
    for deal in complete:
        assert rows[deal["id"]]["error"] == "stage_requirements_missing"
        assert rows[deal["id"]]["detail"]["missing"] == [{"pointer": measured, "label": "Measured on site?"}]
        assert rows[deal["id"]]["subject"]["title"] == deal["title"]
    lacking = [one["pointer"] for one in rows[good[3]["id"]]["detail"]["missing"]]
    assert lacking == ["/values/deal.expected_on", measured]
    assert rows[fresh["id"]]["error"] == "stage_skipped"
    assert rows[lost["id"]]["error"] == "deal_closed"
    assert {await stage_of(sales, deal) for deal in good} == {"Offer sent"}
    reason = {
        "stage_id": sales.stage("Lost")["id"],
        "loss_reason_id": sales.demands("Lost")["loss_reason_id"],
    }
    done = await work(sales, "move", reason, ids=ids)
    assert (done["done"], done["failed"], done["unchanged"]) == (5, 0, 1)
    assert {await stage_of(sales, deal) for deal in (*good, fresh)} == {"Lost"}
    refused(await sales.http.post(f"/bulk/{done['id']}/undo"), 409, "bulk_state")


async def test_a_move_of_a_question_concerns_what_it_finds(sales: Sales) -> None:
    deals = [await sales.deal(f"Kitchen {n}", amount=f"{n}000.00") for n in range(1, 6)]
    elsewhere = await start_selling(sales.workspace)
    stranger = await elsewhere.deal("Kitchen 9", amount="9000.00")
    reason = {
        "stage_id": sales.stage("Lost")["id"],
        "loss_reason_id": sales.demands("Lost")["loss_reason_id"],
    }
    selection = {"filter": {"field": "amount", "gt": 2000}}
    done = await work(sales, "move", reason, selection=selection)
    assert (done["total"], done["done"], done["failed"]) == (4, 3, 1)
    assert (await left_out(sales, done))[stranger["id"]]["error"] == "other_pipeline"
    assert [await stage_of(sales, deal) for deal in deals] == ["Need identified"] * 2 + ["Lost"] * 3


async def test_an_exception_of_many_is_on_each_record(sales: Sales) -> None:
    deals = [await sales.deal() for _ in range(4)]
    params = {
        "stage_id": sales.stage("Contract signed")["id"],
        "exception": {"reason": "An order from above"},
    }
    done = await work(sales, "move", params, ids=[deal["id"] for deal in deals])
    assert done["done"] == 4
    for deal in deals:
        stays = ok(await sales.http.get(f"/deals/{deal['id']}/stages"))["items"]
        assert stays[-1]["exceptions"] == ["skipped", "incomplete"]
        assert stays[-1]["exception_reason"] == "An order from above"


async def test_many_are_given_with_their_tasks_and_given_back(sales: Sales) -> None:
    taker = await sales.workspace.person("manager")
    deals = [await sales.deal() for _ in range(4)]
    closed = await sales.move(await sales.deal(), "Lost")
    ids = [deal["id"] for deal in (*deals, closed)]
    params = {"owner_id": str(taker.user_id)}
    done = await work(sales, "assign_owner", params, ids=ids)
    assert (done["done"], done["failed"]) == (4, 1)
    assert (await left_out(sales, done))[closed["id"]]["error"] == "deal_closed"
    for deal in deals:
        assert [task["assignee_id"] for task in await sales.tasks_of(deal)] == [str(taker.user_id)]
    moved_on = ok(await sales.http.get(f"/deals/{deals[0]['id']}"))
    me = {"owner_id": str(sales.workspace.admin.user_id)}
    other = await sales.workspace.person("manager")
    gift = {"owner_id": str(other.user_id)}
    ok(await sales.http.patch(f"/deals/{moved_on['id']}", json=gift, headers=match(moved_on)))
    ok(await sales.http.post(f"/bulk/{done['id']}/undo"))
    await run_jobs(sales.workspace.runtime, sales.workspace.id)
    undone = ok(await sales.http.get(f"/bulk/{done['id']}"))
    assert (undone["state"], undone["undone"], undone["kept"]) == ("undone", 3, 1)
    for deal in deals[1:]:
        assert ok(await sales.http.get(f"/deals/{deal['id']}"))["owner_id"] == me["owner_id"]
        assert [task["assignee_id"] for task in await sales.tasks_of(deal)] == [me["owner_id"]]


async def test_what_could_succeed_for_none_is_refused_at_once(sales: Sales) -> None:
    manager = await sales.workspace.person("manager")
    hers = Sales(sales.workspace, sales.workspace.http(manager), sales.pipeline)
    deal = await sales.deal()
    admin = str(sales.workspace.admin.user_id)
    stage = sales.stage("Offer sent")["id"]
    excepted = {"stage_id": stage, "exception": {"reason": "I want to"}}
    wrong: list[tuple[str, dict[str, Any], str]] = [
        ("assign_owner", {"owner_id": admin}, "/params/owner_id"),
        ("move", excepted, "/params/exception"),
        ("move", {"stage_id": deal["id"]}, "/params/stage_id"),
        ("move", {"stage_id": sales.stage("Lost")["id"]}, "/params/loss_reason_id"),
    ]
    for action, params, pointer in wrong:
        body = {"subject": "deal", "action": action, "params": params, "ids": [deal["id"]]}
        problem = refused(await hers.http.post("/bulk", json=body), 422, "invalid_request")
        assert problem["errors"][0]["pointer"] == pointer
    done = await work(hers, "move", {"stage_id": stage}, ids=[deal["id"]])
    assert (await left_out(hers, done))[deal["id"]]["error"] == "not_found"


async def test_a_refused_deal_leaves_no_trace(sales: Sales) -> None:
    """Of a deal that lacks something else, the reason to have no next step isn't put down."""
    address = f"/pipelines/{sales.pipeline['id']}"
    ok(await sales.http.patch(address, json={"next_step_mode": "guided"}, headers=match(sales.pipeline)))
    deal = await sales.deal(next_task=None, no_next_step_reason="She is abroad")
    params = {"stage_id": sales.stage("Offer sent")["id"], "no_next_step_reason": "Nothing to do"}
    done = await work(sales, "move", params, ids=[deal["id"]])
    assert done["failed"] == 1
    for mode in ("guided", "strict"):
        pipeline = ok(await sales.http.get(address))
        ok(await sales.http.patch(address, json={"next_step_mode": mode}, headers=match(pipeline)))
        bare = await work(sales, "move", {"stage_id": params["stage_id"]}, ids=[deal["id"]])
        lacked = (await left_out(sales, bare))[deal["id"]]["detail"]["missing"]
        assert lacked[-1] == {"pointer": "/next_task", "label": "deal.next_task", "mode": mode}
    told = ok(await sales.http.get(f"/deals/{deal['id']}/timeline", params={"types": "deal.step_waived"}))
    assert [entry["data"]["reason"] for entry in told["items"]] == ["She is abroad"]
