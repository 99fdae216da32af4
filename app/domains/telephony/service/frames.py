"""What screens hear of calls: the card for those whom it concerns, and every change after it."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import system_actor
from app.core.clock import now
from app.core.events import Event, EventRecord
from app.domains.identity.service.actors import actor_of, field_readers
from app.domains.telephony import queries
from app.domains.telephony.events import CallAnswered, CallEvent, CallRinging
from app.domains.telephony.rules import CallState
from app.domains.telephony.service import shown
from app.domains.telephony.service.cards import card_of
from app.platform.realtime.frames import Frame, me

SCREEN_POP, CALL_CHANGED = "screen_pop", "call.changed"
POP_AT_LATEST = timedelta(seconds=60)
"""A card delayed longer than this (Redis was away) is shown only if the call still lasts."""


async def project(session: AsyncSession, record: EventRecord, event: Event) -> Iterable[Frame]:
    """Show the card to those who begin to see the call, and the change to those who see it already."""
    assert isinstance(event, CallEvent)  # noqa: S101 - the registry binds this projector to these types
    newcomers = event.shown_to if isinstance(event, CallRinging | CallAnswered) else ()
    popped = [await _pop(session, record, person, event.call_id) for person in newcomers]
    row = next((row for row, _ in popped if row is not None), None)
    if row is None:
        row = await queries.call_row(session, system_actor(record.workspace_id), event.call_id)
    if row is None:
        return []
    concerned = dict.fromkeys([*row.shown_to, row.user_id, row.owner_id])
    others = [person for person in concerned if person is not None and person not in newcomers]
    readers = await field_readers(session, record.workspace_id, others)
    return [
        *(frame for _, frame in popped if frame is not None),
        *(
            Frame(me(person), CALL_CHANGED, shown.call(readers[person], row))
            for person in others
            if person in readers
        ),
    ]


async def _pop(
    session: AsyncSession, record: EventRecord, person: UUID, call_id: UUID
) -> tuple[queries.Record | None, Frame | None]:
    """Return the call and its card for one person; no card for whose role has nothing to do with calls."""
    actor = await actor_of(session, record.workspace_id, person)
    row = await queries.card_row(session, actor, call_id) if actor is not None else None
    if actor is None or row is None:
        return None, None
    if not _is_timely(record, row):
        return row, Frame(me(person), CALL_CHANGED, shown.call(actor, row))
    return row, Frame(me(person), SCREEN_POP, await card_of(session, actor, row))


def _is_timely(record: EventRecord, row: queries.Record) -> bool:
    return row.state != CallState.ENDED or now() - record.created_at < POP_AT_LATEST
