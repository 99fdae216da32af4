"""Targets: as fine as what they count."""

from typing import Any

import pytest

from tests.conftest import MakeWorkspace
from tests.support.selling import ok, refused

MONTH = "2026-11"


def plan(metric: str, target: str) -> dict[str, Any]:
    return {"metric": metric, "month": MONTH, "target": target}


@pytest.mark.parametrize(
    ("currency", "metric", "given", "kept"),
    [
        ("UZS", "deals_won_amount", "140000000.5", "140000000.50"),
        ("BHD", "deals_won_amount", "10.125", "10.125"),
        ("JPY", "deals_won_amount", "5000", "5000.00"),
        ("BHD", "deals_won", "7.5", "7.50"),
    ],
)
async def test_a_target_is_kept_as_fine_as_it_is_counted(
    make: MakeWorkspace, currency: str, metric: str, given: str, kept: str
) -> None:
    http = (await make(currency=currency)).http()
    assert ok(await http.put("/plans", json=plan(metric, given)))["target"] == kept
    (only,) = ok(await http.get("/plans", params={"month": MONTH}))["items"]
    assert only["target"] == kept


@pytest.mark.parametrize(
    ("currency", "metric", "given", "places"),
    [
        ("UZS", "deals_won_amount", "1.005", 2),
        ("BHD", "deals_won_amount", "10.1255", 3),
        ("JPY", "deals_won_amount", "5000.5", 0),
        ("BHD", "deals_won", "7.125", 2),
    ],
)
async def test_a_finer_target_is_refused(
    make: MakeWorkspace, currency: str, metric: str, given: str, places: int
) -> None:
    http = (await make(currency=currency)).http()
    problem = refused(await http.put("/plans", json=plan(metric, given)), 422, "invalid_request")
    (error,) = problem["errors"]
    assert (error["pointer"], error["code"]) == ("/target", "decimal_max_places")
    assert error["params"] == {"decimal_places": places}


async def test_where_today_should_be_is_rounded_to_the_currency(make: MakeWorkspace) -> None:
    workspace = await make(currency="BHD")
    http = workspace.http()
    wish = {**plan("deals_won_amount", "10.125"), "user_id": str(workspace.admin.user_id), "month": "2020-01"}
    ok(await http.put("/plans", json=wish))
    (person,) = ok(await http.get("/plans/progress", params={"month": "2020-01"}))["items"]
    (line,) = [one for one in person["metrics"] if one["metric"] == "deals_won_amount"]
    assert (line["target"], line["expected_now"], line["remaining"]) == ("10.125", "10.125", "10.125")
