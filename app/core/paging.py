"""Keyset paging over closed lists of sortable columns; names never become SQL text."""

import base64
import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import Query
from fastapi.responses import Response
from pydantic_core import from_json, to_json
from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, literal, or_, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import FieldError, InvalidRequestError
from app.core.prepared import Prepared

MAX_LIMIT = 500

Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT)]
Cursor = Annotated[str | None, Query(max_length=1000)]
Sort = Annotated[
    str | None, Query(max_length=60, description="A column, with '-' before it for descending order")
]


@dataclass(frozen=True, slots=True)
class SortKey:
    """A column one may sort by, and the type of its values.

    Where the column can be NULL, such rows come last in either direction. The index that serves a descending order
    of it must say `DESC NULLS LAST`; for other columns a plain one is read either way.
    """

    column: Any
    kind: type


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page is asked for."""

    limit: int
    cursor: str | None
    sort: str | None


async def paging(limit: Limit = 50, cursor: Cursor = None, sort: Sort = None) -> Paging:
    """Read the paging parameters of a list."""
    return Paging(limit, cursor, sort)


def _refuse(pointer: str, code: str, detail: str) -> InvalidRequestError:
    return InvalidRequestError(detail, errors=[FieldError(pointer=pointer, code=code, detail=detail)])


def _decode(cursor: str, sort: str, kind: type) -> tuple[Any, UUID]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        order, value, row_id = from_json(base64.urlsafe_b64decode(padded))
        if order != sort:
            raise _refuse("/query/cursor", "foreign_cursor", "the cursor belongs to another sort order")
        return _read(value, kind), UUID(str(row_id))
    except (ValueError, TypeError, ArithmeticError) as error:
        raise _refuse("/query/cursor", "bad_cursor", "the cursor is not one of ours") from error


def _read(value: Any, kind: type) -> Any:
    if value is None:
        return None
    if kind is datetime:
        return _aware(datetime.fromisoformat(value))
    if kind is date:
        return date.fromisoformat(value)
    if kind is str and "\x00" in value:
        raise ValueError(value)
    if kind is Decimal:
        return _finite(Decimal(value))
    return kind(value)


def _finite(number: Decimal) -> Decimal:
    if not number.is_finite():
        raise ValueError(number)
    return number


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(moment)
    return moment


def cursor_after(sort: str, value: Any, row_id: UUID) -> str:
    """Return the cursor of what follows a row: its value in the sort column, and its id."""
    plain = value if value is None or isinstance(value, int) else str(value)
    if isinstance(value, (datetime, date)):
        plain = value.isoformat()
    text = json.dumps([sort, plain, str(row_id)], ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _may_be_null(column: Any) -> bool:
    return bool(getattr(column, "nullable", True))


@dataclass(frozen=True, slots=True, eq=False)
class _Order:
    """A total order over a list: by a column, then by the id. NULLs come last in either direction."""

    sort: str
    kind: type
    column: Any
    row_id: Any
    descending: bool

    @classmethod
    def of(cls, sort: str, sorts: Mapping[str, SortKey], row_id: Any) -> Self:
        """Return the order asked for; raises `InvalidRequestError` for one that isn't on the list."""
        name = sort.removeprefix("-")
        if name not in sorts:
            raise _refuse("/query/sort", "unknown_sort", f"sort by one of: {', '.join(sorted(sorts))}")
        return cls(sort, sorts[name].kind, sorts[name].column, row_id, sort.startswith("-"))

    def decoded(self, cursor: str) -> tuple[Any, UUID]:
        """Return where a cursor stands; raises `InvalidRequestError` for a foreign one."""
        return _decode(cursor, self.sort, self.kind)

    def after(self, value: Any, last_id: Any, *, is_null: bool) -> ColumnElement[bool]:
        """Return what comes after the last row."""
        column, row_id = self.column, self.row_id
        if not _may_be_null(column):
            # One comparison of rows, so that PostgreSQL goes to the place in the index instead of reading up to it.
            row, last = tuple_(column, row_id), tuple_(value, last_id)
            return row < last if self.descending else row > last
        beyond_id: ColumnElement[bool] = row_id < last_id if self.descending else row_id > last_id
        if is_null:
            return and_(column.is_(None), beyond_id)
        beyond: ColumnElement[bool] = column < value if self.descending else column > value
        return or_(beyond, and_(column == value, beyond_id), column.is_(None))

    def applied(self, statement: Select[Any]) -> Select[Any]:
        """Return the selection in this order, with what the cursor needs."""
        column, row_id = self.column, self.row_id
        sorted_by = column.asc()
        if self.descending:
            # Said of a column without NULLs it would only keep PostgreSQL from reading the index backwards.
            sorted_by = column.desc().nulls_last() if _may_be_null(column) else column.desc()
        tie = row_id.desc() if self.descending else row_id.asc()
        return statement.add_columns(column.label("_sort")).order_by(sorted_by, tie)

    def cut(self, rows: list[dict[str, Any]], limit: int) -> tuple[list[dict[str, Any]], str | None]:
        """Return the page, of which one row too many was read, and the next page's cursor."""
        following = None
        if len(rows) > limit:
            rows = rows[:limit]
            following = cursor_after(self.sort, rows[-1]["_sort"], rows[-1]["id"])
        for row in rows:
            del row["_sort"]
        return rows, following


async def fetch_page(
    session: AsyncSession,
    statement: Select[Any],
    page: Paging,
    *,
    sorts: Mapping[str, SortKey],
    default: str,
    row_id: Any,
) -> tuple[list[dict[str, Any]], str | None]:
    """Return one page of rows as dictionaries, and the next page's cursor.

    Args:
        session: where to read.
        statement: the filtered selection of columns; must contain `id`.
        page: limit, cursor and order.
        sorts: the closed list of orders: name to column.
        default: the order when none is asked for, for example `-created_at`.
        row_id: the column that makes the order total.

    Raises:
        InvalidRequestError: an unknown order or a foreign cursor.
    """
    order = _Order.of(page.sort or default, sorts, row_id)
    if page.cursor:
        value, last_id = order.decoded(page.cursor)
        last = (literal(value, order.column.type), literal(last_id, row_id.type))
        statement = statement.where(order.after(*last, is_null=value is None))
    limited = order.applied(statement).limit(page.limit + 1)
    return order.cut([dict(row) for row in (await session.execute(limited)).mappings()], page.limit)


class PreparedPage:
    """A list that is read every second: prepared once per shape, order, and kind of cursor (see `Prepared`)."""

    def __init__(
        self,
        build: Callable[..., Select[Any]],
        *,
        sorts: Mapping[str, SortKey],
        default: str,
        row_id: Any,
    ) -> None:
        """Take what `fetch_page` takes; `build` makes the filtered selection of a shape."""
        self._build = build
        self._sorts = sorts
        self._default = default
        self._row_id = row_id
        self._prepared = Prepared(self._statement)

    def _order(self, sort: str | None) -> _Order:
        return _Order.of(sort or self._default, self._sorts, self._row_id)

    def _statement(self, sort: str, after: str, *shape: Hashable) -> Select[Any]:
        order, statement = self._order(sort), self._build(*shape)
        if after != "nothing":
            last = (
                bindparam("cursor_value", type_=order.column.type),
                bindparam("cursor_id", type_=self._row_id.type),
            )
            statement = statement.where(order.after(*last, is_null=after == "null"))
        return order.applied(statement).limit(bindparam("page_limit", type_=Integer()))

    async def fetch(
        self, session: AsyncSession, page: Paging, values: Mapping[str, Any], *shape: Hashable
    ) -> tuple[list[dict[str, Any]], str | None]:
        """Return one page of rows, and the next page's cursor; raises as `fetch_page`."""
        order = self._order(page.sort)
        given = {**values, "page_limit": page.limit + 1}
        after = "nothing"
        if page.cursor:
            given["cursor_value"], given["cursor_id"] = order.decoded(page.cursor)
            after = "null" if given["cursor_value"] is None else "value"
        return order.cut(await self._prepared.rows(session, given, order.sort, after, *shape), page.limit)


def page_response(rows: Sequence[Mapping[str, Any]], next_cursor: str | None) -> Response:
    """Return a page as JSON, written by pydantic-core straight from the rows.

    The route declares the same shape as its response model; tests check each answer against the document.
    """
    return Response(to_json({"items": rows, "next_cursor": next_cursor}), media_type="application/json")
