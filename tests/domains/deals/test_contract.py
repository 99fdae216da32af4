"""The contract of a stage: every rule that it can hold, on every path by which a deal could get around it."""

from typing import Any
from uuid import uuid4

import pytest

from tests.support.department import Department, Rule, furnish, pointers, told
from tests.support.selling import match, ok, refused, step
from tests.support.workspaces import Workspace

QUESTION = {"question": "Who decides?", "kind": "choice", "options": ["She", "He"]}
ALWAYS = {"field": "deal.currency", "is_filled": True}
NEVER = {"field": "deal.currency", "is_empty": True}


@pytest.fixture
async def department(workspace: Workspace) -> Department:
    return await furnish(workspace)


@pytest.mark.slow
async def test_a_move_says_what_is_missing_and_draws_its_form(department: Department) -> None:
    for rule in department.rules:
        await department.demand(rule)
        deal = await department.deal()
        nothing: list[dict[str, Any]] = [{}, {"values": {}}, {"values": {rule.key: None}}]
        if "custom" in rule.key:
            blanks: list[Any] = ["", "  ", [], {}]
            nothing += [{"values": {rule.key: blank}} for blank in blanks]
        for body in nothing:
            answer = await department.sales.try_move(deal, "Second", **body)
            assert set(told(answer)) == pointers(rule), (rule, body)
            asked = answer.json()["errors"][-1]["params"]
            assert asked["input"]
            assert asked["label"]
            if asked["input"] in {"choice", "multi_choice"}:
                assert [one["name"] for one in asked["choices"]] == ["Oak", "Ash"]
        moved = await department.filled(rule)
        assert moved["stage_name"] == "Second"
        if rule.key.startswith("deal.custom."):
            assert moved["custom"] == {rule.key.removeprefix("deal.custom."): rule.value}


@pytest.mark.slow
async def test_a_deal_opened_further_on_brings_the_same(department: Department) -> None:
    third = department.sales.stage("Third")["id"]
    for rule in department.rules:
        await department.demand(rule)
        client = await department.sales.client(f"Person {uuid4()}")
        body: dict[str, Any] = {
            "title": "T",
            "client_id": client["id"],
            "pipeline_id": department.sales.pipeline["id"],
            "stage_id": third,
            "next_task": step(),
        }
        answer = await department.http.post("/deals", json=body)
        assert set(told(answer)) == pointers(rule, whole=True), rule
        if rule.key.startswith("deal.custom."):
            body["custom"] = {rule.key.removeprefix("deal.custom."): rule.value}
        elif rule.key.startswith("deal."):
            body[rule.key.removeprefix("deal.")] = rule.value
        else:
            body["values"] = {rule.key: rule.value}
        if rule.key.startswith("company."):
            body["values"]["client.company"] = f"Company {uuid4()}"
        assert ok(await department.http.post("/deals", json=body), 201)["stage_name"] == "Third"


@pytest.mark.slow
async def test_what_is_demanded_stays_while_the_deal_stands_there_or_beyond(department: Department) -> None:
    for rule in department.rules:
        await department.demand(rule)
        deal = await department.filled(rule)
        await the_record_refuses(department, rule, deal)
        further = ok(await department.sales.try_move(deal, "Third"))
        await the_record_refuses(department, rule, further)


async def the_record_refuses(department: Department, rule: Rule, deal: dict[str, Any]) -> None:
    subject, _, name = rule.key.partition(".")
    body: dict[str, Any]
    if subject == "deal":
        body = {"custom": {name.removeprefix("custom."): None}} if "custom" in name else {name: None}
        answer = await department.http.patch(f"/deals/{deal['id']}", json=body, headers=match(deal))
        assert set(told(answer)) == pointers(rule, whole=True)
        return
    client = ok(await department.http.get(f"/clients/{deal['client_id']}"))
    if subject == "company":
        client = ok(await department.http.get(f"/clients/{client['company_id']}"))
    body = {name: None}
    if name in {"phone", "email"}:
        body = {"contact_points": []}
    elif name == "company":
        body = {"company_id": None}
    elif name.startswith("custom."):
        body = {"custom": {name.removeprefix("custom."): None}}
    answer = await department.http.patch(f"/clients/{client['id']}", json=body, headers=match(client))
    problem = refused(answer, 409, "fact_demanded")
    assert rule.key in problem["params"]["facts"]
    assert problem["params"]["deals"] == 1


async def test_what_made_a_demand_arise_is_a_way_in_too(department: Department) -> None:
    """A condition that becomes true by an edit asks at once: raising the amount, choosing a value, a new source."""
    email = Rule("client.email", "anor@example.com")
    cases: list[tuple[Any, dict[str, Any], dict[str, Any]]] = [
        ({"field": "deal.amount", "gt": 1000}, {"amount": "1000.00"}, {"amount": "1000.01"}),
        ({"field": "deal.currency", "any_of": ["USD", "EUR"]}, {}, {"currency": "USD"}),
    ]
    choice = next(
        rule
        for rule in department.rules
        if isinstance(rule.value, str) and rule.key.startswith("deal.custom.") and len(rule.value) == 36
    )
    own = choice.key.removeprefix("deal.custom.")
    cases.append(({"field": choice.key, "is": choice.value}, {}, {"custom": {own: choice.value}}))
    for when, begins, becomes in cases:
        await department.demand(email, when=when)
        deal = await department.deal(**begins)
        deal = ok(await department.sales.try_move(deal, "Second"))
        answer = await department.http.patch(f"/deals/{deal['id']}", json=becomes, headers=match(deal))
        assert set(told(answer)) == {"/values/client.email"}, when
        body = {**becomes, "values": {"client.email": "anor@example.com"}}
        ok(await department.http.patch(f"/deals/{deal['id']}", json=body, headers=match(deal)))
    await department.demand(email, when={"field": "client.source", "is": "site"})
    deal = ok(await department.sales.try_move(await department.deal(), "Second"))
    client = ok(await department.http.get(f"/clients/{deal['client_id']}"))
    answer = await department.http.patch(
        f"/clients/{client['id']}", json={"source": "site"}, headers=match(client)
    )
    assert refused(answer, 409, "fact_demanded")["params"]["facts"] == ["client.email"]


@pytest.mark.slow
async def test_a_condition_decides_whether_it_is_demanded(department: Department) -> None:
    for rule in department.rules:
        await department.demand(rule, when=NEVER)
        assert ok(await department.sales.try_move(await department.deal(), "Second"))
        await department.demand(rule, when=ALWAYS)
        answer = await department.sales.try_move(await department.deal(), "Second")
        assert set(told(answer)) == pointers(rule)


async def test_many_at_once_and_merges_take_nothing_away(department: Department) -> None:
    http = department.http
    source = Rule("client.source", "site")
    await department.demand(source)
    deal = await department.filled(source)
    client = ok(await http.get(f"/clients/{deal['client_id']}"))
    other = await department.sales.client(f"Person {uuid4()}", source="fair")
    await department.demand(Rule("client.email", ""))
    asked = await department.sales.client(
        f"Person {uuid4()}", contact_points=[{"kind": "email", "value": "a@b.uz"}]
    )
    moved = ok(await department.sales.try_move(await department.deal(asked), "Second"))
    assert moved["stage_name"] == "Second"
    own = next(
        rule for rule in department.rules if rule.key.startswith("client.custom.") and rule.value == "Oak"
    )
    await department.demand(own)
    deal = await department.filled(own)
    client = ok(await http.get(f"/clients/{deal['client_id']}"))
    body = {
        "other_id": client["id"],
        "other_version": client["version"],
        "take": {own.key.removeprefix("client."): "mine"},
    }
    answer = await http.post(f"/clients/{other['id']}/merge", json=body, headers=match(other))
    assert refused(answer, 409, "fact_demanded")["params"]["facts"] == [own.key]


async def test_answers_can_be_corrected_but_not_taken_back(department: Department) -> None:
    sales = department.sales
    stage = sales.stage("Second")
    address = f"/pipelines/{sales.pipeline['id']}/stages/{stage['id']}"
    stage = ok(await sales.http.patch(address, json={"checklist": [QUESTION]}, headers=match(stage)))
    question = stage["checklist"][0]["id"]
    deal = ok(await sales.try_move(await sales.deal(), "Second", answers={question: "She"}))
    where = f"/deals/{deal['id']}"
    for answer in ("", "Nobody"):
        found = await sales.http.patch(where, json={"answers": {question: answer}}, headers=match(deal))
        assert set(told(found)) == {f"/answers/{question}"}
    deal = ok(await sales.http.patch(where, json={"answers": {question: "He"}}, headers=match(deal)))
    assert deal["answers"] == {question: "He"}


async def test_the_matrix_opens_ways_and_asks_for_everything_between(department: Department) -> None:
    sales = department.sales
    await department.demand(Rule("deal.amount", "5"))
    first = sales.stage("First")
    address = f"/pipelines/{sales.pipeline['id']}/stages/{first['id']}"
    third, won, lost = (sales.stage(name)["id"] for name in ("Third", "Won", "Lost"))
    body: dict[str, Any] = {"next_stage_ids": [lost]}
    assert refused(await sales.http.patch(address, json=body, headers=match(first)), 422, "invalid_request")
    body["next_stage_ids"] = [third, won]
    ok(await sales.http.patch(address, json=body, headers=match(first)))
    deal = await sales.deal()
    refusal = refused(await sales.try_move(deal, "Second"), 409, "stage_skipped")
    assert refusal["params"]["next_stage_id"] == third
    assert set(told(await sales.try_move(deal, "Third"))) == {"/values/deal.amount"}
    assert ok(await sales.try_move(deal, "Third", values={"deal.amount": "5"}))["stage_name"] == "Third"
    assert ok(await sales.try_move(await sales.deal(amount="5"), "Won"))["status"] == "won"


async def test_a_stage_begins_with_its_first_task(department: Department) -> None:
    sales = department.sales
    for name in ("First", "Second", "Lost"):
        stage = sales.stage(name)
        body = {"first_task": {"kind": "call", "title": f"Begin {name}", "in_hours": 2}}
        address = f"/pipelines/{sales.pipeline['id']}/stages/{stage['id']}"
        ok(await sales.http.patch(address, json=body, headers=match(stage)))
    client = await sales.client()
    opened = {"title": "T", "client_id": client["id"], "pipeline_id": sales.pipeline["id"]}
    deal = ok(await sales.http.post("/deals", json=opened), 201)
    assert deal["next_task"]["title"] == "Begin First"
    deal = ok(await sales.try_move(deal, "Second"))
    assert {task["title"] for task in await sales.tasks_of(deal)} == {"Begin First", "Begin Second"}
    again = ok(await sales.try_move(await sales.deal(), "Second", next_task=step("My own")))
    assert {task["title"] for task in await sales.tasks_of(again)} == {"Call again", "My own"}
    lost = ok(await sales.try_move(deal, "Lost", loss_reason_id=sales.pipeline["loss_reasons"][0]["id"]))
    assert await sales.tasks_of(lost) == []
    found = ok(await sales.http.get("/tasks", params={"client_id": client["id"], "status": "open"}))["items"]
    assert [(task["title"], task["deal_id"]) for task in found] == [("Begin Lost", None)]


async def test_a_stage_demands_only_what_there_is(department: Department) -> None:
    sales = department.sales
    stage = sales.stage("Second")
    address = f"/pipelines/{sales.pipeline['id']}/stages/{stage['id']}"
    amount = {"required_fields": ["deal.amount"]}
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"required_fields": ["deal.colour"]}, "/required_fields/0"),
        ({"required_fields": [f"deal.custom.{uuid4()}"]}, "/required_fields/0"),
        ({"required_when": {"deal.amount": ALWAYS}}, "/required_when/deal.amount"),
        (
            {**amount, "required_when": {"deal.amount": {"field": "x", "is": 1}}},
            "/required_when/deal.amount/field",
        ),
        (
            {**amount, "required_when": {"deal.amount": {"field": "deal.amount", "contains": "1"}}},
            "/required_when/deal.amount/contains",
        ),
        ({"next_stage_ids": [str(uuid4())]}, "/next_stage_ids/0"),
        ({"first_task": {"kind": "call", "title": "", "in_hours": 1}}, "/first_task/title"),
    ]
    for body, pointer in wrong:
        problem = refused(
            await sales.http.patch(address, json=body, headers=match(stage)), 422, "invalid_request"
        )
        assert problem["errors"][0]["pointer"] == pointer, body
    fields = ok(await sales.http.get(f"/pipelines/{sales.pipeline['id']}/contract-fields"))["items"]
    demandable = {field["name"] for field in fields if field["is_demandable"]}
    assert {rule.key for rule in department.rules} <= demandable


async def test_an_archived_field_is_demanded_no_more(department: Department) -> None:
    own = next(rule for rule in department.rules if rule.key.startswith("deal.custom."))
    await department.demand(own)
    field_id = own.key.removeprefix("deal.custom.")
    field = next(one for one in ok(await department.http.get("/fields"))["items"] if one["id"] == field_id)
    ok(await department.http.patch(f"/fields/{field_id}", json={"is_archived": True}, headers=match(field)))
    assert ok(await department.sales.try_move(await department.deal(), "Second"))["stage_name"] == "Second"
