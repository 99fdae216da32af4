"""Clients as far as the actor may read them: lists, counts, cards."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, cast, false, func, literal, null, select
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import Uuid

from app.core.auth import EVENTS, Actor, Scope, Viewer, visible
from app.core.orm import among
from app.core.paging import SortKey
from app.core.prepared import Prepared
from app.domains.clients.fields import tagged
from app.domains.clients.masking import card_shown, may_find_by_part, rows_shown
from app.domains.clients.models import Client, ContactPoint
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries import restricted, tagging
from app.domains.clients.queries.columns import COMPANY_ON, ROW_COLUMNS, Company, visible_clients
from app.domains.clients.queries.searching import candidates
from app.domains.clients.rules import search_terms

_ANYBODY = Viewer(Scope.ALL)
SORTS = {
    "name": SortKey(Client.sort_name, str),
    "created_at": SortKey(Client.created_at, datetime),
    "last_contact_at": SortKey(Client.last_contact_at, datetime),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """Which clients a list or a count is of."""

    query: str | None = None
    kind: str | None = None
    owner_id: UUID | None = None
    tag: str | None = None
    company_id: UUID | None = None
    among: list[UUID] | None = None
    """What the query finds, for whoever may not look for parts of numbers."""
    frequent: frozenset[str] = frozenset()
    """The tag, if so many clients have it."""


def rows(actor: Actor | Viewer) -> Select[Any]:
    """Select the clients that the actor may read, as lists show them."""
    statement: Select[Any] = select(*ROW_COLUMNS).outerjoin(Company, COMPANY_ON)
    return statement.where(visible_clients(actor, ClientPermission.READ))


async def readable(session: AsyncSession, actor: Actor, filters: Filters) -> Filters:
    """Return the filters as far as the actor may use them: not every role may look for parts of numbers."""
    if filters.tag is not None and actor.reads(EVENTS):
        filters = replace(filters, frequent=await tagging.frequent(session, [filters.tag]))
    if filters.query is None or may_find_by_part(actor):
        return filters
    return replace(filters, among=await restricted.found(session, actor, filters.query))


def _found(actor: Actor, filters: Filters) -> ColumnElement[bool]:
    if filters.among is not None:
        return among(Client.id, filters.among)
    terms = search_terms(filters.query or "")
    if terms is None:
        return false()
    ranked = candidates(actor, terms, None)
    return Client.id.in_(ranked.select().with_only_columns(ranked.c.id))


def counted(actor: Actor) -> Select[Any]:
    """Select the number of the clients that the actor may read."""
    return select(func.count()).select_from(Client).where(visible_clients(actor, ClientPermission.READ))


def narrowed(statement: Select[Any], actor: Actor, filters: Filters) -> Select[Any]:
    """Return a selection with the filters of a list, which `readable` has looked through."""
    if filters.query is not None:
        statement = statement.where(_found(actor, filters))
    if filters.tag is not None:
        is_told = actor.reads(EVENTS)
        statement = statement.where(tagged(actor, filters.tag, filters.frequent) if is_told else false())
    for narrowed, wanted in (
        (Client.kind, filters.kind),
        (Client.owner_id, filters.owner_id),
        (Client.company_id, filters.company_id),
    ):
        if wanted is not None:
            statement = statement.where(narrowed == wanted)
    return statement


def filtered(actor: Actor, filters: Filters) -> Select[Any]:
    """Select the clients of a filtered list."""
    return narrowed(rows(actor), actor, filters)


async def count(session: AsyncSession, actor: Actor, filters: Filters) -> int:
    """Return how many clients a filtered list has."""
    return int((await session.execute(narrowed(counted(actor), actor, filters))).scalar_one())


def _points() -> Any:
    point = func.jsonb_build_object(
        "id", ContactPoint.id,
        "kind", ContactPoint.kind,
        "value", ContactPoint.value,
        "normalized", ContactPoint.normalized,
        "label", ContactPoint.label,
        "is_main", ContactPoint.is_main,
        "verified_at", ContactPoint.verified_at,
        "bad_reason", ContactPoint.bad_reason,
    )  # fmt: skip
    listed = func.jsonb_agg(aggregate_order_by(point, ContactPoint.position))
    return (
        select(func.coalesce(listed, literal([], JSONB)))
        .where(ContactPoint.workspace_id == Client.workspace_id, ContactPoint.client_id == Client.id)
        .correlate(Client)
        .scalar_subquery()
        .label("contact_points")
    )


_CARD_COLUMNS: Sequence[Any] = (
    Client.given_name,
    Client.family_name,
    Client.position,
    Client.language,
    Client.time_zone,
    Client.note,
    Client.qualification,
    Client.custom,
    Client.tax_id,
    Client.updated_at,
    cast(null(), Uuid).label("merged_from"),
    _points(),
)


async def card(
    session: AsyncSession, actor: Actor, client_id: UUID, *, own: bool = False
) -> dict[str, Any] | None:
    """Return a client's card; `own` for one whom the caller has just written, whoever she belongs to now."""
    scope = Scope.ALL if own else actor.scope(ClientPermission.READ)
    found = await _CARD.one(session, {**actor.parameters, "client": client_id}, scope)
    return await card_shown(session, actor, found)


def _visible_card(scope: Scope | None) -> Select[Any]:
    statement = select(*ROW_COLUMNS, *_CARD_COLUMNS).outerjoin(Company, COMPANY_ON)
    reach = visible_clients(Viewer(scope), ClientPermission.READ)
    return statement.where(reach, Client.id == bindparam("client"))


_CARD = Prepared(_visible_card)


async def tags(session: AsyncSession, actor: Actor) -> list[str]:
    """Return the tags in use on the clients that the actor may read."""
    if not actor.reads(EVENTS):
        return []
    tag = func.unnest(Client.tags).label("tag")
    statement = select(tag).where(visible_clients(actor, ClientPermission.READ)).distinct().order_by(tag)
    return list((await session.execute(statement)).scalars())


async def rows_by_phone(session: AsyncSession, actor: Actor, e164: str) -> list[dict[str, Any]]:
    """Return the clients with a phone that the actor may read."""
    values = {**actor.parameters, "phone": e164}
    found = await _HOLDERS.rows(session, values, actor.scope(ClientPermission.READ))
    return rows_shown(actor, found)


def _visible_holders(scope: Scope | None) -> Select[Any]:
    viewer = Viewer(scope)
    holders = select(ContactPoint.client_id).where(
        visible(_ANYBODY, ClientPermission.READ, ContactPoint.workspace_id, None),
        ContactPoint.kind == "phone",
        ContactPoint.normalized == bindparam("phone"),
    )
    order = (Client.last_contact_at.desc().nulls_last(), Client.id)
    return rows(viewer).where(Client.id.in_(holders)).order_by(*order)


_HOLDERS = Prepared(_visible_holders)
