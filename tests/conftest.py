"""Fixtures for every test: real servers, a served application, a workspace of the test's own."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest

from app.core.runtime import Runtime
from app.domains.identity.service import setup
from app.registry import build_runtime
from tests.support.servers import RunningApp, Servers, serve, start_servers
from tests.support.workspaces import Workspace, make_workspace, password_hash

MakeWorkspace = Callable[..., Awaitable[Workspace]]


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """PostgreSQL and Valkey of this test process."""
    with start_servers() as running:
        yield running


@pytest.fixture(scope="session")
def server(servers: Servers) -> Iterator[RunningApp]:
    """The application, served over HTTP on a database that all tests of this process share."""
    with serve(servers.settings(servers.create_database())) as running:
        yield running


@pytest.fixture
async def runtime(server: RunningApp) -> AsyncIterator[Runtime]:
    """The test's own connections to the shared database."""
    runtime = build_runtime(server.settings)
    yield runtime
    await runtime.close()


@pytest.fixture
async def make(
    runtime: Runtime, server: RunningApp, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[MakeWorkspace]:
    """Make as many workspaces as the test needs."""
    made: list[Workspace] = []

    async def known_hash(_: str) -> str:
        return await password_hash()

    monkeypatch.setattr(setup, "hash_password", known_hash)

    async def make_one(**options: object) -> Workspace:
        made.append(await make_workspace(runtime, server, **options))  # type: ignore[arg-type]
        return made[-1]

    yield make_one
    for workspace in made:
        await workspace.close()


@pytest.fixture
async def workspace(make: MakeWorkspace) -> Workspace:
    """A workspace of the test's own."""
    return await make()
