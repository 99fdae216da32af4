"""What the domains above demand to stay known about a client: it may be corrected, but not taken away."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.domains.clients import rules
from app.domains.clients.models import Client

FactGuard = Callable[[AsyncSession, Actor, UUID, frozenset[str]], Awaitable[None]]
"""Is told which facts (`client.phone`, …) a locked client is about to lose; raises `FactDemandedError` to refuse."""

_guards: list[FactGuard] = []


def guard_with(guard: FactGuard) -> None:
    """Have a guard asked before facts are taken away. Called by the registry only."""
    if guard not in _guards:
        _guards.append(guard)


def known_facts(client: Client) -> frozenset[str]:
    """Return which facts that can be demanded are known about a client."""
    return rules.known_facts(client.kind, client.phone, client.email, client.company_id)


async def check(session: AsyncSession, actor: Actor, client_id: UUID, lost: frozenset[str]) -> None:
    """Ask every guard about facts that are being taken away; raises `FactDemandedError`."""
    if lost:
        for guard in _guards:
            await guard(session, actor, client_id, lost)
