"""Reading the rows of files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Delete, and_, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.orm import among
from app.platform.erasure.traces import Person
from app.platform.files.models import File


@dataclass(frozen=True, slots=True)
class Card:
    """On which card files stand: a client's, or that of a deal of hers."""

    workspace_id: UUID
    client_id: UUID
    deal_id: UUID | None = None

    @property
    def here(self) -> ColumnElement[bool]:
        """Return the condition of the files on it."""
        on_card = File.deal_id.is_(None) if self.deal_id is None else File.deal_id == self.deal_id
        return and_(File.workspace_id == self.workspace_id, File.client_id == self.client_id, on_card)


async def listed(session: AsyncSession, card: Card) -> Sequence[Any]:
    """Return what is shown of the files on a card, the latest first."""
    columns = (File.id, File.name, File.media_type, File.size, File.added_by_id, File.added_by)
    workspace = File.workspace_id == card.workspace_id
    statement = select(*columns, File.created_at).where(workspace, card.here, File.removed_at.is_(None))
    return (await session.execute(statement.order_by(File.created_at.desc(), File.id.desc()))).all()


async def find(session: AsyncSession, card: Card, file_id: UUID) -> File | None:
    """Return a file on a card, a removed one too."""
    statement = select(File).where(File.workspace_id == card.workspace_id, card.here, File.id == file_id)
    return (await session.execute(statement)).scalar_one_or_none()


async def of_clients(session: AsyncSession, workspace_id: UUID, ids: Sequence[UUID]) -> list[File]:
    """Return every file of these clients and their deals that is not removed, the oldest first."""
    statement = select(File).where(
        File.workspace_id == workspace_id, among(File.client_id, ids), File.removed_at.is_(None)
    )
    return list((await session.execute(statement.order_by(File.created_at, File.id))).scalars())


async def taken(session: AsyncSession, workspace_id: UUID, file_id: UUID) -> bool:
    """Tell whether any record has a file of this id."""
    statement = select(File.id).where(File.workspace_id == workspace_id, File.id == file_id)
    return (await session.execute(statement)).scalar() is not None


async def count(session: AsyncSession, card: Card) -> int:
    """Return how many files a card has, removed ones too."""
    statement = select(func.count()).where(File.workspace_id == card.workspace_id, card.here)
    return int((await session.execute(statement)).scalar_one())


async def present(
    session: AsyncSession, workspace_id: UUID, client_id: UUID, ids: Iterable[UUID]
) -> set[UUID]:
    """Return those of the ids that are files on the client's card and not removed."""
    statement = select(File.id).where(
        File.workspace_id == workspace_id,
        Card(workspace_id, client_id).here,
        File.removed_at.is_(None),
        among(File.id, sorted(ids)),
    )
    return set((await session.execute(statement)).scalars())


async def hold(session: AsyncSession, workspace_id: UUID, hashes: Iterable[str]) -> None:
    """Keep others from keeping or removing these contents until the transaction ends; always in one order."""
    for sha256 in sorted(hashes):
        await session.execute(
            select(func.pg_advisory_xact_lock(func.hashtextextended(f"{workspace_id}/{sha256}", 0)))
        )


async def needed(session: AsyncSession, workspace_id: UUID, hashes: Sequence[str]) -> set[str]:
    """Return those of the contents that a file has, be it a removed one."""
    statement = select(File.sha256).where(File.workspace_id == workspace_id, among(File.sha256, hashes))
    return set((await session.execute(statement.distinct())).scalars())


async def contents_of(session: AsyncSession, person: Person) -> list[str]:
    """Return the contents of the files that somebody's cards have or had."""
    statement = select(File.sha256).where(
        File.workspace_id == person.workspace_id, among(File.client_id, sorted(person.ids["client"]))
    )
    return sorted(set((await session.execute(statement)).scalars()))


def forgotten(workspace_id: UUID, before: datetime, most: int) -> Delete:
    """Return the statement that deletes files removed so long ago that nobody brings them back."""
    found = select(File.id).where(File.workspace_id == workspace_id, File.removed_at < before).limit(most)
    return delete(File).where(File.workspace_id == workspace_id, File.id.in_(found))
