"""Every SELECT and UPDATE of the time that deals have in their stages."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.domains.deals.models import Deal, Stage
from app.domains.deals.queries import STAGE_ON
from app.domains.deals.rules.stages import Semantics
from app.domains.deals.rules.time_limits import Moments


async def lock_alarms(
    session: AsyncSession, workspace_id: UUID, present: datetime, most: int
) -> Sequence[Any]:
    """Return open deals of which a moment has come, with the names of their stages; those that are being changed wait."""
    statement = (
        select(Deal, Stage.name)
        .join(Stage, STAGE_ON)
        .where(
            Deal.workspace_id == workspace_id, Deal.stage_alarm_at <= present, Deal.status == Semantics.OPEN
        )
        .order_by(Deal.stage_alarm_at)
        .limit(most)
        .with_for_update(of=Deal, key_share=True, skip_locked=True)
    )
    return (await session.execute(statement)).all()


async def lock_standing(
    session: AsyncSession, workspace_id: UUID, stage_id: UUID | None, after: UUID | None, most: int
) -> Sequence[Any]:
    """Return open deals in stages with a limit, and those that still have moments, with the limits, by their ids."""
    wanted: list[Any] = [or_(Stage.time_limit.is_not(None), Deal.stage_due_at.is_not(None))]
    wanted += [] if stage_id is None else [Deal.stage_id == stage_id]
    wanted += [] if after is None else [Deal.id > after]
    statement = (
        select(Deal, Stage.time_limit)
        .join(Stage, STAGE_ON)
        .where(Deal.workspace_id == workspace_id, Deal.status == Semantics.OPEN, *wanted)
        .order_by(Deal.id)
        .limit(most)
        .with_for_update(of=Deal, key_share=True)
    )
    return (await session.execute(statement)).all()


async def set_alarms(session: AsyncSession, wanted: Iterable[tuple[Deal, datetime | None]]) -> None:
    """Say which moment comes next for each of some locked deals."""
    await _write(session, [(deal, {"stage_alarm_at": alarm_at}) for deal, alarm_at in wanted])


async def set_moments(session: AsyncSession, wanted: Iterable[tuple[Deal, Moments]]) -> None:
    """Set the moments of some locked deals."""
    await _write(
        session,
        [
            (
                deal,
                {
                    "stage_warn_at": given.warn_at,
                    "stage_due_at": given.due_at,
                    "stage_alarm_at": given.alarm_at,
                },
            )
            for deal, given in wanted
        ],
    )


async def _write(session: AsyncSession, wanted: Sequence[tuple[Deal, dict[str, Any]]]) -> None:
    """Write by keys, in one round trip. The record itself is not changed by it: nobody's copy gets old."""
    rows = [
        {"workspace_id": deal.workspace_id, "id": deal.id, "updated_at": deal.updated_at, **values}
        for deal, values in wanted
    ]
    if rows:
        await session.execute(update(Deal), rows)
