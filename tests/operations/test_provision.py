"""`baton provision`: a bare PostgreSQL of the administrator becomes one that Baton can migrate."""

from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from app.cli import provision
from app.cli.errors import CannotStartError
from app.core.embedded import PostgresServer, Role, start_postgres
from tests.operations.support import query


@pytest.fixture
def server(place: Path, free_port: int) -> Iterator[PostgresServer]:
    settings = {"shared_buffers": "16MB", "listen_addresses": "127.0.0.1", "port": str(free_port)}
    running = start_postgres(place / "postgres", settings=settings, fsync=False)
    yield running
    running.stop()
