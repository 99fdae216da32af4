"""Hot statements: built and compiled once, they then run on the driver itself.

Building, hashing and wrapping a statement costs several times what PostgreSQL needs to answer it. What lists, lookups,
cards and the queue ask for all the time is therefore prepared: written in SQLAlchemy as everything else, with named
parameters, compiled when first used for each shape it takes.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect, bindparam
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

MOST_SHAPES = 500
"""Shapes come from closed lists of filters, orders and scopes, so this is never reached; it only bounds the memory."""


class _Compiled:
    """A statement in the driver's language."""

    def __init__(self, statement: ClauseElement, session: AsyncSession) -> None:
        dialect = session.info["engine"].dialect
        compiled = statement.compile(dialect=dialect)
        assert isinstance(compiled, SQLCompiler)  # noqa: S101 - narrows the type SQLAlchemy declares
        self.sql = str(compiled)
        self._given = compiled.params
        names = compiled.positiontup or []
        self._parameters = [
            (name, _type(compiled.binds[name], dialect).bind_processor(dialect)) for name in names
        ]

    def arguments(self, values: Mapping[str, Any]) -> list[Any]:
        """Return the parameters in the driver's order."""
        found = []
        for name, process in self._parameters:
            value = values[name] if name in values else self._given[name]
            found.append(process(value) if process is not None else value)
        return found


def _type(element: Any, dialect: Dialect) -> TypeEngine[Any]:
    found: TypeEngine[Any] = element.type.dialect_impl(dialect)
    return found


def _announce(session: AsyncSession, sql: str, arguments: list[Any]) -> None:
    """Tell those who listen to the engine, as tests do that count statements."""
    session.info["engine"].dispatch.before_cursor_execute(None, None, sql, arguments, None, False)


class Prepared:
    """A family of statements, one per shape; `build` makes the statement of a shape, with named parameters."""

    def __init__(self, build: Callable[..., ClauseElement]) -> None:
        """Remember how it is built; nothing is compiled yet."""
        self._build = build
        self._compiled: dict[Hashable, _Compiled] = {}

    async def rows(
        self, session: AsyncSession, values: Mapping[str, Any], *shape: Hashable
    ) -> list[dict[str, Any]]:
        """Return the rows (of a change those it returns) by the names of their columns, which must differ.

        Args:
            session: any transaction of `Database`; what a writing one has changed is flushed first.
            values: the named parameters; more may be given than are used.
            shape: what `build` is called with; from closed lists only, never from a request's own text.
        """
        compiled = await self._ready(session, shape)
        arguments = compiled.arguments(values)
        _announce(session, compiled.sql, arguments)
        # The driver gives Python's own values, JSON included: nothing is left to be read.
        return [dict(record) for record in await session.info["driver"].fetch(compiled.sql, *arguments)]

    async def many(
        self, session: AsyncSession, values: Sequence[Mapping[str, Any]], *shape: Hashable
    ) -> list[dict[str, Any]]:
        """Run the statement once for each set of values, in one round trip; returns the rows of all."""
        compiled = await self._ready(session, shape)
        arguments = [compiled.arguments(one) for one in values]
        _announce(session, compiled.sql, arguments)
        return [dict(row) for row in await session.info["driver"].fetchmany(compiled.sql, arguments)]

    async def _ready(self, session: AsyncSession, shape: tuple[Hashable, ...]) -> _Compiled:
        compiled = self._compiled.get(shape)
        if compiled is None:
            if len(self._compiled) >= MOST_SHAPES:
                self._compiled.clear()
            compiled = self._compiled[shape] = _Compiled(self._build(*shape), session)
        if "outbox" in session.info:
            await session.flush()
        return compiled

    async def one(
        self, session: AsyncSession, values: Mapping[str, Any], *shape: Hashable
    ) -> dict[str, Any] | None:
        """Return the only row there can be, or None."""
        rows = await self.rows(session, values, *shape)
        return rows[0] if rows else None

    async def recalled(
        self, session: AsyncSession, values: Mapping[str, Any], *shape: Hashable
    ) -> dict[str, Any] | None:
        """Return as `one`, asking once per transaction: for the many who read one record to tell of its events."""
        known: dict[Hashable, dict[str, Any] | None] = session.info.setdefault("recalled", {})
        question = (self, shape, *values.values())
        if question not in known:
            known[question] = await self.one(session, values, *shape)
        return known[question]


def insertion(model: type[Any]) -> Insert:
    """Return the statement that inserts one row, every column given by its name."""
    columns = model.__table__.columns
    parameters = {column.key: bindparam(column.key, type_=column.type) for column in columns}
    return insert(model.__table__).values(parameters)
