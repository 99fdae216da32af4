"""What the domains add to the housekeeping."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Delete

Cleaner = Callable[[UUID, datetime, int], Delete]
"""Is told the workspace, the moment and how many rows at most; returns the statement that deletes them."""

CLEANERS: list[Cleaner] = []


def tidy_with(cleaner: Cleaner) -> None:
    """Have leftovers of a domain deleted too. Called by the registry only."""
    if cleaner not in CLEANERS:
        CLEANERS.append(cleaner)
