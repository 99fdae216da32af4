"""Pure arithmetic of periods and plans."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

SATURDAY = 5
WORKDAY_START, WORKDAY_END = time(9), time(18)


class Period(StrEnum):
    """How often a plan starts anew."""

    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, from its first moment to before its last."""

    start: datetime
    end: datetime


def first_of_month(month: str) -> date:
    """Return the first day of `YYYY-MM`; raises ValueError for another text."""
    return datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC).date()


def month_span(first: date, zone: ZoneInfo) -> Span:
    """Return a month as the people of a time zone live it, in UTC."""
    following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return Span(_midnight(first, zone), _midnight(following, zone))


def day_span(day: date, zone: ZoneInfo) -> Span:
    """Return a day as the people of a time zone live it, in UTC."""
    return Span(_midnight(day, zone), _midnight(day + timedelta(days=1), zone))


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def shown_day(first: date, moment: datetime, zone: ZoneInfo) -> date:
    """Return the day whose daily plans a month shows: today, or the nearest day of a month gone by or to come."""
    today = moment.astimezone(zone).date()
    last = month_span(first, zone).end.astimezone(zone).date() - timedelta(days=1)
    return min(max(today, first), last)


def expected_now(target: Decimal, period: Period, first: date, moment: datetime, zone: ZoneInfo) -> Decimal:
    """Return where today should be, unrounded: the plan's part for the working time gone by, Monday to Friday, nine to six.

    Args:
        target: the plan of the whole month or day.
        period: whether the plan is for a month or a day.
        first: the month's first day.
        moment: the present.
        zone: the workspace's time zone.
    """
    local = moment.astimezone(zone)
    if period is Period.DAY:
        day = shown_day(first, moment, zone)
        share = _share_of_day(local) if day == local.date() else Decimal(int(day < local.date()))
    else:
        share = _share_of_month(first, local, zone)
    return target * share


def _share_of_day(local: datetime) -> Decimal:
    start = datetime.combine(local.date(), WORKDAY_START, local.tzinfo)
    end = datetime.combine(local.date(), WORKDAY_END, local.tzinfo)
    gone = (local - start) / (end - start)
    return Decimal(str(min(max(gone, 0.0), 1.0)))


def _share_of_month(first: date, local: datetime, zone: ZoneInfo) -> Decimal:
    end = month_span(first, zone).end.astimezone(zone).date()
    days = [first + timedelta(days=number) for number in range((end - first).days)]
    working = [day for day in days if day.weekday() < SATURDAY]
    gone = Decimal(sum(day < local.date() for day in working))
    if local.date() in working:
        gone += _share_of_day(local)
    return gone / len(working)


def remaining(target: Decimal | None, fact: Decimal) -> Decimal | None:
    """Return what is left to do; nothing is left of a plan surpassed."""
    return None if target is None else max(target - fact, Decimal(0))
