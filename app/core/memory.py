"""How long-running processes keep their memory."""

import gc

COLLECTED_AT = (10_000, 5, 2)
"""Seldom enough not to be felt; often enough that what a thousand closed sockets leave behind is not kept beside new ones."""


def settle() -> None:
    """Leave all that was made while starting out of every later collection, and collect less often."""
    gc.collect()
    gc.freeze()
    # The collector weighs what is new against what it found last time: by now nothing.
    gc.collect()
    gc.set_threshold(*COLLECTED_AT)
    gc.enable()
