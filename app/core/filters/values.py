"""Reading the values of leaves by the kind of the field, and days by the workspace's clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from app.core.auth import Actor
from app.core.filters.fields import FieldSpec, Kind

_LARGEST = Decimal(10) ** 15
_EARLIEST, _LATEST = date(1, 1, 2), date(9999, 12, 30)
ME = "me"
"""The value of a person's field that stands for whoever asks."""


class BadValueError(ValueError):
    """The value does not fit the field; says what would."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Who asks, and what day it is there."""

    actor: Actor
    now: datetime
    zone: str = "UTC"

    @property
    def today(self) -> date:
        """Return the workspace's day."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def start_of(self, day: date) -> datetime:
        """Return the moment at which a day begins."""
        return datetime.combine(day, time.min, ZoneInfo(self.zone)).astimezone(UTC)

    def end_of(self, day: date) -> datetime:
        """Return the moment at which a day is over."""
        return self.start_of(day + timedelta(days=1))


def _number(value: Any, _: Frame) -> Decimal:
    if isinstance(value, bool):
        raise BadValueError("a number")
    try:
        number = Decimal(str(value))
    except InvalidOperation as error:
        raise BadValueError("a number") from error
    if not number.is_finite() or abs(number) >= _LARGEST:
        raise BadValueError("a number below 1,000,000,000,000,000")
    return number


def _day(value: Any, _: Frame) -> date:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise BadValueError("a date such as 2026-11-20") from error
    if not _EARLIEST <= day <= _LATEST:
        raise BadValueError("a date of our calendar")
    return day


def _moment(value: Any, frame: Frame) -> date | datetime:
    if isinstance(value, str) and len(value) == len("2026-11-20"):
        return _day(value, frame)
    try:
        moment = datetime.fromisoformat(value)
        in_utc = moment.astimezone(UTC)
    except (TypeError, ValueError, OverflowError) as error:
        raise BadValueError("a date, or a moment such as 2026-11-20T09:00:00Z") from error
    if moment.tzinfo is None:
        raise BadValueError("a moment with its time zone")
    if not _EARLIEST <= in_utc.date() <= _LATEST:
        raise BadValueError("a date of our calendar")
    return in_utc


def _truth(value: Any, _: Frame) -> bool:
    if not isinstance(value, bool):
        raise BadValueError("true or false")
    return value


def _text(value: Any, _: Frame) -> str:
    if not isinstance(value, str):
        raise BadValueError("a text")
    return value


def _id(value: str) -> str:
    try:
        return str(UUID(value))
    except ValueError as error:
        raise BadValueError("an id") from error


def _person(value: Any, frame: Frame) -> UUID:
    if value == ME:
        if frame.actor.user_id is None:
            raise BadValueError("'me' needs a person who asks")
        return frame.actor.user_id
    try:
        return UUID(value)
    except (AttributeError, TypeError, ValueError) as error:
        raise BadValueError("an id, or 'me'") from error


_READERS: Mapping[Kind, Callable[[Any, Frame], Any]] = {
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.DATE: _day,
    Kind.DATETIME: _moment,
    Kind.YES_NO: _truth,
    Kind.PERSON: _person,
}


def read_value(spec: FieldSpec, value: Any, frame: Frame) -> Any:
    """Return a leaf's value as Python's; raises `BadValueError`."""
    found = read_as(spec.kind, value, frame)
    if spec.refers is not None and spec.kind is Kind.MULTI_CHOICE:
        found = _id(found)
    if spec.options and found not in spec.options:
        raise BadValueError(f"one of: {', '.join(spec.options)}")
    return found


def read_as(kind: Kind, value: Any, frame: Frame) -> Any:
    """Return a leaf's value as the kind of its field has it; raises `BadValueError`."""
    reader: Callable[[Any, Frame], Any] = _READERS.get(kind, _text)
    return reader(value, frame)
