"""What the domains above do when a client gets another owner: in the same transaction, through the registry."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor


class OwnerFollower(Protocol):
    """What goes along with a client."""

    async def hold(self, session: AsyncSession, actor: Actor, client_ids: Sequence[UUID]) -> None:
        """Lock what may go along; the clients are locked after it."""
        ...

    async def hand_on(
        self, session: AsyncSession, actor: Actor, givers: Mapping[UUID, UUID], taker: UUID
    ) -> None:
        """Pass on what was the former owners', by the clients' ids."""
        ...


_followers: list[OwnerFollower] = []


def hand_on_with(follower: OwnerFollower) -> None:
    """Have something go along with clients. Called by the registry only."""
    if follower not in _followers:
        _followers.append(follower)


async def hold(session: AsyncSession, actor: Actor, client_ids: Sequence[UUID]) -> None:
    """Lock what may go along with clients that are about to change hands."""
    for follower in _followers:
        await follower.hold(session, actor, client_ids)


async def hand_on(
    session: AsyncSession, actor: Actor, givers: Mapping[UUID, UUID | None], taker: UUID | None
) -> None:
    """Pass on what goes along with clients, given by their former owners; nothing does from nobody, nor to nobody."""
    known = {client_id: giver for client_id, giver in givers.items() if giver is not None and giver != taker}
    if taker is None or not known:
        return
    for follower in _followers:
        await follower.hand_on(session, actor, known, taker)
