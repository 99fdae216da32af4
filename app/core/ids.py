"""Identifiers made in the application: UUID version 7 (RFC 9562, section 5.7)."""

import os
import struct
import threading
import time
from datetime import datetime
from uuid import UUID

_MONOTONIC_BITS = 12
_RANDOM_BITS = 62
_DRAWN_AT_ONCE = 512
_NUMBERS = struct.Struct(f"{_DRAWN_AT_ONCE}Q")
_lock = threading.Lock()
_last_tick = 0
_drawn: list[int] = []
"""Randomness not used yet: drawn for many ids at once, because each system call lets go of the interpreter."""
os.register_at_fork(after_in_child=_drawn.clear)


def _next() -> tuple[int, int]:
    """Return a 60-bit tick (milliseconds and a 12-bit fraction) that never repeats in this process, and 64 random bits."""
    global _last_tick  # noqa: PLW0603 - the monotonic counter of RFC 9562 section 6.2 is process state
    nanoseconds = time.time_ns()
    milliseconds, remainder = divmod(nanoseconds, 1_000_000)
    tick = (milliseconds << _MONOTONIC_BITS) | (remainder * (1 << _MONOTONIC_BITS) // 1_000_000)
    with _lock:
        _last_tick = max(tick, _last_tick + 1)
        if not _drawn:
            _drawn.extend(_NUMBERS.unpack(os.urandom(_NUMBERS.size)))
        return _last_tick, _drawn.pop()


def uuid7() -> UUID:
    """Return a new UUIDv7 that sorts after every one made earlier in this process."""
    tick, chance = _next()
    milliseconds, fraction = tick >> _MONOTONIC_BITS, tick & ((1 << _MONOTONIC_BITS) - 1)
    value = (milliseconds << 80) | (0x7 << 76) | (fraction << 64)
    value |= (0b10 << _RANDOM_BITS) | (chance >> (64 - _RANDOM_BITS))
    return UUID(int=value)


def uuid7_floor(moment: datetime) -> UUID:
    """Return what sorts before every id made from this moment on, and after all made earlier."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)
