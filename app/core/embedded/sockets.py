"""Where a server's unix socket lives: private, short, and without characters that need quoting."""

import hashlib
import re
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from app.core.embedded.account import Account, hand_over
from app.core.embedded.errors import EmbeddedServerError

# sockaddr_un.sun_path holds 108 bytes on Linux (104 on macOS) with the closing zero.
_LONGEST_SOCKET_PATH = 103
_PLAIN = re.compile(r"[A-Za-z0-9_./-]+")
_PRIVATE = 0o700


def socket_directory(home: Path, longest_name: str, account: Account) -> Path:
    """Return an existing directory, mode 0700 and owned by `account`, for the sockets of the server in `home`.

    It is `home`/run; where that path is too long for a socket or would need quoting in an address, a directory under
    the temporary one, named by a hash of `home`. Raises `EmbeddedServerError` when a stranger owns that directory.
    """
    inside = home / "run"
    if _fits(inside, longest_name):
        return _private(inside, account)
    name = f"baton-{account.uid}-{hashlib.sha256(str(home).encode()).hexdigest()[:16]}"
    for base in (Path(tempfile.gettempdir()), Path("/tmp")):  # noqa: S108 - made 0700 and its owner is checked
        if _fits(base / name, longest_name) and account.can_enter(base.resolve()):
            return _private(base / name, account)
    raise EmbeddedServerError(f"No place for the socket of {home}: set TMPDIR to a short path.")


def release_directory(directory: Path, home: Path) -> None:
    """Remove a socket directory outside `home` once its server has stopped."""
    if home not in directory.parents:
        shutil.rmtree(directory, ignore_errors=True)


def _fits(directory: Path, name: str) -> bool:
    path = str(directory / name)
    return len(path.encode()) <= _LONGEST_SOCKET_PATH and _PLAIN.fullmatch(path) is not None


def _private(directory: Path, account: Account) -> Path:
    """Create the directory for `account`, or make sure that the existing one is its own and closed to others."""
    with suppress(FileExistsError):
        directory.mkdir(mode=_PRIVATE)
        hand_over(directory, account)
    state = directory.lstat()
    if directory.is_symlink() or state.st_uid != account.uid or state.st_mode & 0o077:
        raise EmbeddedServerError(
            f"{directory} is not a private directory of user number {account.uid}. Remove it and start again."
        )
    return directory
