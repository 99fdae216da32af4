"""`baton provision`: a bare PostgreSQL of the administrator becomes one that Baton can migrate."""

from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from app.cli import provision
from app.cli.errors import CannotStartError
from app.core.embedded import PostgresServer, Role, start_postgres
from tests.operations.support import query

pytestmark = pytest.mark.slow


@pytest.fixture
def server(place: Path, free_port: int) -> Iterator[PostgresServer]:
    settings = {"shared_buffers": "16MB", "listen_addresses": "127.0.0.1", "port": str(free_port)}
    running = start_postgres(place / "postgres", settings=settings, fsync=False)
    yield running
    running.stop()


@pytest.fixture
def addresses(server: PostgresServer, free_port: int) -> dict[str, str]:
    """Return the addresses of a server that has nothing of Baton's yet, reached over TCP with passwords."""
    for statement in (
        "DROP DATABASE baton",
        "DROP ROLE baton_app",
        "DROP ROLE baton_owner",
        "DROP ROLE baton_dispatcher",
    ):
        query(server.superuser_dsn("postgres"), statement)
    return {
        "DATABASE_ADMIN_URL": server.superuser_dsn("postgres"),
        "DATABASE_OWNER_URL": f"postgresql+asyncpg://baton_owner:o%27wner@127.0.0.1:{free_port}/baton",
        "DATABASE_URL": f"postgresql+asyncpg://baton_app:app@127.0.0.1:{free_port}/baton",
    }


def test_a_bare_server_is_prepared_and_a_second_run_changes_passwords(addresses: dict[str, str]) -> None:
    assert provision.run(addresses) == 0
    assert query(addresses["DATABASE_OWNER_URL"], "CREATE TABLE mine ()") is None
    assert query(addresses["DATABASE_URL"], "SELECT similarity('Иван', 'иван')") == 1
    changed = {**addresses, "DATABASE_URL": addresses["DATABASE_URL"].replace(":app@", ":new@")}
    assert provision.run(changed) == 0
    assert query(changed["DATABASE_URL"], "SELECT current_user") == Role.APP
    with pytest.raises(asyncpg.InvalidPasswordError):
        query(addresses["DATABASE_URL"], "SELECT 1")


def test_addresses_that_would_defeat_row_level_security_are_refused(addresses: dict[str, str]) -> None:
    with pytest.raises(CannotStartError, match="DATABASE_URL must log in as baton_app"):
        provision.run({**addresses, "DATABASE_URL": addresses["DATABASE_OWNER_URL"]})
    with pytest.raises(CannotStartError, match="DATABASE_ADMIN_URL is not set"):
        provision.run({})
