"""What a person is recognised by, as far as it is hers alone."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, cast, delete, exists, func, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.events import EventRecord
from app.core.orm import among
from app.core.text import normalize_phone
from app.domains.clients.models import Client, ContactPoint
from app.domains.clients.rules import EMAIL, PHONE
from app.platform.bulk.models import BulkOperation
from app.platform.erasure.traces import Person

_WRITTEN = {PHONE, EMAIL}


async def words_of(
    session: AsyncSession, workspace_id: UUID, ids: Sequence[UUID]
) -> list[tuple[str, str, str | None]]:
    """Return the kind, the writing and the comparable form of every number and address that she has or had."""
    points = select(ContactPoint.kind, ContactPoint.value, ContactPoint.normalized).where(
        ContactPoint.workspace_id == workspace_id, among(ContactPoint.client_id, ids)
    )
    return [(row.kind, row.value, row.normalized) for row in await session.execute(points)]


async def former_words(session: AsyncSession, workspace_id: UUID, ids: Sequence[UUID]) -> set[str]:
    """Return the numbers and addresses that the history of her cards tells of."""
    pairs = select(EventRecord.data["changes"]["contact_points"]).where(
        EventRecord.workspace_id == workspace_id,
        among(EventRecord.subject_id, ids),
        EventRecord.data["changes"].has_key("contact_points"),
    )
    found: set[str] = set()
    for pair in (await session.execute(pairs)).scalars():
        found |= {str(one) for side in pair for one in side or ()}
    return found


async def shared(
    session: AsyncSession, workspace_id: UUID, ids: Sequence[UUID], values: Iterable[str]
) -> set[str]:
    """Return those of the comparable values by which somebody else is reached too."""
    statement = select(ContactPoint.normalized).where(
        ContactPoint.workspace_id == workspace_id,
        among(ContactPoint.normalized, sorted(values)),
        ~among(ContactPoint.client_id, ids),
    )
    return {str(one) for one in (await session.execute(statement)).scalars()}


async def names_of(session: AsyncSession, workspace_id: UUID, ids: Sequence[UUID]) -> set[str]:
    """Return her names of several words that nobody else bears, and her tax ids."""
    other = Client.__table__.alias("other")
    twin = exists().where(
        other.c.workspace_id == Client.workspace_id,
        func.lower(other.c.name) == func.lower(Client.name),
        ~among(other.c.id, ids),
    )
    statement = select(Client.name, Client.tax_id, twin.label("is_shared")).where(
        Client.workspace_id == workspace_id, among(Client.id, ids)
    )
    found: set[str] = set()
    for row in await session.execute(statement):
        if " " in row.name.strip() and not row.is_shared:
            found.add(row.name)
        if row.tax_id:
            found.add(row.tax_id)
    return found


async def person_of(session: AsyncSession, workspace_id: UUID, ids: Sequence[UUID], region: str) -> Person:
    """Return a client with all records that were found to be her, and what she is recognised by."""
    points = await words_of(session, workspace_id, ids)
    written = {(value, normalized) for kind, value, normalized in points if kind in _WRITTEN}
    for value in await former_words(session, workspace_id, ids):
        normal = value.lower() if "@" in value else normalize_phone(value, region)
        written.add((value, normal))
    others = await shared(session, workspace_id, ids, {normal for _, normal in written if normal})
    hers = {(value, normal) for value, normal in written if normal not in others}
    words = {value for value, _ in hers} | {normal for _, normal in hers if normal}
    words |= {value for kind, value, _ in points if kind not in _WRITTEN}
    person = Person(workspace_id, {"client": set(ids)})
    person.numbers = {normal for _, normal in hers if normal and normal.startswith("+")}
    person.words = words | await names_of(session, workspace_id, ids)
    return person


async def forget_keys(session: AsyncSession, workspace_id: UUID) -> None:
    """Drop the locks by which creations queue: they are worth nothing once nobody is waiting."""
    free = "SELECT kind, value FROM client_keys WHERE workspace_id = :workspace FOR UPDATE SKIP LOCKED"
    statement = text(
        f"DELETE FROM client_keys WHERE workspace_id = :workspace AND (kind, value) IN ({free})"  # noqa: S608 - a constant of ours
    )
    await session.execute(statement, {"workspace": workspace_id})


async def forget_work(session: AsyncSession, person: Person) -> None:
    """Drop the work on many records that was done to hers alone; what kept its answer is forgotten with it."""
    hers = cast(person.all_ids, ARRAY(Uuid))
    statement = delete(BulkOperation).where(
        BulkOperation.workspace_id == person.workspace_id, BulkOperation.ids.contained_by(hers)
    )
    gone = (await session.execute(statement.returning(BulkOperation.id))).scalars()
    person.ids.setdefault("bulk", set()).update(gone)


async def mark_erased(session: AsyncSession, workspace_id: UUID, ids: Sequence[UUID], moment: Any) -> None:
    """Take records out of every list from this moment on."""
    statement = update(Client).where(Client.workspace_id == workspace_id, among(Client.id, ids))
    await session.execute(
        statement.values(erased_at=moment, version=Client.version + 1).execution_options(
            synchronize_session=False
        )
    )
