"""Single clients: to change, to check, to show beside other records."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, and_, bindparam, exists, func, null, select, true, update
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor, Scope, Viewer, visible
from app.core.orm import among, among_given
from app.core.prepared import Prepared
from app.domains.clients.models import Client, ClientKey, ClientShare, ContactPoint
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries.columns import (
    COMPANY_ON,
    PRESENT,
    REF_COLUMNS,
    Company,
    Record,
    visible_clients,
)
from app.domains.clients.rules import COMPANY
from app.domains.identity.models import User, Workspace
from app.platform.files.models import File


async def ref(session: AsyncSession, actor: Actor, client_id: UUID, permission: str) -> dict[str, Any] | None:
    """Return a client in short, if the permission reaches her."""
    return await _REF.one(session, {**actor.parameters, "client": client_id}, actor.scope(permission))


def _visible_ref(scope: Scope | None) -> Select[Any]:
    reach = visible_clients(Viewer(scope), "")
    statement = select(*REF_COLUMNS).outerjoin(Company, COMPANY_ON)
    return statement.where(reach, Client.id == bindparam("client"))


_REF = Prepared(_visible_ref)


async def locked(session: AsyncSession, actor: Actor, client_id: UUID, permission: str) -> Client | None:
    """Return a client to change, locked for the rest of the transaction; rows that point to her may still be added."""
    statement = select(Client).where(visible_clients(actor, permission), Client.id == client_id)
    return (await session.execute(statement.with_for_update(key_share=True))).scalar_one_or_none()


async def locked_any(session: AsyncSession, workspace_id: UUID, client_id: UUID) -> Client | None:
    """Return a client to change, locked, whoever she belongs to."""
    statement = select(Client).where(Client.workspace_id == workspace_id, Client.id == client_id)
    return (await session.execute(statement.with_for_update(key_share=True))).scalar_one_or_none()


async def visible_refs(session: AsyncSession, actor: Actor, ids: Collection[UUID]) -> Sequence[Record]:
    """Return those of the clients that the actor may read."""
    statement = select(*REF_COLUMNS).outerjoin(Company, COMPANY_ON)
    found = await session.execute(
        statement.where(visible_clients(actor, ClientPermission.READ), among(Client.id, ids))
    )
    return found.all()


async def facts(session: AsyncSession, workspace_id: UUID, ids: Collection[UUID]) -> list[dict[str, Any]]:
    """Return what other records show of these clients."""
    return await _FACTS.rows(session, {"actor_workspace": workspace_id, "clients": list(ids)})


def _facts() -> Select[Any]:
    shown: Sequence[Any] = (
        Client.id,
        Client.name,
        Company.name.label("company_name"),
        Client.phone,
        Client.email,
    )
    reach = (Client.workspace_id == Viewer.workspace_id) & among_given(Client.id, "clients")
    return select(*shown).outerjoin(Company, COMPANY_ON).where(reach)


_FACTS = Prepared(_facts)


async def presence(
    session: AsyncSession, workspace_id: UUID, client_id: UUID, *, hold: bool
) -> dict[str, Any] | None:
    """Return what is known of a client, as far as other records may demand it; with `hold` she is locked."""
    return await _PRESENCE.one(session, {"actor_workspace": workspace_id, "client": client_id}, hold)


def _presence(hold: bool) -> Select[Any]:
    reach = visible(Viewer(Scope.ALL), "", Client.workspace_id, None)
    columns: Sequence[Any] = (
        Client.id,
        Client.kind,
        Client.phone,
        Client.email,
        Client.company_id,
        Client.position,
        Client.source,
        Client.language,
        Client.qualification,
        Client.tax_id,
        Client.owner_id,
        Client.tags,
        Client.custom,
    )
    statement = select(*columns).where(reach, Client.id == bindparam("client"))
    return statement.with_for_update(key_share=True) if hold else statement


_PRESENCE = Prepared(_presence)


async def owners(
    session: AsyncSession, workspace_id: UUID, client_ids: Collection[UUID]
) -> dict[UUID, dict[str, Any]]:
    """Return whose clients are (`owner_id`) and with whom they are shared (`shared_with`), by client."""
    if not client_ids:
        return {}
    values = {"actor_workspace": workspace_id, "clients": list(client_ids)}
    return {row["id"]: row for row in await _OWNERS.rows(session, values)}


def _owners() -> Select[Any]:
    reach = visible(Viewer(Scope.ALL), "", Client.workspace_id, None)
    shares = select(ClientShare.user_id).where(
        ClientShare.workspace_id == Viewer.workspace_id, ClientShare.client_id == Client.id
    )
    shared_with = func.array(shares.scalar_subquery(), type_=ARRAY(Uuid())).label("shared_with")
    columns: Sequence[Any] = (Client.id, Client.owner_id, shared_with)
    return select(*columns).where(reach, among_given(Client.id, "clients"))


_OWNERS = Prepared(_owners)


async def custom(session: AsyncSession, workspace_id: UUID, client_id: UUID) -> dict[str, Any]:
    """Return the values of the workspace's own fields that a client has."""
    statement = select(Client.custom).where(Client.workspace_id == workspace_id, Client.id == client_id)
    return (await session.execute(statement)).scalar_one_or_none() or {}


async def custom_of_files(
    session: AsyncSession, workspace_id: UUID, file_ids: Collection[UUID]
) -> Sequence[Any]:
    """Return for each of the files the values of the own fields of the client on whose card it stands."""
    statement = (
        select(File.id, Client.custom)
        .join(Client, (Client.workspace_id == File.workspace_id) & (Client.id == File.client_id))
        .where(File.workspace_id == workspace_id, among(File.id, file_ids))
    )
    return (await session.execute(statement)).all()


async def remember_note(
    session: AsyncSession, actor: Actor, client_id: UUID, text: str, at: datetime
) -> None:
    """Keep the newest word about a client beside her. Not an edit: no version."""
    note = {"text": text, "at": at.isoformat(), "author": actor.ref.name}
    await _NOTE.rows(session, {"actor_workspace": actor.workspace_id, "client": client_id, "last_note": note})


def _note() -> Any:
    statement = update(Client).where(
        Client.workspace_id == Viewer.workspace_id, Client.id == bindparam("client")
    )
    return statement.values(last_note=bindparam("last_note"), updated_at=Client.updated_at)


_NOTE = Prepared(_note)


async def by_phones(session: AsyncSession, actor: Actor, e164: Collection[str]) -> list[dict[str, Any]]:
    """Return every client with one of the phones, the phone as `normalized`.

    Those first whose main one it is, then by the last contact.
    """
    return await _BY_PHONES.rows(session, {"actor_workspace": actor.workspace_id, "phones": list(e164)})


def _by_phones() -> Select[Any]:
    holder = and_(
        ContactPoint.workspace_id == Client.workspace_id,
        ContactPoint.client_id == Client.id,
        ContactPoint.kind == "phone",
        among_given(ContactPoint.normalized, "phones"),
    )
    return (
        select(ContactPoint.normalized, *REF_COLUMNS)
        .join(ContactPoint, holder)
        .outerjoin(Company, COMPANY_ON)
        .where(
            Client.workspace_id == Viewer.workspace_id,
            ContactPoint.workspace_id == Viewer.workspace_id,
            PRESENT,
        )
        .order_by(ContactPoint.is_main.desc(), Client.last_contact_at.desc().nulls_last(), Client.id)
    )


_BY_PHONES = Prepared(_by_phones)


async def company_named(session: AsyncSession, actor: Actor, sort_name: str) -> Record | None:
    """Return the company of a name, the oldest if there are several."""
    statement = (
        select(Client.id, Client.name)
        .where(
            Client.workspace_id == actor.workspace_id,
            Client.kind == COMPANY,
            Client.sort_name == sort_name,
            PRESENT,
        )
        .order_by(Client.id)
        .limit(1)
    )
    return (await session.execute(statement)).one_or_none()


async def company_name(session: AsyncSession, workspace_id: UUID, client_id: UUID) -> str | None:
    """Return a company's name, whoever may see it."""
    statement = select(Client.name).where(Client.workspace_id == workspace_id, Client.id == client_id)
    return (await session.execute(statement)).scalar()


async def points(session: AsyncSession, workspace_id: UUID, client_id: UUID) -> Sequence[ContactPoint]:
    """Return a client's contact points, in their order."""
    statement = (
        select(ContactPoint)
        .where(ContactPoint.workspace_id == workspace_id, ContactPoint.client_id == client_id)
        .order_by(ContactPoint.position)
    )
    return (await session.execute(statement)).scalars().all()


async def surroundings(
    session: AsyncSession, actor: Actor, company: UUID | None, *, chosen: bool, owner_id: UUID | None
) -> Record:
    """Return what a client refers to: the workspace's phone region, the company's name, whether the owner works.

    Args:
        session: where to read.
        actor: who writes the client.
        company: the company's id.
        chosen: the actor has just named the company, so it must be one that she may see.
        owner_id: the owner to check, if any.
    """
    reach = (
        visible_clients(actor, ClientPermission.READ) if chosen else Client.workspace_id == actor.workspace_id
    )
    company_name = (
        select(Client.name).where(reach, Client.id == company, Client.kind == COMPANY).scalar_subquery()
    )
    owner_works = exists(
        select(User.id).where(User.workspace_id == actor.workspace_id, User.id == owner_id, User.is_active)
    )
    statement = select(
        Workspace.phone_region,
        (company_name if company else null()).label("company_name"),
        (owner_works if owner_id else true()).label("owner_works"),
    ).where(Workspace.id == actor.workspace_id)
    return (await session.execute(statement)).one()


async def region_and_zone(session: AsyncSession, workspace_id: UUID) -> tuple[str, str]:
    """Return the country of a workspace's phones, and its time zone."""
    statement = select(Workspace.phone_region, Workspace.time_zone).where(Workspace.id == workspace_id)
    found = (await session.execute(statement)).one()
    return found.phone_region, found.time_zone


async def colleagues(session: AsyncSession, workspace_id: UUID) -> Sequence[Record]:
    """Return the people who work here."""
    statement = select(User.id, User.name, User.email).where(
        User.workspace_id == workspace_id, User.is_active
    )
    return (await session.execute(statement)).all()


async def names_of_people(session: AsyncSession, workspace_id: UUID) -> dict[UUID, str]:
    """Return the names of all who work here or once did."""
    statement = select(User.id, User.name).where(User.workspace_id == workspace_id)
    return {row.id: row.name for row in await session.execute(statement)}


async def phone_region(session: AsyncSession, actor: Actor) -> str:
    """Return the workspace's country."""
    (row,) = await _REGION.rows(session, {"workspace_id": actor.workspace_id})
    return str(row["phone_region"])


def _region() -> Any:
    return select(Workspace.phone_region).where(Workspace.id == bindparam("workspace_id", type_=Uuid()))


_REGION = Prepared(_region)


async def lock_keys(session: AsyncSession, workspace_id: UUID, keys: Iterable[tuple[str, str]]) -> None:
    """Queue for these keys until the end of the transaction; always in one order, so that nobody waits in a circle."""
    values = [
        {"workspace_id": workspace_id, "kind": kind, "value": value} for kind, value in sorted(set(keys))
    ]
    if values:
        statement = insert(ClientKey).values(values)
        same = {"value": statement.excluded.value}
        await session.execute(
            statement.on_conflict_do_update(index_elements=["workspace_id", "kind", "value"], set_=same)
        )
