"""Answering a tree for one record in memory: what the database would answer, without asking it."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from app.core.filters.fields import Kind
from app.core.filters.tree import FilterAll, FilterAny, FilterNot, Leaf
from app.core.filters.values import BadValueError, Frame, read_as

_PLAIN_VALUE = {"within_days", "older_than_days", "is_empty", "is_filled"}
Reading = Callable[[Any, Any, Frame], bool]


def holds(node: Any, kinds: Mapping[str, Kind], record: Mapping[str, Any], frame: Frame) -> bool:
    """Tell whether a tree holds of a record.

    Args:
        node: what `FilterNode` validated.
        kinds: what sort of values each field has; a field that is no more is empty.
        record: values by field, as Python or JSON has them.
        frame: who asks, and the workspace's clock.
    """
    match node:
        case FilterAll():
            return all(holds(part, kinds, record, frame) for part in node.parts)
        case FilterAny():
            return any(holds(part, kinds, record, frame) for part in node.parts)
        case FilterNot():
            return not holds(node.part, kinds, record, frame)
        case _:
            return _leaf(node, kinds.get(node.field), record.get(node.field), frame)


def _leaf(leaf: Leaf, kind: Kind | None, value: Any, frame: Frame) -> bool:
    if leaf.operator in {"is_empty", "is_filled"}:
        is_blank = value is None or value in ("", [], {})
        return is_blank is (leaf.operator == "is_empty")
    try:
        wanted = _wanted(leaf, kind or Kind.TEXT, frame)
    except BadValueError:
        return False
    if kind is Kind.YES_NO:
        return (value is True) is wanted
    if value is None or kind is None:
        return leaf.operator in {"is_not", "none_of"}
    if kind is Kind.MULTI_CHOICE:
        many = wanted if isinstance(wanted, list) else [wanted]
        return bool(set(many) & set(value)) is (leaf.operator != "none_of")
    return _READINGS[leaf.operator](_present(kind, value), wanted, frame)


def _wanted(leaf: Leaf, kind: Kind, frame: Frame) -> Any:
    if leaf.operator in _PLAIN_VALUE:
        return leaf.value
    if isinstance(leaf.value, list):
        return [read_as(kind, one, frame) for one in leaf.value]
    return read_as(kind, leaf.value, frame)


def _present(kind: Kind, value: Any) -> Any:
    """Return a value as Python compares it, however it was kept."""
    if not isinstance(value, str):
        return Decimal(value) if kind in {Kind.NUMBER, Kind.MONEY} else value
    match kind:
        case Kind.NUMBER | Kind.MONEY:
            return Decimal(value)
        case Kind.DATE:
            return date.fromisoformat(value)
        case Kind.DATETIME:
            return datetime.fromisoformat(value).astimezone(UTC)
        case Kind.PERSON:
            return UUID(value)
        case _:
            return value


def _pair(value: Any, wanted: Any, frame: Frame) -> tuple[Any, Any]:
    """Make both comparable: a moment and a date are compared as days of the workspace."""
    if isinstance(value, datetime) and not isinstance(wanted, datetime):
        return value.astimezone(ZoneInfo(frame.zone)).date(), wanted
    return value, wanted


def _comparing(how: Callable[[Any, Any], bool]) -> Reading:
    return lambda value, wanted, frame: how(*_pair(value, wanted, frame))


def _within(value: Any, days: int, frame: Frame) -> bool:
    here = frame.now if isinstance(value, datetime) else frame.today
    low, high = sorted((here - timedelta(days=days), here))
    return bool(low <= value <= high)


def _older(value: Any, days: int, frame: Frame) -> bool:
    here = frame.now if isinstance(value, datetime) else frame.today
    return bool(value < here - timedelta(days=days))


def _between(value: Any, wanted: Any, frame: Frame) -> bool:
    return _READINGS["gte"](value, wanted[0], frame) and _READINGS["lte"](value, wanted[1], frame)


_READINGS: Mapping[str, Reading] = {
    "is": _comparing(lambda value, wanted: bool(value == wanted)),
    "is_not": _comparing(lambda value, wanted: bool(value != wanted)),
    "gt": _comparing(lambda value, wanted: bool(value > wanted)),
    "gte": _comparing(lambda value, wanted: bool(value >= wanted)),
    "lt": _comparing(lambda value, wanted: bool(value < wanted)),
    "lte": _comparing(lambda value, wanted: bool(value <= wanted)),
    "any_of": lambda value, wanted, frame: any(_READINGS["is"](value, one, frame) for one in wanted),
    "none_of": lambda value, wanted, frame: not _READINGS["any_of"](value, wanted, frame),
    "between": _between,
    "contains": lambda value, wanted, _: wanted.lower() in value.lower(),
    "starts_with": lambda value, wanted, _: value.lower().startswith(wanted.lower()),
    "within_days": _within,
    "older_than_days": _older,
}
