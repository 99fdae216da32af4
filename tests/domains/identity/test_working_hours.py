"""When a workspace works: what is usual until people set it, one change at a time."""

from datetime import UTC, datetime, timedelta
from typing import Any

from app.domains.identity.service import working_hours
from tests.support.selling import match, ok, refused
from tests.support.workspaces import Workspace

DAY = [{"start": "10:00", "end": "13:00"}, {"start": "14:00", "end": "19:00"}]


def wish(**other: Any) -> dict[str, Any]:
    return {"country": "GE", "week": [*([DAY] * 6), []], "days": [], **other}


async def test_it_is_usual_until_somebody_sets_it(workspace: Workspace) -> None:
    manager = workspace.http(await workspace.person("manager"))
    usual = ok(await manager.get("/working-hours"))
    assert usual["week"][0] == [{"start": "09:00", "end": "18:00"}]
    assert usual["week"][5:] == [[], []]
    assert usual["version"] == 1
    # Whose numbers are local is whose holidays are kept.
    assert usual["country"] == "UZ"
    refused(await manager.put("/working-hours", json=wish(), headers=match(usual)), 403, "forbidden")
    set_ = ok(await workspace.http().put("/working-hours", json=wish(), headers=match(usual)))
    assert set_ == {**wish(), "time_zone": usual["time_zone"], "version": 2}
    assert ok(await manager.get("/working-hours")) == set_
    late = await workspace.http().put("/working-hours", json=wish(country=None), headers=match(usual))
    refused(late, 412, "version_conflict")


async def test_it_is_measured_by_the_workspace_clock(workspace: Workspace) -> None:
    browser = workspace.http()
    own = [{"on": "2026-06-08", "name": "Stocktaking", "hours": []}]
    body = wish(country="UZ", days=own)
    ok(await browser.put("/working-hours", json=body, headers={"If-Match": '"1"'}))
    ok(await browser.patch("/workspace", json={"time_zone": "Asia/Tashkent"}))
    async with workspace.runtime.db.read(workspace.id) as session:
        calendar = await working_hours.calendar(session, workspace.id)
    saturday = datetime(2026, 6, 6, 18, tzinfo=calendar.zone)
    assert calendar.after(saturday, timedelta(hours=2)) == datetime(2026, 6, 9, 6, tzinfo=UTC)
    whole_week = calendar.between(saturday - timedelta(days=7), saturday)
    assert whole_week == timedelta(hours=48)


async def test_what_cannot_be_is_refused_with_its_place(workspace: Workspace) -> None:
    browser = workspace.http()

    async def places(**other: Any) -> list[tuple[str, str]]:
        answer = await browser.put("/working-hours", json=wish(**other), headers={"If-Match": '"1"'})
        return [(one["pointer"], one["code"]) for one in refused(answer, 422, "invalid_request")["errors"]]

    back = [{"start": "18:00", "end": "09:00"}]
    assert await places(week=[back, *([DAY] * 6)]) == [("/week/0/0", "hours_reversed")]
    over = [{"start": "09:00", "end": "12:00"}, {"start": "11:00", "end": "15:00"}]
    assert await places(week=[over, *([DAY] * 6)]) == [("/week/0", "hours_overlap")]
    assert await places(week=[[]] * 7) == [("/week", "hours_too_few")]
    assert await places(country="XX") == [("/country", "unknown_country")]
    twice = [{"on": "2026-06-08", "name": "", "hours": []}] * 2
    assert await places(days=twice) == [("/days", "day_twice")]
    assert await places(week=[DAY]) == [("/week", "too_short")]


async def test_holidays_have_names_in_the_callers_language(workspace: Workspace) -> None:
    browser = workspace.http()
    codes = [one["code"] for one in ok(await browser.get("/working-hours/countries"))["items"]]
    assert {"UZ", "GE", "MN", "ES", "RU", "US"} <= set(codes)
    ok(await browser.patch("/auth/me", json={"locale": "uz"}))
    asked = await browser.get("/working-hours/holidays", params={"country": "UZ", "year": 2026})
    found = {one["on"]: one["name"] for one in ok(asked)["items"]}
    assert found["2026-09-01"] == "Mustaqillik kuni"
