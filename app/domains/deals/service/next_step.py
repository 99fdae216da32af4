"""The rule that an open deal never lacks a dated open task. Tasks ask it through the registry (`DealGuard`).

A pipeline may take a reason instead (`guided`), or not insist at all (`off`).
"""

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor
from app.core.errors import NotFoundError
from app.domains.deals import pipeline_queries, queries
from app.domains.deals.errors import DealClosedError
from app.domains.deals.events import NextStepWaived
from app.domains.deals.models import Deal
from app.domains.deals.rules import contract
from app.domains.deals.rules.stages import NextStepMode, Semantics
from app.domains.deals.service import records
from app.domains.tasks.errors import NextStepRequiredError


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a command that plans nothing is asked for, or the reason that its pipeline takes instead."""

    missing: tuple[contract.Requirement, ...] = ()
    waived: str | None = None


async def admit(session: AsyncSession, actor: Actor, deal_id: UUID) -> UUID:
    """Lock a deal for which something is planned; returns its client.

    Raises:
        NotFoundError: no such deal, or not the actor's to see.
        DealClosedError: nothing is planned for a closed deal.
    """
    found = await queries.lock_readable(session, actor, deal_id)
    if found is None:
        raise NotFoundError
    if found.status != Semantics.OPEN:
        raise DealClosedError(params={"status": found.status})
    client_id: UUID = found.client_id
    return client_id


async def hold(session: AsyncSession, actor: Actor, deal_id: UUID) -> None:
    """Lock the deal of a task that is about to end, whoever the deal belongs to.

    Of two people who end a deal's last two tasks, the second waits here and then sees what the first has left.
    """
    await queries.hold(session, actor.workspace_id, deal_id)


async def check(session: AsyncSession, actor: Actor, deal_id: UUID, reason: str | None = None) -> None:
    """Refuse to leave a deal without a next step, as far as its pipeline insists; whoever calls holds its lock.

    Raises:
        NextStepRequiredError: the deal is open and nothing is planned; `params.mode` tells whether a reason would do.
    """
    found = await queries.lacking_next_step(session, actor.workspace_id, deal_id)
    if found is None or found.mode == NextStepMode.OFF:
        return
    if found.mode == NextStepMode.GUIDED and reason:
        waive(session, actor, found.Deal, reason)
        return
    raise NextStepRequiredError(params={"deal_id": str(deal_id), "mode": found.mode})


def waive(session: AsyncSession, actor: Actor, deal: Deal, reason: str) -> None:
    """Put down why a deal is left without a next step."""
    events.publish(session, actor, NextStepWaived(**records.facts(deal), reason=reason))


async def asked(session: AsyncSession, actor: Actor, deal: Deal, reason: str | None) -> Verdict:
    """Return what a command that plans nothing is asked for: a next step, unless the pipeline takes less.

    A reason that it takes is put down by the command itself with `waive`, after what it tells of its own.
    """
    mode = await pipeline_queries.next_step_mode(session, actor, deal.pipeline_id)
    if mode == NextStepMode.OFF:
        return Verdict()
    if mode == NextStepMode.GUIDED and reason:
        return Verdict(waived=reason)
    return Verdict(missing=(replace(contract.NEXT_TASK, options=(mode,)),))
