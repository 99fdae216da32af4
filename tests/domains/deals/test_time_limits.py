"""What becomes of a deal's moments when its stage's limit or the calendar is changed."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domains.deals.rules.time_limits import Moments, renewed
from app.domains.identity.rules import nearest_holders

NOON = datetime(2026, 6, 3, 12, tzinfo=UTC)


def at(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


def fresh(warn: float | None, due: float) -> Moments:
    warn_at = None if warn is None else at(warn)
    return Moments(warn_at, at(due), warn_at or at(due))


WARNED = Moments(at(-1), at(2), at(2))
HANDLED = Moments(at(-3), at(-1), None)


@pytest.mark.parametrize(
    ("old", "new", "alarm"),
    [
        (Moments(), fresh(1, 2), at(1)),  # a limit where there was none
        (Moments(), fresh(-1, 2), at(-1)),  # short of time from the start: warned at once
        (Moments(), fresh(-2, -1), None),  # past it from the start: left alone
        (WARNED, fresh(-2, 1), at(1)),  # warned already
        (WARNED, fresh(3, 5), at(3)),  # the warning lies ahead once more
        (WARNED, fresh(None, 5), at(5)),
        (WARNED, fresh(-3, -1), None),  # overdue by the change itself
        (HANDLED, fresh(-4, -2), None),  # acted on already
        (HANDLED, fresh(2, 4), at(2)),  # it has time again
        (fresh(-3, -1), fresh(-4, -2), at(-2)),  # was overdue before, the job has only not come to it
    ],
)
def test_what_is_still_to_be_acted_on(old: Moments, new: Moments, alarm: datetime | None) -> None:
    assert renewed(old, new, NOON) == Moments(new.warn_at, new.due_at, alarm)


def test_without_a_limit_nothing_is_due() -> None:
    assert renewed(WARNED, Moments(), NOON) == Moments()


@given(st.integers(-50, 50), st.integers(1, 20), st.booleans())
def test_the_same_limit_again_changes_nothing(due: int, before: int, was_acted_on: bool) -> None:
    new = fresh(due - before, due)
    handled = Moments(new.warn_at, new.due_at, None)
    waiting = new if due > 0 else Moments(new.warn_at, new.due_at, new.due_at)
    old = handled if was_acted_on and due <= 0 else waiting
    assert renewed(old, new, NOON) == old


NORTH, CITY, SOUTH = uuid4(), uuid4(), uuid4()
PARENTS: dict[UUID, UUID | None] = {NORTH: None, CITY: NORTH, SOUTH: None}
LEADER, HEAD, OTHER, DIRECTOR = (uuid4() for _ in range(4))
HOLDERS = [(LEADER, CITY, "team"), (HEAD, NORTH, "team"), (OTHER, SOUTH, "team"), (DIRECTOR, None, "all")]


@pytest.mark.parametrize(
    ("team", "holders", "found"),
    [
        (CITY, HOLDERS, [LEADER]),
        (CITY, HOLDERS[1:], [HEAD]),
        (CITY, HOLDERS[2:], [DIRECTOR]),
        (None, HOLDERS, [DIRECTOR]),
        (CITY, [(LEADER, CITY, None)], []),
    ],
)
def test_the_nearest_supervisor_is_told(
    team: UUID | None, holders: list[tuple[UUID, UUID | None, str | None]], found: list[UUID]
) -> None:
    assert nearest_holders(team, holders, PARENTS) == found
