"""Bulk work: what is done to many records at once, and to each of them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.orm import Base, VersionedModel, tenant_foreign_key, tenant_index
from app.platform.bulk.rules import BulkState, ChangeState


class BulkOperation(VersionedModel):
    """One piece of work on many records, by one person."""

    __tablename__ = "bulk_operations"
    __table_args__ = (
        tenant_foreign_key("user_id", "users"),
        tenant_index("bulk_operations", "user_id", "id"),
        CheckConstraint("total >= 0", name="total"),
    )

    subject: Mapped[str]
    action: Mapped[str]
    params: Mapped[dict[str, Any]] = mapped_column(JSONB)
    user_id: Mapped[UUID]
    selection: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    """Which records, as the API was asked; null where `ids` names them."""
    ids: Mapped[list[UUID] | None] = mapped_column(ARRAY(Uuid()))
    state: Mapped[str] = mapped_column(default=BulkState.QUEUED)
    is_undo: Mapped[bool] = mapped_column(default=False)
    """Whether it is going back: pausing and resuming keep the direction."""
    place: Mapped[UUID | None]
    """The last record that was dealt with in this direction."""
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    undone: Mapped[int] = mapped_column(default=0)
    kept: Mapped[int] = mapped_column(default=0)
    """How many the undoing left as they are, because they were changed since."""
    finished_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]


class BulkChange(Base):
    """What bulk work did to one record."""

    __tablename__ = "bulk_changes"
    __table_args__ = (tenant_foreign_key("operation_id", "bulk_operations", ondelete="CASCADE"),)

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True)
    operation_id: Mapped[UUID] = mapped_column(primary_key=True)
    record_id: Mapped[UUID] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(default=ChangeState.WAITING)
    before: Mapped[Any | None] = mapped_column(JSONB(none_as_null=True))
    after: Mapped[Any | None] = mapped_column(JSONB(none_as_null=True))
    error: Mapped[str | None]
    detail: Mapped[Any | None] = mapped_column(JSONB(none_as_null=True))
    """What else there is to say of the error."""
