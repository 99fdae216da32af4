"""Reading the rows of the next slice while the database writes those of this one: there are two cores for it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.domains.transfer import queries
from app.domains.transfer.models import Import
from app.domains.transfer.service.drafting import Line, Plan, draft, plan_of

MOST = 4
"""So many imports have rows read ahead in one process; of the others nothing is lost but time."""


@dataclass(frozen=True, slots=True)
class _Ahead:
    version: int
    position: int
    rows: Sequence[Any]
    reading: asyncio.Task[list[Line]]


_ahead: dict[UUID, _Ahead] = {}


async def slice_of(
    session: AsyncSession, actor: Actor, record: Import, most: int
) -> tuple[Sequence[Any], list[Line]]:
    """Return the rows of a slice, and what they tell of: read ahead if that was done, else now."""
    known = _ahead.pop(record.id, None)
    if known is not None and (known.version, known.position) == (record.version, record.position):
        return known.rows, await known.reading
    rows = await queries.rows_after(session, record, record.position, most)
    if not rows:
        return [], []
    plan = await plan_of(session, actor, record)
    return rows, await asyncio.to_thread(_read, plan, rows)


async def read(session: AsyncSession, actor: Actor, record: Import, position: int, most: int) -> None:
    """Begin to read the rows of the slice after a position."""
    rows = await queries.rows_after(session, record, position, most)
    if not rows:
        return
    if len(_ahead) >= MOST:
        _ahead.clear()
    plan = await plan_of(session, actor, record)
    reading = asyncio.create_task(asyncio.to_thread(_read, plan, rows))
    _ahead[record.id] = _Ahead(record.version, position, rows, reading)


def _read(plan: Plan, rows: Sequence[Any]) -> list[Line]:
    return [draft(plan, row.number, row.cells) for row in rows]
