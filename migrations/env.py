"""Runs the migrations as the owner, one transaction each, never waiting long for a lock."""

import asyncio
import os

from alembic import context
from sqlalchemy import Connection, pool, text
from sqlalchemy.ext.asyncio import create_async_engine

from app import registry
from app.core.orm import Base
from migrations.partitions import ensure_partitions

LOCK_TIMEOUT = "2s"
ONE_AT_A_TIME = 7_246_001
"""An advisory lock, so that two processes starting together don't migrate at once."""

registry.register()


def _include(name: str | None, kind: str, _: object) -> bool:
    """Leave the monthly partitions out of comparisons: they are made by `ensure_partitions`."""
    return not (kind == "table" and name is not None and name.startswith("events_"))


def _run(connection: Connection) -> None:
    connection.execute(text(f"SELECT pg_advisory_lock({ONE_AT_A_TIME})"))
    connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        transaction_per_migration=True,
        compare_type=True,
        compare_server_default=True,
        include_name=_include,
    )
    with context.begin_transaction():
        context.run_migrations()
        if connection.execute(text("SELECT to_regclass('events')")).scalar() is not None:
            ensure_partitions(connection)
    connection.execute(text(f"SELECT pg_advisory_unlock({ONE_AT_A_TIME})"))
    connection.commit()


async def _run_online() -> None:
    url = context.config.get_main_option("sqlalchemy.url") or os.environ["DATABASE_OWNER_URL"]
    engine = create_async_engine(url, poolclass=pool.NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(_run)
    await engine.dispose()


existing = context.config.attributes.get("connection")
if existing is not None:
    _run(existing)
else:
    asyncio.run(_run_online())
