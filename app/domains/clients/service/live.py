"""What open cards hear."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.db import workspace_of
from app.core.events import Event, EventRecord
from app.core.schemas import SubjectRef
from app.domains.clients.events import ClientChanged, ClientCreated, ClientMerged, ClientUnmerged
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries import records
from app.domains.clients.schemas import ClientVersion, TimelineAdded
from app.platform.realtime.frames import Frame, Told


def topic(client_id: UUID) -> str:
    """Return the topic of a client's card."""
    return f"client:{client_id}"


async def may_hear(session: AsyncSession, actor: Actor, client_id: UUID) -> bool:
    """Tell whether the actor may follow a card: as far as she may read it."""
    return await records.ref(session, actor, client_id, ClientPermission.READ) is not None


async def project(session: AsyncSession, told: Sequence[Told]) -> list[list[Frame]]:
    """Tell open cards that something new stands on them, whichever domain it came from, if their readers may read that.

    Nobody has the card open of a client who has only just been added.
    """
    cards = [None if isinstance(one.event, ClientCreated) else one.record.timeline_id for one in told]
    owners = await records.owners(
        session, workspace_of(session), {card for card in cards if card is not None}
    )
    return [
        [] if card is None or card not in owners else _frames(one.record, one.event, card, owners[card])
        for one, card in zip(told, cards, strict=True)
    ]


def _frames(record: EventRecord, event: Event, client_id: UUID, owner: dict[str, Any]) -> list[Frame]:
    subject = SubjectRef(type=record.subject_type, id=record.subject_id)
    place, owner_id = topic(client_id), owner["owner_id"]
    shared_with = frozenset(owner["shared_with"])
    added = TimelineAdded(event_type=record.type, subject=subject)
    frames = [
        Frame(
            place,
            "timeline.added",
            added,
            owned=True,
            owner_id=owner_id,
            shared_with=shared_with,
            needs=event.permission,
        )
    ]
    if isinstance(event, ClientChanged | ClientMerged | ClientUnmerged):
        changed = ClientVersion(id=event.client_id, version=event.version)
        frames.append(
            Frame(place, "client.changed", changed, owned=True, owner_id=owner_id, shared_with=shared_with)
        )
    if isinstance(event, ClientMerged | ClientUnmerged):
        other = ClientVersion(id=event.other_id, version=event.version)
        frames.append(
            Frame(
                topic(event.other_id),
                "client.changed",
                other,
                owned=True,
                owner_id=owner_id,
                shared_with=shared_with,
            )
        )
    return frames
