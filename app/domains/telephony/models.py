"""Connections to providers, the raw events they sent, and the calls these add up to."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, LargeBinary, Text, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import now
from app.core.orm import TenantModel, VersionedModel, tenant_foreign_key, tenant_index

_LIVE = text("state IN ('ringing', 'answered')")


class TelephonyConnection(VersionedModel):
    """A provider's way in: a secret address, and the secret that signs what comes to it."""

    __tablename__ = "telephony_connections"
    __table_args__ = (tenant_index("telephony_connections", "hook_digest", unique=True),)

    name: Mapped[str]
    provider: Mapped[str]
    hook_digest: Mapped[bytes] = mapped_column(LargeBinary)
    hook_key: Mapped[str] = mapped_column(Text)
    """The address's secret part, encrypted: administrators may see the address again."""
    secret: Mapped[str] = mapped_column(Text)
    """The signing secret, encrypted; never shown after it was made."""
    time_zone: Mapped[str]
    """How to read a provider's times without a zone."""
    is_active: Mapped[bool] = mapped_column(default=True)
    removed_at: Mapped[datetime | None]
    """Calls keep pointing to the connection that they came through."""


class ProviderEvent(TenantModel):
    """One signed request of a provider, as it came. Its key makes every repetition harmless, for ever."""

    __tablename__ = "provider_events"
    __table_args__ = (
        tenant_foreign_key("connection_id", "telephony_connections"),
        tenant_index("provider_events", "connection_id", "event_key", unique=True),
        tenant_index("provider_events", "connection_id", "received_at"),
        Index("ix_provider_events_failed", "workspace_id", "id", postgresql_where="state = 'failed'"),
        Index("ix_provider_events_kept", "workspace_id", "id", postgresql_where="state = 'kept'"),
    )

    connection_id: Mapped[UUID]
    event_key: Mapped[str]
    state: Mapped[str]
    """`processed`, `ignored` (a kind without meaning for calls), `malformed`, `kept` (waits for its turn), or `failed`
    (will be tried again)."""
    received_at: Mapped[datetime] = mapped_column(default=now)
    content_type: Mapped[str]
    query: Mapped[str]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    error: Mapped[str | None] = mapped_column(Text)


class Call(VersionedModel):
    """One conversation, or the attempt at one. All but the outcome follows from `facts`."""

    __tablename__ = "calls"
    __table_args__ = (
        tenant_foreign_key("connection_id", "telephony_connections"),
        tenant_foreign_key("client_id", "clients"),
        tenant_foreign_key("user_id", "users"),
        tenant_foreign_key("owner_id", "users"),
        tenant_index("calls", "connection_id", "provider_call_id", unique=True),
        tenant_index("calls", "started_at", "id"),
        tenant_index("calls", "owner_id", "started_at", "id"),
        tenant_index("calls", "user_id", "started_at", "id"),
        tenant_index("calls", "client_id", "started_at", "id"),
        tenant_index("calls", "client_number"),
        tenant_index("calls", "id", postgresql_where=_LIVE, name="ix_calls_live"),
    )

    connection_id: Mapped[UUID]
    provider_call_id: Mapped[str]
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    announced: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    """Which of the effects that could come twice have been announced."""
    shown_to: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), default=list)
    """Whose screens showed the card: each person sees it once."""
    state: Mapped[str]
    direction: Mapped[str]
    result: Mapped[str | None]
    from_number: Mapped[str | None]
    to_number: Mapped[str | None]
    client_number: Mapped[str | None]
    """E.164 where the number is valid, else as the provider wrote it."""
    extension: Mapped[str | None]
    cause: Mapped[str | None]
    client_id: Mapped[UUID | None]
    user_id: Mapped[UUID | None]
    """Whose call it is: who answered, else whose phone rang first, else who dialled."""
    owner_id: Mapped[UUID | None]
    """Who sees it as her own: the person of the call, else the client's owner."""
    started_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    talk_seconds: Mapped[int | None]
    outcome: Mapped[str | None]
    note: Mapped[str | None] = mapped_column(Text)
    outcome_at: Mapped[datetime | None]
    outcome_by: Mapped[UUID | None]
    call_back_task_id: Mapped[UUID | None]
    """The task that a missed call became."""


class CallOutcome(TenantModel):
    """An outcome that a workspace added or changed; the built-in ones need no row."""

    __tablename__ = "call_outcomes"
    __table_args__ = (tenant_index("call_outcomes", "key", unique=True),)

    key: Mapped[str]
    name: Mapped[str]
    position: Mapped[int]
    is_final: Mapped[bool]
    concerns_client: Mapped[bool] = mapped_column(default=True)
