"""What happened to the base as a whole."""

from typing import Any, ClassVar
from uuid import UUID

from app.core.events import Event


class ClientsExported(Event):
    """Somebody took a list of clients out of the workspace: how many, and by which conditions, but nobody's facts."""

    type: ClassVar[str] = "clients.exported"
    subject_type: ClassVar[str] = "export"
    subject_field: ClassVar[str] = "export_id"
    permission: ClassVar[str] = "audit:read"

    export_id: UUID
    format: str
    count: int
    columns: list[str]
    filter: list[dict[str, Any]]
    """The conditions; where a value could name somebody it is left out."""
    is_searched: bool
    is_chosen: bool
