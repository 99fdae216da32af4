"""The followers' log and the audit log."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Response

from app.core.auth import Actor, requires
from app.core.events import EventRecord
from app.core.http import ReadSession
from app.core.http import router as domain_router
from app.core.paging import Paging, page_response, paging
from app.core.schemas import Page
from app.platform.history import queries
from app.platform.history.permissions import HistoryPermission
from app.platform.history.schemas import EventLog, TimelineEntry

router = domain_router("events")


@router.get("/events", name="events_list")
async def follow(
    session: ReadSession,
    actor: Annotated[Actor, requires(HistoryPermission.EVENTS_READ)],
    after: Annotated[
        int, Query(ge=0, description="The position after which to read; 0 for the beginning")
    ] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> EventLog:
    """Follow everything that happens, in one gapless order per workspace."""
    rows = await queries.log_after(session, actor, after, limit)
    return EventLog.model_validate({"items": rows, "next": rows[-1]["position"] if rows else after})


@router.get("/audit", name="events_audit", response_model=Page[TimelineEntry])
async def audit(
    session: ReadSession,
    actor: Annotated[Actor, requires(HistoryPermission.AUDIT_READ)],
    page: Annotated[Paging, Depends(paging)],
    subject_id: UUID | None = None,
    actor_id: UUID | None = None,
    types: Annotated[list[str] | None, Query(alias="type")] = None,
) -> Any:
    """Read who did what, newest first, by record, person or kind of event."""
    where = EventRecord.workspace_id == actor.workspace_id
    if subject_id is not None:
        where &= queries.of_subject(subject_id)
    if actor_id is not None:
        where &= EventRecord.actor_id == actor_id
    rows, following = await queries.timeline(session, actor, where, page, types or ())
    response: Response = page_response(rows, following)
    return response
