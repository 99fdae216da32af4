"""An embedded PostgreSQL: one cluster in one directory, reached only by a unix socket."""

import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from app.core.embedded.account import Account, hand_over, private_directory, server_account
from app.core.embedded.binaries import postgres_directory
from app.core.embedded.bootstrap import DATABASE, SUPERUSER, Role, prepare_database
from app.core.embedded.errors import EmbeddedServerError
from app.core.embedded.process import FileLock, create_plainly, spawn, stop, tail
from app.core.embedded.sockets import release_directory, socket_directory

# No port is listened on; the number is part of the socket's name.
_PORT = "5432"
_SOCKET_NAME = f".s.PGSQL.{_PORT}"
_INITDB_FLAGS = (
    f"--username={SUPERUSER}",
    "--encoding=UTF8",
    # The C library's locale decides what pg_trgm takes for a letter: with plain C every Cyrillic or Georgian
    # similarity is 0. The builtin provider decides upper(), lower() and sorting, the same on every machine.
    "--locale=C.UTF-8",
    "--locale-provider=builtin",
    "--builtin-locale=PG_UNICODE_FAST",
    "--auth-local=trust",
    "--auth-host=scram-sha-256",
)
_SETTINGS: dict[str, str] = {
    "listen_addresses": "",
    "port": _PORT,
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "max_connections": "100",
    "synchronous_commit": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    # One file per day of the week, overwritten a week later: the log never fills the disk.
    "logging_collector": "on",
    "log_directory": "../log",
    "log_filename": "postgres-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_size": "0",
}
# Children get this environment and nothing else: LANG naming a locale that is not generated breaks initdb, and PG*
# variables of the caller would change the server.
_ENVIRONMENT = {"LC_ALL": "C", "PATH": "/usr/bin:/bin"}
# A number above the largest process number of Linux (2^22): certainly nobody.
_NO_PROCESS = "4194305"
_START_SECONDS = 120
_FORMER_RUN_SECONDS = 60
_STOP_SECONDS = 60
_POLL_SECONDS = 0.01


class PostgresServer:
    """A PostgreSQL server of ours. `start_postgres` makes one; `stop` ends it; `start` may be called again."""

    def __init__(self, home: Path, *, settings: Mapping[str, str], account: Account) -> None:
        self._account = account
        self._binaries = postgres_directory(account)
        self.home = private_directory(home, account)
        self.cluster = self.home / "cluster"
        self.sockets = _socket_directory(self.home, account)
        self._settings = {**_SETTINGS, "unix_socket_directories": str(self.sockets), **settings}
        self._lock = FileLock(self.home / "lock")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Return the process number of the postmaster, or None while the server is stopped."""
        return self._process.pid if self._process is not None else None

    def is_running(self) -> bool:
        """Return whether the postmaster lives (and reap it if it does not)."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Create the cluster if there is none, start the server and wait until it takes connections.

        Raises `EmbeddedServerError` with the end of the server's log when it does not come up, or when a server of
        a former run still holds the directory after a minute.
        """
        self._lock.release()
        if not self._lock.acquire(seconds=_FORMER_RUN_SECONDS):
            raise EmbeddedServerError(f"Another PostgreSQL still works in {self.home}. Stop it first.")
        if not (self.cluster / "PG_VERSION").exists():
            self._create_cluster()
        self._clear_stale_lock_file()
        _socket_directory(self.home, self._account)
        self._launch()
        self._wait_until_ready()

    def stop(self) -> None:
        """Stop the server by a fast shutdown: running transactions are rolled back, everything is written."""
        if self._process is not None:
            stop(self._process, signal.SIGINT, seconds=_STOP_SECONDS)
            self._process = None
        self._lock.release()
        release_directory(self.sockets, self.home)

    def dsn(self, role: Role | str, database: str = DATABASE) -> str:
        """Return the SQLAlchemy address (asyncpg) of `database` for `role`."""
        return _dsn(self.sockets, self._settings["port"], role, database)

    def superuser_dsn(self, database: str = DATABASE) -> str:
        """Return the SQLAlchemy address (asyncpg) of `database` for the superuser."""
        return self.dsn(SUPERUSER, database)

    def _create_cluster(self) -> None:
        """Run initdb in a temporary place, so that an interrupted one leaves no half cluster behind."""
        unfinished = self.home / "cluster.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        private_directory(unfinished, self._account)
        finished = subprocess.run(  # noqa: S603 - our own binary with constant flags
            [self._binaries / "initdb", *_INITDB_FLAGS, "-D", unfinished],
            capture_output=True,
            cwd=self.home,
            env=_ENVIRONMENT,
            check=False,
            **self._account.popen_arguments,
        )
        if finished.returncode != 0:
            output = (finished.stdout + finished.stderr).decode(errors="replace")
            raise EmbeddedServerError(f"initdb failed in {unfinished}:\n{output}")
        unfinished.rename(self.cluster)

    def _clear_stale_lock_file(self) -> None:
        """Disarm a postmaster.pid whose number now belongs to a zombie or to somebody else's process.

        Our own lock is free, so no server that we started lives. One started by hand would answer on its socket:
        that one is left alone. The file is not removed but given an impossible number, because PostgreSQL then still
        checks the shared memory segment named in it before it starts.
        """
        lock_file = self.cluster / "postmaster.pid"
        if not lock_file.exists():
            return
        lines = lock_file.read_text().splitlines()
        if _answers(lines):
            raise EmbeddedServerError(
                f"A PostgreSQL that Baton did not start (process {lines[0]}) works in {self.cluster}. Stop it first."
            )
        with create_plainly(lock_file) as disarmed:
            disarmed.write("\n".join([_NO_PROCESS, *lines[1:], ""]).encode())

    def _launch(self) -> None:
        flags = [part for name, value in self._settings.items() for part in ("-c", f"{name}={value}")]
        start_log = self._start_log()
        with create_plainly(start_log) as output:
            hand_over(start_log, self._account)
            self._process = spawn(
                [self._binaries / "postgres", "-D", self.cluster, *flags],
                death_signal=signal.SIGINT,
                environment=_ENVIRONMENT,
                account=self._account,
                output=output,
                errors=output,
                directory=self.home,
                inherited=[self._lock.descriptor],
            )

    def _wait_until_ready(self) -> None:
        """Wait as pg_ctl does: the postmaster writes its state into its lock file."""
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            if not self.is_running():
                raise EmbeddedServerError(f"PostgreSQL did not start in {self.home}:\n{self._last_words()}")
            if self._is_ready():
                return
            time.sleep(_POLL_SECONDS)
        self.stop()
        raise EmbeddedServerError(f"PostgreSQL was not ready after {_START_SECONDS} s:\n{self._last_words()}")

    def _is_ready(self) -> bool:
        with suppress(FileNotFoundError):
            lines = (self.cluster / "postmaster.pid").read_text().splitlines()
            return len(lines) > 7 and lines[0] == str(self.pid) and lines[7].strip() == "ready"  # noqa: PLR2004 - its eighth line
        return False

    def _start_log(self) -> Path:
        return self.home / "start.log"

    def _last_words(self) -> str:
        """Return the end of what the server wrote before and after its own log collector took over."""
        logs = sorted((self.home / "log").glob("*.log"), key=lambda path: path.stat().st_mtime)
        return "\n".join(tail(path) for path in [self._start_log(), *logs[-1:]])


def _answers(lock_file_lines: list[str]) -> bool:
    """Return whether a server takes connections on the socket that postmaster.pid names."""
    if len(lock_file_lines) < 5:  # noqa: PLR2004 - the fifth line is the socket directory
        return False
    path = Path(lock_file_lines[4]) / f".s.PGSQL.{lock_file_lines[3]}"
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(str(path))
        except OSError:
            return False
    return True


def _socket_directory(home: Path, account: Account) -> Path:
    return socket_directory(home, f"{_SOCKET_NAME}.lock", account)


def _dsn(sockets: Path, port: str, role: Role | str, database: str) -> str:
    # With the port, because PGPORT in the caller's environment would change it.
    return f"postgresql+asyncpg://{role}@/{quote(database)}?host={sockets}&port={port}"


def running_postgres_dsn(home: Path, role: Role | str, database: str = DATABASE) -> str:
    """Return the address of the server that another process has started in `home`."""
    return _dsn(_socket_directory(home.resolve(), server_account(home)), _PORT, role, database)


def start_postgres(
    home: Path, *, settings: Mapping[str, str] | None = None, fsync: bool = True
) -> PostgresServer:
    """Start an embedded PostgreSQL whose files are all below `home`, with Baton's roles, database and extensions.

    `settings` are added to the server's own. `fsync=False` is for tests: fast, whole after a crash of the server, lost with
    the machine's power.
    Call it from the main thread. Raises `EmbeddedServerError`.
    """
    unsafe = {} if fsync else {"fsync": "off", "full_page_writes": "off"}
    home = home.absolute()
    server = PostgresServer(home, settings={**unsafe, **(settings or {})}, account=server_account(home))
    try:
        server.start()
        prepare_database(server.superuser_dsn)
    except BaseException:
        server.stop()
        raise
    return server
