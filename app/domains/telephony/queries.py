"""Every SELECT of this domain."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, any_, func, literal, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased, load_only

from app.core.auth import Actor, visible
from app.core.clock import now
from app.core.events import EventRecord
from app.core.ids import uuid7
from app.domains.clients.events import NoteAdded
from app.domains.clients.models import Client, ContactPoint
from app.domains.deals.models import Deal
from app.domains.identity.models import Role, User, Workspace
from app.domains.telephony.events import CallOutcomeRecorded
from app.domains.telephony.models import Call, CallOutcome, ProviderEvent, TelephonyConnection
from app.domains.telephony.permissions import TelephonyPermission
from app.domains.telephony.rules import CallResult, CallState

Record = Any
"""A row of named columns, on its way into a response model that checks it."""

Company = aliased(Client, name="company")

CALL_COLUMNS = (
    Call.id,
    Call.direction,
    Call.state,
    Call.result,
    func.coalesce(Call.from_number, "").label("from_number"),
    func.coalesce(Call.to_number, "").label("to_number"),
    func.coalesce(Call.client_number, "").label("client_number"),
    Call.client_id,
    Client.name.label("client_name"),
    Call.user_id,
    User.name.label("user_name"),
    Call.started_at,
    Call.answered_at,
    Call.ended_at,
    Call.talk_seconds,
    Call.outcome,
    Call.note,
    Call.version,
)


# --- connections -----------------------------------------------------------------------------------------------------


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


# --- taking events ---------------------------------------------------------------------------------------------------


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
        User.workspace_id == workspace_id, User.extension.in_(extensions), User.is_active
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


# --- calls -----------------------------------------------------------------------------------------------------------


def _with_names(statement: Any) -> Any:
    return statement.outerjoin(
        Client, and_(Client.workspace_id == Call.workspace_id, Client.id == Call.client_id)
    ).outerjoin(User, and_(User.workspace_id == Call.workspace_id, User.id == Call.user_id))


def calls(actor: Actor) -> Any:
    """Select the calls that the actor sees as hers, her team's, or all."""
    reach = visible(actor, TelephonyPermission.CALLS_READ, Call.workspace_id, Call.owner_id)
    return _with_names(select(*CALL_COLUMNS)).where(reach, Call.state != CallState.UNKNOWN)


def owes_outcome() -> ColumnElement[bool]:
    """Match the conversations about which a person still owes a word (the rule `needs_outcome`)."""
    is_conversation = or_(Call.result == CallResult.ANSWERED, Call.state == CallState.ANSWERED)
    return and_(Call.outcome.is_(None), is_conversation)


def _reach(actor: Actor, permission: str) -> ColumnElement[bool]:
    """What the actor may open: what she sees in lists, and the calls that her own screen showed her."""
    reach = visible(actor, permission, Call.workspace_id, Call.owner_id)
    if actor.user_id is None or not actor.may(permission):
        return reach
    was_shown = literal(actor.user_id) == any_(Call.shown_to)
    return or_(reach, and_(Call.workspace_id == actor.workspace_id, was_shown))


async def call_row(session: AsyncSession, actor: Actor, call_id: UUID) -> Record | None:
    """Return one call as shown, and whose screens show it."""
    statement = _with_names(select(*CALL_COLUMNS, Call.shown_to, Call.owner_id)).where(
        Call.workspace_id == actor.workspace_id,
        _reach(actor, TelephonyPermission.CALLS_READ),
        Call.id == call_id,
        Call.state != CallState.UNKNOWN,
    )
    return (await session.execute(statement)).one_or_none()


async def call_to_change(session: AsyncSession, actor: Actor, call_id: UUID) -> Call | None:
    """Return a call that the actor may change, locked for the rest of the transaction."""
    statement = (
        select(Call)
        .where(
            Call.workspace_id == actor.workspace_id,
            _reach(actor, TelephonyPermission.CALLS_WRITE),
            Call.id == call_id,
            Call.state != CallState.UNKNOWN,
        )
        .with_for_update()
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def client_row(session: AsyncSession, workspace_id: UUID, client_id: UUID) -> Record | None:
    """Return the client of a call as lists show her, whoever she belongs to."""
    statement = (
        select(
            Client.id,
            Client.kind,
            Client.name,
            Client.company_id,
            Company.name.label("company_name"),
            Client.phone,
            Client.email,
            Client.owner_id,
            Client.tags,
            Client.source,
            Client.last_contact_at,
            Client.created_at,
            Client.version,
        )
        .outerjoin(
            Company, and_(Company.workspace_id == Client.workspace_id, Company.id == Client.company_id)
        )
        .where(Client.workspace_id == workspace_id, Client.id == client_id)
    )
    return (await session.execute(statement)).one_or_none()


async def open_deals(session: AsyncSession, actor: Actor, client_id: UUID) -> Sequence[UUID]:
    """Return those of a client's open deals that the actor may see, the newest stage first."""
    statement = (
        select(Deal.id)
        .where(
            visible(actor, "deals:read", Deal.workspace_id, Deal.owner_id),
            Deal.client_id == client_id,
            Deal.status == "open",
        )
        .order_by(Deal.stage_entered_at.desc(), Deal.id)
    )
    return (await session.execute(statement)).scalars().all()


async def last_note(session: AsyncSession, workspace_id: UUID, client_id: UUID) -> Record | None:
    """Return the newest note on a client's card: written there, or with the outcome of a call."""
    noted = or_(
        EventRecord.type == NoteAdded.type,
        and_(EventRecord.type == CallOutcomeRecorded.type, EventRecord.data["note"].astext.is_not(None)),
    )
    statement = (
        select(
            func.coalesce(EventRecord.data["text"].astext, EventRecord.data["note"].astext).label("text"),
            EventRecord.created_at.label("at"),
            EventRecord.actor_name.label("author"),
        )
        .where(EventRecord.workspace_id == workspace_id, EventRecord.timeline_id == client_id, noted)
        .order_by(EventRecord.created_at.desc(), EventRecord.id.desc())
        .limit(1)
    )
    return (await session.execute(statement)).one_or_none()


async def custom_outcomes(session: AsyncSession, workspace_id: UUID) -> Sequence[CallOutcome]:
    """Return the outcomes that the workspace added or changed."""
    statement = (
        select(CallOutcome)
        .where(CallOutcome.workspace_id == workspace_id)
        .options(load_only(CallOutcome.key, CallOutcome.name, CallOutcome.position, CallOutcome.is_final))
    )
    return (await session.execute(statement)).scalars().all()
