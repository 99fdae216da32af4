"""Many deals at once, each by the same rules as alone: one lock and one flush for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.db import leave_to_relay
from app.core.errors import AppError, FieldError
from app.domains.deals import queries
from app.domains.deals.models import Deal
from app.domains.deals.schemas import MoveInput
from app.domains.deals.service import changing, moving

ELSEWHERE = "other_pipeline"
"""The deal goes another way than the stage is on."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one deal: what it was and is, or the refusal's code and what was missing."""

    deal_id: UUID
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    error: str | None = None
    detail: dict[str, Any] | None = None


async def move_many(
    session: AsyncSession, actor: Actor, ids: Sequence[UUID], pipeline_id: UUID, wish: MoveInput
) -> list[Result]:
    """Move deals to one stage, each that may go there; says of each what became of it, in the order of the ids."""
    found = await queries.lock_many(session, actor, ids)
    results = [await _move(session, actor, found.get(one), one, pipeline_id, wish) for one in ids]
    await _finish(session)
    return results


async def _move(
    session: AsyncSession, actor: Actor, deal: Deal | None, deal_id: UUID, pipeline_id: UUID, wish: MoveInput
) -> Result:
    if deal is None:
        return Result(deal_id, error="not_found")
    if deal.pipeline_id != pipeline_id:
        return Result(deal_id, error=ELSEWHERE)
    if deal.stage_id == wish.stage_id:
        return Result(deal_id)
    before = {"stage_id": str(deal.stage_id)}
    try:
        await moving.advance(session, actor, deal, wish)
    except AppError as error:
        return _refused(deal_id, error)
    return Result(deal_id, before, {"stage_id": str(deal.stage_id)})


def _refused(deal_id: UUID, error: AppError) -> Result:
    missing = [_named(one) for one in error.errors]
    return Result(deal_id, error=error.code, detail={"missing": missing} if missing else None)


def _named(lacked: FieldError) -> dict[str, Any]:
    """Name what was lacked; of a next step also whether a reason would do."""
    told = {"pointer": lacked.pointer, "label": lacked.params.get("label", lacked.pointer)}
    return told | {"mode": lacked.params["mode"]} if "mode" in lacked.params else told


async def give_many(
    session: AsyncSession, actor: Actor, owners: Mapping[UUID, UUID], *, from_owner: UUID | None = None
) -> list[Result]:
    """Give deals to colleagues, with the open tasks that were the givers'.

    Args:
        session: the caller's write transaction.
        actor: who gives.
        owners: whose each is to be; whether the actor may give to them is settled by the caller.
        from_owner: whose each must still be; anybody's when None.
    """
    found = await queries.lock_many(session, actor, list(owners))
    results = []
    for deal_id, owner_id in owners.items():
        deal = found.get(deal_id)
        if deal is None:
            results.append(Result(deal_id, error="not_found"))
        elif from_owner is not None and deal.owner_id != from_owner:
            results.append(Result(deal_id, error="changed_since"))
        else:
            results.append(await _give(session, actor, deal, owner_id))
    await _finish(session)
    return results


async def _give(session: AsyncSession, actor: Actor, deal: Deal, owner_id: UUID) -> Result:
    before = deal.owner_id
    try:
        await changing.give(session, actor, deal, owner_id)
    except AppError as error:
        return Result(deal.id, error=error.code)
    if before == owner_id:
        return Result(deal.id)
    return Result(deal.id, {"owner_id": str(before)}, {"owner_id": str(owner_id)})


async def _finish(session: AsyncSession) -> None:
    await session.flush()
    leave_to_relay(session)
