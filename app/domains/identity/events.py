"""What happened to people and access."""

from typing import Any, ClassVar
from uuid import UUID

from app.core.events import Event

AUDIT = "audit:read"


class UserEvent(Event):
    """Something about one person."""

    subject_type: ClassVar[str] = "user"
    subject_field: ClassVar[str] = "user_id"
    permission: ClassVar[str] = AUDIT

    user_id: UUID


class WorkspaceCreated(UserEvent):
    """The first-run wizard made a workspace and its first administrator."""

    type: ClassVar[str] = "workspace.created"


class UserJoined(UserEvent):
    """A person accepted an invitation."""

    type: ClassVar[str] = "user.joined"


class UserChanged(UserEvent):
    """Somebody changed a person's role, team, or other facts."""

    type: ClassVar[str] = "user.changed"
    changes: dict[str, tuple[Any, Any]]


class LoggedIn(UserEvent):
    """A person logged in."""

    type: ClassVar[str] = "user.logged_in"
    session_id: UUID


class LoginFailed(UserEvent):
    """Somebody tried a wrong password."""

    type: ClassVar[str] = "user.login_failed"


class PasswordChanged(UserEvent):
    """A person chose a new password; every other session ended."""

    type: ClassVar[str] = "user.password_changed"


class SessionEnded(UserEvent):
    """A session was closed, by log-out or by revocation."""

    type: ClassVar[str] = "session.ended"
    session_id: UUID


class AccessEvent(Event):
    """Something about a record of access."""

    subject_type: ClassVar[str] = "access"
    subject_field: ClassVar[str] = "record_id"
    permission: ClassVar[str] = AUDIT

    record_id: UUID
    name: str


class InvitationSent(AccessEvent):
    """A colleague was invited."""

    type: ClassVar[str] = "invitation.created"


class InvitationWithdrawn(AccessEvent):
    """An invitation was withdrawn."""

    type: ClassVar[str] = "invitation.withdrawn"


class ApiKeyCreated(AccessEvent):
    """A program was given a key."""

    type: ClassVar[str] = "api_key.created"
    scopes: dict[str, str]


class ApiKeyRevoked(AccessEvent):
    """A program's key was revoked."""

    type: ClassVar[str] = "api_key.revoked"


class RoleChanged(AccessEvent):
    """What a role may do was changed."""

    type: ClassVar[str] = "role.changed"
    changes: dict[str, tuple[Any, Any]]


class TeamChanged(AccessEvent):
    """A team was made, renamed, moved or removed."""

    type: ClassVar[str] = "team.changed"
    changes: dict[str, tuple[Any, Any]]


class WorkspaceChanged(AccessEvent):
    """The workspace's own facts were changed."""

    type: ClassVar[str] = "workspace.changed"
    changes: dict[str, tuple[Any, Any]]


class WorkingHoursChanged(AccessEvent):
    """When the workspace works was changed."""

    type: ClassVar[str] = "working_hours.changed"
    changes: dict[str, tuple[Any, Any]]
