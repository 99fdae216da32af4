"""Reading tables out of files: encodings and delimiters are found out, cells become texts."""

import codecs
import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import pairwise
from typing import TextIO

from python_calamine import CalamineError, CalamineWorkbook

DELIMITERS = ",;\t|"
MAX_COLUMNS = 200
MAX_ROWS = 1_048_576
MAX_UNPACKED_BYTES = 2_000_000_000
MAX_CELL = 10_000
_SAMPLE_BYTES, _SAMPLE_LINES, _PIECE_BYTES = 65_536, 30, 1 << 20
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_HIGH, _UPPER_RANGE, _LOWER_RANGE, _DOS_RANGE = 0x80, (0xC0, 0xDF), (0xE0, 0xFF), (0x80, 0xAF)
_ACCENTS = 0.5
"""Accents stand alone among other letters; letters of another script stand beside each other."""


class UnreadableError(Exception):
    """The file is no table; the text says why: `empty`, `no_table`, `too_many_columns`, `too_many_rows`, `too_large`."""


def sniff_encoding(data: bytes) -> str:
    """Return the encoding of a text: UTF-8 or UTF-16 if it is, else what Russian or Western Windows write."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    return "utf-8" if _is_utf8(data) else _sniff_one_byte(data[:_SAMPLE_BYTES])


def _is_utf8(data: bytes) -> bool:
    """Tell whether a file is UTF-8, reading it piece by piece: as one text it would be several times as large."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), _PIECE_BYTES):
            decoder.decode(data[start : start + _PIECE_BYTES])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def opened(data: bytes, encoding: str) -> TextIO:
    """Return a file's text, to be read as it is needed."""
    return io.TextIOWrapper(io.BytesIO(data), encoding, errors="replace", newline="")


def beginning(data: bytes, encoding: str) -> str:
    """Return the first lines of a file."""
    return opened(data, encoding).read(_SAMPLE_BYTES)


def _sniff_one_byte(sample: bytes) -> str:
    high = [byte for byte in sample if byte >= _HIGH]
    beside = sum(one >= _HIGH and other >= _HIGH for one, other in pairwise(sample))
    if beside < _ACCENTS * len(high):
        return "cp1252"
    shares = {
        name: sum(low <= byte <= top for byte in high)
        for name, (low, top) in {"cp1251": _LOWER_RANGE, "koi8-r": _UPPER_RANGE, "cp866": _DOS_RANGE}.items()
    }
    return max(shares, key=lambda name: shares[name])


def sniff_delimiter(text: str) -> str:
    """Return the delimiter that cuts the first lines into the same number of columns, and into most of them."""
    lines = "\n".join(text.splitlines()[:_SAMPLE_LINES])
    best, most = ",", 0.0
    for delimiter in DELIMITERS:
        widths = [len(row) for row in csv.reader(io.StringIO(lines), delimiter=delimiter) if row]
        if not widths:
            continue
        usual = max(set(widths), key=widths.count)
        worth = (usual - 1) * (widths.count(usual) / len(widths)) ** 2
        if widths[0] != usual:
            worth /= 4
        if worth > most:
            best, most = delimiter, worth
    return best


def rows_of_text(text: TextIO, delimiter: str) -> Iterator[list[str]]:
    """Yield the rows of delimited text that are not empty."""
    csv.field_size_limit(10_000_000)
    try:
        yield from _checked(csv.reader(text, delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableError("no_table") from error


def rows_of_workbook(data: bytes) -> Iterator[list[str]]:
    """Yield the rows of a workbook's first sheet that are not empty: XLSX, XLS or ODS."""
    try:
        _check_unpacked(data)
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        rows = sheet.iter_rows()
    except (CalamineError, zipfile.BadZipFile, ValueError) as error:
        raise UnreadableError("no_table") from error
    yield from _checked([cell_text(cell) for cell in row] for row in rows)


def _check_unpacked(data: bytes) -> None:
    """Refuse a small file that becomes a huge one."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > MAX_UNPACKED_BYTES:
                raise UnreadableError("too_large")


def _checked(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    count = 0
    for row in rows:
        cells = [_clean(cell) for cell in row]
        if not any(cells):
            continue
        count += 1
        if len(cells) > MAX_COLUMNS:
            raise UnreadableError("too_many_columns")
        if count > MAX_ROWS:
            raise UnreadableError("too_many_rows")
        yield cells


def _clean(cell: str) -> str:
    return cell.replace("\x00", "").replace("\r\n", "\n").strip()[:MAX_CELL]


def cell_text(value: object) -> str:
    """Return a workbook's cell as somebody would write it: whole numbers without a point, dates by ISO."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time.min:
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return str(value)
