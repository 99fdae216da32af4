"""What each domain contributes to the search."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.schemas import Schema


class SearchHit(Schema):
    """One found record."""

    type: str
    id: UUID
    title: str
    subtitle: str | None
    matched: str | None


Find = Callable[[AsyncSession, Actor, str, int], Awaitable[list[dict[str, Any]]]]
"""Returns rows with the fields of `SearchHit`, best first, only those that the actor may see."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A domain's part of the search."""

    permission: str
    find: Find


_providers: list[Provider] = []


def add_provider(provider: Provider) -> None:
    """Register a domain's part. Called by the registry only."""
    if provider not in _providers:
        _providers.append(provider)


def providers() -> list[Provider]:
    """Return every part, in the registry's order."""
    return list(_providers)
