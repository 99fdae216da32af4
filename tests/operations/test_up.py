"""`baton up`: everything from one command, and nothing left of it afterwards."""

import json
import os
import re
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from app.cli.instance import Instance
from tests.operations.support import is_alive, wait_until

pytestmark = pytest.mark.slow

Starter = Callable[..., subprocess.Popen[str]]
_START_SECONDS = 60
_STOP_SECONDS = 30


def _up(started: Starter, place: Path, port: int, *more: str, **environment: str) -> subprocess.Popen[str]:
    arguments = ["up", "--data-dir", place / "my data", "--port", str(port), *more]
    return started("-m", "app.cli", *arguments, **environment)


def _get(port: int, path: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def _wait_until_announced(process: subprocess.Popen[str]) -> str:
    """Read the output up to the announcement and return it; fail with the output when the process ends first."""
    lines: list[str] = []
    assert process.stdout is not None
    for line in process.stdout:
        lines.append(line)
        if "Stop it with Ctrl-C" in line:
            return "".join(lines)
    pytest.fail("".join(lines))


def _descendants(pid: int) -> set[int]:
    """Return the processes started by `pid`, and by those."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def _wait_until_gone(pids: set[int]) -> None:
    wait_until(lambda: not any(map(is_alive, pids)), seconds=_STOP_SECONDS, what=f"all of {pids} are gone")


def _child(supervisor: int, words: str) -> int:
    for pid in _descendants(supervisor):
        if re.search(words, _words_of(pid)):
            return pid
    pytest.fail(f"no process {words}")


@pytest.mark.slow
def test_the_whole_life_of_an_instance(place: Path, free_port: int, started: Starter) -> None:
    process = _up(started, place, free_port, "--no-demo")
    announced = _wait_until_announced(process)
    assert f"http://127.0.0.1:{free_port}" in announced
    assert _get(free_port, "/live")[0] == 200
    status, body = _get(free_port, "/ready")
    assert status == 200, body
    assert json.loads(body)
    assert (place / "my data" / "secret.key").stat().st_mode & 0o777 == 0o600
    key = (place / "my data" / "secret.key").read_text()
    children = _descendants(process.pid)
    assert len(children) > 5

    second = _up(started, place, free_port + 1)
    assert second.wait(20) == 1
    assert second.stdout is not None
    assert (
        f"already runs with the data in {place / 'my data'} (process {process.pid})" in second.stdout.read()
    )

    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=_STOP_SECONDS)
    assert process.returncode == 0, output
    assert "nothing is left running" in output
    assert not any(map(is_alive, children))

    process = _up(started, place, free_port)
    _wait_until_announced(process)
    assert (place / "my data" / "secret.key").read_text() == key
    assert _descendants(process.pid)
    process.send_signal(signal.SIGTERM)
    assert process.wait(_STOP_SECONDS) == 0


@pytest.mark.slow
def test_it_survives_the_death_of_each_part_and_of_itself(
    place: Path, free_port: int, started: Starter
) -> None:
    process = _up(started, place, free_port, "--no-demo")
    _wait_until_announced(process)
    for words in (
        "app.serve",
        "baton-worker",
        "baton-bulk",
        "baton-scheduler",
        "-m workers",
        "bin/postgres",
        "valkey-server",
    ):
        _wait_until_runs(process.pid, words)
        victim = _child(process.pid, words)
        os.kill(victim, signal.SIGKILL)
        wait_until(lambda gone=victim: not is_alive(gone), seconds=5, what=f"{words} is dead")  # type: ignore[misc]  # bound now
        _wait_until_runs(process.pid, words)
    wait_until(lambda: _is_ready(free_port), seconds=30, what="everything works together again")

    children = _descendants(process.pid)
    process.kill()
    successor = _up(started, place, free_port)
    _wait_until_announced(successor)
    _wait_until_gone(children)
    assert _is_ready(free_port)
    left = _descendants(successor.pid)
    successor.kill()
    _wait_until_gone(left)


def _wait_until_runs(supervisor: int, words: str) -> None:
    wait_until(lambda: _has_child(supervisor, words), seconds=30, what=f"{words} runs")


def _words_of(pid: int) -> str:
    """Return the name that a process gave itself, if it did, or else its command; nothing of one that is gone."""
    process = Path(f"/proc/{pid}")
    try:
        name = (process / "comm").read_text()
        return name if name.startswith("baton-") else (process / "cmdline").read_text().replace("\0", " ")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def _has_child(supervisor: int, words: str) -> bool:
    return any(re.search(words, _words_of(pid)) for pid in _descendants(supervisor))


def _is_ready(port: int) -> bool:
    try:
        return _get(port, "/ready")[0] == 200
    except OSError:
        return False


def test_a_port_in_use_is_said_before_anything_is_started(place: Path, started: Starter) -> None:
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        port = stranger.getsockname()[1]
        process = _up(started, place, port)
        assert process.wait(20) == 1
    assert process.stdout is not None
    output = process.stdout.read()
    assert f"127.0.0.1:{port} cannot be used" in output
    assert "--port" in output
    assert not (place / "my data" / "postgres").exists()


def test_a_data_directory_in_use_is_said(place: Path, free_port: int, started: Starter) -> None:
    holder = Instance(place / "my data")
    holder.claim()
    assert holder.is_in_use()
    process = _up(started, place, free_port)
    assert process.wait(20) == 1
    assert process.stdout is not None
    assert (
        f"already runs with the data in {place / 'my data'} (process {os.getpid()})" in process.stdout.read()
    )


def test_an_own_database_needs_the_address_of_its_owner(
    place: Path, free_port: int, started: Starter
) -> None:
    process = _up(started, place, free_port, DATABASE_URL="postgresql+asyncpg://baton_app@127.0.0.1/baton")
    assert process.wait(20) == 1
    assert process.stdout is not None
    assert "DATABASE_OWNER_URL is not" in process.stdout.read()
