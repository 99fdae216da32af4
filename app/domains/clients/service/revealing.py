"""Showing what a role sees only masked: with a reason, seldom enough, and on record."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Access, Actor
from app.core.clock import now
from app.core.errors import NotFoundError
from app.core.masking import hides_something
from app.domains.clients.errors import TooManyRevealsError
from app.domains.clients.events import ClientRevealed
from app.domains.clients.queries import lists, records, reveals

PER_HOUR = 20
_HOUR = timedelta(hours=1)


async def reveal(session: AsyncSession, actor: Actor, client_id: UUID, reason: str) -> dict[str, Any]:
    """Return a client's card with what is masked for the actor; whoever sees it anyway leaves no record.

    Raises:
        NotFoundError: no such client, or out of the actor's reach.
        TooManyRevealsError: as often as one may within an hour.
    """
    if hides_something(actor):
        await _count(session, actor)
    card = await lists.card(session, replace(actor, fields=_unmasked(actor)), client_id)
    if card is None:
        raise NotFoundError
    if hides_something(actor):
        events.publish(session, actor, ClientRevealed(client_id=card["id"], reason=reason))
        await session.flush()
    return card


def _unmasked(actor: Actor) -> Mapping[str, Access]:
    return {
        group: Access.READ if access is Access.MASKED else access for group, access in actor.fields.items()
    }


async def _count(session: AsyncSession, actor: Actor) -> None:
    """Let one person reveal at a time, so that many requests at once are counted one after the other."""
    await records.lock_keys(session, actor.workspace_id, [("reveal", str(actor.ref.id))])
    if await reveals.made_since(session, actor, now() - _HOUR) >= PER_HOUR:
        seconds = int(_HOUR.total_seconds())
        raise TooManyRevealsError(params={"most": PER_HOUR}, headers={"Retry-After": str(seconds)})
