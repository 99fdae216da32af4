"""Pure decisions: through which states bulk work goes."""

from collections.abc import Mapping
from enum import StrEnum


class BulkState(StrEnum):
    """Where a piece of bulk work stands."""

    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    DONE = "done"
    UNDONE = "undone"
    FAILED = "failed"


class ChangeState(StrEnum):
    """What became of one record."""

    WAITING = "waiting"
    DONE = "done"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    UNDONE = "undone"
    KEPT = "kept"


class Command(StrEnum):
    """What a person may tell it."""

    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"
    UNDO = "undo"


GOING = frozenset({BulkState.QUEUED, BulkState.RUNNING})
_ALLOWED: Mapping[Command, frozenset[BulkState]] = {
    Command.PAUSE: GOING,
    Command.RESUME: frozenset({BulkState.PAUSED}),
    Command.CANCEL: frozenset({*GOING, BulkState.PAUSED}),
    Command.UNDO: frozenset({BulkState.DONE, BulkState.CANCELLED, BulkState.FAILED}),
}


def allows(state: str, command: Command, *, is_undo: bool) -> bool:
    """Tell whether a command makes sense now. Undoing is done once, and not cancelled halfway."""
    if is_undo and command in {Command.CANCEL, Command.UNDO}:
        return False
    return BulkState(state) in _ALLOWED[command]
