"""The frames by which boards and open cards learn of deals."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.events import Event, EventRecord
from app.domains.deals import pipeline_queries, queries
from app.domains.deals.events import DealChanged, DealCreated, DealEvent, DealMoved
from app.domains.deals.schemas import DealLeft, DealNews
from app.domains.tasks.events import TaskEvent
from app.platform.realtime.frames import Frame, each


async def may_hear_board(session: AsyncSession, actor: Actor, pipeline_id: UUID) -> bool:
    """Tell whether there is such a board; which of its deals one hears of is decided frame by frame."""
    return await pipeline_queries.exists_in(session, actor, pipeline_id)


async def may_hear_deal(session: AsyncSession, actor: Actor, deal_id: UUID) -> bool:
    """Tell whether the actor may follow a deal: as far as she may read it."""
    return await queries.is_visible(session, actor, deal_id)


@each
async def project(session: AsyncSession, record: EventRecord, event: Event) -> Iterable[Frame]:
    """Show a deal as it now stands on its board and its open cards."""
    assert isinstance(event, DealEvent)  # noqa: S101 - the registry binds this projector to these types
    if isinstance(event, DealMoved):
        return await _frames(session, record, event.deal_id, "deal.moved", event.from_stage_id)
    kind = "deal.created" if isinstance(event, DealCreated) else "deal.changed"
    return [*await _frames(session, record, event.deal_id, kind), *_farewells(event)]


def _farewells(event: DealEvent) -> list[Frame]:
    """Take a deal that was given away off the screens of those who saw it as the former owner's only."""
    giver, taker = (
        event.changes.get("owner_id", (None, None)) if isinstance(event, DealChanged) else (None, None)
    )
    if giver is None or taker is None:
        return []
    left = DealLeft(id=event.deal_id, pipeline_id=event.pipeline_id)
    topics = (f"board:{event.pipeline_id}", f"deal:{event.deal_id}")
    former, present = UUID(str(giver)), UUID(str(taker))
    return [Frame(topic, "deal.left", left, owned=True, owner_id=former, lost_to=present) for topic in topics]


@each
async def project_task(session: AsyncSession, record: EventRecord, event: Event) -> Iterable[Frame]:
    """Show a deal's next step as it now is."""
    assert isinstance(event, TaskEvent)  # noqa: S101 - the registry binds this projector to these types
    if event.deal_id is None:
        return []
    return await _frames(session, record, event.deal_id, "deal.changed")


async def _frames(
    session: AsyncSession, record: EventRecord, deal_id: UUID, kind: str, from_stage_id: UUID | None = None
) -> list[Frame]:
    card = await queries.card_of(session, record.workspace_id, deal_id)
    if card is None:
        return []
    news = DealNews.model_validate({**card, "from_stage_id": from_stage_id})
    # Nobody follows the card of a deal that has only just been opened.
    topics = [f"board:{news.pipeline_id}", *([] if kind == "deal.created" else [f"deal:{deal_id}"])]
    return [Frame(topic, kind, news, owned=True, owner_id=news.owner_id) for topic in topics]
