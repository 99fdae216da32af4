"""Opening deals."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import amounts, events
from app.core.auth import Actor
from app.core.clock import now
from app.core.errors import FieldError, InvalidRequestError
from app.core.ids import uuid7
from app.domains.clients import service as clients
from app.domains.deals import lineage_queries, pipeline_queries, queries
from app.domains.deals.errors import SecondDealError, StageSkippedError
from app.domains.deals.events import DealCreated
from app.domains.deals.models import Deal
from app.domains.deals.permissions import DealPermission
from app.domains.deals.rules import contract
from app.domains.deals.rules.stages import SecondDeal, Semantics, StageView, enforced, open_stages, staying
from app.domains.deals.rules.titles import search_text
from app.domains.deals.schemas import DealInput
from app.domains.deals.service import (
    circle,
    completing,
    entering,
    first_steps,
    gate,
    next_step,
    offer,
    records,
)
from app.domains.deals.service import facts as deal_facts
from app.platform.customfields import service as customfields


async def create(
    session: AsyncSession, actor: Actor, wish: DealInput, *, revives: UUID | None = None
) -> Deal:
    """Open a deal with its first next step; `revives` is the lost deal that it wins back.

    Raises:
        NotFoundError: no such pipeline, stage or owner; or a client that the actor may not see.
        StageSkippedError: a deal can't begin closed.
        StageLeavingError: the stage is being taken out.
        OwnerOutOfReachError: the actor may not change that person's deals.
        StageRequirementsMissingError: what the stage and those before it demand isn't all there.
        SecondDealError: the client has an open deal in this pipeline already.
        AmountFromLinesError: an amount that is not what the lines come to.
        InvalidRequestError: a program must name the owner; an answer to a question nobody asks.
    """
    await clients.require_visible(session, actor, wish.client_id)
    stages = await gate.load_stages(session, actor, wish.pipeline_id)
    stage = _first(stages, wish.stage_id)
    owner_id = _owner(actor, wish)
    await gate.check_owner(session, actor, owner_id)
    previous_id = await _check_second(session, actor, wish)
    moment = now()
    deal = Deal(
        workspace_id=actor.workspace_id,
        id=uuid7(),
        pipeline_id=wish.pipeline_id,
        stage_id=stage.id,
        client_id=wish.client_id,
        owner_id=owner_id,
        title=wish.title,
        search_text=search_text(wish.title),
        amount=wish.amount,
        currency=wish.currency or await queries.currency(session, actor.workspace_id),
        status=Semantics.OPEN,
        stage_entered_at=moment,
        expected_on=wish.expected_on,
        previous_deal_id=revives or previous_id,
        is_revived=revives is not None,
        description=wish.description or None,
        source=wish.source,
        campaign=wish.campaign,
        answers=records.answers_of(wish.answers),
        custom=await customfields.validated(session, "deal", str(wish.pipeline_id), {}, wish.custom),
        version=1,
    )
    if wrong := amounts.too_fine(offer.IN_DEAL["amount"], wish.amount, deal.currency):
        raise InvalidRequestError(errors=wrong)
    comes = await offer.drafted(session, actor, wish.lines, deal.currency)
    offer.refuse_manual(
        deal, {"amount": wish.amount} if wish.amount is not None else {}, offer.IN_DEAL, comes=comes
    )
    people = [one.client_id for one in wish.participants]
    await circle.check(session, actor, people, wish.competitor_ids, circle.IN_DEAL)
    brought = offer.as_values(comes) | circle.as_values(wish.participants, wish.competitor_ids)
    waived = await _pass_gate(session, actor, deal, wish, brought, enforced(stages, stage))
    session.add(deal)
    await offer.put(session, deal, comes)
    await session.flush()
    circle.gather(session, deal, wish.participants, wish.competitor_ids)
    await completing.complete(session, actor, deal, wish.values.given())
    await entering.enter(session, deal, stage, moment)
    events.publish(session, actor, DealCreated(**records.facts(deal), stage_name=stage.name), at=moment)
    if waived is not None:
        next_step.waive(session, actor, deal, waived)
    first_steps.plan(session, actor, deal, wish.next_task, stage)
    await session.flush()
    return deal


def _first(stages: list[StageView], wanted: UUID | None) -> StageView:
    beginning = open_stages(staying(stages))[0]
    stage = beginning if wanted is None else gate.stage_of(stages, wanted)
    gate.require_staying(stage)
    if stage.semantics is not Semantics.OPEN:
        raise StageSkippedError(params={"next_stage_id": str(beginning.id)})
    return stage


async def _check_second(session: AsyncSession, actor: Actor, wish: DealInput) -> UUID | None:
    """Keep to the pipeline's rule about second open deals; returns the client's deal that was closed last.

    Raises:
        SecondDealError: she has an open deal here, and the rule forbids or wants to be told.
    """
    rule = await pipeline_queries.second_deal_rule(session, actor, wish.pipeline_id)
    if rule != SecondDeal.ALLOW and not (rule == SecondDeal.ASK and wish.allow_second):
        # Of two who open at once the second waits here, and then sees the first one's deal.
        await clients.known(session, wish.client_id, hold=True)
        found = await lineage_queries.open_in_pipeline(
            session, actor.workspace_id, wish.client_id, wish.pipeline_id
        )
        if found:
            seen = [row for row in found if actor.reaches(DealPermission.READ, row.owner_id)]
            candidates = [
                {"id": str(row.id), "title": row.title, "stage_name": row.stage_name} for row in seen
            ]
            may_allow = rule == SecondDeal.ASK
            raise SecondDealError(
                params={"candidates": candidates, "count": len(found), "may_allow": may_allow}
            )
    return await lineage_queries.last_closed(session, actor.workspace_id, wish.client_id)


def _owner(actor: Actor, wish: DealInput) -> UUID:
    owner_id = wish.owner_id or actor.user_id
    if owner_id is None:
        detail = "a program must say whose deal it is"
        raise InvalidRequestError(
            detail, errors=[FieldError(pointer="/owner_id", code="required", detail=detail)]
        )
    return owner_id


async def _pass_gate(
    session: AsyncSession,
    actor: Actor,
    deal: Deal,
    wish: DealInput,
    values: dict[str, Any],
    demanding: list[StageView],
) -> str | None:
    """Refuse with everything that is missing; returns the reason that stands for a next step."""
    gate.check_answers(demanding, wish.answers)
    has = await deal_facts.gathered(session, actor, deal, demanding)
    missing = contract.missing(demanding, deal_facts.brought(has, wish.values.given() | values, wish.answers))
    verdict = next_step.Verdict()
    if wish.next_task is None and demanding[-1].first_task is None:
        verdict = await next_step.asked(session, actor, deal, wish.no_next_step_reason)
        missing += verdict.missing
    gate.refuse(missing, gate.POINTERS_OF_DEAL)
    return verdict.waived
