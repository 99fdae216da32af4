"""Connections, and what else is known beside calls."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.domains.identity.models import Workspace
from app.domains.telephony.models import ProviderEvent, TelephonyConnection

Record = Any
"""A row of named columns, on its way into a response model that checks it."""


def connections(actor: Actor) -> Any:
    """Select the workspace's connections, each with the time of its last event."""
    last_event = (
        select(func.max(ProviderEvent.received_at))
        .where(
            ProviderEvent.workspace_id == TelephonyConnection.workspace_id,
            ProviderEvent.connection_id == TelephonyConnection.id,
        )
        .correlate(TelephonyConnection)
        .scalar_subquery()
    )
    return select(
        TelephonyConnection.id,
        TelephonyConnection.name,
        TelephonyConnection.provider,
        TelephonyConnection.hook_key,
        TelephonyConnection.time_zone,
        TelephonyConnection.is_active,
        last_event.label("last_event_at"),
        TelephonyConnection.created_at,
        TelephonyConnection.version,
    ).where(TelephonyConnection.workspace_id == actor.workspace_id, TelephonyConnection.removed_at.is_(None))


async def connection(session: AsyncSession, actor: Actor, connection_id: UUID) -> TelephonyConnection | None:
    """Return a connection, locked for the rest of the transaction."""
    statement = (
        select(TelephonyConnection)
        .where(
            TelephonyConnection.workspace_id == actor.workspace_id,
            TelephonyConnection.id == connection_id,
            TelephonyConnection.removed_at.is_(None),
        )
        .with_for_update()
    )
    return (await session.execute(statement)).scalar_one_or_none()


def _hook(workspace_id: UUID) -> Any:
    return (
        select(
            TelephonyConnection.id,
            TelephonyConnection.provider,
            TelephonyConnection.secret,
            TelephonyConnection.time_zone,
            Workspace.phone_region,
        )
        .join(Workspace, Workspace.id == TelephonyConnection.workspace_id)
        .where(TelephonyConnection.workspace_id == workspace_id)
    )


async def hook_by_digest(session: AsyncSession, workspace_id: UUID, digest: bytes) -> Record | None:
    """Return the active connection behind a hook address."""
    statement = _hook(workspace_id).where(
        TelephonyConnection.hook_digest == digest,
        TelephonyConnection.is_active,
        TelephonyConnection.removed_at.is_(None),
    )
    return (await session.execute(statement)).one_or_none()


async def hook_of_connection(session: AsyncSession, workspace_id: UUID, connection_id: UUID) -> Record:
    """Return what is needed to read a stored event again."""
    return (await session.execute(_hook(workspace_id).where(TelephonyConnection.id == connection_id))).one()


async def generic_connection(session: AsyncSession, actor: Actor) -> TelephonyConnection | None:
    """Return the oldest active generic connection."""
    statement = (
        select(TelephonyConnection)
        .where(
            TelephonyConnection.workspace_id == actor.workspace_id,
            TelephonyConnection.provider == "generic",
            TelephonyConnection.is_active,
            TelephonyConnection.removed_at.is_(None),
        )
        .order_by(TelephonyConnection.id)
        .limit(1)
    )
    return (await session.execute(statement)).scalar_one_or_none()
