"""Telling a client what is known of her, and erasing her."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from pydantic_core import to_jsonable_python
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events, jobs
from app.core.auth import Actor
from app.core.clock import now
from app.domains.clients.privacy import queries
from app.domains.clients.privacy.errors import NotAPersonError
from app.domains.clients.privacy.events import ClientDisclosed, ClientErased
from app.domains.clients.privacy.permissions import PrivacyPermission
from app.domains.clients.queries import merging, records
from app.domains.clients.rules import COMPANY
from app.domains.clients.service.reading import require_visible
from app.domains.clients.service.rights import require_every_field
from app.platform.erasure import service as erasure
from app.platform.files import queries as files
from app.platform.files.models import File

ERASE_JOB = "clients.erase"
AGAIN = timedelta(minutes=40)
"""After so long what was still on its way when she was erased, such as the end of a call, is taken too."""
KEPT = (ClientErased.type,)


async def _hers(session: AsyncSession, actor: Actor, client_id: UUID) -> list[UUID]:
    require_every_field(actor)
    found = await require_visible(session, actor, client_id, PrivacyPermission.ANSWER)
    if found.kind == COMPANY:
        raise NotAPersonError
    return await merging.all_of(session, actor.workspace_id, client_id)


async def disclose(session: AsyncSession, actor: Actor, client_id: UUID) -> dict[str, Any]:
    """Return all that is known of a client; that it was told stands in the audit log.

    Raises:
        NotFoundError: no such client within the actor's reach.
        FieldForbiddenError: not every field is hers to read.
        NotAPersonError: it is a company.
    """
    ids = await _hers(session, actor, client_id)
    region = await records.phone_region(session, actor)
    person = await queries.person_of(session, actor.workspace_id, ids, region)
    known = await erasure.told(session, person)
    events.publish(session, actor, ClientDisclosed(client_id=client_id))
    return {"client_id": str(client_id), "known": to_jsonable_python(known)}


async def hers_of_files(session: AsyncSession, actor: Actor, client_id: UUID) -> list[File]:
    """Return the files that stand on a client's card, to be handed to her; raises as `disclose`."""
    ids = await _hers(session, actor, client_id)
    return await files.of_clients(session, actor.workspace_id, ids)


async def erase(session: AsyncSession, actor: Actor, client_id: UUID, reason: str) -> None:
    """Take a client out of every list at once, and have her erased in the background; raises as `disclose`."""
    ids = await _hers(session, actor, client_id)
    moment = now()
    await queries.mark_erased(session, actor.workspace_id, ids, moment)
    events.publish(session, actor, ClientErased(client_id=client_id, reason=reason))
    args = {"client_id": str(client_id)}
    jobs.enqueue(session, ERASE_JOB, args)
    jobs.enqueue(session, ERASE_JOB, args, run_at=moment + AGAIN)


async def forget(session: AsyncSession, actor: Actor, client_id: UUID) -> None:
    """Erase what is known of a client; safe to do twice."""
    ids = await merging.all_of(session, actor.workspace_id, client_id)
    region = await records.phone_region(session, actor)
    person = await queries.person_of(session, actor.workspace_id, ids, region)
    await queries.forget_keys(session, actor.workspace_id)
    await erasure.erase(session, person, KEPT)
