"""One row of a table becomes the client it tells of, by the rules of every other way in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from app.core.schemas import Line
from app.domains.clients.schemas import ClientInput
from app.domains.transfer.rules.own import PREFIX, SEVERAL

_PLAIN = ("given_name", "family_name", "position", "source", "language", "time_zone", "note", "tax_id")
_COMPANY: TypeAdapter[str] = TypeAdapter(Line)
_KINDS = {"person": "person", "company": "company", "organization": "company", "организация": "company"}
_KINDS |= {"компания": "company", "юрлицо": "company", "человек": "person", "физлицо": "person"}


@dataclass(frozen=True, slots=True)
class Column:
    """Where a column goes, and which of its values mean others."""

    field: str | None
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A row that is fit to become a client."""

    wish: ClientInput
    company: str | None
    owner: str | None
    own: Mapping[str, str]
    """Cells for the workspace's own fields, by the fields' ids."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a row: the field, a code and, where one is to blame, the value."""

    field: str
    code: str
    value: str | None = None


def collect(cells: Sequence[str], columns: Sequence[Column]) -> dict[str, list[str]]:
    """Return the row's values by field, the columns in their order."""
    found: dict[str, list[str]] = {}
    for cell, column in zip(cells, columns, strict=False):
        value = _meant(cell, column)
        if column.field and value:
            found.setdefault(column.field, []).append(value)
    return found


def _meant(cell: str, column: Column) -> str:
    """Return what a cell means: as a whole, or else each of its parts."""
    if not column.values or cell in column.values:
        return column.values.get(cell, cell)
    parts = [part.strip() for part in SEVERAL.split(cell)]
    if not any(part in column.values for part in parts):
        return cell
    return "; ".join(filter(None, (column.values.get(part, part) for part in parts)))


def draft(values: Mapping[str, Sequence[str]], kind: str, tags: Sequence[str]) -> Draft | list[Wrong]:
    """Return the client that a row tells of, or what is wrong with it."""
    first = {field: given[0] for field, given in values.items()}
    whole = first.get("name") or " ".join(filter(None, (first.get("given_name"), first.get("family_name"))))
    company = first.get("company")
    wanted = _KINDS.get(first.get("kind", "").strip().lower(), kind)
    body: dict[str, Any] = {field: first[field] for field in _PLAIN if field in first}
    body |= {
        "kind": wanted,
        "name": whole or company or first.get("phone") or first.get("email") or "",
        "tags": [*tags, *_each(values.get("tags", ()))],
        "contact_points": [
            {"kind": point, "value": value}
            for point in ("phone", "email")
            for value in _each(values.get(point, ()))
        ],
        "allow_duplicate": True,
    }
    if "note" in body:
        body["note"] = "\n".join(values["note"])
    try:
        wish = ClientInput.model_validate(body)
    except ValidationError as error:
        return [_wrong(item) for item in error.errors(include_url=False)]
    try:
        company = _COMPANY.validate_python(company) if company else None
    except ValidationError as error:
        return [_wrong({**item, "loc": ("company",)}) for item in error.errors(include_url=False)]
    own = {
        field.removeprefix(PREFIX): "; ".join(given)
        for field, given in values.items()
        if field.startswith(PREFIX)
    }
    return Draft(
        wish, company if wanted == "person" and company != wish.name else None, first.get("owner"), own
    )


def _each(cells: Sequence[str]) -> list[str]:
    return [plain for cell in cells for part in SEVERAL.split(cell) if (plain := part.strip())]


def _wrong(item: Mapping[str, Any]) -> Wrong:
    place = [str(part) for part in item["loc"]]
    field = {"bad_phone": "phone", "bad_email": "email"}.get(item["type"], place[0])
    given = item.get("input")
    return Wrong(field, item["type"], given[:200] if isinstance(given, str) and given else None)
