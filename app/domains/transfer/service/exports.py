"""Lists of clients on their way out, as CSV or XLSX."""

import asyncio
import csv
import io
import tempfile
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from app.core import events
from app.core.auth import Actor
from app.core.filters import Kind, fields_of, leaves
from app.core.ids import uuid7
from app.core.runtime import Runtime
from app.domains.clients.service import exporting
from app.domains.clients.service.exporting import Export
from app.domains.transfer.events import ClientsExported
from app.domains.transfer.rules.values import Cell, cell, written
from app.domains.transfer.schemas import ExportInput
from app.domains.transfer.service.workbooks import WorkbookWriter

_BOM = "\ufeff"
_PIECE = 1 << 18
_TELLING_NOTHING = {
    Kind.CHOICE,
    Kind.MULTI_CHOICE,
    Kind.YES_NO,
    Kind.NUMBER,
    Kind.MONEY,
    Kind.DATE,
    Kind.DATETIME,
    Kind.PERSON,
}
"""Kinds of which a filter's value says nothing about anybody; what is typed in words may be a name or a number."""


@dataclass(frozen=True, slots=True)
class Table:
    """What is exported, and how it is headed."""

    export: Export
    headings: Sequence[str]

    def cells(self, rows: Iterable[Mapping[str, Any]]) -> list[list[Cell]]:
        """Return rows as cells."""
        zone, columns = ZoneInfo(self.export.time_zone), self.export.columns
        return [[cell(one.kind, one.of(row), one.names, zone) for one in columns] for row in rows]


async def start(runtime: Runtime, actor: Actor, wish: ExportInput) -> AsyncIterator[bytes]:
    """Return the file's bytes, still to be read; that it was taken is in the audit log before the first of them.

    Raises:
        InvalidRequestError: unknown fields, unfit operators or values, or an order that can't be.
    """
    async with runtime.db.read(actor.workspace_id) as session:
        export = await exporting.prepare(session, actor, wish.wish())
        told = await _filter_told(session, actor, wish)
    fact = ClientsExported(
        export_id=uuid7(),
        format=wish.format,
        count=export.count,
        columns=[column.name for column in export.columns],
        filter=told,
        is_searched=wish.q is not None,
        is_chosen=wish.ids is not None,
    )
    async with runtime.db.write(actor.workspace_id) as session:
        events.publish(session, actor, fact)
    headings = [wish.headings.get(column.name, column.label) for column in export.columns]
    table = Table(export, headings)
    if wish.format == "csv":
        return csv_pieces(runtime, actor, table, wish.delimiter)
    return xlsx_pieces(runtime, actor, table)


async def _filter_told(session: Any, actor: Actor, wish: ExportInput) -> list[dict[str, Any]]:
    """Return the conditions of a filter without what could name somebody."""
    if wish.filter is None:
        return []
    fields = await fields_of(session, actor, "client")
    return [
        {"field": leaf.field, leaf.operator: leaf.value if _is_harmless(fields, leaf) else None}
        for leaf in leaves(wish.filter)
    ]


def _is_harmless(fields: Mapping[str, Any], leaf: Any) -> bool:
    return leaf.field in fields and fields[leaf.field].kind in _TELLING_NOTHING


async def csv_pieces(runtime: Runtime, actor: Actor, table: Table, delimiter: str) -> AsyncIterator[bytes]:
    """Yield the table as CSV, a piece for each slice that is read."""
    yield _BOM.encode() + _lines([table.headings], delimiter)
    async with runtime.db.read(actor.workspace_id) as session:
        async for rows in exporting.slices(session, actor, table.export):
            yield _lines(table.cells(rows), delimiter)


def _lines(rows: Iterable[Sequence[Cell]], delimiter: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([written(one) for one in row] for row in rows)
    return out.getvalue().encode()


async def xlsx_pieces(runtime: Runtime, actor: Actor, table: Table) -> AsyncIterator[bytes]:
    """Yield the table as a workbook, once it is whole on the disk: its directory of parts comes last."""
    with tempfile.TemporaryDirectory(prefix="baton-export-") as directory:
        path = Path(directory) / "clients.xlsx"
        writer = WorkbookWriter(path, table.headings)
        async with runtime.db.read(actor.workspace_id) as session:
            async for rows in exporting.slices(session, actor, table.export):
                await asyncio.to_thread(writer.add, table.cells(rows))
        await asyncio.to_thread(writer.close)
        with path.open("rb") as file:
            while piece := await asyncio.to_thread(file.read, _PIECE):
                yield piece
