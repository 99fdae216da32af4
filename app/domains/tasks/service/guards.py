"""The rule that an open deal never lacks a dated open task, as far as tasks know it.

Deals stand higher, so the rule itself comes from there through the registry; this is the place where every command
that plans or ends a task asks it. The deal is locked before the task, always in this order.
"""

from typing import Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor


class DealGuard(Protocol):
    """What deals demand of the commands on their tasks."""

    async def admit(self, session: AsyncSession, actor: Actor, deal_id: UUID) -> UUID:
        """Lock a deal for which something is planned; returns its client.

        Raises `NotFoundError` for a deal the actor may not see, and a `ConflictError` for a closed one.
        """
        ...

    async def hold(self, session: AsyncSession, actor: Actor, deal_id: UUID) -> None:
        """Lock the deal of a task that is about to end, whoever the deal belongs to."""
        ...

    async def check(
        self, session: AsyncSession, actor: Actor, deal_id: UUID, reason: str | None = None
    ) -> None:
        """Raise `NextStepRequiredError` if the deal, locked by one of the above, is open and has no open task.

        A reason does instead where the deal's pipeline takes one.
        """
        ...


_guards: list[DealGuard] = []


def guard_with(guard: DealGuard) -> None:
    """Have a guard asked by every command. Called by the registry only."""
    if guard not in _guards:
        _guards.append(guard)


async def admit(session: AsyncSession, actor: Actor, deal_id: UUID) -> UUID | None:
    """Lock the deal that a task is planned for; returns its client."""
    client_id = None
    for guard in _guards:
        client_id = await guard.admit(session, actor, deal_id)
    return client_id


async def hold(session: AsyncSession, actor: Actor, deal_id: UUID) -> None:
    """Lock the deal of a task that is about to end."""
    for guard in _guards:
        await guard.hold(session, actor, deal_id)


async def check(session: AsyncSession, actor: Actor, deal_id: UUID, reason: str | None = None) -> None:
    """Refuse to leave an open deal without a next step; raises `NextStepRequiredError`."""
    for guard in _guards:
        await guard.check(session, actor, deal_id, reason)
