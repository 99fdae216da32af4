"""What stands in the cells of an export."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from app.core.filters import Kind
from app.domains.transfer.rules.cells import safe

Cell = str | Decimal | bool | date | datetime | None
_NUMBERS = {Kind.NUMBER, Kind.MONEY}


def cell(kind: Kind, value: Any, names: Mapping[str, str], zone: ZoneInfo) -> Cell:
    """Return a value as a cell shows it: names instead of ids, moments by the workspace's clock.

    Args:
        kind: the kind of the column's field.
        value: what was read; masked text where the reader is masked.
        names: how ids and choices are called.
        zone: the workspace's time zone.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, list):
        return "; ".join(names.get(str(one), str(one)) for one in value)
    if kind in _NUMBERS:
        return Decimal(str(value))
    if isinstance(value, datetime):
        return value.astimezone(zone).replace(tzinfo=None)
    if isinstance(value, date):
        return value
    return names.get(str(value), str(value))


def written(value: Cell) -> str:
    """Return a cell as a line of text, such that no spreadsheet calculates with it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return f"{value:f}"
        case datetime():
            return value.isoformat(sep=" ", timespec="minutes")
        case date():
            return value.isoformat()
        case _:
            return safe(value)
