"""Two records that are one client: locking them, and finding and re-pointing what refers to them."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Uuid,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.orm import Reference, references_to
from app.domains.clients.models import Client, ClientMerge, ContactPoint
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries.columns import Record, visible_clients

_OWN = frozenset({"clients.merged_into_id", "contact_points.client_id"})
"""What a merge settles itself."""


def references() -> list[Reference]:
    """Return what points to clients and goes over with a merge."""
    keeping = {"duplicate_pairs"}
    return [one for one in references_to("clients") if one.name not in _OWN and one.table.name not in keeping]


async def lock(session: AsyncSession, workspace_id: UUID, ids: Iterable[UUID]) -> dict[UUID, Client]:
    """Return clients, locked also against rows that would point to them; always in one order."""
    statement = select(Client).where(Client.workspace_id == workspace_id, Client.id.in_(list(ids)))
    statement = statement.order_by(Client.id).with_for_update().execution_options(populate_existing=True)
    return {client.id: client for client in (await session.execute(statement)).scalars()}


async def rows_as_json(session: AsyncSession, workspace_id: UUID, ids: Sequence[UUID]) -> dict[UUID, Any]:
    """Return the clients' rows, every column, as JSON that PostgreSQL can turn back into them."""
    row = func.to_jsonb(literal_column("clients"))
    statement = select(Client.id, row).where(Client.workspace_id == workspace_id, Client.id.in_(ids))
    return {found[0]: found[1] for found in await session.execute(statement)}


async def points(session: AsyncSession, workspace_id: UUID, ids: Sequence[UUID]) -> list[ContactPoint]:
    """Return the contact points of clients, in their order."""
    statement = (
        select(ContactPoint)
        .where(ContactPoint.workspace_id == workspace_id, ContactPoint.client_id.in_(ids))
        .order_by(ContactPoint.client_id, ContactPoint.position, ContactPoint.id)
        .execution_options(populate_existing=True)
    )
    return list((await session.execute(statement)).scalars())


async def points_as_json(
    session: AsyncSession, workspace_id: UUID, ids: Sequence[UUID]
) -> list[dict[str, Any]]:
    """Return the rows of the contact points of clients, every column."""
    row = func.to_jsonb(literal_column("contact_points"))
    statement = (
        select(row)
        .where(ContactPoint.workspace_id == workspace_id, ContactPoint.client_id.in_(ids))
        .order_by(ContactPoint.position, ContactPoint.id)
    )
    return list((await session.execute(statement)).scalars())


async def count(session: AsyncSession, workspace_id: UUID, client_id: UUID) -> dict[str, int]:
    """Return how many rows of each table point to a client."""
    found: dict[str, int] = {}
    for reference in references():
        table, column = reference.table, reference.column
        statement = select(func.count()).select_from(table)
        statement = statement.where(table.c.workspace_id == workspace_id, column == client_id)
        number = int((await session.execute(statement)).scalar_one())
        if number:
            found[table.name] = found.get(table.name, 0) + number
    return found


async def repoint(
    session: AsyncSession, workspace_id: UUID, reference: Reference, old: UUID, new: UUID
) -> list[list[str]]:
    """Have the rows that point to one client point to another; returns their keys.

    A row whose like the other has already stays where it is: the unique keys say so.
    """
    table, column = reference.table, reference.column
    where = [table.c.workspace_id == workspace_id, column == old]
    where += [~_twin(reference, others, new) for others in reference.unique_with]
    key = reference.key
    changed = await session.execute(_pointing(reference, new).where(*where).returning(*key))
    return [[str(part) for part in row] for row in changed]


def _twin(reference: Reference, others: Sequence[Any], new: UUID) -> ColumnElement[bool]:
    table = reference.table
    twin = table.alias("twin")
    same = [twin.c[other.name] == other for other in others]
    return exists(select(twin.c[reference.column.name]).where(twin.c[reference.column.name] == new, *same))


async def point_back(
    session: AsyncSession,
    workspace_id: UUID,
    reference: Reference,
    keys: Sequence[Sequence[str]],
    old: UUID,
    new: UUID,
) -> None:
    """Have those of the rows that still point to `old` point to `new`."""
    table, column = reference.table, reference.column
    for start in range(0, len(keys), 1000):
        wanted = [
            tuple(part.type.python_type(value) for part, value in zip(reference.key, key, strict=True))
            for key in keys[start : start + 1000]
        ]
        where = and_(table.c.workspace_id == workspace_id, column == old, tuple_(*reference.key).in_(wanted))
        await session.execute(_pointing(reference, new).where(where))


def _pointing(reference: Reference, new: UUID) -> Any:
    """To be moved is no edit of a record: its moment of change stays."""
    table = reference.table
    values: dict[str, Any] = {reference.column.name: new}
    if "updated_at" in table.c:
        values["updated_at"] = table.c.updated_at
    return update(table).values(values)


async def winner(session: AsyncSession, workspace_id: UUID, client_id: UUID) -> UUID:
    """Return who a client was found to be, through as many merges as there were; herself, if there was none."""
    chain = (
        select(Client.id, Client.merged_into_id)
        .where(Client.workspace_id == workspace_id, Client.id == client_id)
        .cte("chain", recursive=True)
    )
    following = select(Client.id, Client.merged_into_id).where(
        Client.workspace_id == workspace_id, Client.id == chain.c.merged_into_id
    )
    chain = chain.union(following)
    last = await session.execute(select(chain.c.id).where(chain.c.merged_into_id.is_(None)))
    return last.scalar() or client_id


async def all_of(session: AsyncSession, workspace_id: UUID, client_id: UUID) -> list[UUID]:
    """Return a client's id and those of all records that were found to be her."""
    return await _tree(
        session, workspace_id, (Client.workspace_id == workspace_id) & (Client.id == client_id)
    )


async def all_visible(session: AsyncSession, actor: Actor, client_id: UUID) -> list[UUID]:
    """Return the same of a client within the actor's reach, else nothing."""
    root = visible_clients(actor, ClientPermission.READ) & (Client.id == client_id)
    return await _tree(session, actor.workspace_id, root)


async def _tree(session: AsyncSession, workspace_id: UUID, root: ColumnElement[bool]) -> list[UUID]:
    tree = select(Client.id).where(root).cte("tree", recursive=True)
    merged = select(Client.id).where(Client.workspace_id == workspace_id, Client.merged_into_id == tree.c.id)
    tree = tree.union(merged)
    return list((await session.execute(select(tree.c.id))).scalars())


async def merge(session: AsyncSession, workspace_id: UUID, merge_id: UUID) -> ClientMerge | None:
    """Return a merge, locked."""
    statement = select(ClientMerge).where(
        ClientMerge.workspace_id == workspace_id, ClientMerge.id == merge_id
    )
    return (await session.execute(statement.with_for_update())).scalar_one_or_none()


async def standing(session: AsyncSession, workspace_id: UUID, client_id: UUID) -> Sequence[Record]:
    """Return the merges into a client that were not undone, the latest first."""
    statement = (
        select(
            ClientMerge.id,
            ClientMerge.loser_id,
            ClientMerge.loser_name,
            ClientMerge.created_at,
            ClientMerge.made_by_name,
        )
        .where(
            ClientMerge.workspace_id == workspace_id,
            ClientMerge.winner_id == client_id,
            ClientMerge.undone_at.is_(None),
        )
        .order_by(ClientMerge.id.desc())
    )
    return (await session.execute(statement)).all()


async def latest_with(session: AsyncSession, workspace_id: UUID, client_id: UUID) -> UUID | None:
    """Return the latest merge that was not undone and that a client took part in."""
    part = or_(ClientMerge.winner_id == client_id, ClientMerge.loser_id == client_id)
    statement = select(ClientMerge.id).where(
        ClientMerge.workspace_id == workspace_id, part, ClientMerge.undone_at.is_(None)
    )
    return (await session.execute(statement.order_by(ClientMerge.id.desc()).limit(1))).scalar()


async def restore(
    session: AsyncSession, workspace_id: UUID, client_id: UUID, row: dict[str, Any], names: Sequence[str]
) -> None:
    """Give columns of a client's row back what they were; the row is as `rows_as_json` read it."""
    columns = [Client.__table__.c[name].name for name in names]
    if not columns:
        return
    listed = ", ".join(columns)
    statement = text(
        f"UPDATE clients SET ({listed}) = (SELECT {listed} FROM jsonb_populate_record(NULL::clients, :past)) "  # noqa: S608 - names of the table's own columns
        "WHERE workspace_id = :workspace_id AND id = :id"
    ).bindparams(bindparam("past", row, type_=JSONB), bindparam("workspace_id", workspace_id, type_=Uuid()))
    await session.execute(statement.bindparams(bindparam("id", client_id, type_=Uuid())))


async def restore_point(session: AsyncSession, workspace_id: UUID, row: dict[str, Any]) -> None:
    """Write a contact point again that is there no more."""
    statement = text(
        "INSERT INTO contact_points SELECT * FROM jsonb_populate_record(NULL::contact_points, :past) past "
        "WHERE past.workspace_id = :workspace_id ON CONFLICT DO NOTHING"
    ).bindparams(bindparam("past", row, type_=JSONB), bindparam("workspace_id", workspace_id, type_=Uuid()))
    await session.execute(statement)
