"""What the domains above ask about clients."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.db import workspace_of
from app.core.errors import AppError, NotFoundError
from app.core.schemas import SubjectCard
from app.core.text import normalize_phone
from app.domains.clients import rules
from app.domains.clients.errors import ClientMergedError
from app.domains.clients.masking import contact_shown, may_find_by_part
from app.domains.clients.models import Client
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries import lists, merging, records, restricted, searching
from app.domains.clients.schemas import ClientFacts, ClientRef
from app.domains.clients.service import guards


async def require_visible(
    session: AsyncSession, actor: Actor, client_id: UUID, permission: str = ClientPermission.READ
) -> ClientRef:
    """Return a client within the reach of the actor's permission; raises `NotFoundError` or `ClientMergedError`."""
    found = await records.ref(session, actor, client_id, permission)
    if found is None:
        raise await missing(session, actor, client_id, permission)
    return ClientRef(**found)


async def require_locked(session: AsyncSession, actor: Actor, client_id: UUID) -> Client:
    """Return a client whom the actor may change, locked; raises `NotFoundError` or `ClientMergedError`."""
    client = await records.locked(session, actor, client_id, ClientPermission.WRITE)
    if client is None:
        raise await missing(session, actor, client_id, ClientPermission.WRITE)
    return client


async def missing(session: AsyncSession, actor: Actor, client_id: UUID, permission: str) -> AppError:
    """Return why a client isn't there: merged into one within reach, or as good as none."""
    into = await merging.winner(session, actor.workspace_id, client_id)
    if into != client_id and await records.ref(session, actor, into, permission) is not None:
        return ClientMergedError(params={"client_id": str(into)})
    return NotFoundError()


async def read_card(session: AsyncSession, actor: Actor, client_id: UUID) -> dict[str, Any] | None:
    """Return a client's card; for a record that was found to be another client that one's, with `merged_from`."""
    card = await lists.card(session, actor, client_id)
    if card is not None:
        return card
    into = await merging.winner(session, actor.workspace_id, client_id)
    card = await lists.card(session, actor, into) if into != client_id else None
    return {**card, "merged_from": client_id} if card is not None else None


async def timeline_ids(session: AsyncSession, actor: Actor, client_id: UUID) -> list[UUID]:
    """Return whose events stand on a client's card: her own, and those of the records that were found to be her.

    Raises:
        NotFoundError: no such client within the actor's reach.
    """
    found = await merging.all_visible(session, actor, client_id)
    if not found:
        into = await merging.winner(session, actor.workspace_id, client_id)
        found = await merging.all_visible(session, actor, into)
    if not found:
        raise NotFoundError
    return found


async def ids_of(session: AsyncSession, client_id: UUID) -> list[UUID]:
    """Return a client's id and those of all records that were found to be her."""
    return await merging.all_of(session, workspace_of(session), client_id)


async def find_by_phones(
    session: AsyncSession, actor: Actor, e164: Collection[str]
) -> dict[str, list[ClientRef]]:
    """Return every client of the workspace with one of the phones (E.164), by phone, whoever may see them.

    The likeliest come first. For the system's own use, such as finding out who is calling; show none of it unchecked.
    """
    found: dict[str, list[ClientRef]] = {}
    for row in await records.by_phones(session, actor, e164) if e164 else ():
        found.setdefault(row.pop("normalized"), []).append(ClientRef(**row))
    return found


async def find_by_phone(session: AsyncSession, actor: Actor, e164: str) -> list[ClientRef]:
    """Return every client with a phone (E.164), as `find_by_phones` does."""
    return (await find_by_phones(session, actor, [e164])).get(e164, [])


async def client_facts(session: AsyncSession, ids: Iterable[UUID | None]) -> dict[UUID, ClientFacts]:
    """Return what other records show of their clients, by id; whoever they belong to."""
    wanted = {client_id for client_id in ids if client_id is not None}
    if not wanted:
        return {}
    rows = await records.facts(session, workspace_of(session), wanted)
    return {row["id"]: ClientFacts(**row) for row in rows}


async def owners_of(session: AsyncSession, actor: Actor, ids: Collection[UUID]) -> dict[UUID, UUID | None]:
    """Return whose each of the clients is that the actor may read."""
    return {row.id: row.owner_id for row in await records.visible_refs(session, actor, ids)}


async def known(
    session: AsyncSession, client_id: UUID, *, hold: bool = False
) -> tuple[guards.Known, guards.Known | None]:
    """Return what is known of a client and of her company; a company is its own.

    With `hold` nobody changes either until the caller's transaction ends.

    Raises:
        NotFoundError: no such client.
    """
    found = await records.presence(session, workspace_of(session), client_id, hold=hold)
    if found is None:
        raise NotFoundError
    client = guards.known_of(found)
    if client.is_company or client.company_id is None:
        return client, client if client.is_company else None
    company = await records.presence(session, workspace_of(session), client.company_id, hold=hold)
    return client, guards.known_of(company) if company else None


async def lookup(session: AsyncSession, actor: Actor, phone: str) -> tuple[str | None, list[dict[str, Any]]]:
    """Return a written phone's E.164 form, and the clients with it that the actor may see."""
    normalized = normalize_phone(phone, await records.phone_region(session, actor))
    if normalized is None:
        return None, []
    return contact_shown(actor, normalized), await lists.rows_by_phone(session, actor, normalized)


async def find(session: AsyncSession, actor: Actor, query: str, limit: int) -> list[dict[str, Any]]:
    """Search clients by a name in any script, or a part of a phone or address; what is only alike comes when nothing matches.

    A whole address is looked up first: who has it is who is meant.
    """
    if not may_find_by_part(actor):
        return await restricted.hits(session, actor, query, limit)
    if "@" in query:
        holders = await searching.by_email(session, actor, query.strip().lower(), limit)
        if holders:
            return holders
    terms = rules.search_terms(query)
    if terms is None:
        return []
    found = await searching.hits(session, actor, terms, limit)
    if not found and terms.fuzzy is not None:
        found = await searching.similar(session, actor, terms, limit)
    return found


async def resolve(session: AsyncSession, actor: Actor, ids: Collection[UUID]) -> list[SubjectCard]:
    """Return the one-line cards of those of the clients that the actor may see."""
    if not actor.may(ClientPermission.READ):
        return []
    return [
        SubjectCard(
            type="client",
            id=row.id,
            title=row.name,
            subtitle=row.company_name,
            hint=contact_shown(actor, row.phone),
        )
        for row in await records.visible_refs(session, actor, ids)
    ]


@dataclass(frozen=True, slots=True)
class ImportSurroundings:
    """What a table of clients speaks of."""

    region: str
    time_zone: str
    people: dict[str, UUID]
    """Who may be named as an owner: by name, by e-mail and by id, without regard to case."""


async def import_surroundings(session: AsyncSession, actor: Actor) -> ImportSurroundings:
    """Return the workspace's country and time zone, and its people."""
    region, time_zone = await records.region_and_zone(session, actor.workspace_id)
    people: dict[str, UUID] = {}
    for row in await records.colleagues(session, actor.workspace_id):
        people |= {row.name.casefold(): row.id, row.email.casefold(): row.id, str(row.id): row.id}
    return ImportSurroundings(region, time_zone, people)


def default_owner(actor: Actor) -> UUID | None:
    """Return whose a new client is unless somebody is named."""
    return rules.default_owner(actor)


def may_give_to(actor: Actor, owner_id: UUID | None) -> bool:
    """Tell whether the actor may make this person a client's owner."""
    return rules.may_give_to(actor, owner_id)


def may_change(actor: Actor, owner_id: UUID | None) -> bool:
    """Tell whether the actor may change a client of this owner."""
    return actor.reaches(ClientPermission.WRITE, owner_id)
