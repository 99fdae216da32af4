"""Many clients at once: one statement for all of a slice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import ARRAY as PLAIN_ARRAY
from sqlalchemy import DateTime, String, Uuid, bindparam, delete, exists, or_, select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, distinct_on
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import Text, TypeEngine

from app.core.orm import Base, among, references_to
from app.core.packing import packed, unpacked
from app.core.prepared import Prepared
from app.domains.clients.models import REACHED_BY, Client, ContactPoint
from app.domains.clients.queries.columns import PRESENT
from app.domains.clients.rules import COMPANY, EMAIL, PHONE

FILLED = frozenset({"clients", "contact_points", "events"})
COMMON = frozenset({"workspace_id", "created_at", "updated_at", "version"})
"""Columns in which rows that are added at once have the same."""


def values_of(record: Base, moment: datetime) -> dict[str, Any]:
    """Return a row as JSON writes it; what is not set yet gets its default, moments this one."""
    found: dict[str, Any] = {}
    for column in record.__table__.columns:
        value = getattr(record, column.name)
        if value is None and column.default is not None:
            value = moment if isinstance(column.type, DateTime) else _default(column.default)
        found[column.name] = value
    return found


def default_of(column: Any) -> Any:
    """Return what a column has in a new row of which nothing is said."""
    return None if column.default is None else _default(column.default)


def _default(default: Any) -> Any:
    return default.arg(None) if default.is_callable else default.arg


async def insert_rows(
    session: AsyncSession,
    table: str,
    rows: Sequence[Mapping[str, Any]],
    same: Mapping[str, Any] | None = None,
) -> None:
    """Write many rows in one statement; what nothing is said of is null, whatever the column's default.

    Args:
        session: a write transaction.
        table: one of `FILLED`.
        rows: all of the same columns, the id among them.
        same: more columns, the same in all rows.
    """
    if not rows:
        return
    if table not in FILLED:
        raise KeyError(table)
    shared, own = dict(same or {}), {}
    for name, first in rows[0].items():
        values = [row[name] for row in rows]
        if name != "id" and values.count(first) == len(values):
            shared[name] = first
        else:
            own[name] = values
    shared = {name: value for name, value in shared.items() if value is not None}
    columns = Base.metadata.tables[table].columns
    given = {name: _written(columns[name].type, values) for name, values in own.items()}
    await _INSERTION.rows(session, {**shared, **given}, table, tuple(sorted(own)), tuple(sorted(shared)))


def _insertion(table: str, own: tuple[str, ...], same: tuple[str, ...]) -> Any:
    """Build the statement: columns of which rows differ come as arrays, which cost a fraction of what JSON costs."""
    columns = Base.metadata.tables[table].columns
    values = [f"CAST(g.{name} AS {columns[name].type.compile(_DIALECT)})" for name in own]
    arrays = [unpacked(name) if _is_packed(columns[name].type) else f":{name}" for name in own]
    statement = text(
        f"INSERT INTO {table} ({', '.join([*own, *same])}) "  # noqa: S608 - names of columns
        f"SELECT {', '.join([*values, *(f':{name}' for name in same)])} "
        f"FROM unnest({', '.join(arrays)}) AS g ({', '.join(own)})"
    )
    return statement.bindparams(
        *(bindparam(name, type_=_sent(columns[name].type)) for name in own),
        *(bindparam(name, type_=columns[name].type) for name in same),
    )


_INSERTION = Prepared(_insertion)


async def update_rows(
    session: AsyncSession, workspace_id: UUID, rows: Sequence[Mapping[str, Any]], moment: datetime
) -> None:
    """Write clients whose rows are locked, each by its id, in one statement; all rows are of the same columns."""
    if rows:
        columns = Client.__table__.columns
        given = {name: _written(columns[name].type, [row[name] for row in rows]) for name in rows[0]}
        values = {**given, "of_workspace": workspace_id, "moment": moment}
        await _UPDATE.rows(session, values, *sorted(given))


def _update(*names: str) -> Any:
    columns = Client.__table__.columns
    written = [name for name in names if name != "id"]
    values = [f"{name} = CAST(g.{name} AS {columns[name].type.compile(_DIALECT)})" for name in written]
    arrays = [unpacked(name) if _is_packed(columns[name].type) else f":{name}" for name in names]
    statement = text(
        f"UPDATE clients SET {', '.join(values)}, updated_at = :moment "  # noqa: S608 - names of columns
        f"FROM unnest({', '.join(arrays)}) AS g ({', '.join(names)}) "
        "WHERE clients.workspace_id = :of_workspace AND clients.id = g.id"
    )
    return statement.bindparams(
        *(bindparam(name, type_=_sent(columns[name].type)) for name in names),
        bindparam("of_workspace", type_=Uuid()),
        bindparam("moment", type_=DateTime(timezone=True)),
    )


_UPDATE = Prepared(_update)
_DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call] # so SQLAlchemy declares it


def _is_packed(type_: TypeEngine[Any]) -> bool:
    """Tell whether a column's values are sent as texts in one, as what an array can't hold otherwise must be."""
    return isinstance(type_, String | JSONB | PLAIN_ARRAY)


def _sent(type_: TypeEngine[Any]) -> TypeEngine[Any]:
    """Return as what a column's values are sent."""
    return Text() if _is_packed(type_) else ARRAY(type_)


def _written(type_: TypeEngine[Any], values: Sequence[Any]) -> Sequence[Any]:
    """Return a column's values as they are sent."""
    if isinstance(type_, JSONB):
        return packed([None if value is None else to_json(value).decode() for value in values])
    if isinstance(type_, PLAIN_ARRAY):
        return packed([None if value is None else f"{{{','.join(map(_quoted, value))}}}" for value in values])
    return packed(values) if _is_packed(type_) else values


def _quoted(item: str) -> str:
    """Return an item as it stands within an array that is written as text."""
    plain = item.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


async def lock_keys(session: AsyncSession, workspace_id: UUID, keys: Sequence[tuple[str, str]]) -> None:
    """Queue for these keys, which come in order, until the end of the transaction."""
    if not keys:
        return
    statement = text(
        "INSERT INTO client_keys (workspace_id, kind, value) "  # noqa: S608 - constants
        f"SELECT :workspace_id, kind, value FROM unnest({unpacked('kinds')}, {unpacked('values')}) AS k (kind, value) "
        "ON CONFLICT (workspace_id, kind, value) DO UPDATE SET value = excluded.value"
    ).bindparams(
        bindparam("workspace_id", workspace_id, type_=Uuid()),
        bindparam("kinds", packed([kind for kind, _ in keys]), type_=Text()),
        bindparam("values", packed([value for _, value in keys]), type_=Text()),
    )
    await session.execute(statement)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the clients to compare with are found by."""

    keys: Sequence[str]
    """Phones and e-mails as they are compared."""
    tax_ids: Sequence[str]
    names: Sequence[tuple[str, str, tuple[int, ...], str]]
    """Kinds of clients, by what their namesakes are found, by what these may be reached, and the companies' name keys."""


_CROWD = 25
"""So many clients with one thing in common are looked at."""
_HOLDERS = f"""
WITH found AS (
  SELECT point.id
  FROM unnest({unpacked("keys")}) AS wanted (value) CROSS JOIN LATERAL (
    SELECT client_id AS id FROM contact_points
    WHERE workspace_id = :workspace_id AND normalized = wanted.value LIMIT {_CROWD}
  ) AS point
  UNION SELECT taxed.id
  FROM unnest({unpacked("tax_ids")}) AS wanted (value) CROSS JOIN LATERAL (
    SELECT id FROM clients WHERE workspace_id = :workspace_id AND tax_id = wanted.value LIMIT {_CROWD}
  ) AS taxed
  UNION SELECT named.id
  FROM unnest({unpacked("kinds")}, {unpacked("names")}, {unpacked("reaches")}) AS wanted (kind, name_key, reaches)
  CROSS JOIN LATERAL (
    SELECT id FROM clients
    WHERE workspace_id = :workspace_id AND name_key = wanted.name_key AND kind = wanted.kind
      AND {REACHED_BY} = ANY (CAST(wanted.reaches AS int[]))
    LIMIT {_CROWD}
  ) AS named
  UNION SELECT colleague.id
  FROM unnest({unpacked("kinds")}, {unpacked("names")}, {unpacked("companies")}) AS wanted (kind, name_key, company)
  CROSS JOIN LATERAL (
    SELECT id FROM clients
    WHERE workspace_id = :workspace_id AND name_key = wanted.name_key AND kind = wanted.kind
      AND {REACHED_BY} = ANY (CAST('{{0,1,2,3}}' AS int[])) AND company_id = ANY (ARRAY(
        SELECT id FROM clients WHERE workspace_id = :workspace_id AND name_key = wanted.company AND kind = '{COMPANY}'
        LIMIT {_CROWD}
      ))
    LIMIT {_CROWD}
  ) AS colleague
  WHERE wanted.company <> ''
)
SELECT client.id, client.kind, client.name, client.tax_id, client.owner_id, company.name AS company_name,
  reached.phones, reached.emails
FROM found
CROSS JOIN LATERAL (SELECT * FROM clients WHERE workspace_id = :workspace_id AND id = found.id LIMIT 1) AS client
LEFT JOIN LATERAL (
  SELECT name FROM clients WHERE workspace_id = :workspace_id AND id = client.company_id LIMIT 1
) AS company ON true
CROSS JOIN LATERAL (
  SELECT coalesce(array_agg(normalized) FILTER (WHERE kind = '{PHONE}'), CAST(ARRAY[] AS text[])) AS phones,
    coalesce(array_agg(normalized) FILTER (WHERE kind = '{EMAIL}'), CAST(ARRAY[] AS text[])) AS emails
  FROM contact_points
  WHERE workspace_id = :workspace_id AND client_id = client.id AND normalized IS NOT NULL
) AS reached
WHERE client.merged_into_id IS NULL AND client.erased_at IS NULL
"""  # noqa: S608 - constants
"""Each thing is looked up by its index, whatever the planner knows of tables that are being filled: a `LIMIT` stands
between it and reading a table whole for the few who are found.

Namesakes with other phones or e-mails are left out unless both are of one company: by the name alone nobody takes them
for one, and a large base is full of them. Who has a phone or an e-mail in common is found by that.
"""


async def holders(session: AsyncSession, workspace_id: UUID, wanted: Wanted) -> list[dict[str, Any]]:
    """Return the clients with something in common with those wanted, as they are compared."""
    arrays = {
        "keys": wanted.keys,
        "tax_ids": wanted.tax_ids,
        "kinds": [kind for kind, *_ in wanted.names],
        "names": [key for _, key, *_ in wanted.names],
        "reaches": [f"{{{','.join(map(str, reaches))}}}" for *_, reaches, _ in wanted.names],
        "companies": [company for *_, company in wanted.names],
    }
    if not any(arrays.values()):
        return []
    statement = text(_HOLDERS).bindparams(
        bindparam("workspace_id", workspace_id, type_=Uuid()),
        *(bindparam(name, packed(values), type_=Text()) for name, values in arrays.items()),
    )
    # A plan kept from the time when the tables were empty would read them whole for each key.
    await session.execute(text("SET LOCAL plan_cache_mode = force_custom_plan"))
    found = [dict(row) for row in (await session.execute(statement)).mappings()]
    await session.execute(text("SET LOCAL plan_cache_mode = auto"))
    return found


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
