"""Contact points: keeping them, and refusing to add a client a second time because of them."""

from collections.abc import Iterable, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.ids import uuid7
from app.domains.clients import rules
from app.domains.clients.errors import ClientExistsError
from app.domains.clients.models import Client, ContactPoint
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries import records
from app.domains.clients.rules import Point, Wish
from app.domains.clients.schemas import ContactPointInput, DuplicateCandidate


def arrange(wishes: Iterable[ContactPointInput], region: str) -> list[Point]:
    """Return the contact points to keep of those that somebody wrote."""
    return rules.arrange([Wish(w.kind, w.value, w.label, w.is_main) for w in wishes], region)


def rows_of(client: Client, points: Sequence[Point]) -> list[ContactPoint]:
    """Return the rows of a client's contact points."""
    return [
        ContactPoint(
            workspace_id=client.workspace_id,
            id=uuid7(),
            client_id=client.id,
            kind=point.kind,
            value=point.value,
            normalized=point.normalized,
            label=point.label,
            is_main=point.is_main,
            position=place,
        )
        for place, point in enumerate(points)
    ]


def points_of(rows: Iterable[ContactPoint]) -> list[Point]:
    """Return what the rows say."""
    return [Point(row.kind, row.value, row.normalized, row.label, row.is_main) for row in rows]


def derive(client: Client, points: Sequence[Point], company_name: str | None) -> None:
    """Write what follows from a client's names and contact points: the main ones, the order, the search text."""
    client.phone = rules.main_value(points, rules.PHONE)
    client.email = rules.main_value(points, rules.EMAIL)
    client.sort_name = rules.sort_name(client.name)
    names = (client.name, client.given_name, client.family_name)
    client.search_text = rules.search_text(names, points, company_name)


async def claim(
    session: AsyncSession, actor: Actor, points: Sequence[Point], *, allow_duplicate: bool
) -> None:
    """Make sure that nobody has these phones and e-mails, and that nobody adds them before this transaction ends.

    All clients of the workspace count, also those that the actor may not see; of these only the owner is told.

    Raises:
        ClientExistsError: somebody has one of them, and `allow_duplicate` is not set.
    """
    keys = [(point.kind, point.normalized) for point in points if point.normalized]
    await records.lock_keys(session, actor.workspace_id, keys)
    if allow_duplicate or not keys:
        return
    found = await records.holders(session, actor, {normalized for _, normalized in keys})
    if found:
        candidates = [
            DuplicateCandidate(
                id=row.id if actor.reaches(ClientPermission.READ, row.owner_id) else None,
                name=row.name if actor.reaches(ClientPermission.READ, row.owner_id) else None,
                owner_name=row.owner_name,
                matched=row.matched,
            ).model_dump(mode="json")
            for row in found
        ]
        raise ClientExistsError(params={"candidates": candidates})
