"""Every SELECT of the lines of deals."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.domains.deals.models import DealLine


async def lines(session: AsyncSession, workspace_id: UUID, deal_id: UUID) -> Sequence[DealLine]:
    """Return the lines of a deal in their order."""
    statement = select(DealLine).where(DealLine.workspace_id == workspace_id, DealLine.deal_id == deal_id)
    return (await session.execute(statement.order_by(DealLine.position))).scalars().all()


async def drop(session: AsyncSession, workspace_id: UUID, deal_id: UUID) -> None:
    """Take the lines of a deal away."""
    statement = delete(DealLine).where(DealLine.workspace_id == workspace_id, DealLine.deal_id == deal_id)
    await session.execute(statement)
