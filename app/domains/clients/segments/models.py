"""Segments and who belongs to them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import now
from app.core.orm import Base, VersionedModel, tenant_foreign_key, tenant_index


class Segment(VersionedModel):
    """A group of clients: static (a list) or dynamic (everybody of whom the filter holds)."""

    __tablename__ = "segments"
    __table_args__ = (
        CheckConstraint("(kind = 'dynamic') = (filter IS NOT NULL)", name="filter"),
        tenant_foreign_key("owner_id", "users"),
        tenant_index("segments", "name"),
    )

    name: Mapped[str]
    kind: Mapped[str]
    filter: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    owner_id: Mapped[UUID | None]
    """Who made it; null for what a program made."""
    members: Mapped[int] = mapped_column(default=0)
    """How many there were when they were last found."""
    refreshed_at: Mapped[datetime | None]


class SegmentMember(Base):
    """A client's membership; of a dynamic segment as the last round found it, by which entering and leaving are told."""

    __tablename__ = "segment_members"
    __table_args__ = (
        tenant_foreign_key("segment_id", "segments", ondelete="CASCADE"),
        tenant_foreign_key("client_id", "clients", ondelete="CASCADE"),
        tenant_index("segment_members", "client_id"),
    )

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True)
    segment_id: Mapped[UUID] = mapped_column(primary_key=True)
    client_id: Mapped[UUID] = mapped_column(primary_key=True)
    entered_at: Mapped[datetime] = mapped_column(default=now)
