"""Filling in what a command brings about a deal's client and her company."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.domains.clients import service as clients
from app.domains.deals.models import Deal
from app.domains.deals.service import gate


async def complete(session: AsyncSession, actor: Actor, deal: Deal, values: Mapping[str, Any]) -> None:
    """Fill in what is not known of them yet; the deal itself has passed its gate with it.

    Raises:
        FactDemandedError: it would make another open deal's stage demand what that deal lacks.
    and what `clients.apply_required` raises.
    """
    changes = await clients.apply_required(session, actor, deal.client_id, values)
    refusals = await gate.keep_demanded(session, actor, changes, apart_from=deal.id) if changes else {}
    for refusal in refusals.values():
        raise refusal
