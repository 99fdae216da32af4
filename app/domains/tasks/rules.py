"""Pure decisions: which outcomes fit, what counts as contact, where a day begins and ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class TaskKind(StrEnum):
    """What is to be done."""

    CALL = "call"
    MEETING = "meeting"
    MAIL = "mail"
    TODO = "todo"


class TaskStatus(StrEnum):
    """Where a task stands; done and cancelled are final."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class TaskOutcome(StrEnum):
    """How a task ended."""

    AGREED = "agreed"
    CALL_BACK = "call_back"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    HELD = "held"
    NOT_HELD = "not_held"
    SENT = "sent"
    DONE = "done"


class TaskOrigin(StrEnum):
    """What a task came from."""

    MANUAL = "manual"
    MISSED_CALL = "missed_call"
    STAGE = "stage"
    CALL = "call"


_MEETING = frozenset({TaskOutcome.HELD, TaskOutcome.NOT_HELD})
_ANY_OTHER = frozenset(TaskOutcome) - _MEETING

OUTCOMES: Mapping[TaskKind, frozenset[TaskOutcome]] = {
    TaskKind.CALL: _ANY_OTHER,
    TaskKind.MEETING: _MEETING,
    TaskKind.MAIL: _ANY_OTHER - {TaskOutcome.WRONG_NUMBER},
    TaskKind.TODO: _ANY_OTHER - {TaskOutcome.WRONG_NUMBER},
}
"""The outcomes of each kind. A meeting was held or it wasn't: the figure of held meetings rests on it."""

_CONTACTLESS = frozenset({TaskOutcome.NO_ANSWER, TaskOutcome.WRONG_NUMBER, TaskOutcome.NOT_HELD})


def is_contact(kind: TaskKind, outcome: TaskOutcome) -> bool:
    """Tell whether the client was reached: the card's last contact moves only then."""
    return kind is not TaskKind.TODO and outcome not in _CONTACTLESS


def needs_result(kind: TaskKind) -> bool:
    """Tell whether the end of such a task must be described in words."""
    return kind is TaskKind.MEETING


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day of a time zone and its borders in UTC: it begins at `begins`, the next one at `ends`."""

    date: date
    begins: datetime
    ends: datetime
    tomorrow_ends: datetime


def day_of(moment: datetime, zone: str) -> date:
    """Return which day it is in a time zone (IANA name)."""
    return moment.astimezone(ZoneInfo(zone)).date()


def day_borders(day: date, zone: str) -> Day:
    """Return a day's borders; days of 23 and 25 hours included."""

    def midnight(ahead: int) -> datetime:
        local = datetime.combine(day + timedelta(days=ahead), time.min, ZoneInfo(zone))
        return local.astimezone(UTC)

    return Day(day, midnight(0), midnight(1), midnight(2))
