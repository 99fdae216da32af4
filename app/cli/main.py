"""Arguments of the `baton` command."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import doctor, programs, provision, up
from app.cli.errors import CannotStartError
from app.core.config import ROOT
from app.core.embedded import EmbeddedServerError

if TYPE_CHECKING:
    # argparse's subparser action is generic in its stubs only.
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no public name


def main(arguments: list[str] | None = None) -> None:
    """Run the `baton` command and exit with its code."""
    options = parser().parse_args(arguments)
    try:
        sys.exit(options.run(options))
    except (EmbeddedServerError, CannotStartError) as error:
        sys.exit(f"baton: {error}")


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; a parsed command carries its action as `run`."""
    whole = argparse.ArgumentParser(prog="baton", description="Baton, a self-hosted CRM.")
    commands = whole.add_subparsers(required=True, metavar="command")
    _add_up(commands)
    _add_doctor(commands)
    _add_serve(commands)
    _add(commands, "workers", "the three below together", lambda _: programs.become(programs.workers()))
    _add(commands, "worker", "one worker alone", lambda _: programs.become(programs.worker()))
    _add(commands, "bulk", "the worker for long jobs alone", lambda _: programs.become(programs.bulk()))
    _add(commands, "scheduler", "the scheduler alone", lambda _: programs.become(programs.scheduler()))
    _add(commands, "migrate", "bring the schema up to date", lambda _: programs.become(programs.migrate()))
    _add(commands, "provision", "create roles, database and extensions", lambda _: provision.run())
    _add(commands, "demo", "fill an empty database with the demo", lambda _: programs.become(programs.demo()))
    _add_facts(commands)
    _add_openapi(commands)
    return whole


def _add(
    commands: "Commands", name: str, text: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
    command.set_defaults(run=run)
    return command


def _add_up(commands: "Commands") -> None:
    command = _add(
        commands,
        "up",
        "everything on this machine: servers, API, worker, scheduler",
        lambda options: up.run(up.Options(options.data_dir, options.host, options.port, options.demo)),
    )
    _add_data_directory(command)
    _add_address(command)
    command.add_argument(
        "--demo",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="load the demo workspace on first start (default: yes with the embedded database, else no)",
    )


def _add_doctor(commands: "Commands") -> None:
    command = _add(
        commands,
        "doctor",
        "check this machine and say how to mend what is wrong",
        lambda options: doctor.run(data_dir=options.data_dir, port=options.port),
    )
    _add_data_directory(command)
    _add_port(command)


def _add_serve(commands: "Commands") -> None:
    command = _add(
        commands,
        "serve",
        "the API alone",
        lambda options: programs.become(programs.serve(options.host, options.port)),
    )
    _add_address(command)


def _add_facts(commands: "Commands") -> None:
    command = _add(
        commands,
        "facts",
        "check that the facts of deals' stages equal the event history",
        lambda options: programs.become(programs.facts(rebuild=options.rebuild)),
    )
    command.add_argument(
        "--rebuild", action="store_true", help="make those anew that differ, instead of telling how many do"
    )


def _add_openapi(commands: "Commands") -> None:
    command = _add(
        commands,
        "openapi",
        "write openapi/openapi.json and openapi/events.json",
        lambda options: programs.become(programs.openapi(check=options.check)),
    )
    command.add_argument(
        "--check", action="store_true", help="write nothing; fail when they differ from the code"
    )


def _add_data_directory(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--data-dir", type=Path, default=ROOT / "var", help="where all data are kept (default: %(default)s)"
    )


def _add_address(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    _add_port(command)


def _add_port(command: argparse.ArgumentParser) -> None:
    command.add_argument("--port", type=int, default=8000, help="port of the API (default: %(default)s)")
