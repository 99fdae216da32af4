"""What taking an event reads and locks."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Text, and_, bindparam, func, literal_column, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Viewer
from app.core.clock import now
from app.core.ids import uuid7
from app.core.orm import among_given
from app.core.prepared import Prepared, insertion
from app.domains.clients.models import Client, ContactPoint
from app.domains.identity.models import Role, User
from app.domains.telephony.models import Call, ProviderEvent, TelephonyConnection
from app.domains.telephony.rules import SILENCE, CallState

Record = Any
"""A row of named columns, on its way into a response model that checks it."""


async def store_event(session: AsyncSession, **values: Any) -> UUID | None:
    """Keep a raw event; returns its id, or None for one seen before (the unique key decides, not a look-up)."""
    row = await _STORE.one(session, {"id": uuid7(), "created_at": now(), **values})
    return row["id"] if row else None


async def store_events(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep many raw events, each with its id; those seen before stay as they are."""
    await _STORE.many(session, [{"created_at": now(), **row} for row in rows])


_STORE = Prepared(lambda: insertion(ProviderEvent).on_conflict_do_nothing().returning(ProviderEvent.id))


async def lock_kept(session: AsyncSession, workspace_id: UUID, event_ids: Sequence[UUID]) -> set[UUID]:
    """Return those of the events that still wait for their turn, locked for the rest of the transaction."""
    values = {"actor_workspace": workspace_id, "events": list(event_ids)}
    return {row["id"] for row in await _LOCK_KEPT.rows(session, values)}


_EVENTS = (ProviderEvent.workspace_id == Viewer.workspace_id, among_given(ProviderEvent.id, "events"))


def _lock_kept() -> Any:
    waits = ProviderEvent.state == literal_column("'kept'")
    return select(ProviderEvent.id).where(*_EVENTS, waits).order_by(ProviderEvent.id).with_for_update()


_LOCK_KEPT = Prepared(_lock_kept)


async def settle_kept(
    session: AsyncSession,
    workspace_id: UUID,
    event_ids: Collection[UUID],
    state: str,
    error: str | None = None,
) -> None:
    """Give events that `lock_kept` gave their new state.

    To be called last: the same event coming once more would wait for this row's transaction, and others behind it.
    """
    values = {"actor_workspace": workspace_id, "events": list(event_ids), "new_state": state, "error": error}
    await _SETTLE_KEPT.rows(session, values)


_SETTLE_KEPT = Prepared(
    lambda: (
        update(ProviderEvent)
        .where(*_EVENTS)
        .values(state=bindparam("new_state"), error=bindparam("error", type_=Text()))
    )
)


async def kept_events(session: AsyncSession, workspace_id: UUID, before: datetime, most: int) -> list[UUID]:
    """Return events that have waited for their turn since before a moment, the oldest first."""
    statement = (
        select(ProviderEvent.id)
        .where(
            ProviderEvent.workspace_id == workspace_id,
            ProviderEvent.state == literal_column("'kept'"),
            ProviderEvent.created_at < before,
        )
        .order_by(ProviderEvent.id)
        .limit(most)
    )
    return list((await session.execute(statement)).scalars())


async def provider_event(session: AsyncSession, workspace_id: UUID, event_id: UUID) -> ProviderEvent | None:
    """Return a raw event, locked for the rest of the transaction."""
    statement = (
        select(ProviderEvent)
        .where(ProviderEvent.workspace_id == workspace_id, ProviderEvent.id == event_id)
        .with_for_update()
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def lock_calls(
    session: AsyncSession, workspace_id: UUID, connection_id: UUID, provider_call_ids: Collection[str]
) -> dict[str, Call]:
    """Return the calls of which something was heard already, locked, by the provider's ids."""
    said_ids = list(provider_call_ids)
    values = {"actor_workspace": workspace_id, "connection": connection_id, "said_ids": said_ids}
    return {row["provider_call_id"]: Call(**row) for row in await _LOCK.rows(session, values)}


def _lock() -> Any:
    return (
        select(*Call.__table__.columns)
        .where(
            Call.workspace_id == Viewer.workspace_id,
            Call.connection_id == bindparam("connection"),
            among_given(Call.provider_call_id, "said_ids"),
        )
        .order_by(Call.provider_call_id)
        .with_for_update()
    )


_LOCK = Prepared(_lock)


def new_call(workspace_id: UUID, connection_id: UUID, provider_call_id: str) -> Call:
    """Return a call of which nothing is known yet; not written."""
    moment = now()
    nothing = dict.fromkeys(column.key for column in Call.__table__.columns)
    first = {
        "workspace_id": workspace_id,
        "id": uuid7(),
        "connection_id": connection_id,
        "provider_call_id": provider_call_id,
        "facts": {},
        "announced": [],
        "shown_to": [],
        "state": CallState.UNKNOWN,
        "direction": "in",
        "started_at": moment,
        "created_at": moment,
        "updated_at": moment,
        "version": 0,
    }
    return Call(**{**nothing, **first})


async def add(session: AsyncSession, calls: Collection[Call]) -> set[UUID]:
    """Write new calls; returns those written. Where another event was quicker, this one is merged into what that wrote.

    The unique key decides, not a look-up: two first events at once can't make two calls, the second waits here.
    """
    if not calls:
        return set()
    columns = Call.__table__.columns
    values = [{column.key: getattr(call, column.key) for column in columns} for call in calls]
    return {row["id"] for row in await _ADD.many(session, values)}


_ADD = Prepared(lambda: insertion(Call).on_conflict_do_nothing().returning(Call.id))

MERGED = (
    *("facts", "announced", "shown_to", "state", "direction", "result", "from_number", "to_number"),
    *("client_number", "extension", "cause", "client_id", "user_id", "owner_id", "started_at"),
    *("answered_at", "ended_at", "talk_seconds", "version", "updated_at"),
)
"""The columns that follow from the facts, and what merging remembers."""


async def save(session: AsyncSession, calls: Collection[Call]) -> None:
    """Write what merging changed of calls that `lock_calls` or `lock_silent` gave."""
    if calls:
        await _SAVE.many(session, [_saved(call) for call in calls])


def _saved(call: Call) -> dict[str, Any]:
    call.updated_at = now()
    values = {name: getattr(call, name) for name in MERGED}
    return {"of_workspace": call.workspace_id, "of_call": call.id, **values}


def _save() -> Any:
    statement = update(Call).where(
        Call.workspace_id == bindparam("of_workspace"), Call.id == bindparam("of_call")
    )
    return statement.values({name: bindparam(name, type_=Call.__table__.c[name].type) for name in MERGED})


_SAVE = Prepared(_save)


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
    found = list((await session.execute(statement)).scalars())
    for call in found:
        session.expunge(call)
    return found


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
    values = {"actor_workspace": workspace_id, "extensions": list(extensions)}
    return {row["extension"]: row["id"] for row in await _EXTENSIONS.rows(session, values)}


def _extensions() -> Any:
    return select(User.extension, User.id).where(
        User.workspace_id == Viewer.workspace_id, among_given(User.extension, "extensions"), User.is_active
    )


_EXTENSIONS = Prepared(_extensions)


async def client_owners(
    session: AsyncSession, workspace_id: UUID, client_ids: Collection[UUID]
) -> dict[UUID, UUID]:
    """Return the managers responsible for clients, by client; those without one are left out."""
    if not client_ids:
        return {}
    values = {"actor_workspace": workspace_id, "clients": list(client_ids)}
    return {row["id"]: row["owner_id"] for row in await _OWNERS.rows(session, values) if row["owner_id"]}


def _owners() -> Any:
    return select(Client.id, Client.owner_id).where(
        Client.workspace_id == Viewer.workspace_id, among_given(Client.id, "clients")
    )


_OWNERS = Prepared(_owners)


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
