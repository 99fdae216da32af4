"""The invented names and the words that the invented people write, read from `data/*.json`."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter

Product = tuple[str, int, int]
"""What is ordered, and between how many and how many millions it costs."""
Loaded = TypeVar("Loaded")


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Names(_Data):
    """How people of one culture are called; surnames for a man and for a woman."""

    surname_first: bool
    male: tuple[str, ...]
    female: tuple[str, ...]
    surnames: tuple[tuple[str, str], ...]


class Companies(_Data):
    """How companies of one culture are called, what people do in them, and where they are."""

    kinds: tuple[tuple[str, str], ...]
    """What a company calls itself, and which line of business that is."""
    pattern: str
    names: tuple[str, ...]
    positions: tuple[str, ...]
    places: tuple[str, ...]


class Step(_Data):
    """A kind of task: how it is called, and what comes of it."""

    titles: tuple[str, ...]
    results: tuple[str | None, ...]
    closed: tuple[str, ...] = ()
    """What comes of it when there is nothing left to do."""


class Speech(_Data):
    """What a manager writes in her language. `{place}` and `{n}` in titles are filled in."""

    home: tuple[Product, ...]
    business: Mapping[str, tuple[Product, ...]]
    wishes: tuple[str, ...]
    steps: Mapping[str, Step]
    not_held: tuple[str, ...]
    """Why a meeting did not take place."""
    showroom: str
    """Where clients are shown samples."""
    incoming: tuple[str, ...]
    notes: tuple[str, ...]


class FamousDeal(_Data):
    """A deal told by hand rather than by chance, with its client."""

    owner: str
    name: str
    given_name: str
    family_name: str
    position: str | None
    company: str | None
    business: str | None
    language: str
    phone: str
    email: str
    tags: tuple[str, ...]
    title: str
    description: str
    millions: float
    stage: int
    done: int
    days_in_stage: int
    step: str
    task: str
    task_day: int
    """0 for today, -1 for yesterday."""
    task_hour: int
    place: str
    notes: tuple[str, ...]


class OfficeTask(_Data):
    """A task of somebody who does not sell."""

    owner: str
    kind: str
    title: str
    day: int
    hour: int
    place: str | None


def _load(name: str, kind: type[Loaded]) -> Loaded:
    text = files("app.demo").joinpath("data", f"{name}.json").read_text(encoding="utf-8")
    return TypeAdapter(kind).validate_json(text)


@cache
def names() -> dict[str, Names]:
    """Return the names of each culture."""
    return _load("names", dict[str, Names])


@cache
def companies() -> dict[str, Companies]:
    """Return the companies of each culture."""
    return _load("companies", dict[str, Companies])


@cache
def speech(locale: str) -> Speech:
    """Return what managers write in a language."""
    return _load(f"texts_{locale}", Speech)


@cache
def famous() -> list[FamousDeal]:
    """Return the deals that are told by hand."""
    return _load("famous", list[FamousDeal])


@cache
def office() -> list[OfficeTask]:
    """Return the tasks of those who do not sell."""
    return _load("office", list[OfficeTask])
