"""What the domains above demand to stay known about a client: it may be corrected, but not taken away."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.errors import AppError
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


Change = tuple[Known, Known]
"""What is known of a locked client before and after a change."""
FactGuard = Callable[[AsyncSession, Actor, Sequence[Change]], Awaitable[Mapping[UUID, AppError]]]
"""Is told of changes, each of another client; returns the refusals by the clients' ids."""
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
    for refusal in (await refused(session, actor, [(before, after)])).values():
        raise refusal


async def refused(session: AsyncSession, actor: Actor, changes: Sequence[Change]) -> dict[UUID, AppError]:
    """Ask every guard about the changes of many clients; returns the refusals by the clients' ids."""
    real = [(before, after) for before, after in changes if before != after]
    found: dict[UUID, AppError] = {}
    for guard in _guards if real else ():
        found |= await guard(session, actor, real)
    return found


async def check_united(session: AsyncSession, actor: Actor, one: Known, after: Known) -> None:
    """Ask every guard about a record that becomes one with another, whose facts its own records then have."""
    await check(session, actor, one, replace(after, id=one.id))
