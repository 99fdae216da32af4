"""The place of measurement: Baton's processes, the bare application, the load generator, the filled workspace."""

import asyncio
import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from app.core.auth import SESSION_COOKIE
from tests.bench.load import Load, Plan, run_load
from tests.bench.machine import named
from tests.bench.seed import PIPELINE, Seeded, Stage, fill
from tests.support.http_client import Answer, HttpConnection, build_request
from tests.support.stand import Process, Stand, WebProcess, free_port, python_module, start_stand

Given = TypeVar("Given")
Found = TypeVar("Found")
PASSWORD = "a long enough passphrase"


@dataclass(slots=True)
class Laboratory:
    """Everything that a measurement needs."""

    stand: Stand
    seeded: Seeded
    api: WebProcess
    workers: Process
    bare: WebProcess
    _generator: ProcessPoolExecutor

    @property
    def worker(self) -> int:
        """Return the process of the worker of what people wait for, as it is now."""
        return named(self.workers.pid, "baton-worker")

    def generate(self, work: Callable[[Given], Found], given: Given) -> Found:
        """Run a function in the load generator's process."""
        return self._generator.submit(work, given).result()

    def load(self, plan: Plan) -> Load:
        """Send what a plan says."""
        return self.generate(run_load, plan)

    def call(self, method: str, path: str, json: Any = None, **headers: str) -> Answer:
        """Do one request as the administrator."""
        return call(self.api.port, method, path, json, self.seeded.admin_token, **headers)


def call(port: int, method: str, path: str, json: Any, token: str | None, **headers: str) -> Answer:
    """Do one request; raises RuntimeError for an answer that isn't good."""
    cookie = {"Cookie": f"{SESSION_COOKIE}={token}"} if token else {}
    raw = build_request(method, f"/api/v1{path}", headers={**cookie, **headers}, json=json)

    async def do() -> Answer:
        connection = await HttpConnection.connect(port)
        try:
            return await connection.request(raw)
        finally:
            connection.close()

    answer = asyncio.run(do())
    if answer.status >= 300:
        raise RuntimeError(f"{method} {path} answered {answer.status}: {answer.body[:500].decode()}")
    return answer


def set_up(port: int) -> Seeded:
    """Set a fresh installation up as its first person does: the workspace, and a pipeline with a contract."""
    wizard = {
        "workspace_name": "Anor Mebel",
        "name": "Administrator",
        "email": "admin@example.com",
        "password": PASSWORD,
        "locale": "en",
        "time_zone": "Asia/Tashkent",
        "currency": "UZS",
        "phone_region": "UZ",
    }
    answer = call(port, "POST", "/setup", wizard, None)
    me = answer.json()
    cookie = answer.header("set-cookie") or ""
    token = cookie.split("=", 1)[1].split(";", 1)[0]
    pipeline = call(port, "POST", "/pipelines", PIPELINE, token).json()
    stages = [
        Stage(UUID(stage["id"]), [item["id"] for item in stage["checklist"]]) for stage in pipeline["stages"]
    ]
    return Seeded(UUID(me["workspace"]["id"]), token, UUID(me["user"]["id"]), UUID(pipeline["id"]), stages)


async def _fill(stand: Stand, seeded: Seeded, rows: int) -> None:
    token = seeded.admin_token
    listed = await asyncio.to_thread(call, stand.port, "GET", "/roles", None, token)
    roles = {role["key"]: UUID(role["id"]) for role in listed.json()["items"]}
    await fill(stand.owner_dsn(), seeded, roles, rows)


@contextmanager
def open_laboratory(rows: int) -> Iterator[Laboratory]:
    """Start everything and fill a workspace; at the end everything is stopped and removed."""
    with start_stand() as stand:
        api = stand.api()
        api.start_and_wait()
        seeded = set_up(stand.port)
        asyncio.run(_fill(stand, seeded, rows))
        workers = stand.workers("tests.support.marking_workers")
        workers.start()
        bare = _bare(stand, seeded)
        bare.start_and_wait()
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(max_workers=1, mp_context=context) as generator:
            yield Laboratory(stand, seeded, api, workers, bare, generator)


def _bare(stand: Stand, seeded: Seeded) -> WebProcess:
    port = free_port()
    command = [
        *python_module("uvicorn", "tests.bench.bare:app", "--host", "127.0.0.1", "--port", str(port)),
        *("--loop", "uvloop", "--http", "httptools", "--ws", "websockets-sansio"),
        *("--ws-per-message-deflate", "false", "--no-access-log", "--log-level", "warning"),
    ]
    more = {"BARE_DSN": stand.owner_dsn(), "BARE_WORKSPACE": str(seeded.workspace_id)}
    return stand.web("bare", command, port, "/live", **more)
