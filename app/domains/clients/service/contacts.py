"""Contact points: arranging and keeping them, and what follows from them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from app.core.clock import now
from app.core.ids import uuid7
from app.domains.clients import rules
from app.domains.clients.models import Client, ContactPoint
from app.domains.clients.rules import Point, Wish, matching
from app.domains.clients.schemas import ContactPointInput


def arrange(wishes: Sequence[ContactPointInput], region: str, present: Iterable[Point] = ()) -> list[Point]:
    """Return the contact points to keep of those that somebody wrote; what is not said of one stays as it is."""
    arranged = rules.arrange([Wish(w.kind, w.value, w.label, w.is_main) for w in wishes], region)
    before = {key_of(point): point for point in present}
    said = {rules.point_key(w.kind, w.value, rules.normalize(w.kind, w.value, region)): w for w in wishes}
    return [_judged(point, said[key_of(point)], before.get(key_of(point))) for point in arranged]


def _judged(point: Point, wish: ContactPointInput, before: Point | None) -> Point:
    """Return a contact point with what is known of its reaching the client."""
    verified_at = before.verified_at if before else None
    if wish.is_verified is not None:
        verified_at = (verified_at or now()) if wish.is_verified else None
    bad_reason = before.bad_reason if before else None
    if "bad_reason" in wish.model_fields_set:
        bad_reason = wish.bad_reason
    return replace(point, verified_at=verified_at, bad_reason=bad_reason)


def rows_of(client: Client, points: Sequence[Point]) -> list[ContactPoint]:
    """Return the rows of a client's contact points."""
    return [ContactPoint(**values) for values in values_of(client.workspace_id, client.id, points)]


def values_of(workspace_id: UUID, client_id: UUID, points: Sequence[Point]) -> list[dict[str, Any]]:
    """Return the columns of a client's contact points."""
    return [{"workspace_id": workspace_id, **columns} for columns in columns_of(client_id, points)]


def columns_of(client_id: UUID, points: Sequence[Point]) -> list[dict[str, Any]]:
    """Return the columns of a client's contact points, all but the workspace."""
    return [
        {
            "id": uuid7(),
            "client_id": client_id,
            "kind": point.kind,
            "value": point.value,
            "normalized": point.normalized,
            "label": point.label,
            "is_main": point.is_main,
            "position": place,
            "verified_at": point.verified_at,
            "bad_reason": point.bad_reason,
        }
        for place, point in enumerate(points)
    ]


def points_of(rows: Iterable[ContactPoint]) -> list[Point]:
    """Return what the rows say."""
    return [
        Point(row.kind, row.value, row.normalized, row.label, row.is_main, row.verified_at, row.bad_reason)
        for row in rows
    ]


def derive(client: Client, points: Sequence[Point], company_name: str | None) -> None:
    """Write what follows from a client's names and contact points."""
    names = (client.name, client.given_name, client.family_name)
    for column, value in derived(client.kind, names, points, company_name).items():
        setattr(client, column, value)


def derived(
    kind: str,
    names: tuple[str, str | None, str | None],
    points: Sequence[Point],
    company_name: str | None,
) -> dict[str, str | None]:
    """Return what follows from names and contact points: the main ones, the order, what she is found by."""
    return {
        "phone": rules.main_value(points, rules.PHONE),
        "email": rules.main_value(points, rules.EMAIL),
        "sort_name": rules.sort_name(names[0]),
        "name_key": matching.name_key(kind, names[0]),
        "search_text": rules.search_text(names, points, company_name),
    }


def key_of(point: ContactPoint | Point) -> tuple[str, str]:
    """Return by what two contact points are the same one."""
    return rules.point_key(point.kind, point.value, point.normalized)
