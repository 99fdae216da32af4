"""How long-running processes keep their memory."""

import gc

COLLECTED_AT = (20_000, 50, 100)
"""Seldom: who hears of a change at once is thousands of sockets, and each collection looks at all that they keep."""


def settle() -> None:
    """Leave all that was made while starting out of every later collection, and collect less often."""
    gc.collect()
    gc.freeze()
    # The collector weighs what is new against what it found last time: by now nothing.
    gc.collect()
    gc.set_threshold(*COLLECTED_AT)
    gc.enable()
