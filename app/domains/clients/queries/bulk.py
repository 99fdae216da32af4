"""Many clients at once: one statement for all of a slice."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import DateTime, Uuid, any_, bindparam, delete, exists, literal, or_, select, text
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import Text

from app.core.orm import Base, among, references_to
from app.domains.clients.models import Client, ContactPoint
from app.domains.clients.queries.columns import COMPANY_ON, PRESENT, Company
from app.domains.clients.queries.matching import points_of
from app.domains.clients.rules import COMPANY, EMAIL, PHONE

FILLED = frozenset({"clients", "contact_points", "events"})


def values_of(record: Base, moment: datetime) -> dict[str, Any]:
    """Return a row as JSON writes it; what is not set yet gets its default, moments this one."""
    found: dict[str, Any] = {}
    for column in record.__table__.columns:
        value = getattr(record, column.name)
        if value is None and column.default is not None:
            value = moment if isinstance(column.type, DateTime) else _default(column.default)
        found[column.name] = value
    return found


def _default(default: Any) -> Any:
    return default.arg(None) if default.is_callable else default.arg


async def insert_rows(session: AsyncSession, table: str, rows: Sequence[dict[str, Any]]) -> None:
    """Write many rows in one statement."""
    if not rows:
        return
    if table not in FILLED:
        raise KeyError(table)
    statement = text(
        f"INSERT INTO {table} SELECT * FROM jsonb_populate_recordset(NULL::{table}, CAST(CAST(:rows AS text) AS jsonb))"  # noqa: S608 - from a closed list
    )
    await session.execute(statement.bindparams(bindparam("rows", to_json(rows).decode(), type_=Text)))


async def lock_keys(session: AsyncSession, workspace_id: UUID, keys: Sequence[tuple[str, str]]) -> None:
    """Queue for these keys, which come in order, until the end of the transaction."""
    if not keys:
        return
    statement = text(
        "INSERT INTO client_keys (workspace_id, kind, value) "
        "SELECT :workspace_id, kind, value FROM unnest(CAST(:kinds AS text[]), CAST(:values AS text[])) AS k (kind, value) "
        "ON CONFLICT (workspace_id, kind, value) DO UPDATE SET value = excluded.value"
    ).bindparams(
        bindparam("workspace_id", workspace_id, type_=Uuid()),
        bindparam("kinds", [kind for kind, _ in keys], type_=ARRAY(Text)),
        bindparam("values", [value for _, value in keys], type_=ARRAY(Text)),
    )
    await session.execute(statement)


async def holders(
    session: AsyncSession, workspace_id: UUID, keys: Sequence[str], tax_ids: Sequence[str]
) -> list[dict[str, Any]]:
    """Return the clients with one of these phones, e-mails or tax ids, as they are compared."""
    if not keys and not tax_ids:
        return []
    with_key = select(ContactPoint.client_id).where(
        ContactPoint.workspace_id == workspace_id,
        ContactPoint.normalized == any_(literal(list(keys), ARRAY(Text))),
    )
    with_tax_id = select(Client.id).where(
        Client.workspace_id == workspace_id, Client.tax_id == any_(literal(list(tax_ids), ARRAY(Text)))
    )
    found = with_key.union(with_tax_id).subquery("found")
    statement = (
        select(
            Client.id,
            Client.kind,
            Client.name,
            Client.tax_id,
            Client.owner_id,
            Company.name.label("company_name"),
            points_of(PHONE).label("phones"),
            points_of(EMAIL).label("emails"),
        )
        .select_from(found)
        .join(Client, Client.id == found.c.client_id)
        .outerjoin(Company, COMPANY_ON)
        .where(Client.workspace_id == workspace_id, PRESENT)
    )
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def companies_named(session: AsyncSession, workspace_id: UUID, keys: Sequence[str]) -> dict[str, UUID]:
    """Return the companies of these names, the oldest of each, by what lists are ordered by."""
    statement = (
        select(Client.sort_name, Client.id)
        .where(
            Client.workspace_id == workspace_id,
            Client.kind == COMPANY,
            PRESENT,
            among(Client.sort_name, keys),
        )
        .ext(distinct_on(Client.sort_name))
        .order_by(Client.sort_name, Client.id)
    )
    return {row.sort_name: row.id for row in await session.execute(statement)}


async def locked_rows(session: AsyncSession, workspace_id: UUID, ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Return clients to change, locked in one order, with their contact points and companies' names."""
    if not ids:
        return []
    statement = (
        select(Client)
        .where(Client.workspace_id == workspace_id, among(Client.id, ids), PRESENT)
        .order_by(Client.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    clients = list((await session.execute(statement)).scalars())
    points: dict[UUID, list[ContactPoint]] = {client.id: [] for client in clients}
    of_these = (
        select(ContactPoint)
        .where(ContactPoint.workspace_id == workspace_id, among(ContactPoint.client_id, list(points)))
        .order_by(ContactPoint.position)
    )
    for point in (await session.execute(of_these)).scalars():
        points[point.client_id].append(point)
    named = select(Client.id, Client.name).where(
        Client.workspace_id == workspace_id,
        among(Client.id, [client.company_id for client in clients if client.company_id]),
    )
    names = {row.id: row.name for row in await session.execute(named)}
    return [
        {"client": one, "points": points[one.id], "company_name": names.get(one.company_id)}
        for one in clients
    ]


async def remove_untouched(session: AsyncSession, workspace_id: UUID, ids: Sequence[UUID]) -> list[UUID]:
    """Remove clients in their first version that nothing points to but their own contact points."""
    pointing = []
    for reference in references_to("clients"):
        if reference.table.name not in {"contact_points", "duplicate_pairs"}:
            other = reference.table.alias("pointing")
            same = (other.c.workspace_id == Client.workspace_id) & (
                other.c[reference.column.name] == Client.id
            )
            pointing.append(exists(select(other.c.workspace_id).where(same).correlate(Client)))
    statement = (
        delete(Client)
        .where(
            Client.workspace_id == workspace_id, among(Client.id, ids), Client.version == 1, ~or_(*pointing)
        )
        .returning(Client.id)
        .execution_options(synchronize_session=False)
    )
    return list((await session.execute(statement)).scalars())
