"""What a deal sells: its lines are written as a whole, its amount follows, stages can demand them, the end freezes them."""

from typing import Any

import pytest

from tests.support.selling import Sales, match, ok, refused, start_selling
from tests.support.workspaces import Workspace

ASSEMBLY = {"name": "Assembly", "quantity": "1", "unit_price": "250000", "tax_rate": "12"}


@pytest.fixture
async def sales(workspace: Workspace) -> Sales:
    return await start_selling(workspace)


async def window(sales: Sales, **more: Any) -> dict[str, Any]:
    http = sales.workspace.http()
    main = ok(await http.get("/price-lists"))["items"][0]
    body = {"name": "Window", "unit": "pcs", "tax_rate": "12", "prices": {main["id"]: "1250000"}, **more}
    found: dict[str, Any] = ok(await http.post("/products", json=body), 201)
    return found


async def put(sales: Sales, deal: dict[str, Any], *lines: dict[str, Any], **more: Any) -> dict[str, Any]:
    answer = await sales.http.put(
        f"/deals/{deal['id']}/lines", json={"lines": list(lines), **more}, headers=match(deal)
    )
    found: dict[str, Any] = ok(answer)
    return found


async def get(sales: Sales, deal: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = ok(await sales.http.get(f"/deals/{deal['id']}"))
    return found


async def demand(sales: Sales, stage: str, **wish: Any) -> None:
    found = ok(await sales.http.get(f"/pipelines/{sales.pipeline['id']}"))
    row = next(one for one in found["stages"] if one["name"] == stage)
    path = f"/pipelines/{found['id']}/stages/{row['id']}"
    ok(await sales.workspace.http().patch(path, json=wish, headers=match(row)))


async def test_lines_follow_the_catalogue_and_make_the_amount(sales: Sales) -> None:
    product = await window(sales)
    deal = await sales.deal(amount="10")
    assert (deal["line_count"], deal["tax_amount"]) == (0, None)
    empty = ok(await sales.http.get(f"/deals/{deal['id']}/lines"))
    assert (empty["lines"], empty["gross"], empty["tax_included"]) == ([], "0.00", True)
    sold = {"product_id": product["id"], "quantity": "2", "discount_percent": "10"}
    written = await put(sales, deal, sold, ASSEMBLY)
    assert [line["name"] for line in written["lines"]] == ["Window", "Assembly"]
    first = written["lines"][0]
    assert (first["unit"], first["unit_price"], first["tax_rate"]) == ("pcs", "1250000.00", "12.00")
    assert (first["gross"], first["tax"], first["net"]) == ("2250000.00", "241071.43", "2008928.57")
    assert (written["gross"], written["version"]) == ("2500000.00", 2)
    deal = await get(sales, deal)
    assert (deal["amount"], deal["line_count"], deal["tax_amount"]) == ("2500000.00", 2, written["tax"])
    assert ok(await sales.http.get(f"/deals/{deal['id']}/lines")) == written
    again = await put(sales, deal, sold, ASSEMBLY)
    assert again["version"] == 2
    dearer = await put(sales, deal, sold, ASSEMBLY, tax_included=False)
    assert (dearer["net"], dearer["tax"], dearer["gross"]) == ("2500000.00", "300000.00", "2800000.00")
    none = await put(sales, await get(sales, deal))
    assert (none["lines"], none["gross"], none["tax_included"]) == ([], "0.00", False)
    deal = await get(sales, deal)
    assert (deal["amount"], deal["line_count"], deal["tax_amount"]) == ("2800000.00", 0, None)


async def test_the_catalogue_may_change_without_changing_what_was_sold(sales: Sales) -> None:
    product = await window(sales)
    deal = await sales.deal()
    written = await put(sales, deal, {"product_id": product["id"], "quantity": "1"})
    http = sales.workspace.http()
    gone = {"is_active": False, "name": "Other", "tax_rate": "0"}
    ok(await http.patch(f"/products/{product['id']}", json=gone, headers=match(product)))
    assert ok(await sales.http.get(f"/deals/{deal['id']}/lines")) == written
    kept = await put(sales, await get(sales, deal), {"product_id": product["id"], "quantity": "2"})
    assert len(kept["lines"]) == 1
    answer = await sales.http.put(
        f"/deals/{(other := await sales.deal())['id']}/lines",
        json={"lines": [{"product_id": product["id"], "quantity": "1"}]},
        headers=match(other),
    )
    problem = refused(answer, 422, "invalid_request")
    assert [(one["pointer"], one["code"]) for one in problem["errors"]] == [
        ("/lines/0/product_id", "inactive")
    ]


@pytest.mark.parametrize(
    ("line", "pointer", "code"),
    [
        ({"quantity": "0", "name": "A", "unit_price": "1"}, "/lines/0/quantity", "greater_than"),
        ({"quantity": "1.0001", "name": "A", "unit_price": "1"}, "/lines/0/quantity", "decimal_max_places"),
        ({"quantity": "1", "unit_price": "1"}, "/lines/0", "name_needed"),
        ({"quantity": "1", "name": "A"}, "/lines/0/unit_price", "required"),
        (
            {**ASSEMBLY, "discount_percent": "1", "discount_amount": "1"},
            "/lines/0",
            "two_discounts",
        ),
        ({**ASSEMBLY, "discount_amount": "250000.01"}, "/lines/0/discount_amount", "more_than_price"),
        ({**ASSEMBLY, "quantity": "999999999", "unit_price": "9" * 16}, "/lines/0/unit_price", "too_large"),
        (
            {**ASSEMBLY, "product_id": "01920000-0000-7000-8000-000000000000"},
            "/lines/0/product_id",
            "not_found",
        ),
    ],
)
async def test_what_can_not_be_sold_is_refused(
    sales: Sales, line: dict[str, Any], pointer: str, code: str
) -> None:
    deal = await sales.deal()
    answer = await sales.http.put(f"/deals/{deal['id']}/lines", json={"lines": [line]}, headers=match(deal))
    problem = refused(answer, 422, "invalid_request")
    assert (pointer, code) in [(one["pointer"], one["code"]) for one in problem["errors"]]


@pytest.mark.parametrize(
    ("currency", "price", "gross"),
    [("KWD", "1.255", "0.418"), ("USD", "1.25", "0.42"), ("JPY", "125.50", "42.00")],
)
async def test_what_is_sold_is_kept_as_its_currency_is_divided(
    sales: Sales, currency: str, price: str, gross: str
) -> None:
    deal = await sales.deal(currency=currency)
    line = {"name": "Rope", "quantity": "0.333", "unit_price": price}
    written = await put(sales, deal, line)
    assert (written["lines"][0]["unit_price"], written["gross"]) == (price, gross)
    assert (await get(sales, deal))["amount"] == gross
    finer = {**line, "unit_price": f"{price}5"}
    answer = await sales.http.put(
        f"/deals/{deal['id']}/lines", json={"lines": [finer]}, headers=match(await get(sales, deal))
    )
    (wrong,) = refused(answer, 422, "invalid_request")["errors"]
    assert (wrong["pointer"], wrong["code"]) == ("/lines/0/unit_price", "decimal_max_places")


async def test_an_amount_is_one_that_its_currency_knows(sales: Sales) -> None:
    dinars = await sales.deal(currency="KWD", amount="1.5")
    assert dinars["amount"] == "1.50"
    where = f"/deals/{dinars['id']}"
    dinars = ok(await sales.http.patch(where, json={"amount": "1.255"}, headers=match(dinars)))
    assert (dinars["amount"], dinars["weighted_amount"]) == ("1.255", "0.628")
    cases: list[tuple[dict[str, Any], str, int]] = [
        ({"amount": "1.2555"}, "/amount", 3),
        ({"amount": "1.5", "currency": "JPY"}, "/amount", 0),
        ({"currency": "USD"}, "/currency", 2),
    ]
    for wish, pointer, places in cases:
        answer = await sales.http.patch(where, json=wish, headers=match(dinars))
        (wrong,) = refused(answer, 422, "invalid_request")["errors"]
        assert (wrong["pointer"], wrong["params"]) == (pointer, {"decimal_places": places})
    yen = await sales.deal(currency="JPY")
    values = {"values": {**sales.demands("Offer sent")["values"], "deal.amount": "10.5"}}
    moved = await sales.try_move(yen, "Offer sent", **{**sales.demands("Offer sent"), **values})
    (wrong,) = refused(moved, 422, "invalid_request")["errors"]
    assert (wrong["pointer"], wrong["code"]) == ("/values/deal.amount", "decimal_max_places")
    body = {"title": "T", "client_id": yen["client_id"], "pipeline_id": sales.pipeline["id"]}
    opened = await sales.http.post("/deals", json={**body, "currency": "JPY", "amount": "0.5"})
    refused(opened, 422, "invalid_request")


async def test_with_lines_the_amount_and_the_currency_are_not_free(sales: Sales) -> None:
    deal = await sales.deal()
    await put(sales, deal, ASSEMBLY)
    deal = await get(sales, deal)
    for wish in ({"amount": "1"}, {"amount": None}, {"currency": "USD"}):
        answer = await sales.http.patch(f"/deals/{deal['id']}", json=wish, headers=match(deal))
        problem = refused(answer, 409, "amount_from_lines")
        assert [one["pointer"] for one in problem["errors"]] == [f"/{next(iter(wish))}"]
    same = await sales.http.patch(f"/deals/{deal['id']}", json={"amount": "250000.00"}, headers=match(deal))
    assert ok(same)["version"] == deal["version"]
    brought = {**sales.demands("Offer sent")["values"], "deal.amount": "5"}
    answers = sales.demands("Offer sent")["answers"]
    moved = await sales.try_move(deal, "Offer sent", values=brought, answers=answers)
    assert refused(moved, 409, "amount_from_lines")["errors"][0]["pointer"] == "/values/deal.amount"
    del brought["deal.amount"]
    ok(await sales.try_move(deal, "Offer sent", values=brought, answers=answers))


async def test_a_stage_demands_products_on_every_way_into_it_and_while_the_deal_stands_there(
    sales: Sales,
) -> None:
    await demand(sales, "Offer sent", required_fields=["deal.products", "deal.amount"], checklist=[])
    deal = await sales.deal()
    problem = refused(await sales.try_move(deal, "Offer sent"), 422, "stage_requirements_missing")
    assert [(one["pointer"], one["params"]["input"]) for one in problem["errors"]] == [
        ("/values/deal.products", "products")
    ]
    moved = ok(await sales.try_move(deal, "Offer sent", values={"deal.products": [ASSEMBLY]}))
    assert (moved["amount"], moved["line_count"]) == ("250000.00", 1)
    free = {**ASSEMBLY, "discount_percent": "100"}
    for lines in ([], [free]):
        answer = await sales.http.put(
            f"/deals/{deal['id']}/lines", json={"lines": lines}, headers=match(moved)
        )
        problem = refused(answer, 422, "stage_requirements_missing")
        assert [one["pointer"] for one in problem["errors"]] == ["/lines"]
    body = {
        "title": "Straight in",
        "client_id": deal["client_id"],
        "pipeline_id": sales.pipeline["id"],
        "stage_id": sales.stage("Offer sent")["id"],
        "next_task": {"kind": "call", "title": "Call", "due_at": "2027-01-20T10:00:00Z"},
    }
    problem = refused(await sales.http.post("/deals", json=body), 422, "stage_requirements_missing")
    assert [one["pointer"] for one in problem["errors"]] == ["/lines"]
    opened = ok(await sales.http.post("/deals", json={**body, "lines": [ASSEMBLY]}), 201)
    assert (opened["amount"], opened["line_count"]) == ("250000.00", 1)
    other = await sales.http.post("/deals", json={**body, "lines": [ASSEMBLY], "amount": "1"})
    refused(other, 409, "amount_from_lines")


async def test_a_closed_deal_keeps_its_lines(sales: Sales) -> None:
    deal = await sales.deal()
    await put(sales, deal, ASSEMBLY)
    lost = await sales.move(await get(sales, deal), "Lost")
    answer = await sales.http.put(f"/deals/{deal['id']}/lines", json={"lines": []}, headers=match(lost))
    refused(answer, 409, "deal_closed")
    assert len(ok(await sales.http.get(f"/deals/{deal['id']}/lines"))["lines"]) == 1


async def test_of_two_who_write_lines_one_wins(sales: Sales) -> None:
    deal = await sales.deal()
    await put(sales, deal, ASSEMBLY)
    path = f"/deals/{deal['id']}/lines"
    refused(await sales.http.put(path, json={"lines": []}, headers=match(deal)), 412, "version_conflict")
    refused(await sales.http.put(path, json={"lines": []}), 428, "version_required")


async def test_what_changed_stands_on_the_timeline_and_in_the_fields_history(sales: Sales) -> None:
    deal = await sales.deal(amount="10")
    await put(sales, deal, ASSEMBLY)
    (told, *_) = ok(await sales.http.get(f"/deals/{deal['id']}/timeline"))["items"]
    assert (told["type"], told["data"]["tax"]) == ("deal.lines_changed", "26785.71")
    assert told["data"]["changes"]["amount"] == ["10.00", "250000.00"]
    before, after = told["data"]["changes"]["products"]
    assert (before, after[0]["name"], after[0]["gross"]) == ([], "Assembly", "250000.00")
    history = ok(await sales.http.get(f"/deals/{deal['id']}/fields/amount/history"))["items"]
    assert [(one["old"], one["new"]) for one in history] == [("10.00", "250000.00")]


async def test_who_may_not_write_the_deal_may_not_write_its_lines(sales: Sales) -> None:
    deal = await sales.deal()
    stranger = sales.workspace.http(await sales.workspace.person())
    path = f"/deals/{deal['id']}/lines"
    assert (await stranger.get(path)).status_code == 404
    assert (await stranger.put(path, json={"lines": []}, headers=match(deal))).status_code == 404
