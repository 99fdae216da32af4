"""`baton up`: the whole of Baton on one machine, supervised by this process."""

import os
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.cli import programs
from app.cli.errors import CannotStartError
from app.cli.instance import Instance, port_problem
from app.core.config import ROOT
from app.core.embedded import Role, spawn, start_postgres, start_valkey, stop
from app.core.supervisor import WATCH_SECONDS, Program, StopRequestedError, Supervisor, Watched, stoppable

_API, _WORKERS, _VALKEY, _POSTGRES = "the API", "the workers", "Valkey", "PostgreSQL"
# Nobody may lose the server that he still works with.
_STOP_ORDER = (_API, _WORKERS, _VALKEY, _POSTGRES)
_READY_SECONDS = 90
_DEATHS_BEFORE_GIVING_UP = 3
_STEP_STOP_SECONDS = 10


@dataclass(frozen=True)
class Options:
    """How `baton up` was called. `demo` is None where the caller left it open."""

    data_dir: Path
    host: str
    port: int
    demo: bool | None


def run(options: Options) -> int:
    """Start everything, keep it running until a signal comes, stop everything. Return the exit code.

    Raises `CannotStartError` or `EmbeddedServerError` when something prevents the start; nothing runs then.
    """
    began = time.monotonic()
    instance = Instance(options.data_dir)
    instance.claim()
    problem = port_problem(options.host, options.port)
    if problem is not None:
        raise CannotStartError(f"{problem}. Choose another port: --port N (make run PORT=N).")
    supervisor = Supervisor(_STOP_ORDER)
    try:
        with stoppable():
            _bring_up(supervisor, instance, options, began)
            supervisor.tend_for_ever()
    except StopRequestedError:
        print("\nStopping ...", flush=True)
    finally:
        # A second Ctrl-C ends this process at once; the kernel then stops its children.
        supervisor.stop()
    print("Stopped; nothing is left running.", flush=True)
    return 0


def _bring_up(supervisor: Supervisor, instance: Instance, options: Options, began: float) -> None:
    environment = _start_servers(supervisor, instance, options)
    _finish("the migration", programs.migrate(), environment, instance)
    environment["BATON_DEMO"] = "true" if _load_demo(instance, options, environment) else "false"
    api = _program(
        programs.serve(options.host, options.port), environment, instance, programs.GRACEFUL_SECONDS + 5
    )
    # The API first: on a small machine it is ready sooner when the others do not start beside it.
    _wait_until_ready(supervisor, supervisor.add(_API, api), options)
    supervisor.add(
        _WORKERS, _program(programs.workers(), environment, instance, programs.WORKERS_STOP_SECONDS)
    )
    _announce(environment["BATON_PUBLIC_URL"], instance, time.monotonic() - began)


def _program(
    command: list[str], environment: Mapping[str, str], instance: Instance, stop_seconds: float
) -> Program:
    return Program(command, environment, lock=instance.processes, stop_seconds=stop_seconds)


def _start_servers(supervisor: Supervisor, instance: Instance, options: Options) -> dict[str, str]:
    """Start the embedded servers that no address replaces; return the environment of the programs."""
    environment = dict(os.environ)
    if not environment.get("DATABASE_URL"):
        postgres = start_postgres(instance.postgres_home)
        supervisor.add(_POSTGRES, postgres, running=True)
        environment["DATABASE_URL"] = postgres.dsn(Role.APP)
        environment["DATABASE_OWNER_URL"] = postgres.dsn(Role.OWNER)
    elif not environment.get("DATABASE_OWNER_URL"):
        raise CannotStartError(
            "DATABASE_URL is set, but DATABASE_OWNER_URL is not: the migration runs as the owner, never as the "
            "application's role (see `baton provision`)."
        )
    if not environment.get("REDIS_URL"):
        valkey = start_valkey(instance.valkey_home)
        supervisor.add(_VALKEY, valkey, running=True)
        environment["REDIS_URL"] = valkey.dsn()
    return {**environment, **_own_settings(environment, instance, options)}


def _own_settings(environment: Mapping[str, str], instance: Instance, options: Options) -> dict[str, str]:
    """Return the settings of this installation; those that the administrator has set stay."""
    defaults = {
        "BATON_SECRET_KEY": instance.secret_key(),
        "BATON_PUBLIC_URL": f"http://127.0.0.1:{options.port}",
        "BATON_EXTRA_ORIGINS": f'["http://localhost:{options.port}"]',
        "BATON_VAR_DIR": str(instance.directory),
    }
    return {name: environment.get(name) or value for name, value in defaults.items()}


def _load_demo(instance: Instance, options: Options, environment: Mapping[str, str]) -> bool:
    """Load the demo workspace if this is the first start and it is wanted; return whether there is one.

    `demo.txt` remembers the decision of the first start: empty for no demo, else the log-ins to print.
    """
    if not instance.demo_file.exists():
        embedded = not os.environ.get("DATABASE_URL")
        if not (embedded if options.demo is None else options.demo):
            instance.demo_file.touch()
            return False
        print("Loading the demo workspace ...", flush=True)
        unfinished = instance.demo_file.with_suffix(".new")
        _finish(
            "the demo", programs.demo(), {**environment, "BATON_DEMO": "true"}, instance, output=unfinished
        )
        unfinished.replace(instance.demo_file)
    return instance.demo_file.stat().st_size > 0


def _finish(
    name: str,
    command: list[str],
    environment: Mapping[str, str],
    instance: Instance,
    *,
    output: Path | None = None,
) -> None:
    """Run a program to its end, with its standard output in the file `output` if given.

    Raises `CannotStartError` when it fails.
    """
    with (output or Path(os.devnull)).open("wb") as file:
        process = spawn(
            command,
            death_signal=signal.SIGTERM,
            environment=environment,
            directory=ROOT,
            output=file if output is not None else None,
            inherited=[instance.processes.descriptor],
        )
        try:
            code = process.wait()
        finally:
            stop(process, signal.SIGTERM, seconds=_STEP_STOP_SECONDS)
    if code != 0:
        raise CannotStartError(f"{name} failed (exit code {code}); see the message above.")


def _wait_until_ready(supervisor: Supervisor, api: Watched, options: Options) -> None:
    """Wait until the API answers /ready, tending the services meanwhile."""
    host = "127.0.0.1" if options.host in {"0.0.0.0", "::", ""} else options.host  # noqa: S104 - compared, not bound
    address = f"http://{host}:{options.port}/ready"
    deadline = time.monotonic() + _READY_SECONDS
    while not _answers(address):
        supervisor.tend()
        if api.deaths >= _DEATHS_BEFORE_GIVING_UP:
            raise CannotStartError("The API does not stay up; see the message above.")
        if time.monotonic() > deadline:
            raise CannotStartError(f"The API was not ready after {_READY_SECONDS} s.")
        time.sleep(WATCH_SECONDS)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as response:  # noqa: S310 - always http, see the caller
            return bool(response.status == 200)  # noqa: PLR2004 - HTTP OK
    except (urllib.error.URLError, OSError):
        return False


def _announce(address: str, instance: Instance, seconds: float) -> None:
    print(f"\n  Baton is ready at {address}   (started in {seconds:.1f} s; data in {instance.directory})")
    log_ins = instance.demo_file.read_text().strip() if instance.demo_file.exists() else ""
    for line in log_ins.splitlines():
        print(f"  {line}")
    print("  Stop it with Ctrl-C.\n", flush=True)
