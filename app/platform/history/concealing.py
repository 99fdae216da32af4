"""What only the domain that owns a record knows to be hidden from a reader: which files' names."""

from collections.abc import Awaitable, Callable, Collection
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor

Closed = Callable[[AsyncSession, Actor, Collection[UUID]], Awaitable[set[UUID]]]
"""Returns those of the files that stand in fields which the actor may not read."""

_closed: list[Closed] = []


def conceal_with(closed: Closed) -> None:
    """Register a domain's part. Called by the registry only."""
    if closed not in _closed:
        _closed.append(closed)


async def closed_files(session: AsyncSession, actor: Actor, ids: Collection[UUID]) -> set[UUID]:
    """Return those of the files whose names the actor may not learn."""
    found: set[UUID] = set()
    for closed in _closed if ids else ():
        found |= await closed(session, actor, ids)
    return found
