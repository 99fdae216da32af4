"""Contact points: arranging and keeping them, and what follows from them."""

from collections.abc import Iterable, Sequence

from app.core.ids import uuid7
from app.core.text import digits
from app.domains.clients import rules
from app.domains.clients.models import Client, ContactPoint
from app.domains.clients.rules import Point, Wish, matching
from app.domains.clients.schemas import ContactPointInput


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
    """Write what follows from a client's names and contact points: the main ones, the order, what she is found by."""
    client.phone = rules.main_value(points, rules.PHONE)
    client.email = rules.main_value(points, rules.EMAIL)
    client.sort_name = rules.sort_name(client.name)
    client.name_key = matching.name_key(client.kind, client.name)
    names = (client.name, client.given_name, client.family_name)
    client.search_text = rules.search_text(names, points, company_name)


def key_of(point: ContactPoint | Point) -> tuple[str, str]:
    """Return by what two contact points are the same one."""
    return point.kind, point.normalized or digits(point.value) or point.value
