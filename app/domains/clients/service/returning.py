"""Taking back what was added and changed many at once, as far as nobody has worked with it since."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor
from app.core.clock import now
from app.domains.clients.errors import FactDemandedError
from app.domains.clients.events import ClientChanged, ClientRemoved
from app.domains.clients.models import Client
from app.domains.clients.queries import bulk as queries
from app.domains.clients.service import contacts, guards
from app.domains.clients.service.bulk import PLAIN, Change
from app.domains.clients.service.writing import plain
from app.platform.customfields import service as customfields


async def remove_many(session: AsyncSession, actor: Actor, ids: Sequence[UUID]) -> list[UUID]:
    """Remove those of the clients that nobody has changed and nothing belongs to since they were added.

    Returns:
        The ids of those removed.
    """
    moment = now()
    gone = await queries.remove_untouched(session, actor.workspace_id, ids)
    news = [ClientRemoved(client_id=one) for one in gone]
    await queries.insert_rows(session, "events", events.stored_all(actor, news, moment))
    return gone


async def restore_many(session: AsyncSession, actor: Actor, changes: Sequence[Change]) -> list[UUID]:
    """Take changes back; returns the ids of those restored.

    A client whom somebody has changed since stays as she is, and so does one who would lack what an open deal demands.
    """
    moment, restored, news = now(), [], []
    by_id = {one.client_id: one for one in changes}
    for row in await queries.locked_rows(session, actor.workspace_id, sorted(by_id)):
        client, change = row["client"], by_id[row["client"].id]
        if client.version != change.after["row"]["version"] or not await _may_return(
            session, actor, client, change.before["row"]
        ):
            continue
        for point in row["points"]:
            if str(point.id) in change.after["added"]:
                await session.delete(point)
        kept = [point for point in row["points"] if str(point.id) not in change.after["added"]]
        changed: dict[str, tuple[Any, Any]] = {}
        for name in (*PLAIN, "company_id", "tags"):
            old, new = getattr(client, name), change.before["row"][name]
            if plain(old) != new:
                setattr(client, name, UUID(new) if name == "company_id" and new else new)
                changed[name] = (plain(old), new)
        if (custom := change.before["row"]["custom"]) != client.custom:
            changed |= customfields.changed(client.custom, custom)
            client.custom = custom
        company = row["company_name"] if "company_id" not in changed else None
        contacts.derive(client, contacts.points_of(kept), company)
        client.touch()
        restored.append(client.id)
        news.append(ClientChanged(client_id=client.id, version=client.version, changes=changed))
    await session.flush()
    await queries.insert_rows(session, "events", events.stored_all(actor, news, moment))
    return restored


async def _may_return(session: AsyncSession, actor: Actor, client: Client, former: Mapping[str, Any]) -> bool:
    """Tell whether nothing that is demanded of a client would be lost with what she was."""
    present = guards.known_of(client)
    company_id = UUID(former["company_id"]) if former["company_id"] else None
    told = {name: former[name] for name in guards.COLUMNS}
    kept = {"id": client.id, "owner_id": client.owner_id, "qualification": client.qualification}
    try:
        await guards.check(
            session, actor, present, guards.known_of({**told, **kept, "company_id": company_id})
        )
    except FactDemandedError:
        return False
    return True
