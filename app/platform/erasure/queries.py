"""Finding and blanking what is known of somebody, table by table, and her words wherever they stand."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Column,
    LargeBinary,
    String,
    Table,
    Text,
    bindparam,
    cast,
    delete,
    func,
    literal,
    or_,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.events import EventRecord
from app.core.idempotency import IdempotencyRecord
from app.core.jobs import JobRecord, JobState
from app.core.orm import Base, among
from app.platform.erasure.rules import without_person
from app.platform.erasure.traces import EXEMPT, Person, Trace
from app.platform.notifications.models import Notification

SLICE = 500
DOTS = "•••"
_ENDED = (JobState.DONE, JobState.DEAD)


def _hers(trace: Trace, person: Person) -> Any:
    """Return the condition of a table's rows about her."""
    columns = trace.of.c
    found = [among(columns[name], sorted(person.ids.get(kind, ()))) for name, kind in trace.by.items()]
    found += [among(columns[name], sorted(person.numbers)) for name in trace.numbers if person.numbers]
    return (columns.workspace_id == person.workspace_id) & or_(*found)


async def find(session: AsyncSession, trace: Trace, person: Person) -> list[UUID]:
    """Return the ids of a table's rows about her."""
    return list((await session.execute(select(trace.of.c.id).where(_hers(trace, person)))).scalars())


async def rows(session: AsyncSession, trace: Trace, person: Person) -> list[dict[str, Any]]:
    """Return a table's rows about her."""
    shown = [column for column in trace.of.columns if column.name not in {"workspace_id", "search_text"}]
    found = await session.execute(select(*shown).where(_hers(trace, person)).order_by(*trace.of.primary_key))
    return [dict(row) for row in found.mappings()]


async def blank(session: AsyncSession, trace: Trace, person: Person) -> None:
    """Remove the rows about her, or all that they say."""
    where = _hers(trace, person)
    if trace.is_removed:
        await session.execute(delete(trace.of).where(where))
        return
    values = {
        column.name: _nothing(column) for column in _talkative(trace.of) if column.name not in trace.kept
    }
    await session.execute(update(trace.of).where(where).values({**values, **trace.blanks}))


def _talkative(table: Table) -> Iterator[Column[Any]]:
    for column in table.columns:
        is_key = column.primary_key or column.foreign_keys
        if not is_key and isinstance(column.type, (String, JSONB, ARRAY, LargeBinary)):
            yield column


def _nothing(column: Column[Any]) -> Any:
    if column.nullable:
        return None
    match column.type:
        case JSONB():
            return {}
        case ARRAY():
            return []
        case LargeBinary():
            return b""
        case _:
            return ""


async def events(session: AsyncSession, person: Person) -> list[dict[str, Any]]:
    """Return what happened to her and her records, the oldest first."""
    record = EventRecord
    statement = select(record.type, record.created_at.label("at"), record.actor_name, record.data).where(
        record.workspace_id == person.workspace_id, _events_of(person)
    )
    return [dict(row) for row in (await session.execute(statement.order_by(record.created_at))).mappings()]


def _events_of(person: Person) -> Any:
    hers = person.all_ids
    return or_(among(EventRecord.timeline_id, hers), among(EventRecord.subject_id, hers))


async def blank_events(session: AsyncSession, person: Person, kept: Sequence[str]) -> None:
    """Take out of the log what it says of her; that something happened, and when, stays."""
    record = EventRecord
    key = (record.created_at, record.id)
    last: Any = None
    while True:
        statement = select(*key, record.data).where(
            record.workspace_id == person.workspace_id, _events_of(person), record.type.not_in(kept)
        )
        if last is not None:
            statement = statement.where(tuple_(*key) > tuple_(literal(last[0]), literal(last[1])))
        found = (await session.execute(statement.order_by(*key).limit(SLICE))).all()
        for row in found:
            data = without_person(row.data)
            if data != row.data:
                where = (
                    record.workspace_id == person.workspace_id,
                    record.created_at == row.created_at,
                    record.id == row.id,
                )
                await session.execute(
                    update(record)
                    .where(*where)
                    .values(data=data)
                    .execution_options(synchronize_session=False)
                )
        if len(found) < SLICE:
            return
        last = (found[-1].created_at, found[-1].id)


async def blank_machinery(session: AsyncSession, person: Person) -> None:
    """Forget notices, answers that were kept to be repeated, and ended jobs that speak of her records."""
    ids = [str(one) for one in person.all_ids]
    await session.execute(
        delete(Notification).where(
            Notification.workspace_id == person.workspace_id,
            or_(among(Notification.subject_id, person.all_ids), _speaks(Notification.data, ids)),
        )
    )
    await session.execute(
        delete(JobRecord).where(
            JobRecord.workspace_id == person.workspace_id,
            JobRecord.state.in_(_ENDED),
            JobRecord.key.is_distinct_from("periodic"),
            _speaks(JobRecord.args, ids),
        )
    )
    answer = func.encode(IdempotencyRecord.body, "escape")
    await session.execute(
        update(IdempotencyRecord)
        .where(IdempotencyRecord.workspace_id == person.workspace_id, answer.regexp_match("|".join(ids)))
        .values(body=b"", status=GONE)
        .execution_options(synchronize_session=False)
    )


GONE = 410


def _speaks(column: Any, ids: Sequence[str]) -> Any:
    return cast(column, Text).regexp_match("|".join(ids))


async def sweep(session: AsyncSession, person: Person, wanted: str) -> None:
    """Put dots in the place of her words in every text of the workspace that is about clients."""
    for table in Base.metadata.sorted_tables:
        if "workspace_id" in table.c and table.name not in EXEMPT:
            columns = [column for column in _talkative(table) if not _is_spared(table, column)]
            if columns:
                await session.execute(_sweeping(table, columns), {"w": person.workspace_id, "p": wanted})


def _is_spared(table: Table, column: Column[Any]) -> bool:
    """Tell whether it is somebody else's, or a technical key that no two rows may have the same."""
    return f"{table.name}.{column.name}" in EXEMPT or any(
        index.unique and column.name in index.columns for index in table.indexes
    )


def _sweeping(table: Table, columns: Sequence[Column[Any]]) -> Any:
    sets, tests = [], []
    for column in columns:
        name = f'"{column.name}"'
        match column.type:
            case JSONB():
                # A bare number would not be JSON with dots in it.
                said = f"CAST({name} AS text)"
                new = f"CAST(regexp_replace({said}, :p, '0', 'gi') AS jsonb)"
            case ARRAY():
                said = f"array_to_string({name}, ' ')"
                new = f"ARRAY(SELECT regexp_replace(one, :p, '{DOTS}', 'gi') FROM unnest({name}) AS one)"  # noqa: S608 - the same
            case LargeBinary():
                said, new = f"encode({name}, 'escape')", "''"
            case _:
                said, new = name, f"regexp_replace({name}, :p, '{DOTS}', 'gi')"
        if isinstance(column.type, ARRAY) and not isinstance(column.type.item_type, String):
            continue
        sets.append(f"{name} = CASE WHEN {said} ~* :p THEN {new} ELSE {name} END")
        tests.append(f"{said} ~* :p")
    statement = (
        f"UPDATE {table.name} SET {', '.join(sets)} WHERE workspace_id = :w AND ({' OR '.join(tests)})"  # noqa: S608 - names of our own tables
        if sets
        else "SELECT 1 WHERE :w IS NOT NULL OR :p <> ''"
    )
    return text(statement).bindparams(bindparam("p", type_=Text), bindparam("w"))
