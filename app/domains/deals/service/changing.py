"""Changing the facts of open deals."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor
from app.core.errors import NotFoundError
from app.core.http import check_version
from app.domains.deals import queries
from app.domains.deals.events import DealChanged
from app.domains.deals.models import Deal
from app.domains.deals.rules import contract
from app.domains.deals.rules.stages import enforced
from app.domains.deals.rules.titles import search_text
from app.domains.deals.schemas import DealChange
from app.domains.deals.service import gate, records
from app.domains.tasks import service as tasks
from app.platform.customfields import service as customfields

_POINTERS = {key: f"/{column}" for key, column in records.COLUMN_OF.items()}


async def change(session: AsyncSession, actor: Actor, deal_id: UUID, based_on: int, wish: DealChange) -> Deal:
    """Change an open deal; what its stage and those before it demand can't be emptied.

    With the owner go the open tasks that were hers.

    Raises:
        NotFoundError: no such deal within reach, or no such colleague.
        VersionConflictError: changed meanwhile.
        DealClosedError: won or lost.
        StageRequirementsMissingError: a demanded field would be emptied.
        OwnerOutOfReachError: the actor may not change that person's deals.
    """
    deal = await queries.lock(session, actor, deal_id)
    if deal is None:
        raise NotFoundError
    check_version(deal.version, based_on)
    records.require_open(deal)
    wanted = wish.model_dump(exclude_unset=True)
    if wanted.get("owner_id", deal.owner_id) != deal.owner_id:
        await gate.check_owner(session, actor, wanted["owner_id"])
    if "custom" in wanted:
        pipeline = str(deal.pipeline_id)
        wanted["custom"] = await customfields.validated(session, "deal", pipeline, deal.custom, wish.custom)
    await _pass_gate(session, actor, deal, wanted)
    if "title" in wanted:
        deal.search_text = search_text(wanted["title"])
    giver = deal.owner_id
    changes = records.assign(deal, wanted)
    if changes:
        deal.touch()
        events.publish(session, actor, DealChanged(**records.facts(deal), changes=changes))
    if deal.owner_id != giver:
        await tasks.hand_on_with_deal(session, actor, deal.id, giver, deal.owner_id)
    await session.flush()
    return deal


async def _pass_gate(session: AsyncSession, actor: Actor, deal: Deal, wanted: dict[str, Any]) -> None:
    """Ask only about what is being changed: a contract made stricter later is asked for by the next move."""
    values = {key: wanted[column] for key, column in records.COLUMN_OF.items() if column in wanted}
    if not values:
        return
    stages = await gate.load_stages(session, actor, deal.pipeline_id)
    demanding = enforced(stages, gate.stage_of(stages, deal.stage_id))
    facts = await gate.facts_of(session, deal, gate.Brought(values, {}), demanding)
    touched = [item for item in contract.missing(demanding, facts) if item.key in values]
    gate.refuse(touched, _POINTERS)
