"""Every SELECT of bulk work."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import Text, Uuid

from app.core.auth import Actor
from app.platform.bulk.models import BulkChange, BulkOperation
from app.platform.bulk.rules import ChangeState

SLICE = 500
RECENT = 20


async def recent(session: AsyncSession, actor: Actor) -> Sequence[BulkOperation]:
    """Return the person's latest work."""
    statement = (
        select(BulkOperation)
        .where(BulkOperation.workspace_id == actor.workspace_id, BulkOperation.user_id == actor.user_id)
        .order_by(BulkOperation.id.desc())
        .limit(RECENT)
    )
    return (await session.execute(statement)).scalars().all()


async def own(
    session: AsyncSession, actor: Actor, operation_id: UUID, *, lock: bool = False
) -> BulkOperation | None:
    """Return a piece of the person's own work."""
    statement = select(BulkOperation).where(
        BulkOperation.workspace_id == actor.workspace_id,
        BulkOperation.user_id == actor.user_id,
        BulkOperation.id == operation_id,
    )
    statement = statement.with_for_update() if lock else statement
    return (await session.execute(statement)).scalar_one_or_none()


async def locked(session: AsyncSession, workspace_id: UUID, operation_id: UUID) -> BulkOperation | None:
    """Return a piece of work, held for the rest of the transaction."""
    statement = select(BulkOperation).where(
        BulkOperation.workspace_id == workspace_id, BulkOperation.id == operation_id
    )
    return (await session.execute(statement.with_for_update())).scalar_one_or_none()


async def write_down(session: AsyncSession, operation: BulkOperation, ids: Select[Any]) -> int:
    """Note which records are concerned; returns how many."""
    found = ids.subquery()
    rows = select(
        literal(operation.workspace_id, Uuid),
        literal(operation.id, Uuid),
        found.c[0],
        literal(ChangeState.WAITING.value, Text),
    ).distinct()
    columns = ["workspace_id", "operation_id", "record_id", "state"]
    statement = insert(BulkChange).from_select(columns, rows).on_conflict_do_nothing()
    written: Any = await session.execute(statement)
    return int(written.rowcount)


async def next_slice(
    session: AsyncSession, operation: BulkOperation, states: Sequence[ChangeState]
) -> Sequence[BulkChange]:
    """Return the next records in their order, after the place that was reached."""
    statement = select(BulkChange).where(
        BulkChange.workspace_id == operation.workspace_id,
        BulkChange.operation_id == operation.id,
        BulkChange.state.in_(states),
    )
    if operation.place is not None:
        statement = statement.where(BulkChange.record_id > operation.place)
    found = await session.execute(statement.order_by(BulkChange.record_id).limit(SLICE))
    return found.scalars().all()


async def left_out(
    session: AsyncSession, operation: BulkOperation, after: UUID | None, limit: int
) -> list[dict[str, Any]]:
    """Return the records that failed or were kept."""
    statement = select(BulkChange.record_id, BulkChange.state, BulkChange.error, BulkChange.detail).where(
        BulkChange.workspace_id == operation.workspace_id,
        BulkChange.operation_id == operation.id,
        BulkChange.state.in_([ChangeState.FAILED, ChangeState.KEPT]),
    )
    if after is not None:
        statement = statement.where(BulkChange.record_id > after)
    found = await session.execute(statement.order_by(BulkChange.record_id).limit(limit))
    return [dict(row) for row in found.mappings()]


def named(operation: BulkOperation) -> Select[Any]:
    """Select the ids that a piece of work names."""
    return select(func.unnest(BulkOperation.ids)).where(
        BulkOperation.workspace_id == operation.workspace_id, BulkOperation.id == operation.id
    )
