"""Merging a signal into its call, and letting everything happen that follows from it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events, jobs
from app.core.auth import system_actor
from app.core.clock import now
from app.core.text import normalize_phone
from app.domains.clients import service as clients
from app.domains.telephony import queries
from app.domains.telephony.events import CallAnswered, CallEnded, CallMissed, CallRinging
from app.domains.telephony.models import Call
from app.domains.telephony.rules import (
    ANSWERED,
    MISSED,
    CallFacts,
    CallResult,
    CallSignal,
    CallView,
    Effects,
    effects_of,
    facts_of,
    join,
    presumed_end,
    view_of,
)

Write = Callable[[AsyncSession, Call], Awaitable[bool]]
SETTLE_JOB = "telephony.settle_missed_call"
SETTLE_AFTER = timedelta(seconds=15)
"""How long an answer may lag behind an end event that doesn't exclude it."""


@dataclass(frozen=True, slots=True)
class Line:
    """Where a signal came in: the connection, its workspace, and the country that reads its numbers."""

    workspace_id: UUID
    connection_id: UUID
    phone_region: str


async def merge(session: AsyncSession, line: Line, signal: CallSignal) -> None:
    """Add what a signal says to its call, under the call's row lock, and publish what follows."""
    heard = facts_of(_normalized(signal, line.phone_region))
    place = (line.workspace_id, line.connection_id, signal.provider_call_id)
    written = False
    while not written:  # once more when another first event of the call was quicker
        known = await queries.lock_call(session, *place)
        call = known or queries.new_call(*place)
        before = CallFacts.model_validate(call.facts)
        write = queries.save if known else queries.add
        written = await _advance(session, call, before, join(before, heard), write)


async def presume_ended(session: AsyncSession, call: Call) -> None:
    """Take a call for over of which nothing was heard for too long; the caller holds its lock."""
    before = CallFacts.model_validate(call.facts)
    await _advance(session, call, before, join(before, presumed_end(before, now())), queries.save)


async def _advance(
    session: AsyncSession, call: Call, before: CallFacts, after: CallFacts, write: Write
) -> bool:
    if after == before:
        return True
    view, effects = view_of(after), effects_of(before, after, call.announced)
    await _find_client(session, call, view.client_number)
    newly_shown = await _find_people(session, call, view, effects)
    call.facts = after.model_dump(mode="json", exclude_defaults=True)
    _show(call, view)
    call.announced = [*call.announced, *_said_once(effects)]
    if not await write(session, call):
        return False
    await _announce(session, call, effects, newly_shown, is_presumed=after.presumed_ended is not None)
    return True


def _said_once(effects: Effects) -> list[str]:
    """What the call remembers to have said, because it could come to say it again."""
    is_missed = effects.is_missed and effects.is_missed_settled
    return [*([ANSWERED] if effects.is_answered else []), *([MISSED] if is_missed else [])]


def _normalized(signal: CallSignal, region: str) -> CallSignal:
    """Numbers in E.164 where they are valid, so that one number has one spelling."""
    changes = {
        name: normalize_phone(number, region) or number
        for name in ("from_number", "to_number")
        if (number := getattr(signal, name))
    }
    return signal.model_copy(update=changes)


async def _find_client(session: AsyncSession, call: Call, number: str | None) -> None:
    """Look the client up until she is found; once a call has a client, it keeps her."""
    if number is None or call.client_id is not None:
        return
    found = await clients.find_by_phone(session, system_actor(call.workspace_id), number)
    if found:
        call.client_id = found[0].id
        call.owner_id = call.user_id or found[0].owner_id


async def _find_people(
    session: AsyncSession, call: Call, view: CallView, effects: Effects
) -> tuple[UUID, ...]:
    """Set whose call it is; returns who is to be shown the card now."""
    wanted = set(effects.pop_extensions)
    if view.extension is not None and view.extension != call.extension:
        wanted.add(view.extension)
    people = await queries.users_by_extension(session, call.workspace_id, wanted)
    if view.extension in people:
        call.user_id = call.owner_id = people[view.extension]
    if not effects.has_pop:
        return ()
    receivers = [people[extension] for extension in effects.pop_extensions if extension in people]
    if not receivers and not call.shown_to:
        receivers = await _owners(session, call)
    fresh = tuple(dict.fromkeys(person for person in receivers if person not in call.shown_to))
    if fresh:
        call.shown_to = [*call.shown_to, *fresh]
    return fresh


async def _owners(session: AsyncSession, call: Call) -> list[UUID]:
    """The client's manager: she hears of the call when nobody whose phone rings is known."""
    if call.client_id is None:
        return []
    owner_id = await queries.client_owner(session, call.workspace_id, call.client_id)
    return [owner_id] if owner_id else []


def _show(call: Call, view: CallView) -> None:
    """Copy the view into the columns that lists and counters read."""
    for field in (
        "state",
        "direction",
        "result",
        "from_number",
        "to_number",
        "client_number",
        "extension",
        "cause",
        "answered_at",
        "ended_at",
        "talk_seconds",
    ):
        setattr(call, field, getattr(view, field))
    if view.started_at is not None:
        call.started_at = view.started_at
    call.touch()


async def _announce(
    session: AsyncSession, call: Call, effects: Effects, newly_shown: tuple[UUID, ...], *, is_presumed: bool
) -> None:
    actor = system_actor(call.workspace_id)
    common = _common(call)
    if effects.is_answered:
        answered = CallAnswered(**common, answered_at=call.answered_at, shown_to=newly_shown)
        events.publish(session, actor, answered)
    elif effects.is_ringing or newly_shown:
        ringing = CallRinging(**common, extension=call.extension, shown_to=newly_shown)
        events.publish(session, actor, ringing)
    if effects.is_ended:
        ended = CallEnded(
            **common,
            result=call.result or CallResult.MISSED,
            talk_seconds=call.talk_seconds,
            ended_at=call.ended_at,
            is_presumed=is_presumed,
        )
        events.publish(session, actor, ended)
    if effects.is_missed and effects.is_missed_settled:
        _publish_missed(session, call)
    elif effects.is_missed:
        args, key = {"call_id": str(call.id)}, f"call:{call.id}"
        await jobs.enqueue_once(session, SETTLE_JOB, args, key=key, run_at=now() + SETTLE_AFTER)


def announce_missed(session: AsyncSession, call: Call) -> None:
    """Say once that somebody has to call back; the caller holds the call's lock."""
    if MISSED in call.announced:
        return
    call.announced = [*call.announced, MISSED]
    _publish_missed(session, call)


def _publish_missed(session: AsyncSession, call: Call) -> None:
    actor = system_actor(call.workspace_id)
    events.publish(session, actor, CallMissed(**_common(call), started_at=call.started_at))


def _common(call: Call) -> dict[str, Any]:
    return {
        "call_id": call.id,
        "client_id": call.client_id,
        "client_number": call.client_number,
        "direction": call.direction,
        "user_id": call.user_id,
    }
