"""An embedded Valkey (or Redis): one directory, reached only by a unix socket."""

import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from app.core.embedded.account import Account, hand_over, private_directory, server_account
from app.core.embedded.binaries import valkey_binary
from app.core.embedded.errors import EmbeddedServerError
from app.core.embedded.process import FileLock, create_plainly, spawn, stop, tail
from app.core.embedded.sockets import release_directory, socket_directory

_SOCKET_NAME = "valkey.sock"
_SETTINGS: dict[str, str] = {
    "port": "0",
    "unixsocketperm": "700",
    "appendonly": "yes",
    "appendfsync": "everysec",
    "save": "",
    # Queues and streams must never be evicted: a full server refuses writes, and jobs live in PostgreSQL anyway.
    "maxmemory-policy": "noeviction",
    "daemonize": "no",
}
_ENVIRONMENT = {"LC_ALL": "C", "PATH": "/usr/bin:/bin"}
_START_SECONDS = 60
_FORMER_RUN_SECONDS = 30
_STOP_SECONDS = 20
_POLL_SECONDS = 0.01
_PING_SECONDS = 1.0


class ValkeyServer:
    """A Valkey server of ours. `start_valkey` makes one; `stop` ends it; `start` may be called again."""

    def __init__(self, home: Path, *, settings: Mapping[str, str], account: Account) -> None:
        self._account = account
        self._binary = valkey_binary(account)
        self.home = private_directory(home, account)
        self.socket = socket_directory(self.home, _SOCKET_NAME, account) / _SOCKET_NAME
        self._settings = {**_SETTINGS, **settings, "unixsocket": str(self.socket), "dir": str(self.home)}
        self._lock = FileLock(self.home / "lock")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Return the process number of the server, or None while it is stopped."""
        return self._process.pid if self._process is not None else None

    def is_running(self) -> bool:
        """Return whether the server lives (and reap it if it does not)."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the server and wait until it answers PING (its data are loaded then).

        Raises `EmbeddedServerError` with the end of its log when it does not, or when the server of a former run
        still holds the directory.
        """
        self._lock.release()
        if not self._lock.acquire(seconds=_FORMER_RUN_SECONDS):
            raise EmbeddedServerError(f"Another Valkey still works in {self.home}. Stop it first.")
        socket_directory(self.home, _SOCKET_NAME, self._account)
        self._launch()
        deadline = time.monotonic() + _START_SECONDS
        while not self._answers():
            if not self.is_running():
                raise EmbeddedServerError(f"Valkey did not start in {self.home}:\n{tail(self._log())}")
            if time.monotonic() > deadline:
                self.stop()
                raise EmbeddedServerError(
                    f"Valkey was not ready after {_START_SECONDS} s:\n{tail(self._log())}"
                )
            time.sleep(_POLL_SECONDS)

    def stop(self) -> None:
        """Stop the server; the append-only file is written to disk first."""
        if self._process is not None:
            stop(self._process, signal.SIGTERM, seconds=_STOP_SECONDS)
            self._process = None
        self._lock.release()
        release_directory(self.socket.parent, self.home)

    def dsn(self, database: int = 0) -> str:
        """Return the address of the numbered database for redis-py."""
        return _dsn(self.socket, database)

    def _launch(self) -> None:
        flags = [part for name, value in self._settings.items() for part in (f"--{name}", value)]
        log = self._log()
        if log.exists():
            log.replace(log.with_suffix(".old.log"))
        with create_plainly(log) as output:
            hand_over(log, self._account)
            self._process = spawn(
                [self._binary, *flags],
                death_signal=signal.SIGTERM,
                environment=_ENVIRONMENT,
                account=self._account,
                output=output,
                errors=output,
                directory=self.home,
                inherited=[self._lock.descriptor],
            )

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(_PING_SECONDS)
            try:
                client.connect(str(self.socket))
                client.sendall(b"PING\r\n")
                return client.recv(64).startswith(b"+PONG")
            except OSError:
                return False

    def _log(self) -> Path:
        return self.home / "valkey.log"


def _dsn(path: Path, database: int) -> str:
    return f"unix://{path}?db={database}"


def running_valkey_dsn(home: Path, database: int = 0) -> str:
    """Return the address of the server that another process has started in `home`."""
    directory = socket_directory(home.resolve(), _SOCKET_NAME, server_account(home))
    return _dsn(directory / _SOCKET_NAME, database)


def start_valkey(home: Path, *, settings: Mapping[str, str] | None = None) -> ValkeyServer:
    """Start an embedded Valkey whose files are all below `home`; `settings` are added to its own.

    Call it from the main thread. Raises `EmbeddedServerError`.
    """
    home = home.absolute()
    server = ValkeyServer(home, settings=settings or {}, account=server_account(home))
    try:
        server.start()
    except BaseException:
        server.stop()
        raise
    return server
