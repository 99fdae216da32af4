"""The demo, loaded once by its own command into a database of these tests, and served."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

import httpx
import pytest

from app.core.config import ROOT, Settings
from app.demo.cast import PASSPHRASE
from tests.support.conformance import conforming
from tests.support.servers import RunningApp, Servers, serve


@dataclass(slots=True)
class Demo:
    """The served demo, and what its loading printed."""

    server: RunningApp
    loading: subprocess.CompletedProcess[str]
    _clients: dict[str, httpx.AsyncClient] = field(default_factory=dict)

    async def log_in(self, key: str) -> httpx.AsyncClient:
        """Return a client logged in, over HTTP, as one of the people."""
        client = httpx.AsyncClient(
            base_url=f"{self.server.url}/api/v1",
            headers={"Origin": self.server.url},
            timeout=30,
            event_hooks={"response": [conforming(self.server.app)]},
        )
        answer = await client.post(
            "/auth/login", json={"email": f"{key}@example.com", "password": PASSPHRASE}
        )
        assert answer.status_code == 200, answer.text
        self._clients[key] = client
        return client

    async def close(self) -> None:
        """Close every client."""
        for client in self._clients.values():
            await client.aclose()


def run_load(settings: Settings) -> subprocess.CompletedProcess[str]:
    """Run the command that `baton up` runs."""
    return run(settings, "app.demo.load")


def run(settings: Settings, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a module as a program, on this database."""
    environment = {
        **os.environ,
        "DATABASE_URL": settings.database_url,
        "DATABASE_OWNER_URL": settings.database_owner_url or "",
        "REDIS_URL": settings.redis_url,
        "BATON_SECRET_KEY": settings.secret_key.get_secret_value(),
        "BATON_DEMO": "true",
    }
    program = [sys.executable, "-m", *command]
    return subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="package")
def loaded(servers: Servers) -> Iterator[tuple[RunningApp, subprocess.CompletedProcess[str]]]:
    """The demo on a database of its own."""
    settings = servers.settings(servers.create_database(), demo=True)
    finished = run_load(settings)
    assert finished.returncode == 0, finished.stderr
    with serve(settings) as running:
        yield running, finished


@pytest.fixture
async def demo(loaded: tuple[RunningApp, subprocess.CompletedProcess[str]]) -> AsyncIterator[Demo]:
    """The demo, with clients of the test's own."""
    opened = Demo(*loaded)
    yield opened
    await opened.close()
