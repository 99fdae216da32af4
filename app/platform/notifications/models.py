"""Notices to people."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.orm import TenantModel


class Notification(TenantModel):
    """One notice to one person."""

    __tablename__ = "notifications"
    __table_args__ = (
        Index("ix_notifications_user", "workspace_id", "user_id", "id"),
        Index("ix_notifications_unread", "workspace_id", "user_id", postgresql_where="read_at IS NULL"),
    )

    user_id: Mapped[UUID]
    type: Mapped[str]
    subject_type: Mapped[str | None]
    subject_id: Mapped[UUID | None]
    data: Mapped[dict[str, Any]] = mapped_column(JSONB)
    read_at: Mapped[datetime | None]
