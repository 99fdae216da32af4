"""Child processes that never outlive their supervisor, and locks that tell whether a former one still lives."""

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

from app.core.embedded.account import Account
from app.core.embedded.errors import EmbeddedServerError

_PR_SET_PDEATHSIG = 1
_LOCK_POLL_SECONDS = 0.05


def _load_libc() -> ctypes.CDLL | None:
    """Return the C library where it knows prctl (Linux), loaded before any fork."""
    return ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


_libc = _load_libc()


def die_with_parent(death_signal: signal.Signals, parent_pid: int) -> Callable[[], None]:
    """Return the function run in the child: ask the kernel for `death_signal` when the parent dies."""

    def prepare() -> None:
        if _libc is not None:
            _libc.prctl(_PR_SET_PDEATHSIG, death_signal)
            # The parent may have died before prctl was called: then no signal would ever come.
            if os.getppid() != parent_pid:
                os._exit(1)

    return prepare


def spawn(
    command: Sequence[str | Path],
    *,
    death_signal: signal.Signals,
    environment: Mapping[str, str] | None = None,
    account: Account | None = None,
    output: IO[bytes] | None = None,
    errors: IO[bytes] | None = None,
    directory: Path | None = None,
    inherited: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own that gets `death_signal` when this process dies, even by kill -9.

    A session of its own keeps the terminal's Ctrl-C from the child: the supervisor decides the order of stopping.
    Without `output` or `errors` the child writes where this process does. `inherited` are file descriptors kept open in the child (locks). Must be called from the main thread, because
    the kernel watches the thread that forked, not the process. Raises `EmbeddedServerError` otherwise.
    """
    if threading.current_thread() is not threading.main_thread():
        raise EmbeddedServerError("Child processes must be started from the main thread.")
    return subprocess.Popen(  # noqa: S603 - the commands are built here from known binaries
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=errors,
        cwd=directory,
        env=None if environment is None else dict(environment),
        pass_fds=tuple(inherited),
        start_new_session=True,
        preexec_fn=die_with_parent(death_signal, os.getpid()),  # noqa: PLW1509 - prctl only, libc already loaded
        **(account.popen_arguments if account is not None else {}),
    )


def stop(process: subprocess.Popen[bytes], how: signal.Signals, *, seconds: float) -> bool:
    """Ask a child to stop by signal `how`; kill it after `seconds`. Return whether it left by itself."""
    if process.poll() is None:
        process.send_signal(how)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return False
    return True


class FileLock:
    """An exclusive lock on a file, held as long as any process keeps its descriptor open.

    Passed on to a child (`inherited=[lock.descriptor]`) it stays held until the child *and all its own children*
    are gone. That is the one reliable answer to "does the server of the former run still live": unlike a process
    number it cannot be recycled, nor kept by a zombie, nor be wrong in another process namespace.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    @property
    def descriptor(self) -> int:
        """Return the open descriptor. Raises `EmbeddedServerError` when the lock is not held."""
        if self._descriptor is None:
            raise EmbeddedServerError(f"The lock {self.path} is not held.")
        return self._descriptor

    def acquire(self, *, seconds: float = 0.0) -> bool:
        """Try to take the lock for `seconds`; return whether it is held now."""
        deadline = time.monotonic() + seconds
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        while not _try_lock(descriptor):
            if time.monotonic() >= deadline:
                os.close(descriptor)
                return False
            time.sleep(_LOCK_POLL_SECONDS)
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        """Close this process's descriptor; children that inherited it keep the lock."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def create_plainly(path: Path) -> IO[bytes]:
    """Open an emptied file for writing, refusing a link: root writes here into another account's directory."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
    return os.fdopen(os.open(path, flags, 0o600), "wb")


def tail(path: Path, *, lines: int = 15) -> str:
    """Return the last lines of a log file, or an empty text when there is none."""
    if not path.is_file():
        return ""
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])
