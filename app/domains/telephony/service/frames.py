"""What screens hear of calls: the card for those whom it concerns, and every change after it."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import system_actor
from app.core.clock import now
from app.core.events import Event, EventRecord
from app.domains.identity.service.actors import actor_of
from app.domains.telephony import queries
from app.domains.telephony.events import CallAnswered, CallEvent, CallRinging
from app.domains.telephony.rules import CallState
from app.domains.telephony.schemas import CallOut
from app.domains.telephony.service.cards import card_of
from app.platform.realtime.frames import Frame, me

SCREEN_POP, CALL_CHANGED = "screen_pop", "call.changed"
POP_AT_LATEST = timedelta(seconds=60)
"""A card delayed longer than this (Redis was away) is shown only if the call still lasts."""


async def project(session: AsyncSession, record: EventRecord, event: Event) -> Iterable[Frame]:
    """Show the card to those who begin to see the call, and the change to those who see it already."""
    assert isinstance(event, CallEvent)  # noqa: S101 - the registry binds this projector to these types
    system = system_actor(record.workspace_id)
    row = await queries.call_row(session, system, event.call_id)
    if row is None:
        return []
    newcomers: tuple[UUID, ...] = ()
    if isinstance(event, CallRinging | CallAnswered) and _is_timely(record, row):
        newcomers = event.shown_to
    frames = [await _pop(session, record.workspace_id, person, row) for person in newcomers]
    changed = CallOut.model_validate(row)
    known = dict.fromkeys([*row.shown_to, row.user_id, row.owner_id])
    return [
        *(frame for frame in frames if frame is not None),
        *(Frame(me(person), CALL_CHANGED, changed) for person in known if person and person not in newcomers),
    ]


def _is_timely(record: EventRecord, row: queries.Record) -> bool:
    return row.state != CallState.ENDED or now() - record.created_at < POP_AT_LATEST


async def _pop(session: AsyncSession, workspace_id: UUID, person: UUID, row: queries.Record) -> Frame | None:
    actor = await actor_of(session, workspace_id, person)
    if actor is None:
        return None
    return Frame(me(person), SCREEN_POP, await card_of(session, actor, row))
