"""Exceptions from the process: by whom, with a reason, on the record."""

from typing import Any

import pytest

from tests.support.selling import Sales, match, ok, refused, start_selling
from tests.support.workspaces import Workspace

WHY = {"reason": "The director asked for it"}


@pytest.fixture
async def sales(workspace: Workspace) -> Sales:
    return await start_selling(workspace)


async def stays(sales: Sales, deal: dict[str, Any]) -> list[dict[str, Any]]:
    return list(ok(await sales.http.get(f"/deals/{deal['id']}/stages"))["items"])


@pytest.mark.parametrize(
    ("here", "there", "kinds"),
    [
        ("Offer sent", "Need identified", ["backward"]),
        ("Need identified", "Contract signed", ["skipped", "incomplete"]),
        ("Need identified", "Offer sent", ["incomplete"]),
        ("Need identified", "Paid in full", ["skipped", "incomplete"]),
    ],
)
async def test_an_exception_stands_on_the_record(
    sales: Sales, here: str, there: str, kinds: list[str]
) -> None:
    deal = await sales.deal()
    if here == "Offer sent":
        deal = await sales.move(deal, here)
    moved = ok(await sales.try_move(deal, there, exception=WHY))
    assert moved["stage_name"] == there
    *earlier, last = await stays(sales, deal)
    assert (last["exceptions"], last["exception_reason"]) == (kinds, WHY["reason"])
    assert last["exception_by"]
    assert earlier[-1]["left_at"] == last["entered_at"]
    entries = ok(await sales.http.get(f"/deals/{deal['id']}/timeline", params={"types": "deal.moved"}))[
        "items"
    ]
    told = entries[0]["data"]
    assert (told["exceptions"], told["exception_reason"]) == (kinds, WHY["reason"])
    assert bool(told["missing"]) == ("incomplete" in kinds)


async def test_what_needs_no_exception_is_none(sales: Sales) -> None:
    moved = await sales.move(await sales.deal(), "Offer sent", exception=WHY)
    assert (await stays(sales, moved))[-1]["exceptions"] == []


async def test_an_exception_frees_from_no_more_than_it_says(sales: Sales) -> None:
    deal = await sales.deal()
    refused(await sales.try_move(deal, "Lost", exception=WHY), 422, "stage_requirements_missing")
    refused(await sales.try_move(deal, "Need identified", exception=WHY), 409, "stage_backward")
    body = {"values": {"deal.amount": "5"}, "answers": {sales.question("Offer sent"): "The cat"}}
    problem = refused(
        await sales.try_move(deal, "Offer sent", exception=WHY, **body), 422, "stage_requirements_missing"
    )
    assert [error["code"] for error in problem["errors"]] == ["invalid"]
    for reason in ("", "  ", None):
        refused(
            await sales.try_move(deal, "Offer sent", exception={"reason": reason}), 422, "invalid_request"
        )
    lost = await sales.move(deal, "Lost")
    refused(await sales.try_move(lost, "Offer sent", exception=WHY), 409, "deal_closed")


async def test_only_whoever_may_override_makes_exceptions(workspace: Workspace) -> None:
    team = await workspace.team()
    manager = await workspace.person("manager", team_id=team)
    supervisor = await workspace.person("supervisor", team_id=team)
    sales = await start_selling(workspace, manager)
    deal = await sales.deal()
    refused(await sales.try_move(deal, "Offer sent", exception=WHY), 403, "exception_not_allowed")
    boss = Sales(workspace, workspace.http(supervisor), sales.pipeline)
    moved = ok(await boss.try_move(deal, "Offer sent", exception=WHY))
    # What it went on without is asked for by the next ordinary move.
    answer = await sales.try_move(moved, "Contract signed", **sales.demands("Contract signed"))
    missing = {error["pointer"] for error in refused(answer, 422, "stage_requirements_missing")["errors"]}
    assert "/values/deal.amount" in missing
    wanted = {"amount": "7.00"}
    ok(await sales.http.patch(f"/deals/{deal['id']}", json=wanted, headers=match(moved)))
