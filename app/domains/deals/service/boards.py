"""Boards: a pipeline's stages as columns with their deals."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.clock import now
from app.core.errors import NotFoundError
from app.core.paging import cursor_after
from app.domains.deals import board_queries, queries, shaped_queries
from app.domains.deals.rules.totals import weighted
from app.domains.deals.shaped_queries import Shape

CLOSED_DAYS = 30
BOARD_SORT = "-stage_entered_at"
Cut = Callable[[list[dict[str, Any]], int], tuple[list[dict[str, Any]], str | None]]
"""Returns the cards that are shown of those that were read, and where the rest begins."""


async def board(
    session: AsyncSession, actor: Actor, pipeline_id: UUID, owner_id: UUID | None, limit: int
) -> dict[str, Any]:
    """Return a pipeline's board in the shape of `Board`, in two queries; raises `NotFoundError`."""
    where = queries.narrowing({} if owner_id is None else {"owner_id": owner_id})
    return await _board(session, actor, pipeline_id, where, limit, _cut)


async def shaped_board(
    session: AsyncSession, actor: Actor, pipeline_id: UUID, shape: Shape, limit: int
) -> dict[str, Any]:
    """Return the board of a question; a column goes on by `POST /deals/query`.

    Raises:
        NotFoundError: no such pipeline.
        InvalidRequestError: unknown fields, unfit operators or values.
    """
    where = await shaped_queries.conditions(session, actor, shape)
    order = await shaped_queries.board_order(session, actor)

    def cut(cards: list[dict[str, Any]], most: int) -> tuple[list[dict[str, Any]], str | None]:
        return order.cut([{**card, "_sort_0": card["stage_entered_at"]} for card in cards], most)

    return await _board(session, actor, pipeline_id, where, limit, cut)


async def _board(
    session: AsyncSession, actor: Actor, pipeline_id: UUID, where: Sequence[Any], limit: int, cut: Cut
) -> dict[str, Any]:
    since = now() - timedelta(days=CLOSED_DAYS)
    columns = await board_queries.board_columns(session, actor, pipeline_id, where=where, closed_since=since)
    if not columns:
        raise NotFoundError
    cards = await board_queries.board_cards(
        session, actor, pipeline_id, where=where, closed_since=since, limit=limit + 1
    )
    by_stage: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for card in cards:
        by_stage[card["stage_id"]].append(card)
    return {
        "pipeline_id": pipeline_id,
        "currency": columns[0]["currency"],
        "columns": [_column(column, by_stage[column["stage_id"]], limit, cut) for column in columns],
    }


def _column(column: dict[str, Any], cards: list[dict[str, Any]], limit: int, cut: Cut) -> dict[str, Any]:
    shown, following = cut(cards, limit)
    totals = {name: column[name] for name in ("stage_id", "count", "amount")}
    totals["weighted_amount"] = weighted(column["amount"], column["probability"], column["currency"])
    return {**totals, "items": shown, "next_cursor": following}


def _cut(cards: list[dict[str, Any]], limit: int) -> tuple[list[dict[str, Any]], str | None]:
    shown, more = cards[:limit], len(cards) > limit
    following = cursor_after(BOARD_SORT, shown[-1]["stage_entered_at"], shown[-1]["id"]) if more else None
    return shown, following
