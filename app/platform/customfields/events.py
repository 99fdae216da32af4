"""What happened to the workspace's own fields."""

from typing import Any, ClassVar
from uuid import UUID

from app.core.events import Event
from app.platform.customfields.permissions import FieldPermission


class FieldChanged(Event):
    """A field, or a group of them, was made, changed, archived or removed: each fact with its old and new value."""

    type: ClassVar[str] = "field.changed"
    subject_type: ClassVar[str] = "field"
    subject_field: ClassVar[str] = "record_id"
    permission: ClassVar[str] = FieldPermission.MANAGE

    record_id: UUID
    name: str
    changes: dict[str, tuple[Any, Any]]
