"""Adding and changing clients, and writing on their cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import EVENTS, Actor
from app.core.clock import now
from app.core.db import workspace_of
from app.core.errors import FieldError, InvalidRequestError
from app.core.events import EventRecord
from app.core.http import check_version
from app.core.ids import uuid7
from app.domains.clients import rules
from app.domains.clients.errors import OwnerOutOfReachError
from app.domains.clients.events import ClientChanged, ClientCreated, NoteAdded
from app.domains.clients.models import Client, ContactPoint
from app.domains.clients.queries import records
from app.domains.clients.rules import Point
from app.domains.clients.rules.mentions import with_names
from app.domains.clients.schemas import ClientChange, ClientInput
from app.domains.clients.service import contacts, guards, handing, likeness, mentions, reading, rights
from app.platform.customfields import service as customfields

_PLAIN_FIELDS = (
    "name",
    "given_name",
    "family_name",
    "position",
    "owner_id",
    "company_id",
    "source",
    "language",
    "time_zone",
    "note",
    "qualification",
    "tax_id",
)
SUBJECT = "client"
Changes = dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class References:
    """What a client is to refer to, and which of it the actor has just chosen."""

    kind: str
    company_id: UUID | None
    company_chosen: bool
    owner_id: UUID | None
    owner_chosen: bool


async def create(session: AsyncSession, actor: Actor, wish: ClientInput) -> Client:
    """Add a client. Whether the actor may add clients at all is decided by the caller.

    Raises:
        ClientExistsError: somebody in the workspace has the phone, the e-mail or the tax id, and `allow_duplicate` is not set.
        OwnerOutOfReachError: she would be given to somebody whose clients the actor may not change.
        InvalidRequestError: no such company or owner.
    """
    owner_id = wish.owner_id if "owner_id" in wish.model_fields_set else rules.default_owner(actor)
    references = References(
        wish.kind, wish.company_id, company_chosen=True, owner_id=owner_id, owner_chosen=True
    )
    region, company_name = await check(session, actor, references)
    points = contacts.arrange(wish.contact_points, region)
    profile = likeness.profile_of(wish.kind, wish.name, points, wish.tax_id, company_name)
    await likeness.claim(session, actor, profile, allow_duplicate=wish.allow_duplicate)
    client = Client(
        workspace_id=actor.workspace_id,
        id=uuid7(),
        kind=wish.kind,
        tags=rules.normalize_tags(wish.tags),
        custom=await customfields.validated(session, SUBJECT, wish.kind, {}, wish.custom),
        **{**wish.model_dump(include=set(_PLAIN_FIELDS)), "owner_id": owner_id},
    )
    await insert(session, actor, client, points, company_name)
    return client


async def insert(
    session: AsyncSession, actor: Actor, client: Client, points: Sequence[Point], company_name: str | None
) -> None:
    """Write a new client and say so; the caller has checked what she refers to."""
    contacts.derive(client, points, company_name)
    session.add(client)
    await session.flush()
    session.add_all(contacts.rows_of(client, points))
    events.publish(
        session,
        actor,
        ClientCreated(
            client_id=client.id,
            kind=client.kind,
            name=client.name,
            owner_id=client.owner_id,
            source=client.source,
        ),
    )
    await session.flush()


async def check(session: AsyncSession, actor: Actor, wish: References) -> tuple[str, str | None]:
    """Return the workspace's phone region and the company's name."""
    found = await records.surroundings(
        session,
        actor,
        wish.company_id,
        chosen=wish.company_chosen,
        owner_id=wish.owner_id if wish.owner_chosen else None,
    )
    wrong = []
    if wish.company_id is not None and wish.kind == rules.COMPANY:
        detail = "only a person belongs to a company"
        wrong.append(FieldError(pointer="/company_id", code="not_a_person", detail=detail))
    elif wish.company_id is not None and found.company_name is None:
        wrong.append(FieldError(pointer="/company_id", code="not_found", detail="no such company"))
    if not found.owner_works:
        wrong.append(FieldError(pointer="/owner_id", code="not_found", detail="no such colleague"))
    if wrong:
        raise InvalidRequestError(errors=wrong)
    if wish.owner_chosen and not rules.may_give_to(actor, wish.owner_id):
        raise OwnerOutOfReachError
    return found.phone_region, found.company_name


async def change(
    session: AsyncSession, actor: Actor, client_id: UUID, based_on: int, wish: ClientChange
) -> Client:
    """Change a client; `tags` and `contact_points` replace the whole list.

    A phone that another client has is taken: people share numbers. Only adding a client twice is refused.

    Raises:
        NotFoundError: no such client, or out of the actor's reach.
        ClientMergedError: she was found to be another client.
        VersionConflictError: changed meanwhile.
        OwnerOutOfReachError, InvalidRequestError: as for `create`.
        FieldForbiddenError: the role may not write into one of these fields.
        FactDemandedError: another record's rules demand what would be taken away.
    """
    if "owner_id" in wish.model_fields_set:
        await handing.hold(session, actor, [client_id])
    client = await reading.require_locked(session, actor, client_id)
    check_version(client.version, based_on)
    former_owner_id = client.owner_id
    known = guards.known_of(client)
    wanted = wish.model_dump(exclude_unset=True, include=set(_PLAIN_FIELDS))
    if wish.custom:
        wanted["custom"] = await customfields.validated(
            session, SUBJECT, client.kind, client.custom, wish.custom, record_id=client.id
        )
    if "tags" in wish.model_fields_set:
        wanted["tags"] = rules.normalize_tags(wish.tags)
    company_id = wanted.get("company_id", client.company_id)
    owner_id = wanted.get("owner_id", client.owner_id)
    references = References(
        client.kind,
        company_id,
        company_chosen=company_id != client.company_id,
        owner_id=owner_id,
        owner_chosen=owner_id != client.owner_id,
    )
    region, company_name = await check(session, actor, references)
    points = await records.points(session, actor.workspace_id, client.id)
    changes = assign(client, wanted)
    before = arranged = contacts.points_of(points)
    if "contact_points" in wish.model_fields_set:
        arranged = contacts.arrange(wish.contact_points, region, before)
        changes |= await replace_points(session, client, points, arranged)
    await rights.check(session, actor, changes, points=(before, arranged))
    await save(session, actor, client, arranged, company_name, changes)
    await guards.check(session, actor, known, guards.known_of(client))
    await handing.hand_on(session, actor, {client.id: former_owner_id}, client.owner_id)
    return client


def assign(client: Client, wanted: dict[str, Any]) -> Changes:
    """Set the wanted values; returns what changed, old and new, as JSON holds it."""
    changes: Changes = {}
    for field, value in wanted.items():
        old = getattr(client, field)
        if old == value:
            continue
        setattr(client, field, value)
        if field == "custom":
            changes |= customfields.changed(old, value)
        else:
            changes[field] = (plain(old), plain(value))
    return changes


def plain(value: Any) -> Any:
    """Return a value as JSON holds it."""
    return str(value) if isinstance(value, UUID) else value


async def replace_points(
    session: AsyncSession, client: Client, present: Sequence[ContactPoint], wanted: Sequence[Point]
) -> Changes:
    """Write the wanted contact points instead of the present ones; returns what changed."""
    old = contacts.points_of(present)
    if old == list(wanted):
        return {}
    for row in present:
        await session.delete(row)
    session.add_all(contacts.rows_of(client, wanted))
    return {"contact_points": ([point.value for point in old], [point.value for point in wanted])}


async def save(
    session: AsyncSession,
    actor: Actor,
    client: Client,
    points: Sequence[Point],
    company_name: str | None,
    changes: Changes,
) -> None:
    """Write a changed client with what follows from the change, and say so; does nothing when nothing changed."""
    if not changes:
        return
    contacts.derive(client, points, company_name)
    client.touch()
    if "name" in changes and client.kind == rules.COMPANY:
        await rename_in_members(session, client)
    events.publish(
        session, actor, ClientChanged(client_id=client.id, version=client.version, changes=changes)
    )
    await session.flush()


async def rename_in_members(session: AsyncSession, company: Client) -> None:
    """People are found by their company's name too; it stands behind the bar of their search text."""
    own = func.split_part(Client.search_text, "|", 1)
    statement = (
        update(Client)
        .where(Client.workspace_id == company.workspace_id, Client.company_id == company.id)
        .values(search_text=own.concat("|" + rules.company_part(company.name)), updated_at=Client.updated_at)
    )
    await session.execute(statement.execution_options(synchronize_session=False))


async def add_note(session: AsyncSession, actor: Actor, client_id: UUID, text: str) -> EventRecord:
    """Write a note on a client's card; the colleagues whom it mentions hear of it.

    Raises:
        NotFoundError, ClientMergedError, FieldForbiddenError: as for any change.
        InvalidRequestError: it mentions somebody who may not read it.
    """
    client = await reading.require_locked(session, actor, client_id)
    rights.require(actor, EVENTS)
    names = await mentions.tell(session, actor, client, text)
    note = NoteAdded(client_id=client_id, text=text, mentions=tuple(names))
    record = events.publish(session, actor, note)
    await records.remember_note(session, actor, client_id, with_names(text, names), record.created_at)
    return record


async def record_note(session: AsyncSession, actor: Actor, client_id: UUID, text: str) -> None:
    """Remember what was noted about a client elsewhere than on her card, as the newest word about her."""
    await records.remember_note(session, actor, client_id, text, now())


async def record_contact(session: AsyncSession, client_id: UUID, at: datetime) -> None:
    """Remember when the client was last spoken with; an earlier moment changes nothing. Not an edit: no version."""
    statement = update(Client).where(
        Client.workspace_id == workspace_of(session),
        Client.id == client_id,
        or_(Client.last_contact_at.is_(None), Client.last_contact_at < at),
    )
    kept = {"last_contact_at": at, "updated_at": Client.updated_at}
    await session.execute(statement.values(kept).execution_options(synchronize_session=False))
