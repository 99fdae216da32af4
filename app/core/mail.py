"""E-mail addresses: what is one."""

import re
from functools import lru_cache

from pydantic.networks import validate_email

_LONGEST, _LONGEST_LOCAL = 254, 64
_PLAIN = re.compile(r"([A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*)@([A-Za-z0-9.-]+)")
"""What nearly every address looks like: of these only the domain needs a closer look, and domains recur."""


def is_email(value: str) -> bool:
    """Tell whether a text is an e-mail address."""
    plain = _PLAIN.fullmatch(value) if len(value) <= _LONGEST else None
    if plain is not None and len(plain[1]) <= _LONGEST_LOCAL:
        return _has_domain(plain[2])
    return _is_valid(value)


@lru_cache(maxsize=10_000)
def _has_domain(domain: str) -> bool:
    return _is_valid(f"a@{domain}")


def _is_valid(value: str) -> bool:
    try:
        validate_email(value)
    except ValueError:
        return False
    return True
