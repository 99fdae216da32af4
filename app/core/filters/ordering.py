"""Sorting by up to three keys, and paging through it: NULLs last in either direction, the id makes the order total."""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from pydantic_core import from_json
from sqlalchemy import ColumnElement, Select, and_, literal, or_, tuple_

from app.core.auth import Actor
from app.core.errors import FieldError, InvalidRequestError
from app.core.filters.fields import Fields, FieldSpec, Kind

MAX_KEYS = 3
Condition = ColumnElement[bool]


def _refuse(pointer: str, code: str, detail: str) -> InvalidRequestError:
    return InvalidRequestError(detail, errors=[FieldError(pointer=pointer, code=code, detail=detail)])


@dataclass(frozen=True, slots=True, eq=False)
class _Key:
    """One key of an order."""

    name: str
    spec: FieldSpec
    column: Any
    descending: bool

    @property
    def sorted_by(self) -> Any:
        """Return the term of ORDER BY; of a column without NULLs the default is said, so that an index serves both."""
        if not self.descending:
            return self.column.asc()
        return self.column.desc().nulls_last() if self.spec.nullable else self.column.desc()

    def equals(self, value: Any) -> Condition:
        """Return what stands at the same place."""
        found: Condition = self.column.is_(None) if value is None else self.column == self.bound(value)
        return found

    def beyond(self, value: Any) -> Condition | None:
        """Return what comes after a value, or None when nothing does."""
        if value is None:
            return None
        bound = self.bound(value)
        after: Condition = self.column < bound if self.descending else self.column > bound
        return or_(after, self.column.is_(None)) if self.spec.nullable else after

    def bound(self, value: Any) -> Any:
        """Return a value as a parameter of the column's type."""
        return literal(value, self.column.type)


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """A total order over records."""

    keys: Sequence[_Key]
    row_id: Any

    @property
    def _names(self) -> list[str]:
        return [key.name for key in self.keys]

    @property
    def _descending(self) -> bool:
        return self.keys[-1].descending

    def applied(self, statement: Select[Any]) -> Select[Any]:
        """Return the selection in this order, with what the cursor needs."""
        tie = self.row_id.desc() if self._descending else self.row_id.asc()
        values = [key.column.label(f"_sort_{index}") for index, key in enumerate(self.keys)]
        return statement.add_columns(*values).order_by(*(key.sorted_by for key in self.keys), tie)

    def after(self, cursor: str) -> Condition:
        """Return what comes after a cursor; raises `InvalidRequestError` for a foreign one."""
        values, last = self._decoded(cursor)
        last_id = literal(last, self.row_id.type)
        if len(self.keys) == 1 and not self.keys[0].spec.nullable:
            # One comparison of rows, so that PostgreSQL goes to the place in the index instead of reading up to it.
            row, place = (
                tuple_(self.keys[0].column, self.row_id),
                tuple_(self.keys[0].bound(values[0]), last_id),
            )
            return row < place if self._descending else row > place
        same: list[Condition] = []
        found: list[Condition] = []
        for key, value in zip(self.keys, values, strict=True):
            beyond = key.beyond(value)
            if beyond is not None:
                found.append(and_(*same, beyond))
            same.append(key.equals(value))
        by_id: Condition = self.row_id < last_id if self._descending else self.row_id > last_id
        return or_(*found, and_(*same, by_id))

    def cut(self, rows: list[dict[str, Any]], limit: int) -> tuple[list[dict[str, Any]], str | None]:
        """Return the page, of which one row too many was read, and the next page's cursor."""
        following = None
        if len(rows) > limit:
            rows = rows[:limit]
            following = self._encoded(rows[-1])
        for row in rows:
            for index in range(len(self.keys)):
                del row[f"_sort_{index}"]
        return rows, following

    def _encoded(self, row: dict[str, Any]) -> str:
        values = [_plain(row[f"_sort_{index}"]) for index in range(len(self.keys))]
        text = json.dumps([self._names, values, str(row["id"])], ensure_ascii=False)
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    def _decoded(self, cursor: str) -> tuple[list[Any], UUID]:
        try:
            names, values, row_id = from_json(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
            if names != self._names:
                raise _refuse("/cursor", "foreign_cursor", "the cursor belongs to another sort order")
            read = [_read(value, key.spec.kind) for key, value in zip(self.keys, values, strict=True)]
            return read, UUID(str(row_id))
        except (ValueError, TypeError, AttributeError, InvalidOperation) as error:
            raise _refuse("/cursor", "bad_cursor", "the cursor is not one of ours") from error


def order_of(
    sort: Sequence[str],
    fields: Fields,
    actor: Actor,
    row_id: Any,
    *,
    group_by: str | None = None,
    pointer: str = "",
) -> Order:
    """Return the order by these keys (`-` before a name: descending), the group's first.

    Raises:
        InvalidRequestError: a field that isn't there, can't be sorted by, or comes twice.
    """
    keys: list[_Key] = []
    if group_by is not None:
        spec = fields.get(group_by)
        if spec is None or not spec.groupable:
            raise _refuse(
                f"{pointer}/group_by", "unknown_group", f"group by one of: {_known(fields, 'groupable')}"
            )
        if group_by not in {name.removeprefix("-") for name in sort}:
            keys.append(_Key(group_by, spec, spec.expression(actor), descending=False))
        else:
            sort = sorted(sort, key=lambda name: name.removeprefix("-") != group_by)
    for index, text in enumerate(sort):
        name = text.removeprefix("-")
        spec = fields.get(name)
        if spec is None or not spec.may_sort or name in {key.name.removeprefix("-") for key in keys}:
            raise _refuse(
                f"{pointer}/sort/{index}", "unknown_sort", f"sort by one of: {_known(fields, 'may_sort')}"
            )
        column = (spec.sort or spec.expression)(actor)
        keys.append(_Key(text, spec, column, descending=text.startswith("-")))
    return Order(keys, row_id)


def _known(fields: Fields, what: str) -> str:
    return ", ".join(sorted(name for name, spec in fields.items() if getattr(spec, what)))


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return value if value is None or isinstance(value, (bool, int)) else str(value)


def _number(value: Any) -> Decimal:
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError(value)
    return number


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError(value)
    return moment


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\x00" in value:
        raise ValueError(value)
    return value


_READERS: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.DATE: date.fromisoformat,
    Kind.DATETIME: _moment,
    Kind.YES_NO: bool,
    Kind.PERSON: UUID,
}


def _read(value: Any, kind: Kind) -> Any:
    reader: Callable[[Any], Any] = _READERS.get(kind, _text)
    return None if value is None else reader(value)
