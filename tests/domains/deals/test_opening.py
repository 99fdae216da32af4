"""Opening deals: the contract of the stage and of those before it, and the first next step."""

from typing import Any

import pytest

from tests.conftest import MakeWorkspace
from tests.support.selling import Sales, ok, refused, start_selling, step
from tests.support.workspaces import Workspace


@pytest.fixture
async def sales(workspace: Workspace) -> Sales:
    return await start_selling(workspace)


def body(sales: Sales, client: dict[str, Any], **more: Any) -> dict[str, Any]:
    base = {"title": "Kitchen", "client_id": client["id"], "pipeline_id": sales.pipeline["id"]}
    return {**base, "next_task": step(), **more}


async def test_a_deal_begins_in_the_first_stage_with_its_next_step(workspace: Workspace) -> None:
    manager = await workspace.person("manager")
    sales = await start_selling(workspace, manager)
    company = await sales.client("Samarkand Textile", kind="company")
    client = await sales.client("Юлдашев Бахтиёр", company_id=company["id"])
    answer = await sales.http.post("/deals", json=body(sales, client, amount="9200000.5"))
    deal = ok(answer, 201)
    assert answer.headers["etag"] == '"1"'
    assert deal["stage_id"] == sales.stage("Need identified")["id"]
    assert (deal["stage_name"], deal["stage_hint"]) == ("Need identified", "Write it down")
    assert (deal["amount"], deal["currency"], deal["status"]) == ("9200000.50", "UZS", "open")
    assert deal["owner_id"] == str(manager.user_id)
    assert (deal["client_name"], deal["company_name"]) == ("Юлдашев Бахтиёр", "Samarkand Textile")
    assert deal["next_task"]["title"] == "Call again"
    tasks = await sales.tasks_of(deal)
    assert [task["id"] for task in tasks] == [deal["next_task"]["id"]]
    assert tasks[0]["assignee_id"] == str(manager.user_id)
    assert tasks[0]["client"]["name"] == "Юлдашев Бахтиёр"
    assert tasks[0]["deal"] == {
        "type": "deal",
        "id": deal["id"],
        "title": "Kitchen",
        "subtitle": "Need identified",
        "amount": "9200000.50",
        "currency": "UZS",
        "hint": "Write it down",
        "since": deal["stage_entered_at"],
    }


async def test_everything_missing_is_told_at_once(sales: Sales) -> None:
    client = await sales.client()
    wish = body(sales, client, stage_id=sales.stage("Contract signed")["id"])
    del wish["next_task"]
    problem = refused(await sales.http.post("/deals", json=wish), 422, "stage_requirements_missing")
    decides, measured = sales.question("Offer sent"), sales.question("Contract signed")
    assert [(e["pointer"], e["code"], e["params"]) for e in problem["errors"]] == [
        ("/amount", "required", {"label": "deal.amount", "input": "money"}),
        ("/values/client.email", "required", {"label": "client.email", "input": "email"}),
        (
            f"/answers/{decides}",
            "required",
            {"label": "Who decides?", "input": "choice", "options": ["She herself", "The owner"]},
        ),
        ("/expected_on", "required", {"label": "deal.expected_on", "input": "date"}),
        (f"/answers/{measured}", "required", {"label": "Measured on site?", "input": "yes_no"}),
        ("/next_task", "required", {"label": "deal.next_task", "input": "next_task", "mode": "strict"}),
    ]
    assert ok(await sales.http.get("/deals/count"))["count"] == 0
    assert ok(await sales.http.get("/tasks"))["items"] == []


async def test_a_deal_created_further_on_brings_all_that_the_stages_before_demand(sales: Sales) -> None:
    client = await sales.client()
    wish = body(
        sales,
        client,
        stage_id=sales.stage("Contract signed")["id"],
        amount="1",
        expected_on="2027-02-20",
        answers={sales.question("Offer sent"): "The owner", sales.question("Contract signed"): False},
        values={"client.email": "dilnoza@example.com"},
    )
    deal = ok(await sales.http.post("/deals", json=wish), 201)
    assert deal["answers"] == wish["answers"]
    assert ok(await sales.http.get(f"/clients/{client['id']}"))["email"] == "dilnoza@example.com"


@pytest.mark.parametrize("name", ["Paid in full", "Lost"])
async def test_a_deal_cannot_begin_closed(sales: Sales, name: str) -> None:
    wish = body(sales, await sales.client(), stage_id=sales.stage(name)["id"])
    problem = refused(await sales.http.post("/deals", json=wish), 409, "stage_skipped")
    assert problem["params"] == {"next_stage_id": sales.stage("Need identified")["id"]}


async def test_what_is_named_must_exist_in_this_workspace(sales: Sales, make: MakeWorkspace) -> None:
    foreign = await start_selling(await make())
    client, stranger = await sales.client(), await foreign.client()
    for more in (
        {"client_id": stranger["id"]},
        {"pipeline_id": foreign.pipeline["id"]},
        {"stage_id": foreign.stage("Need identified")["id"]},
        {"owner_id": str(foreign.workspace.admin.user_id)},
    ):
        wish = {**body(sales, client), **more}
        refused(await sales.http.post("/deals", json=wish), 404, "not_found")


@pytest.mark.parametrize(
    "more",
    [
        {"title": "  "},
        {"amount": "-1"},
        {"amount": "1.234"},
        {"amount": "99999999999999999"},
        {"currency": "sum"},
        {"next_task": {"kind": "call", "title": "Undated"}},
        {"next_task": {"kind": "call", "title": "Undated", "due_at": None}},
        {"next_task": {"kind": "call", "title": "Long ago", "due_at": "1970-01-01T00:00:00Z"}},
        {"next_task": {"kind": "call", "title": "No zone", "due_at": "2026-11-22T10:00:00"}},
        {"unknown": 1},
        {"answers": {"not an id": True}},
        {"expected_on": "2027-02-30"},
    ],
)
async def test_what_does_not_fit_is_refused(sales: Sales, more: dict[str, Any]) -> None:
    wish = {**body(sales, await sales.client()), **more}
    refused(await sales.http.post("/deals", json=wish), 422, "invalid_request")


async def test_an_answer_to_a_question_nobody_asked_is_refused(sales: Sales) -> None:
    wish = body(sales, await sales.client(), answers={sales.question("Offer sent"): "The owner"})
    problem = refused(await sales.http.post("/deals", json=wish), 422, "invalid_request")
    assert problem["errors"][0]["code"] == "unknown_question"


async def test_a_program_names_the_owner(workspace: Workspace, sales: Sales) -> None:
    token = await workspace.api_key({"deals:write": "all", "clients:read": "all", "deals:read": "all"})
    program = workspace.program(token)
    wish = body(sales, await sales.client())
    problem = refused(await program.post("/deals", json=wish), 422, "invalid_request")
    assert problem["errors"][0]["pointer"] == "/owner_id"
    owned = {**wish, "owner_id": str(workspace.admin.user_id)}
    deal = ok(await program.post("/deals", json=owned), 201)
    assert deal["owner_id"] == str(workspace.admin.user_id)


async def test_a_manager_opens_deals_for_herself_a_supervisor_for_her_team(workspace: Workspace) -> None:
    team = await workspace.team()
    manager = await workspace.person("manager", team_id=team)
    colleague = await workspace.person("manager", team_id=team)
    outsider = await workspace.person("manager")
    supervisor = await workspace.person("supervisor", team_id=team)
    sales = await start_selling(workspace, supervisor)
    client = await sales.client(owner_id=str(manager.user_id))
    for_colleague = body(sales, client, owner_id=str(colleague.user_id))
    refused(await workspace.http(manager).post("/deals", json=for_colleague), 403, "owner_out_of_reach")
    assert ok(await sales.http.post("/deals", json=for_colleague), 201)["owner_id"] == str(colleague.user_id)
    for_outsider = body(sales, client, owner_id=str(outsider.user_id))
    refused(await sales.http.post("/deals", json=for_outsider), 403, "owner_out_of_reach")


async def test_repeating_the_request_opens_one_deal(sales: Sales) -> None:
    wish, key = body(sales, await sales.client()), {"Idempotency-Key": "once"}
    first = ok(await sales.http.post("/deals", json=wish, headers=key), 201)
    again = ok(await sales.http.post("/deals", json=wish, headers=key), 201)
    assert first == again
    assert ok(await sales.http.get("/deals/count"))["count"] == 1
