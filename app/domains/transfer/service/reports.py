"""What an import could not bring in, as a table to mend and send again."""

import csv
import io
from collections.abc import AsyncIterator, Iterable
from typing import Any

from app.core.auth import Actor
from app.core.runtime import Runtime
from app.domains.transfer import queries
from app.domains.transfer.models import Import
from app.domains.transfer.rules.cells import safe

SLICE = 2000
_BOM = "\ufeff"
"""By it spreadsheets know UTF-8."""


def csv_lines(rows: Iterable[Iterable[Any]]) -> bytes:
    """Return rows as CSV that no spreadsheet calculates with."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


async def errors_as_csv(runtime: Runtime, actor: Actor, record: Import) -> AsyncIterator[bytes]:
    """Yield the rows that failed or were passed over, each with its number, outcome and reasons."""
    headings = [column["heading"] for column in record.columns]
    yield _BOM.encode() + csv_lines([["row", "outcome", "reasons", *headings]])
    last = 0
    while True:
        async with runtime.db.read(actor.workspace_id) as session:
            rows = await queries.failed_rows(session, record, last, SLICE)
        if not rows:
            return
        yield csv_lines([row.number, row.outcome, _reasons(row.errors or []), *row.cells] for row in rows)
        last = rows[-1].number


def _reasons(errors: list[dict[str, Any]]) -> str:
    return "; ".join(": ".join(filter(None, (one["field"], one["code"], one.get("value")))) for one in errors)
