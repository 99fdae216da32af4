"""Finding clients by what somebody typed.

The candidates come from functions of the database that filter by the workspace themselves: under row level security
PostgreSQL uses no trigram index, because `LIKE` is not leakproof.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Integer, Text, any_, bindparam, cast, func, literal, null, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import Uuid

from app.core.auth import Actor, Scope, Viewer
from app.core.prepared import Prepared
from app.domains.clients.models import Client, ContactPoint
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries.columns import COMPANY_ON, Company, visible_clients
from app.domains.clients.rules import EMAIL, PHONE, SearchTerms


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
    owners, unowned = _owners(actor)
    values = {
        **actor.parameters,
        "patterns": list(terms.patterns),
        "alternatives": list(terms.alternatives),
        "start": terms.start,
        "owners": owners,
        "unowned": unowned,
        "most": most,
    }
    return await _HITS.rows(session, values, actor.scope(ClientPermission.READ), terms.is_phone)


async def by_email(session: AsyncSession, actor: Actor, email: str, most: int) -> list[dict[str, Any]]:
    """Return the clients with this address that the actor may read."""
    values = {**actor.parameters, "email": email, "most": most}
    return await _BY_EMAIL.rows(session, values, actor.scope(ClientPermission.READ))


async def similar(session: AsyncSession, actor: Actor, terms: SearchTerms, most: int) -> list[dict[str, Any]]:
    """Return clients whose names are alike, for a query that nothing matches."""
    owners, unowned = _owners(actor)
    call = func.similar_clients(terms.fuzzy, cast(owners, ARRAY(Uuid)), unowned, most)
    found = await session.execute(_shown(actor, _as_table(call), is_phone=False))
    return [dict(row) for row in found.mappings()]


def _visible_hits(scope: Scope | None, is_phone: bool) -> Any:
    call = func.search_clients(
        bindparam("patterns", type_=ARRAY(Text)),
        bindparam("alternatives", type_=ARRAY(Text)),
        bindparam("start", type_=Text()),
        bindparam("owners", type_=ARRAY(Uuid)),
        bindparam("unowned", type_=Boolean()),
        bindparam("most", type_=Integer()),
    )
    return _shown(Viewer(scope), _as_table(call), is_phone=is_phone)


_HITS = Prepared(_visible_hits)


def _holders(scope: Scope | None) -> Any:
    holds = select(ContactPoint.client_id).where(
        ContactPoint.workspace_id == Viewer.workspace_id,
        ContactPoint.kind == EMAIL,
        ContactPoint.normalized == bindparam("email"),
    )
    return (
        select(*_shown_columns(null()))
        .outerjoin(Company, COMPANY_ON)
        .where(visible_clients(Viewer(scope), ClientPermission.READ), Client.id.in_(holds))
        .order_by(Client.sort_name, Client.id)
        .limit(bindparam("most", type_=Integer()))
    )


_BY_EMAIL = Prepared(_holders)


def _shown_columns(matched: Any) -> Sequence[Any]:
    return (
        literal("client").label("type"),
        Client.id,
        Client.name.label("title"),
        func.coalesce(Company.name, Client.phone, Client.email).label("subtitle"),
        cast(matched, Text).label("matched"),
    )


def _shown(actor: Actor | Viewer, found: Any, *, is_phone: bool) -> Any:
    matched: Any = null()
    if is_phone:
        patterns = func.array_cat(
            bindparam("patterns", type_=ARRAY(Text)), bindparam("alternatives", type_=ARRAY(Text))
        )
        value = func.coalesce(ContactPoint.normalized, ContactPoint.value)
        plain = func.regexp_replace(value, r"\D", "", "g")
        matched = (
            select(value)
            .where(
                ContactPoint.workspace_id == Client.workspace_id,
                ContactPoint.client_id == Client.id,
                ContactPoint.kind == PHONE,
                plain.like(any_(patterns)),
            )
            .order_by(ContactPoint.position)
            .limit(1)
            .correlate(Client)
            .scalar_subquery()
        )
    return (
        select(*_shown_columns(matched))
        .select_from(found)
        .join(Client, Client.id == found.c.id)
        .outerjoin(Company, COMPANY_ON)
        .where(visible_clients(actor, ClientPermission.READ))
        .order_by(found.c.rank.desc(), func.char_length(Client.sort_name), Client.sort_name, Client.id)
    )
