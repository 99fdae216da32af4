"""Reading the rows of the next slice while the database writes those of this one: there are two cores for it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.domains.transfer.models import Import
from app.domains.transfer.service.drafting import Line, Plan, draft, plan_of

MOST = 4
"""So many imports have rows read ahead in one process; of the others nothing is lost but time."""


@dataclass(frozen=True, slots=True)
class _Ahead:
    version: int
    first: int
    reading: asyncio.Task[list[Line]]


_ahead: dict[UUID, _Ahead] = {}


async def lines(session: AsyncSession, actor: Actor, record: Import, rows: Sequence[Any]) -> list[Line]:
    """Return the rows of a slice, read: ahead if that was done, else now."""
    known = _ahead.pop(record.id, None)
    if known is not None and (known.version, known.first) == (record.version, rows[0].number):
        return await known.reading
    plan = await plan_of(session, actor, record)
    return await asyncio.to_thread(_read, plan, rows)


async def read(session: AsyncSession, actor: Actor, record: Import, rows: Sequence[Any]) -> None:
    """Begin to read the rows of the slice after this one."""
    if not rows:
        return
    if len(_ahead) >= MOST:
        _ahead.clear()
    plan = await plan_of(session, actor, record)
    reading = asyncio.create_task(asyncio.to_thread(_read, plan, rows))
    _ahead[record.id] = _Ahead(record.version, rows[0].number, reading)


def _read(plan: Plan, rows: Sequence[Any]) -> list[Line]:
    return [draft(plan, row.number, row.cells) for row in rows]
