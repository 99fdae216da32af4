"""Mentioning colleagues in notes: only those who may read them."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import EVENTS, Actor
from app.core.errors import FieldError, InvalidRequestError
from app.core.schemas import SubjectRef
from app.domains.clients.models import Client
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries import sharing
from app.domains.clients.rules.mentions import mentioned
from app.domains.clients.service import reading
from app.domains.identity.service import actors
from app.platform.notifications.service import notify

MENTIONED = "mentioned"


async def colleagues(session: AsyncSession, actor: Actor, client_id: UUID) -> dict[UUID, str]:
    """Return the names of those who may read the notes on a client's card, by id; raises `NotFoundError`."""
    client = await reading.require_visible(session, actor, client_id)
    return await _readers(session, actor, client.id, client.owner_id)


async def tell(session: AsyncSession, actor: Actor, client: Client, text: str) -> dict[UUID, str]:
    """Give a notice to each colleague whom a note mentions; returns their names by id.

    Raises:
        InvalidRequestError: one of them may not read it.
    """
    wanted = mentioned(text)
    if not wanted:
        return {}
    readers = await _readers(session, actor, client.id, client.owner_id)
    foreign = [user_id for user_id in wanted if user_id not in readers]
    if foreign:
        detail = "mentions somebody who may not read it"
        wrong = [
            FieldError(
                pointer="/text", code="not_mentionable", detail=detail, params={"user_id": str(user_id)}
            )
            for user_id in foreign
        ]
        raise InvalidRequestError(detail, errors=wrong)
    about = SubjectRef(type="client", id=client.id)
    for user_id in wanted:
        if user_id != actor.user_id:
            data = {"who": actor.name, "client": client.name}
            notify(session, actor, user_id, MENTIONED, subject=about, data=data)
    return {user_id: readers[user_id] for user_id in wanted}


async def _readers(
    session: AsyncSession, actor: Actor, client_id: UUID, owner_id: UUID | None
) -> dict[UUID, str]:
    guests = {share.user_id for share in await sharing.shares(session, actor.workspace_id, client_id)}
    return {
        one.user_id: one.name
        for one in await actors.everybody(session, actor.workspace_id)
        if one.user_id is not None
        and (one.reaches(ClientPermission.READ, owner_id) or one.user_id in guests)
        and one.may(ClientPermission.READ)
        and one.reads(EVENTS)
    }
