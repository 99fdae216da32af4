"""Password hashing (Argon2id), off the event loop and never more than two at a time."""

import asyncio
import functools
import weakref

from pwdlib import PasswordHash

from app.core.errors import FieldError
from app.domains.identity.errors import WeakPasswordError
from app.domains.identity.rules import MAXIMUM_PASSWORD, MINIMUM_PASSWORD, password_weakness

_hasher = PasswordHash.recommended()
_gates: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = weakref.WeakKeyDictionary()


def _gate() -> asyncio.Semaphore:
    """One hash costs a fifth of a second of CPU and 64 MiB, so they queue."""
    return _gates.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(2))


async def hash_password(password: str) -> str:
    """Return what is stored of a password."""
    async with _gate():
        return await asyncio.to_thread(_hasher.hash, password)


async def verify_password(password: str, stored: str | None) -> bool:
    """Tell whether the password fits; without a stored hash it takes as long and says no."""
    async with _gate():
        fits = await asyncio.to_thread(_verify, password, stored)
    return fits and stored is not None


def _verify(password: str, stored: str | None) -> bool:
    return _hasher.verify(password, stored or _nobody())


@functools.cache
def _nobody() -> str:
    """A hash that takes as long to check as a person's; made when first needed, not by every process that starts."""
    return _hasher.hash("nobody has this password")


def check_password(password: str, *known: str) -> None:
    """Refuse a password that is easy to guess; raises `WeakPasswordError`."""
    weakness = password_weakness(password, known)
    if weakness is not None:
        params = {"minimum": MINIMUM_PASSWORD, "maximum": MAXIMUM_PASSWORD}
        error = FieldError(pointer="/password", code=weakness, detail="too easy to guess", params=params)
        raise WeakPasswordError(params={"weakness": weakness, **params}, errors=[error])
