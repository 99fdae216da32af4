"""The counters on people's screens: whatever changes a figure sends its new state at once."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import system_actor
from app.core.events import Event, EventRecord
from app.domains.deals.events import DealRevived, DealWon
from app.domains.reports import queries, service
from app.domains.reports.events import PlanChanged
from app.domains.tasks.events import TaskCompleted
from app.domains.telephony.events import CallEvent, CallRinging
from app.platform.realtime.frames import Frame, each


async def _concerned(session: AsyncSession, record: EventRecord, event: Event) -> set[UUID]:
    """Return whose figures an event may have changed."""
    found: set[UUID | None] = set()
    match event:
        case DealWon() | DealRevived():
            found = {event.owner_id}
        case TaskCompleted():
            found = {event.assignee_id}
        case CallRinging(direction="in"):
            # It counts only once it is answered, and a person waits for the card that travels with these frames.
            pass
        case CallEvent():
            found = {event.user_id}
        case PlanChanged(user_id=None):
            everybody = await queries.people(session, system_actor(record.workspace_id))
            return {person.id for person in everybody}
        case PlanChanged():
            found = {event.user_id}
        case _:
            pass
    return {user_id for user_id in found if user_id is not None}


@each
async def project(session: AsyncSession, record: EventRecord, event: Event) -> Iterable[Frame]:
    """Send the present plan and fact of everybody concerned, to them and to their supervisors."""
    user_ids = await _concerned(session, record, event)
    if not user_ids:
        return []
    states = await service.progress_of(session, system_actor(record.workspace_id), user_ids)
    return [
        Frame("counters", "counters.changed", state, owned=True, owner_id=state.user_id) for state in states
    ]
