"""Merging a signal into its call, and letting everything happen that follows from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
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

SETTLE_JOB = "telephony.settle_missed_call"
SETTLE_AFTER = timedelta(seconds=15)
"""How long an answer may lag behind an end event that doesn't exclude it."""


@dataclass(frozen=True, slots=True)
class Line:
    """Where a signal came in: the connection, its workspace, and the country that reads its numbers."""

    workspace_id: UUID
    connection_id: UUID
    phone_region: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A signal, and what the request that brought it is traced by."""

    signal: CallSignal
    trace: Mapping[str, Any]


@dataclass(slots=True)
class _Step:
    """A call, and what it becomes."""

    call: Call
    after: CallFacts
    view: CallView
    effects: Effects
    trace: Mapping[str, Any]
    newly_shown: tuple[UUID, ...] = ()

    @property
    def extensions(self) -> set[str]:
        """The phones that the call has come to concern."""
        found = set(self.effects.pop_extensions)
        if self.view.extension is not None and self.view.extension != self.call.extension:
            found.add(self.view.extension)
        return found


async def merge(session: AsyncSession, line: Line, heard: Sequence[Heard]) -> None:
    """Add what signals of a line say to their calls, under the calls' row locks, and publish what follows."""
    waiting = [replace(one, signal=_normalized(one.signal, line.phone_region)) for one in heard]
    while waiting:
        turn: dict[str, Heard] = {}
        later = [one for one in waiting if turn.setdefault(one.signal.provider_call_id, one) is not one]
        waiting = [*await _merge_turn(session, line, turn), *later]


async def _merge_turn(session: AsyncSession, line: Line, turn: Mapping[str, Heard]) -> list[Heard]:
    """Merge one signal of each call; returns those of whose call another first event was quicker."""
    known = await queries.lock_calls(session, line.workspace_id, line.connection_id, turn)
    steps = []
    for said_id in sorted(turn):  # always in one order, so that no two transactions wait for each other
        call = known.get(said_id) or queries.new_call(line.workspace_id, line.connection_id, said_id)
        steps += _steps(call, facts_of(turn[said_id].signal), turn[said_id].trace)
    await _find_out(session, line.workspace_id, steps)
    first = [step for step in steps if step.call.provider_call_id not in known]
    await queries.save(session, [step.call for step in steps if step not in first])
    added = await queries.add(session, [step.call for step in first])
    outrun = [step for step in first if step.call.id not in added]
    for step in steps:
        if step not in outrun:
            await _announce(session, step)
    return [turn[step.call.provider_call_id] for step in outrun]


async def presume_ended(session: AsyncSession, call: Call) -> None:
    """Take a call for over of which nothing was heard for too long; the caller holds its lock."""
    for step in _steps(call, presumed_end(CallFacts.model_validate(call.facts), now()), {}):
        await _find_out(session, call.workspace_id, [step])
        await queries.save(session, [call])
        await _announce(session, step)


def _steps(call: Call, heard: CallFacts, trace: Mapping[str, Any]) -> list[_Step]:
    """Return the step that a call makes by what was heard, or none if that was known already."""
    before = CallFacts.model_validate(call.facts)
    after = join(before, heard)
    if after == before:
        return []
    return [_Step(call, after, view_of(after), effects_of(before, after, call.announced), trace)]


def _normalized(signal: CallSignal, region: str) -> CallSignal:
    """Numbers in E.164 where they are valid, so that one number has one spelling."""
    changes = {
        name: normalize_phone(number, region) or number
        for name in ("from_number", "to_number")
        if (number := getattr(signal, name))
    }
    return signal.model_copy(update=changes)


async def _find_out(session: AsyncSession, workspace_id: UUID, steps: Sequence[_Step]) -> None:
    """Find whose calls these are, and write into each what it becomes."""
    await _find_clients(session, workspace_id, steps)
    await _find_people(session, workspace_id, steps)
    for step in steps:
        step.call.facts = step.after.model_dump(mode="json", exclude_defaults=True)
        _show(step.call, step.view)
        step.call.announced = [*step.call.announced, *_said_once(step.effects)]


def _said_once(effects: Effects) -> list[str]:
    """What the call remembers to have said, because it could come to say it again."""
    is_missed = effects.is_missed and effects.is_missed_settled
    return [*([ANSWERED] if effects.is_answered else []), *([MISSED] if is_missed else [])]


async def _find_clients(session: AsyncSession, workspace_id: UUID, steps: Sequence[_Step]) -> None:
    """Look clients up until they are found; once a call has a client, it keeps her."""
    numbers = {
        step.call.id: step.view.client_number
        for step in steps
        if step.call.client_id is None and step.view.client_number is not None
    }
    found = await clients.find_by_phones(session, system_actor(workspace_id), set(numbers.values()))
    for step in steps:
        if likeliest := found.get(numbers.get(step.call.id, "")):
            step.call.client_id = likeliest[0].id
            step.call.owner_id = step.call.user_id or likeliest[0].owner_id


async def _find_people(session: AsyncSession, workspace_id: UUID, steps: Sequence[_Step]) -> None:
    """Set whose calls these are, and who is to be shown each of them now."""
    wanted = {extension for step in steps for extension in step.extensions}
    people = await queries.users_by_extension(session, workspace_id, wanted)
    for step in steps:
        known = {extension: people[extension] for extension in step.extensions & people.keys()}
        if step.view.extension in known:
            step.call.user_id = step.call.owner_id = known[step.view.extension]
        ringing = [known[extension] for extension in step.effects.pop_extensions if extension in known]
        step.newly_shown = tuple(
            dict.fromkeys(person for person in ringing if person not in step.call.shown_to)
        )
    await _turn_to_owners(session, workspace_id, steps)
    for step in steps:
        step.call.shown_to = [*step.call.shown_to, *step.newly_shown]


async def _turn_to_owners(session: AsyncSession, workspace_id: UUID, steps: Sequence[_Step]) -> None:
    """Have the clients' managers hear of those calls of which nobody is known whose phone rings."""
    unheard = [
        step for step in steps if step.effects.has_pop and not (step.newly_shown or step.call.shown_to)
    ]
    called = {step.call.client_id for step in unheard if step.call.client_id is not None}
    owners = await queries.client_owners(session, workspace_id, called)
    for step in unheard:
        if step.call.client_id in owners:
            step.newly_shown = (owners[step.call.client_id],)


def _show(call: Call, view: CallView) -> None:
    """Copy the view into the columns that lists and counters read."""
    for name in (
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
        setattr(call, name, getattr(view, name))
    if view.started_at is not None:
        call.started_at = view.started_at
    call.touch()


async def _announce(session: AsyncSession, step: _Step) -> None:
    with structlog.contextvars.bound_contextvars(**step.trace):
        await _publish(session, step)


async def _publish(session: AsyncSession, step: _Step) -> None:
    call, effects, shown_to = step.call, step.effects, step.newly_shown
    actor, common = system_actor(call.workspace_id), _common(call)
    if effects.is_answered:
        answered = CallAnswered(**common, answered_at=call.answered_at, shown_to=shown_to)
        events.publish(session, actor, answered)
    elif effects.is_ringing or shown_to:
        ringing = CallRinging(**common, extension=call.extension, shown_to=shown_to)
        events.publish(session, actor, ringing)
    if effects.is_ended:
        ended = CallEnded(
            **common,
            result=call.result or CallResult.MISSED,
            talk_seconds=call.talk_seconds,
            ended_at=call.ended_at,
            is_presumed=step.after.presumed_ended is not None,
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
