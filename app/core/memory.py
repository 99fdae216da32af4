"""How long-running processes keep their memory."""

import gc


def settle() -> None:
    """Leave all that was made while starting out of every later collection, and collect less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
