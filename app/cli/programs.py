"""The programs that Baton consists of, as command lines. One process each; what they need comes by environment."""

import os
import sys
from typing import NoReturn

from app.core.config import ROOT

GRACEFUL_SECONDS = 20
WORKERS_STOP_SECONDS = 45
_LARGEST_FRAME_BYTES = 65_536


def serve(host: str, port: int) -> list[str]:
    """Return the command of the API: HTTP, WebSocket and the built SPA."""
    return [
        *_module("app.serve", "app.main:create_app", "--factory"),
        *("--host", host, "--port", str(port)),
        *("--loop", "uvloop", "--http", "httptools"),
        # Small frames are not worth compressing.
        *("--ws", "app.platform.realtime.protocol:SocketProtocol", "--ws-per-message-deflate", "false"),
        *("--ws-max-size", str(_LARGEST_FRAME_BYTES)),
        *("--timeout-graceful-shutdown", str(GRACEFUL_SECONDS)),
        # Requests are logged by the application, with their trace id.
        *("--no-access-log", "--no-server-header", "--log-level", "warning"),
    ]


def workers() -> list[str]:
    """Return the command of the three programs below together, forked from one process."""
    return _module("workers")


def worker() -> list[str]:
    """Return the command of the worker for interactive jobs."""
    return _module("workers.interactive")


def bulk() -> list[str]:
    """Return the command of the worker for long jobs: imports, checks of the whole base."""
    return _module("workers.bulk")


def scheduler() -> list[str]:
    """Return the command of the scheduler: periodic and abandoned jobs, the relay of events."""
    return _module("workers.scheduler")


def migrate() -> list[str]:
    """Return the command that brings the schema to the newest revision, as the owner role."""
    return _module("alembic", "--config", str(ROOT / "alembic.ini"), "upgrade", "head")


def demo() -> list[str]:
    """Return the command that fills an empty database with the demo workspace and prints its log-ins."""
    return _module("app.demo.load")


def facts(*, rebuild: bool) -> list[str]:
    """Return the command that proves the facts of deals' stays by the event history, or makes them anew from it."""
    return _module("app.facts", *(["--rebuild"] if rebuild else []))


def openapi(*, check: bool) -> list[str]:
    """Return the command that writes openapi/*.json or, with `check`, fails when they differ from the code."""
    return _module("app.openapi", *(["--check"] if check else []))


def become(command: list[str]) -> NoReturn:
    """Replace this process by `command` (signals then reach the program itself)."""
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execv(command[0], command)  # noqa: S606 - built above, no shell


def _module(*parts: str) -> list[str]:
    return [sys.executable, "-m", *parts]
