"""The stays of deals in stages as the event history tells them, beside the facts as they are kept."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Select, Uuid, case, cast, delete, func, literal, null, or_, select, union_all
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.events import EventRecord
from app.core.orm import among
from app.domains.deals.events import DealCreated, DealMoved, DealRestaged
from app.domains.deals.models import Deal, DealStageFact
from app.domains.deals.rules.stages import Semantics

COLUMNS = (
    "deal_id",
    "pipeline_id",
    "stage_id",
    "stage_name",
    "semantics",
    "owner_id",
    "entered_at",
    "left_at",
    "exceptions",
    "exception_reason",
    "exception_by",
)
_NONE = cast(literal("[]"), JSONB)


def _told(workspace_id: UUID, deals: Collection[UUID] | None) -> Select[Any]:
    """Each entering of a stage, left when the next one begins. A restaged closed deal keeps the fact of its end."""
    data = EventRecord.data

    def said(*names: str) -> Any:
        return func.coalesce(*(data[name].astext for name in names), null())

    def id_of(*names: str) -> Any:
        return cast(said(*names), Uuid)

    exceptions = func.coalesce(data["exceptions"], _NONE)
    semantics = func.coalesce(data["semantics"].astext, Semantics.OPEN.value)
    entering = or_(
        EventRecord.type.in_([DealCreated.type, DealMoved.type]),
        (EventRecord.type == DealRestaged.type) & (data["semantics"].astext == Semantics.OPEN.value),
    )
    version = cast(data["version"].astext, Integer)
    statement = select(
        EventRecord.subject_id.label("deal_id"),
        id_of("pipeline_id").label("pipeline_id"),
        id_of("to_stage_id", "stage_id").label("stage_id"),
        said("to_stage_name", "stage_name").label("stage_name"),
        semantics.label("semantics"),
        id_of("owner_id").label("owner_id"),
        EventRecord.created_at.label("entered_at"),
        func.lead(EventRecord.created_at)
        .over(partition_by=EventRecord.subject_id, order_by=version)
        .label("left_at"),
        exceptions.label("exceptions"),
        said("exception_reason").label("exception_reason"),
        case((exceptions != _NONE, EventRecord.actor_name)).label("exception_by"),
    ).where(EventRecord.workspace_id == workspace_id, EventRecord.subject_type == "deal", entering)
    return statement if deals is None else statement.where(among(EventRecord.subject_id, deals))


def _kept(workspace_id: UUID) -> Select[Any]:
    columns = (getattr(DealStageFact, name) for name in COLUMNS)
    return select(*columns).where(DealStageFact.workspace_id == workspace_id)


async def differing(session: AsyncSession, workspace_id: UUID) -> list[UUID]:
    """Return the deals whose facts aren't what the history tells."""
    told, kept = _told(workspace_id, None).subquery(), _kept(workspace_id).subquery()
    told_rows, kept_rows = select(told), select(kept)
    strange = union_all(told_rows.except_all(kept_rows), kept_rows.except_all(told_rows)).subquery()
    found = await session.execute(select(strange.c.deal_id).distinct().order_by(strange.c.deal_id))
    return list(found.scalars())


async def hold(session: AsyncSession, workspace_id: UUID, deals: Collection[UUID]) -> None:
    """Lock deals whoever they belong to."""
    statement = select(Deal.id).where(Deal.workspace_id == workspace_id, among(Deal.id, deals))
    await session.execute(statement.order_by(Deal.id).with_for_update(key_share=True))


async def told(session: AsyncSession, workspace_id: UUID, deals: Collection[UUID]) -> list[dict[str, Any]]:
    """Return the facts of deals as the history tells them."""
    found = await session.execute(_told(workspace_id, deals))
    return [dict(row) for row in found.mappings()]


async def drop(session: AsyncSession, workspace_id: UUID, deals: Collection[UUID]) -> None:
    """Remove the facts of deals."""
    fact = DealStageFact
    await session.execute(delete(fact).where(fact.workspace_id == workspace_id, among(fact.deal_id, deals)))
