"""The catalogue: products found by name and code, prices by price list, one default list, who may change what."""

from typing import Any

import httpx
import pytest

from tests.support.selling import match, ok, refused
from tests.support.workspaces import Workspace


async def add(http: httpx.AsyncClient, name: str = "Window, two wings", **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = ok(await http.post("/products", json={"name": name, **more}), 201)
    return found


async def lists(http: httpx.AsyncClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ok(await http.get("/price-lists"))["items"]
    return found


async def test_a_new_workspace_has_one_default_price_list_in_its_currency(workspace: Workspace) -> None:
    (only,) = await lists(workspace.http())
    assert (only["currency"], only["is_default"], only["tax_included"], only["products"]) == (
        *("UZS", True, True),
        0,
    )


async def test_a_product_has_a_price_in_each_price_list(workspace: Workspace) -> None:
    http = workspace.http()
    main = (await lists(http))[0]
    export = ok(
        await http.post("/price-lists", json={"name": "Export", "currency": "USD", "tax_included": False}),
        201,
    )
    made = await add(http, unit="pcs", tax_rate="12", prices={main["id"]: "1250000.50", export["id"]: "98"})
    assert made["prices"] == {main["id"]: "1250000.50", export["id"]: "98.00"}
    assert (made["unit"], made["tax_rate"]) == ("pcs", "12.00")
    changed = ok(
        await http.patch(
            f"/products/{made['id']}", json={"prices": {export["id"]: None}}, headers=match(made)
        )
    )
    assert (changed["prices"], changed["version"]) == ({main["id"]: "1250000.50"}, 2)
    same = await http.patch(f"/products/{made['id']}", json={"prices": {}}, headers=match(changed))
    assert ok(same)["version"] == 2
    assert [row["products"] for row in await lists(http)] == [1, 0]
    unknown = "01920000-0000-7000-8000-000000000000"
    answer = await http.post("/products", json={"name": "Door", "prices": {unknown: "1"}})
    assert refused(answer, 422, "invalid_request")["errors"][0]["pointer"] == f"/prices/{unknown}"


async def test_codes_are_unique_whatever_their_case(workspace: Workspace, make: Any) -> None:
    http = workspace.http()
    first = await add(http, sku="OK-2")
    answer = await http.post("/products", json={"name": "Another", "sku": "ok-2"})
    assert refused(answer, 409, "sku_taken")["errors"][0]["pointer"] == "/sku"
    second = await add(http, "Another")
    stolen = await http.patch(f"/products/{second['id']}", json={"sku": "Ok-2"}, headers=match(second))
    refused(stolen, 409, "sku_taken")
    ok(await http.patch(f"/products/{first['id']}", json={"sku": ""}, headers=match(first)))
    ok(await http.patch(f"/products/{second['id']}", json={"sku": "Ok-2"}, headers=match(second)))
    elsewhere = await make()
    await add(elsewhere.http(), sku="OK-2")


async def test_products_are_found_by_words_of_name_and_code_in_any_script(workspace: Workspace) -> None:
    http = workspace.http()
    for name, sku in (("Окно двустворчатое", "OK-210"), ("Дверь балконная", "DB-7"), ("100% wool", None)):
        await add(http, name, sku=sku)

    async def found(q: str) -> list[str]:
        answer = ok(await http.get("/products", params={"q": q}))
        assert ok(await http.get("/products/count", params={"q": q})) == {"count": len(answer["items"])}
        return [row["name"] for row in answer["items"]]

    assert await found("okno") == ["Окно двустворчатое"]
    assert await found("дверь балк") == ["Дверь балконная"]
    assert await found("ok-210") == ["Окно двустворчатое"]
    assert await found("db 7") == ["Дверь балконная"]
    assert await found("%") == await found("")
    assert await found("nothing such") == []


async def test_the_list_goes_on_by_cursor_and_leaves_out_what_is_not_sold(workspace: Workspace) -> None:
    http = workspace.http()
    made = [await add(http, f"Product {number}") for number in range(5)]
    ok(await http.patch(f"/products/{made[0]['id']}", json={"is_active": False}, headers=match(made[0])))
    names: list[str] = []
    cursor = None
    while True:
        params: dict[str, Any] = {"limit": 2, "is_active": "true"} | ({"cursor": cursor} if cursor else {})
        page = ok(await http.get("/products", params=params))
        names += [row["name"] for row in page["items"]]
        if (cursor := page["next_cursor"]) is None:
            break
    assert names == [f"Product {number}" for number in range(1, 5)]


async def test_there_is_always_exactly_one_default_price_list(workspace: Workspace) -> None:
    http = workspace.http()
    main = (await lists(http))[0]

    async def change(row: dict[str, Any], **wish: Any) -> httpx.Response:
        return await http.patch(f"/price-lists/{row['id']}", json=wish, headers=match(row))

    for wish in ({"is_default": False}, {"is_active": False}):
        refused(await change(main, **wish), 409, "default_price_list")
    second = ok(await http.post("/price-lists", json={"name": "Wholesale", "currency": "UZS"}), 201)
    assert second["is_default"] is False
    second = ok(await change(second, is_default=True))
    assert [(row["name"], row["is_default"]) for row in await lists(http)] == [
        ("Wholesale", True),
        (main["name"], False),
    ]
    refused(await change(main, is_active=False), 412, "version_conflict")
    main = next(row for row in await lists(http) if row["id"] == main["id"])
    assert ok(await change(main, is_active=False))["is_active"] is False
    answer = await http.post("/price-lists", json={"name": "Wholesale", "currency": "USD"})
    refused(answer, 409, "price_list_name_taken")


@pytest.mark.parametrize(
    "wrong",
    [
        {"tax_rate": "101"},
        {"tax_rate": "-1"},
        {"tax_rate": "1.234"},
        {"name": " "},
        {"sku": "x" * 61},
        {"prices": {"no id": "1"}},
        {"price": "1"},
    ],
)
async def test_what_is_no_product_is_refused(workspace: Workspace, wrong: dict[str, Any]) -> None:
    refused(await workspace.http().post("/products", json={"name": "Door", **wrong}), 422, "invalid_request")


async def test_who_sells_reads_and_who_supervises_changes(workspace: Workspace) -> None:
    made = await add(workspace.http())
    for role, reads, changes in (
        ("manager", 200, 403),
        ("supervisor", 200, 200),
        ("analyst", 200, 403),
        ("agent", 403, 403),
    ):
        http = workspace.http(await workspace.person(role))
        assert (await http.get("/products")).status_code == reads
        answer = await http.patch(f"/products/{made['id']}", json={"description": role}, headers=match(made))
        assert answer.status_code == changes, role


async def test_what_happens_to_the_catalogue_is_told(workspace: Workspace) -> None:
    http = workspace.http()
    made = await add(http, sku="W-1")
    ok(await http.patch(f"/products/{made['id']}", json={"tax_rate": "15"}, headers=match(made)))
    rows = ok(await http.get("/audit", params={"subject_id": made["id"]}))["items"]
    assert [row["type"] for row in rows] == ["product.changed", "product.added"]
    assert rows[0]["data"]["changes"] == {"tax_rate": ["0.00", "15"]}
