"""The incoming-call card: who it is, what it is about, what is planned."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.errors import NotFoundError
from app.core.schemas import SubjectCard
from app.domains.clients.schemas import ClientRow
from app.domains.tasks import service as tasks
from app.domains.tasks.schemas import TaskOut
from app.domains.telephony import queries
from app.domains.telephony.schemas import CallOut, LastNote, ScreenPop
from app.platform import subjects

_DEALS_READ, _TASKS_READ, _CLIENTS_READ = "deals:read", "tasks:read", "clients:read"


async def read(session: AsyncSession, actor: Actor, call_id: UUID) -> ScreenPop:
    """Return the card of a call that the actor may open; raises `NotFoundError`."""
    row = await queries.call_row(session, actor, call_id)
    if row is None:
        raise NotFoundError
    return await card_of(session, actor, row)


async def card_of(session: AsyncSession, actor: Actor, row: Any) -> ScreenPop:
    """Return the card of a call for one person.

    Who is calling is told to whoever the call is shown to: it is her phone that rings. Deals and tasks only as far as
    her own rights reach, the notes only if she may read clients at all.
    """
    client = None
    if row.client_id is not None:
        client = await queries.client_row(session, actor.workspace_id, row.client_id)
    return ScreenPop(
        call=CallOut.model_validate(row),
        client=ClientRow.model_validate(client) if client is not None else None,
        deals=await _deals(session, actor, row.client_id),
        tasks_today=await _tasks(session, actor, row.client_id),
        last_note=await _last_note(session, actor, row.client_id),
    )


async def _deals(session: AsyncSession, actor: Actor, client_id: UUID | None) -> list[SubjectCard]:
    if client_id is None or not actor.may(_DEALS_READ):
        return []
    ids = await queries.open_deals(session, actor, client_id)
    cards = await subjects.cards(session, actor, "deal", ids)
    return [cards[deal_id] for deal_id in ids if deal_id in cards]


async def _tasks(session: AsyncSession, actor: Actor, client_id: UUID | None) -> list[TaskOut]:
    if client_id is None or not actor.may(_TASKS_READ):
        return []
    return await tasks.tasks_today(session, actor, client_id)


async def _last_note(session: AsyncSession, actor: Actor, client_id: UUID | None) -> LastNote | None:
    if client_id is None or not actor.may(_CLIENTS_READ):
        return None
    found = await queries.last_note(session, actor.workspace_id, client_id)
    return LastNote.model_validate(found) if found is not None else None
