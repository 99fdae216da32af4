"""What a stage demands of the client stays with her while a deal stands there."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.support.selling import Sales, match, ok, refused, start_selling
from tests.support.workspaces import Workspace

EMAIL = {"kind": "email", "value": "dilnoza@example.com"}
PHONE = {"kind": "phone", "value": "+998901234567"}


@pytest.fixture
async def sales(workspace: Workspace) -> Sales:
    return await start_selling(workspace)


async def keep(sales: Sales, client_id: str, *points: dict[str, Any]) -> httpx.Response:
    present = ok(await sales.http.get(f"/clients/{client_id}"))
    body = {"contact_points": list(points)}
    return await sales.http.patch(f"/clients/{client_id}", json=body, headers=match(present))


async def test_a_demanded_fact_can_be_corrected_but_not_taken_away(sales: Sales) -> None:
    client = await sales.client(contact_points=[EMAIL, PHONE])
    deal = await sales.deal(client_id=client["id"])
    ok(await keep(sales, client["id"], EMAIL))
    ok(await keep(sales, client["id"], PHONE))
    moved = await sales.move(deal, "Offer sent")
    problem = refused(await keep(sales, client["id"], PHONE), 409, "fact_demanded")
    assert problem["params"] == {"facts": ["client.email"], "deals": 1}
    other = {**EMAIL, "value": "new@example.com"}
    assert ok(await keep(sales, client["id"], other))["email"] == "new@example.com"
    await sales.move(moved, "Lost")
    assert ok(await keep(sales, client["id"]))["email"] is None


async def test_a_demanded_company_stays(sales: Sales) -> None:
    stage = sales.stage("Need identified")
    address = f"/pipelines/{sales.pipeline['id']}/stages/{stage['id']}"
    ok(await sales.http.patch(address, json={"required_fields": ["client.company"]}, headers=match(stage)))
    client = await sales.client()
    await sales.deal(client_id=client["id"], values={"client.company": "Samarkand Textile"})
    present = ok(await sales.http.get(f"/clients/{client['id']}"))
    assert present["company_name"] == "Samarkand Textile"
    answer = await sales.http.patch(
        f"/clients/{client['id']}", json={"company_id": None}, headers=match(present)
    )
    assert refused(answer, 409, "fact_demanded")["params"]["facts"] == ["client.company"]


async def test_taking_a_fact_away_while_a_deal_moves_in_never_leaves_it_missing(sales: Sales) -> None:
    for _ in range(6):
        client = await sales.client(contact_points=[EMAIL])
        deal = await sales.deal(client_id=client["id"])
        body = sales.demands("Offer sent")
        del body["values"]["client.email"]
        moved, kept = await asyncio.gather(
            sales.try_move(deal, "Offer sent", **body), keep(sales, client["id"], PHONE)
        )
        assert sorted([moved.status_code, kept.status_code]) in ([200, 409], [200, 422])
        stage = ok(await sales.http.get(f"/deals/{deal['id']}"))["stage_name"]
        email = ok(await sales.http.get(f"/clients/{client['id']}"))["email"]
        assert (stage, email is None) in {("Offer sent", False), ("Need identified", True)}
