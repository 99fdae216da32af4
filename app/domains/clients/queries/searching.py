"""Finding clients by what somebody typed.

The candidates come from functions of the database that filter by the workspace themselves: under row level security
PostgreSQL uses no trigram index, because `LIKE` is not leakproof.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import Text, and_, cast, func, literal, null, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import Uuid

from app.core.auth import Actor, Scope, visible
from app.domains.clients.models import Client, ContactPoint
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries.columns import COMPANY_ON, SCOPE, Company
from app.domains.clients.rules import PHONE, SearchTerms


def _owners(actor: Actor) -> tuple[list[UUID] | None, bool]:
    """Return whose clients to look through (None: everybody's), and whether through nobody's too."""
    match actor.scope(ClientPermission.READ):
        case Scope.ALL:
            return None, True
        case Scope.TEAM:
            return sorted(actor.team_member_ids | ({actor.user_id} if actor.user_id else set())), True
        case _:
            return [actor.user_id] if actor.user_id else [], False


def _as_table(call: Any) -> Any:
    return call.table_valued("id", "rank", name="found")


def candidates(actor: Actor, terms: SearchTerms, most: int | None) -> Any:
    owners, unowned = _owners(actor)
    return _as_table(
        func.search_clients(
            cast(list(terms.patterns), ARRAY(Text)),
            cast(list(terms.alternatives), ARRAY(Text)),
            terms.start,
            cast(owners, ARRAY(Uuid)),
            unowned,
            most,
        )
    )


async def hits(session: AsyncSession, actor: Actor, terms: SearchTerms, most: int) -> list[dict[str, Any]]:
    """Return the best finds among the clients that the actor may read."""
    found = candidates(actor, terms, most)
    return await _hits(session, actor, found, terms)


async def similar(session: AsyncSession, actor: Actor, terms: SearchTerms, most: int) -> list[dict[str, Any]]:
    """Return clients whose names are alike, for a query that nothing matches."""
    owners, unowned = _owners(actor)
    call = func.similar_clients(terms.fuzzy, cast(owners, ARRAY(Uuid)), unowned, most)
    return await _hits(session, actor, _as_table(call), terms)


async def _hits(session: AsyncSession, actor: Actor, found: Any, terms: SearchTerms) -> list[dict[str, Any]]:
    matched: Any = null()
    if terms.is_phone:
        value = func.coalesce(ContactPoint.normalized, ContactPoint.value)
        plain = func.regexp_replace(value, r"\D", "", "g")
        matched = (
            select(value)
            .where(
                ContactPoint.workspace_id == Client.workspace_id,
                ContactPoint.client_id == Client.id,
                ContactPoint.kind == PHONE,
                or_(*(plain.like(part) for part in (*terms.patterns, *terms.alternatives))),
            )
            .order_by(ContactPoint.position)
            .limit(1)
            .correlate(Client)
            .scalar_subquery()
        )
    statement = (
        select(
            literal("client").label("type"),
            Client.id,
            Client.name.label("title"),
            func.coalesce(Company.name, Client.phone, Client.email).label("subtitle"),
            cast(matched, Text).label("matched"),
        )
        .select_from(found)
        .join(Client, and_(Client.workspace_id == actor.workspace_id, Client.id == found.c.id))
        .outerjoin(Company, COMPANY_ON)
        .where(visible(actor, ClientPermission.READ, *SCOPE))
        .order_by(found.c.rank.desc(), func.char_length(Client.sort_name), Client.sort_name, Client.id)
    )
    return [dict(row) for row in (await session.execute(statement)).mappings()]
