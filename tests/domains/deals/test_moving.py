"""Moving deals: forward only, with everything that the stage demands, closed for good."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from app.domains.deals.models import DealStageFact
from tests.conftest import MakeWorkspace
from tests.support.selling import STAGES, Sales, match, ok, refused, start_selling, step
from tests.support.workspaces import Workspace

WAY = [stage["name"] for stage in STAGES]


@pytest.fixture
async def sales(workspace: Workspace) -> Sales:
    return await start_selling(workspace)


def missing(problem: dict[str, Any]) -> list[str]:
    return [error["pointer"] for error in problem["errors"]]


async def events_of(sales: Sales, deal: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    found = await sales.http.get(f"/deals/{deal['id']}/timeline", params={"types": kind})
    return [entry["data"] for entry in ok(found)["items"]]


async def test_a_move_asks_for_everything_and_writes_it_where_it_belongs(sales: Sales) -> None:
    deal = await sales.deal()
    problem = refused(await sales.try_move(deal, "Offer sent"), 422, "stage_requirements_missing")
    decides = sales.question("Offer sent")
    assert problem["errors"] == [
        {
            "pointer": "/values/deal.amount",
            "code": "required",
            "detail": "the stage demands this",
            "params": {"label": "deal.amount", "input": "money"},
        },
        {
            "pointer": "/values/client.email",
            "code": "required",
            "detail": "the stage demands this",
            "params": {"label": "client.email", "input": "email"},
        },
        {
            "pointer": f"/answers/{decides}",
            "code": "required",
            "detail": "the stage demands this",
            "params": {
                "label": "Who decides?",
                "input": "choice",
                "options": ["She herself", "The owner"],
            },
        },
    ]
    values = {
        "deal.amount": "48000000.00",
        "client.email": "anor@example.com",
        "deal.expected_on": "2027-02-20",
        "deal.description": "Beds and desks",
    }
    answers = {decides: "The owner", sales.question("Offer sent", 1): "Oak"}
    body = {"values": values, "answers": answers, "next_task": step("Did it arrive?", 48)}
    moved = ok(await sales.try_move(deal, "Offer sent", **body))
    assert moved["stage_name"] == "Offer sent"
    assert (moved["amount"], moved["expected_on"]) == ("48000000.00", "2027-02-20")
    assert moved["description"] == "Beds and desks"
    assert moved["answers"] == answers
    assert moved["version"] == deal["version"] + 1
    assert moved["stage_entered_at"] > deal["stage_entered_at"]
    client = ok(await sales.http.get(f"/clients/{deal['client_id']}"))
    assert client["email"] == "anor@example.com"
    planned = await sales.tasks_of(deal)
    assert [(task["title"], task["origin"]) for task in planned] == [
        ("Call again", "manual"),
        ("Did it arrive?", "stage"),
    ]
    told = (await events_of(sales, deal, "deal.moved"))[0]
    assert (told["from_stage_name"], told["to_stage_name"]) == ("Need identified", "Offer sent")
    assert (told["semantics"], told["amount"], told["owner_id"]) == (
        "open",
        "48000000.00",
        str(sales.workspace.admin.user_id),
    )
    assert told["changes"]["amount"] == [None, "48000000.00"]


async def test_what_is_known_already_is_not_asked_for(sales: Sales) -> None:
    point = {"kind": "email", "value": "known@example.com"}
    client = await sales.client(contact_points=[point])
    deal = await sales.deal(client_id=client["id"], amount="5")
    problem = refused(await sales.try_move(deal, "Offer sent"), 422, "stage_requirements_missing")
    assert missing(problem) == [f"/answers/{sales.question('Offer sent')}"]


async def test_an_answer_that_does_not_fit_is_told_with_the_rest(sales: Sales) -> None:
    deal = await sales.deal()
    body = {"answers": {sales.question("Offer sent"): "The cat"}, "values": {"deal.amount": "0"}}
    problem = refused(await sales.try_move(deal, "Offer sent", **body), 422, "stage_requirements_missing")
    assert {error["pointer"]: error["code"] for error in problem["errors"]} == {
        "/values/deal.amount": "required",
        "/values/client.email": "required",
        f"/answers/{sales.question('Offer sent')}": "invalid",
    }


@pytest.mark.parametrize(
    "values",
    [
        {"deal.amount": None, "client.email": None},
        {"deal.amount": "0.00"},
        {"deal.description": "   "},
        {},
    ],
)
async def test_empty_values_count_as_none(sales: Sales, values: dict[str, Any]) -> None:
    deal = await sales.deal()
    problem = refused(
        await sales.try_move(deal, "Offer sent", values=values), 422, "stage_requirements_missing"
    )
    assert missing(problem)[:2] == ["/values/deal.amount", "/values/client.email"]


async def test_an_emptied_value_in_a_move_empties_nothing(sales: Sales) -> None:
    deal = await sales.move(await sales.deal(), "Offer sent")
    body = {
        **sales.demands("Contract signed"),
        "values": {"deal.expected_on": "2027-01-01", "deal.amount": None},
    }
    assert ok(await sales.try_move(deal, "Contract signed", **body))["amount"] == "48000000.00"


async def test_a_value_that_does_not_fit_its_field_is_refused_and_nothing_is_written(sales: Sales) -> None:
    deal = await sales.deal()
    body = sales.demands("Offer sent")
    body["values"]["client.email"] = "not an address"
    problem = refused(await sales.try_move(deal, "Offer sent", **body), 422, "invalid_request")
    assert missing(problem) == ["/values/client.email"]
    assert ok(await sales.http.get(f"/deals/{deal['id']}"))["amount"] is None


async def test_an_unknown_value_or_answer_is_refused(sales: Sales) -> None:
    deal = await sales.deal()
    refused(await sales.try_move(deal, "Offer sent", values={"deal.owner_id": "x"}), 422, "invalid_request")
    later = {sales.question("Contract signed"): True}
    problem = refused(await sales.try_move(deal, "Offer sent", answers=later), 422, "invalid_request")
    assert problem["errors"][0]["code"] == "unknown_question"


async def test_the_whole_way_to_won(sales: Sales) -> None:
    deal = await sales.deal()
    for name in WAY[1:3]:
        deal = await sales.move(deal, name)
    won = await sales.move(deal, "Paid in full")
    assert (won["status"], won["next_task"]) == ("won", None)
    assert won["closed_at"] == won["stage_entered_at"]
    assert await sales.tasks_of(won) == []
    cancelled = await sales.tasks_of(won, "cancelled")
    assert len(cancelled) == 1
    told = (await events_of(sales, won, "deal.won"))[0]
    assert (told["amount"], told["closed_at"]) == ("48000000.00", won["closed_at"])
    assert (await events_of(sales, won, "task.cancelled"))[0]["reason"] == "deal_closed"
    async with sales.workspace.runtime.db.read(sales.workspace.id) as session:
        facts = (
            (await session.execute(select(DealStageFact).order_by(DealStageFact.entered_at))).scalars().all()
        )
    assert [fact.stage_name for fact in facts] == [*WAY[:3], "Paid in full"]
    assert [fact.left_at for fact in facts[:-1]] == [fact.entered_at for fact in facts[1:]]
    assert facts[-1].left_at is None


async def test_losing_demands_a_reason_and_nothing_else(sales: Sales) -> None:
    deal = await sales.deal()
    problem = refused(await sales.try_move(deal, "Lost"), 422, "stage_requirements_missing")
    assert problem["errors"][0]["pointer"] == "/loss_reason_id"
    assert problem["errors"][0]["params"] == {"label": "deal.loss_reason", "input": "loss_reason"}
    lost = await sales.move(deal, "Lost")
    reason = sales.pipeline["loss_reasons"][0]
    assert (lost["status"], lost["loss_reason_id"]) == ("lost", reason["id"])
    assert (await events_of(sales, lost, "deal.lost"))[0]["loss_reason"] == reason["name"]
    assert await sales.tasks_of(lost) == []


async def test_a_reason_of_another_pipeline_is_unknown(sales: Sales) -> None:
    other = ok(await sales.http.post("/pipelines", json={"name": "Other"}), 201)
    deal = await sales.deal()
    foreign = other["loss_reasons"][0]["id"]
    refused(await sales.try_move(deal, "Lost", loss_reason_id=foreign), 404, "not_found")
    wish = {"stage_id": other["stages"][1]["id"]}
    refused(
        await sales.http.post(f"/deals/{deal['id']}/move", json=wish, headers=match(deal)), 404, "not_found"
    )


async def test_a_next_task_at_closing_is_planned_for_the_client(sales: Sales) -> None:
    deal = await sales.deal()
    later = step("Ask again in spring", 24 * 120)
    lost = await sales.move(deal, "Lost", next_task=later)
    assert await sales.tasks_of(lost) == []
    found = ok(await sales.http.get("/tasks", params={"client_id": deal["client_id"], "status": "open"}))
    assert [(task["title"], task["deal_id"]) for task in found["items"]] == [("Ask again in spring", None)]


@pytest.mark.parametrize(
    ("here", "there", "code"),
    [
        ("Need identified", "Need identified", "stage_backward"),
        ("Need identified", "Contract signed", "stage_skipped"),
        ("Need identified", "Paid in full", "stage_skipped"),
        ("Offer sent", "Need identified", "stage_backward"),
        ("Offer sent", "Paid in full", "stage_skipped"),
        ("Contract signed", "Offer sent", "stage_backward"),
    ],
)
async def test_deals_go_forward_stage_by_stage(sales: Sales, here: str, there: str, code: str) -> None:
    deal = await sales.deal()
    for name in WAY[1 : WAY.index(here) + 1]:
        deal = await sales.move(deal, name)
    problem = refused(await sales.try_move(deal, there, **sales.demands(there)), 409, code)
    if code == "stage_skipped":
        assert problem["params"]["next_stage_id"] == sales.stage(WAY[WAY.index(here) + 1])["id"]


@pytest.mark.parametrize("end", ["Lost", "Paid in full"])
async def test_closed_is_closed(sales: Sales, end: str) -> None:
    deal = await sales.deal()
    if end == "Paid in full":
        deal = await sales.move(await sales.move(deal, "Offer sent"), "Contract signed")
    closed = await sales.move(deal, end)
    for name in WAY:
        refused(await sales.try_move(closed, name, **sales.demands(name)), 409, "deal_closed")
    change = await sales.http.patch(f"/deals/{closed['id']}", json={"title": "Again"}, headers=match(closed))
    refused(change, 409, "deal_closed")
    planned = await sales.http.post("/tasks", json={**step(), "deal_id": closed["id"]})
    refused(planned, 409, "deal_closed")


async def test_a_move_names_the_version_it_is_based_on(sales: Sales) -> None:
    deal = await sales.deal()
    wish = {"stage_id": sales.stage("Lost")["id"]}
    assert (await sales.http.post(f"/deals/{deal['id']}/move", json=wish)).status_code == 428
    moved = await sales.move(deal, "Offer sent")
    stale = refused(await sales.try_move(deal, "Lost", **sales.demands("Lost")), 409, "move_conflict")
    present = ok(await sales.http.get(f"/deals/{deal['id']}"))
    told = {"version": 2, "stage_id": moved["stage_id"], "status": "open", "deal": present}
    assert stale["params"] == told


async def test_of_many_moves_at_once_one_wins(sales: Sales) -> None:
    deal = await sales.deal()
    names = ["Offer sent", "Lost"] * 6
    answers = await asyncio.gather(*(sales.try_move(deal, name, **sales.demands(name)) for name in names))
    won = [answer.json() for answer in answers if answer.status_code == 200]
    assert len(won) == 1
    for answer in answers:
        if answer.status_code != 200:
            problem = refused(answer, 409, "move_conflict")
            assert problem["params"]["stage_id"] == won[0]["stage_id"]
    assert len(await events_of(sales, deal, "deal.moved")) == 1


async def test_a_repeated_move_is_one_move(sales: Sales) -> None:
    deal = await sales.deal()
    wish = {"stage_id": sales.stage("Lost")["id"], **sales.demands("Lost")}
    headers = {**match(deal), "Idempotency-Key": "move-once"}
    address = f"/deals/{deal['id']}/move"
    answers = await asyncio.gather(*(sales.http.post(address, json=wish, headers=headers) for _ in range(4)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(await events_of(sales, deal, "deal.lost")) == 1


async def test_a_stage_removed_meanwhile_takes_no_deal(sales: Sales) -> None:
    """The move and the removal at once: whichever is first, no deal stands in a stage that isn't there."""
    deals = [await sales.deal() for _ in range(4)]
    address = f"/pipelines/{sales.pipeline['id']}/stages/{sales.stage('Offer sent')['id']}"
    moves = (sales.try_move(deal, "Offer sent", **sales.demands("Offer sent")) for deal in deals)
    removal, *answers = await asyncio.gather(sales.http.delete(address), *moves)
    assert removal.status_code in {204, 409}
    allowed = {404} if removal.status_code == 204 else {200}
    assert {answer.status_code for answer in answers} <= allowed | {200, 404}
    board = await sales.http.get("/deals/board", params={"pipeline_id": sales.pipeline["id"]})
    assert sum(column["count"] for column in ok(board)["columns"]) == 4


async def test_only_the_owner_her_supervisor_and_the_administrator_move_a_deal(
    workspace: Workspace, make: MakeWorkspace
) -> None:
    team = await workspace.team()
    owner = await workspace.person("manager", team_id=team)
    supervisor = await workspace.person("supervisor", team_id=team)
    colleague = await workspace.person("manager", team_id=team)
    analyst = await workspace.person("analyst")
    sales = await start_selling(workspace, owner)
    deal = await sales.deal()
    for stranger, status in ((colleague, 404), (analyst, 403)):
        other = Sales(workspace, workspace.http(stranger), sales.pipeline)
        assert (await other.try_move(deal, "Lost", **sales.demands("Lost"))).status_code == status
    foreign = Sales(workspace, (await make()).http(), sales.pipeline)
    refused(await foreign.try_move(deal, "Lost", **sales.demands("Lost")), 404, "not_found")
    boss = Sales(workspace, workspace.http(supervisor), sales.pipeline)
    await boss.move(deal, "Lost")
