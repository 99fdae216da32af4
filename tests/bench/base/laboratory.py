"""The place of measurement: Baton's processes and the bare application on a large base."""

import asyncio
import multiprocessing
import pickle
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg

from app.cli import programs
from app.core.auth import SESSION_COOKIE
from app.core.ids import uuid7
from app.domains.identity.models import User
from tests.bench.base.seed import Base, Place, fill
from tests.bench.laboratory import call, set_up
from tests.bench.load import Load, Plan, run_load
from tests.bench.machine import cpu_seconds_of_family
from tests.bench.seed import Seeded
from tests.support.bulk import load
from tests.support.http_client import Answer, build_request
from tests.support.stand import Process, Stand, WebProcess, free_port, python_module, start_stand

PEOPLE = 40


@dataclass(slots=True)
class BaseLaboratory:
    """Everything that a measurement needs."""

    stand: Stand
    base: Base
    token: str
    api: WebProcess
    bare: WebProcess
    worker: Process
    _generator: ProcessPoolExecutor

    def load(self, plan: Plan) -> Load:
        """Send what a plan says."""
        return self._generator.submit(run_load, plan).result()

    def request(self, method: str, path: str, json: Any = None, **more: str) -> bytes:
        """Return a request to Baton, with more headers if need be."""
        headers = {"Cookie": f"{SESSION_COOKIE}={self.token}", **more}
        return build_request(method, f"/api/v1{path}", headers=headers, json=json)

    def call(self, method: str, path: str, json: Any = None, **more: Any) -> Answer:
        """Do one request as the administrator."""
        return call(self.stand.port, method, path, json, self.token, **more)

    def floor(self, name: str, *arguments: str) -> bytes:
        """Return a request to the bare application, about the measured workspace."""
        given = [str(self.base.place.workspace_id), *arguments]
        return build_request("POST", f"/{name}", json={"arguments": given})

    def processor_seconds(self) -> tuple[float, float]:
        """Return the processor time so far: of the worker, and of PostgreSQL."""
        return cpu_seconds_of_family(self.worker.pid), cpu_seconds_of_family(self.stand.postgres.pid or 0)

    def superuser_dsn(self) -> str:
        """Return the address with which everything may be read."""
        return _superuser_dsn(self.stand)


def _superuser_dsn(stand: Stand) -> str:
    return stand.postgres.superuser_dsn().replace("+asyncpg", "")


async def _people(dsn: str, workspace_id: UUID, role_id: UUID) -> list[UUID]:
    ids = [uuid7() for _ in range(PEOPLE)]
    rows = [
        {"workspace_id": workspace_id, "id": one, "name": f"Person {number}", "role_id": role_id}
        | {"email": f"person-{number}@example.com", "password_hash": "none"}
        for number, one in enumerate(ids)
    ]
    connection = await asyncpg.connect(dsn)
    try:
        await load(connection, User, rows)
    finally:
        await connection.close()
    return ids


def _place(stand: Stand, seeded: Seeded) -> Place:
    def post(path: str, json: Any) -> Any:
        return call(stand.port, "POST", path, json, seeded.admin_token).json()

    roles = call(stand.port, "GET", "/roles", None, seeded.admin_token).json()["items"]
    manager = next(UUID(role["id"]) for role in roles if role["key"] == "manager")
    people = asyncio.run(_people(stand.owner_dsn(), seeded.workspace_id, manager))
    group = post("/field-groups", {"subject_type": "client", "name": "Site"})["id"]
    fields = [
        post("/fields", {"group_id": group, "name": name, "kind": kind})["id"]
        for name, kind in (("District", "text"), ("Area", "number"))
    ]
    connection = post("/telephony/connections", {"name": "Telephony", "provider": "generic"})
    stages = [stage.id for stage in seeded.stages]
    return Place(
        seeded.workspace_id, seeded.pipeline_id, stages[0], stages[3], UUID(connection["id"]), people, *fields
    )


def _filled(stand: Stand, rows: int, home: Path | None) -> tuple[Base, str]:
    kept = home / "base.pickle" if home else None
    if kept and kept.exists():
        known: tuple[Base, str] = pickle.loads(kept.read_bytes())  # noqa: S301 - our own file
        return known
    seeded = set_up(stand.port)
    place, began = _place(stand, seeded), time.monotonic()
    base = asyncio.run(fill(_superuser_dsn(stand), place, rows))
    base.seconds = time.monotonic() - began
    if kept:
        kept.write_bytes(pickle.dumps((base, seeded.admin_token)))
    return base, seeded.admin_token


@contextmanager
def open_base(rows: int, home: Path | None = None) -> Iterator[BaseLaboratory]:
    """Start everything and load the base; at the end everything is stopped, and removed unless a `home` keeps it."""
    with start_stand(home=home) as stand:
        api = stand.api()
        api.start_and_wait()
        base, token = _filled(stand, rows, home)
        bare = _bare(stand)
        bare.start_and_wait()
        worker, scheduler = stand.worker(programs.bulk()[-1]), stand.scheduler()
        worker.start()
        scheduler.start()
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(max_workers=1, mp_context=context) as generator:
            yield BaseLaboratory(stand, base, token, api, bare, worker, generator)


def _bare(stand: Stand) -> WebProcess:
    port = free_port()
    command = [
        *python_module("uvicorn", "tests.bench.base.bare:app", "--host", "127.0.0.1", "--port", str(port)),
        *("--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning"),
    ]
    return stand.web("bare", command, port, "/live", BARE_DSN=stand.owner_dsn())
