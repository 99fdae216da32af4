"""Working time: how much of it lies between two moments, and when so much of it will have passed.

Everything here is measured on one set: the union of the working intervals of each day, as moments. Local hours become
moments by the zone's own rules, so a day on which the clocks change is an hour longer or shorter, as people live it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY_MINUTES = 24 * 60
MOST_DAYS = 366 * 100
"""Nobody plans further ahead; without a limit a week without working hours would be searched for ever."""

Hours = tuple[int, int]
"""From and to, in minutes of the local day; a whole day ends at 1440."""


def _no_holidays(_year: int) -> frozenset[date]:
    return frozenset()


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """When people work."""

    zone: ZoneInfo
    week: Sequence[Sequence[Hours]]
    """The hours of each weekday, Monday first, in order and apart from each other."""
    days: Mapping[date, Sequence[Hours]] = field(default_factory=dict)
    """Days that are otherwise than their weekday and than the holidays: without hours they are off."""
    holidays: Callable[[int], frozenset[date]] = _no_holidays
    """The public holidays of a year."""

    def hours_of(self, day: date) -> Sequence[Hours]:
        """Return when people work on a day."""
        own = self.days.get(day)
        if own is not None:
            return own
        return () if day in self.holidays(day.year) else self.week[day.weekday()]

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return how much working time lies between two moments; none when the second is not the later one."""
        total = timedelta()
        for opens, closes in self._intervals(start):
            if opens >= end:
                break
            total += min(closes, end) - max(opens, start)
        return total

    def after(self, start: datetime, amount: timedelta) -> datetime:
        """Return the earliest moment until which so much working time has passed since a moment.

        Raises:
            ValueError: there is not so much working time in a hundred years.
        """
        if amount <= timedelta():
            return start
        left = amount
        for opens, closes in self._intervals(start):
            begins = max(opens, start)
            if closes - begins >= left:
                return begins + left
            left -= closes - begins
        message = "so much working time never passes"
        raise ValueError(message)

    def _intervals(self, since: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Go through the working intervals that end after a moment, in order; none touches the one before twice."""
        first = since.astimezone(self.zone).date() - timedelta(days=1)
        reached = since
        for number in range(MOST_DAYS):
            day = first + timedelta(days=number)
            for start, end in self.hours_of(day):
                # Where clocks jump, two local hours may be one moment: what was counted is not counted again.
                opens, closes = max(self._moment(day, start), reached), self._moment(day, end)
                if closes > opens:
                    yield opens, closes
                    reached = closes

    def _moment(self, day: date, minutes: int) -> datetime:
        days, rest = divmod(minutes, DAY_MINUTES)
        local = datetime.combine(day + timedelta(days=days), time(rest // 60, rest % 60), self.zone)
        return local.astimezone(UTC)
