"""A person's day: overdue, today, tomorrow by the workspace's time zone."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from app.core.ids import uuid7
from app.domains.tasks.models import Task
from tests.support.selling import Sales, fewest_statements, ok, refused, start_selling, step
from tests.support.workspaces import Workspace

ZONE = ZoneInfo("Asia/Tashkent")
DAY = date(2026, 12, 15)


@pytest.fixture
async def sales(workspace: Workspace) -> Sales:
    return await start_selling(workspace)


def at(days: int, hour: int, minute: int = 0) -> str:
    local = datetime.combine(DAY + timedelta(days=days), time(hour, minute), ZONE)
    return local.astimezone(UTC).isoformat()


async def plan(browser: httpx.AsyncClient, title: str, due_at: str, **more: Any) -> dict[str, Any]:
    body = {"kind": "call", "title": title, "due_at": due_at, **more}
    found: dict[str, Any] = ok(await browser.post("/tasks", json=body), 201)
    return found


async def show(browser: httpx.AsyncClient, **params: Any) -> dict[str, Any]:
    found: dict[str, Any] = ok(await browser.get("/tasks/day", params={"date": DAY.isoformat(), **params}))
    return found


def titles(found: dict[str, Any]) -> dict[str, list[str]]:
    return {part: [task["title"] for task in found[part]] for part in ("overdue", "today", "tomorrow")}


async def test_days_begin_at_midnight_in_the_workspace(workspace: Workspace) -> None:
    browser = workspace.http()
    for title, due_at in (
        ("Tomorrow's last", at(1, 23, 59)),
        ("Day after", at(2, 0)),
        ("Yesterday's last", at(-1, 23, 59)),
        ("First", at(0, 0)),
        ("Long ago", at(-40, 12)),
        ("Last", at(0, 23, 59)),
        ("Tomorrow's first", at(1, 0)),
        ("Noon", at(0, 12)),
    ):
        await plan(browser, title, due_at)
    found = await show(browser)
    assert found["date"] == "2026-12-15"
    assert titles(found) == {
        "overdue": ["Long ago", "Yesterday's last"],
        "today": ["First", "Noon", "Last"],
        "tomorrow": ["Tomorrow's first", "Tomorrow's last"],
    }
    assert (found["overdue_total"], found["done_today"]) == (2, 0)


async def test_today_is_today_where_the_workspace_is(workspace: Workspace) -> None:
    found = ok(await workspace.http().get("/tasks/day"))
    assert found["date"] in {
        (datetime.now(ZONE) - timedelta(seconds=30)).date().isoformat(),
        datetime.now(ZONE).date().isoformat(),
    }


async def test_the_day_counts_what_was_done_and_names_the_next_meeting(workspace: Workspace) -> None:
    browser = workspace.http()
    soon = (datetime.now(UTC) + timedelta(minutes=1)).isoformat()
    past = (datetime.now(UTC) - timedelta(hours=30)).isoformat()
    await plan(browser, "Missed meeting", past, kind="meeting")
    meeting = await plan(browser, "Next meeting", soon, kind="meeting")
    call = await plan(browser, "Call", soon)
    ok(await browser.post(f"/tasks/{call['id']}/complete", json={"outcome": "done"}))
    cancelled = await plan(browser, "Called off", soon)
    ok(await browser.post(f"/tasks/{cancelled['id']}/cancel", json={}))
    found = ok(await browser.get("/tasks/day"))
    assert found["done_today"] == 1
    assert found["next_meeting"]["id"] == meeting["id"]
    assert [task["title"] for task in found["today"] + found["tomorrow"]] == ["Next meeting"]
    assert [task["title"] for task in found["overdue"]] == ["Missed meeting"]


async def test_the_day_is_ones_own_unless_somebody_is_named(workspace: Workspace) -> None:
    team = await workspace.team()
    manager = await workspace.person("manager", team_id=team)
    supervisor = workspace.http(await workspace.person("supervisor", team_id=team))
    await plan(workspace.http(manager), "Hers", at(0, 12))
    await plan(supervisor, "The supervisor's", at(0, 13))
    assert titles(await show(supervisor))["today"] == ["The supervisor's"]
    assert titles(await show(supervisor, assignee_id=str(manager.user_id)))["today"] == ["Hers"]
    stranger = workspace.http(await workspace.person("manager"))
    assert titles(await show(stranger, assignee_id=str(manager.user_id)))["today"] == []


async def test_each_task_comes_with_its_client_and_deal(sales: Sales) -> None:
    deal = await sales.deal(next_task={**step(), "due_at": at(0, 9)})
    task = (await show(sales.http))["today"][0]
    assert task["client"]["name"] == "Каримова Дилноза"
    assert (task["deal"]["id"], task["deal"]["hint"]) == (deal["id"], "Write it down")


@pytest.mark.parametrize("wrong", ["2026-02-30", "1999-12-31", "2101-01-01", "today", "9999-12-31"])
async def test_a_day_must_be_one(workspace: Workspace, wrong: str) -> None:
    refused(await workspace.http().get("/tasks/day", params={"date": wrong}), 422, "invalid_request")


async def test_a_day_of_two_hundred_tasks_takes_as_many_queries_as_one_of_one(sales: Sales) -> None:
    clients = [await sales.client(f"Client {number}") for number in range(5)]
    async with sales.workspace.runtime.db.write(sales.workspace.id) as session:
        session.add_all(
            Task(
                workspace_id=sales.workspace.id,
                id=uuid7(),
                kind="call",
                title=f"Call {number}",
                due_at=datetime.fromisoformat(at(0, number % 24)),
                assignee_id=sales.workspace.admin.user_id,
                client_id=clients[number % 5]["id"],
            )
            for number in range(200)
        )
    await sales.deal(next_task={**step(), "due_at": at(0, 9)})

    async def ask() -> None:
        assert len((await show(sales.http))["today"]) == 201

    tables = ("tasks", "clients", "deals", "workspaces")
    statements = await fewest_statements(sales.workspace.server, tables, ask)
    assert len(statements) == 5, statements
