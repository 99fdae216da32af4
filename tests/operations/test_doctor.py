"""`baton doctor`: what is right is called right, and each fault is named with its remedy."""

import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import doctor
from app.cli.doctor import machine
from app.cli.doctor.findings import Verdict
from app.cli.instance import Instance
from app.core.embedded import PostgresServer, Role, ValkeyServer, start_valkey
from tests.operations.support import query, small_postgres

pytestmark = pytest.mark.slow


@pytest.fixture
def postgres(place: Path) -> Iterator[PostgresServer]:
    running = small_postgres(place / "postgres")
    yield running
    running.stop()


@pytest.fixture
def valkey(place: Path) -> Iterator[ValkeyServer]:
    running = start_valkey(place / "valkey")
    yield running
    running.stop()


def _addresses(postgres: PostgresServer, valkey: ValkeyServer) -> dict[str, str]:
    return {"DATABASE_URL": postgres.dsn(Role.APP), "REDIS_URL": valkey.dsn()}


def test_a_healthy_machine(place: Path, free_port: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.run(data_dir=place / "var", port=free_port, environment={}) == 0
    report = capsys.readouterr().out
    for wanted in (
        "PostgreSQL 18",
        "pg_trgm",
        "Cyrillic",
        "Georgian",
        "Row level security holds for baton_app",
        "Valkey",
    ):
        assert wanted in report
    assert "FAILED" not in report
    assert not (place / "var").exists(), "an examination leaves nothing behind"


def test_it_examines_the_running_instance(
    place: Path,
    free_port: int,
    postgres: PostgresServer,
    valkey: ValkeyServer,
    capsys: pytest.CaptureFixture[str],
) -> None:
    instance = Instance(place)
    instance.claim()
    query(postgres.superuser_dsn(), "DROP EXTENSION unaccent")
    assert doctor.run(data_dir=place, port=free_port, environment={}) == 1
    assert "Extensions are missing: unaccent" in capsys.readouterr().out
    assert valkey.is_running()


def test_a_role_that_passes_row_level_security_is_refused(
    place: Path,
    free_port: int,
    postgres: PostgresServer,
    valkey: ValkeyServer,
    capsys: pytest.CaptureFixture[str],
) -> None:
    addresses = _addresses(postgres, valkey)
    assert doctor.run(data_dir=place, port=free_port, environment=addresses) == 0
    query(postgres.superuser_dsn(), "ALTER ROLE baton_app BYPASSRLS")
    assert doctor.run(data_dir=place, port=free_port, environment=addresses) == 1
    query(postgres.superuser_dsn(), "ALTER ROLE baton_app NOBYPASSRLS")
    query(postgres.superuser_dsn(), "REVOKE baton_dispatcher FROM baton_app")
    assert doctor.run(data_dir=place, port=free_port, environment=addresses) == 1
    query(postgres.dsn(Role.OWNER), "CREATE TABLE mine ()")
    as_owner = {**addresses, "DATABASE_URL": postgres.dsn(Role.OWNER)}
    assert doctor.run(data_dir=place, port=free_port, environment=as_owner) == 1
    report = capsys.readouterr().out
    assert "Row level security does not hold for baton_app" in report
    assert "baton_app cannot take on the role baton_dispatcher" in report
    assert "Row level security does not hold for baton_owner" in report
    assert report.count("Mend: ") >= 3


def test_a_database_that_takes_no_foreign_letter_for_a_letter_is_found(
    place: Path,
    free_port: int,
    postgres: PostgresServer,
    valkey: ValkeyServer,
    capsys: pytest.CaptureFixture[str],
) -> None:
    query(postgres.superuser_dsn(), "CREATE DATABASE blind TEMPLATE template0 LOCALE 'C'")
    query(postgres.superuser_dsn("blind"), "CREATE EXTENSION pg_trgm")
    blind = {**_addresses(postgres, valkey), "DATABASE_URL": postgres.dsn(Role.APP, "blind")}
    assert doctor.run(data_dir=place, port=free_port, environment=blind) == 1
    report = capsys.readouterr().out
    assert "Search by similarity in Cyrillic letters finds nothing" in report
    assert "Search by similarity in Georgian letters finds nothing" in report


def test_servers_that_do_not_answer(place: Path, free_port: int, capsys: pytest.CaptureFixture[str]) -> None:
    nowhere = {
        "DATABASE_URL": f"postgresql+asyncpg://baton_app@127.0.0.1:{free_port}/baton",
        "REDIS_URL": f"redis://127.0.0.1:{free_port}",
    }
    assert doctor.run(data_dir=place, port=free_port, environment=nowhere) == 1
    report = capsys.readouterr().out
    assert "PostgreSQL cannot be reached" in report
    assert "Redis cannot be reached" in report


def test_a_redis_that_evicts_is_refused(
    place: Path, free_port: int, postgres: PostgresServer, capsys: pytest.CaptureFixture[str]
) -> None:
    evicting = start_valkey(
        place / "valkey", settings={"maxmemory-policy": "allkeys-lru", "appendonly": "no"}
    )
    try:
        assert doctor.run(data_dir=place, port=free_port, environment=_addresses(postgres, evicting)) == 1
    finally:
        evicting.stop()
    report = capsys.readouterr().out
    assert "may throw keys away" in report
    assert "does not write its data to disk" in report


def test_a_port_taken_by_a_stranger() -> None:
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", 0))
        port = stranger.getsockname()[1]
        finding = machine.port_is_free(port)
    assert finding.verdict is Verdict.FAILED
    assert "--port" in finding.mend


def test_old_versions_and_a_full_disk(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert machine.python_version((3, 10)).verdict is Verdict.FAILED
    assert machine.disk_space(place / "not yet" / "there", least=10**18).verdict is Verdict.FAILED
    node = place / "node"
    node.write_text("#!/bin/sh\necho v18.19.0\n")
    node.chmod(node.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(place))
    built = place / "index.html"
    assert machine.node_version(built).verdict is Verdict.FAILED
    built.touch()
    assert machine.node_version(built).verdict is Verdict.WARNING
    node.unlink()
    assert "not installed" in machine.node_version(built).subject


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_data_directory_that_cannot_be_written(place: Path) -> None:
    place.chmod(0o500)
    assert machine.data_directory(place / "var").verdict is Verdict.FAILED
    place.chmod(0o700)
