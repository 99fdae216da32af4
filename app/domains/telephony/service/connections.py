"""Connections to providers: making them, changing them, replacing their secrets."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor
from app.core.clock import now
from app.core.crypto import new_token, token_digest
from app.core.errors import NotFoundError
from app.core.http import check_version
from app.core.ids import uuid7
from app.core.runtime import Runtime
from app.domains.identity.models import Workspace
from app.domains.telephony import queries
from app.domains.telephony.events import (
    ConnectionChanged,
    ConnectionCreated,
    ConnectionRemoved,
    ConnectionRotated,
)
from app.domains.telephony.models import TelephonyConnection
from app.domains.telephony.schemas import ConnectionChange, ConnectionInput, ConnectionOut, RotateInput
from app.domains.telephony.service.hooks import forget_hooks

HOOK_PATH = "/api/v1/telephony/hooks"


def address(runtime: Runtime, sealed_key: str) -> str:
    """Return the public hook address of a connection's encrypted key."""
    return f"{runtime.settings.public_url.rstrip('/')}{HOOK_PATH}/{runtime.box.open(sealed_key)}"


def shown(runtime: Runtime, row: Mapping[str, Any]) -> ConnectionOut:
    """Return a connection as administrators see it: the address in the clear, the secret never."""
    return ConnectionOut(**{**row, "hook_url": address(runtime, row["hook_key"])})


async def read(runtime: Runtime, session: AsyncSession, actor: Actor, connection_id: UUID) -> ConnectionOut:
    """Return one connection; raises `NotFoundError`."""
    statement = queries.connections(actor).where(TelephonyConnection.id == connection_id)
    row = (await session.execute(statement)).mappings().one_or_none()
    if row is None:
        raise NotFoundError
    return shown(runtime, dict(row))


async def create(
    runtime: Runtime, session: AsyncSession, actor: Actor, wish: ConnectionInput
) -> tuple[TelephonyConnection, str]:
    """Make a connection; returns it and its secret."""
    workspace = await session.get_one(Workspace, actor.workspace_id)
    secret = wish.secret or _new_secret()
    connection = TelephonyConnection(
        workspace_id=actor.workspace_id,
        id=uuid7(),
        name=wish.name,
        provider=wish.provider,
        secret=runtime.box.seal(secret),
        time_zone=wish.time_zone or workspace.time_zone,
        **_new_address(runtime, actor),
    )
    session.add(connection)
    event = ConnectionCreated(connection_id=connection.id, name=wish.name, provider=wish.provider)
    events.publish(session, actor, event)
    await session.flush()
    return connection, secret


async def change(
    runtime: Runtime,
    session: AsyncSession,
    actor: Actor,
    connection_id: UUID,
    based_on: int,
    wish: ConnectionChange,
) -> None:
    """Change a connection's name, secret, time zone, or switch it; raises `NotFoundError`, `VersionConflictError`."""
    connection = await _load(session, actor, connection_id)
    check_version(connection.version, based_on)
    wanted = wish.model_dump(exclude_unset=True, exclude_none=True)
    changes: dict[str, tuple[Any, Any]] = {}
    if secret := wanted.pop("secret", None):
        connection.secret = runtime.box.seal(secret)
        changes["secret"] = (None, None)
    for field, value in wanted.items():
        if getattr(connection, field) != value:
            changes[field] = (getattr(connection, field), value)
            setattr(connection, field, value)
    if changes:
        connection.touch()
        event = ConnectionChanged(connection_id=connection.id, name=connection.name, changes=changes)
        events.publish(session, actor, event)
    await session.flush()
    forget_hooks()


async def rotate(
    runtime: Runtime, session: AsyncSession, actor: Actor, connection_id: UUID, wish: RotateInput
) -> str:
    """Replace the address and the secret; returns the new secret. Raises `NotFoundError`."""
    connection = await _load(session, actor, connection_id)
    secret = wish.secret or _new_secret()
    connection.secret = runtime.box.seal(secret)
    for field, value in _new_address(runtime, actor).items():
        setattr(connection, field, value)
    connection.touch()
    events.publish(session, actor, ConnectionRotated(connection_id=connection.id, name=connection.name))
    await session.flush()
    forget_hooks()
    return secret


async def remove(session: AsyncSession, actor: Actor, connection_id: UUID) -> None:
    """Remove a connection; its calls stay. Raises `NotFoundError`."""
    connection = await _load(session, actor, connection_id)
    connection.removed_at = now()
    connection.is_active = False
    connection.touch()
    events.publish(session, actor, ConnectionRemoved(connection_id=connection.id, name=connection.name))
    forget_hooks()


async def _load(session: AsyncSession, actor: Actor, connection_id: UUID) -> TelephonyConnection:
    connection = await queries.connection(session, actor, connection_id)
    if connection is None:
        raise NotFoundError
    return connection


def _new_secret() -> str:
    return new_token("whsec").partition(".")[2]


def _new_address(runtime: Runtime, actor: Actor) -> dict[str, Any]:
    """The key names its workspace, so that an event finds its tenant without a directory."""
    key = new_token(actor.workspace_id.hex)
    return {"hook_digest": token_digest(key), "hook_key": runtime.box.seal(key)}
