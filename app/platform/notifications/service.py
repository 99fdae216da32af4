"""Giving notices to people, and the frames that carry them."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor
from app.core.events import Event, EventRecord
from app.core.ids import uuid7
from app.core.schemas import SubjectRef
from app.platform.notifications.models import Notification
from app.platform.notifications.schemas import NotificationCreated, NotificationOut
from app.platform.realtime.frames import Frame, each, me


def notify(
    session: AsyncSession,
    actor: Actor,
    user_id: UUID,
    kind: str,
    *,
    subject: SubjectRef | None = None,
    data: Mapping[str, Any] | None = None,
) -> None:
    """Give one person a notice, in the caller's transaction; it appears on her screen at once."""
    notification = Notification(
        workspace_id=actor.workspace_id,
        id=uuid7(),
        user_id=user_id,
        type=kind,
        subject_type=subject.type if subject else None,
        subject_id=subject.id if subject else None,
        data=dict(data or {}),
    )
    session.add(notification)
    events.publish(session, actor, NotificationCreated(notification_id=notification.id, user_id=user_id))


def of_person(actor: Actor) -> Select[Any]:
    """Select the actor's own notices."""
    subject = func.jsonb_build_object("type", Notification.subject_type, "id", Notification.subject_id)
    return select(
        Notification.id,
        Notification.type,
        func.nullif(subject, func.jsonb_build_object("type", None, "id", None)).label("subject"),
        Notification.data,
        Notification.created_at,
        Notification.read_at,
    ).where(Notification.workspace_id == actor.workspace_id, Notification.user_id == actor.user_id)


@each
async def project(session: AsyncSession, record: EventRecord, event: Event) -> Iterable[Frame]:
    """Show the notice to its receiver."""
    assert isinstance(event, NotificationCreated)  # noqa: S101 - the registry binds this projector to that type
    statement = select(Notification).where(
        Notification.workspace_id == record.workspace_id, Notification.id == event.notification_id
    )
    found = (await session.execute(statement)).scalar_one()
    subject = (
        SubjectRef(type=found.subject_type, id=found.subject_id)
        if found.subject_type and found.subject_id
        else None
    )
    shown = NotificationOut(
        id=found.id,
        type=found.type,
        subject=subject,
        data=found.data,
        created_at=found.created_at,
        read_at=found.read_at,
    )
    return [Frame(me(event.user_id), "notification", shown)]
