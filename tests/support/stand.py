"""The whole of Baton as real processes on durable servers, as an installation runs it: for benchmarks and faults."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.cli import programs
from app.core.config import ROOT, Settings
from app.core.embedded import PostgresServer, Role, ValkeyServer, spawn, start_postgres, start_valkey, stop

SECRET = "a secret key that only tests use, long enough"
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
HTTP_OK = 200
_START_SECONDS = 60
_POLL_SECONDS = 0.005


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def python_module(name: str, *arguments: str) -> list[str]:
    """Return the command that runs a module."""
    return [sys.executable, "-m", name, *arguments]


class Process:
    """One program: started, killed and started again; what it writes is kept in a file."""

    def __init__(self, name: str, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        """Remember how it is started; it doesn't run yet."""
        self.name = name
        self.log = log
        self._command = command
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Return the number of the running process; raises RuntimeError when there is none."""
        if self._process is None:
            raise RuntimeError(f"{self.name} does not run")
        return self._process.pid

    def is_running(self) -> bool:
        """Tell whether it lives."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start it; doesn't wait until it serves."""
        with self.log.open("ab") as output:
            self._process = spawn(
                self._command,
                death_signal=signal.SIGKILL,
                environment=self._environment,
                directory=ROOT,
                output=output,
                errors=output,
            )

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        if self._process is not None:
            self._process.send_signal(number)

    def kill(self) -> None:
        """End it without warning (SIGKILL)."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def wait(self, seconds: float) -> int:
        """Wait until it has ended by itself; returns its exit code. Raises `subprocess.TimeoutExpired`."""
        assert self._process is not None
        return self._process.wait(seconds)

    def stop(self, seconds: float = 30) -> bool:
        """Ask it to end, and kill it after some seconds; tells whether it ended by itself."""
        if self._process is None:
            return True
        self._process.send_signal(signal.SIGCONT)
        left = stop(self._process, signal.SIGTERM, seconds=seconds)
        self._process = None
        return left

    def last_words(self, lines: int = 25) -> str:
        """Return the end of what it wrote."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


class WebProcess(Process):
    """A program that serves HTTP on a port of its own."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        environment: Mapping[str, str],
        log: Path,
        *,
        port: int,
        ready: str,
    ) -> None:
        """Remember the port, and the path that answers 200 once it serves."""
        super().__init__(name, command, environment, log)
        self.port = port
        self._ready = ready

    @property
    def url(self) -> str:
        """Return its address."""
        return f"http://127.0.0.1:{self.port}"

    def start_and_wait(self) -> float:
        """Start it and wait for the first good answer; returns the seconds that took."""
        began = time.perf_counter()
        self.start()
        while not self._answers():
            if not self.is_running() or time.perf_counter() - began > _START_SECONDS:
                raise RuntimeError(f"{self.name} did not start:\n{self.last_words()}")
            time.sleep(_POLL_SECONDS)
        return time.perf_counter() - began

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.url + self._ready, timeout=2) as answer:  # noqa: S310 - always http
                return bool(answer.status == HTTP_OK)
        except (urllib.error.URLError, OSError):
            return False


@dataclass(slots=True)
class Stand:
    """Running servers, and the programs that work on them."""

    home: Path
    postgres: PostgresServer
    valkey: ValkeyServer
    port: int = field(default_factory=free_port)
    processes: list[Process] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment of Baton's programs."""
        return {
            **os.environ,
            "DATABASE_URL": self.postgres.dsn(Role.APP),
            "DATABASE_OWNER_URL": self.postgres.dsn(Role.OWNER),
            "REDIS_URL": self.valkey.dsn(),
            "BATON_SECRET_KEY": SECRET,
            "BATON_PUBLIC_URL": f"http://127.0.0.1:{self.port}",
            "BATON_VAR_DIR": str(self.home / "var"),
        }

    @property
    def settings(self) -> Settings:
        """Return the settings of a runtime in this process."""
        values = self.environment
        return Settings.model_validate(
            {
                "database_url": values["DATABASE_URL"],
                "database_owner_url": values["DATABASE_OWNER_URL"],
                "redis_url": values["REDIS_URL"],
                "secret_key": SECRET,
                "public_url": values["BATON_PUBLIC_URL"],
            }
        )

    def owner_dsn(self) -> str:
        """Return the address for asyncpg with which everything may be read and loaded."""
        return self.postgres.dsn(Role.OWNER).replace("+asyncpg", "")

    def api(self) -> WebProcess:
        """Return the API, not started yet."""
        return self._web("api", programs.serve("127.0.0.1", self.port), self.environment, self.port, "/ready")

    def worker(self, module: str = "workers.interactive") -> Process:
        """Return a worker, not started yet."""
        return self._process("worker", python_module(module))

    def workers(self, module: str = "workers") -> Process:
        """Return the workers and the scheduler in one tree of processes, not started yet."""
        return self._process("workers", python_module(module))

    def scheduler(self) -> Process:
        """Return a scheduler, not started yet."""
        return self._process("scheduler", programs.scheduler())

    def web(self, name: str, command: Sequence[str], port: int, ready: str, **more: str) -> WebProcess:
        """Return another web program, not started yet."""
        return self._web(name, command, {**self.environment, **more}, port, ready)

    def _web(
        self, name: str, command: Sequence[str], environment: Mapping[str, str], port: int, ready: str
    ) -> WebProcess:
        made = WebProcess(name, command, environment, self._log(name), port=port, ready=ready)
        self.processes.append(made)
        return made

    def _process(self, name: str, command: Sequence[str]) -> Process:
        made = Process(name, command, self.environment, self._log(name))
        self.processes.append(made)
        return made

    def _log(self, name: str) -> Path:
        return self.home / "log" / f"{name}-{len(self.processes)}.log"


@contextmanager
def start_stand(
    postgres_settings: Mapping[str, str] | None = None, *, home: Path | None = None
) -> Iterator[Stand]:
    """Start durable servers and migrate; at the end everything is stopped, and removed unless a `home` was given.

    Call it from the main thread, because children are started from it alone.
    """
    kept, home = home is not None, home or Path(tempfile.mkdtemp(prefix="baton-stand-"))
    (home / "log").mkdir(parents=True, exist_ok=True)
    home.chmod(0o755)
    postgres = start_postgres(home / "postgres", settings={**DURABLE, **(postgres_settings or {})})
    valkey = start_valkey(home / "valkey")
    stand = Stand(home, postgres, valkey)
    try:
        subprocess.run(programs.migrate(), cwd=ROOT, env=stand.environment, check=True, capture_output=True)
        yield stand
    finally:
        for process in stand.processes:
            if process.is_running():
                process.stop()
        valkey.stop()
        postgres.stop()
        if not kept:
            shutil.rmtree(home, ignore_errors=True)
