"""The rule that an open deal never lacks a dated open task. Tasks ask it through the registry (`DealGuard`)."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.errors import NotFoundError
from app.domains.deals import queries
from app.domains.deals.errors import DealClosedError
from app.domains.deals.rules.stages import Semantics
from app.domains.tasks.errors import NextStepRequiredError


async def admit(session: AsyncSession, actor: Actor, deal_id: UUID) -> UUID:
    """Lock a deal for which something is planned; returns its client.

    Raises:
        NotFoundError: no such deal, or not the actor's to see.
        DealClosedError: nothing is planned for a closed deal.
    """
    found = await queries.lock_readable(session, actor, deal_id)
    if found is None:
        raise NotFoundError
    if found.status != Semantics.OPEN:
        raise DealClosedError(params={"status": found.status})
    client_id: UUID = found.client_id
    return client_id


async def hold(session: AsyncSession, actor: Actor, deal_id: UUID) -> None:
    """Lock the deal of a task that is about to end, whoever the deal belongs to.

    Of two people who end a deal's last two tasks, the second waits here and then sees what the first has left.
    """
    await queries.hold(session, actor.workspace_id, deal_id)


async def check(session: AsyncSession, actor: Actor, deal_id: UUID) -> None:
    """Raise `NextStepRequiredError` if the deal is open and nothing is planned; whoever calls holds its lock."""
    if await queries.lacks_next_step(session, actor.workspace_id, deal_id):
        raise NextStepRequiredError(params={"deal_id": str(deal_id)})
