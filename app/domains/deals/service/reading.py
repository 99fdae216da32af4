"""Showing deals: the board, sums, one-line cards, the search."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.errors import NotFoundError
from app.core.schemas import SubjectCard
from app.domains.deals import line_queries, queries, search_queries
from app.domains.deals.permissions import DealPermission
from app.domains.deals.rules.titles import title_patterns
from app.domains.deals.rules.totals import weighted
from app.domains.deals.schemas import DealOut, DealSummary

SHOWN_OF_CLIENT = 20


async def get(session: AsyncSession, actor: Actor, deal_id: UUID) -> DealOut:
    """Return a deal; raises `NotFoundError`."""
    return _shown(await queries.full(session, actor, deal_id))


async def written(session: AsyncSession, actor: Actor, deal_id: UUID) -> DealOut:
    """Return a deal that the actor has just written."""
    return _shown(await queries.full(session, actor, deal_id, own=True))


def _shown(row: dict[str, Any] | None) -> DealOut:
    if row is None:
        raise NotFoundError
    amount = row["amount"]
    likely = None if amount is None else weighted(amount, row["probability"], row["currency"])
    return DealOut.model_validate({**row, "weighted_amount": likely})


async def summaries(session: AsyncSession, actor: Actor, client_ids: Sequence[UUID]) -> list[DealSummary]:
    """Return what the actor may see of these clients' open deals, one line for each client asked about."""
    currency = await queries.currency(session, actor.workspace_id)
    known = await queries.open_by_client(session, actor, client_ids, currency)
    nothing = (0, Decimal("0.00"))
    return [
        DealSummary(
            client_id=client_id,
            open_count=known.get(client_id, nothing)[0],
            open_amount=known.get(client_id, nothing)[1],
            currency=currency,
        )
        for client_id in dict.fromkeys(client_ids)
    ]


async def resolve(session: AsyncSession, actor: Actor, ids: Collection[UUID]) -> list[SubjectCard]:
    """Return the one-line cards of those of the deals that the actor may see."""
    if not actor.may(DealPermission.READ):
        return []
    return [SubjectCard(type="deal", **row) for row in await line_queries.lines(session, actor, ids)]


async def open_deals_of_client(session: AsyncSession, actor: Actor, client_id: UUID) -> list[SubjectCard]:
    """Return a client's open deals that the actor may see, the latest moved first."""
    if not actor.may(DealPermission.READ):
        return []
    rows = await line_queries.open_of_client(session, actor, client_id, SHOWN_OF_CLIENT)
    return [SubjectCard(type="deal", **row) for row in rows]


async def find(session: AsyncSession, actor: Actor, query: str, limit: int) -> list[dict[str, Any]]:
    """Search deals by their titles, in any script."""
    patterns, start = title_patterns(query)
    return await search_queries.hits(session, actor, patterns, start, limit) if patterns else []
