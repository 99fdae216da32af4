"""How people, teams, roles and credentials look on the wire."""

from datetime import datetime
from functools import cache
from typing import Annotated, Literal
from uuid import UUID
from zoneinfo import available_timezones

from pydantic import AfterValidator, EmailStr, Field, StringConstraints

from app.core.auth import Access, Scope
from app.core.schemas import Currency, Input, Line, Schema

Locale = Literal["en", "ru", "es", "uz", "ka", "mn"]
Theme = Literal["light", "dark", "system"]
Extension = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9A-Za-z._@-]{1,64}$")]
Password = Annotated[str, Field(max_length=256, description="At least 15 characters, any of them")]
Region = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Permissions = dict[str, Scope]
FieldRights = Annotated[dict[Annotated[str, StringConstraints(max_length=40)], Access], Field(max_length=200)]


@cache
def _zone_names() -> set[str]:
    """Return the names of all zones; asking for them walks through the machine's whole database of them."""
    return available_timezones()


def _known_zone(name: str) -> str:
    if name not in _zone_names():
        message = "not a time zone of the IANA database"
        raise ValueError(message)
    return name


TimeZone = Annotated[str, AfterValidator(_known_zone)]
Email = Annotated[EmailStr, StringConstraints(max_length=254)]


class SetupState(Schema):
    """Whether the first-run wizard is still to be run."""

    needed: bool


class SetupInput(Input):
    """The first-run wizard: a workspace and its first administrator."""

    workspace_name: Line
    name: Line
    email: Email
    password: Password
    locale: Locale = "en"
    time_zone: TimeZone = "UTC"
    currency: Currency = "USD"
    phone_region: Region = "US"


class LoginInput(Input):
    """An address and its password."""

    email: Annotated[str, Field(max_length=254)]
    password: Annotated[str, Field(max_length=256)]


class UserOut(Schema):
    """A person who logs in."""

    id: UUID
    name: str
    email: str
    role_id: UUID
    role_key: str
    team_id: UUID | None
    locale: Locale
    theme: Theme
    is_active: bool
    extension: str | None
    version: int


class WorkspaceOut(Schema):
    """The workspace one works in."""

    id: UUID
    name: str
    currency: str
    time_zone: str
    phone_region: str
    is_demo: bool


class WorkspaceInput(Input):
    """What may be changed about a workspace."""

    name: Line | None = None
    currency: Currency | None = None
    time_zone: TimeZone | None = None
    phone_region: Region | None = None


class RoleRef(Schema):
    """A role, named."""

    id: UUID
    key: str
    name: str


class Me(Schema):
    """Who is logged in, and what she may do."""

    user: UserOut
    workspace: WorkspaceOut
    role: RoleRef
    permissions: Permissions
    fields: FieldRights


class MeInput(Input):
    """What a person may change about herself."""

    name: Line | None = None
    locale: Locale | None = None
    theme: Theme | None = None


class PasswordInput(Input):
    """A new password, proved by the old one."""

    current_password: Annotated[str, Field(max_length=256)]
    new_password: Password


class SessionOut(Schema):
    """A log-in on one device."""

    id: UUID
    created_at: datetime
    last_seen_at: datetime
    ip: str | None
    user_agent: str | None
    is_current: bool


class UserInput(Input):
    """What an administrator may change about a person."""

    name: Line | None = None
    role_id: UUID | None = None
    team_id: UUID | None = None
    is_active: bool | None = None
    extension: Extension | None = None


class DirectoryEntry(Schema):
    """A colleague's name, for pickers and avatars."""

    id: UUID
    name: str
    team_id: UUID | None


class InvitationInput(Input):
    """Whom to invite, and as what."""

    name: Line
    email: Email
    role_id: UUID
    team_id: UUID | None = None


class InvitationOut(Schema):
    """An open invitation."""

    id: UUID
    name: str
    email: str
    role_id: UUID
    team_id: UUID | None
    expires_at: datetime


class InvitationCreated(InvitationOut):
    """A new invitation with its link, shown this once."""

    link: str


class InvitationView(Schema):
    """What the invited person sees before accepting."""

    workspace_name: str
    name: str
    email: str


class AcceptInput(Input):
    """The invited person's name and new password."""

    name: Line
    password: Password
    locale: Locale = "en"


class TeamOut(Schema):
    """A team."""

    id: UUID
    name: str
    parent_id: UUID | None
    version: int


class TeamInput(Input):
    """A new team."""

    name: Line
    parent_id: UUID | None = None


class TeamChange(Input):
    """A change of a team."""

    name: Line | None = None
    parent_id: UUID | None = None


class RoleOut(RoleRef):
    """A role and what it may do."""

    permissions: Permissions
    fields: FieldRights
    version: int


class RoleChange(Input):
    """A change of a role: `permissions` and `fields` replace their whole table."""

    name: Line | None = None
    permissions: Permissions | None = None
    fields: FieldRights | None = Field(
        default=None,
        description="By `personal`, `events`, or a field group's id; groups left out follow `personal`",
    )


class ApiKeyInput(Input):
    """A new key: a name, and no more rights than its maker has."""

    name: Line
    scopes: Annotated[Permissions, Field(min_length=1)]


class ApiKeyOut(Schema):
    """A program's key, without the secret."""

    id: UUID
    name: str
    prefix: str
    scopes: Permissions
    created_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


class ApiKeyCreated(ApiKeyOut):
    """A new key with its secret, shown this once."""

    token: str
