"""Changing many clients at once, each by the same rules as alone: one lock, one check, one flush for all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor
from app.core.errors import AppError
from app.core.orm import among
from app.domains.clients.events import ClientChanged
from app.domains.clients.models import Client
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries.columns import visible_clients
from app.domains.clients.service import guards, handing, rights, writing
from app.domains.clients.service.writing import References

Wish = Callable[[Client], Mapping[str, Any]]
"""Which fields a client is to have with which values; an `AppError` says why this one can't have them."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of one client: the fields' old and new values, or the code of the refusal."""

    client_id: UUID
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    error: str | None = None


async def change_many(
    session: AsyncSession,
    actor: Actor,
    ids: Sequence[UUID],
    wish: Wish,
    *,
    gives: bool = False,
    restores: bool = False,
) -> list[Changed]:
    """Change plain fields and tags of many clients; says of each what became of it, in the order of the ids.

    Args:
        session: the caller's write transaction.
        actor: who changes them.
        ids: which clients.
        wish: what each is to have.
        gives: the wish may give them to somebody else.
        restores: it puts back what the actor has changed, which who may only fill could not do otherwise.
    """
    if gives:
        await handing.hold(session, actor, ids)
    statement = select(Client).where(visible_clients(actor, ClientPermission.WRITE), among(Client.id, ids))
    locking = statement.order_by(Client.id).with_for_update(key_share=True)
    found = {client.id: client for client in (await session.execute(locking)).scalars()}
    refusals: dict[tuple[UUID | None, str], str | None] = {}
    owners = {client.id: client.owner_id for client in found.values()}
    outcomes = []
    for client_id in ids:
        client = found.get(client_id)
        if client is None:
            outcomes.append(Changed(client_id, error="not_found"))
            continue
        try:
            wanted = dict(wish(client))
        except AppError as error:
            outcomes.append(Changed(client_id, error=_code_of(error)))
            continue
        outcomes.append(await _change(session, actor, client, wanted, refusals, restores=restores))
    await session.flush()
    if gives:
        await _hand_on(session, actor, list(found.values()), owners)
    return outcomes


async def _hand_on(
    session: AsyncSession, actor: Actor, clients: Sequence[Client], owners: Mapping[UUID, UUID | None]
) -> None:
    by_taker: dict[UUID | None, dict[UUID, UUID | None]] = {}
    for client in clients:
        if client.owner_id != owners[client.id]:
            by_taker.setdefault(client.owner_id, {})[client.id] = owners[client.id]
    for taker, givers in by_taker.items():
        await handing.hand_on(session, actor, givers, taker)
    await session.flush()


async def _change(
    session: AsyncSession,
    actor: Actor,
    client: Client,
    wanted: dict[str, Any],
    refusals: dict[tuple[UUID | None, str], str | None],
    *,
    restores: bool,
) -> Changed:
    owner_id = wanted.get("owner_id", client.owner_id)
    if owner_id != client.owner_id:
        key = (owner_id, client.kind)
        if key not in refusals:
            refusals[key] = await _owner_refused(session, actor, client, owner_id)
        if refusals[key] is not None:
            return Changed(client.id, error=refusals[key])
    former = {name: getattr(client, name) for name in wanted}
    known = guards.known_of(client)
    changes = writing.assign(client, wanted)
    if not changes:
        return Changed(client.id)
    try:
        if not restores:
            await rights.check(session, actor, changes)
        await guards.check(session, actor, known, guards.known_of(client))
    except AppError as error:
        writing.assign(client, former)
        return Changed(client.id, error=error.code)
    client.touch()
    changed = ClientChanged(client_id=client.id, version=client.version, changes=changes)
    events.publish(session, actor, changed, at_once=False)
    before = {name: old for name, (old, _) in changes.items()}
    return Changed(client.id, before, {name: new for name, (_, new) in changes.items()})


async def _owner_refused(
    session: AsyncSession, actor: Actor, client: Client, owner_id: UUID | None
) -> str | None:
    references = References(
        client.kind, client.company_id, company_chosen=False, owner_id=owner_id, owner_chosen=True
    )
    try:
        await writing.check(session, actor, references)
    except AppError as error:
        return _code_of(error)
    return None


def _code_of(error: AppError) -> str:
    return error.errors[0].code if error.errors else error.code
