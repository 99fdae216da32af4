"""Time in stage: every way in gives it, who is warned, what is done when it is over, once, and what a change changes."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from app.core import jobs
from app.core.auth import system_actor
from app.core.clock import now
from app.core.events import EventRecord
from app.core.jobs import JobRecord
from app.domains.deals.jobs import ALARM_JOB
from app.domains.deals.models import Deal
from app.domains.identity.service import working_hours
from app.platform.notifications.models import Notification
from tests.support.selling import Sales, match, ok, refused, start_selling, step
from tests.support.working import run_job, run_jobs
from tests.support.workspaces import Person, Workspace

ALWAYS = {"country": None, "week": [[{"start": "00:00", "end": "24:00"}]] * 7, "days": []}
LIMIT: dict[str, Any] = {"hours": 8, "warn_before_hours": 2, "escalate": True, "action": None}
TASK = {"kind": "task", "task": {"kind": "call", "title": "What does it wait for?", "in_hours": 3}}


@pytest.fixture
async def sales(workspace: Workspace) -> Sales:
    """Work goes on around the clock, so that hours are plain hours."""
    ok(await workspace.http().put("/working-hours", json=ALWAYS, headers={"If-Match": '"1"'}))
    return await start_selling(workspace)


async def limit(sales: Sales, stage: str = "Need identified", **other: Any) -> None:
    """Give a stage its time."""
    path = f"/pipelines/{sales.pipeline['id']}/stages/{sales.stage(stage)['id']}"
    found = ok(await sales.workspace.http().get(f"/pipelines/{sales.pipeline['id']}"))
    present = next(one for one in found["stages"] if one["name"] == stage)
    wish = {"time_limit": {**LIMIT, **other}}
    ok(await sales.workspace.http().patch(path, json=wish, headers=match(present)))
    await run_jobs(sales.workspace.runtime, sales.workspace.id)


async def hours_pass(sales: Sales, deal: dict[str, Any], hours: float) -> None:
    """Let a deal have stood in its stage for so much longer."""
    ago = timedelta(hours=hours)
    columns = ("stage_entered_at", "stage_warn_at", "stage_due_at", "stage_alarm_at")
    async with sales.workspace.runtime.db.write(sales.workspace.id) as session:
        of = update(Deal).where(Deal.workspace_id == sales.workspace.id, Deal.id == UUID(deal["id"]))
        await session.execute(of.values({name: getattr(Deal, name) - ago for name in columns}))


async def look(sales: Sales) -> None:
    """The clock comes round, and whatever follows is done."""
    runtime, workspace_id = sales.workspace.runtime, sales.workspace.id
    await jobs.plan_periodic(runtime.db, [workspace_id])
    async with runtime.db.write(workspace_id) as session:
        due = update(JobRecord).where(JobRecord.workspace_id == workspace_id, JobRecord.name == ALARM_JOB)
        await session.execute(due.values(state="queued", run_at=now()))
    await run_jobs(runtime, workspace_id)


async def told(sales: Sales, kind: str) -> list[UUID]:
    """Return who was given a notice of a kind."""
    async with sales.workspace.runtime.db.read(sales.workspace.id) as session:
        notices = select(Notification.user_id).where(
            Notification.workspace_id == sales.workspace.id, Notification.type == kind
        )
        return list((await session.execute(notices.order_by(Notification.created_at))).scalars())


async def happened(sales: Sales, kind: str) -> list[dict[str, Any]]:
    async with sales.workspace.runtime.db.read(sales.workspace.id) as session:
        found = select(EventRecord.data, EventRecord.actor_kind).where(
            EventRecord.workspace_id == sales.workspace.id, EventRecord.type == kind
        )
        return [{**row.data, "by": row.actor_kind} for row in await session.execute(found)]


async def shown(sales: Sales, deal: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = ok(await sales.workspace.http().get(f"/deals/{deal['id']}"))
    return found


async def in_team(workspace: Workspace) -> tuple[Person, Person]:
    """Return a manager and her supervisor."""
    team_id = await workspace.team()
    manager = await workspace.person("manager", team_id=team_id)
    return manager, await workspace.person("supervisor", team_id=team_id)


def between(deal: dict[str, Any], name: str) -> timedelta:
    entered = datetime.fromisoformat(deal["stage_entered_at"])
    return datetime.fromisoformat(deal[name]) - entered


Way = Callable[[Sales], Awaitable[dict[str, Any]]]


async def opened(sales: Sales) -> dict[str, Any]:
    return await sales.deal()


async def opened_further_on(sales: Sales) -> dict[str, Any]:
    brings = sales.demands("Offer sent")
    client = await sales.client(contact_points=[{"kind": "email", "value": brings["values"]["client.email"]}])
    return await sales.deal(
        client_id=client["id"],
        stage_id=sales.stage("Offer sent")["id"],
        amount="10.00",
        answers=brings["answers"],
    )


async def moved(sales: Sales) -> dict[str, Any]:
    return await sales.move(await sales.deal(), "Offer sent")


async def excepted(sales: Sales) -> dict[str, Any]:
    deal = await sales.deal()
    body = {"exception": {"reason": "The director asked"}}
    return dict(ok(await sales.try_move(deal, "Contract signed", **body)))


@pytest.mark.parametrize("way", [opened, opened_further_on, moved, excepted])
async def test_every_way_into_a_stage_gives_its_time(sales: Sales, way: Way) -> None:
    for name in ("Need identified", "Offer sent", "Contract signed"):
        await limit(sales, name)
    deal = await way(sales)
    assert (between(deal, "stage_warn_at"), between(deal, "stage_due_at")) == (
        timedelta(hours=6),
        timedelta(hours=8),
    )
    lost = await sales.move(deal, "Lost")
    assert (lost["stage_warn_at"], lost["stage_due_at"]) == (None, None)


async def test_a_stage_without_a_limit_gives_all_the_time(sales: Sales) -> None:
    await limit(sales, "Offer sent")
    deal = await sales.deal()
    assert (deal["stage_warn_at"], deal["stage_due_at"]) == (None, None)


async def test_only_working_hours_count(workspace: Workspace) -> None:
    sales = await start_selling(workspace)
    await limit(sales, hours=9 * 5, warn_before_hours=9)
    deal = await sales.deal()
    async with workspace.runtime.db.read(workspace.id) as session:
        calendar = await working_hours.calendar(session, workspace.id)
    entered = datetime.fromisoformat(deal["stage_entered_at"])
    due, warn = (datetime.fromisoformat(deal[name]) for name in ("stage_due_at", "stage_warn_at"))
    assert due - entered > timedelta(days=4)
    assert calendar.between(entered, due) == timedelta(hours=45)
    assert calendar.between(entered, warn) == timedelta(hours=36)


async def test_the_owner_is_warned_once_then_the_supervisor_is_told_once(sales: Sales) -> None:
    await limit(sales)
    manager, supervisor = await in_team(sales.workspace)
    deal = await sales.deal(owner_id=str(manager.user_id))
    await hours_pass(sales, deal, 5)
    await look(sales)
    assert await told(sales, "deal_stage_warning") == []
    await hours_pass(sales, deal, 2)
    await look(sales)
    await look(sales)
    assert await told(sales, "deal_stage_warning") == [manager.user_id]
    assert await told(sales, "deal_stage_overdue") == []
    await hours_pass(sales, deal, 2)
    await look(sales)
    await look(sales)
    assert await told(sales, "deal_stage_overdue") == [manager.user_id, supervisor.user_id]
    (event,) = await happened(sales, "deal.stage_overdue")
    assert (event["told"], event["action"], event["by"]) == ([str(supervisor.user_id)], None, "system")
    assert len(await happened(sales, "deal.stage_warned")) == 1
    # Whoever has the card open may still save it: the process has not changed the deal.
    assert (await shown(sales, deal))["version"] == deal["version"]
    notice = ok(await sales.workspace.http(manager).get("/notifications"))["items"][0]
    assert (notice["data"]["stage"], notice["subject"]["id"]) == ("Need identified", deal["id"])


async def test_a_deal_overslept_altogether_is_acted_on_without_a_late_warning(sales: Sales) -> None:
    await limit(sales, escalate=False)
    manager, _ = await in_team(sales.workspace)
    deal = await sales.deal(owner_id=str(manager.user_id))
    await hours_pass(sales, deal, 30)
    await look(sales)
    assert await told(sales, "deal_stage_warning") == []
    assert await told(sales, "deal_stage_overdue") == [manager.user_id]


async def test_a_task_is_planned_for_the_owner(sales: Sales) -> None:
    await limit(sales, action=TASK)
    manager, _ = await in_team(sales.workspace)
    deal = await sales.deal(owner_id=str(manager.user_id))
    await hours_pass(sales, deal, 9)
    await look(sales)
    await look(sales)
    planned = [task for task in await sales.tasks_of(deal) if task["origin"] == "stage"]
    assert [(task["title"], task["assignee_id"]) for task in planned] == [
        ("What does it wait for?", str(manager.user_id))
    ]


async def test_the_deal_goes_to_the_supervisor_with_its_tasks(sales: Sales) -> None:
    await limit(sales, action={"kind": "reassign", "user_id": None})
    manager, supervisor = await in_team(sales.workspace)
    deal = await sales.deal(owner_id=str(manager.user_id))
    await hours_pass(sales, deal, 9)
    await look(sales)
    assert (await shown(sales, deal))["owner_id"] == str(supervisor.user_id)
    assert {task["assignee_id"] for task in await sales.tasks_of(deal)} == {str(supervisor.user_id)}
    assert await told(sales, "deal_stage_overdue") == [manager.user_id, supervisor.user_id]


async def test_the_deal_is_lost_for_the_reason_by_the_process_itself(sales: Sales) -> None:
    reason = sales.pipeline["loss_reasons"][1]
    await limit(sales, action={"kind": "lose", "loss_reason_id": reason["id"]})
    deal = await sales.deal()
    await hours_pass(sales, deal, 9)
    await look(sales)
    await look(sales)
    lost = await shown(sales, deal)
    assert (lost["status"], lost["loss_reason_id"]) == ("lost", reason["id"])
    (move,) = await happened(sales, "deal.moved")
    assert (move["to_stage_name"], move["by"]) == ("Lost", "system")
    stays = ok(await sales.http.get(f"/deals/{deal['id']}/stages"))["items"]
    assert [stay["stage_name"] for stay in stays] == ["Need identified", "Lost"]
    assert await sales.tasks_of(deal) == []


async def test_what_losing_demands_holds_for_the_process_too(sales: Sales) -> None:
    lost = sales.stage("Lost")
    path = f"/pipelines/{sales.pipeline['id']}/stages/{lost['id']}"
    wish = {"required_fields": ["deal.description"]}
    ok(await sales.workspace.http().patch(path, json=wish, headers=match(lost)))
    reason = sales.pipeline["loss_reasons"][0]
    await limit(sales, action={"kind": "lose", "loss_reason_id": reason["id"]})
    deal = await sales.deal()
    await hours_pass(sales, deal, 9)
    await look(sales)
    assert (await shown(sales, deal))["status"] == "open"
    (event,) = await happened(sales, "deal.stage_overdue")
    assert (event["action"], event["refused"]) == ("lose", "stage_requirements_missing")
    assert len(await told(sales, "deal_stage_overdue")) == 1


async def test_two_workers_at_once_act_once(sales: Sales) -> None:
    await limit(sales, action=TASK)
    deals = [await sales.deal(f"Deal {number}") for number in range(3)]
    for deal in deals:
        await hours_pass(sales, deal, 9)
    await asyncio.gather(*(look(sales) for _ in range(4)))
    await look(sales)
    assert len(await happened(sales, "deal.stage_overdue")) == 3
    for deal in deals:
        assert len([task for task in await sales.tasks_of(deal) if task["origin"] == "stage"]) == 1


async def test_a_deal_that_went_on_in_time_is_left_alone(sales: Sales) -> None:
    await limit(sales, action=TASK)
    deal = await sales.deal()
    await hours_pass(sales, deal, 9)
    runtime, workspace_id = sales.workspace.runtime, sales.workspace.id
    await jobs.plan_periodic(runtime.db, [workspace_id])
    async with runtime.db.read(workspace_id) as session:
        alarm = select(JobRecord.id).where(
            JobRecord.workspace_id == workspace_id, JobRecord.name == ALARM_JOB
        )
        job_id = (await session.execute(alarm)).scalar_one()
    await run_job(runtime, job_id)  # it is to be acted on, but the worker is slow
    await sales.move(await shown(sales, deal), "Offer sent")
    await run_jobs(runtime, workspace_id)
    assert await happened(sales, "deal.stage_overdue") == []


async def test_another_limit_or_calendar_changes_the_time_that_deals_have(sales: Sales) -> None:
    deal = await sales.deal()
    await limit(sales, hours=10)
    assert between(await shown(sales, deal), "stage_due_at") == timedelta(hours=10)
    await limit(sales, hours=4)
    assert between(await shown(sales, deal), "stage_due_at") == timedelta(hours=4)
    closed = [
        {"on": str((now() + timedelta(days=day)).date()), "name": "", "hours": []} for day in range(-1, 5)
    ]
    wish = {**ALWAYS, "days": closed}
    ok(await sales.workspace.http().put("/working-hours", json=wish, headers={"If-Match": '"2"'}))
    await run_jobs(sales.workspace.runtime, sales.workspace.id)
    assert between(await shown(sales, deal), "stage_due_at") > timedelta(days=3)
    path = f"/pipelines/{sales.pipeline['id']}/stages/{sales.stage('Need identified')['id']}"
    stage = next(
        one
        for one in ok(await sales.http.get(f"/pipelines/{sales.pipeline['id']}"))["stages"]
        if one["name"] == "Need identified"
    )
    ok(await sales.http.patch(path, json={"time_limit": None}, headers=match(stage)))
    await run_jobs(sales.workspace.runtime, sales.workspace.id)
    assert (await shown(sales, deal))["stage_due_at"] is None


async def test_a_new_limit_does_nothing_to_deals_that_are_past_it_already(sales: Sales) -> None:
    deal = await sales.deal()
    await hours_pass(sales, deal, 100)
    await limit(sales, action=TASK)
    await look(sales)
    assert datetime.fromisoformat((await shown(sales, deal))["stage_due_at"]) < datetime.now(UTC)
    assert await happened(sales, "deal.stage_overdue") == []
    # But they are found.
    await sales.deal("In time")
    found = ok(await sales.http.get("/deals", params={"overdue_in_stage": True}))["items"]
    assert [one["id"] for one in found] == [deal["id"]]
    assert ok(await sales.http.get("/deals/count", params={"overdue_in_stage": True})) == {"count": 1}


async def test_what_a_limit_cannot_be_is_refused(sales: Sales) -> None:
    async def places(stage: str, **other: Any) -> list[tuple[str, str]]:
        path = f"/pipelines/{sales.pipeline['id']}/stages/{sales.stage(stage)['id']}"
        wish = {"time_limit": {**LIMIT, **other}}
        answer = await sales.http.patch(path, json=wish, headers={"If-Match": '"1"'})
        return [(one["pointer"], one["code"]) for one in refused(answer, 422, "invalid_request")["errors"]]

    first, nothing = "Need identified", "01920000-0000-7000-8000-000000000001"
    assert await places(first, warn_before_hours=8) == [("/time_limit", "warning_too_early")]
    assert await places("Lost") == [("/time_limit", "not_open")]
    stranger = {"kind": "reassign", "user_id": nothing}
    assert await places(first, action=stranger) == [("/time_limit/action/user_id", "not_found")]
    reasonless = {"kind": "lose", "loss_reason_id": nothing}
    assert await places(first, action=reasonless) == [("/time_limit/action/loss_reason_id", "not_found")]


async def test_a_dead_worker_leaves_nothing_half_done(sales: Sales) -> None:
    """A round that fails after its writes leaves neither its notices nor its marks; the next one does all of it."""
    await limit(sales)
    deal = await sales.deal(next_task=step())
    await hours_pass(sales, deal, 7)
    runtime, workspace_id = sales.workspace.runtime, sales.workspace.id

    async def killed() -> None:
        async with runtime.db.write(workspace_id) as session:
            context = jobs.JobContext(session, system_actor(workspace_id), runtime, UUID(int=0), 1)
            await jobs.JOBS[ALARM_JOB].body(context, {})
            message = "power cut"
            raise RuntimeError(message)

    with pytest.raises(RuntimeError, match="power cut"):
        await killed()
    assert await told(sales, "deal_stage_warning") == []
    await look(sales)
    assert len(await told(sales, "deal_stage_warning")) == 1
    async with runtime.db.read(workspace_id) as session:
        waiting = select(func.count()).where(
            Deal.workspace_id == workspace_id, Deal.stage_alarm_at.is_not(None)
        )
        assert (await session.execute(waiting)).scalar_one() == 1
