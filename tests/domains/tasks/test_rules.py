"""Pure decisions about tasks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domains.tasks.rules import (
    OUTCOMES,
    TaskKind,
    TaskOutcome,
    day_borders,
    day_of,
    is_contact,
    needs_result,
)

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
ZONES = ("UTC", "Asia/Tashkent", "Asia/Kathmandu", "America/New_York", "Europe/Madrid", "Pacific/Kiritimati")
moments = st.datetimes(datetime(2001, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@UNHURRIED
@given(moments, st.sampled_from(ZONES))
def test_every_moment_lies_in_its_day_and_days_meet(moment: datetime, zone: str) -> None:
    day = day_borders(day_of(moment, zone), zone)
    assert day.begins <= moment < day.ends < day.tomorrow_ends
    assert day.date == moment.astimezone(ZoneInfo(zone)).date()
    assert day_borders(day.date + timedelta(days=1), zone).begins == day.ends
    assert timedelta(hours=22) <= day.ends - day.begins <= timedelta(hours=26)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Madrid", date(2026, 3, 29), 23),
        ("Europe/Madrid", date(2026, 10, 25), 25),
        ("UTC", date(2026, 3, 29), 24),
    ],
)
def test_days_are_as_long_as_the_clock_makes_them(zone: str, day: date, hours: int) -> None:
    borders = day_borders(day, zone)
    assert borders.ends - borders.begins == timedelta(hours=hours)


@UNHURRIED
@given(st.sampled_from(TaskKind), st.sampled_from(TaskOutcome))
def test_a_meeting_was_held_or_was_not_and_nothing_else_can_be(kind: TaskKind, outcome: TaskOutcome) -> None:
    of_meetings = outcome in {TaskOutcome.HELD, TaskOutcome.NOT_HELD}
    assert (outcome in OUTCOMES[kind]) <= (of_meetings == (kind is TaskKind.MEETING))
    assert needs_result(kind) == (kind is TaskKind.MEETING)


def test_contact_is_when_the_client_was_reached() -> None:
    assert is_contact(TaskKind.CALL, TaskOutcome.AGREED)
    assert is_contact(TaskKind.MEETING, TaskOutcome.HELD)
    assert is_contact(TaskKind.MAIL, TaskOutcome.SENT)
    assert not is_contact(TaskKind.TODO, TaskOutcome.DONE)
    for outcome in (TaskOutcome.NO_ANSWER, TaskOutcome.WRONG_NUMBER, TaskOutcome.NOT_HELD):
        assert not any(is_contact(kind, outcome) for kind in TaskKind)
