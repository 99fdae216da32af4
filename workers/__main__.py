"""The workers and the scheduler of one machine, forked from one process: what all of them load lies in memory once."""

import gc
import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.core.embedded import die_with_parent
from app.core.supervisor import STOP_SIGNALS, StopRequestedError, Supervisor, stoppable
from workers import bulk, interactive, scheduler

Program = Callable[[], None]
PROGRAMS: dict[str, Program] = {
    "worker": interactive.main,
    "bulk": bulk.main,
    "scheduler": scheduler.main,
}


class Forked:
    """A program in a process forked from this one; it ends with this one."""

    def __init__(self, name: str, program: Program) -> None:
        """Remember what it does; lists of processes show it as `baton-<name>`."""
        self._name = name
        self._program = program
        self._pid: int | None = None

    def start(self) -> None:
        """Fork."""
        parent = os.getpid()
        self._pid = os.fork()
        if self._pid == 0:
            _become(self._name, self._program, parent)

    def is_running(self) -> bool:
        """Return whether it lives (and reap it if it does not)."""
        if self._pid is not None and os.waitpid(self._pid, os.WNOHANG)[0] != 0:
            self._pid = None
        return self._pid is not None

    def ask_to_stop(self) -> None:
        """Tell it to finish what it does; `stop` waits for that."""
        if self._pid is not None:
            os.kill(self._pid, signal.SIGTERM)

    def stop(self) -> None:
        """Wait until it is gone; whoever stops this process kills it if that takes too long."""
        self.ask_to_stop()
        if self._pid is not None:
            os.waitpid(self._pid, 0)
            self._pid = None


def _become(name: str, program: Program, parent: int) -> None:
    """Do what the program does in this fresh process, and nothing of what its parent still has to do."""
    code = 0
    try:
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        die_with_parent(signal.SIGTERM, parent)()
        with suppress(OSError):
            Path("/proc/self/comm").write_text(f"baton-{name}", encoding="ascii")
        program()
    except BaseException:  # noqa: BLE001 - whatever it is, it must not run on into the parent's code
        traceback.print_exc()
        code = 1
    sys.stderr.flush()
    os._exit(code)


def main(programs: dict[str, Program]) -> None:
    """Keep the programs running until told to stop."""
    gc.collect()
    # What never changes is not looked at again, so that its pages stay shared.
    gc.freeze()
    supervisor = Supervisor(tuple(programs))
    forked = {name: Forked(name, program) for name, program in programs.items()}
    with suppress(StopRequestedError), stoppable():
        for name, process in forked.items():
            supervisor.add(name, process)
        supervisor.tend_for_ever()
    for process in forked.values():
        process.ask_to_stop()
    supervisor.stop()


if __name__ == "__main__":
    main(PROGRAMS)
