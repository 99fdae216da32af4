"""Nothing outlives its supervisor, a service that dies comes back, and everything stops in order."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from redis import Redis

from app.core import supervisor
from app.core.embedded import EmbeddedServerError, FileLock
from app.core.supervisor import Program, Supervisor, Watched
from tests.operations.support import is_alive, query, wait_until

pytestmark = pytest.mark.slow

LAUNCHER = Path(__file__).with_name("launch.py")


def _launch(
    started: Callable[..., subprocess.Popen[str]], home: Path
) -> tuple[subprocess.Popen[str], list[str]]:
    process = started(LAUNCHER, home)
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.count(" ") == 3, line + process.stdout.read()
    return process, line.split()


def test_servers_stop_when_their_supervisor_is_killed_and_come_back_whole(
    place: Path, started: Callable[..., subprocess.Popen[str]]
) -> None:
    process, (postgres_pid, valkey_pid, dsn, redis_dsn) = _launch(started, place)
    query(dsn, "CREATE TABLE kept AS SELECT 42 AS answer")
    with Redis.from_url(redis_dsn) as client:
        client.set("kept", "42")
    process.kill()
    # At once, without waiting for the former servers to end: the launcher must.
    process, (new_postgres_pid, new_valkey_pid, dsn, redis_dsn) = _launch(started, place)
    assert {new_postgres_pid, new_valkey_pid}.isdisjoint({postgres_pid, valkey_pid})
    assert not is_alive(int(postgres_pid))
    assert not is_alive(int(valkey_pid))
    assert query(dsn, "SELECT answer FROM kept") == 42
    with Redis.from_url(redis_dsn) as client:
        assert client.get("kept") == b"42"
    process.kill()
    pids = int(new_postgres_pid), int(new_valkey_pid)
    wait_until(lambda: not any(is_alive(pid) for pid in pids), seconds=10, what="both servers are gone")


class _Service:
    """A service that notes what is done to it."""

    def __init__(self, name: str, journal: list[str]) -> None:
        self.name, self.journal, self.alive = name, journal, False

    def start(self) -> None:
        self.journal.append(f"start {self.name}")
        self.alive = True

    def stop(self) -> None:
        self.journal.append(f"stop {self.name}")
        self.alive = False

    def is_running(self) -> bool:
        return self.alive


def test_services_stop_in_their_order_whatever_order_they_were_started_in() -> None:
    journal: list[str] = []
    services = Supervisor(("api", "worker", "valkey", "postgres"))
    for name in ("postgres", "api", "valkey"):
        services.add(name, _Service(name, journal))
    services.stop()
    assert journal[3:] == ["stop api", "stop valkey", "stop postgres"]


def test_pauses_between_restarts_grow_and_are_forgotten_after_a_healthy_life() -> None:
    now = 1000.0
    service = _Service("api", [])
    watched = Watched("api", service, clock=lambda: now)
    watched.start()
    pauses = []
    for life in (0.1, 0.1, 0.1, supervisor.HEALTHY_SECONDS + 1):
        now += life
        service.alive = False
        died = now
        while not service.alive:
            watched.tend()
            now += 0.1
        pauses.append(now - died)
    assert pauses == pytest.approx([0.5, 1, 2, 0.5], abs=0.25)
    assert watched.deaths == 4


def test_a_restart_that_fails_is_tried_again() -> None:
    now = 1000.0
    service = _Service("PostgreSQL", [])
    watched = Watched("PostgreSQL", service, clock=lambda: now)
    watched.start()
    service.alive = False
    refusals = 0

    def refuse() -> None:
        nonlocal refusals
        refusals += 1
        raise EmbeddedServerError("still held")

    working, service.start = service.start, refuse  # type: ignore[method-assign]  # the fault of this test
    for _ in range(100):
        watched.tend()
        now += 0.1
    assert refusals >= 2
    service.start = working  # type: ignore[method-assign]  # mended
    for _ in range(400):
        watched.tend()
        now += 0.1
    assert service.alive


def test_a_program_holds_the_lock_until_it_is_gone_and_is_restarted_when_killed(place: Path) -> None:
    lock = FileLock(place / "processes.lock")
    assert lock.acquire()
    sleeper = Program(
        [sys.executable, "-c", "import time; time.sleep(60)"], os.environ, lock=lock, stop_seconds=5
    )
    services = Supervisor(("the sleeper",))
    watched = services.add("the sleeper", sleeper)
    assert sleeper.pid is not None
    os.kill(sleeper.pid, signal.SIGKILL)
    wait_until(lambda: not sleeper.is_running(), seconds=5, what="the death is noticed")
    services.tend()
    time.sleep(0.6)
    services.tend()
    assert sleeper.is_running()
    assert watched.deaths == 1

    lock.release()
    assert not FileLock(lock.path).acquire(), "the program inherited the lock"
    services.stop()
    assert FileLock(lock.path).acquire()
