"""What the screens of the demo show, asked for by the people who see them."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import httpx
import pytest

from app.demo.cast import PASSPHRASE, PEOPLE
from app.demo.plans import TARGETS
from tests.demo.conftest import Demo, run_load

pytestmark = pytest.mark.slow
MANAGERS = [person.key for person in PEOPLE if person.role == "manager"]
PLANNED = {metric for metric, _, _ in TARGETS}
SEES_ALL_CLIENTS = {"administrator", "supervisor", "operator"}


async def read(client: httpx.AsyncClient, path: str, **params: Any) -> Any:
    answer = await client.get(path, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_loading_prints_the_log_ins_and_nothing_else(demo: Demo) -> None:
    lines = demo.loading.stdout.splitlines()
    assert PASSPHRASE in lines[0]
    assert [line.split()[0] for line in lines[1:]] == [person.email for person in PEOPLE]
    assert re.fullmatch(r"Loaded [\d,]+ rows in [\d.]+ s\.\n", demo.loading.stderr)


def test_a_database_with_a_workspace_is_refused(demo: Demo) -> None:
    again = run_load(demo.server.settings)
    assert (again.returncode, again.stdout) == (1, "")
    assert "empty" in again.stderr


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
async def test_everybody_logs_in_and_sees_her_part(demo: Demo, person: Any) -> None:
    client = await demo.log_in(person.key)
    me = await read(client, "/auth/me")
    assert me["workspace"]["is_demo"]
    assert (me["role"]["key"], me["user"]["locale"]) == (person.role, person.locale)
    assert me["user"]["extension"] == person.extension
    clients = (await read(client, "/clients/count"))["count"]
    if person.role in SEES_ALL_CLIENTS:
        assert clients == 2000
    else:
        assert 250 < clients < 600


async def test_the_supervisor_sees_every_deal_and_the_board(demo: Demo) -> None:
    client = await demo.log_in("dina")
    projects, showroom, regained = (await read(client, "/pipelines"))["items"]
    revived = (await read(client, "/deals/count", pipeline_id=regained["id"]))["count"]
    assert (await read(client, "/deals/count"))["count"] == 600 + revived
    assert [stage["name"] for stage in projects["stages"]] == [
        "Need identified",
        "Measured on site",
        "Offer sent",
        "Contract signed",
        "Paid in full",
        "Lost",
    ]
    board = await read(client, "/deals/board", pipeline_id=projects["id"])
    counts = [column["count"] for column in board["columns"]]
    assert sum(counts[:4]) == 64
    assert min(counts) > 5
    for column in board["columns"][:4]:
        assert Decimal(column["amount"]) > 0
        assert all(card["next_task"] for card in column["items"])
    assert (await read(client, "/deals/board", pipeline_id=showroom["id"]))["columns"][0]["count"] > 0


@pytest.mark.parametrize("key", MANAGERS)
async def test_a_manager_has_a_day(demo: Demo, key: str) -> None:
    client = await demo.log_in(key)
    day = await read(client, "/tasks/day")
    assert day["overdue_total"] >= 1
    assert 8 <= len(day["today"]) <= 45
    assert len(day["tomorrow"]) >= 5
    assert day["done_today"] > 0
    assert day["next_meeting"]["place"]
    with_deals = [task for task in day["overdue"] + day["today"] + day["tomorrow"] if task["deal"]]
    assert with_deals
    assert all(task["client"]["name"] and task["deal"]["hint"] for task in with_deals)


async def test_plans_and_facts_of_both_months(demo: Demo) -> None:
    client = await demo.log_in("dina")
    progress = await read(client, "/plans/progress")
    assert len(progress["items"]) == len(MANAGERS)
    for person in progress["items"]:
        assert {metric["metric"] for metric in person["metrics"] if metric["target"]} == PLANNED
        facts = {metric["metric"]: Decimal(metric["fact"]) for metric in person["metrics"]}
        assert facts["deals_won"] > 0
        assert facts["deals_won_amount"] > 0
        assert facts["calls_made"] > 0
    total = {metric["metric"]: metric for metric in progress["total"]}
    assert Decimal(total["deals_won"]["target"]) == 50
    year, month = map(int, progress["month"].split("-"))
    before = f"{year - (month == 1)}-{(month - 2) % 12 + 1:02}"
    for person in (await read(client, "/plans/progress", month=before))["items"]:
        assert {metric["metric"] for metric in person["metrics"] if metric["target"]} == PLANNED
        for metric in person["metrics"]:
            is_for_the_month = metric["metric"] in PLANNED and metric["period"] != "day"
            assert Decimal(metric["fact"]) > 0 or not is_for_the_month, metric


async def test_a_figure_opens(demo: Demo) -> None:
    client = await demo.log_in("nana")
    progress = await read(client, "/plans/progress")
    won = next(metric for metric in progress["items"][0]["metrics"] if metric["metric"] == "deals_won")
    span = {"from": won["from"], "to": won["to"]}
    rows = await read(client, "/reports/metrics/deals_won/rows", **span)
    assert len(rows["items"]) == Decimal(won["fact"])


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Nino Beridze", "ნინო ბერიძე"),
        ("dilnoza karimova", "Каримова Дилноза"),
        ("Maria Hernandez", "María Hernández"),
        ("1234567", "Каримова Дилноза"),
        ("Samarkand tekstil", "ООО «Самарканд Текстиль»"),
    ],
)
async def test_search_finds_by_other_scripts(demo: Demo, query: str, name: str) -> None:
    client = await demo.log_in("dina")
    found = await read(client, "/search", q=query)
    assert name in [hit["title"] for hit in found["items"]]


async def test_the_card_of_a_client_tells_her_story(demo: Demo) -> None:
    client = await demo.log_in("nana")
    hit = next(
        hit
        for hit in (await read(client, "/search", q="Karimova Dilnoza"))["items"]
        if hit["type"] == "client"
    )
    card = await read(client, f"/clients/{hit['id']}")
    assert card["company_name"] == "Отель «Анор»"
    assert card["last_contact_at"]
    timeline = (await read(client, f"/clients/{hit['id']}/timeline", limit=100))["items"]
    types = [entry["type"] for entry in timeline]
    assert types[-1] == "client.created"
    assert {"deal.created", "deal.moved", "note.added", "task.created", "task.completed"} <= set(types)
    deals = (await read(client, "/deals", client_id=hit["id"]))["items"]
    assert [deal["title"] for deal in deals] == ["Мебель для 24 номеров"]


async def test_calls_and_notices_are_there(demo: Demo) -> None:
    client = await demo.log_in("levan")
    calls = (await read(client, "/calls", limit=100))["items"]
    assert {"in", "out"} == {call["direction"] for call in calls}
    assert {"answered", "missed"} <= {call["result"] for call in calls}
    assert any(call["note"] for call in calls)
    assert (await read(client, "/calls", needs_outcome=True))["items"]
    assert (await read(client, "/notifications/count"))["unread"] >= 1


async def test_a_call_can_be_simulated(demo: Demo) -> None:
    client = await demo.log_in("nana")
    answer = await client.post("/demo/calls", json={"scenario": "ringing"})
    assert answer.status_code == 202, answer.text


async def test_the_connection_has_been_heard_of(demo: Demo) -> None:
    client = await demo.log_in("aziz")
    (connection,) = (await read(client, "/telephony/connections"))["items"]
    assert connection["last_event_at"]


async def test_the_process_lives(demo: Demo) -> None:
    """Some deals are warned of, some over their time; they came from somewhere, and others want them too."""
    client = await demo.log_in("dina")
    open_deals = (await read(client, "/deals/count", status="open"))["count"]
    overdue = (await read(client, "/deals/count", overdue_in_stage="true"))["count"]
    assert open_deals / 8 < overdue < open_deals * 2 / 3
    ask = {"filter": {"field": "stage_due_at", "is_filled": True}, "limit": 200}
    timed = (await client.post("/deals/query", json=ask)).json()["items"]
    present = datetime.now(UTC).isoformat()
    warned = [one for one in timed if one["stage_warn_at"] <= present < one["stage_due_at"]]
    calm = [one for one in timed if one["stage_warn_at"] > present]
    assert len(warned) > 2
    assert len(calm) > 10
    for field in ("source", "campaign"):
        assert len((await read(client, "/deals/suggestions", field=field))["items"]) >= 3
    assert len((await read(client, "/competitors"))["items"]) == 4
    around = {"participants": 0, "competitors": 0, "lines": 0}
    for deal in timed[:40]:
        around["participants"] += bool((await read(client, f"/deals/{deal['id']}/participants"))["items"])
        around["competitors"] += bool((await read(client, f"/deals/{deal['id']}/competitors"))["items"])
        around["lines"] += bool((await read(client, f"/deals/{deal['id']}/lines"))["lines"])
    assert min(around.values()) >= 5, around
    regained = (await read(client, "/pipelines"))["items"][2]
    board = await read(client, "/deals/board", pipeline_id=regained["id"])
    assert sum(column["count"] for column in board["columns"]) >= 3
    founder = await demo.log_in(PEOPLE[0].key)
    (rule,) = (await read(founder, f"/pipelines/{regained['id']}/win-back-rules"))["items"]
    assert (rule["is_active"], rule["waiting_count"]) == (True, 0)
