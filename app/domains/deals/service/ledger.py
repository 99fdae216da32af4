"""The facts of deals' stays in stages, proved by the event history and made anew from it."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.ids import uuid7
from app.domains.deals import ledger_queries
from app.domains.deals.models import DealStageFact

AT_ONCE = 1000


async def differing(session: AsyncSession, workspace_id: UUID) -> list[UUID]:
    """Return the deals whose facts aren't what the history tells; none, when all is well."""
    return await ledger_queries.differing(session, workspace_id)


async def rebuild(session: AsyncSession, workspace_id: UUID) -> int:
    """Make the facts of those deals anew that differ from the history; returns how many. All that are right stay."""
    deals = await ledger_queries.differing(session, workspace_id)
    for start in range(0, len(deals), AT_ONCE):
        some = deals[start : start + AT_ONCE]
        await ledger_queries.hold(session, workspace_id, some)
        rows = await ledger_queries.told(session, workspace_id, some)
        await ledger_queries.drop(session, workspace_id, some)
        session.add_all(DealStageFact(workspace_id=workspace_id, id=uuid7(), **row) for row in rows)
        await session.flush()
    return len(deals)
