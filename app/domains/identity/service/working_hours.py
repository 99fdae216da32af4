"""When a workspace works: the hours that people set, and the calendar by which working time is measured."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events, public_holidays
from app.core.auth import Actor
from app.core.http import check_version
from app.core.working_time import Hours, WorkingCalendar
from app.domains.identity import queries
from app.domains.identity.events import WorkingHoursChanged
from app.domains.identity.models import WorkingHours, Workspace
from app.domains.identity.working_schemas import WorkingHoursInput, WorkingHoursOut, minutes

_DAY = [{"start": "09:00", "end": "18:00"}]
USUAL_WEEK: list[list[dict[str, str]]] = [*([_DAY] * 5), [], []]
FIRST_VERSION = 1


async def get(session: AsyncSession, workspace_id: UUID) -> WorkingHoursOut:
    """Return when a workspace works: what people set, else what is usual."""
    workspace, hours = await queries.working_hours(session, workspace_id)
    return WorkingHoursOut.model_validate({**_facts(workspace, hours), "time_zone": workspace.time_zone})


def _facts(workspace: Workspace, hours: WorkingHours | None) -> dict[str, Any]:
    if hours is not None:
        return {
            "country": hours.country,
            "week": hours.week,
            "days": hours.days,
            "version": hours.version,
        }
    region = workspace.phone_region
    country = region if region in public_holidays.countries() else None
    return {"country": country, "week": USUAL_WEEK, "days": [], "version": FIRST_VERSION}


async def change(
    session: AsyncSession, actor: Actor, based_on: int, wish: WorkingHoursInput
) -> WorkingHoursOut:
    """Set when the workspace works; raises `VersionConflictError`."""
    await queries.hold_workspace(session, actor.workspace_id)
    workspace, hours = await queries.working_hours(session, actor.workspace_id)
    before = _facts(workspace, hours)
    check_version(before["version"], based_on)
    wanted = wish.model_dump(mode="json")
    changes = {name: (before[name], value) for name, value in wanted.items() if before[name] != value}
    if hours is None:
        key = actor.workspace_id
        hours = WorkingHours(workspace_id=key, id=key, version=FIRST_VERSION, **wanted)
        session.add(hours)
    for name, value in wanted.items():
        setattr(hours, name, value)
    if changes:
        hours.touch()
        event = WorkingHoursChanged(record_id=workspace.id, name=workspace.name, changes=changes)
        events.publish(session, actor, event)
    await session.flush()
    return await get(session, actor.workspace_id)


async def calendar(session: AsyncSession, workspace_id: UUID) -> WorkingCalendar:
    """Return the calendar by which a workspace's working time is measured."""
    workspace, hours = await queries.working_hours(session, workspace_id)
    facts = _facts(workspace, hours)
    return WorkingCalendar(
        zone=ZoneInfo(workspace.time_zone),
        week=[_hours(day) for day in facts["week"]],
        days={date.fromisoformat(one["on"]): _hours(one["hours"]) for one in facts["days"]},
        holidays=partial(public_holidays.of_year, facts["country"]),
    )


def _hours(stretches: Sequence[dict[str, str]]) -> list[Hours]:
    return [(minutes(one["start"]), minutes(one["end"])) for one in stretches]
