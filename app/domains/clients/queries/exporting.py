"""Whole lists, read slice by slice by a cursor of the server: never more than one slice is held."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.orm import among
from app.domains.clients.models import Client
from app.domains.clients.queries import lists, shaped
from app.domains.clients.queries.columns import visible_clients
from app.domains.clients.queries.shaped import Shape

SLICE = 1000
_PATIENCE = ("statement_timeout = '10min'", "idle_in_transaction_session_timeout = '10min'")
"""The database sorts the whole list first, and the reader may be on a slow line."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Which of a list's clients."""

    permission: str
    """The right that covers them, besides the one to read."""
    ids: Sequence[UUID] | None
    """Those that are named; all when None."""

    def narrowed(self, statement: Select[Any], actor: Actor) -> Select[Any]:
        """Return the selection of these clients only."""
        statement = statement.where(visible_clients(actor, self.permission))
        return statement if self.ids is None else statement.where(among(Client.id, self.ids))


async def count(session: AsyncSession, actor: Actor, shape: Shape, reach: Reach) -> int:
    """Return how many clients the list has; raises `InvalidRequestError`."""
    fields = await shaped.fields_for(session, actor, shape)
    statement = await shaped.narrowed(session, actor, lists.counted(actor), shape, fields)
    return int((await session.execute(reach.narrowed(statement, actor))).scalar_one())


async def check(session: AsyncSession, actor: Actor, shape: Shape) -> None:
    """Refuse columns and orders that there aren't; raises `InvalidRequestError`."""
    await shaped.selected(session, actor, shape)


async def slices(
    session: AsyncSession, actor: Actor, shape: Shape, reach: Reach
) -> AsyncIterator[list[dict[str, Any]]]:
    """Yield the list as it stands at one moment; the session must be fresh."""
    await session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
    for setting in _PATIENCE:
        await session.execute(text(f"SET LOCAL {setting}"))
    statement, _ = await shaped.selected(session, actor, shape)
    options = {"yield_per": SLICE}
    result = await session.stream(reach.narrowed(statement, actor), execution_options=options)
    async for part in result.mappings().partitions():
        yield shaped.shown(actor, shape, [dict(row) for row in part])
