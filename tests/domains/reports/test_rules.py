"""Periods and plans, as arithmetic."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domains.reports.rules import (
    Period,
    day_span,
    expected_now,
    first_of_month,
    month_span,
    remaining,
    shown_day,
)

TASHKENT = ZoneInfo("Asia/Tashkent")
ZONES = st.sampled_from(
    ["Asia/Tashkent", "Europe/Moscow", "Asia/Tbilisi", "America/Sao_Paulo", "Pacific/Apia", "UTC"]
)
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - zone added


def test_a_month_begins_at_the_midnight_of_its_people() -> None:
    span = month_span(date(2026, 11, 1), TASHKENT)
    assert span.start == datetime(2026, 10, 31, 19, tzinfo=UTC)
    assert span.end == datetime(2026, 11, 30, 19, tzinfo=UTC)


@given(DAYS, ZONES)
def test_days_follow_each_other_without_gap_or_overlap(day: date, zone: str) -> None:
    today, tomorrow = day_span(day, ZoneInfo(zone)), day_span(day + timedelta(days=1), ZoneInfo(zone))
    assert today.end == tomorrow.start
    assert today.start < today.end


@given(DAYS, ZONES)
def test_months_follow_each_other(day: date, zone: str) -> None:
    this = month_span(day.replace(day=1), ZoneInfo(zone))
    following = this.end.astimezone(ZoneInfo(zone)).date()
    assert following.day == 1
    assert month_span(following, ZoneInfo(zone)).start == this.end


@given(DAYS, MOMENTS, ZONES, st.sampled_from(Period))
def test_the_expected_part_lies_between_nothing_and_the_plan(
    day: date, moment: datetime, zone: str, period: Period
) -> None:
    expected = expected_now(Decimal(100), period, day.replace(day=1), moment, ZoneInfo(zone))
    assert 0 <= expected <= 100


@given(MOMENTS, st.integers(0, 72), ZONES)
def test_the_expected_part_never_falls_within_a_month(moment: datetime, hours: int, zone: str) -> None:
    first = date(2026, 11, 1)
    earlier = expected_now(Decimal(100), Period.MONTH, first, moment, ZoneInfo(zone))
    later = expected_now(Decimal(100), Period.MONTH, first, moment + timedelta(hours=hours), ZoneInfo(zone))
    assert earlier <= later


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 10, 15, tzinfo=UTC), 0),
        (datetime(2026, 12, 15, tzinfo=UTC), 21),
        (datetime(2026, 11, 7, 12, tzinfo=UTC), 5),  # a Saturday after five working days
        (datetime(2026, 11, 9, 8, 30, tzinfo=UTC), 5.5),  # half past one on Monday in Tashkent
    ],
)
def test_a_month_of_twenty_one_working_days(moment: datetime, expected: float) -> None:
    assert expected_now(Decimal(21), Period.MONTH, date(2026, 11, 1), moment, TASHKENT) == Decimal(
        str(expected)
    )


def test_a_day_shown_of_a_month_gone_by_is_its_last() -> None:
    assert shown_day(date(2026, 10, 1), datetime(2026, 11, 22, tzinfo=UTC), TASHKENT) == date(2026, 10, 31)
    assert shown_day(date(2026, 12, 1), datetime(2026, 11, 22, tzinfo=UTC), TASHKENT) == date(2026, 12, 1)


def test_nothing_remains_of_a_plan_surpassed() -> None:
    assert remaining(Decimal(10), Decimal(4)) == 6
    assert remaining(Decimal(10), Decimal(14)) == 0
    assert remaining(None, Decimal(14)) is None


@pytest.mark.parametrize("text", ["2026", "2026-13", "11-2026", ""])
def test_a_month_is_written_one_way(text: str) -> None:
    with pytest.raises(ValueError, match=r"does not match|unconverted"):
        first_of_month(text)
