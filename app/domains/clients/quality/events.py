"""What happened to the standard of the base."""

from typing import ClassVar
from uuid import UUID

from app.core.events import Event


class StandardChanged(Event):
    """An administrator said anew what a client's record should hold."""

    type: ClassVar[str] = "client_standard.changed"
    subject_type: ClassVar[str] = "client_standard"
    subject_field: ClassVar[str] = "standard_id"
    permission: ClassVar[str] = "audit:read"

    standard_id: UUID
    version: int
    changes: dict[str, tuple[list[str], list[str]]]
