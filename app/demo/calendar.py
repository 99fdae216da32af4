"""Moments of the invented past and of the days to come, in the workspace's time zone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from app.domains.reports.rules import Span, day_span, month_span

SUNDAY = 6
OPENS, CLOSES = time(9), time(18, 45)
HALF_A_DAY = timedelta(hours=12)
_ATTEMPTS = 12


@dataclass(frozen=True, slots=True)
class Calendar:
    """The present of the loading, and chance among the hours of work around it."""

    zone: ZoneInfo
    now: datetime
    founded: datetime
    """When the workspace's history begins."""
    chance: Random

    @property
    def today(self) -> date:
        """Return which day it is for the workspace."""
        return self.now.astimezone(self.zone).date()

    @property
    def day(self) -> Span:
        """Return today's borders."""
        return day_span(self.today, self.zone)

    @property
    def month(self) -> Span:
        """Return the present month's borders."""
        return self.months(0)

    def first_of_month(self, back: int) -> date:
        """Return the first day of the month so many months ago."""
        months = self.today.year * 12 + self.today.month - 1 - back
        return date(months // 12, months % 12 + 1, 1)

    def months(self, back: int) -> Span:
        """Return the borders of the month so many months ago."""
        return month_span(self.first_of_month(back), self.zone)

    def at(self, days: int, hour: int, minute: int = 0) -> datetime:
        """Return an hour of the day so many days from today."""
        day = self.today + timedelta(days=days)
        return datetime.combine(day, time(hour, minute), self.zone).astimezone(UTC)

    def moment(self, start: datetime, end: datetime) -> datetime:
        """Return a random moment between two, in the hours of work if these have any."""
        for _ in range(_ATTEMPTS):
            day = self._between(start, end).astimezone(self.zone).date()
            opens = max(start, datetime.combine(day, OPENS, self.zone))
            closes = min(end, datetime.combine(day, CLOSES, self.zone))
            if day.weekday() != SUNDAY and opens < closes:
                return self._between(opens, closes)
        return self._between(start, end)

    def near(self, ideal: datetime, earliest: datetime, latest: datetime) -> datetime:
        """Return a moment of work about an ideal one, between two others; half-way where these leave no room."""
        low = max(earliest, ideal - HALF_A_DAY)
        high = min(max(low, ideal + HALF_A_DAY), latest)
        return self.moment(low, high) if low < high else earliest + (latest - earliest) / 2

    def _between(self, start: datetime, end: datetime) -> datetime:
        seconds = max(int((end - start).total_seconds()), 0)
        return (start + timedelta(seconds=self.chance.randint(0, seconds))).astimezone(UTC)

    def quarter(self, moment: datetime) -> datetime:
        """Return the last quarter of an hour: people plan by quarters."""
        local = moment.astimezone(self.zone)
        return local.replace(minute=local.minute // 15 * 15, second=0, microsecond=0).astimezone(UTC)

    def share_of_month(self) -> float:
        """Return how much of the present month has gone by."""
        return (self.now - self.month.start) / (self.month.end - self.month.start)
