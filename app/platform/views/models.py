"""Saved views: a list's filter, order, columns, group and colours, by an address of their own."""

from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.orm import TenantModel, VersionedModel, tenant_foreign_key, tenant_index


class SavedView(VersionedModel):
    """A list as somebody shaped it, for herself or for everybody."""

    __tablename__ = "saved_views"
    __table_args__ = (
        tenant_foreign_key("owner_id", "users"),
        tenant_index("saved_views", "subject", "owner_id"),
    )

    subject: Mapped[str]
    name: Mapped[str]
    owner_id: Mapped[UUID]
    is_shared: Mapped[bool] = mapped_column(default=False)
    shape: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """Filter, sort, group_by, columns and colours, as the API takes them."""


class ViewPin(TenantModel):
    """Somebody keeps a view at hand, her own or a shared one."""

    __tablename__ = "view_pins"
    __table_args__ = (
        tenant_foreign_key("view_id", "saved_views", ondelete="CASCADE"),
        tenant_foreign_key("user_id", "users"),
        tenant_index("view_pins", "user_id", "view_id", unique=True),
    )

    view_id: Mapped[UUID]
    user_id: Mapped[UUID]
