"""Waiting for what other processes do: often looked for, never for ever."""

import asyncio
import time
from collections.abc import Awaitable, Callable


async def holds(condition: Callable[[], bool], seconds: float, *, every: float = 0.02) -> bool:
    """Wait until a condition holds; tells whether it did within the time."""
    deadline = time.monotonic() + seconds
    while True:
        if condition():
            return True
        if time.monotonic() > deadline:
            return False
        await asyncio.sleep(every)


async def becomes(condition: Callable[[], Awaitable[bool]], seconds: float, *, every: float = 0.05) -> bool:
    """Wait until a condition that has to be asked for holds; tells whether it did within the time."""
    deadline = time.monotonic() + seconds
    while True:
        if await condition():
            return True
        if time.monotonic() > deadline:
            return False
        await asyncio.sleep(every)
