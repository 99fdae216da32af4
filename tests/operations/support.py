"""Helpers for tests that start real servers and processes."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.core.embedded import PostgresServer, connect, start_postgres


def small_postgres(home: Path) -> PostgresServer:
    """Start a PostgreSQL that takes little memory and does not wait for the disk."""
    return start_postgres(home, settings={"shared_buffers": "16MB", "max_connections": "20"}, fsync=False)


def query(dsn: str, sql: str, *arguments: object) -> Any:
    """Return the single value of a query."""

    async def ask() -> Any:
        connection = await connect(dsn)
        try:
            return await connection.fetchval(sql, *arguments)
        finally:
            await connection.close()

    return asyncio.run(ask())


def wait_until(condition: Callable[[], bool], *, seconds: float, what: str) -> None:
    """Wait for a condition, failing with `what` after `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    """Return whether a process lives; an unreaped dead one does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
