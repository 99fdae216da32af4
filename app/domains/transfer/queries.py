"""Imports as far as the actor may see them, and their rows."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import Integer, Select, Text, Uuid, bindparam, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor, visible
from app.core.clock import now
from app.core.packing import packed, unpacked
from app.core.paging import SortKey
from app.domains.transfer.models import Import, ImportChunk, ImportKey, ImportMapping, ImportRow
from app.domains.transfer.permissions import TransferPermission

SORTS = {"created_at": SortKey(Import.created_at, datetime)}
SHOWN = [
    column for column in Import.__table__.columns if column.name not in {"authority", "link", "workspace_id"}
]
_ROW = (
    ImportRow.number,
    ImportRow.cells,
    ImportRow.outcome,
    ImportRow.client_id,
    ImportRow.errors,
    ImportRow.before,
    ImportRow.after,
)
TWIN = "same_as_row"
"""Of a row that has something in common with an earlier one of the table."""


class Outcome(Protocol):
    """What became of a row."""

    number: int
    outcome: str
    client_id: UUID | None
    errors: list[Any]
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def imports(actor: Actor) -> Select[Any]:
    """Select the imports that the actor may see: her own, her team's, or all."""
    return select(*SHOWN).where(
        visible(actor, TransferPermission.IMPORT, Import.workspace_id, Import.created_by)
    )


async def locked(session: AsyncSession, actor: Actor, import_id: UUID) -> Import | None:
    """Return an import to change, locked."""
    reach = visible(actor, TransferPermission.IMPORT, Import.workspace_id, Import.created_by)
    statement = select(Import).where(reach, Import.id == import_id).with_for_update()
    return (await session.execute(statement)).scalar_one_or_none()


async def find(session: AsyncSession, actor: Actor, import_id: UUID) -> Import | None:
    """Return an import."""
    reach = visible(actor, TransferPermission.IMPORT, Import.workspace_id, Import.created_by)
    return (await session.execute(select(Import).where(reach, Import.id == import_id))).scalar_one_or_none()


async def put_chunk(session: AsyncSession, record: Import, number: int, data: bytes) -> int:
    """Keep a piece of the file; sent again it replaces the first one. Returns how many bytes there are in all."""
    values = {
        "workspace_id": record.workspace_id,
        "import_id": record.id,
        "number": number,
        "data": data,
        "created_at": now(),
    }
    statement = insert(ImportChunk).values(values)
    keys = ["workspace_id", "import_id", "number"]
    await session.execute(
        statement.on_conflict_do_update(index_elements=keys, set_={"data": statement.excluded.data})
    )
    size = select(func.coalesce(func.sum(func.octet_length(ImportChunk.data)), 0)).where(
        _of_import(ImportChunk, record)
    )
    return int((await session.execute(size)).scalar_one())


def _of_import(table: Any, record: Import) -> Any:
    return (table.workspace_id == record.workspace_id) & (table.import_id == record.id)


async def file(session: AsyncSession, record: Import) -> bytes:
    """Return the file as it was sent."""
    statement = select(ImportChunk.data).where(_of_import(ImportChunk, record)).order_by(ImportChunk.number)
    return b"".join((await session.execute(statement)).scalars())


async def drop_file(session: AsyncSession, record: Import) -> None:
    """Forget the file: its rows are kept."""
    await session.execute(delete(ImportChunk).where(_of_import(ImportChunk, record)))


async def add_rows(session: AsyncSession, record: Import, first: int, rows: Sequence[Sequence[str]]) -> None:
    """Keep rows under their numbers."""
    statement = text(
        "INSERT INTO import_rows (workspace_id, import_id, number, cells) "
        "SELECT :workspace_id, :import_id, :first + (given.place - 1)::int, "
        "ARRAY(SELECT jsonb_array_elements_text(given.cells)) "
        "FROM jsonb_array_elements(CAST(CAST(:rows AS text) AS jsonb)) WITH ORDINALITY AS given (cells, place)"
    ).bindparams(
        bindparam("workspace_id", record.workspace_id, type_=Uuid()),
        bindparam("import_id", record.id, type_=Uuid()),
        bindparam("first", first, type_=Integer()),
        bindparam("rows", to_json(rows).decode(), type_=Text()),
    )
    await session.execute(statement)


async def rows_after(session: AsyncSession, record: Import, position: int, most: int) -> list[Any]:
    """Return the rows behind a position, in their order."""
    statement = select(*_ROW).where(_of_import(ImportRow, record), ImportRow.number > position)
    return list((await session.execute(statement.order_by(ImportRow.number).limit(most))).all())


async def rows_up_to(session: AsyncSession, record: Import, position: int, most: int) -> list[Any]:
    """Return the rows up to a position, the last first."""
    statement = select(*_ROW).where(_of_import(ImportRow, record), ImportRow.number <= position)
    return list((await session.execute(statement.order_by(ImportRow.number.desc()).limit(most))).all())


async def companies_made(session: AsyncSession, record: Import) -> list[UUID]:
    """Return the companies that were added because rows named them."""
    made = ImportRow.before["company"].astext
    statement = select(made).where(_of_import(ImportRow, record), made.is_not(None))
    return [UUID(one) for one in (await session.execute(statement)).scalars()]


async def write_outcomes(session: AsyncSession, record: Import, outcomes: Sequence[Outcome]) -> None:
    """Write what became of rows."""
    statement = text(
        "UPDATE import_rows SET outcome = given.outcome, client_id = given.client_id, "  # noqa: S608 - constants
        "errors = CAST(given.errors AS jsonb), before = CAST(given.before AS jsonb), after = CAST(given.after AS jsonb) "
        f"FROM unnest(:numbers, {unpacked('outcomes')}, :client_ids, {unpacked('errors')}, {unpacked('before')}, "
        f"{unpacked('after')}) "
        "AS given (number, outcome, client_id, errors, before, after) "
        "WHERE import_rows.workspace_id = :workspace_id AND import_rows.import_id = :import_id "
        "AND import_rows.number = given.number"
    ).bindparams(
        bindparam("workspace_id", record.workspace_id, type_=Uuid()),
        bindparam("import_id", record.id, type_=Uuid()),
        bindparam("numbers", [one.number for one in outcomes], type_=ARRAY(Integer)),
        bindparam("outcomes", packed([one.outcome for one in outcomes]), type_=Text()),
        bindparam("client_ids", [one.client_id for one in outcomes], type_=ARRAY(Uuid)),
        bindparam("errors", packed([_json(one.errors) for one in outcomes]), type_=Text()),
        bindparam("before", packed([_json(one.before) for one in outcomes]), type_=Text()),
        bindparam("after", packed([_json(one.after) for one in outcomes]), type_=Text()),
    )
    await session.execute(statement)


def _json(value: Any) -> str | None:
    return to_json(value).decode() if value else None


async def mark(session: AsyncSession, record: Import, numbers: Sequence[int], outcome: str) -> None:
    """Write the outcome of rows, leaving what else is known of them."""
    statement = update(ImportRow).where(_of_import(ImportRow, record), ImportRow.number.in_(numbers))
    await session.execute(statement.values(outcome=outcome).execution_options(synchronize_session=False))


async def forget_keys(session: AsyncSession, record: Import) -> None:
    """Drop by what the rows are recognised: nothing is tried out any more."""
    await session.execute(delete(ImportKey).where(_of_import(ImportKey, record)))


async def earlier_rows(session: AsyncSession, record: Import, keys: Mapping[str, int]) -> dict[str, int]:
    """Keep by what rows are recognised; returns the numbers of earlier slices' rows that have the same."""
    statement = text(
        f"WITH given AS (SELECT * FROM unnest({unpacked('values')}, CAST(:numbers AS int[])) AS g (value, number)), "  # noqa: S608 - constants
        "added AS (INSERT INTO import_keys (workspace_id, import_id, value, number) "
        "SELECT :workspace_id, :import_id, value, number FROM given ON CONFLICT DO NOTHING) "
        "SELECT import_keys.value, import_keys.number FROM given CROSS JOIN LATERAL (SELECT value, number "
        "FROM import_keys WHERE workspace_id = :workspace_id AND import_id = :import_id AND value = given.value "
        "LIMIT 1) AS import_keys"
    ).bindparams(
        bindparam("workspace_id", record.workspace_id, type_=Uuid()),
        bindparam("import_id", record.id, type_=Uuid()),
        bindparam("values", packed(list(keys)), type_=Text()),
        bindparam("numbers", list(keys.values()), type_=ARRAY(Integer)),
    )
    return {row.value: row.number for row in await session.execute(statement)}


async def values_of_column(session: AsyncSession, record: Import, place: int, most: int) -> list[Any]:
    """Return the values of a column, the most frequent first, and how many rows have each."""
    value = ImportRow.cells[place + 1]
    statement = (
        select(value.label("value"), func.count().label("count"))
        .where(_of_import(ImportRow, record), value.is_not(None), value != "")
        .group_by(value)
        .order_by(func.count().desc(), value)
        .limit(most)
    )
    return list((await session.execute(statement)).all())


async def failed_rows(session: AsyncSession, record: Import, after: int, most: int) -> list[Any]:
    """Return the rows that can't be brought in or were passed over, with the reasons."""
    statement = (
        select(ImportRow.number, ImportRow.cells, ImportRow.outcome, ImportRow.errors)
        .where(
            _of_import(ImportRow, record),
            ImportRow.outcome.in_(("failed", "skipped")),
            ImportRow.number > after,
            ImportRow.number <= record.reached,
        )
        .order_by(ImportRow.number)
        .limit(most)
    )
    return list((await session.execute(statement)).all())


async def samples(session: AsyncSession, record: Import, most: int) -> list[Any]:
    """Return the first rows of each outcome."""
    place = func.row_number().over(partition_by=ImportRow.outcome, order_by=ImportRow.number)
    ranked = select(
        ImportRow.number, ImportRow.cells, ImportRow.outcome, ImportRow.client_id, ImportRow.errors
    ).add_columns(place.label("place"))
    found = ranked.where(
        _of_import(ImportRow, record), ImportRow.outcome.is_not(None), ImportRow.number <= record.reached
    ).subquery()
    statement = select(found).where(found.c.place <= most).order_by(found.c.outcome, found.c.number)
    return list((await session.execute(statement)).all())


async def remembered_mapping(session: AsyncSession, workspace_id: UUID, signature: str) -> list[Any] | None:
    """Return how columns with these headings were mapped last."""
    statement = select(ImportMapping.mapping).where(
        ImportMapping.workspace_id == workspace_id, ImportMapping.signature == signature
    )
    return (await session.execute(statement)).scalar()


async def remember_mapping(
    session: AsyncSession, workspace_id: UUID, signature: str, mapping: list[Any]
) -> None:
    """Remember how columns with these headings are mapped."""
    statement = insert(ImportMapping).values(
        workspace_id=workspace_id, signature=signature, mapping=mapping, created_at=now()
    )
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["workspace_id", "signature"], set_={"mapping": statement.excluded.mapping}
        )
    )
