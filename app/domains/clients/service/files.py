"""Files on a client's card: whoever sees what was noted about her sees them too."""

from collections.abc import AsyncIterator, Collection
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import EVENTS, Actor
from app.core.clock import now
from app.core.errors import NotFoundError
from app.core.runtime import Runtime
from app.domains.clients.events import FileAdded, FileRemoved, FileRestored
from app.domains.clients.models import Client
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries import records
from app.domains.clients.service import reading, rights
from app.platform.customfields import service as customfields
from app.platform.customfields.rules import FieldKind
from app.platform.files import queries
from app.platform.files import service as files
from app.platform.files.errors import FileInFieldError
from app.platform.files.models import File
from app.platform.files.queries import Card
from app.platform.files.schemas import FileOut
from app.platform.files.storage import FileStore


async def listed(session: AsyncSession, actor: Actor, client_id: UUID) -> list[FileOut]:
    """Return a client's files; none to whoever may not read what was noted about her. Raises `NotFoundError`."""
    await reading.require_visible(session, actor, client_id)
    if not actor.reads(EVENTS):
        return []
    rows = await queries.listed(session, Card(actor.workspace_id, client_id))
    hidden = await _hidden(session, actor, client_id)
    return [FileOut.model_validate(row) for row in rows if str(row.id) not in hidden]


async def readable(session: AsyncSession, actor: Actor, client_id: UUID, file_id: UUID) -> File:
    """Return a file to be handed out; raises `NotFoundError`."""
    await reading.require_visible(session, actor, client_id)
    if not actor.reads(EVENTS) or str(file_id) in await _hidden(session, actor, client_id):
        raise NotFoundError
    return await files.require(session, Card(actor.workspace_id, client_id), file_id)


async def upload(
    runtime: Runtime, actor: Actor, file: tuple[UUID, UUID, str], pieces: AsyncIterator[bytes]
) -> tuple[FileOut, bool]:
    """Take in a file (client's id, its own id, name); returns it, and whether it is new.

    No transaction is open while it is on its way. That one may send it is asked before and after.

    Raises:
        NotFoundError, ClientMergedError, FieldForbiddenError: as for any change.
        TooLargeError: more than the installation takes.
        EmptyFileError, TooManyFilesError, FileExistsAlreadyError: as they say.
    """
    store = FileStore(runtime.settings)
    async with runtime.db.read(actor.workspace_id) as session:
        await reading.require_visible(session, actor, file[0], ClientPermission.WRITE)
        rights.require(actor, EVENTS)
    received = await store.receive(actor.workspace_id, pieces)
    try:
        async with runtime.db.write(actor.workspace_id) as session:
            await _locked(session, actor, file[0])
            added, is_new = await files.add(
                session, actor, store, Card(actor.workspace_id, file[0]), file[1:], received
            )
            if is_new:
                events.publish(session, actor, FileAdded(**_facts(added)))
            return FileOut.model_validate(added), is_new
    finally:
        await store.drop(received)


async def remove(session: AsyncSession, actor: Actor, client_id: UUID, file_id: UUID) -> None:
    """Take a file off the card.

    Raises:
        NotFoundError, ClientMergedError, FieldForbiddenError: as for any change.
        FileInFieldError: a field of hers names it.
    """
    client = await _locked(session, actor, client_id)
    file = await files.require(session, Card(actor.workspace_id, client_id), file_id)
    if any(isinstance(value, list) and str(file_id) in value for value in client.custom.values()):
        raise FileInFieldError
    file.removed_at = now()
    events.publish(session, actor, FileRemoved(**_facts(file)))
    await session.flush()


async def restore(session: AsyncSession, actor: Actor, client_id: UUID, file_id: UUID) -> FileOut:
    """Bring a removed file back; raises as `remove` does."""
    await _locked(session, actor, client_id)
    card = Card(actor.workspace_id, client_id)
    file = await files.require(session, card, file_id, is_removed=True)
    file.removed_at = None
    events.publish(session, actor, FileRestored(**_facts(file)))
    await session.flush()
    return FileOut.model_validate(file)


async def closed(session: AsyncSession, actor: Actor, ids: Collection[UUID]) -> set[UUID]:
    """Return those of the files, on whichever cards, that stand in fields which the actor may not read."""
    fields = await _closed_fields(session, actor)
    if not fields:
        return set()
    rows = await records.custom_of_files(session, actor.workspace_id, ids)
    return {row.id for row in rows if any(str(row.id) in (row.custom.get(field) or []) for field in fields)}


async def _hidden(session: AsyncSession, actor: Actor, client_id: UUID) -> set[str]:
    """Return the files that stand in fields which the actor may not read: there, and here."""
    fields = await _closed_fields(session, actor)
    if not fields:
        return set()
    custom = await records.custom(session, actor.workspace_id, client_id)
    return {one for field in fields for one in custom.get(field) or []}


async def _closed_fields(session: AsyncSession, actor: Actor) -> list[str]:
    return [
        field.id
        for field in await customfields.definitions(session, "client")
        if field.kind is FieldKind.FILE and not actor.reads(field.group_id)
    ]


def _facts(file: File) -> dict[str, Any]:
    return {"client_id": file.client_id, "file_id": file.id, "name": file.name, "size": file.size}


async def _locked(session: AsyncSession, actor: Actor, client_id: UUID) -> Client:
    client = await reading.require_locked(session, actor, client_id)
    rights.require(actor, EVENTS)
    return client
