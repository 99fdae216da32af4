"""Transactions: the only place that begins and commits them.

One request or job is one transaction. Each begins with a literal `SET LOCAL app.workspace_id` (Citus propagates the
literal form only), sent in one round trip with BEGIN; hence the engine runs in AUTOCOMMIT and the transaction's
borders are written here by hand.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

if TYPE_CHECKING:
    from app.core.events import EventRecord
    from app.core.jobs import JobRecord

STATEMENT_TIMEOUT_MILLISECONDS = 15_000
LOCK_TIMEOUT_MILLISECONDS = 5_000
IDLE_IN_TRANSACTION_MILLISECONDS = 30_000


@dataclass(slots=True)
class Outbox:
    """What one transaction published: kept with the session, handed over after the commit."""

    workspace_id: UUID
    events: list["EventRecord"] = field(default_factory=list)
    jobs: list["JobRecord"] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Tell whether anything is waiting for the commit."""
        return bool(self.events or self.jobs)


def workspace_of(session: AsyncSession) -> UUID:
    """Return the workspace whose transaction this is; raises KeyError for a dispatcher's or directory's."""
    found: UUID = session.info["workspace_id"]
    return found


def outbox(session: AsyncSession) -> Outbox:
    """Return what this transaction has published so far."""
    found: Outbox = session.info["outbox"]
    return found


class Database:
    """The connection pool and the three kinds of transaction: write, read and dispatch."""

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        """Prepare the pool; nothing is opened yet."""
        self.engine = create_async_engine(
            url,
            pool_size=pool_size,
            max_overflow=pool_size,
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
    async def write(self, workspace_id: UUID) -> AsyncIterator[AsyncSession]:
        """Run one read-write transaction of a workspace; commits at the end, rolls back on any exception.

        What it published is handed to `after_commit` once it is durable.
        """
        begin = f"BEGIN; SET LOCAL app.workspace_id = '{UUID(str(workspace_id))}'"
        session = AsyncSession(self.engine, expire_on_commit=False)
        session.info["workspace_id"] = workspace_id
        session.info["outbox"] = waiting = Outbox(workspace_id)
        async with self._transaction(session, begin):
            yield session
        if waiting:
            self.after_commit(waiting)

    @asynccontextmanager
    async def read(self, workspace_id: UUID) -> AsyncIterator[AsyncSession]:
        """Run one transaction in which PostgreSQL refuses every write."""
        begin = f"BEGIN READ ONLY; SET LOCAL app.workspace_id = '{UUID(str(workspace_id))}'"
        session = AsyncSession(self.engine, autoflush=False)
        session.info["workspace_id"] = workspace_id
        async with self._transaction(session, begin):
            yield session

    @asynccontextmanager
    async def dispatch(self) -> AsyncIterator[AsyncSession]:
        """Run one transaction of the dispatcher, which sees the queues of all workspaces and nothing else."""
        session = AsyncSession(self.engine, expire_on_commit=False)
        async with self._transaction(session, "BEGIN; SET LOCAL ROLE baton_dispatcher"):
            yield session

    @asynccontextmanager
    async def directory(self) -> AsyncIterator[AsyncSession]:
        """Run one transaction on the directory tables (workspaces, log-in addresses), which belong to no tenant."""
        session = AsyncSession(self.engine, expire_on_commit=False)
        async with self._transaction(session, "BEGIN"):
            yield session

    @asynccontextmanager
    async def _transaction(self, session: AsyncSession, begin: str) -> AsyncIterator[None]:
        async with session:
            connection = await session.connection()
            driver: Any = (await connection.get_raw_connection()).driver_connection
            try:
                await driver.execute(begin)
                yield
                await session.flush()
                await driver.execute("COMMIT")
            except BaseException:
                try:
                    await driver.execute("ROLLBACK")
                except Exception:  # noqa: BLE001 - whatever broke the connection, it must not return to the pool
                    await connection.invalidate()
                raise
