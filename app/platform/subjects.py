"""One-line cards of records, whichever domain owns them: tasks, calls and figures show what they are about by these.

Each domain contributes a resolver through the registry, so a lower domain shows a higher one's record without
knowing it.
"""

from collections.abc import Awaitable, Callable, Collection, Iterable
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.schemas import SubjectCard

Resolver = Callable[[AsyncSession, Actor, Collection[UUID]], Awaitable[Iterable[SubjectCard]]]
"""Returns the cards of those of the records that the actor may see, in one query."""

_resolvers: dict[str, Resolver] = {}


def add_resolver(subject_type: str, resolver: Resolver) -> None:
    """Register a domain's resolver. Called by the registry only."""
    _resolvers[subject_type] = resolver


async def cards(
    session: AsyncSession, actor: Actor, subject_type: str, ids: Iterable[UUID | None]
) -> dict[UUID, SubjectCard]:
    """Return the cards of the records of one type that the actor may see, by id."""
    wanted = {record_id for record_id in ids if record_id is not None}
    resolver = _resolvers.get(subject_type)
    if not wanted or resolver is None:
        return {}
    return {card.id: card for card in await resolver(session, actor, wanted)}
