"""The rules that the domains keep hold for everything in the demo, at whatever moment it is loaded."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import system_actor
from app.core.events import EventRecord, parse
from app.core.runtime import Runtime
from app.core.text import normalize_phone
from app.demo.load import TIME_ZONE, load
from app.domains.clients.models import ContactPoint
from app.domains.deals import pipeline_queries, win_back_queries
from app.domains.deals.models import Deal, WinBackRule
from app.domains.deals.rules import contract
from app.domains.deals.rules.stages import StageView, enforced
from app.domains.deals.service import facts, gate
from app.domains.tasks.rules import day_borders, day_of
from app.domains.telephony.models import Call
from app.domains.telephony.rules import CallFacts, view_of
from app.registry import build_runtime
from tests.support.servers import Servers

pytestmark = pytest.mark.slow

MOMENTS = {
    "a working day": datetime(2026, 11, 18, 6, 30, tzinfo=UTC),
    "the first minutes of a year": datetime(2026, 12, 31, 19, 4, tzinfo=UTC),
    "a Sunday evening": datetime(2026, 11, 22, 15, 0, tzinfo=UTC),
}
NOTHING = {
    "an open deal without a dated open task": """
        SELECT d.id FROM deals d WHERE d.status = 'open' AND NOT EXISTS (
            SELECT FROM tasks t WHERE t.deal_id = d.id AND t.status = 'open')""",
    "something planned for a closed deal": """
        SELECT d.id FROM deals d JOIN tasks t ON t.deal_id = d.id WHERE d.status <> 'open' AND t.status = 'open'""",
    "a deal whose status is not its stage's": """
        SELECT d.id FROM deals d JOIN stages s ON s.id = d.stage_id WHERE s.semantics <> d.status""",
    "a stage without its stay in the history": """
        SELECT d.id FROM deals d WHERE NOT EXISTS (
            SELECT FROM deal_stage_history h WHERE h.deal_id = d.id AND h.stage_id = d.stage_id
            AND h.left_at IS NULL AND h.entered_at = d.stage_entered_at)""",
    "a stay that does not begin where another ended": """
        SELECT h.id FROM deal_stage_history h WHERE h.left_at IS NOT NULL AND NOT EXISTS (
            SELECT FROM deal_stage_history n WHERE n.deal_id = h.deal_id AND n.entered_at = h.left_at)""",
    "a task planned before its client was known": """
        SELECT t.id FROM tasks t JOIN clients c ON c.id = t.client_id WHERE t.created_at < c.created_at""",
    "a task finished before it was planned": "SELECT id FROM tasks WHERE completed_at < created_at",
    "a task due before it was planned": "SELECT id FROM tasks WHERE due_at < created_at",
    "a deal before its client": """
        SELECT d.id FROM deals d JOIN clients c ON c.id = d.client_id WHERE d.created_at < c.created_at""",
    "a meeting held without a result": """
        SELECT id FROM tasks WHERE kind = 'meeting' AND status = 'done' AND note IS NULL""",
    "a contact point that is not normalized": "SELECT id FROM contact_points WHERE normalized IS NULL",
    "a client without a main phone in her row": """
        SELECT c.id FROM clients c JOIN contact_points p ON p.client_id = c.id
        WHERE p.is_main AND p.kind = 'phone' AND c.phone IS DISTINCT FROM p.normalized""",
    "a contact in the future": "SELECT id FROM clients WHERE last_contact_at > :moment",
    "an event of the future": "SELECT id FROM events WHERE created_at > :moment",
    "a missed call without a call-back": """
        SELECT id FROM calls WHERE direction = 'in' AND result = 'missed' AND call_back_task_id IS NULL""",
    "an event in no month's partition": "SELECT id FROM events WHERE tableoid::regclass::text = 'events_default'",
}


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS.keys())
async def test_the_rules_hold_at_whatever_moment_it_is_loaded(servers: Servers, moment: datetime) -> None:
    runtime = build_runtime(servers.settings(servers.create_database()))
    try:
        loaded = await load(runtime, moment)
        revived = await count_revived(runtime, loaded.workspace_id)
        assert revived > 5
        assert (loaded.counts["clients"], loaded.counts["deals"]) == (2000, 600 + revived)
        # The gate locks what it checks, so it needs a transaction that may.
        async with runtime.db.write(loaded.workspace_id) as session:
            await check_rules(session, moment)
            await check_contracts(session, loaded.workspace_id)
            await check_phones(session, loaded.workspace_id)
            await check_calls(session, loaded.workspace_id)
            await check_events(session, loaded.workspace_id)
            await check_days(session, moment)
    finally:
        await runtime.close()


async def count_revived(runtime: Runtime, workspace_id: UUID) -> int:
    """Return how many deals the process opened; of those whose time has come none is left out."""
    async with runtime.db.read(workspace_id) as session:
        mine = Deal.workspace_id == workspace_id
        revived = list((await session.execute(select(Deal).where(mine, Deal.is_revived))).scalars())
        (rule,) = (await session.execute(select(WinBackRule))).scalars()
        moment = max(deal.created_at for deal in revived)
        assert await win_back_queries.count_waiting(session, rule, moment, moment.date()) == 0
    assert all(deal.previous_deal_id for deal in revived)
    return len(revived)


async def check_rules(session: AsyncSession, moment: datetime) -> None:
    """Nothing is found that must not be."""
    for what, statement in NOTHING.items():
        values = {"moment": moment} if ":moment" in statement else {}
        found = (await session.execute(text(statement), values)).all()
        assert not found, f"{len(found)} times {what}: {found[0]}"


async def check_contracts(session: AsyncSession, workspace_id: UUID) -> None:
    """Every deal has what the stages up to its own demand."""
    actor = system_actor(workspace_id)
    stages = {
        pipeline["id"]: await gate.load_stages(session, actor, pipeline["id"])
        for pipeline in await pipeline_queries.pipelines(session, actor)
    }
    demanded = 0
    for deal in (await session.execute(select(Deal).where(Deal.workspace_id == workspace_id))).scalars():
        way: list[StageView] = stages[deal.pipeline_id]
        demanding = enforced(way, gate.stage_of(way, deal.stage_id))
        known = await facts.gathered(session, actor, deal, demanding)
        assert contract.missing(demanding, known) == [], deal.title
        demanded += bool([stage for stage in demanding if stage.required_fields])
    assert demanded > 100


async def check_phones(session: AsyncSession, workspace_id: UUID) -> None:
    """Every phone is valid, written in more than one way, and of several countries."""
    phones = select(ContactPoint.value, ContactPoint.normalized).where(
        ContactPoint.workspace_id == workspace_id, ContactPoint.kind == "phone"
    )
    rows = (await session.execute(phones)).all()
    assert all(normalize_phone(row.value, "UZ") == row.normalized for row in rows)
    countries = {
        prefix
        for row in rows
        for prefix in ("+998", "+995", "+976", "+34", "+7")
        if row.normalized.startswith(prefix)
    }
    assert len(countries) == 5
    assert len({row.normalized for row in rows}) == len(rows)


async def check_calls(session: AsyncSession, workspace_id: UUID) -> None:
    """What lists show of a call is what its facts add up to."""
    for call in (await session.execute(select(Call).where(Call.workspace_id == workspace_id))).scalars():
        view = view_of(CallFacts.model_validate(call.facts))
        shown = {field: getattr(call, field) for field in view.model_fields_set}
        assert shown == view.model_dump()


async def check_events(session: AsyncSession, workspace_id: UUID) -> None:
    """The log is in the order of its moments, without gaps, and each event can be read back."""
    statement = select(EventRecord).where(EventRecord.workspace_id == workspace_id)
    told = list((await session.execute(statement.order_by(EventRecord.position))).scalars())
    assert [event.position for event in told] == list(range(1, len(told) + 1))
    assert told == sorted(told, key=lambda event: event.created_at)
    assert told[0].type == "workspace.created"
    for event in told:
        parsed = parse(event.type, event.data)
        assert (parsed.subject_id, parsed.timeline_id) == (event.subject_id, event.timeline_id)
    position = text("SELECT position, published FROM event_positions")
    assert tuple((await session.execute(position)).one()) == (len(told), len(told))


async def check_days(session: AsyncSession, moment: datetime) -> None:
    """Each manager has something to do today and has begun to."""
    day = day_borders(day_of(moment, TIME_ZONE), TIME_ZONE)
    statement = text(
        """SELECT count(*) FILTER (WHERE t.status = 'open' AND t.due_at >= :begins AND t.due_at < :ends),
                  count(*) FILTER (WHERE t.status = 'open' AND t.due_at < :begins),
                  count(*) FILTER (WHERE t.completed_at >= :begins)
           FROM users u JOIN roles r ON r.id = u.role_id LEFT JOIN tasks t ON t.assignee_id = u.id
           WHERE r.key = 'manager' GROUP BY u.id"""
    )
    days = (await session.execute(statement, {"begins": day.begins, "ends": day.ends})).all()
    assert len(days) == 5
    for today, overdue, done in days:
        assert today >= 8
        assert overdue >= 1
        assert done >= 1
