"""Jobs that leave a mark in a table of the tests: it tells how often, and when, a job took effect."""

import asyncio
import time
from typing import Any

import asyncpg
from sqlalchemy import bindparam, column, insert, table

from app.core.jobs import JobContext, job
from app.core.prepared import Prepared

MARK, MARK_SLOWLY = "test.mark", "test.mark_slowly"
_TABLE = """
    CREATE TABLE test_marks (label text NOT NULL, attempt int NOT NULL, started_at float8 NOT NULL);
    GRANT SELECT, INSERT ON test_marks TO baton_app
"""
_MARKS = table("test_marks", column("label"), column("attempt"), column("started_at"))
_INSERT = Prepared(
    lambda: insert(_MARKS).values({name: bindparam(name) for name in ("label", "attempt", "started_at")})
)


async def create_table(owner_dsn: str) -> None:
    """Create the table in a migrated database."""
    connection = await asyncpg.connect(owner_dsn)
    await connection.execute(_TABLE)
    await connection.close()


async def _leave_mark(context: JobContext, label: str, started_at: float) -> None:
    values = {"label": label, "attempt": context.attempt, "started_at": started_at}
    await _INSERT.rows(context.session, values)


@job(MARK)
async def mark(context: JobContext, args: dict[str, Any]) -> None:
    """Leave a mark with the moment at which the job began."""
    await _leave_mark(context, args["label"], time.time())


@job(MARK_SLOWLY)
async def mark_slowly(context: JobContext, args: dict[str, Any]) -> None:
    """Leave a mark, then take long over it in the first attempt: time enough to kill the worker."""
    await _leave_mark(context, args["label"], time.time())
    if context.attempt == 1:
        await asyncio.sleep(args["seconds"])
