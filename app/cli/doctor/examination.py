"""The order of the checks, and the servers they are made on."""

import asyncio
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from app.cli.doctor import machine, servers
from app.cli.doctor.findings import Finding, failed, report
from app.cli.instance import Instance
from app.core.embedded import (
    EmbeddedServerError,
    Role,
    running_postgres_dsn,
    running_valkey_dsn,
    start_postgres,
    start_valkey,
)


def run(*, data_dir: Path, port: int, environment: Mapping[str, str] = os.environ) -> int:
    """Examine the machine, print the report and return the exit code.

    The servers are those of DATABASE_URL and REDIS_URL, else those of the Baton running on `data_dir`, else embedded
    ones started for the examination in a temporary directory.
    """
    findings = [
        machine.python_version(),
        machine.node_version(),
        machine.pages_built(),
        machine.data_directory(data_dir),
        machine.disk_space(data_dir),
        machine.port_is_free(port),
    ]
    return report(findings + _examine_servers(Instance(data_dir), environment))


def _examine_servers(instance: Instance, environment: Mapping[str, str]) -> list[Finding]:
    findings: list[Finding] = []
    try:
        with _postgres_address(instance, environment) as dsn:
            findings += asyncio.run(servers.postgres(dsn))
        with _redis_address(instance, environment) as dsn:
            findings += asyncio.run(servers.redis(dsn))
    except EmbeddedServerError as error:
        findings.append(
            failed(
                f"An embedded server does not start: {error}", "mend that, or set DATABASE_URL and REDIS_URL"
            )
        )
    return findings


@contextmanager
def _postgres_address(instance: Instance, environment: Mapping[str, str]) -> Iterator[str]:
    if environment.get("DATABASE_URL"):
        yield environment["DATABASE_URL"]
    elif instance.is_in_use():
        yield running_postgres_dsn(instance.postgres_home, Role.APP)
    else:
        with ExitStack() as stack:
            server = start_postgres(_temporary(stack) / "postgres")
            stack.callback(server.stop)
            yield server.dsn(Role.APP)


@contextmanager
def _redis_address(instance: Instance, environment: Mapping[str, str]) -> Iterator[str]:
    if environment.get("REDIS_URL"):
        yield environment["REDIS_URL"]
    elif instance.is_in_use():
        yield running_valkey_dsn(instance.valkey_home)
    else:
        with ExitStack() as stack:
            server = start_valkey(_temporary(stack) / "valkey")
            stack.callback(server.stop)
            yield server.dsn()


def _temporary(stack: ExitStack) -> Path:
    """Return a temporary directory that the account of the servers can enter."""
    directory = Path(
        stack.enter_context(tempfile.TemporaryDirectory(prefix="baton-doctor-", ignore_cleanup_errors=True))
    )
    directory.chmod(0o755)
    return directory
