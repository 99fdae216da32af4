"""Pipelines: their stages, what these demand, the loss reasons, and the one that a workspace begins with."""

from typing import Any

import httpx
import pytest

from app.domains.deals.rules.naming import proposals
from app.domains.deals.rules.results import RESULTS, Template
from app.domains.deals.service.starter import WORDS, stages_of
from app.domains.identity.schemas import SetupInput
from app.domains.identity.service import setup
from tests.conftest import MakeWorkspace
from tests.support.selling import STAGES, Sales, match, ok, refused, start_selling
from tests.support.workspaces import Workspace


@pytest.fixture
async def sales(workspace: Workspace) -> Sales:
    return await start_selling(workspace)


async def names(browser: httpx.AsyncClient, pipeline: dict[str, Any]) -> list[str]:
    return [stage["name"] for stage in ok(await browser.get(f"/pipelines/{pipeline['id']}/stages"))["items"]]


async def test_a_new_workspace_has_a_pipeline_at_once(workspace: Workspace) -> None:
    manager = await workspace.person("manager")
    found = ok(await workspace.http(manager).get("/pipelines"))["items"]
    assert [pipeline["name"] for pipeline in found] == ["Sales"]
    semantics = [stage["semantics"] for stage in found[0]["stages"]]
    assert semantics == ["open"] * 4 + ["won", "lost"]
    assert [stage["position"] for stage in found[0]["stages"]] == [1, 2, 3, 4, 5, 6]
    assert len(found[0]["loss_reasons"]) == 5
    assert found[0]["next_step_mode"] == "strict"


@pytest.mark.parametrize("locale", ["en", "ru", "es", "uz", "ka", "mn"])
def test_the_first_pipeline_exists_in_every_language(locale: str) -> None:
    stages = stages_of(Template.USUAL, locale)
    assert len({stage.name for stage in stages}) == 6
    assert [len(stage.required_fields) for stage in stages] == [0, 1, 2, 1, 0, 0]
    assert len(set(WORDS[locale].loss_reasons)) == 5


@pytest.mark.parametrize("template", list(Template))
@pytest.mark.parametrize("locale", list(RESULTS))
def test_every_template_is_whole_and_named_by_results(template: Template, locale: str) -> None:
    stages = stages_of(template, locale)
    kinds = [stage.semantics for stage in stages]
    assert kinds == ["open"] * (len(stages) - 2) + ["won", "lost"]
    chances = [stage.probability or 0 for stage in stages[:-2]]
    assert chances == sorted(set(chances))
    assert [proposals(stage.name) for stage in stages] == [()] * len(stages)


async def test_a_pipeline_starts_from_a_template(workspace: Workspace, sales: Sales) -> None:
    offered = ok(await sales.http.get("/pipelines/templates"))["items"]
    assert [template["key"] for template in offered] == list(Template)
    chosen = next(template for template in offered if template["key"] == "meetings")
    made = ok(await sales.http.post("/pipelines", json={"name": "B2B", "template": "meetings"}), 201)
    assert [stage["name"] for stage in made["stages"]] == chosen["stages"]
    assert "Meeting held" in chosen["stages"]


async def test_a_stage_named_by_a_process_is_told_so(sales: Sales) -> None:
    asked = await sales.http.get("/pipelines/proposed-names", params={"name": "Клиент думает"})
    assert ok(asked)["items"] == ["Решение принято", "Предложение отправлено"]
    stages = [
        {"name": "Waiting for answer", "semantics": "open"},
        {"name": "Waiting list won", "semantics": "won"},
        {"name": "Lost", "semantics": "lost"},
    ]
    made = ok(await sales.http.post("/pipelines", json={"name": "Old habits", "stages": stages}), 201)
    assert made["stages"][0]["proposed_names"][0] == "Answer received"
    assert [stage["proposed_names"] for stage in made["stages"][1:]] == [[], []]


async def test_the_first_pipeline_speaks_the_language_of_the_wizard(make: MakeWorkspace) -> None:
    workspace = await make()
    wizard = SetupInput(
        workspace_name="W", name="N", email=f"{workspace.id.hex}@e.com", password="p" * 20, locale="ka"
    )
    workspace_id, _ = await setup.create_workspace(workspace.runtime, wizard)
    async with workspace.runtime.db.read(workspace_id) as session:
        rows = await session.connection()
        found = (await rows.exec_driver_sql("SELECT name FROM pipelines")).scalars().all()
    assert found == ["გაყიდვები"]


async def test_a_pipeline_is_made_with_given_or_usual_stages(workspace: Workspace, sales: Sales) -> None:
    assert await names(sales.http, sales.pipeline) == [stage["name"] for stage in STAGES]
    usual = ok(await sales.http.post("/pipelines", json={"name": "Service"}), 201)
    assert len(usual["stages"]) == 6
    assert usual["position"] == 3
    await workspace.http().patch("/auth/me", json={"locale": "ru"})
    russian = ok(await sales.http.post("/pipelines", json={"name": "Сервис"}), 201)
    assert russian["stages"][2]["name"] == "Предложение отправлено"


async def test_a_pipeline_needs_a_way_to_win_and_to_lose(sales: Sales) -> None:
    for left_out in ("open", "won", "lost"):
        stages = [stage for stage in STAGES if stage["semantics"] != left_out]
        answer = await sales.http.post("/pipelines", json={"name": "Broken", "stages": stages})
        assert refused(answer, 422, "invalid_request")["errors"][0]["code"] == "stage_needed"


async def test_stages_keep_their_order_open_won_lost(sales: Sales) -> None:
    address = f"/pipelines/{sales.pipeline['id']}/stages"
    added = ok(await sales.http.post(address, json={"name": "Delivered", "semantics": "open"}), 201)
    assert added["position"] == 4
    first = {"name": "Called", "semantics": "open", "position": 1}
    assert ok(await sales.http.post(address, json=first), 201)["position"] == 1
    won = {"name": "Paid in part", "semantics": "won", "position": 1}
    assert ok(await sales.http.post(address, json=won), 201)["position"] == 6
    assert await names(sales.http, sales.pipeline) == [
        "Called",
        "Need identified",
        "Offer sent",
        "Contract signed",
        "Delivered",
        "Paid in part",
        "Paid in full",
        "Lost",
    ]


async def test_a_stage_is_changed_by_its_version(sales: Sales) -> None:
    stage = sales.stage("Offer sent")
    address = f"/pipelines/{sales.pipeline['id']}/stages/{stage['id']}"
    assert (await sales.http.patch(address, json={"name": "X"})).status_code == 428
    kept = {**stage["checklist"][0], "question": "Who signs?"}
    body = {
        "name": "Proposal sent",
        "hint": "",
        "required_fields": ["deal.amount", "deal.amount"],
        "checklist": [kept, {"question": "Deadline?", "kind": "text"}],
        "position": 1,
    }
    changed = ok(await sales.http.patch(address, json=body, headers=match(stage)))
    assert changed["version"] == stage["version"] + 1
    assert changed["required_fields"] == ["deal.amount"]
    assert changed["checklist"][0]["id"] == stage["checklist"][0]["id"]
    assert changed["hint"] is None
    assert changed["position"] == 1
    assert (await names(sales.http, sales.pipeline))[:2] == ["Proposal sent", "Need identified"]
    stale = await sales.http.patch(address, json={"name": "Y"}, headers=match(stage))
    refused(stale, 412, "version_conflict")
    semantics = await sales.http.patch(address, json={"semantics": "won"}, headers=match(changed))
    refused(semantics, 422, "invalid_request")


async def test_a_question_that_changes_its_kind_is_another_question(sales: Sales) -> None:
    stage = sales.stage("Offer sent")
    address = f"/pipelines/{sales.pipeline['id']}/stages/{stage['id']}"
    old = stage["checklist"][0]["id"]
    checklist = [{"id": old, "question": "Who decides?", "kind": "text"}]
    changed = ok(await sales.http.patch(address, json={"checklist": checklist}, headers=match(stage)))
    assert changed["checklist"][0]["id"] != old


@pytest.mark.parametrize(
    "question",
    [
        {"question": "Who?", "kind": "choice"},
        {"question": "Who?", "kind": "choice", "options": ["A", "A"]},
        {"question": "Who?", "kind": "text", "options": ["A", "B"]},
    ],
)
async def test_a_choice_needs_options_and_nothing_else_has_them(
    sales: Sales, question: dict[str, Any]
) -> None:
    body = {"name": "X", "semantics": "open", "checklist": [question]}
    answer = await sales.http.post(f"/pipelines/{sales.pipeline['id']}/stages", json=body)
    refused(answer, 422, "invalid_request")


async def test_a_stage_with_deals_stays_and_the_last_of_its_kind_too(sales: Sales) -> None:
    await sales.deal()
    address = f"/pipelines/{sales.pipeline['id']}/stages"
    occupied = await sales.http.delete(f"{address}/{sales.stage('Need identified')['id']}")
    refused(occupied, 409, "stage_in_use")
    refused(await sales.http.delete(f"{address}/{sales.stage('Lost')['id']}"), 409, "stage_needed")
    gone = f"{address}/{sales.stage('Offer sent')['id']}"
    assert (await sales.http.delete(gone)).status_code == 204
    refused(await sales.http.delete(gone), 404, "not_found")
    left = ok(await sales.http.get(address))["items"]
    assert [(stage["name"], stage["position"]) for stage in left] == [
        ("Need identified", 1),
        ("Contract signed", 2),
        ("Paid in full", 3),
        ("Lost", 4),
    ]


async def test_a_stage_that_deals_have_left_can_go_and_their_history_stays(sales: Sales) -> None:
    deal = await sales.deal()
    await sales.move(deal, "Lost")
    address = f"/pipelines/{sales.pipeline['id']}/stages/{sales.stage('Need identified')['id']}"
    assert (await sales.http.delete(address)).status_code == 204
    entries = ok(await sales.http.get(f"/deals/{deal['id']}/timeline", params={"types": "deal.moved"}))
    assert entries["items"][0]["data"]["from_stage_name"] == "Need identified"


async def test_loss_reasons_are_added_reworded_and_taken_off(sales: Sales) -> None:
    address = f"/pipelines/{sales.pipeline['id']}/loss-reasons"
    added = ok(await sales.http.post(address, json={"name": "Moved away"}), 201)
    assert added["position"] == 6
    changed = ok(await sales.http.patch(f"{address}/{added['id']}", json={"name": "Left the city"}))
    assert changed["name"] == "Left the city"
    deal = await sales.deal()
    await sales.move(deal, "Lost", loss_reason_id=added["id"])
    assert (await sales.http.delete(f"{address}/{added['id']}")).status_code == 204
    assert ok(await sales.http.get(f"/deals/{deal['id']}"))["loss_reason_id"] == added["id"]
    second = await sales.deal()
    refused(await sales.try_move(second, "Lost", loss_reason_id=added["id"]), 404, "not_found")
    for reason in sales.pipeline["loss_reasons"][1:]:
        assert (await sales.http.delete(f"{address}/{reason['id']}")).status_code == 204
    last = await sales.http.delete(f"{address}/{sales.pipeline['loss_reasons'][0]['id']}")
    refused(last, 409, "loss_reason_needed")


async def test_a_pipeline_is_renamed_and_knows_its_version(sales: Sales) -> None:
    address = f"/pipelines/{sales.pipeline['id']}"
    changed = ok(await sales.http.patch(address, json={"name": "Kitchens"}, headers=match(sales.pipeline)))
    assert (changed["name"], changed["version"]) == ("Kitchens", sales.pipeline["version"] + 1)
    stale = await sales.http.patch(address, json={"name": "K"}, headers=match(sales.pipeline))
    refused(stale, 412, "version_conflict")


async def test_only_who_configures_may_change_and_nobody_elses_pipeline_is_seen(
    workspace: Workspace, sales: Sales, make: MakeWorkspace
) -> None:
    manager = workspace.http(await workspace.person("manager"))
    assert (await manager.post("/pipelines", json={"name": "Mine"})).status_code == 403
    foreign = (await make()).http()
    address = f"/pipelines/{sales.pipeline['id']}"
    for answer in (
        await foreign.get(address),
        await foreign.get(f"{address}/stages"),
        await foreign.patch(address, json={"name": "X"}, headers={"If-Match": '"1"'}),
        await foreign.post(f"{address}/stages", json={"name": "X", "semantics": "open"}),
        await foreign.post(f"{address}/loss-reasons", json={"name": "X"}),
        await foreign.delete(f"{address}/stages/{sales.stage('Lost')['id']}"),
        await foreign.get("/deals/board", params={"pipeline_id": sales.pipeline["id"]}),
    ):
        refused(answer, 404, "not_found")
