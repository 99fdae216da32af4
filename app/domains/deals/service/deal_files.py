"""Files on a deal's card: whoever sees the deal sees them, whoever may change it adds and removes them."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor
from app.core.clock import now
from app.core.errors import NotFoundError
from app.core.runtime import Runtime
from app.domains.deals import queries
from app.domains.deals.events import DealFileAdded, DealFileRemoved, DealFileRestored
from app.domains.deals.models import Deal
from app.domains.deals.permissions import DealPermission
from app.domains.deals.service import records
from app.platform.files import queries as file_queries
from app.platform.files import service as files
from app.platform.files.models import File
from app.platform.files.queries import Card
from app.platform.files.schemas import FileOut
from app.platform.files.storage import FileStore


async def listed(session: AsyncSession, actor: Actor, deal_id: UUID) -> list[FileOut]:
    """Return a deal's files; raises `NotFoundError`."""
    rows = await file_queries.listed(session, await _card(session, actor, deal_id))
    return [FileOut.model_validate(row) for row in rows]


async def readable(session: AsyncSession, actor: Actor, deal_id: UUID, file_id: UUID) -> File:
    """Return a file to be handed out; raises `NotFoundError`."""
    return await files.require(session, await _card(session, actor, deal_id), file_id)


async def upload(
    runtime: Runtime, actor: Actor, file: tuple[UUID, UUID, str], pieces: AsyncIterator[bytes]
) -> tuple[FileOut, bool]:
    """Take in a file (deal's id, its own id, name); returns it, and whether it is new.

    A closed deal takes files too, as it takes notes. No transaction is open while one is on its way; that the actor may
    send it is asked before and after.

    Raises:
        NotFoundError: no such deal within reach.
        TooLargeError: more than the installation takes.
        EmptyFileError, TooManyFilesError, FileExistsAlreadyError: as they say.
    """
    store = FileStore(runtime.settings)
    async with runtime.db.read(actor.workspace_id) as session:
        deal = await queries.readable(session, actor, file[0])
        if deal is None or not actor.reaches(DealPermission.WRITE, deal.owner_id):
            raise NotFoundError
    received = await store.receive(actor.workspace_id, pieces)
    try:
        async with runtime.db.write(actor.workspace_id) as session:
            deal = await records.locked(session, actor, file[0])
            added, is_new = await files.add(session, actor, store, _of(deal), file[1:], received)
            if is_new:
                events.publish(session, actor, DealFileAdded(**_facts(deal, added)))
            return FileOut.model_validate(added), is_new
    finally:
        await store.drop(received)


async def remove(session: AsyncSession, actor: Actor, deal_id: UUID, file_id: UUID) -> None:
    """Take a file off the card of an open deal; raises `NotFoundError`, `DealClosedError`."""
    deal = await records.locked(session, actor, deal_id)
    records.require_open(deal)
    file = await files.require(session, _of(deal), file_id)
    file.removed_at = now()
    events.publish(session, actor, DealFileRemoved(**_facts(deal, file)))
    await session.flush()


async def restore(session: AsyncSession, actor: Actor, deal_id: UUID, file_id: UUID) -> FileOut:
    """Bring a removed file back; raises `NotFoundError`."""
    deal = await records.locked(session, actor, deal_id)
    file = await files.require(session, _of(deal), file_id, is_removed=True)
    file.removed_at = None
    events.publish(session, actor, DealFileRestored(**_facts(deal, file)))
    await session.flush()
    return FileOut.model_validate(file)


def _of(deal: Deal) -> Card:
    return Card(deal.workspace_id, deal.client_id, deal.id)


async def _card(session: AsyncSession, actor: Actor, deal_id: UUID) -> Card:
    deal = await queries.readable(session, actor, deal_id)
    if deal is None:
        raise NotFoundError
    return _of(deal)


def _facts(deal: Deal, file: File) -> dict[str, Any]:
    return {**records.facts(deal), "file_id": file.id, "name": file.name, "size": file.size}
