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


async def read(session: AsyncSession, actor: Actor, call_id: UUID) -> ScreenPop:
    """Return the card of a call that the actor may open; raises `NotFoundError`."""
    for row in (await queries.card_rows(session, [(actor, call_id)])).values():
        return await card_of(session, actor, row)
    raise NotFoundError


async def card_of(session: AsyncSession, actor: Actor, row: Any) -> ScreenPop:
    """Return the card of a row that `card_rows` gave for this actor.

    Who is calling is told to whoever the call is shown to: it is her phone that rings. Deals and tasks only as far as
    her own rights reach, the notes only if she may read clients at all.
    """
    return ScreenPop(
        call=shown.call(actor, row),
        client=_client(actor, row.client),
        deals=[SubjectCard(type="deal", **deal) for deal in row.deals or []],
        tasks_today=await _tasks(session, actor, row),
        last_note=shown.note(actor, row.last_note),
    )


def _client(actor: Actor, client: dict[str, Any] | None) -> ClientRow | None:
    if client is None:
        return None
    return ClientRow.model_validate(clients.rows_shown(actor, [dict(client)])[0])


async def _tasks(session: AsyncSession, actor: Actor, row: Any) -> list[TaskOut]:
    if not row.has_tasks:
        return []
    return await tasks.tasks_today(session, actor, row.client_id, row.time_zone)
