"""Finding clients for whoever may not read their numbers: by names, or by a whole number or address.

By parts she could guess what is hidden from her piece by piece, so whatever was found by a number's part is left out.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import literal, null, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.orm import among
from app.core.text import normalize_phone
from app.domains.clients import rules
from app.domains.clients.models import Client, ContactPoint
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries import records
from app.domains.clients.queries.columns import COMPANY_ON, Company, visible_clients
from app.domains.clients.queries.searching import candidates

MOST = 1000
"""So many of the best finds are looked through for those that the names themselves explain."""


async def found(session: AsyncSession, actor: Actor, query: str) -> list[UUID]:
    """Return the clients that a query finds, the best first."""
    whole = await _whole(session, actor, query)
    if whole is not None:
        return await _holders(session, actor, whole)
    terms = rules.search_terms(query)
    if terms is None or terms.is_phone:
        return []
    ranked = candidates(actor, terms, MOST)
    statement = (
        select(Client.id, Client.name, Client.given_name, Client.family_name, Company.name.label("company"))
        .select_from(ranked)
        .join(Client, Client.id == ranked.c.id)
        .outerjoin(Company, COMPANY_ON)
        .where(visible_clients(actor, ClientPermission.READ))
        .order_by(ranked.c.rank.desc(), Client.sort_name, Client.id)
    )
    return [
        row.id
        for row in await session.execute(statement)
        if rules.explained(terms, (row.name, row.given_name, row.family_name), row.company)
    ]


async def hits(session: AsyncSession, actor: Actor, query: str, most: int) -> list[dict[str, Any]]:
    """Return what the search box shows of them."""
    ids = (await found(session, actor, query))[:most]
    statement = (
        select(
            literal("client").label("type"),
            Client.id,
            Client.name.label("title"),
            Company.name.label("subtitle"),
            null().label("matched"),
        )
        .outerjoin(Company, COMPANY_ON)
        .where(visible_clients(actor, ClientPermission.READ), among(Client.id, ids))
    )
    rows = {row["id"]: dict(row) for row in (await session.execute(statement)).mappings()}
    return [rows[one] for one in ids if one in rows]


async def _whole(session: AsyncSession, actor: Actor, query: str) -> str | None:
    """Return the whole number or address that the query is, in the form by which they are compared."""
    if "@" in query:
        return query.strip().lower()
    if not rules.is_number(query):
        return None
    return normalize_phone(query, await records.phone_region(session, actor)) or ""


async def _holders(session: AsyncSession, actor: Actor, normalized: str) -> list[UUID]:
    holds = select(ContactPoint.client_id).where(
        ContactPoint.workspace_id == actor.workspace_id, ContactPoint.normalized == normalized
    )
    statement = select(Client.id).where(visible_clients(actor, ClientPermission.READ), Client.id.in_(holds))
    return list((await session.execute(statement.order_by(Client.sort_name, Client.id))).scalars())
