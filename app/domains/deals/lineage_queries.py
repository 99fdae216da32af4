"""Every SELECT of what stands around deals: others of the same client, and the stages in which they stood."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.orm import among
from app.domains.clients.models import Client
from app.domains.deals.models import Deal, DealStageFact, Stage
from app.domains.deals.queries import STAGE_ON
from app.domains.deals.rules.stages import Semantics

FACT_COLUMNS = (
    Deal.id,
    Deal.client_id,
    Deal.pipeline_id,
    Deal.stage_id,
    Deal.owner_id,
    Deal.amount,
    Deal.currency,
    Deal.expected_on,
    Deal.description,
    Deal.source,
    Deal.campaign,
    Deal.line_count,
    Deal.answers,
    Deal.custom,
)
"""What the contracts of stages read."""


async def open_deals_of(
    session: AsyncSession, workspace_id: UUID, client_ids: Collection[UUID]
) -> dict[UUID, list[Any]]:
    """Return the open deals of clients, and of those who belong to them where they are companies, by the client's id."""
    of_them = among(Client.company_id, client_ids)
    members = select(Client.id).where(Client.workspace_id == workspace_id, of_them)
    concerned = or_(among(Deal.client_id, client_ids), Deal.client_id.in_(members))
    statement = (
        select(*FACT_COLUMNS, Client.company_id)
        .join(Client, (Client.workspace_id == Deal.workspace_id) & (Client.id == Deal.client_id))
        .where(Deal.workspace_id == workspace_id, concerned, Deal.status == Semantics.OPEN)
    )
    found: dict[UUID, list[Any]] = {client_id: [] for client_id in client_ids}
    for row in (await session.execute(statement)).all():
        for client_id in {row.client_id, row.company_id} & found.keys():
            found[client_id].append(row)
    return found


async def last_closed(session: AsyncSession, workspace_id: UUID, client_id: UUID) -> UUID | None:
    """Return the deal of a client that was closed last."""
    statement = (
        select(Deal.id)
        .where(Deal.workspace_id == workspace_id, Deal.client_id == client_id, Deal.closed_at.is_not(None))
        .order_by(Deal.closed_at.desc(), Deal.id.desc())
        .limit(1)
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def open_in_pipeline(
    session: AsyncSession, workspace_id: UUID, client_id: UUID, pipeline_id: UUID
) -> Sequence[Any]:
    """Return a client's open deals in a pipeline, whoever they belong to."""
    statement = (
        select(Deal.id, Deal.title, Deal.owner_id, Stage.name.label("stage_name"))
        .join(Stage, STAGE_ON)
        .where(
            Deal.workspace_id == workspace_id,
            Deal.client_id == client_id,
            Deal.pipeline_id == pipeline_id,
            Deal.status == Semantics.OPEN,
        )
        .order_by(Deal.created_at.desc())
    )
    return (await session.execute(statement)).all()


async def stays(session: AsyncSession, workspace_id: UUID, deal_id: UUID) -> list[dict[str, Any]]:
    """Return the stages in which a deal has stood, the first first; the caller has checked the deal itself."""
    fact = DealStageFact
    columns: Sequence[Any] = (
        fact.id,
        fact.stage_id,
        fact.stage_name,
        fact.semantics,
        fact.entered_at,
        fact.left_at,
        fact.exceptions,
        fact.exception_reason,
        fact.exception_by,
    )
    statement = select(*columns).where(fact.workspace_id == workspace_id, fact.deal_id == deal_id)
    found = await session.execute(statement.order_by(fact.entered_at, fact.id))
    return [dict(row) for row in found.mappings()]
