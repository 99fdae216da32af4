"""Working time is one measure: it adds up, never runs back, and lives by the local clock and the holidays."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core import public_holidays
from app.core.working_time import Hours, WorkingCalendar

USUAL: tuple[tuple[Hours, ...], ...] = (*(((9 * 60, 18 * 60),),) * 5, (), ())
ZONES = ("Asia/Tashkent", "Europe/Madrid", "America/Sao_Paulo", "Australia/Lord_Howe", "Africa/Cairo", "UTC")
HOUR = timedelta(hours=1)


def calendar(zone: str = "Asia/Tashkent", **other: object) -> WorkingCalendar:
    return WorkingCalendar(ZoneInfo(zone), USUAL, **other)  # type: ignore[arg-type]


def at(text: str, zone: str = "Asia/Tashkent") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@st.composite
def days(draw: st.DrawFn) -> tuple[Hours, ...]:
    marks = sorted(draw(st.sets(st.integers(0, 1440), max_size=6)))
    return tuple(zip(marks[::2], marks[1::2], strict=False))


@st.composite
def calendars(draw: st.DrawFn) -> WorkingCalendar:
    week = draw(st.tuples(*(days(),) * 6, st.just(((600, 900),))))
    # Days around the changes of clocks in each hemisphere, so that they are met often.
    near = st.one_of(
        st.dates(date(2026, 3, 1), date(2026, 4, 20)), st.dates(date(2026, 10, 1), date(2026, 11, 20))
    )
    own = draw(st.dictionaries(near, days(), max_size=5))
    country = draw(st.sampled_from((None, "UZ", "ES", "GE")))
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    return WorkingCalendar(zone, week, own, lambda year: public_holidays.of_year(country, year))


MOMENTS = st.one_of(
    st.datetimes(datetime(2026, 3, 1), datetime(2026, 4, 20), timezones=st.just(UTC)),  # noqa: DTZ001
    st.datetimes(datetime(2026, 10, 1), datetime(2026, 11, 20), timezones=st.just(UTC)),  # noqa: DTZ001
)
AMOUNTS = st.integers(1, 200 * 3600).map(lambda seconds: timedelta(seconds=seconds))


@settings(max_examples=150, deadline=None)
@given(calendars(), st.lists(MOMENTS, min_size=3, max_size=3))
def test_it_adds_up_and_is_never_more_than_the_clock_shows(
    calendar: WorkingCalendar, moments: list[datetime]
) -> None:
    first, second, third = sorted(moments)
    one, other, whole = (
        calendar.between(first, second),
        calendar.between(second, third),
        calendar.between(first, third),
    )
    assert one + other == whole
    assert timedelta() <= whole <= third - first
    assert calendar.between(third, first) == timedelta()


@settings(max_examples=150, deadline=None)
@given(calendars(), MOMENTS, AMOUNTS, AMOUNTS)
def test_the_moment_after_so_much_is_when_so_much_has_passed(
    calendar: WorkingCalendar, start: datetime, amount: timedelta, more: timedelta
) -> None:
    reached = calendar.after(start, amount)
    assert calendar.between(start, reached) == amount
    # It is the earliest such moment: a second earlier something was still left.
    assert calendar.between(start, reached - timedelta(microseconds=1)) < amount
    further = calendar.after(start, amount + more)
    assert further > reached
    assert calendar.after(reached, more) == further


@settings(max_examples=60, deadline=None)
@given(calendars(), MOMENTS, AMOUNTS, MOMENTS.map(lambda moment: moment.date()))
def test_a_day_off_never_makes_it_earlier(
    calendar: WorkingCalendar, start: datetime, amount: timedelta, off: date
) -> None:
    shorter = WorkingCalendar(calendar.zone, calendar.week, {**calendar.days, off: ()}, calendar.holidays)
    assert shorter.after(start, amount) >= calendar.after(start, amount)
    end = start + timedelta(days=30)
    assert shorter.between(start, end) <= calendar.between(start, end)


def test_nights_and_week_ends_do_not_count() -> None:
    friday, monday = at("2026-06-05T17:00"), at("2026-06-08T10:00")
    assert calendar().between(friday, monday) == 2 * HOUR
    assert calendar().after(friday, 2 * HOUR) == monday
    assert calendar().after(friday, HOUR) == at("2026-06-05T18:00")
    assert calendar().after(at("2026-06-06T12:00"), HOUR) == at("2026-06-08T10:00")


def test_holidays_own_days_off_and_own_working_days() -> None:
    uzbek = calendar(holidays=lambda year: public_holidays.of_year("UZ", year))
    eve = at("2026-08-31T17:00")  # Monday; 1 September is Independence Day
    assert uzbek.after(eve, 2 * HOUR) >= at("2026-09-02T10:00")
    worked = calendar(
        holidays=lambda year: public_holidays.of_year("UZ", year),
        days={date(2026, 9, 1): ((10 * 60, 14 * 60),)},
    )
    on_the_day = worked.between(at("2026-09-01T00:00"), at("2026-09-02T00:00"))
    assert on_the_day == 4 * HOUR
    closed = calendar(days={date(2026, 6, 8): ()})
    assert closed.after(at("2026-06-05T17:00"), 2 * HOUR) == at("2026-06-09T10:00")


def test_a_day_on_which_clocks_change_is_as_long_as_it_is_lived() -> None:
    always = WorkingCalendar(ZoneInfo("Europe/Madrid"), (((0, 1440),),) * 7)
    spring, autumn = "2026-03-29T00:00", "2026-10-25T00:00"
    day = {
        text: always.between(
            at(text, "Europe/Madrid"), at(text.replace("29T", "30T").replace("25T", "26T"), "Europe/Madrid")
        )
        for text in (spring, autumn)
    }
    assert day == {spring: 23 * HOUR, autumn: 25 * HOUR}


def test_a_year_without_working_hours_is_not_searched_for_ever() -> None:
    never = WorkingCalendar(ZoneInfo("UTC"), ((),) * 7)
    with pytest.raises(ValueError, match="never passes"):
        never.after(at("2026-06-05T17:00"), HOUR)


def test_the_countries_of_our_languages_have_holidays_with_names() -> None:
    for country in ("UZ", "GE", "MN", "ES", "RU", "US"):
        assert len(public_holidays.of_year(country, 2026)) >= 8
    names = {name for _, name in public_holidays.named("RU", 2026, "ru")}
    assert "День Победы" in names
    assert "Victory Day" in {name for _, name in public_holidays.named("RU", 2026, "en")}
    assert public_holidays.of_year("XX", 2026) == frozenset()
    assert public_holidays.of_year(None, 2026) == frozenset()
