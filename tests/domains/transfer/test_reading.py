"""Tables are read whatever program wrote them."""

import io
import zipfile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from app.domains.transfer.rules import mapping, reading
from app.domains.transfer.rules.cells import safe

TABLE = (
    "Имя;Телефон;Почта\nАнна Петрова;+998 90 123 45 67;anna@example.com\nБолд;901234568;bold@example.com\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r", "cp866"])
def test_the_encoding_is_found_out(encoding: str) -> None:
    data = TABLE.encode(encoding)
    assert data.decode(reading.sniff_encoding(data)).lstrip("\ufeff") == TABLE


def test_western_accents_are_read() -> None:
    data = "Nombre,Teléfono\nJosé Núñez,612345678\n".encode("cp1252")
    assert data.decode(reading.sniff_encoding(data)).startswith("Nombre,Teléfono")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(delimiter: str) -> None:
    text = TABLE.replace(";", delimiter)
    assert reading.sniff_delimiter(text) == delimiter
    rows = list(reading.rows_of_text(io.StringIO(text, newline=""), delimiter))
    assert rows[1] == ["Анна Петрова", "+998 90 123 45 67", "anna@example.com"]


def test_commas_within_quotes_do_not_mislead() -> None:
    text = 'name;note\n"Anor; Mebel";"a, b, c, d"\nBold;"e, f, g, h"\n'
    assert reading.sniff_delimiter(text) == ";"
    assert list(reading.rows_of_text(io.StringIO(text, newline=""), ";"))[1] == ["Anor; Mebel", "a, b, c, d"]


def test_a_workbook_is_read_as_somebody_would_write_it() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Name", "Phone", "Born"])
    sheet.write_row(1, 0, ["Anna", 998901234567])
    sheet.write_boolean(2, 0, True)
    book.close()
    assert list(reading.rows_of_workbook(out.getvalue())) == [
        ["Name", "Phone", "Born"],
        ["Anna", "998901234567", ""],
        ["yes", "", ""],
    ]


def open_document(*rows: str) -> bytes:
    """Return a spreadsheet as LibreOffice writes it."""
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.3"><office:body>'
        f'<office:spreadsheet><table:table table:name="Sheet1">{table}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def cell(shown: str, kind: str = "string", **attributes: str) -> str:
    """Return a cell of such a spreadsheet."""
    more = "".join(f' office:{name}="{given}"' for name, given in attributes.items())
    return f'<table:table-cell office:value-type="{kind}"{more}><text:p>{shown}</text:p></table:table-cell>'


def test_an_open_document_is_read_as_somebody_would_write_it() -> None:
    data = open_document(
        cell("Имя") + cell("Телефон") + cell("Бюджет") + cell("Встреча") + cell("VIP"),
        cell("Анна")
        + cell("998901234567", "float", value="998901234567")
        + cell("1,5", "float", value="1.5")
        + cell("01.02.26", "date", **{"date-value": "2026-02-01"})
        + cell("TRUE", "boolean", **{"boolean-value": "true"}),
        '<table:table-cell table:number-columns-repeated="5"/>',
        cell("Болд") + '<table:table-cell table:number-columns-repeated="4"/>',
    )
    assert list(reading.rows_of_workbook(data)) == [
        ["Имя", "Телефон", "Бюджет", "Встреча", "VIP"],
        ["Анна", "998901234567", "1.5", "2026-02-01", "yes"],
        ["Болд", "", "", "", ""],
    ]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"no workbook at all"])
def test_what_is_no_workbook_is_told(data: bytes) -> None:
    with pytest.raises(reading.UnreadableError):
        list(reading.rows_of_workbook(data))


def test_columns_are_proposed_in_six_languages() -> None:
    headings = ["ФИО", "Teléfono", "ელფოსტა", "Компания", "Izoh", "Утас 2", "?"]
    samples = [["x"]] * 6 + [["a@example.com", "b@example.com"]]
    assert mapping.propose(headings, samples) == [
        "name",
        "phone",
        "email",
        "company",
        "note",
        "phone",
        "email",
    ]
    assert mapping.signature(["Имя", "Тел"]) == mapping.signature(["имя ", "ТЕЛ"])


@given(st.text(max_size=20))
def test_no_cell_of_an_export_is_calculated(text: str) -> None:
    shown = safe(text)
    assert shown in {text, f"'{text}"}
    if shown == text and text[:1] in {"=", "@", "\t", "\r"}:
        raise AssertionError(text)


@pytest.mark.parametrize("formula", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd", "\t=1", "-A1"])
def test_formulas_become_texts_and_phones_stay(formula: str) -> None:
    assert safe(formula) == f"'{formula}"
    assert safe("+998 (90) 123-45-67") == "+998 (90) 123-45-67"
