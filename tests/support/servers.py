"""The real servers that tests run on: one PostgreSQL and one Valkey per xdist worker, schema from the migrations."""

import asyncio
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import uvicorn
from alembic import command
from alembic.config import Config
from fastapi import FastAPI
from pydantic import SecretStr

from app.core.config import ROOT, Settings
from app.core.embedded import PostgresServer, Role, ValkeyServer, connect, start_postgres, start_valkey
from app.main import create_app
from app.platform.realtime.protocol import SocketProtocol

SECRET = "a secret key that only tests use, long enough"
# Durability is proved elsewhere (tests/faults): here the disk is not waited for.
FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_connections": "60"}


@dataclass(slots=True)
class Servers:
    """Running servers and their migrated template database."""

    home: Path
    postgres: PostgresServer
    valkey: ValkeyServer
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def create_database(self) -> str:
        """Clone the migrated template; returns the new database's name."""
        name = f"baton_{next(self._numbers)}"
        run_alone(_clone(self.postgres.superuser_dsn("postgres"), name))
        return name

    def settings(self, database: str, redis_number: int = 0, **more: Any) -> Settings:
        """Return the settings of an application on one database."""
        return Settings(
            database_url=self.postgres.dsn(Role.APP, database),
            database_owner_url=self.postgres.dsn(Role.OWNER, database),
            redis_url=self.valkey.dsn(redis_number),
            secret_key=SecretStr(SECRET),
            pool_size=8,
            **{"var_dir": self.home / "var", **more},
        )


def run_alone(work: object) -> None:
    """Run a coroutine on a loop of its own thread, whatever loop the caller is on."""
    failures: list[BaseException] = []

    def target() -> None:
        try:
            asyncio.run(work)  # type: ignore[arg-type]
        except BaseException as error:  # noqa: BLE001 - handed to the caller below
            failures.append(error)

    thread = threading.Thread(target=target)
    thread.start()
    thread.join()
    if failures:
        raise failures[0]


async def _clone(superuser_dsn: str, name: str) -> None:
    connection = await connect(superuser_dsn)
    await connection.execute(f"CREATE DATABASE {name} TEMPLATE baton OWNER baton_owner STRATEGY file_copy")
    await connection.close()


def migrate(owner_url: str) -> None:
    """Bring a database's schema to the newest version."""
    config = Config(str(ROOT / "alembic.ini"))
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.set_main_option("sqlalchemy.url", owner_url.replace("%", "%%"))
    thread = threading.Thread(target=command.upgrade, args=(config, "head"))
    thread.start()
    thread.join()


@contextmanager
def start_servers() -> Iterator[Servers]:
    """Start both servers in a temporary directory and migrate the template."""
    home = Path(tempfile.mkdtemp(prefix="baton-test-"))
    home.chmod(0o755)
    postgres = start_postgres(home / "postgres", settings=FAST)
    valkey = start_valkey(home / "valkey")
    try:
        migrate(postgres.dsn(Role.OWNER))
        yield Servers(home, postgres, valkey)
    finally:
        valkey.stop()
        postgres.stop()
        shutil.rmtree(home, ignore_errors=True)


@dataclass(slots=True)
class RunningApp:
    """An application served over real HTTP on a port of its own."""

    app: FastAPI
    settings: Settings
    url: str

    @property
    def socket_url(self) -> str:
        """Return the address of its WebSocket."""
        return f"{self.url.replace('http', 'ws', 1)}/api/v1/ws"


@contextmanager
def serve(settings: Settings) -> Iterator[RunningApp]:
    """Serve an application in a thread with its own event loop, until the end of the block."""
    app = create_app(settings)
    config = uvicorn.Config(
        app,
        host="127.0.0.1",
        port=0,
        log_config=None,
        ws=SocketProtocol,
        ws_per_message_deflate=False,
        lifespan="on",
        loop="asyncio",
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            message = "the application did not start"
            raise RuntimeError(message)
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield RunningApp(app, settings, f"http://127.0.0.1:{port}")
    finally:
        server.should_exit = True
        thread.join(15)
