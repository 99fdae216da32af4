"""A person's notices."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends
from sqlalchemy import func, select, update

from app.core.auth import LoggedIn
from app.core.clock import now
from app.core.http import ReadSession, WriteSession
from app.core.http import router as domain_router
from app.core.orm import among
from app.core.paging import Paging, SortKey, fetch_page, page_response, paging
from app.core.schemas import Page
from app.platform.notifications import service
from app.platform.notifications.models import Notification
from app.platform.notifications.schemas import NotificationOut, ReadNotifications, Unread

router = domain_router("notifications", "/notifications")
_SORTS = {"id": SortKey(Notification.id, UUID)}


@router.get("", name="notifications_list", response_model=Page[NotificationOut])
async def list_own(session: ReadSession, actor: LoggedIn, page: Annotated[Paging, Depends(paging)]) -> Any:
    """List one's own notices, newest first."""
    statement = service.of_person(actor)
    rows, following = await fetch_page(
        session, statement, page, sorts=_SORTS, default="-id", row_id=Notification.id
    )
    return page_response(rows, following)


@router.get("/count", name="notifications_count")
async def count_unread(session: ReadSession, actor: LoggedIn) -> Unread:
    """Count one's unread notices."""
    statement = select(func.count()).where(
        Notification.workspace_id == actor.workspace_id,
        Notification.user_id == actor.user_id,
        Notification.read_at.is_(None),
    )
    return Unread(unread=(await session.execute(statement)).scalar_one())


@router.post("/read", name="notifications_read", status_code=204)
async def mark_read(session: WriteSession, actor: LoggedIn, body: ReadNotifications) -> None:
    """Mark notices as read: those named, or all."""
    statement = update(Notification).where(
        Notification.workspace_id == actor.workspace_id,
        Notification.user_id == actor.user_id,
        Notification.read_at.is_(None),
    )
    if body.ids is not None:
        statement = statement.where(among(Notification.id, body.ids))
    await session.execute(statement.values(read_at=now()).execution_options(synchronize_session=False))
