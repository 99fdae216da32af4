"""Coming into a stage: the fact of it, and the time that the deal is given there."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.domains.deals.models import Deal
from app.domains.deals.rules.stages import StageView
from app.domains.deals.rules.time_limits import Moments, moments
from app.domains.deals.service import records
from app.domains.identity.service import working_hours


async def enter(
    session: AsyncSession,
    deal: Deal,
    stage: StageView,
    at: datetime,
    excepted: records.Excepted | None = None,
) -> None:
    """Record that a deal came into a stage, and until when it may stand there. Every way into a stage passes here."""
    given = Moments()
    if stage.time_limit is not None:
        calendar = await working_hours.calendar(session, deal.workspace_id)
        given = moments(calendar, at, stage.time_limit)
    deal.stage_warn_at, deal.stage_due_at, deal.stage_alarm_at = given.warn_at, given.due_at, given.alarm_at
    records.enter(session, deal, stage, at, excepted)
