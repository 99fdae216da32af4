"""Filter trees: what PostgreSQL answers is what a plain reading of the tree answers."""

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlalchemy import Column, Date, DateTime, MetaData, Numeric, Table, Text, Uuid, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import ARRAY

from app.core import filters
from app.core.auth import system_actor
from app.core.errors import InvalidRequestError
from app.core.filters import FieldSpec, Frame, Kind
from app.core.ids import uuid7
from tests.support.servers import Servers

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ZONE = "Asia/Tashkent"
FRAME = Frame(system_actor(uuid7()), NOW, ZONE)
PEOPLE = [UUID(int=number) for number in range(1, 4)]
THINGS = Table(
    "things",
    MetaData(),
    Column("n", Numeric, primary_key=True),
    Column("words", Text),
    Column("amount", Numeric),
    Column("day", Date),
    Column("moment", DateTime(timezone=True)),
    Column("tags", ARRAY(Text)),
    Column("owner", Uuid),
)
KINDS = {
    "words": Kind.TEXT,
    "amount": Kind.NUMBER,
    "day": Kind.DATE,
    "moment": Kind.DATETIME,
    "tags": Kind.MULTI_CHOICE,
    "owner": Kind.PERSON,
}


def reading(name: str) -> Any:
    return lambda _: THINGS.c[name]


FIELDS = {name: FieldSpec(name, kind, reading(name)) for name, kind in KINDS.items()} | {
    "is_rich": FieldSpec("is_rich", Kind.YES_NO, lambda _: THINGS.c.amount > 100)
}
WORDS = ["", "Анна", "анна", "Anna Bold", "ნინო", "100%", "a_b", "Ғуломов"]
DAYS = st.integers(-40, 40).map(lambda n: NOW.date() + timedelta(days=n))
MOMENTS = st.integers(-40 * 24, 40 * 24).map(lambda n: NOW + timedelta(hours=n))
AMOUNTS = st.integers(-3, 300)
TAGS = st.lists(st.sampled_from(["vip", "new", "Отель"]), max_size=3, unique=True)


def rows() -> st.SearchStrategy[list[dict[str, Any]]]:
    row = st.fixed_dictionaries(
        {
            "words": st.none() | st.sampled_from(WORDS),
            "amount": st.none() | AMOUNTS.map(Decimal),
            "day": st.none() | DAYS,
            "moment": st.none() | MOMENTS,
            "tags": st.none() | TAGS,
            "owner": st.none() | st.sampled_from(PEOPLE),
        }
    )
    return st.lists(row, min_size=1, max_size=8)


VALUES: Mapping[str, st.SearchStrategy[Any]] = {
    "words": st.sampled_from([*WORDS, "ann", "АН", "%", "_"]),
    "amount": AMOUNTS,
    "day": DAYS.map(str),
    "moment": MOMENTS.map(str) | DAYS.map(str),
    "tags": st.sampled_from(["vip", "new", "Отель", "none"]),
    "owner": st.sampled_from(PEOPLE).map(str),
    "is_rich": st.booleans(),
}


@st.composite
def leaf(draw: st.DrawFn) -> dict[str, Any]:
    name = draw(st.sampled_from(list(FIELDS)))
    operator = draw(st.sampled_from(FIELDS[name].operators))
    value = {
        "is_empty": st.just(True),
        "is_filled": st.just(True),
        "within_days": st.integers(-30, 30),
        "older_than_days": st.integers(0, 30),
        "between": st.lists(VALUES[name], min_size=2, max_size=2),
        "any_of": st.lists(VALUES[name], min_size=1, max_size=3),
        "none_of": st.lists(VALUES[name], min_size=1, max_size=3),
    }.get(operator, VALUES[name])
    return {"field": name, operator: draw(value)}


TREES = st.recursive(
    leaf(),
    lambda parts: (
        st.lists(parts, max_size=3).map(lambda found: {"all": found})
        | st.lists(parts, max_size=3).map(lambda found: {"any": found})
        | parts.map(lambda found: {"not": found})
    ),
    max_leaves=6,
)


def read(tree: Any, row: dict[str, Any]) -> bool:
    """Read a tree in memory, which the contracts of stages do."""
    is_rich = row["amount"] is not None and row["amount"] > 100
    return filters.holds(tree, KINDS | {"is_rich": Kind.YES_NO}, {**row, "is_rich": is_rich}, FRAME)


@pytest.fixture
async def connection(servers: Servers) -> AsyncIterator[Any]:
    found = await asyncpg.connect(servers.postgres.superuser_dsn("postgres").replace("+asyncpg", ""))
    await found.execute(
        "CREATE TEMP TABLE things (n int, words text, amount numeric, day date, moment timestamptz, "
        "tags text[], owner uuid)"
    )
    yield found
    await found.close()


async def answer(connection: Any, tree: Any) -> list[int]:
    condition = filters.compiled(tree, FIELDS, FRAME)
    statement = select(THINGS.c.n).where(condition).order_by(THINGS.c.n)
    dialect: Any = postgresql.asyncpg.dialect()  # type: ignore[no-untyped-call]
    compiled = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    values = [compiled.params[name] for name in compiled.positiontup or []]
    return [row["n"] for row in await connection.fetch(str(compiled), *values)]


@settings(
    max_examples=80,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(things=rows(), trees=st.lists(TREES, min_size=1, max_size=4))
async def test_the_database_answers_what_a_plain_reading_answers(
    connection: Any, things: list[dict[str, Any]], trees: list[Any]
) -> None:
    await connection.execute("TRUNCATE things")
    await connection.copy_records_to_table(
        "things",
        records=[(n, *(row[name] for name in KINDS)) for n, row in enumerate(things)],
        columns=["n", *KINDS],
    )
    for raw in trees:
        tree = filters.read(raw)
        assert filters.dump(tree) == raw
        wanted = [n for n, row in enumerate(things) if read(tree, row)]
        assert await answer(connection, tree) == wanted, raw


def refusals(raw: Any) -> set[tuple[str, str]]:
    with pytest.raises(InvalidRequestError) as caught:
        filters.compiled(filters.read(raw), FIELDS, FRAME)
    return {(error.pointer, error.code) for error in caught.value.errors}


def test_everything_wrong_is_told_at_once_with_its_place() -> None:
    raw = {
        "all": [
            {"field": "nothing", "is": 1},
            {"not": {"field": "amount", "contains": "1"}},
            {"any": [{"field": "amount", "is": "x"}, {"field": "day", "gt": "yesterday"}]},
            {"field": "owner", "any_of": ["me"]},
            {"field": "moment", "is": "2026-11-20T09:00:00"},
            {"field": "amount", "lt": 10**16},
        ]
    }
    assert refusals(raw) == {
        ("/filter/all/0/field", "unknown_field"),
        ("/filter/all/1/not/contains", "unfit_operator"),
        ("/filter/all/2/any/0/is", "bad_value"),
        ("/filter/all/2/any/1/gt", "bad_value"),
        ("/filter/all/3/any_of", "bad_value"),
        ("/filter/all/4/is", "bad_value"),
        ("/filter/all/5/lt", "bad_value"),
    }


def test_trees_are_bounded() -> None:
    one = {"field": "words", "is": "x"}
    assert refusals({"any": [{"all": [one] * 26}, {"all": [one] * 26}]}) == {
        ("/filter", "too_many_conditions")
    }
    deep: Any = one
    for _ in range(5):
        deep = {"not": deep}
    assert refusals(deep) == {("/filter", "too_deep")}
    for _ in range(2000):
        deep = {"not": deep}
    with pytest.raises(ValidationError):
        filters.read(deep)


@pytest.mark.parametrize(
    "raw",
    [
        5,
        {},
        {"field": "words"},
        {"field": "words", "is": None},
        {"field": "words", "is": {"$ne": 1}},
        {"field": "words", "is": "a\x00b"},
        {"field": "words", "is": "x", "contains": "x"},
        {"all": [{"field": "words", "is_empty": False}]},
        {"field": "amount", "is": float("nan")},
        {"field": "day", "within_days": 10**9},
    ],
)
def test_what_is_no_tree_is_refused(raw: Any) -> None:
    with pytest.raises(ValidationError):
        filters.read(raw)
