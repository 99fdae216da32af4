"""Writing a workbook row by row: what is written goes to the disk at once."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from app.domains.transfer.rules.cells import safe
from app.domains.transfer.rules.values import Cell

MOST_ROWS = 1_048_575
"""Of one sheet, besides its headings; further rows go to further sheets."""
_LONGEST = 32_767
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class WorkbookWriter:
    """An XLSX file in the making."""

    def __init__(self, path: Path, headings: Sequence[str]) -> None:
        """Begin the file."""
        options = {
            "constant_memory": True,
            "tmpdir": str(path.parent),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = Workbook(str(path), options)
        self._headings = headings
        self._bold = self._book.add_format({"bold": True})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._quoted = self._book.add_format({"quote_prefix": True})
        self._begin_sheet()

    def _begin_sheet(self) -> None:
        self._sheet: Any = self._book.add_worksheet()
        self._sheet.freeze_panes(1, 0)
        for place, heading in enumerate(self._headings):
            self._sheet.write_string(0, place, _clean(heading), self._bold)
        self._rows = 0

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write rows."""
        for row in rows:
            if self._rows == MOST_ROWS:
                self._begin_sheet()
            self._rows += 1
            for place, value in enumerate(row):
                self._write(place, value)

    def _write(self, place: int, value: Cell) -> None:
        match value:
            case None:
                return
            case bool():
                self._sheet.write_boolean(self._rows, place, value)
            case Decimal():
                self._sheet.write_number(self._rows, place, value)
            case datetime():
                self._sheet.write_datetime(self._rows, place, value, self._moment)
            case date():
                self._sheet.write_datetime(self._rows, place, value, self._day)
            case _:
                # A text cell is never calculated; the prefix keeps it a text when somebody edits it.
                style = self._quoted if safe(value) != value else None
                self._sheet.write_string(self._rows, place, _clean(value), style)

    def close(self) -> None:
        """Finish the file."""
        self._book.close()


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)[:_LONGEST]
