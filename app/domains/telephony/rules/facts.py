"""The sum of all that is known about one call, built so that order can't matter.

`CallFacts` is a join-semilattice: `join` is commutative, associative and idempotent,
because each field is merged by a maximum, a minimum over a total order, or a union
(`presumed_ended` together with the rank it was presumed at: the higher rank takes all).
So any order and any repetition of the same signals gives one and the same value.
Nothing here is "the last one wins".
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final, TypeVar

from pydantic import BaseModel, ConfigDict

from app.domains.telephony.rules.signals import (
    STATED,
    CallResult,
    CallSignal,
    Direction,
    LegRole,
    Recording,
    SignalKind,
    UtcTime,
)

# How sure a moment is: stated by the provider, the time of receipt, or worked out
# from an end and a duration. A surer moment beats an earlier one.
RECEIVED: Final = 1
COMPUTED: Final = 2

RANK_UNKNOWN: Final = 0
RANK_CREATED: Final = 1
RANK_RINGING: Final = 2
RANK_ANSWERED: Final = 3
RANK_ENDED: Final = 4

_RANKS: Final = {
    SignalKind.RECORDING: RANK_UNKNOWN,
    SignalKind.CREATED: RANK_CREATED,
    SignalKind.RINGING: RANK_RINGING,
    SignalKind.ANSWERED: RANK_ANSWERED,
    SignalKind.ENDED: RANK_ENDED,
}

# Several end events may disagree: what proves more wins.
_RESULT_WEIGHTS: Final = {
    CallResult.MISSED: 0,
    CallResult.CANCELLED: 1,
    CallResult.BUSY: 2,
    CallResult.FAILED: 3,
    CallResult.ANSWERED: 4,
}

# Which event names the person of the call best.
_PERSON_WEIGHTS: Final = {
    SignalKind.ANSWERED: 0,
    SignalKind.ENDED: 1,
    SignalKind.RINGING: 2,
    SignalKind.CREATED: 3,
    SignalKind.RECORDING: 4,
}

Moment = tuple[int, UtcTime]
"""(how sure, when): the smallest wins."""

PersonClaim = tuple[int, int, UtcTime, int, str]
"""(kind of event, how sure its time is, when, provider's sequence, extension)."""

Least = TypeVar("Least", str, UtcTime, tuple[int, Direction], tuple[int, str], Moment, PersonClaim)


class CallFacts(BaseModel):
    """What the signals of one call say together. Stored as JSON beside the call."""

    model_config = ConfigDict(frozen=True)

    rank: int = RANK_UNKNOWN
    direction: tuple[int, Direction] | None = None
    is_called_incoming: bool = False
    from_number: tuple[int, str] | None = None
    to_number: tuple[int, str] | None = None
    started: Moment | None = None
    main_answered: Moment | None = None
    dialled_answered: Moment | None = None
    ended: Moment | None = None
    has_dialled_leg: bool = False
    end_result: CallResult | None = None
    cause: str | None = None
    main_talk_seconds: int | None = None
    dialled_talk_seconds: int | None = None
    ring_seconds: int | None = None
    person: PersonClaim | None = None
    ringing_extensions: tuple[str, ...] = ()
    answered_extensions: tuple[str, ...] = ()
    recordings: tuple[Recording, ...] = ()
    presumed_ended: UtcTime | None = None
    """When it was taken for over without being told so; holds only until the call is known to have gone on."""


def facts_of(signal: CallSignal) -> CallFacts:
    """The facts that one signal alone proves."""
    is_main = signal.leg_role is LegRole.MAIN
    answered = _answered_moment(signal)
    ended_here = signal.kind is SignalKind.ENDED and is_main
    return CallFacts(
        rank=_rank_of(signal, is_answered=answered is not None),
        direction=_direction(signal),
        is_called_incoming=signal.direction is Direction.IN,
        from_number=_number(signal, signal.from_number),
        to_number=_number(signal, signal.to_number),
        started=_started_moment(signal),
        main_answered=answered if is_main else None,
        dialled_answered=None if is_main else answered,
        ended=_moment(signal) if ended_here else None,
        has_dialled_leg=not is_main,
        end_result=signal.result if ended_here else None,
        cause=signal.cause if ended_here else None,
        main_talk_seconds=signal.talk_seconds if is_main else None,
        dialled_talk_seconds=None if is_main else signal.talk_seconds,
        ring_seconds=signal.ring_seconds,
        person=_person(signal),
        ringing_extensions=_extensions(signal, named=signal.kind is SignalKind.RINGING),
        answered_extensions=_extensions(signal, named=answered is not None),
        recordings=(signal.recording,) if signal.recording else (),
    )


def join(one: CallFacts, other: CallFacts) -> CallFacts:
    """The least facts that hold both: commutative, associative, idempotent."""
    return CallFacts(
        rank=max(one.rank, other.rank),
        direction=_least(one.direction, other.direction),
        is_called_incoming=one.is_called_incoming or other.is_called_incoming,
        from_number=_least(one.from_number, other.from_number),
        to_number=_least(one.to_number, other.to_number),
        started=_least(one.started, other.started),
        main_answered=_least(one.main_answered, other.main_answered),
        dialled_answered=_least(one.dialled_answered, other.dialled_answered),
        ended=_least(one.ended, other.ended),
        has_dialled_leg=one.has_dialled_leg or other.has_dialled_leg,
        end_result=_strongest(one.end_result, other.end_result),
        cause=_least(one.cause, other.cause),
        main_talk_seconds=_greatest(one.main_talk_seconds, other.main_talk_seconds),
        dialled_talk_seconds=_greatest(one.dialled_talk_seconds, other.dialled_talk_seconds),
        ring_seconds=_greatest(one.ring_seconds, other.ring_seconds),
        person=_least(one.person, other.person),
        ringing_extensions=_union(one.ringing_extensions, other.ringing_extensions),
        answered_extensions=_union(one.answered_extensions, other.answered_extensions),
        recordings=_recordings(one.recordings, other.recordings),
        presumed_ended=_presumption(one, other),
    )


def is_over(facts: CallFacts) -> bool:
    """True when the call ended, or is presumed to have."""
    return facts.rank == RANK_ENDED or facts.presumed_ended is not None


def fold(signals: Iterable[CallSignal]) -> CallFacts:
    """All facts of these signals, in whatever order they come."""
    facts = CallFacts()
    for signal in signals:
        facts = join(facts, facts_of(signal))
    return facts


def _rank_of(signal: CallSignal, *, is_answered: bool) -> int:
    """How far this signal proves the call to be; a dialled leg's end is not the call's."""
    if signal.kind is SignalKind.ENDED and signal.leg_role is LegRole.DIALLED:
        return RANK_ANSWERED if is_answered else RANK_CREATED
    return _RANKS[signal.kind]


def _moment(signal: CallSignal) -> Moment:
    return (STATED if signal.is_time_stated else RECEIVED, signal.occurred_at)


def _started_moment(signal: CallSignal) -> Moment | None:
    if signal.started_at is not None:
        return (STATED, signal.started_at)
    if signal.kind in {SignalKind.CREATED, SignalKind.RINGING}:
        return _moment(signal)
    if signal.kind is SignalKind.RECORDING:
        # A recording is announced after the fact, maybe long after.
        return None
    elapsed = timedelta(seconds=(signal.talk_seconds or 0) + (signal.ring_seconds or 0))
    return (COMPUTED, signal.occurred_at - elapsed)


def _answered_moment(signal: CallSignal) -> Moment | None:
    """When somebody answered, if this signal proves that somebody did."""
    if signal.kind is SignalKind.ANSWERED:
        return _moment(signal)
    if signal.kind is not SignalKind.ENDED:
        return None
    if signal.result is CallResult.ANSWERED or (signal.result is None and signal.talk_seconds):
        return (COMPUTED, signal.occurred_at - timedelta(seconds=signal.talk_seconds or 0))
    return None


def _direction(signal: CallSignal) -> tuple[int, Direction] | None:
    return (signal.direction_confidence, signal.direction) if signal.direction else None


def _number(signal: CallSignal, value: str | None) -> tuple[int, str] | None:
    return (signal.number_confidence, value) if value else None


def _person(signal: CallSignal) -> PersonClaim | None:
    if not signal.extension:
        return None
    sureness, when = _moment(signal)
    return (
        _PERSON_WEIGHTS[signal.kind],
        sureness,
        when,
        signal.sequence if signal.sequence is not None else 0,
        signal.extension,
    )


def _extensions(signal: CallSignal, *, named: bool) -> tuple[str, ...]:
    return (signal.extension,) if named and signal.extension else ()


def _least(one: Least | None, other: Least | None) -> Least | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)


def _presumption(one: CallFacts, other: CallFacts) -> UtcTime | None:
    """A presumption gives way to whatever proves the call to have gone further, above all to its true end."""
    if one.rank != other.rank:
        return max(one, other, key=lambda facts: facts.rank).presumed_ended
    return _least(one.presumed_ended, other.presumed_ended)


def _greatest(one: int | None, other: int | None) -> int | None:
    if one is None or other is None:
        return other if one is None else one
    return max(one, other)


def _strongest(one: CallResult | None, other: CallResult | None) -> CallResult | None:
    if one is None or other is None:
        return other if one is None else one
    return max(one, other, key=_RESULT_WEIGHTS.__getitem__)


def _union(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*one, *other}))


def _recordings(one: tuple[Recording, ...], other: tuple[Recording, ...]) -> tuple[Recording, ...]:
    return tuple(
        sorted(
            {*one, *other},
            key=lambda item: (
                item.recording_id,
                item.url or "",
                -1 if item.seconds is None else item.seconds,
            ),
        )
    )
