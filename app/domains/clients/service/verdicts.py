"""What people said about pairs stays said when one of a pair is merged: who was two with her is two with the one."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.ids import uuid7
from app.domains.clients.models import DuplicatePair
from app.domains.clients.queries import review as queries

MOVED = "duplicate_pairs"
"""Under this name a merge keeps which pairs it decided: their ids, and the states that they had."""
_NEW = ""
DISMISSED = "dismissed"


async def carry_over(
    session: AsyncSession, workspace_id: UUID, loser_id: UUID, winner_id: UUID
) -> list[list[Any]]:
    """Say of the winner what was said of the loser; returns what `take_back` needs."""
    said = await queries.pairs_of(session, workspace_id, loser_id, state=DISMISSED)
    marks = {_beside(pair, loser_id): pair for pair in said}
    marks.pop(winner_id, None)
    if not marks:
        return []
    known = {
        _beside(pair, winner_id): pair for pair in await queries.pairs_of(session, workspace_id, winner_id)
    }
    decided: list[list[Any]] = []
    for other_id, mark in marks.items():
        pair = known.get(other_id)
        if pair is not None and pair.state == DISMISSED:
            continue
        former = _NEW if pair is None else pair.state
        if pair is None:
            pair = _pair(workspace_id, winner_id, other_id)
            session.add(pair)
        pair.state, pair.decided_at, pair.decided_by_name = DISMISSED, mark.decided_at, mark.decided_by_name
        decided.append([str(pair.id), former])
    return decided


async def take_back(session: AsyncSession, workspace_id: UUID, decided: list[list[Any]]) -> None:
    """Undo `carry_over`, but for pairs about which somebody has said otherwise since."""
    former = {UUID(pair_id): state for pair_id, state in decided}
    for pair in await queries.pairs(session, workspace_id, list(former)):
        if pair.state != DISMISSED:
            continue
        if former[pair.id] == _NEW:
            await session.delete(pair)
        else:
            pair.state, pair.decided_at, pair.decided_by_name = former[pair.id], None, None


def _beside(pair: DuplicatePair, client_id: UUID) -> UUID:
    return pair.other_id if pair.one_id == client_id else pair.one_id


def _pair(workspace_id: UUID, one_id: UUID, other_id: UUID) -> DuplicatePair:
    first, second = sorted((one_id, other_id))
    return DuplicatePair(
        workspace_id=workspace_id, id=uuid7(), one_id=first, other_id=second, score=0, reasons=[]
    )
