"""The embedded Valkey: private, durable, never throwing keys away."""

import os
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from app.core.embedded import EmbeddedServerError, ValkeyServer, start_valkey
from app.core.embedded.account import server_account
from app.core.embedded.binaries import valkey_binary
from tests.operations.support import wait_until


@pytest.fixture
def server(place: Path) -> Iterator[ValkeyServer]:
    running = start_valkey(place / "with spaces" / "valkey")
    yield running
    running.stop()


def test_settings(server: ValkeyServer) -> None:
    with Redis.from_url(server.dsn(), decode_responses=True) as client:
        wanted = {"port": "0", "appendonly": "yes", "appendfsync": "everysec", "save": ""}
        assert {name: client.config_get(name)[name] for name in wanted} == wanted
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    assert stat.S_IMODE(server.socket.stat().st_mode) == 0o700
    assert stat.S_IMODE(server.socket.parent.stat().st_mode) == 0o700


def test_data_survive_a_stop_and_a_kill(server: ValkeyServer) -> None:
    with Redis.from_url(server.dsn()) as client:
        client.set("kept", "1")
    server.stop()
    server.start()
    with Redis.from_url(server.dsn()) as client:
        assert client.get("kept") == b"1"
        client.set("kept", "2")
    assert server.pid is not None
    os.kill(server.pid, signal.SIGKILL)
    wait_until(lambda: not server.is_running(), seconds=5, what="the death is noticed")
    server.start()
    with Redis.from_url(server.dsn()) as client:
        assert client.get("kept") == b"2"


def test_two_instances_and_numbered_databases(server: ValkeyServer, place: Path) -> None:
    other = start_valkey(place / "other")
    try:
        with (
            Redis.from_url(server.dsn(1)) as one,
            Redis.from_url(other.dsn(1)) as two,
            Redis.from_url(server.dsn()) as zero,
        ):
            one.set("mine", "1")
            assert two.get("mine") is None
            assert zero.get("mine") is None
    finally:
        other.stop()


def test_a_server_that_cannot_start_says_why(place: Path) -> None:
    with pytest.raises(EmbeddedServerError, match="nonsense"):
        start_valkey(place / "valkey", settings={"nonsense": "yes"})


def test_binaries_that_are_not_there_are_named(place: Path) -> None:
    with pytest.raises(EmbeddedServerError, match="BATON_REDIS_BIN does not contain"):
        valkey_binary(server_account(place), {"BATON_REDIS_BIN": str(place)})
