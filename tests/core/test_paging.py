"""Cursors: ours come back as they were, others are refused, and a page is read from its place in the index."""

import base64
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import ClauseElement, literal, select
from sqlalchemy.dialects import postgresql

from app.core import paging
from app.core.errors import InvalidRequestError
from app.core.events import EventRecord
from app.core.ids import uuid7
from app.domains.identity.models import Session

VALUES = st.one_of(
    st.none(),
    st.datetimes(timezones=st.just(UTC)),
    st.dates(),
    st.decimals(allow_nan=False, allow_infinity=False, places=2),
    st.integers(),
    st.uuids(),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")),
)


@given(VALUES, st.uuids())
def test_a_cursor_comes_back_as_it_was(value: Any, row_id: UUID) -> None:
    kind = type(value) if value is not None else str
    cursor = paging.cursor_after("-at", value, row_id)
    assert paging._decode(cursor, "-at", kind) == (value, row_id)


def cursor(*parts: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()


ID = "01a200d4-8948-72b9-a192-a72f7bbb5f58"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", str),
        ("é", str),
        ("AAAA", str),
        (cursor("-at"), str),
        (cursor("-at", "x", ID, 1), str),
        (cursor("at", "x", ID), str),
        (cursor("-at", "x", 1), str),
        (cursor("-at", "x", None), str),
        (cursor("-at", "x\x00", ID), str),
        (cursor("-at", 5, ID), str),
        (cursor("-at", "2026-01-01T00:00:00", ID), datetime),
        (cursor("-at", "yesterday", ID), datetime),
        (cursor("-at", ["x"], ID), datetime),
        (cursor("-at", "2026-13-01", ID), date),
        (cursor("-at", "1,5", ID), Decimal),
        (cursor("-at", [1], ID), Decimal),
        (cursor("-at", "NaN", ID), Decimal),
        (cursor("-at", "x", ID), UUID),
        (cursor("-at", "x", ID), int),
        (base64.urlsafe_b64encode(b"[" * 3000).decode(), str),
    ],
)
def test_what_is_no_cursor_of_ours_is_refused(text: str, kind: type) -> None:
    with pytest.raises(InvalidRequestError):
        paging._decode(text, "-at", kind)


def sql(condition: ClauseElement) -> str:
    return str(condition.compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]


def test_a_page_is_read_from_its_place_in_the_index() -> None:
    """A condition of OR would be read through from the beginning, and `NULLS LAST` would need a sort."""
    moment, row_id = datetime.now(UTC), uuid7()
    last = (literal(moment), literal(row_id))
    created = paging._Order("-at", datetime, EventRecord.created_at, EventRecord.id, descending=True)
    after = created.after(*last, is_null=False)
    assert sql(after).startswith("(events.created_at, events.id) < (")
    assert " OR " not in sql(after)
    assert "ORDER BY events.created_at DESC, events.id DESC" in sql(created.applied(select(EventRecord.id)))
    nullable = paging._Order("-at", datetime, Session.revoked_at, Session.id, descending=True)
    assert "sessions.revoked_at DESC NULLS LAST" in sql(nullable.applied(select(Session.id)))
    assert "IS NULL" in sql(nullable.after(*last, is_null=False))
