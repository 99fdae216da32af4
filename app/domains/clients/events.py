"""What happened to clients."""

from typing import Any, ClassVar
from uuid import UUID

from app.core.auth import EVENTS
from app.core.events import Event
from app.core.masking import Rules, text
from app.domains.clients.masking import RULES
from app.domains.clients.permissions import ClientPermission


class ClientEvent(Event):
    """Something about one client; stands on her card."""

    subject_type: ClassVar[str] = "client"
    subject_field: ClassVar[str] = "client_id"
    timeline_field: ClassVar[str | None] = "client_id"
    permission: ClassVar[str] = ClientPermission.READ
    hidden: ClassVar[Rules] = RULES

    client_id: UUID


class ClientCreated(ClientEvent):
    """A client was added."""

    type: ClassVar[str] = "client.created"
    kind: str
    name: str
    owner_id: UUID | None
    source: str | None


class ClientChanged(ClientEvent):
    """Facts about a client were changed: each with its old and new value."""

    type: ClassVar[str] = "client.changed"
    version: int
    changes: dict[str, tuple[Any, Any]]


class NoteAdded(ClientEvent):
    """Somebody wrote a note on the card; the event itself is the note."""

    type: ClassVar[str] = "note.added"
    hidden: ClassVar[Rules] = {"text": text(EVENTS)}
    text: str
    """A colleague named in it stands as `<@` her id `>`."""
    mentions: tuple[UUID, ...] = ()


class ClientMerged(ClientEvent):
    """Another record was found to be this client; what was the other's is now hers."""

    type: ClassVar[str] = "client.merged"
    version: int
    merge_id: UUID
    other_id: UUID
    other_name: str
    changes: dict[str, tuple[Any, Any]]


class ClientUnmerged(ClientEvent):
    """A merge was undone: the two are two again."""

    type: ClassVar[str] = "client.unmerged"
    version: int
    merge_id: UUID
    other_id: UUID
    other_name: str


class ConsentRecorded(ClientEvent):
    """The client allowed or forbade a channel."""

    type: ClassVar[str] = "client.consent_recorded"
    channel: str
    is_granted: bool
    how: str


class EmploymentChanged(ClientEvent):
    """A person came to a further company, left it, or has another position there."""

    type: ClassVar[str] = "client.employment_changed"
    hidden: ClassVar[Rules] = {
        "company_id": RULES["company_id"],
        "company_name": RULES["company_name"],
        "position": RULES["position"],
    }
    company_id: UUID
    company_name: str | None
    position: str | None
    is_member: bool


class ClientShared(ClientEvent):
    """The client was shared with colleagues, or no longer is."""

    type: ClassVar[str] = "client.shared"
    added: list[UUID]
    removed: list[UUID]


class NotePinned(ClientEvent):
    """A note was pinned to the top of the card, or taken down."""

    type: ClassVar[str] = "note.pinned"
    note_id: UUID
    is_pinned: bool


class ClientRevealed(ClientEvent):
    """Somebody who sees only that numbers and addresses are there asked to see them, and said why."""

    type: ClassVar[str] = "client.revealed"
    permission: ClassVar[str] = "audit:read"
    reason: str


class ClientRemoved(ClientEvent):
    """A client whom an import had added was taken back with it."""

    type: ClassVar[str] = "client.removed"


class FileEvent(ClientEvent):
    """Something about a file on her card; files are what was noted about her, as notes are."""

    hidden: ClassVar[Rules] = {"name": text(EVENTS)}
    file_id: UUID
    name: str
    size: int


class FileAdded(FileEvent):
    """A file was added to the card."""

    type: ClassVar[str] = "file.added"


class FileRemoved(FileEvent):
    """A file was removed from the card; for a month it can be brought back."""

    type: ClassVar[str] = "file.removed"


class FileRestored(FileEvent):
    """A removed file was brought back."""

    type: ClassVar[str] = "file.restored"
