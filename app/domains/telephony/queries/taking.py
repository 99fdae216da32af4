"""What taking an event reads and locks."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, literal_column, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.clock import now
from app.core.ids import uuid7
from app.core.orm import among
from app.domains.clients.models import Client, ContactPoint
from app.domains.identity.models import Role, User
from app.domains.telephony.models import Call, ProviderEvent, TelephonyConnection
from app.domains.telephony.rules import SILENCE, CallState

Record = Any
"""A row of named columns, on its way into a response model that checks it."""


async def store_event(session: AsyncSession, **values: Any) -> UUID | None:
    """Keep a raw event; returns its id, or None for one seen before (the unique key decides, not a look-up)."""
    new = insert(ProviderEvent).values(id=uuid7(), created_at=now(), **values)
    statement = new.on_conflict_do_nothing().returning(ProviderEvent.id)
    return (await session.execute(statement)).scalar_one_or_none()


async def provider_event(session: AsyncSession, workspace_id: UUID, event_id: UUID) -> ProviderEvent | None:
    """Return a raw event, locked for the rest of the transaction."""
    statement = (
        select(ProviderEvent)
        .where(ProviderEvent.workspace_id == workspace_id, ProviderEvent.id == event_id)
        .with_for_update()
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def lock_call(
    session: AsyncSession, workspace_id: UUID, connection_id: UUID, provider_call_id: str
) -> Call:
    """Return the call of a provider's id, locked; makes the row when this is the call's first event.

    One statement for both, so that two first events at once can't make two rows: the second waits for the first.
    """
    moment = now()
    statement = (
        insert(Call)
        .values(
            workspace_id=workspace_id,
            id=uuid7(),
            connection_id=connection_id,
            provider_call_id=provider_call_id,
            facts={},
            state=CallState.UNKNOWN,
            direction="in",
            started_at=moment,
            created_at=moment,
            updated_at=moment,
            version=0,
        )
        .on_conflict_do_update(
            index_elements=["workspace_id", "connection_id", "provider_call_id"],
            set_={"provider_call_id": provider_call_id},
        )
        .returning(Call)
    )
    return (await session.execute(statement, execution_options={"populate_existing": True})).scalar_one()


async def call_for_job(session: AsyncSession, workspace_id: UUID, call_id: UUID) -> Call | None:
    """Return a call, locked for the rest of the transaction."""
    statement = select(Call).where(Call.workspace_id == workspace_id, Call.id == call_id).with_for_update()
    return (await session.execute(statement)).scalar_one_or_none()


async def lock_silent(session: AsyncSession, workspace_id: UUID, at: datetime, most: int) -> list[Call]:
    """Return live calls of which nothing was heard for too long, locked; those that others hold are left to them."""
    silent = [and_(Call.state == state, Call.updated_at < at - silence) for state, silence in SILENCE.items()]
    live = Call.state.in_([literal_column(f"'{state}'") for state in SILENCE])
    statement = (
        select(Call)
        .where(Call.workspace_id == workspace_id, live, or_(*silent))
        .order_by(Call.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return list((await session.execute(statement)).scalars())


async def extension_of(session: AsyncSession, workspace_id: UUID, user_id: UUID) -> str | None:
    """Return a person's extension."""
    statement = select(User.extension).where(User.workspace_id == workspace_id, User.id == user_id)
    return (await session.execute(statement)).scalar_one_or_none()


async def any_client_number(session: AsyncSession, workspace_id: UUID, user_id: UUID | None) -> str | None:
    """Return the number of some client, one of the person's own if she has any."""
    statement = (
        select(ContactPoint.normalized)
        .join(
            Client,
            and_(Client.workspace_id == ContactPoint.workspace_id, Client.id == ContactPoint.client_id),
        )
        .where(
            ContactPoint.workspace_id == workspace_id,
            ContactPoint.kind == "phone",
            ContactPoint.normalized.is_not(None),
        )
        .order_by((Client.owner_id == user_id).desc().nulls_last(), func.random())
        .limit(1)
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def connection_to_call(session: AsyncSession, workspace_id: UUID, connection_id: UUID) -> Record | None:
    """Return what is needed to send a simulated event to a connection."""
    statement = select(TelephonyConnection.secret, TelephonyConnection.hook_key).where(
        TelephonyConnection.workspace_id == workspace_id,
        TelephonyConnection.id == connection_id,
        TelephonyConnection.is_active,
        TelephonyConnection.removed_at.is_(None),
    )
    return (await session.execute(statement)).one_or_none()


async def users_by_extension(
    session: AsyncSession, workspace_id: UUID, extensions: Collection[str]
) -> dict[str, UUID]:
    """Return whose extensions these are, of people who can log in."""
    if not extensions:
        return {}
    statement = select(User.extension, User.id).where(
        User.workspace_id == workspace_id, among(User.extension, extensions), User.is_active
    )
    return {row.extension: row.id for row in await session.execute(statement)}


async def client_owner(session: AsyncSession, workspace_id: UUID, client_id: UUID) -> UUID | None:
    """Return the manager responsible for a client."""
    statement = select(Client.owner_id).where(Client.workspace_id == workspace_id, Client.id == client_id)
    return (await session.execute(statement)).scalar_one_or_none()


async def first_administrator(session: AsyncSession, workspace_id: UUID) -> UUID | None:
    """Return who gets what belongs to nobody: the oldest administrator who can log in."""
    statement = (
        select(User.id)
        .join(Role, and_(Role.workspace_id == User.workspace_id, Role.id == User.role_id))
        .where(User.workspace_id == workspace_id, User.is_active, Role.key == "administrator")
        .order_by(User.id)
        .limit(1)
    )
    return (await session.execute(statement)).scalar_one_or_none()
