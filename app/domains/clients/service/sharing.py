"""Sharing a client with colleagues who work with her beside her owner."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor
from app.core.errors import FieldError, InvalidRequestError
from app.core.ids import uuid7
from app.core.schemas import SubjectRef
from app.domains.clients.errors import OnlySharedError
from app.domains.clients.events import ClientShared
from app.domains.clients.models import ClientShare
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries import sharing
from app.domains.clients.service import reading
from app.domains.identity.service import actors
from app.platform.notifications.service import notify

NOTICE = "client_shared"


async def shared_with(session: AsyncSession, actor: Actor, client_id: UUID) -> list[UUID]:
    """Return with whom a client is shared; raises `NotFoundError`, `ClientMergedError`."""
    await reading.require_visible(session, actor, client_id)
    return [share.user_id for share in await sharing.shares(session, actor.workspace_id, client_id)]


async def share(session: AsyncSession, actor: Actor, client_id: UUID, user_ids: Sequence[UUID]) -> list[UUID]:
    """Share a client with exactly these colleagues; each new one is told. Returns with whom she is shared now.

    Raises:
        NotFoundError, ClientMergedError: no such client within reach.
        OnlySharedError: she is only shared with the actor: whom else to let in is not hers to say.
        InvalidRequestError: somebody named doesn't work here, or her role doesn't read clients at all.
    """
    client = await reading.require_locked(session, actor, client_id)
    if not actor.reaches(ClientPermission.WRITE, client.owner_id):
        raise OnlySharedError
    wanted = dict.fromkeys(user_id for user_id in user_ids if user_id != client.owner_id)
    present = {row.user_id: row for row in await sharing.shares(session, actor.workspace_id, client_id)}
    added = [user_id for user_id in wanted if user_id not in present]
    removed = [user_id for user_id in present if user_id not in wanted]
    readers = await _readers(session, actor) if added else set()
    wrong = [
        FieldError(pointer=f"/user_ids/{place}", code="not_found", detail="no such colleague")
        for place, user_id in enumerate(user_ids)
        if user_id in added and user_id not in readers
    ]
    if wrong:
        raise InvalidRequestError(errors=wrong)
    for user_id in removed:
        await session.delete(present[user_id])
    for user_id in added:
        row = ClientShare(workspace_id=actor.workspace_id, id=uuid7(), client_id=client_id, user_id=user_id)
        session.add(row)
        if user_id != actor.user_id:
            subject = SubjectRef(type="client", id=client_id)
            notify(session, actor, user_id, NOTICE, subject=subject, data={"who": actor.name})
    if added or removed:
        events.publish(session, actor, ClientShared(client_id=client_id, added=added, removed=removed))
        await session.flush()
    return list(wanted)


async def _readers(session: AsyncSession, actor: Actor) -> set[UUID | None]:
    everybody = await actors.everybody(session, actor.workspace_id)
    return {one.user_id for one in everybody if one.may(ClientPermission.READ)}
