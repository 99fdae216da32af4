"""Consents, and notes pinned to the top of a card."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import EVENTS, PERSONAL, Actor
from app.core.clock import now
from app.core.errors import FieldError, InvalidRequestError, NotFoundError
from app.core.ids import uuid7
from app.domains.clients.card_schemas import ConsentInput, ConsentOut
from app.domains.clients.errors import TooManyPinsError
from app.domains.clients.events import ConsentRecorded, NotePinned
from app.domains.clients.masking import contact_shown
from app.domains.clients.models import Consent, PinnedNote
from app.domains.clients.queries import standing
from app.domains.clients.service import reading, rights

MOST_PINS = 5


async def record_consent(
    session: AsyncSession, actor: Actor, client_id: UUID, wish: ConsentInput
) -> ConsentOut:
    """Keep what a client allowed or forbade, with its proof.

    Raises:
        NotFoundError, ClientMergedError, FieldForbiddenError: as for any change.
        InvalidRequestError: it would be said in the future.
    """
    await reading.require_locked(session, actor, client_id)
    rights.require(actor, PERSONAL)
    moment = now()
    if wish.given_at is not None and wish.given_at > moment:
        detail = "not in the future"
        raise InvalidRequestError(
            detail, errors=[FieldError(pointer="/given_at", code="future", detail=detail)]
        )
    consent = Consent(
        workspace_id=actor.workspace_id,
        id=uuid7(),
        client_id=client_id,
        channel=wish.channel,
        is_granted=wish.is_granted,
        given_at=wish.given_at or moment,
        how=wish.how,
        proof=wish.proof or None,
        recorded_by=actor.name,
    )
    session.add(consent)
    facts = {"channel": wish.channel, "is_granted": wish.is_granted, "how": wish.how}
    events.publish(session, actor, ConsentRecorded.model_validate({"client_id": client_id, **facts}))
    await session.flush()
    return _shown(actor, consent)


async def consents(session: AsyncSession, actor: Actor, client_id: UUID) -> list[ConsentOut]:
    """Return every word of a client about channels, the latest first; raises `NotFoundError`."""
    await reading.require_visible(session, actor, client_id)
    found = await standing.consents(session, actor.workspace_id, client_id)
    return [_shown(actor, consent) for consent in found]


def _shown(actor: Actor, consent: Consent) -> ConsentOut:
    """Whether somebody may be written to is told to everybody; the proof may name her."""
    shown = ConsentOut.model_validate(consent)
    return shown.model_copy(update={"proof": contact_shown(actor, shown.proof)})


async def pin(session: AsyncSession, actor: Actor, client_id: UUID, note_id: UUID) -> None:
    """Pin a note to the top of its card.

    Raises:
        NotFoundError: no such client, or no such note on her card.
        FieldForbiddenError: the role may not write notes.
        TooManyPinsError: there are as many as a card can bear.
    """
    client = await reading.require_locked(session, actor, client_id)
    rights.require(actor, EVENTS)
    present = await standing.pins(session, actor.workspace_id, client.id)
    if note_id in {pinned.note_id for pinned in present}:
        return
    cards = await reading.timeline_ids(session, actor, client.id)
    if not await standing.is_note(session, actor.workspace_id, list(cards), note_id):
        raise NotFoundError
    if len(present) >= MOST_PINS:
        raise TooManyPinsError(params={"most": MOST_PINS})
    session.add(PinnedNote(workspace_id=actor.workspace_id, id=uuid7(), client_id=client.id, note_id=note_id))
    events.publish(session, actor, NotePinned(client_id=client.id, note_id=note_id, is_pinned=True))
    await session.flush()


async def unpin(session: AsyncSession, actor: Actor, client_id: UUID, note_id: UUID) -> None:
    """Take a pinned note down; raises `NotFoundError`, `FieldForbiddenError`."""
    client = await reading.require_locked(session, actor, client_id)
    rights.require(actor, EVENTS)
    present = await standing.pins(session, actor.workspace_id, client.id)
    pinned = next((one for one in present if one.note_id == note_id), None)
    if pinned is None:
        raise NotFoundError
    await session.delete(pinned)
    events.publish(session, actor, NotePinned(client_id=client.id, note_id=note_id, is_pinned=False))
    await session.flush()
