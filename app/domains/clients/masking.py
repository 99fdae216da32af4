"""What of a client belongs to which group of fields, and how it is hidden from whoever may not read the group."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import EVENTS, PERSONAL, Access, Actor
from app.core.masking import Hidden, Mask, Rules, contact, hides_something, mask_contact, text
from app.platform.customfields import service as customfields


def _mask_points(points: Any) -> Any:
    """Hide the values of contact points: whole ones of a card, or the bare values that an event tells."""
    return [
        mask_contact(point)
        if isinstance(point, str)
        else {
            **point,
            "value": mask_contact(point["value"]),
            "normalized": point.get("normalized") and mask_contact(point["normalized"]),
        }
        for point in points
    ]


_IDENTITY = Hidden(PERSONAL)
RULES: Rules = {
    "given_name": _IDENTITY,
    "family_name": _IDENTITY,
    "company_id": _IDENTITY,
    "company_name": _IDENTITY,
    "position": _IDENTITY,
    "language": _IDENTITY,
    "time_zone": _IDENTITY,
    "phone": contact(PERSONAL),
    "email": contact(PERSONAL),
    "tax_id": text(PERSONAL),
    "contact_points": Hidden(PERSONAL, _mask_points, []),
    "source": text(EVENTS),
    "note": text(EVENTS),
    "qualification": Hidden(EVENTS, lambda _: None),
    "tags": Hidden(EVENTS, lambda _: [], []),
}
"""The name is in no group: a record that one may see at all has to be called something."""
GROUPS = {name: rule.group for name, rule in RULES.items()} | {"name": PERSONAL}
"""Which group a field that can be written belongs to; what is not here is nobody's in particular."""


def contact_shown(actor: Actor, value: str | None) -> str | None:
    """Return a phone or an e-mail as the actor may see it, wherever it stands."""
    shown: str | None = Mask(actor).value(RULES["phone"], value)
    return shown


def rows_shown(actor: Actor, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows of clients as the actor may see them."""
    if hides_something(actor):
        mask = Mask(actor)
        for row in rows:
            mask.record(RULES, row)
    return rows


async def card_shown(
    session: AsyncSession, actor: Actor, card: dict[str, Any] | None
) -> dict[str, Any] | None:
    """Return a card as the actor may see it."""
    if card is None or not hides_something(actor):
        return card
    return (await customfields.mask(session, actor, "client")).record(RULES, card)


def may_find_by_part(actor: Actor) -> bool:
    """Tell whether parts of numbers and addresses may be looked for: else one could guess them piece by piece."""
    return actor.field_access(PERSONAL) not in {Access.NONE, Access.MASKED}
