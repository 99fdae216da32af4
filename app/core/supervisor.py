"""Keeps a list of services running and stops them in the reverse order."""

import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Protocol

from app.core.config import ROOT
from app.core.embedded import EmbeddedServerError, FileLock, spawn, stop

_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 30.0
# Having lived that long, a service that dies is restarted at once again.
HEALTHY_SECONDS = 30.0
WATCH_SECONDS = 0.2
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequestedError(BaseException):
    """The terminal or the system asked this process to stop; raised by the signal handler."""


@contextmanager
def stoppable() -> Iterator[None]:
    """Raise `StopRequestedError` inside when this process is asked to stop; afterwards a second wish ends it at once."""
    _on_stop_signals(_request_stop)
    try:
        yield
    finally:
        _on_stop_signals(signal.SIG_DFL)


def _on_stop_signals(handler: signal.Handlers | Callable[[int, FrameType | None], None]) -> None:
    for number in STOP_SIGNALS:
        signal.signal(number, handler)


def _request_stop(_number: int, _frame: FrameType | None) -> None:
    raise StopRequestedError


class Service(Protocol):
    """What the supervisor can start, watch and stop: a program or an embedded server."""

    def start(self) -> None:
        """Start it and return when it is up, or at least on its way."""

    def stop(self) -> None:
        """Stop it and return when it is gone."""

    def is_running(self) -> bool:
        """Return whether it lives."""


class Program:
    """A program of Baton's as a child process that ends with this one."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], *, lock: FileLock, stop_seconds: float
    ) -> None:
        self._command = command
        self._environment = environment
        self._lock = lock
        self._stop_seconds = stop_seconds
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Return the process number, or None while the program is stopped."""
        return self._process.pid if self._process is not None else None

    def start(self) -> None:
        """Start the program."""
        self._process = spawn(
            self._command,
            death_signal=signal.SIGTERM,
            environment=self._environment,
            directory=ROOT,
            inherited=[self._lock.descriptor],
        )

    def stop(self) -> None:
        """Ask the program to finish what it does, and kill it when it takes too long."""
        if self._process is not None:
            stop(self._process, signal.SIGTERM, seconds=self._stop_seconds)
            self._process = None

    def is_running(self) -> bool:
        """Return whether the program lives (and reap it if it does not)."""
        return self._process is not None and self._process.poll() is None


class Watched:
    """A service with the history that decides when it may be started again."""

    def __init__(self, name: str, service: Service, clock: Callable[[], float] = time.monotonic) -> None:
        self.name = name
        self.service = service
        self._clock = clock
        self.deaths = 0
        self._started_at = 0.0
        self._pause = _FIRST_PAUSE_SECONDS
        self._restart_at: float | None = None

    def start(self) -> None:
        """Start the service."""
        self._started_at = self._clock()
        self._restart_at = None
        self.service.start()

    def tend(self) -> None:
        """Look after the service: note its death, and start it again after a growing pause."""
        if self.service.is_running():
            return
        now = self._clock()
        if self._restart_at is None:
            self.deaths += 1
            self._plan_restart(now)
        elif now >= self._restart_at:
            self._try_again(now)

    def _plan_restart(self, now: float) -> None:
        if now - self._started_at > HEALTHY_SECONDS:
            self._pause = _FIRST_PAUSE_SECONDS
        self._restart_at = now + self._pause
        print(
            f"baton: {self.name} has stopped unexpectedly; starting it again in {self._pause:g} s", flush=True
        )
        self._pause = min(self._pause * 2, _LONGEST_PAUSE_SECONDS)

    def _try_again(self, now: float) -> None:
        try:
            self.start()
        except (EmbeddedServerError, OSError) as error:
            print(f"baton: {self.name}: {error}", flush=True)
            self._plan_restart(now)


class Supervisor:
    """Services that are watched together and stopped in a given order, whatever order they were started in."""

    def __init__(self, stop_order: Sequence[str]) -> None:
        self._stop_order = stop_order
        self._services: dict[str, Watched] = {}

    def add(self, name: str, service: Service, *, running: bool = False) -> Watched:
        """Take over the service `name` of the stop order, starting it unless it is `running` already."""
        watched = Watched(name, service)
        self._services[name] = watched
        if not running:
            watched.start()
        return watched

    def tend(self) -> None:
        """Look after every service once."""
        for watched in self._services.values():
            watched.tend()

    def tend_for_ever(self) -> None:
        """Look after every service until something is raised."""
        while True:
            self.tend()
            time.sleep(WATCH_SECONDS)

    def stop(self) -> None:
        """Stop every service in the order given."""
        for name in self._stop_order:
            watched = self._services.pop(name, None)
            if watched is not None:
                watched.service.stop()
