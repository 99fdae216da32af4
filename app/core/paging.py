"""Keyset paging over closed lists of sortable columns; names never become SQL text."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from fastapi.responses import Response
from pydantic_core import from_json, to_json
from sqlalchemy import ColumnElement, Select, and_, literal, or_, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import FieldError, InvalidRequestError

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


def _after(column: Any, row_id: Any, value: Any, last_id: UUID, *, descending: bool) -> ColumnElement[bool]:
    """Return what comes after the last row; NULLs come last in either direction."""
    if not _may_be_null(column):
        # One comparison of rows, so that PostgreSQL goes to the place in the index instead of reading up to it.
        row, last = tuple_(column, row_id), tuple_(literal(value, column.type), literal(last_id, row_id.type))
        return row < last if descending else row > last
    beyond_id: ColumnElement[bool] = row_id < last_id if descending else row_id > last_id
    if value is None:
        return and_(column.is_(None), beyond_id)
    beyond: ColumnElement[bool] = column < value if descending else column > value
    return or_(beyond, and_(column == value, beyond_id), column.is_(None))


def _order(column: Any, *, descending: bool) -> Any:
    if not descending:
        return column.asc()
    # Said of a column without NULLs it would only keep PostgreSQL from reading the index backwards.
    return column.desc().nulls_last() if _may_be_null(column) else column.desc()


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
    sort = page.sort or default
    descending, name = sort.startswith("-"), sort.removeprefix("-")
    if name not in sorts:
        detail = f"sort by one of: {', '.join(sorted(sorts))}"
        raise _refuse("/query/sort", "unknown_sort", detail)
    key = sorts[name]
    if page.cursor:
        value, last_id = _decode(page.cursor, sort, key.kind)
        statement = statement.where(_after(key.column, row_id, value, last_id, descending=descending))
    order = _order(key.column, descending=descending)
    tie = row_id.desc() if descending else row_id.asc()
    statement = statement.add_columns(key.column.label("_sort")).order_by(order, tie).limit(page.limit + 1)
    rows = [dict(row) for row in (await session.execute(statement)).mappings()]
    following = None
    if len(rows) > page.limit:
        rows = rows[: page.limit]
        following = cursor_after(sort, rows[-1]["_sort"], rows[-1]["id"])
    for row in rows:
        del row["_sort"]
    return rows, following


def page_response(rows: Sequence[Mapping[str, Any]], next_cursor: str | None) -> Response:
    """Return a page as JSON, written by pydantic-core straight from the rows.

    The route declares the same shape as its response model; tests check each answer against the document.
    """
    return Response(to_json({"items": rows, "next_cursor": next_cursor}), media_type="application/json")
