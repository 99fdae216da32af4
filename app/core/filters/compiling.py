"""From a tree to SQL with bind parameters. `not` is pushed down to the leaves, so that indexes stay usable elsewhere."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, and_, cast, false, func, literal, not_, or_, true
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Text

from app.core.errors import FieldError, InvalidRequestError
from app.core.filters.fields import Fields, FieldSpec, Kind
from app.core.filters.tree import (
    MAX_DEPTH,
    MAX_LEAVES,
    FilterAll,
    FilterAny,
    FilterNot,
    Leaf,
    leaves,
)
from app.core.filters.values import BadValueError, Frame, read_value

Condition: TypeAlias = Any
"""A `ColumnElement[bool]`; what columns' operators return is typed as anything."""
_LISTED = {"any_of", "none_of"}
_PLAIN_VALUE = {"within_days", "older_than_days", "is_empty", "is_filled", "in_segment"}


def compiled(tree: Any, fields: Fields, frame: Frame, *, pointer: str = "/filter") -> ColumnElement[bool]:
    """Return the condition that a tree stands for.

    Args:
        tree: what `FilterNode` validated.
        fields: the fields that the actor may use.
        frame: who asks, and the workspace's clock.
        pointer: where the tree stands in the request.

    Raises:
        InvalidRequestError: unknown fields or operators, unfit values, too many leaves, too deep; everything at once.
    """
    wrong: list[FieldError] = []
    if len(leaves(tree)) > MAX_LEAVES:
        wrong.append(_error(pointer, "too_many_conditions", f"at most {MAX_LEAVES} conditions"))
    elif _depth(tree) > MAX_DEPTH:
        wrong.append(_error(pointer, "too_deep", f"at most {MAX_DEPTH} levels"))
    found = true() if wrong else _node(tree, fields, frame, pointer, wrong, negated=False)
    if wrong:
        raise InvalidRequestError(errors=wrong)
    condition: ColumnElement[bool] = found
    return condition


def leaf_condition(leaf: Leaf, fields: Fields, frame: Frame, *, pointer: str = "/filter") -> Condition:
    """Return the condition of a single leaf, true or false and never unknown; raises as `compiled`."""
    return func.coalesce(compiled(leaf, fields, frame, pointer=pointer), false())


def _error(pointer: str, code: str, detail: str) -> FieldError:
    return FieldError(pointer=pointer, code=code, detail=detail)


def _depth(node: Any) -> int:
    match node:
        case FilterAll() | FilterAny():
            return 1 + max((_depth(part) for part in node.parts), default=0)
        case FilterNot():
            return 1 + _depth(node.part)
        case _:
            return 1


def _node(
    node: Any, fields: Fields, frame: Frame, pointer: str, wrong: list[FieldError], *, negated: bool
) -> Condition:
    match node:
        case FilterNot():
            return _node(node.part, fields, frame, f"{pointer}/not", wrong, negated=not negated)
        case FilterAll() | FilterAny():
            name = "all" if isinstance(node, FilterAll) else "any"
            parts = [
                _node(part, fields, frame, f"{pointer}/{name}/{index}", wrong, negated=negated)
                for index, part in enumerate(node.parts)
            ]
            every = (name == "all") != negated
            return and_(true(), *parts) if every else or_(false(), *parts)
        case _:
            found = _leaf(node, fields, frame, pointer, wrong)
            return not_(func.coalesce(found, false())) if negated else found


def _leaf(leaf: Leaf, fields: Fields, frame: Frame, pointer: str, wrong: list[FieldError]) -> Condition:
    spec = fields.get(leaf.field)
    if spec is None:
        wrong.append(_error(f"{pointer}/field", "unknown_field", f"there is no field {leaf.field!r}"))
        return true()
    if leaf.operator not in spec.operators:
        detail = f"{leaf.field} knows: {', '.join(spec.operators)}"
        wrong.append(_error(f"{pointer}/{leaf.operator}", "unfit_operator", detail))
        return true()
    try:
        value = _value(leaf, spec, frame)
    except BadValueError as error:
        wrong.append(_error(f"{pointer}/{leaf.operator}", "bad_value", f"expected {error}"))
        return true()
    if leaf.operator in spec.tests:
        return spec.tests[leaf.operator](frame.actor, value)
    return _BY_KIND.get(spec.kind, _scalar)(spec.expression(frame.actor), leaf.operator, value, frame)


def _value(leaf: Leaf, spec: FieldSpec, frame: Frame) -> Any:
    if leaf.operator in _PLAIN_VALUE:
        return leaf.value
    if leaf.operator in _LISTED or leaf.operator == "between":
        return [read_value(spec, one, frame) for one in leaf.value]
    return read_value(spec, leaf.value, frame)


# --- operators by kind -----------------------------------------------------------------------------------------------

_COMPARE: Mapping[str, Callable[[Any, Any], Condition]] = {
    "is": lambda column, value: column == value,
    "is_not": lambda column, value: column.is_distinct_from(value),
    "any_of": lambda column, value: column.in_(value),
    "none_of": lambda column, value: or_(column.is_(None), column.not_in(value)),
    "gt": lambda column, value: column > value,
    "gte": lambda column, value: column >= value,
    "lt": lambda column, value: column < value,
    "lte": lambda column, value: column <= value,
    "between": lambda column, value: and_(column >= value[0], column <= value[1]),
    "is_empty": lambda column, _: column.is_(None),
    "is_filled": lambda column, _: column.is_not(None),
}


def _scalar(column: Any, operator: str, value: Any, _: Frame) -> Condition:
    return _COMPARE[operator](column, value)


def _words(column: Any, operator: str, value: Any, _: Frame) -> Condition:
    match operator:
        case "contains":
            return func.strpos(func.lower(column), value.lower()) > 0
        case "starts_with":
            return func.lower(func.left(column, len(value))) == value.lower()
        case "is_empty":
            return func.coalesce(column, literal("")) == ""
        case "is_filled":
            return column != ""
        case _:
            return _COMPARE[operator](column, value)


def _list(column: Any, operator: str, value: Any, _: Frame) -> Condition:
    many = cast(value if isinstance(value, list) else [value], ARRAY(Text))
    match operator:
        case "contains" | "any_of":
            return column.bool_op("&&")(many)
        case "none_of":
            return not_(func.coalesce(column.bool_op("&&")(many), false()))
        case "is_empty":
            return func.coalesce(func.cardinality(column), 0) == 0
        case _:
            return func.cardinality(column) > 0


def _days(column: Any, operator: str, value: Any, frame: Frame) -> Condition:
    match operator:
        case "within_days":
            near = frame.today - timedelta(days=value)
            return column.between(*sorted((near, frame.today)))
        case "older_than_days":
            return column < frame.today - timedelta(days=value)
        case _:
            return _COMPARE[operator](column, value)


def _moments(column: Any, operator: str, value: Any, frame: Frame) -> Condition:
    match operator:
        case "within_days":
            near = frame.now - timedelta(days=value)
            return column.between(*sorted((near, frame.now)))
        case "older_than_days":
            return column < frame.now - timedelta(days=value)
        case "between":
            return and_(_moments(column, "gte", value[0], frame), _moments(column, "lte", value[1], frame))
        case _ if isinstance(value, date) and not isinstance(value, datetime):
            return _by_day(column, operator, value, frame)
        case _:
            return _COMPARE[operator](column, value)


def _by_day(column: Any, operator: str, day: date, frame: Frame) -> Condition:
    start, end = frame.start_of(day), frame.end_of(day)
    match operator:
        case "gt":
            return column >= end
        case "gte":
            return column >= start
        case "lt":
            return column < start
        case "lte":
            return column < end
        case _:
            return and_(column >= start, column < end)


def _truths(column: Any, _operator: str, value: Any, _: Frame) -> Condition:
    return column.is_(true()) if value else column.is_not(true())


_BY_KIND: Mapping[Kind, Callable[[Any, str, Any, Frame], Condition]] = {
    **dict.fromkeys(
        (Kind.TEXT, Kind.LONG_TEXT, Kind.PHONE, Kind.EMAIL, Kind.LINK, Kind.ADDRESS, Kind.CHOICE), _words
    ),
    Kind.MULTI_CHOICE: _list,
    Kind.DATE: _days,
    Kind.DATETIME: _moments,
    Kind.YES_NO: _truths,
}
