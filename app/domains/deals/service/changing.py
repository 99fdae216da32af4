"""Changing the facts of open deals."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import amounts, events
from app.core.auth import Actor
from app.core.errors import InvalidRequestError
from app.core.http import check_version
from app.domains.deals.events import DealChanged
from app.domains.deals.models import Deal
from app.domains.deals.rules.stages import enforced
from app.domains.deals.rules.titles import search_text
from app.domains.deals.schemas import DealChange
from app.domains.deals.service import completing, gate, offer, records, standing
from app.domains.tasks import service as tasks
from app.platform.customfields import service as customfields


async def change(session: AsyncSession, actor: Actor, deal_id: UUID, based_on: int, wish: DealChange) -> Deal:
    """Change an open deal; what its stage and those before it demand can't be emptied.

    With the owner go the open tasks that were hers.

    Raises:
        NotFoundError: no such deal within reach, or no such colleague.
        VersionConflictError: changed meanwhile.
        DealClosedError: won or lost.
        AmountFromLinesError: its lines say what it comes to.
        StageRequirementsMissingError: a demanded field would be emptied.
        OwnerOutOfReachError: the actor may not change that person's deals.
    """
    deal = await records.locked(session, actor, deal_id)
    check_version(deal.version, based_on)
    records.require_open(deal)
    wanted = wish.model_dump(exclude_unset=True, exclude={"answers", "values"})
    given = wish.values.given()
    offer.refuse_manual(deal, wanted, offer.IN_DEAL)
    _check_amount(deal, wanted)
    if wanted.get("owner_id", deal.owner_id) != deal.owner_id:
        await gate.check_owner(session, actor, wanted["owner_id"])
    if "custom" in wanted:
        pipeline = str(deal.pipeline_id)
        wanted["custom"] = await customfields.validated(session, "deal", pipeline, deal.custom, wish.custom)
    await _pass_gate(session, actor, deal, wanted, wish)
    await completing.complete(session, actor, deal, given)
    if "title" in wanted:
        deal.search_text = search_text(wanted["title"])
    giver = deal.owner_id
    changes = records.assign(deal, wanted) | records.answer(deal, wish.answers)
    if changes:
        deal.touch()
        events.publish(session, actor, DealChanged(**records.facts(deal), changes=changes))
    if deal.owner_id != giver:
        await tasks.hand_on_with_deal(session, actor, deal.id, giver, deal.owner_id)
    await session.flush()
    return deal


def _check_amount(deal: Deal, wanted: Mapping[str, Any]) -> None:
    """Refuse an amount that the currency does not know, and a currency that does not know the amount."""
    if not wanted.keys() & offer.IN_DEAL.keys():
        return
    pointer = offer.IN_DEAL["amount" if "amount" in wanted else "currency"]
    amount, currency = wanted.get("amount", deal.amount), wanted.get("currency", deal.currency)
    if wrong := amounts.too_fine(pointer, amount, currency):
        raise InvalidRequestError(errors=wrong)


async def give(session: AsyncSession, actor: Actor, deal: Deal, owner_id: UUID) -> None:
    """Give a deal that the caller has locked to somebody, with the open tasks that were the giver's.

    Raises:
        DealClosedError: won or lost.
        StageRequirementsMissingError: of the new owner's deals the stage demands more than this one has.
    """
    records.require_open(deal)
    if deal.owner_id == owner_id:
        return
    await _pass_gate(session, actor, deal, {"owner_id": owner_id}, DealChange(owner_id=owner_id))
    giver = deal.owner_id
    changes = records.assign(deal, {"owner_id": owner_id})
    deal.touch()
    events.publish(session, actor, DealChanged(**records.facts(deal), changes=changes))
    await tasks.hand_on_with_deal(session, actor, deal.id, giver, owner_id)


async def _pass_gate(
    session: AsyncSession, actor: Actor, deal: Deal, wanted: dict[str, Any], wish: DealChange
) -> None:
    """Refuse to take from the stage what it demands."""
    stages = await gate.load_stages(session, actor, deal.pipeline_id)
    demanding = enforced(stages, gate.stage_of(stages, deal.stage_id))
    gate.check_answers(demanding, wish.answers)
    values = {f"deal.{name}": value for name, value in wanted.items() if name != "custom"}
    if "custom" in wanted:
        named = {f"deal.custom.{key}": wanted["custom"].get(key) for key in {*deal.custom, *wish.custom}}
        values |= named
    values |= wish.values.given()
    await standing.require(session, actor, deal, demanding, values, wish.answers, gate.POINTERS_OF_DEAL)
