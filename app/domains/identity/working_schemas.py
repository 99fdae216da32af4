"""How the hours in which a workspace works look on the wire."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Annotated

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from app.core import public_holidays
from app.core.schemas import Input, Line, Schema

DAYS_OF_WEEK = 7
_DAY: list[JsonValue] = [{"start": "09:00", "end": "18:00"}]
LEAST_MINUTES = 4 * 60
"""A week has at least so much work in it; with less, a limit of a day would end years later."""
MAX_OWN_DAYS = 500

ClockTime = Annotated[
    str, StringConstraints(pattern=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$"), Field(examples=["09:00"])
]


def minutes(clock: str) -> int:
    """Return how many minutes of the day have passed at a time of the clock."""
    return int(clock[:2]) * 60 + int(clock[3:])


class Stretch(Input):
    """Working hours without a break, by the workspace's clock."""

    start: ClockTime
    end: ClockTime

    @model_validator(mode="after")
    def _goes_on(self) -> "Stretch":
        if minutes(self.start) >= minutes(self.end):
            raise PydanticCustomError("hours_reversed", "the hours end before they begin")
        return self


def _apart(hours: Sequence[Stretch]) -> Sequence[Stretch]:
    if any(minutes(one.end) > minutes(other.start) for one, other in pairwise(hours)):
        raise PydanticCustomError("hours_overlap", "the hours of a day follow each other")
    return hours


DayHours = Annotated[list[Stretch], Field(max_length=6), AfterValidator(_apart)]


class OwnDay(Input):
    """A day that is otherwise than its weekday and than the holidays; without hours it is off."""

    on: date
    name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)]
    hours: DayHours


def _known(country: str | None) -> str | None:
    if country is not None and country not in public_holidays.countries():
        raise PydanticCustomError("unknown_country", "the holidays of this country are not known")
    return country


class WorkingHoursInput(Input):
    """When the workspace works."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "country": "UZ",
                    "week": [_DAY, _DAY, _DAY, _DAY, _DAY, [], []],
                    "days": [{"on": "2026-12-31", "name": "Stocktaking", "hours": []}],
                }
            ]
        }
    )

    country: Annotated[str | None, AfterValidator(_known)] = Field(
        description="Whose public holidays are days off; null for none"
    )
    week: list[DayHours] = Field(
        min_length=DAYS_OF_WEEK,
        max_length=DAYS_OF_WEEK,
        description="The hours of each weekday, Monday first",
    )
    days: list[OwnDay] = Field(max_length=MAX_OWN_DAYS)

    @field_validator("week")
    @classmethod
    def _somebody_works(cls, week: list[list[Stretch]]) -> list[list[Stretch]]:
        total = sum(minutes(one.end) - minutes(one.start) for day in week for one in day)
        if total < LEAST_MINUTES:
            raise PydanticCustomError("hours_too_few", "a week has at least four working hours")
        return week

    @field_validator("days")
    @classmethod
    def _each_day_once(cls, days: list[OwnDay]) -> list[OwnDay]:
        if len({one.on for one in days}) < len(days):
            raise PydanticCustomError("day_twice", "a day is named twice")
        return sorted(days, key=lambda one: one.on)


class WorkingHoursOut(WorkingHoursInput):
    """When the workspace works, and by which clock."""

    time_zone: str
    version: int


class Country(Schema):
    """A country whose public holidays are known, by its two letters."""

    code: str


class Holiday(Schema):
    """A public holiday."""

    on: date
    name: Line
