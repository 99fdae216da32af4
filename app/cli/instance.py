"""One installation on this machine: its data directory, locks, key and port."""

import os
import secrets
import socket
from pathlib import Path

from app.cli.errors import CannotStartError
from app.core.embedded import FileLock

_FORMER_RUN_SECONDS = 40
_SECRET_BYTES = 48


class Instance:
    """The data directory of one running Baton.

    Two locks: `lock` is held by the supervisor alone and tells a second one to keep off; `processes` is inherited by
    the API, worker and scheduler and tells whether those of a killed supervisor are still finishing.
    """

    def __init__(self, data_dir: Path) -> None:
        self.directory = data_dir.absolute()
        self.lock = FileLock(self.directory / "lock")
        self.processes = FileLock(self.directory / "processes.lock")
        self.demo_file = self.directory / "demo.txt"

    @property
    def postgres_home(self) -> Path:
        """Return the directory of the embedded PostgreSQL."""
        return self.directory / "postgres"

    @property
    def valkey_home(self) -> Path:
        """Return the directory of the embedded Valkey."""
        return self.directory / "valkey"

    def claim(self) -> None:
        """Take the data directory for this process. Raises `CannotStartError` when another one has it."""
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
            if not self.lock.acquire():
                raise CannotStartError(
                    f"Baton already runs with the data in {self.directory} (process {self._holder()}). "
                    "Stop it, or give this one a directory of its own: --data-dir DIR (make run DATA=DIR)."
                )
        except PermissionError as error:
            raise CannotStartError(f"The data directory cannot be written: {error}") from error
        os.ftruncate(self.lock.descriptor, 0)
        os.pwrite(self.lock.descriptor, f"{os.getpid()}\n".encode(), 0)
        if not self.processes.acquire():
            print("Waiting for the processes of the former run to end ...", flush=True)
            if not self.processes.acquire(seconds=_FORMER_RUN_SECONDS):
                raise CannotStartError("Processes of the former run do not end. Kill them and start again.")

    def is_in_use(self) -> bool:
        """Return whether a running Baton holds the data directory."""
        if not self.lock.path.exists():
            return False
        probe = FileLock(self.lock.path)
        free = probe.acquire()
        probe.release()
        return not free

    def secret_key(self) -> str:
        """Return the key of this installation, made at the first start and readable by its owner alone."""
        path = self.directory / "secret.key"
        if not path.exists():
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(_SECRET_BYTES))
        return path.read_text().strip()

    def _holder(self) -> str:
        return self.lock.path.read_text().strip() or "unknown"


def port_problem(host: str, port: int) -> str | None:
    """Return why the port cannot be listened on, or None when it is free."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        return f"{host}:{port} cannot be used: {error.strerror or error}"
    return None
