"""What a merge would do, and which merges stand."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.errors import FieldError, InvalidRequestError
from app.domains.clients.merging_schemas import MergeField, MergeOut, MergePreview, MergeSide
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries import lists
from app.domains.clients.queries import merging as queries
from app.domains.clients.rules import Point, matching
from app.domains.clients.rules import merging as rules
from app.domains.clients.service import merging, rights
from app.domains.clients.service.likeness import profile_of
from app.domains.clients.service.reading import require_visible


async def preview(session: AsyncSession, actor: Actor, client_id: UUID, other_id: UUID) -> MergePreview:
    """Show two records beside each other.

    Raises:
        FieldForbiddenError: not every field is hers to edit.
        NotFoundError: one of the two does not exist or is out of the actor's reach.
        ClientMergedError: one of the two was merged already.
        InvalidRequestError: the same record twice, or a person and a company.
    """
    if client_id == other_id:
        raise _wrong("same_client", "two different clients are needed")
    cards = [await _card(session, actor, one) for one in (client_id, other_id)]
    rights.require_every_field(actor)
    mine, theirs = cards
    if mine["kind"] != theirs["kind"]:
        raise _wrong("other_kind", "a person and a company are not one client")
    names = [*merging.fields(), *(f"custom.{key}" for key in _custom_keys(mine, theirs))]
    sides = [(_value(mine, name), _value(theirs, name), name) for name in names]
    match = matching.score(_profile(mine), _profile(theirs))
    return MergePreview(
        mine=await _side(session, actor, mine),
        theirs=await _side(session, actor, theirs),
        fields=[
            MergeField.model_validate(
                {
                    "field": name,
                    "mine": one,
                    "theirs": other,
                    "usual": rules.usual_choice(name, one, other),
                    "choices": list(rules.choices(name)),
                }
            )
            for one, other, name in sides
            if one is not None or other is not None
        ],
        score=match.score,
        reasons=list(match.reasons),
    )


def _wrong(code: str, detail: str) -> InvalidRequestError:
    return InvalidRequestError(
        detail, errors=[FieldError(pointer="/query/other_id", code=code, detail=detail)]
    )


async def _card(session: AsyncSession, actor: Actor, client_id: UUID) -> dict[str, Any]:
    await require_visible(session, actor, client_id, ClientPermission.WRITE)
    card = await lists.card(session, actor, client_id, own=True)
    assert card is not None  # noqa: S101 - seen a moment ago in the same transaction
    return card


def _custom_keys(*cards: dict[str, Any]) -> list[str]:
    return sorted({key for card in cards for key in card.get("custom") or {}})


def _value(card: dict[str, Any], name: str) -> Any:
    first, _, key = name.partition(".")
    value = card.get(first)
    return (value or {}).get(key) if key else value


async def _side(session: AsyncSession, actor: Actor, card: dict[str, Any]) -> MergeSide:
    refers = await queries.count(session, actor.workspace_id, card["id"])
    return MergeSide.model_validate({**card, "refers": refers})


def _profile(card: dict[str, Any]) -> matching.Profile:
    points = [
        Point(point["kind"], point["value"], point["normalized"], None, point["is_main"])
        for point in card["contact_points"]
    ]
    return profile_of(card["kind"], card["name"], points, card["tax_id"], card["company_name"])


async def merges(session: AsyncSession, actor: Actor, client_id: UUID) -> list[MergeOut]:
    """Return the merges into a client that stand, the latest first; raises `NotFoundError`."""
    await require_visible(session, actor, client_id)
    rows = await queries.standing(session, actor.workspace_id, client_id)
    return [MergeOut.model_validate(row) for row in rows]
