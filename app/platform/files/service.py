"""Keeping, handing out and forgetting files; whose they are and who may is decided by the domain that owns the record."""

from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Delete
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import jobs
from app.core.auth import Actor
from app.core.errors import NotFoundError
from app.platform.erasure.traces import Person
from app.platform.files import queries, rules
from app.platform.files.errors import (
    ContentLostError,
    EmptyFileError,
    FileExistsAlreadyError,
    TooManyFilesError,
)
from app.platform.files.jobs import FORGET_JOB, REMOVED_KEPT
from app.platform.files.models import File
from app.platform.files.queries import Card
from app.platform.files.storage import FileStore, Received

MOST_FILES = 1000


async def add(
    session: AsyncSession,
    actor: Actor,
    store: FileStore,
    card: Card,
    file: tuple[UUID, str],
    received: Received,
) -> tuple[File, bool]:
    """Keep what was received as a card's file; returns it, and whether it is new. Sent again it is the same one.

    Args:
        session: the caller's transaction, which has locked the card's record.
        actor: who adds it.
        store: where contents lie.
        card: on which it is to stand.
        file: its id, and its name as sent.
        received: the content.

    Raises:
        EmptyFileError, TooManyFilesError: as they say.
        FileExistsAlreadyError: another file has the id.
    """
    file_id, name = file
    if received.size == 0:
        raise EmptyFileError
    present = await queries.find(session, card, file_id)
    if present is not None and present.sha256 == received.sha256 and present.removed_at is None:
        return present, False
    if present is not None or await queries.taken(session, actor.workspace_id, file_id):
        raise FileExistsAlreadyError
    if await queries.count(session, card) >= MOST_FILES:
        raise TooManyFilesError(params={"most": MOST_FILES})
    added = File(
        workspace_id=actor.workspace_id,
        id=file_id,
        client_id=card.client_id,
        deal_id=card.deal_id,
        name=rules.safe_name(name),
        media_type=rules.media_type(received.head),
        size=received.size,
        sha256=received.sha256,
        added_by_id=actor.ref.id,
        added_by=actor.name,
    )
    session.add(added)
    await session.flush()
    await queries.hold(session, actor.workspace_id, [received.sha256])
    await store.keep(actor.workspace_id, received)
    return added, True


async def require(session: AsyncSession, card: Card, file_id: UUID, *, is_removed: bool = False) -> File:
    """Return a file on a card; raises `NotFoundError` when it isn't there, or not in this state."""
    found = await queries.find(session, card, file_id)
    if found is None or (found.removed_at is not None) is not is_removed:
        raise NotFoundError
    return found


def content(store: FileStore, file: File) -> AsyncIterator[bytes]:
    """Return a file's content, still to be read; raises `ContentLostError`."""
    if not store.has(file.workspace_id, file.sha256):
        raise ContentLostError
    return store.read(file.workspace_id, file.sha256)


def headers(file: File) -> Mapping[str, str]:
    """Return the headers of a file on its way out: it is kept by whoever asked, never shown as a page of ours."""
    return {
        "Content-Disposition": rules.disposition(file.name),
        "Content-Length": str(file.size),
        "Cache-Control": "private, no-store",
    }


async def forget(session: AsyncSession, person: Person) -> None:
    """Have the contents of her files removed, once her rows are gone for good; what others have too stays."""
    hashes: Any = await queries.contents_of(session, person)
    if hashes:
        jobs.enqueue(session, FORGET_JOB, {"hashes": hashes})


def forgotten(workspace_id: UUID, moment: datetime, most: int) -> Delete:
    """Return the statement that deletes what was removed long ago."""
    return queries.forgotten(workspace_id, moment - REMOVED_KEPT, most)
