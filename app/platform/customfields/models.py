"""A workspace's own fields: groups, and what stands in each. Values stand with their records, in a `custom` column."""

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.orm import VersionedModel, tenant_foreign_key, tenant_index


class FieldGroup(VersionedModel):
    """Fields that are shown together and to the same roles."""

    __tablename__ = "field_groups"
    __table_args__ = (
        CheckConstraint("subject_type IN ('client', 'deal')", name="subject_type"),
        tenant_index("field_groups", "subject_type", "position"),
    )

    subject_type: Mapped[str]
    name: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)


class FieldDefinition(VersionedModel):
    """One field. It is never removed, only archived: what was written into it stays readable."""

    __tablename__ = "field_definitions"
    __table_args__ = (
        tenant_foreign_key("group_id", "field_groups"),
        tenant_index("field_definitions", "subject_type", "position"),
        tenant_index("field_definitions", "group_id"),
    )

    subject_type: Mapped[str]
    group_id: Mapped[UUID]
    name: Mapped[str]
    kind: Mapped[str]
    help: Mapped[str | None] = mapped_column(Text)
    choices: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    """Each with id, name, color, is_archived."""
    applies_to: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    """Kinds of clients, or ids of pipelines; empty for all."""
    currency: Mapped[str | None]
    """Of a money field; the workspace's when null."""
    position: Mapped[int] = mapped_column(default=0)
    is_archived: Mapped[bool] = mapped_column(default=False)
