"""Every SELECT of the people and the competitors around deals."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor, visible
from app.core.orm import among
from app.domains.clients.models import Client
from app.domains.deals.models import Competitor, Deal, DealCompetitor, DealParticipant, Stage
from app.domains.deals.permissions import DealPermission
from app.domains.deals.queries import CLIENT_ON, OWNED, STAGE_ON, Company
from app.domains.deals.rules.circle import ParticipantRole

_SHOWN = 100
_PERSON_ON = and_(
    Client.workspace_id == DealParticipant.workspace_id,
    Client.id == DealParticipant.client_id,
    # Where both records of a merge took part, the part of the one that stayed counts.
    Client.merged_into_id.is_(None),
)
_EMPLOYER_ON = and_(Company.workspace_id == Client.workspace_id, Company.id == Client.company_id)
_RIVAL_ON = and_(
    Competitor.workspace_id == DealCompetitor.workspace_id, Competitor.id == DealCompetitor.competitor_id
)


async def participants(session: AsyncSession, workspace_id: UUID, deal_id: UUID) -> list[dict[str, Any]]:
    """Return who takes part in a deal, those who decide first."""
    statement = (
        select(
            DealParticipant.client_id,
            Client.name,
            Company.name.label("company_name"),
            DealParticipant.role,
            DealParticipant.created_at,
        )
        .join(Client, _PERSON_ON)
        .outerjoin(Company, _EMPLOYER_ON)
        .where(DealParticipant.workspace_id == workspace_id, DealParticipant.deal_id == deal_id)
        .order_by(
            (DealParticipant.role != ParticipantRole.DECISION_MAKER),
            DealParticipant.created_at,
            DealParticipant.client_id,
        )
    )
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def participant(
    session: AsyncSession, workspace_id: UUID, deal_id: UUID, client_id: UUID
) -> DealParticipant | None:
    """Return what a client has to do with a deal."""
    statement = select(DealParticipant).where(
        DealParticipant.workspace_id == workspace_id,
        DealParticipant.deal_id == deal_id,
        DealParticipant.client_id == client_id,
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def participations(session: AsyncSession, actor: Actor, client_id: UUID) -> list[dict[str, Any]]:
    """Return the deals that the actor may read in which a client takes part, the latest moved first."""
    of = and_(DealParticipant.workspace_id == Deal.workspace_id, DealParticipant.deal_id == Deal.id)
    statement = (
        select(
            Deal.id.label("deal_id"),
            Deal.title,
            Client.name.label("client_name"),
            Stage.name.label("stage_name"),
            Deal.status,
            Deal.amount,
            Deal.currency,
            DealParticipant.role,
        )
        .join(DealParticipant, of)
        .join(Client, CLIENT_ON)
        .join(Stage, STAGE_ON)
        .where(visible(actor, DealPermission.READ, *OWNED), DealParticipant.client_id == client_id)
        .order_by(Deal.stage_entered_at.desc(), Deal.id.desc())
        .limit(_SHOWN)
    )
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def around(session: AsyncSession, workspace_id: UUID, deal_id: UUID) -> tuple[set[UUID], set[UUID]]:
    """Return who decides in a deal, and its competitors."""
    deciders = (
        select(DealParticipant.client_id)
        .join(Client, _PERSON_ON)
        .where(
            DealParticipant.workspace_id == workspace_id,
            DealParticipant.deal_id == deal_id,
            DealParticipant.role == ParticipantRole.DECISION_MAKER,
        )
    )
    rivals = select(DealCompetitor.competitor_id).where(
        DealCompetitor.workspace_id == workspace_id, DealCompetitor.deal_id == deal_id
    )
    return (
        set((await session.execute(deciders)).scalars()),
        set((await session.execute(rivals)).scalars()),
    )


async def count(session: AsyncSession, model: Any, workspace_id: UUID, deal_id: UUID) -> int:
    """Return how many people, or competitors, a deal has."""
    statement = select(func.count()).where(model.workspace_id == workspace_id, model.deal_id == deal_id)
    return int((await session.execute(statement)).scalar_one())


# --- competitors -----------------------------------------------------------------------------------------------------


async def competitors(session: AsyncSession, actor: Actor) -> list[Competitor]:
    """Return the workspace's competitors by name, those in the list first."""
    statement = (
        select(Competitor)
        .where(Competitor.workspace_id == actor.workspace_id)
        .order_by(Competitor.is_active.desc(), Competitor.name, Competitor.id)
    )
    return list((await session.execute(statement)).scalars())


async def lock_competitor(session: AsyncSession, actor: Actor, competitor_id: UUID) -> Competitor | None:
    """Return a competitor, locked."""
    statement = select(Competitor).where(
        Competitor.workspace_id == actor.workspace_id, Competitor.id == competitor_id
    )
    return (await session.execute(statement.with_for_update(key_share=True))).scalar_one_or_none()


async def known_competitors(
    session: AsyncSession, actor: Actor, ids: Collection[UUID]
) -> dict[UUID, Competitor]:
    """Return those of the competitors that there are."""
    statement = select(Competitor).where(
        Competitor.workspace_id == actor.workspace_id, among(Competitor.id, ids)
    )
    return {row.id: row for row in (await session.execute(statement)).scalars()}


async def rivals(session: AsyncSession, workspace_id: UUID, deal_id: UUID) -> list[dict[str, Any]]:
    """Return the competitors of a deal by name."""
    statement = (
        select(DealCompetitor.competitor_id, Competitor.name, DealCompetitor.status, DealCompetitor.note)
        .join(Competitor, _RIVAL_ON)
        .where(DealCompetitor.workspace_id == workspace_id, DealCompetitor.deal_id == deal_id)
        .order_by(Competitor.name, Competitor.id)
    )
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def rival(
    session: AsyncSession, workspace_id: UUID, deal_id: UUID, competitor_id: UUID
) -> DealCompetitor | None:
    """Return how a competitor stands in a deal."""
    statement = select(DealCompetitor).where(
        DealCompetitor.workspace_id == workspace_id,
        DealCompetitor.deal_id == deal_id,
        DealCompetitor.competitor_id == competitor_id,
    )
    return (await session.execute(statement)).scalar_one_or_none()
