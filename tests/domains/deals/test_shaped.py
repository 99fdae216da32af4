"""Lists and boards of deals by a filter tree."""

from typing import Any

import pytest

from app.domains.deals import product_fields
from tests.support.selling import Sales, match, ok, refused, start_selling, step
from tests.support.workspaces import Workspace


@pytest.fixture
async def sales(workspace: Workspace) -> Sales:
    return await start_selling(workspace)


async def titles(sales: Sales, **question: Any) -> list[str]:
    rows = ok(await sales.http.post("/deals/query", json=question))["items"]
    counted = {name: value for name, value in question.items() if name not in {"sort", "columns", "limit"}}
    assert ok(await sales.http.post("/deals/query/count", json=counted))["count"] == len(rows)
    return sorted(row["title"] for row in rows)


async def test_every_field_can_be_asked(sales: Sales) -> None:
    fields = ok(await sales.http.get("/fields/registry", params={"subject": "deal"}))["items"]
    assert {"amount", "stage_id", "pipeline_id", "without_step", "client.tags"} <= {f["name"] for f in fields}
    deal = await sales.deal()
    columns = [field["name"] for field in fields if field["shown"]]
    for start in range(0, len(columns), 30):
        query = {"columns": columns[start : start + 30]}
        (row,) = ok(await sales.http.post("/deals/query", json=query))["items"]
        assert row["id"] == deal["id"]
        assert set(row["values"]) == set(query["columns"])
    for field in fields:
        if "is_filled" in field["operators"]:
            tree = {"field": field["name"], "is_filled": True}
            ok(await sales.http.post("/deals/query", json={"filter": tree}))
        if field["may_sort"]:
            ok(await sales.http.post("/deals/query", json={"sort": [f"-{field['name']}"]}))


async def test_questions_find_what_they_say(sales: Sales) -> None:
    client = await sales.client("Anor", source="fair", tags=["spring"])
    big = await sales.deal("Big hotel", amount="9000.00", client_id=client["id"])
    small = await sales.deal("Small kitchen", amount="10.00")
    lost = await sales.move(await sales.deal("Lost one"), "Lost")
    await sales.deal("Again", client_id=lost["client_id"])
    first, end = sales.stage("Need identified")["id"], sales.stage("Lost")["id"]
    cases: list[tuple[Any, list[str]]] = [
        ({"field": "amount", "gt": 1000}, ["Big hotel"]),
        ({"field": "stage_id", "is": end}, ["Lost one"]),
        ({"field": "stage_id", "is_not": end}, ["Again", "Big hotel", "Small kitchen"]),
        ({"field": "stage_id", "any_of": [first, end]}, ["Again", "Big hotel", "Lost one", "Small kitchen"]),
        ({"field": "status", "is": "lost"}, ["Lost one"]),
        ({"field": "client.source", "is": "fair"}, ["Big hotel"]),
        ({"field": "client.tags", "contains": "spring"}, ["Big hotel"]),
        ({"field": "client.tags", "any_of": ["spring", "autumn"]}, ["Big hotel"]),
        ({"field": "client.name", "starts_with": "An"}, ["Big hotel"]),
        ({"field": "is_repeated", "is": True}, ["Again"]),
        ({"field": "without_step", "is": True}, []),
        ({"not": {"field": "amount", "is_filled": True}}, ["Again", "Lost one"]),
        ({"field": "next_due_at", "is_filled": True}, ["Again", "Big hotel", "Small kitchen"]),
    ]
    for tree, expected in cases:
        assert await titles(sales, filter=tree) == expected, tree
    assert await titles(sales, q="kitch") == ["Small kitchen"]
    assert await titles(sales, status="open", q="big") == ["Big hotel"]
    rows = ok(await sales.http.post("/deals/query", json={"sort": ["-amount"], "status": "open"}))["items"]
    assert [row["id"] for row in rows][:2] == [big["id"], small["id"]]
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"filter": {"field": "colour", "is": 1}}, "/filter/field"),
        ({"filter": {"field": "amount", "contains": "1"}}, "/filter/contains"),
        ({"filter": {"field": "stage_id", "is": client["id"]}}, "/filter/is"),
        ({"sort": ["colour"]}, "/sort/0"),
        ({"columns": ["colour"]}, "/columns/0"),
    ]
    for body, pointer in wrong:
        problem = refused(await sales.http.post("/deals/query", json=body), 422, "invalid_request")
        assert problem["errors"][0]["pointer"] == pointer, body


async def test_own_fields_are_asked_too(sales: Sales) -> None:
    made = {"subject_type": "deal", "name": "Room"}
    group = ok(await sales.http.post("/field-groups", json=made), 201)
    body = {"group_id": group["id"], "name": "Rooms", "kind": "number"}
    field = ok(await sales.http.post("/fields", json=body), 201)["id"]
    await sales.deal("Many", custom={field: "24"})
    await sales.deal("Few", custom={field: "2"})
    assert await titles(sales, filter={"field": f"custom.{field}", "gte": 10}) == ["Many"]
    rows = ok(await sales.http.post("/deals/query", json={"sort": [f"custom.{field}"]}))["items"]
    assert [row["title"] for row in rows] == ["Few", "Many"]


async def test_a_board_of_a_question_goes_on_by_pages(sales: Sales) -> None:
    for number in range(5):
        await sales.deal(f"Deal {number}", amount=f"{number}.00")
    moved = await sales.move(await sales.deal("Moved"), "Offer sent")
    pipeline = sales.pipeline["id"]
    tree = {"field": "amount", "gte": 1}
    question = {"pipeline_id": pipeline, "filter": tree, "limit": 3}
    board = ok(await sales.http.post("/deals/query/board", json=question))
    columns = {column["stage_id"]: column for column in board["columns"]}
    first = columns[sales.stage("Need identified")["id"]]
    assert (first["count"], first["amount"]) == (4, "10.00")
    assert [card["title"] for card in first["items"]] == ["Deal 4", "Deal 3", "Deal 2"]
    query = {"stage_id": first["stage_id"], "filter": tree, "sort": ["-stage_entered_at"]}
    rest = ok(await sales.http.post("/deals/query", json={**query, "cursor": first["next_cursor"]}))
    assert [card["title"] for card in rest["items"]] == ["Deal 1"]
    assert columns[moved["stage_id"]]["count"] == 1
    plain = ok(await sales.http.get("/deals/board", params={"pipeline_id": pipeline}))
    everything = ok(await sales.http.post("/deals/query/board", json={"pipeline_id": pipeline}))
    assert plain == everything
    stranger = {"pipeline_id": moved["id"]}
    refused(await sales.http.post("/deals/query/board", json=stranger), 404, "not_found")


async def test_one_sees_only_her_own(sales: Sales) -> None:
    manager = await sales.workspace.person("manager")
    hers = Sales(sales.workspace, sales.workspace.http(manager), sales.pipeline)
    await sales.deal("Theirs")
    mine = await hers.deal("Mine")
    assert await titles(hers, filter={"field": "status", "is": "open"}) == ["Mine"]
    task = mine["next_task"]["id"]
    ok(await hers.http.post(f"/tasks/{task}/complete", json={"outcome": "done", "next_task": step()}))
    card = ok(await hers.http.get(f"/deals/{mine['id']}"))
    ok(await hers.http.patch(f"/deals/{mine['id']}", json={"amount": "5"}, headers=match(card)))
    assert await titles(hers, filter={"field": "amount", "is": 5}) == ["Mine"]


async def test_deals_are_found_by_what_they_sell(sales: Sales, monkeypatch: pytest.MonkeyPatch) -> None:
    http = sales.workspace.http()
    bed, lamp = [ok(await http.post("/products", json={"name": name}), 201)["id"] for name in ("Bed", "Lamp")]
    for title, sold in (("Beds", [bed]), ("Both", [bed, lamp, bed]), ("In words", [None]), ("Nothing", [])):
        lines = [
            {"quantity": "1", "unit_price": "5.00", **({"product_id": one} if one else {"name": "Delivery"})}
            for one in sold
        ]
        await sales.deal(title, lines=lines)
    cases: list[tuple[dict[str, Any], list[str]]] = [
        ({"contains": bed}, ["Beds", "Both"]),
        ({"any_of": [bed, lamp]}, ["Beds", "Both"]),
        ({"contains": lamp}, ["Both"]),
        ({"none_of": [lamp]}, ["Beds", "In words", "Nothing"]),
        ({"is_filled": True}, ["Beds", "Both"]),
        ({"is_empty": True}, ["In words", "Nothing"]),
    ]
    for most in (500, 1):
        monkeypatch.setattr(product_fields, "MOST_OFFERED", most)
        for condition, expected in cases:
            assert await titles(sales, filter={"field": "product", **condition}) == expected, condition
        registry = ok(await sales.http.get("/fields/registry", params={"subject": "deal"}))["items"]
        field = next(one for one in registry if one["name"] == "product")
        offered = {bed: "Bed", lamp: "Lamp"} if most > 1 else {}
        assert dict(zip(field["options"], field["option_labels"], strict=True)) == offered
        assert (field["refers"], field["shown"]) == ("product", False)
        stranger = {"filter": {"field": "product", "contains": "a bed"}}
        problem = refused(await sales.http.post("/deals/query", json=stranger), 422, "invalid_request")
        assert problem["errors"][0]["pointer"] == "/filter/contains"


async def test_what_is_written_often_is_proposed(sales: Sales) -> None:
    manager = await sales.workspace.person("manager")
    hers = Sales(sales.workspace, sales.workspace.http(manager), sales.pipeline)
    for source in ("Instagram", "instagram", "Instagram", "Internet", "Fair 100%"):
        await sales.deal(source=source)
    await hers.deal(source="Internet", campaign="Navruz")

    async def proposed(of: Sales, **query: Any) -> list[tuple[str, int]]:
        found = ok(await of.http.get("/deals/suggestions", params={"field": "source", **query}))
        return [(one["value"], one["count"]) for one in found["items"]]

    assert await proposed(sales) == [("Instagram", 3), ("Internet", 2), ("Fair 100%", 1)]
    assert await proposed(sales, q="IN", limit=1) == [("Instagram", 3)]
    assert await proposed(sales, q="%") == []
    assert await proposed(hers) == [("Internet", 1)]
    assert await proposed(sales, field="campaign", q="nav") == [("Navruz", 1)]
    refused(await sales.http.get("/deals/suggestions", params={"field": "title"}), 422, "invalid_request")
