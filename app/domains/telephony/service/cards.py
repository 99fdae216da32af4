"""The incoming-call card: who it is, what it is about, what is planned."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.errors import NotFoundError
from app.core.schemas import SubjectCard
from app.domains.clients import service as clients
from app.domains.clients.schemas import ClientRow
from app.domains.tasks import service as tasks
from app.domains.tasks.schemas import TaskOut
from app.domains.telephony import queries
from app.domains.telephony.schemas import ScreenPop
from app.domains.telephony.service import shown
from app.platform import subjects


async def read(session: AsyncSession, actor: Actor, call_id: UUID) -> ScreenPop:
    """Return the card of a call that the actor may open; raises `NotFoundError`."""
    row = await queries.card_row(session, actor, call_id)
    if row is None:
        raise NotFoundError
    return await card_of(session, actor, row)


async def card_of(session: AsyncSession, actor: Actor, row: Any) -> ScreenPop:
    """Return the card of a row that `card_row` gave for this actor.

    Who is calling is told to whoever the call is shown to: it is her phone that rings. Deals and tasks only as far as
    her own rights reach, the notes only if she may read clients at all.
    """
    return ScreenPop(
        call=shown.call(actor, row),
        client=_client(actor, row.client),
        deals=await _deals(session, actor, row.deal_ids or []),
        tasks_today=await _tasks(session, actor, row.client_id),
        last_note=shown.note(actor, row.last_note),
    )


def _client(actor: Actor, client: dict[str, Any] | None) -> ClientRow | None:
    if client is None:
        return None
    return ClientRow.model_validate(clients.rows_shown(actor, [dict(client)])[0])


async def _deals(session: AsyncSession, actor: Actor, ids: list[UUID]) -> list[SubjectCard]:
    cards = await subjects.cards(session, actor, "deal", ids)
    return [cards[deal_id] for deal_id in ids if deal_id in cards]


async def _tasks(session: AsyncSession, actor: Actor, client_id: UUID | None) -> list[TaskOut]:
    if client_id is None or not actor.may("tasks:read"):
        return []
    return await tasks.tasks_today(session, actor, client_id)
