"""What screens hear of calls: the card for those whom it concerns, and every change after it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor, system_actor
from app.core.clock import now
from app.core.db import workspace_of
from app.core.events import Event, EventRecord
from app.domains.identity.service.actors import actors_of, field_readers
from app.domains.telephony import queries
from app.domains.telephony.events import CallAnswered, CallRinging
from app.domains.telephony.rules import CallState
from app.domains.telephony.service import shown
from app.domains.telephony.service.cards import card_of
from app.platform.realtime.frames import Frame, Told, me

SCREEN_POP, CALL_CHANGED = "screen_pop", "call.changed"
POP_AT_LATEST = timedelta(seconds=60)
"""A card delayed longer than this (Redis was away) is shown only if the call still lasts."""


async def project(session: AsyncSession, told: Sequence[Told]) -> list[list[Frame]]:
    """Show the cards to those who begin to see the calls, and the changes to those who see them already."""
    people = {person for one in told for person in _newcomers(one.event)}
    actors = await actors_of(session, workspace_of(session), people)
    asked = [
        (actors[person], one.record.subject_id)
        for one in told
        for person in _newcomers(one.event)
        if person in actors
    ]
    rows = await queries.card_rows(session, asked)
    return [await _frames(session, one, actors, rows) for one in told]


def _newcomers(event: Event) -> tuple[UUID, ...]:
    return event.shown_to if isinstance(event, CallRinging | CallAnswered) else ()


async def _frames(
    session: AsyncSession,
    told: Told,
    actors: Mapping[UUID, Actor],
    rows: Mapping[tuple[UUID | None, UUID], queries.Record],
) -> list[Frame]:
    record, call_id, newcomers = told.record, told.record.subject_id, _newcomers(told.event)
    opened = {person: rows[person, call_id] for person in newcomers if (person, call_id) in rows}
    popped = [await _pop(session, record, actors[person], row) for person, row in opened.items()]
    row = next(iter(opened.values()), None) or await queries.call_row(
        session, system_actor(record.workspace_id), call_id
    )
    if row is None:
        return []
    concerned = dict.fromkeys([*row.shown_to, row.user_id, row.owner_id])
    others = [person for person in concerned if person is not None and person not in newcomers]
    readers = await field_readers(session, record.workspace_id, others)
    changed = [
        Frame(me(one), CALL_CHANGED, shown.call(readers[one], row)) for one in others if one in readers
    ]
    return [*popped, *changed]


async def _pop(session: AsyncSession, record: EventRecord, actor: Actor, row: queries.Record) -> Frame:
    """Return the card of a call for one person, or what became of it if it comes too late."""
    assert actor.user_id is not None  # noqa: S101 - only people are called
    if not _is_timely(record, row):
        return Frame(me(actor.user_id), CALL_CHANGED, shown.call(actor, row))
    return Frame(me(actor.user_id), SCREEN_POP, await card_of(session, actor, row))


def _is_timely(record: EventRecord, row: queries.Record) -> bool:
    return row.state != CallState.ENDED or now() - record.created_at < POP_AT_LATEST
