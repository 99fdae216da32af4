"""The board, lists, sums and the search: what they show, to whom, and in how many queries."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from app.domains.deals.models import Deal
from tests.conftest import MakeWorkspace
from tests.support.selling import Sales, fewest_statements, match, ok, refused, start_selling, step
from tests.support.workspaces import Workspace

TABLES = ("deals", "stages", "tasks", "clients", "workspaces")


@pytest.fixture
async def sales(workspace: Workspace) -> Sales:
    return await start_selling(workspace)


async def board(sales: Sales, **params: Any) -> dict[str, Any]:
    query = {"pipeline_id": sales.pipeline["id"], **params}
    found: dict[str, Any] = ok(await sales.http.get("/deals/board", params=query))
    return found


def column(found: dict[str, Any], sales: Sales, stage: str) -> dict[str, Any]:
    stage_id = sales.stage(stage)["id"]
    wanted: dict[str, Any] = next(c for c in found["columns"] if c["stage_id"] == stage_id)
    return wanted


async def test_an_empty_board_shows_every_column(sales: Sales) -> None:
    found = await board(sales)
    assert [c["stage_id"] for c in found["columns"]] == [s["id"] for s in sales.pipeline["stages"]]
    assert {(c["count"], c["amount"], c["next_cursor"]) for c in found["columns"]} == {(0, "0.00", None)}


async def test_columns_count_and_add_up(sales: Sales) -> None:
    client = await sales.client()
    for amount in ("10.10", "20.20", None):
        await sales.deal(client_id=client["id"], amount=amount)
    await sales.deal(client_id=client["id"], amount="1000", currency="USD")
    moved = await sales.move(await sales.deal(client_id=client["id"]), "Offer sent")
    found = await board(sales)
    first, second = column(found, sales, "Need identified"), column(found, sales, "Offer sent")
    assert (first["count"], first["amount"], found["currency"]) == (4, "30.30", "UZS")
    assert (second["count"], second["amount"]) == (1, "48000000.00")
    assert second["items"][0] == {key: moved[key] for key in second["items"][0]}
    assert first["items"][0]["next_task"]["title"] == "Call again"


async def test_a_card_shows_its_earliest_open_task(sales: Sales) -> None:
    deal = await sales.deal(next_task=step("Later", 72))
    for title, hours in (("Sooner", 5), ("Latest", 200)):
        ok(await sales.http.post("/tasks", json={**step(title, hours), "deal_id": deal["id"]}), 201)
    card = column(await board(sales), sales, "Need identified")["items"][0]
    assert card["next_task"]["title"] == "Sooner"


async def test_closed_columns_show_thirty_days(sales: Sales) -> None:
    fresh, old = await sales.deal("Fresh"), await sales.deal("Old")
    for deal in (fresh, old):
        await sales.move(deal, "Lost")
    long_ago = datetime.now(UTC) - timedelta(days=31)
    async with sales.workspace.runtime.db.write(sales.workspace.id) as session:
        await session.execute(
            update(Deal)
            .where(Deal.workspace_id == sales.workspace.id, Deal.id == UUID(old["id"]))
            .values(stage_entered_at=long_ago, closed_at=long_ago)
        )
    lost = column(await board(sales), sales, "Lost")
    assert (lost["count"], [card["title"] for card in lost["items"]]) == (1, ["Fresh"])


async def test_a_long_column_goes_on_in_the_list(sales: Sales) -> None:
    client = await sales.client()
    for number in range(5):
        await sales.deal(f"Deal {number}", client_id=client["id"])
    first = column(await board(sales, limit=2), sales, "Need identified")
    assert (first["count"], [card["title"] for card in first["items"]]) == (5, ["Deal 4", "Deal 3"])
    query = {"stage_id": first["stage_id"], "sort": "-stage_entered_at", "limit": 2}
    second = ok(await sales.http.get("/deals", params={**query, "cursor": first["next_cursor"]}))
    assert [card["title"] for card in second["items"]] == ["Deal 2", "Deal 1"]
    third = ok(await sales.http.get("/deals", params={**query, "cursor": second["next_cursor"]}))
    assert [card["title"] for card in third["items"]] == ["Deal 0"]
    assert third["next_cursor"] is None


async def test_the_board_takes_two_queries_and_the_list_one(sales: Sales) -> None:
    client = await sales.client()
    for number in range(6):
        await sales.deal(f"Deal {number}", client_id=client["id"])
    deal = ok(await sales.http.get("/deals"))["items"][0]
    for address, params, budget in (
        ("/deals/board", {"pipeline_id": sales.pipeline["id"]}, 2),
        ("/deals", {}, 1),
        (f"/deals/{deal['id']}", {}, 1),
        ("/deals/summary", {"client_id": client["id"]}, 2),
    ):

        async def ask(address: str = address, params: dict[str, str] = params) -> None:
            ok(await sales.http.get(address, params=params))

        statements = await fewest_statements(sales.workspace.server, TABLES, ask)
        assert len(statements) == budget, (address, statements)


async def test_lists_filter_sort_and_count(sales: Sales) -> None:
    one, other = await sales.client("One"), await sales.client("Other")
    small = await sales.deal("Small", client_id=one["id"], amount="1", expected_on="2027-03-01")
    big = await sales.deal("Big", client_id=other["id"], amount="99", expected_on="2027-01-01")
    none = await sales.move(await sales.deal("None", client_id=one["id"]), "Lost")
    for params, wanted in (
        ({}, [none, big, small]),
        ({"sort": "created_at"}, [small, big, none]),
        ({"sort": "-amount"}, [big, small, none]),
        ({"sort": "expected_on"}, [big, small, none]),
        ({"sort": "-closed_at", "status": "lost"}, [none]),
        ({"client_id": one["id"]}, [none, small]),
        ({"status": "open", "client_id": one["id"]}, [small]),
        ({"stage_id": none["stage_id"]}, [none]),
        ({"owner_id": small["owner_id"], "sort": "amount"}, [small, big, none]),
        ({"pipeline_id": sales.pipeline["id"], "status": "won"}, []),
    ):
        found = ok(await sales.http.get("/deals", params=params))
        assert [row["title"] for row in found["items"]] == [deal["title"] for deal in wanted], params
        filters = {key: value for key, value in params.items() if key != "sort"}
        assert ok(await sales.http.get("/deals/count", params=filters))["count"] == len(wanted)
    refused(await sales.http.get("/deals", params={"sort": "version"}), 422, "invalid_request")


async def test_pages_walk_through_every_sort_without_loss(sales: Sales) -> None:
    client = await sales.client()
    for number in range(7):
        amount = str(Decimal(number // 3)) if number % 2 else None
        await sales.deal(f"Deal {number}", client_id=client["id"], amount=amount)
    for sort in ("created_at", "-created_at", "amount", "-amount", "expected_on", "-stage_entered_at"):
        seen: list[str] = []
        params = {"sort": sort, "limit": 2}
        while True:
            page = ok(await sales.http.get("/deals", params=params))
            seen += [row["id"] for row in page["items"]]
            if page["next_cursor"] is None:
                break
            params["cursor"] = page["next_cursor"]
        assert len(seen) == len(set(seen)) == 7, sort


async def test_sums_of_clients(sales: Sales) -> None:
    rich, poor = await sales.client("Rich"), await sales.client("Poor")
    await sales.deal(client_id=rich["id"], amount="10")
    await sales.deal(client_id=rich["id"], amount="5.5")
    await sales.deal(client_id=rich["id"], amount="7", currency="USD")
    await sales.move(await sales.deal(client_id=rich["id"], amount="100"), "Lost")
    found = ok(await sales.http.get("/deals/summary", params={"client_id": [rich["id"], poor["id"]]}))
    assert found["items"] == [
        {"client_id": rich["id"], "open_count": 3, "open_amount": "15.50", "currency": "UZS"},
        {"client_id": poor["id"], "open_count": 0, "open_amount": "0.00", "currency": "UZS"},
    ]
    refused(await sales.http.get("/deals/summary"), 422, "invalid_request")


async def test_each_sees_what_her_role_reaches(workspace: Workspace, make: MakeWorkspace) -> None:
    team = await workspace.team()
    owner = await workspace.person("manager", team_id=team)
    sales = await start_selling(workspace, owner)
    deal = await sales.deal("Hotel Anor")
    foreign = await make()
    reach = {
        "owner": (owner, 1),
        "colleague": (await workspace.person("manager", team_id=team), 0),
        "supervisor": (await workspace.person("supervisor", team_id=team), 1),
        "other supervisor": (await workspace.person("supervisor", team_id=await workspace.team("S")), 0),
        "analyst": (await workspace.person("analyst"), 1),
        "administrator": (workspace.admin, 1),
        "foreign administrator": (foreign.admin, 0),
    }
    for who, (person, count) in reach.items():
        home = foreign if who.startswith("foreign") else workspace
        browser = home.http(person)
        assert len(ok(await browser.get("/deals"))["items"]) == count, who
        assert ok(await browser.get("/deals/count"))["count"] == count, who
        assert len(ok(await browser.get("/search", params={"q": "anor"}))["items"]) == count, who
        summary = ok(await browser.get("/deals/summary", params={"client_id": deal["client_id"]}))
        assert summary["items"][0]["open_count"] == count, who
        status = 200 if count else 404
        assert (await browser.get(f"/deals/{deal['id']}")).status_code == status, who
        assert (await browser.get(f"/deals/{deal['id']}/timeline")).status_code == status, who
        shown = await browser.get("/deals/board", params={"pipeline_id": sales.pipeline["id"]})
        if home is workspace:
            assert sum(c["count"] for c in ok(shown)["columns"]) == count, who
            assert sum(len(c["items"]) for c in ok(shown)["columns"]) == count, who
        else:
            refused(shown, 404, "not_found")
    operator = workspace.http(await workspace.person("operator"))
    assert (await operator.get("/deals")).status_code == 403


async def test_deals_are_found_by_their_titles_in_any_script(sales: Sales) -> None:
    for title in ("Мебель для гостиницы", "სამზარეულო 100%", "Kitchen, Navoi 12"):
        await sales.deal(title)
    for query, title in (
        ("mebel gost", "Мебель для гостиницы"),
        ("სამზარ", "სამზარეულო 100%"),
        ("samzareulo", "სამზარეულო 100%"),
        ("navoi kitchen", "Kitchen, Navoi 12"),
        ("ki", "Kitchen, Navoi 12"),
    ):
        hits = ok(await sales.http.get("/search", params={"q": query}))["items"]
        assert [hit["title"] for hit in hits if hit["type"] == "deal"] == [title], query
    hits = ok(await sales.http.get("/search", params={"q": "kitchen"}))["items"]
    assert hits[0]["subtitle"] == "Каримова Дилноза · Need identified"
    for nothing in ("%", "_", "\\", "itchenx", "nowhere"):
        hits = ok(await sales.http.get("/search", params={"q": nothing}))["items"]
        assert [hit for hit in hits if hit["type"] == "deal"] == [], nothing


async def test_a_timeline_holds_the_deal_and_its_tasks_and_no_other(sales: Sales) -> None:
    client = await sales.client()
    deal, other = await sales.deal(client_id=client["id"]), await sales.deal(client_id=client["id"])
    await sales.move(deal, "Offer sent")
    ok(await sales.http.patch(f"/deals/{other['id']}", json={"title": "Else"}, headers=match(other)))
    entries = ok(await sales.http.get(f"/deals/{deal['id']}/timeline"))["items"]
    assert [entry["type"] for entry in entries] == ["deal.moved", "task.created", "deal.created"]
    card = ok(await sales.http.get(f"/clients/{client['id']}/timeline"))["items"]
    assert {"deal.created", "deal.moved", "task.created"} <= {entry["type"] for entry in card}
