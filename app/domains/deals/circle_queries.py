"""Every SELECT of the people and the competitors around deals."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor, visible
from app.core.orm import among
from app.domains.clients.models import Client
from app.domains.deals.models import Competitor, Deal, DealCompetitor, DealParticipant, Stage
from app.domains.deals.permissions import DealPermission
from app.domains.deals.queries import CLIENT_ON, OWNED, STAGE_ON, Company
from app.domains.deals.rules.circle import ParticipantRole, weighed

_SHOWN = 100
_EMPLOYER_ON = and_(Company.workspace_id == Client.workspace_id, Company.id == Client.company_id)
_RIVAL_ON = and_(
    Competitor.workspace_id == DealCompetitor.workspace_id, Competitor.id == DealCompetitor.competitor_id
)


async def participants(session: AsyncSession, workspace_id: UUID, deal_id: UUID) -> list[dict[str, Any]]:
    """Return who takes part in a deal, those who decide first."""
    part = _parts(workspace_id, deal_id)
    statement = (
        select(
            Client.id.label("client_id"),
            Client.name,
            Company.name.label("company_name"),
            part.c.role,
            part.c.created_at,
        )
        .join_from(part, Client, and_(Client.workspace_id == workspace_id, Client.id == part.c.at))
        .outerjoin(Company, _EMPLOYER_ON)
        .where(part.c.further.is_(None))
        .order_by(
            (part.c.role != ParticipantRole.DECISION_MAKER),
            part.c.created_at,
            Client.id,
        )
    )
    return _united("client_id", (await session.execute(statement)).mappings())


def _parts(workspace_id: UUID, deal_id: UUID) -> CTE:
    """Select the parts in a deal, each with the way to who its client was found to be: she has no `further` one.

    Where both records of a merge took part, the row of the one that went stays hers, so that it can be undone.
    """
    way = (
        select(
            DealParticipant.role,
            DealParticipant.created_at,
            Client.id.label("at"),
            Client.merged_into_id.label("further"),
        )
        .join(
            Client,
            and_(Client.workspace_id == DealParticipant.workspace_id, Client.id == DealParticipant.client_id),
        )
        .where(DealParticipant.workspace_id == workspace_id, DealParticipant.deal_id == deal_id)
        .cte("part", recursive=True)
    )
    onward = select(way.c.role, way.c.created_at, Client.id, Client.merged_into_id).join_from(
        way, Client, and_(Client.workspace_id == workspace_id, Client.id == way.c.further)
    )
    return way.union_all(onward)


def _united(key: str, rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Return one row for each value of the key, in the order of the first, with all of its roles."""
    by_key: dict[Any, list[Any]] = {}
    for row in rows:
        by_key.setdefault(row[key], []).append(row)
    found = []
    for same in by_key.values():
        roles = weighed(row["role"] for row in same)
        found.append({**same[0], "role": roles[0], "roles": roles})
    return found


async def parts_of(
    session: AsyncSession, workspace_id: UUID, deal_id: UUID, client_ids: Collection[UUID]
) -> list[DealParticipant]:
    """Return what a client, known by all the records that were found to be her, has to do with a deal."""
    statement = select(DealParticipant).where(
        DealParticipant.workspace_id == workspace_id,
        DealParticipant.deal_id == deal_id,
        among(DealParticipant.client_id, client_ids),
    )
    return list((await session.execute(statement)).scalars())


async def participations(
    session: AsyncSession, actor: Actor, client_ids: Collection[UUID]
) -> list[dict[str, Any]]:
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
        .where(visible(actor, DealPermission.READ, *OWNED), among(DealParticipant.client_id, client_ids))
        .order_by(Deal.stage_entered_at.desc(), Deal.id.desc())
        .limit(_SHOWN)
    )
    return _united("deal_id", (await session.execute(statement)).mappings())


async def around(session: AsyncSession, workspace_id: UUID, deal_id: UUID) -> tuple[set[UUID], set[UUID]]:
    """Return who decides in a deal, and its competitors."""
    part = _parts(workspace_id, deal_id)
    deciders = select(part.c.at).where(
        part.c.further.is_(None), part.c.role == ParticipantRole.DECISION_MAKER
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
