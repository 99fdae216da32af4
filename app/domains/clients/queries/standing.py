"""What stands on a card besides its fields: consents, and the notes pinned to its top."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.events import EventRecord
from app.core.orm import among
from app.domains.clients.events import NoteAdded
from app.domains.clients.models import Consent, PinnedNote


async def consents(session: AsyncSession, workspace_id: UUID, client_id: UUID) -> Sequence[Consent]:
    """Return every word of a client about channels, the latest first."""
    statement = (
        select(Consent)
        .where(Consent.workspace_id == workspace_id, Consent.client_id == client_id)
        .order_by(Consent.given_at.desc(), Consent.id.desc())
    )
    return (await session.execute(statement)).scalars().all()


async def pins(session: AsyncSession, workspace_id: UUID, client_id: UUID) -> Sequence[PinnedNote]:
    """Return a card's pins, the latest first."""
    statement = (
        select(PinnedNote)
        .where(PinnedNote.workspace_id == workspace_id, PinnedNote.client_id == client_id)
        .order_by(PinnedNote.id.desc())
    )
    return (await session.execute(statement)).scalars().all()


async def is_note(session: AsyncSession, workspace_id: UUID, clients: Sequence[UUID], note_id: UUID) -> bool:
    """Tell whether a note stands on the card of one of these clients."""
    statement = select(EventRecord.id).where(
        EventRecord.workspace_id == workspace_id,
        among(EventRecord.timeline_id, clients),
        EventRecord.id == note_id,
        EventRecord.type == NoteAdded.type,
    )
    return (await session.execute(statement)).scalar_one_or_none() is not None


def pinned_on(client_ids: Sequence[UUID], workspace_id: UUID) -> Any:
    """Select the ids of the notes pinned to a card, and to those of the records merged into it."""
    return select(PinnedNote.note_id).where(
        PinnedNote.workspace_id == workspace_id, among(PinnedNote.client_id, client_ids)
    )
