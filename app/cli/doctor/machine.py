"""Checks of the machine itself: versions, disk, data directory, port."""

import json
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

from app.cli.doctor.findings import Finding, failed, ok, warning
from app.cli.instance import port_problem
from app.core.config import ROOT

_OLDEST_PYTHON = (3, 11)
_OLDEST_NODE = 20
_LEAST_FREE_BYTES = 1_000_000_000
_GIGABYTE = 1_000_000_000


def python_version(version: tuple[int, int] = sys.version_info[:2]) -> Finding:
    """Check the version of the running Python."""
    name = f"Python {version[0]}.{version[1]}"
    if version < _OLDEST_PYTHON:
        return failed(
            f"{name} is too old", "install Python 3.11 or newer, remove .venv and run `make env` again"
        )
    return ok(name)


def node_version(built: Path = ROOT / "frontend" / "dist" / "index.html") -> Finding:
    """Check Node, which is needed only to build the pages."""
    text = _node_answer()
    major = text.removeprefix("v").split(".")[0]
    if major.isdigit() and int(major) >= _OLDEST_NODE:
        return ok(f"Node {text.removeprefix('v')}")
    subject = f"Node {text or 'is not installed'}"
    mend = f"install Node {_OLDEST_NODE} or newer: the pages are built with it"
    return (
        warning(f"{subject} (the pages are built already)", mend) if built.exists() else failed(subject, mend)
    )


def pages_built(built: Path = ROOT / "frontend" / "dist" / "index.html") -> Finding:
    """Check that the pages of the web application are there."""
    return (
        ok("The pages are built")
        if built.exists()
        else warning("The pages are not built", "run `make frontend`")
    )


def data_directory(directory: Path) -> Finding:
    """Check that the data directory, or the place where it will be, can be written."""
    place = _existing(directory)
    try:
        with tempfile.TemporaryFile(dir=place):
            return ok(f"The data directory can be written: {directory}")
    except OSError as error:
        return failed(
            f"The data directory cannot be written: {directory} ({error.strerror})",
            f"give {place} to the user that runs Baton, or choose another by --data-dir",
        )


def disk_space(directory: Path, least: int = _LEAST_FREE_BYTES) -> Finding:
    """Check the free space where the data are."""
    free = shutil.disk_usage(_existing(directory)).free
    subject = f"{free / _GIGABYTE:.1f} GB free for the data"
    if free < least:
        return failed(
            subject, f"free at least {least / _GIGABYTE:.0f} GB, or choose another disk by --data-dir"
        )
    return ok(subject)


def port_is_free(port: int, host: str = "127.0.0.1") -> Finding:
    """Check that the port is free, or that it is Baton that answers there."""
    problem = port_problem(host, port)
    if problem is None:
        return ok(f"Port {port} is free")
    if _baton_answers(f"http://{host}:{port}/live"):
        return ok(f"Baton answers on port {port}")
    return failed(problem, "stop the program that listens there, or choose another port by --port")


def _node_answer() -> str:
    """Return what `node --version` prints, or an empty text when there is no Node."""
    node = shutil.which("node")
    if node is None:
        return ""
    finished = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 - found on PATH
    return finished.stdout.strip()


def _existing(directory: Path) -> Path:
    """Return the directory, or the nearest of its parents that exists."""
    directory = directory.absolute()
    return next(place for place in (directory, *directory.parents) if place.exists())


def _baton_answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as response:  # noqa: S310 - always http, see the caller
            return isinstance(json.load(response), dict)
    except (urllib.error.URLError, OSError, ValueError):
        return False
