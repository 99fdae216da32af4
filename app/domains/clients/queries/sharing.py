"""With whom clients are shared."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.orm import among
from app.domains.clients.models import ClientShare


async def shares(session: AsyncSession, workspace_id: UUID, client_id: UUID) -> Sequence[ClientShare]:
    """Return the shares of a client, the oldest first; whether she is within reach was asked before."""
    statement = (
        select(ClientShare)
        .where(ClientShare.workspace_id == workspace_id, ClientShare.client_id == client_id)
        .order_by(ClientShare.id)
    )
    return (await session.execute(statement)).scalars().all()


async def shared_to(session: AsyncSession, actor: Actor, client_ids: Collection[UUID]) -> set[UUID]:
    """Return those of the clients that are shared with the actor."""
    if not client_ids or actor.user_id is None:
        return set()
    statement = select(ClientShare.client_id).where(
        ClientShare.workspace_id == actor.workspace_id,
        ClientShare.user_id == actor.user_id,
        among(ClientShare.client_id, client_ids),
    )
    return set((await session.execute(statement)).scalars())
