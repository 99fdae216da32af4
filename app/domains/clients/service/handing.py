"""What the domains above do when a client gets another owner: in the same transaction, through the registry."""

from typing import Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor


class OwnerFollower(Protocol):
    """What goes along with a client."""

    async def hold(self, session: AsyncSession, actor: Actor, client_id: UUID) -> None:
        """Lock what may go along; the client is locked after it."""
        ...

    async def hand_on(
        self, session: AsyncSession, actor: Actor, client_id: UUID, giver: UUID, taker: UUID
    ) -> None:
        """Pass on what was the former owner's."""
        ...


_followers: list[OwnerFollower] = []


def hand_on_with(follower: OwnerFollower) -> None:
    """Have something go along with clients. Called by the registry only."""
    if follower not in _followers:
        _followers.append(follower)


async def hold(session: AsyncSession, actor: Actor, client_id: UUID) -> None:
    """Lock what may go along with a client that is about to change hands."""
    for follower in _followers:
        await follower.hold(session, actor, client_id)


async def hand_on(
    session: AsyncSession, actor: Actor, client_id: UUID, giver: UUID | None, taker: UUID | None
) -> None:
    """Pass on what goes along; nothing does from nobody, nor to nobody."""
    if giver is None or taker is None or giver == taker:
        return
    for follower in _followers:
        await follower.hand_on(session, actor, client_id, giver, taker)
