"""Cells for fields of the workspace's own: what people write becomes the value that the field keeps."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.platform.customfields.rules import FieldKind, FieldView

PREFIX = "custom."
SEVERAL = re.compile(r"[,;\n|]+")
_NOT_AMOUNT = re.compile(r"[^\d.,+-]")
_DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y/%m/%d", "%d-%m-%Y", "%d.%m.%y")
_HOURS = ("", " %H:%M", " %H:%M:%S", "T%H:%M", "T%H:%M:%S")
_YES = frozenset(["yes", "y", "true", "1", "+", "x", "да", "есть", "sí", "si", "ha", "კი", "тийм", "✓"])
_NO = frozenset(["no", "n", "false", "0", "-", "нет", "yoʻq", "yo'q", "yo‘q", "არა", "үгүй"])
_THOUSAND = 3


class UnfitError(Exception):
    """The cell says nothing that the field can keep; the text is the code."""


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field of the workspace's own, as cells are read into it."""

    view: FieldView
    choices: Mapping[str, str]
    """Ids of the choices by their names in lower case, and by themselves."""


@dataclass(frozen=True, slots=True)
class Known:
    """What cells may speak of."""

    people: Mapping[str, Any] = field(default_factory=dict)
    """Ids of colleagues by their names and e-mails in lower case, and by themselves."""
    time_zone: str = "UTC"


def parsed(own: OwnField | None, text: str, known: Known) -> Any:
    """Return the value that a cell means; raises `UnfitError`. Whether the field takes it is checked afterwards."""
    if own is None:
        raise UnfitError("not_found")
    reader = _READERS.get(own.view.kind)
    return reader(own, text, known) if reader else text


def _amount(text: str) -> str:
    """Return a number as JSON has it: spaces and currencies are dropped, the last point or comma is the decimal one."""
    plain = _NOT_AMOUNT.sub("", text).rstrip(".,")
    if not any(character.isdigit() for character in plain):
        raise UnfitError("not_a_number")
    mark = max(plain.rfind("."), plain.rfind(","))
    if mark < 0:
        return plain
    whole, rest = re.sub(r"[.,]", "", plain[:mark]), plain[mark + 1 :]
    is_grouping = plain.count(plain[mark]) > 1 or (plain[mark] == "," and len(rest) == _THOUSAND)
    return f"{whole}{rest}" if is_grouping else f"{whole or '0'}.{rest}"


def _moment(text: str) -> datetime:
    for day in _DAYS:
        for hour in _HOURS:
            try:
                return datetime.strptime(text.strip(), day + hour)  # noqa: DTZ007 - the zone is given by the caller
            except ValueError:
                continue
    raise UnfitError("not_a_date")


def _in_zone(text: str, zone: str) -> str:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        moment = _moment(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).isoformat()


def _flag(text: str) -> bool:
    word = text.strip().casefold()
    if word not in _YES | _NO:
        raise UnfitError("not_yes_no")
    return word in _YES


def _choice(own: OwnField, text: str) -> str:
    chosen = own.choices.get(text.strip().casefold())
    if chosen is None:
        raise UnfitError("no_such_choice")
    return chosen


def _person(text: str, known: Known) -> str:
    found = known.people.get(text.strip().casefold())
    if found is None:
        raise UnfitError("not_found")
    return str(found)


_READERS: Mapping[FieldKind, Callable[[OwnField, str, Known], Any]] = {
    FieldKind.NUMBER: lambda _, text, __: _amount(text),
    FieldKind.MONEY: lambda _, text, __: _amount(text),
    FieldKind.DATE: lambda _, text, __: _moment(text).date().isoformat(),
    FieldKind.DATETIME: lambda _, text, known: _in_zone(text, known.time_zone),
    FieldKind.YES_NO: lambda _, text, __: _flag(text),
    FieldKind.CHOICE: lambda own, text, _: _choice(own, text),
    FieldKind.MULTI_CHOICE: lambda own, text, _: [
        _choice(own, part) for part in SEVERAL.split(text) if part.strip()
    ],
    FieldKind.PERSON: lambda _, text, known: _person(text, known),
    FieldKind.ADDRESS: lambda _, text, __: {"line": text},
    FieldKind.LINK: lambda _, text, __: text if "://" in text else f"https://{text}",
}
"""How each kind is read; of the others every text is fit to be checked."""
