"""The operating system account that the embedded servers run as.

PostgreSQL refuses to run as root. Started by root, both servers are given to an unprivileged account; started by
anybody else, they simply run as that user.
"""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict
from uuid import uuid4

from app.core.embedded.errors import EmbeddedServerError

# Where root keeps what the unprivileged account must reach when the checkout itself is closed to it (/root/...).
ROOT_STATE_DIRECTORY = Path("/var/lib/baton")
_ACCOUNT_NAMES = ("baton", "nobody")
_PRIVATE = 0o700


class PopenIdentity(TypedDict, total=False):
    """The arguments of `subprocess.Popen` that change the identity of a child."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """A user and group number, and whether children must be switched to it."""

    uid: int
    gid: int
    switch: bool

    @property
    def popen_arguments(self) -> PopenIdentity:
        """Return what `subprocess.Popen` needs to start a child under this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switch else {}

    def can_enter(self, directory: Path) -> bool:
        """Return whether this account may pass through `directory` and each of its parents."""
        if not self.switch:
            return True
        return all(self._may_search(place) for place in (directory, *directory.parents))

    def _may_search(self, directory: Path) -> bool:
        state = directory.stat()
        if state.st_uid == self.uid:
            return bool(state.st_mode & stat.S_IXUSR)
        if state.st_gid == self.gid:
            return bool(state.st_mode & stat.S_IXGRP)
        return bool(state.st_mode & stat.S_IXOTH)


def server_account(home: Path) -> Account:
    """Return the account for a server whose files are in `home`.

    It is the present user. Root is replaced by the owner of `home` if it exists, else by the account `baton`, else
    by `nobody`. Raises `EmbeddedServerError` when the system has none of them.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), switch=False)
    if home.exists() and (owner := home.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid, switch=True)
    for name in _ACCOUNT_NAMES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, switch=True)
    raise EmbeddedServerError(
        "PostgreSQL does not run as root and there is no account `baton` or `nobody` to run it as. "
        "Create one (useradd --system baton) or start as an ordinary user."
    )


def private_directory(path: Path, account: Account) -> Path:
    """Make `path` a directory that only `account` may enter, and return the real place of it.

    When root keeps the data below a directory closed to the account (such as /root), the contents live in
    /var/lib/baton instead and `path` is a link to them; nobody's permissions are widened.
    Raises `EmbeddedServerError` when the place belongs to somebody else.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() and not account.can_enter(path.parent.resolve()):
        _link_to_reachable_place(path)
    real = path.resolve()
    real.mkdir(mode=_PRIVATE, exist_ok=True)
    hand_over(real, account)
    if real.stat().st_uid != account.uid:
        raise EmbeddedServerError(
            f"{real} belongs to user number {real.stat().st_uid}, but the server runs as {account.uid}. "
            f"Start as the owner of the directory, or change its owner: chown -R {account.uid} '{real}'"
        )
    real.chmod(_PRIVATE)
    return real


def hand_over(path: Path, account: Account) -> None:
    """Give a file or directory that root has just made to the server's account."""
    if account.switch and path.lstat().st_uid == 0:
        os.chown(path, account.uid, account.gid, follow_symlinks=False)


def _link_to_reachable_place(path: Path) -> None:
    """Create a directory under /var/lib/baton and make `path` a link to it."""
    ROOT_STATE_DIRECTORY.mkdir(mode=0o755, parents=True, exist_ok=True)
    target = ROOT_STATE_DIRECTORY / f"{path.name}-{uuid4().hex}"
    target.mkdir(mode=_PRIVATE)
    if path.is_symlink():  # its target was removed by hand
        path.unlink()
    path.symlink_to(target)
