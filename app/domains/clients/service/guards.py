"""What the domains above demand to stay known about a client: it may be corrected, but not taken away."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.domains.clients import rules
from app.domains.clients.models import Client


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about a client, as far as rules of other records may demand or ask it."""

    id: UUID
    kind: str
    phone: str | None
    email: str | None
    company_id: UUID | None
    position: str | None
    source: str | None
    language: str | None
    qualification: str | None
    tax_id: str | None
    owner_id: UUID | None
    tags: tuple[str, ...]
    custom: Mapping[str, Any]

    @property
    def is_company(self) -> bool:
        """Tell whether it is a company, which is its own company."""
        return self.kind == rules.COMPANY


FactGuard = Callable[[AsyncSession, Actor, Known, Known], Awaitable[None]]
"""Is told what is known of a locked client before and after a change; raises `FactDemandedError` to refuse it."""
COLUMNS = tuple(field.name for field in fields(Known))

_guards: list[FactGuard] = []


def guard_with(guard: FactGuard) -> None:
    """Have a guard asked before facts are taken away. Called by the registry only."""
    if guard not in _guards:
        _guards.append(guard)


def known_of(client: Client | Mapping[str, Any]) -> Known:
    """Return what is known about a client, from her record or a row of its columns."""
    values = {
        name: client[name] if isinstance(client, Mapping) else getattr(client, name) for name in COLUMNS
    }
    return Known(**{**values, "tags": tuple(values["tags"] or ()), "custom": dict(values["custom"] or {})})


async def check(session: AsyncSession, actor: Actor, before: Known, after: Known) -> None:
    """Ask every guard about a change of what is known; raises `FactDemandedError`."""
    if before == after:
        return
    for guard in _guards:
        await guard(session, actor, before, after)


async def check_united(session: AsyncSession, actor: Actor, one: Known, after: Known) -> None:
    """Ask every guard about a record that becomes one with another, whose facts its own records then have."""
    await check(session, actor, one, replace(after, id=one.id))
