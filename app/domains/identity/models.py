"""Workspaces, people, teams, roles, and their credentials."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import now
from app.core.orm import Base, TenantModel, VersionedModel, tenant_foreign_key, tenant_index


class Workspace(Base):
    """A tenant; a directory table, because it says which tenants there are."""

    __tablename__ = "workspaces"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    currency: Mapped[str]
    time_zone: Mapped[str]
    phone_region: Mapped[str]
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)


class WorkingHours(VersionedModel):
    """When a workspace works: its one row has the workspace's own id. Without a row it is as is usual in its country."""

    __tablename__ = "working_hours"

    country: Mapped[str | None]
    """Whose public holidays are days off."""
    week: Mapped[list[list[dict[str, str]]]] = mapped_column(JSONB)
    """From and to of each weekday, Monday first."""
    days: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    """Days that are otherwise: on, name, hours; without hours they are off."""


class LoginAddress(Base):
    """Which person of which workspace logs in with an address; a directory table: addresses are unique everywhere."""

    __tablename__ = "login_addresses"

    email: Mapped[str] = mapped_column(primary_key=True)
    workspace_id: Mapped[UUID]
    user_id: Mapped[UUID]


class Role(VersionedModel):
    """A table of permission and scope."""

    __tablename__ = "roles"
    __table_args__ = (tenant_index("roles", "key", unique=True),)

    key: Mapped[str]
    name: Mapped[str]
    permissions: Mapped[dict[str, str]] = mapped_column(JSONB)
    fields: Mapped[dict[str, str]] = mapped_column(JSONB)
    """What the role may do with each group of fields, by the group's code or id."""


class Team(VersionedModel):
    """A team; teams form a tree."""

    __tablename__ = "teams"
    __table_args__ = (tenant_foreign_key("parent_id", "teams"),)

    name: Mapped[str]
    parent_id: Mapped[UUID | None]


class User(VersionedModel):
    """A person who logs in."""

    __tablename__ = "users"
    __table_args__ = (
        tenant_foreign_key("role_id", "roles"),
        tenant_foreign_key("team_id", "teams"),
        tenant_index("users", "email", unique=True),
        tenant_index("users", "extension", unique=True),
        tenant_index("users", "team_id"),
    )

    name: Mapped[str]
    email: Mapped[str]
    password_hash: Mapped[str]
    role_id: Mapped[UUID]
    team_id: Mapped[UUID | None]
    locale: Mapped[str] = mapped_column(default="en")
    theme: Mapped[str] = mapped_column(default="system")
    extension: Mapped[str | None]
    """The telephone extension by which providers name this person."""
    is_active: Mapped[bool] = mapped_column(default=True)


class Session(TenantModel):
    """A log-in on one device; only the token's digest is kept."""

    __tablename__ = "sessions"
    __table_args__ = (
        tenant_foreign_key("user_id", "users"),
        tenant_index("sessions", "token_digest", unique=True),
        tenant_index("sessions", "user_id"),
    )

    user_id: Mapped[UUID]
    token_digest: Mapped[bytes] = mapped_column(LargeBinary)
    last_seen_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    ip: Mapped[str | None]
    user_agent: Mapped[str | None]


class ApiKey(TenantModel):
    """A program's credential; only the token's digest is kept."""

    __tablename__ = "api_keys"
    __table_args__ = (tenant_index("api_keys", "token_digest", unique=True),)

    name: Mapped[str]
    prefix: Mapped[str]
    token_digest: Mapped[bytes] = mapped_column(LargeBinary)
    scopes: Mapped[dict[str, Any]] = mapped_column(JSONB)
    fields: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict)
    """As of roles: what its maker could do when she made it."""
    created_by: Mapped[UUID | None]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class Invitation(TenantModel):
    """A link by which a new colleague joins; only the token's digest is kept."""

    __tablename__ = "invitations"
    __table_args__ = (
        tenant_foreign_key("role_id", "roles"),
        tenant_foreign_key("team_id", "teams"),
        tenant_index("invitations", "token_digest", unique=True),
    )

    name: Mapped[str]
    email: Mapped[str]
    role_id: Mapped[UUID]
    team_id: Mapped[UUID | None]
    token_digest: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
