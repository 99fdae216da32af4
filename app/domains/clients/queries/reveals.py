"""Who asked to see what was masked for her."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.events import EventRecord
from app.core.paging import Paging, SortKey, fetch_page
from app.domains.clients.events import ClientRevealed
from app.domains.clients.models import Client


async def made_since(session: AsyncSession, actor: Actor, since: datetime) -> int:
    """Return how many clients the actor has revealed since a moment."""
    statement = select(func.count()).where(
        EventRecord.workspace_id == actor.workspace_id,
        EventRecord.type == ClientRevealed.type,
        EventRecord.actor_id == actor.ref.id,
        EventRecord.created_at >= since,
    )
    return int((await session.execute(statement)).scalar_one())


async def listed(
    session: AsyncSession, actor: Actor, page: Paging, *, client_id: UUID | None, user_id: UUID | None
) -> tuple[list[dict[str, Any]], str | None]:
    """Return the reveals of the workspace, newest first."""
    who = func.jsonb_build_object(
        "kind", EventRecord.actor_kind, "id", EventRecord.actor_id, "name", EventRecord.actor_name
    )
    statement = (
        select(
            EventRecord.id,
            EventRecord.created_at.label("at"),
            who.label("actor"),
            Client.id.label("client_id"),
            Client.name.label("client_name"),
            EventRecord.data["reason"].astext.label("reason"),
        )
        .join(
            Client,
            (Client.workspace_id == EventRecord.workspace_id) & (Client.id == EventRecord.subject_id),
        )
        .where(EventRecord.workspace_id == actor.workspace_id, EventRecord.type == ClientRevealed.type)
    )
    if client_id is not None:
        statement = statement.where(EventRecord.subject_id == client_id)
    if user_id is not None:
        statement = statement.where(EventRecord.actor_id == user_id)
    sorts = {"at": SortKey(EventRecord.created_at, datetime)}
    return await fetch_page(session, statement, page, sorts=sorts, default="-at", row_id=EventRecord.id)
