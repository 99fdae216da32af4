"""Further companies of people."""

from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.domains.clients.models import Client, Employment
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries.columns import visible_clients


async def of_client(session: AsyncSession, actor: Actor, client_id: UUID, kind: str) -> list[dict[str, Any]]:
    """Return the companies of a person, or the people of a company, as far as the actor may see them; by name."""
    mine, theirs = Employment.person_id, Employment.company_id
    if kind != "person":
        mine, theirs = theirs, mine
    statement = (
        select(Client.id.label("client_id"), Client.name, Employment.position)
        .join(Employment, and_(Employment.workspace_id == Client.workspace_id, theirs == Client.id))
        .where(visible_clients(actor, ClientPermission.READ), mine == client_id)
        .order_by(Client.sort_name, Client.id)
    )
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def between(
    session: AsyncSession, workspace_id: UUID, person_id: UUID, company_id: UUID
) -> Employment | None:
    """Return the tie between a person and a company, locked."""
    statement = select(Employment).where(
        Employment.workspace_id == workspace_id,
        Employment.person_id == person_id,
        Employment.company_id == company_id,
    )
    return (await session.execute(statement.with_for_update())).scalar_one_or_none()


async def count(session: AsyncSession, workspace_id: UUID, person_id: UUID) -> int:
    """Return how many further companies a person has."""
    statement = select(Employment.id).where(
        Employment.workspace_id == workspace_id, Employment.person_id == person_id
    )
    return len((await session.execute(statement)).all())
