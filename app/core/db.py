"""Transactions: the only place that begins and commits them.

One request or job is one transaction. Each begins with a literal `SET LOCAL app.workspace_id` (Citus propagates the
literal form only), sent in one round trip with BEGIN; hence the engine runs in AUTOCOMMIT and the transaction's
borders are written here by hand.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self, cast
from uuid import UUID

import asyncpg
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import PoolProxiedConnection
from sqlalchemy.util import greenlet_spawn

from app.core.prepared import Prepared

if TYPE_CHECKING:
    from app.core.events import EventRecord
    from app.core.jobs import JobRecord

STATEMENT_TIMEOUT_MILLISECONDS = 15_000
LOCK_TIMEOUT_MILLISECONDS = 5_000
IDLE_IN_TRANSACTION_MILLISECONDS = 30_000
ONE_PLAN = "; SET LOCAL plan_cache_mode = force_generic_plan"
UNFLUSHED = "; SET LOCAL synchronous_commit = off"
LOST = (
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.OperatorInterventionError,
    OSError,
)
"""What the driver raises when the server has cut a connection off; the third while it still reads the farewell."""


@dataclass(slots=True)
class Outbox:
    """What one transaction published: kept with the session, handed over after the commit."""

    workspace_id: UUID
    events: list["EventRecord"] = field(default_factory=list)
    jobs: list["JobRecord"] = field(default_factory=list)
    frames: list[Any] = field(default_factory=list)
    """What open screens are told besides: no event, so nobody repeats a lost one."""
    rows: dict[Prepared, list[Mapping[str, Any]]] = field(default_factory=dict)
    """What is written last, just before the commit: each statement with the rows it inserts."""

    def write_last(self, statement: Prepared, row: Mapping[str, Any]) -> None:
        """Have a row inserted that nothing in this transaction reads: all of a kind in one round trip."""
        self.rows.setdefault(statement, []).append(row)

    def __bool__(self) -> bool:
        """Tell whether anything is waiting for the commit."""
        return bool(self.events or self.jobs or self.frames)


def workspace_of(session: AsyncSession) -> UUID:
    """Return the workspace whose transaction this is; raises KeyError for a dispatcher's or directory's."""
    found: UUID = session.info["workspace_id"]
    return found


def outbox(session: AsyncSession) -> Outbox:
    """Return what this transaction has published so far."""
    found: Outbox = session.info["outbox"]
    return found


def leave_to_relay(session: AsyncSession) -> None:
    """Have the relay tell of what was published so far: a person's own news is not to wait behind thousands of frames."""
    outbox(session).events.clear()


async def write_out(session: AsyncSession) -> None:
    """Write what was kept for the end: by itself just before the commit, earlier where the rest of a transaction reads it."""
    rows = outbox(session).rows
    while rows:
        statement = next(iter(rows))
        await statement.many(session, rows.pop(statement))


class _Transaction:
    """One transaction on a pooled connection, its borders written by hand; a broken connection is not used again.

    Sessions cost more than most queries, so one is made only when somebody asks for it.
    """

    def __init__(self, engine: AsyncEngine, begin: str) -> None:
        """Say how it begins."""
        self._engine = engine
        self._begin = begin
        self._pooled: PoolProxiedConnection
        self._session: AsyncSession | None = None
        self.driver: Any = None
        """asyncpg's connection."""

    def info(self, **known: Any) -> dict[Any, Any]:
        """Return what the session knows of where it works."""
        return {**known, "driver": self.driver, "engine": self._engine.sync_engine}

    def session(self, info: dict[Any, Any], **options: Any) -> AsyncSession:
        """Return the session of this transaction, made with the first call."""
        if self._session is None:
            connection = Connection(self._engine.sync_engine, self._pooled)
            bind = AsyncConnection(self._engine, connection)
            self._session = AsyncSession(bind, info=info, expire_on_commit=False, **options)
        return self._session

    async def flush(self) -> None:
        """Send what the session has not sent yet."""
        if self._session is not None:
            await self._session.flush()

    async def __aenter__(self) -> Self:
        """Take a connection and begin. Those that a restart of PostgreSQL has cut off are passed over."""
        while True:
            self._pooled = await greenlet_spawn(self._engine.sync_engine.raw_connection)
            self.driver = self._pooled.driver_connection
            was_used = self._pooled.info.setdefault("used", False)
            self._pooled.info["used"] = True
            try:
                await self.driver.execute(self._begin)
            except BaseException as error:
                await self._drop()
                if was_used and isinstance(error, LOST):
                    continue
                raise
            return self

    async def __aexit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Commit, or roll back after an exception."""
        if error is not None:
            await self._roll_back()
            return
        try:
            await self.flush()
        except BaseException:
            await self._roll_back()
            raise
        await self._end("COMMIT")

    async def _roll_back(self) -> None:
        with suppress(Exception):
            await self._end("ROLLBACK")

    async def _end(self, how: str) -> None:
        try:
            await self.driver.execute(how)
        except BaseException:
            await self._drop()
            raise
        await self._leave()

    async def _drop(self) -> None:
        """Break the connection off: whatever state it is in, it must not return to the pool."""
        self.driver.terminate()
        self._pooled.invalidate(soft=True)
        await self._leave()

    async def _leave(self) -> None:
        if self._session is not None:
            await self._session.close()
        await greenlet_spawn(self._pooled.close)


class _LazySession:
    """What a transaction's user is given: a session that comes into being when more is asked of it than the driver."""

    def __init__(self, transaction: _Transaction, info: dict[Any, Any], *, writes: bool) -> None:
        self._transaction = transaction
        self._writes = writes
        self.info = info

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transaction.session(self.info, autoflush=self._writes), name)

    async def flush(self) -> None:
        """Send what waits to be written, if anything can wait."""
        await self._transaction.flush()


class Database:
    """The connection pool and the three kinds of transaction: write, read and dispatch."""

    def __init__(self, url: str, *, pool_size: int = 20) -> None:
        """Prepare the pool; nothing is opened yet."""
        self.engine = create_async_engine(
            url,
            pool_size=pool_size,
            max_overflow=0,
            # The connection used last has its statements planned: it is taken first.
            pool_use_lifo=True,
            pool_timeout=10,
            isolation_level="AUTOCOMMIT",
            connect_args={
                "prepared_statement_cache_size": 500,
                "server_settings": {
                    "application_name": "baton",
                    "timezone": "UTC",
                    "statement_timeout": str(STATEMENT_TIMEOUT_MILLISECONDS),
                    "lock_timeout": str(LOCK_TIMEOUT_MILLISECONDS),
                    "idle_in_transaction_session_timeout": str(IDLE_IN_TRANSACTION_MILLISECONDS),
                },
            },
        )
        self.after_commit: Callable[[Outbox], None] = lambda _: None

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()

    @asynccontextmanager
    async def write(
        self, workspace_id: UUID, *, by_key: bool = False, may_be_lost: bool = False
    ) -> AsyncIterator[AsyncSession]:
        """Run one read-write transaction of a workspace; commits at the end, rolls back on any exception.

        What it published is handed to `after_commit` once it is durable.

        Args:
            workspace_id: where it works.
            by_key: all of its statements find their rows by keys: whatever the values, one plan is right, and each is
                planned once in a connection.
            may_be_lost: a crash of PostgreSQL within the next moments may undo it: nobody was told of it, and all
                would be as if it had never begun. It doesn't wait for the disk.
        """
        begin = f"BEGIN; SET LOCAL app.workspace_id = '{UUID(str(workspace_id))}'"
        begin += (ONE_PLAN if by_key else "") + (UNFLUSHED if may_be_lost else "")
        waiting = Outbox(workspace_id)
        async with _Transaction(self.engine, begin) as transaction:
            info = transaction.info(workspace_id=workspace_id, outbox=waiting)
            session = cast("AsyncSession", _LazySession(transaction, info, writes=True))
            yield session
            await write_out(session)
        if waiting:
            self.after_commit(waiting)

    @asynccontextmanager
    async def read(self, workspace_id: UUID, *, by_key: bool = False) -> AsyncIterator[AsyncSession]:
        """Run one transaction in which PostgreSQL refuses every write; `by_key` as for `write`."""
        begin = f"BEGIN READ ONLY; SET LOCAL app.workspace_id = '{UUID(str(workspace_id))}'"
        begin += ONE_PLAN if by_key else ""
        async with _Transaction(self.engine, begin) as transaction:
            info = transaction.info(workspace_id=workspace_id)
            yield cast("AsyncSession", _LazySession(transaction, info, writes=False))

    @asynccontextmanager
    async def dispatch(self, *, may_be_lost: bool = False) -> AsyncIterator[AsyncSession]:
        """Run one transaction of the dispatcher, which sees the queues of all workspaces and nothing else.

        `may_be_lost` as for `write`.
        """
        begin = "BEGIN; SET LOCAL ROLE baton_dispatcher" + (UNFLUSHED if may_be_lost else "")
        async with _Transaction(self.engine, begin) as transaction:
            yield cast("AsyncSession", _LazySession(transaction, transaction.info(), writes=False))

    @asynccontextmanager
    async def directory(self) -> AsyncIterator[AsyncSession]:
        """Run one transaction on the directory tables (workspaces, log-in addresses), which belong to no tenant."""
        async with _Transaction(self.engine, "BEGIN") as transaction:
            yield transaction.session({})
