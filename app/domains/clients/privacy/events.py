"""What was told and forgotten."""

from typing import ClassVar

from app.domains.clients.events import ClientEvent


class ClientDisclosed(ClientEvent):
    """All that is known of a client was put into a file for her."""

    type: ClassVar[str] = "client.disclosed"
    permission: ClassVar[str] = "audit:read"


class ClientErased(ClientEvent):
    """A client is to be forgotten, and why."""

    type: ClassVar[str] = "client.erased"
    permission: ClassVar[str] = "audit:read"
    reason: str
