"""Showing tasks: with the client and the deal they are about, in one query each."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.clock import now
from app.core.errors import NotFoundError
from app.core.masking import Mask
from app.domains.clients import service as clients
from app.domains.tasks import queries
from app.domains.tasks.events import TITLE
from app.domains.tasks.models import Task
from app.domains.tasks.rules import TaskKind, day_borders, day_of
from app.domains.tasks.schemas import TaskOut
from app.platform import subjects


async def described(
    session: AsyncSession, actor: Actor, rows: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return the rows with what each task is about."""
    facts = await clients.client_facts(session, (row["client_id"] for row in rows))
    shown = {
        client_id: {
            "id": client_id,
            "name": client.name,
            "company_name": client.company_name,
            "phone": clients.contact_shown(actor, client.phone),
        }
        for client_id, client in facts.items()
    }
    deals = await subjects.cards(session, actor, "deal", (row["deal_id"] for row in rows))
    mask = Mask(actor)
    return [
        {
            **row,
            "title": mask.value(TITLE, row["title"]),
            "client": shown.get(row["client_id"]),
            "deal": deals.get(row["deal_id"]),
        }
        for row in rows
    ]


async def get(session: AsyncSession, actor: Actor, task_id: UUID) -> TaskOut:
    """Return one task; raises `NotFoundError`."""
    rows = await queries.rows(session, queries.tasks(actor, Task.id == task_id))
    if not rows:
        raise NotFoundError
    return TaskOut.model_validate((await described(session, actor, rows))[0])


async def written(session: AsyncSession, actor: Actor, ids: Collection[UUID]) -> dict[UUID, TaskOut]:
    """Return tasks that the actor has just written, by id."""
    rows = await described(session, actor, await queries.written(session, actor, ids))
    return {row["id"]: TaskOut.model_validate(row) for row in rows}


async def tasks_today(session: AsyncSession, actor: Actor, client_id: UUID, zone: str) -> list[TaskOut]:
    """Return what the actor may see of a client's open tasks due today (by a time zone) or before, by due time."""
    day = day_borders(day_of(now(), zone), zone)
    rows = await queries.open_of_client(session, actor, client_id, day.ends)
    return [TaskOut.model_validate(row) for row in await described(session, actor, rows)]


async def open_task_exists(session: AsyncSession, actor: Actor, deal_id: UUID) -> bool:
    """Tell whether a deal has an open task; every task has a date."""
    return await queries.open_exists(session, actor, deal_id)


async def day(
    session: AsyncSession, actor: Actor, wanted: date | None, assignee_id: UUID | None
) -> dict[str, Any]:
    """Return a person's day in the shape of `TaskDay`.

    Args:
        session: where to read.
        actor: who asks; only tasks she may see are shown.
        wanted: which day; today, by the workspace's time zone, when not given.
        assignee_id: whose day; the actor's own when not given.
    """
    moment = now()
    zone = await queries.time_zone(session, actor)
    borders = day_borders(wanted or day_of(moment, zone), zone)
    whose = assignee_id or actor.user_id
    overdue_total, done_today = await queries.day_totals(session, actor, borders, whose)
    rows = await described(session, actor, await queries.day_rows(session, actor, borders, whose))
    meetings = (row for row in rows if row["kind"] == TaskKind.MEETING and row["due_at"] >= moment)
    return {
        "date": borders.date,
        "overdue": [row for row in rows if row["due_at"] < borders.begins],
        "today": [row for row in rows if borders.begins <= row["due_at"] < borders.ends],
        "tomorrow": [row for row in rows if row["due_at"] >= borders.ends],
        "overdue_total": overdue_total,
        "done_today": done_today,
        "next_meeting": next(meetings, None),
    }
