"""How files look on the wire."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import ConfigDict

from app.core.schemas import Schema

EXAMPLE: dict[str, Any] = {
    "id": "01a200bd-762d-77b5-9246-6547d8874dfe",
    "name": "Plan of the kitchen.pdf",
    "media_type": "application/pdf",
    "size": 184320,
    "added_by_id": "01a200bd-6f10-7a01-8d02-5b1f0a3c9e77",
    "added_by": "Nana K.",
    "created_at": "2026-11-20T09:30:00Z",
}


class FileOut(Schema):
    """A file; its `media_type` is what its content says, not what was claimed."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    id: UUID
    name: str
    media_type: str
    size: int
    added_by_id: UUID | None
    added_by: str
    created_at: datetime


class FilesOut(Schema):
    """A record's files, the latest first, and how many bytes one may have."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [EXAMPLE], "max_bytes": 26214400}]})

    items: list[FileOut]
    max_bytes: int
