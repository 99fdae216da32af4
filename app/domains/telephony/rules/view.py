"""The call as people see it: a pure function of its facts."""

from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from app.domains.telephony.rules.facts import (
    COMPUTED,
    RANK_ANSWERED,
    RANK_CREATED,
    CallFacts,
    Moment,
    is_over,
)
from app.domains.telephony.rules.signals import STATED, CallResult, Direction


class CallState(StrEnum):
    """`unknown`: only a recording was announced so far; not shown to people yet."""

    UNKNOWN = "unknown"
    RINGING = "ringing"
    ANSWERED = "answered"
    ENDED = "ended"


class CallView(BaseModel):
    """Columns of a call that follow from its facts. Times are UTC."""

    model_config = ConfigDict(frozen=True)

    state: CallState
    direction: Direction
    result: CallResult | None
    from_number: str | None
    to_number: str | None
    client_number: str | None
    extension: str | None
    started_at: datetime | None
    answered_at: datetime | None
    ended_at: datetime | None
    talk_seconds: int | None
    cause: str | None


def view_of(facts: CallFacts) -> CallView:
    """What the facts add up to."""
    direction = direction_of(facts)
    is_answered = is_answered_by_person(facts)
    from_number = facts.from_number[1] if facts.from_number else None
    to_number = facts.to_number[1] if facts.to_number else None
    talk_seconds = _talk_seconds(facts) if is_answered else None
    return CallView(
        state=_state(facts),
        direction=direction,
        result=result_of(facts),
        from_number=from_number,
        to_number=to_number,
        client_number=from_number if direction is Direction.IN else to_number,
        extension=facts.person[-1] if facts.person else None,
        started_at=facts.started[1] if facts.started else None,
        answered_at=_answered_at(facts, talk_seconds) if is_answered else None,
        ended_at=facts.ended[1] if facts.ended else facts.presumed_ended,
        talk_seconds=talk_seconds,
        cause=facts.cause,
    )


def direction_of(facts: CallFacts) -> Direction:
    """A call of unknown direction is shown as incoming: better seen than lost."""
    return facts.direction[1] if facts.direction else Direction.IN


def is_answered_by_person(facts: CallFacts) -> bool:
    """True when a person answered, not only a voice menu."""
    if facts.has_dialled_leg:
        return facts.dialled_answered is not None
    return facts.main_answered is not None


def result_of(facts: CallFacts) -> CallResult | None:
    """How the call ended; None while it lasts.

    An incoming call that nobody answered is `missed` whatever the reason (the
    client gave up, the line was busy): somebody has to call back. The provider's
    own word stays in `cause`.
    """
    if not is_over(facts):
        return None
    if is_answered_by_person(facts):
        return CallResult.ANSWERED
    if direction_of(facts) is Direction.IN:
        return CallResult.MISSED
    if facts.end_result in {None, CallResult.ANSWERED}:
        return CallResult.MISSED
    return facts.end_result


def _state(facts: CallFacts) -> CallState:
    if facts.rank < RANK_CREATED:
        return CallState.UNKNOWN
    if is_over(facts):
        return CallState.ENDED
    return CallState.RINGING if facts.rank < RANK_ANSWERED else CallState.ANSWERED


def _answer(facts: CallFacts) -> Moment | None:
    return facts.dialled_answered if facts.has_dialled_leg else facts.main_answered


def _answered_at(facts: CallFacts, talk_seconds: int | None) -> datetime | None:
    """The provider's time of the answer, else worked back from the end, else of receipt."""
    answer = _answer(facts)
    if answer is None:
        return None
    if answer[0] != STATED and facts.ended is not None and talk_seconds is not None:
        return facts.ended[1] - timedelta(seconds=talk_seconds)
    return answer[1]


def _talk_seconds(facts: CallFacts) -> int | None:
    """The provider's figure, else the time between answer and end."""
    stated = facts.dialled_talk_seconds if facts.has_dialled_leg else facts.main_talk_seconds
    if stated is not None:
        return stated
    answer = _answer(facts)
    if answer is None or facts.ended is None or answer[0] == COMPUTED:
        return None
    return max(0, round((facts.ended[1] - answer[1]).total_seconds()))
