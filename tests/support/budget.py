"""Counting the SQL statements of a request: a budget notices the query in a loop before the users do."""

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from app.core.runtime import Runtime
from tests.support.servers import RunningApp

_WHO = re.compile(r"FROM (sessions|teams|users)\b")


@contextmanager
def statements(server: RunningApp) -> Iterator[list[str]]:
    """Collect what the served application sends to PostgreSQL until the end of the block.

    BEGIN and COMMIT don't count, nor what follows from a request after its answer, nor finding out who is logged in,
    who is remembered only for a second.
    """
    runtime: Runtime = server.app.state.runtime
    engine = runtime.db.engine.sync_engine
    sent: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, _p: Any, _context: Any, _many: Any) -> None:
        if asyncio.current_task() not in runtime._tasks and not _WHO.search(statement):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
