"""Clients who enter and leave segments."""

from typing import ClassVar
from uuid import UUID

from app.domains.clients.events import ClientEvent


class SegmentEntered(ClientEvent):
    """The client now belongs to a segment."""

    type: ClassVar[str] = "segment.entered"
    segment_id: UUID
    segment_name: str


class SegmentLeft(ClientEvent):
    """The client no longer belongs to a segment."""

    type: ClassVar[str] = "segment.left"
    segment_id: UUID
    segment_name: str
