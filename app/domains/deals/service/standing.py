"""What a change of a deal may not take from the stage in which it stands."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.domains.deals.models import Deal
from app.domains.deals.rules import contract
from app.domains.deals.rules.stages import StageView
from app.domains.deals.service import facts as deal_facts
from app.domains.deals.service import gate


async def require(
    session: AsyncSession,
    actor: Actor,
    deal: Deal,
    demanding: Sequence[StageView],
    values: Mapping[str, Any],
    answers: Mapping[UUID, Any],
    pointers: Mapping[str, str],
) -> None:
    """Refuse a change by which the deal would lack what its stage demands.

    Asked is about what is being changed, and what that makes the stage demand. A contract made stricter later is asked
    for by the next move.

    Args:
        session: the caller's transaction.
        actor: who changes it.
        deal: as it is before.
        demanding: the stages whose contracts it owes.
        values: what is being changed, by field key.
        answers: the same of the checklists.
        pointers: where in this command's body a field is given.

    Raises:
        StageRequirementsMissingError: with all that would be missing.
    """
    if not (values.keys() & contract.read_keys(demanding) or answers):
        return
    has = await deal_facts.gathered(session, actor, deal, demanding)
    lacked = {item.key for item in contract.missing(demanding, has)}
    lacks = contract.missing(demanding, deal_facts.brought(has, values, answers))
    touched = {*values, *(str(question) for question in answers)}
    gate.refuse([item for item in lacks if item.key in touched or item.key not in lacked], pointers)
