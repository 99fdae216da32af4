"""How imports look on the wire."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints

from app.core.filters import EXAMPLE, MAX_KEYS, FilterNode
from app.core.schemas import Input, Line, Schema
from app.domains.clients.schemas import MAX_TAGS, ClientKind, Tag
from app.domains.clients.service.exporting import Wish
from app.domains.transfer.permissions import TransferPermission
from app.domains.transfer.rules.reading import MAX_COLUMNS

Policy = Literal["skip", "update_empty", "overwrite", "create"]
State = Literal[
    "uploading",
    "reading",
    "mapping",
    "checking",
    "checked",
    "running",
    "paused",
    "cancelled",
    "done",
    "undoing",
    "undone",
    "failed",
]
MAX_PASTE = 900_000
MAX_VALUES = 200
FieldName = Literal[
    "name",
    "given_name",
    "family_name",
    "phone",
    "email",
    "company",
    "position",
    "tags",
    "source",
    "language",
    "time_zone",
    "note",
    "tax_id",
    "owner",
    "kind",
]
"""What a column may go to, besides `custom.<id>` for a field of the workspace's own."""
OwnFieldName = Annotated[str, StringConstraints(pattern=r"^custom\.[0-9a-f-]{36}$")]
Alike = Literal["create", "skip", "same"]
MAX_OWNERS = 100


class UploadInput(Input):
    """A file about to be sent in pieces."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "clients.xlsx"}]})

    name: Line


class PasteInput(Input):
    """A table pasted from a spreadsheet."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"text": "Name\tPhone\nAnna\t901234567"}]})

    text: Annotated[str, StringConstraints(min_length=1, max_length=MAX_PASTE)]


class SheetInput(Input):
    """A Google Sheets table that everybody with the link may read."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"link": "https://docs.google.com/spreadsheets/d/1aBcD/edit#gid=0"}]}
    )

    link: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]


class ColumnMapping(Input):
    """Where a column goes; `values` says which of its values mean others."""

    field: FieldName | OwnFieldName | None
    values: Annotated[dict[str, str], Field(max_length=MAX_VALUES)] = Field(default_factory=dict)


class PlanInput(Input):
    """How the table becomes clients."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "mapping": [{"field": "name"}, {"field": "phone"}, {"field": None}],
                    "kind": "person",
                    "policy": "update_empty",
                    "tags": ["fair 2026"],
                }
            ]
        }
    )

    mapping: Annotated[list[ColumnMapping], Field(max_length=MAX_COLUMNS)]
    kind: ClientKind = "person"
    policy: Policy = "update_empty"
    alike: Alike = Field(
        default="create",
        description="Who has only a name alike in the base: is added and marked, passed over, or taken for the same",
    )
    owner_id: UUID | None = None
    owners: list[UUID] = Field(
        default_factory=list,
        max_length=MAX_OWNERS,
        description="Whose the clients are, in turns; for rows that name nobody themselves",
    )
    tags: list[Tag] = Field(default_factory=list, max_length=MAX_TAGS)


class ImportColumn(Schema):
    """A column of the table: its heading and first values."""

    heading: str
    samples: list[str]


class ImportOut(Schema):
    """An import and how far it is."""

    id: UUID
    name: str
    source: str
    state: State
    created_by: UUID | None
    encoding: str | None
    delimiter: str | None
    columns: list[ImportColumn]
    mapping: list[ColumnMapping]
    options: dict[str, Any]
    total: int
    position: int
    counts: dict[str, int]
    error: str | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    version: int


class ColumnValue(Schema):
    """One value of a column, and how many rows have it."""

    value: str
    count: int


class ImportRowOut(Schema):
    """A row of the table and what becomes of it."""

    number: int
    outcome: str
    cells: list[str]
    client_id: UUID | None
    errors: list[dict[str, Any]]


class ImportProgress(Schema):
    """How far an import is, as its maker's screens hear it."""

    id: UUID
    state: State
    total: int
    position: int
    counts: dict[str, int]


Key = Annotated[str, StringConstraints(pattern=r"^-?[a-z][a-z0-9_.-]{0,80}$")]
MAX_EXPORTED_COLUMNS = 100
MAX_CHOSEN = 10_000


class ExportInput(Input):
    """Which clients, in which order, with which columns, as which kind of file."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "format": "csv",
                    "delimiter": ";",
                    "filter": EXAMPLE,
                    "sort": ["-last_contact_at"],
                    "columns": ["name", "phone", "deals.open_sum"],
                    "headings": {"name": "Name", "phone": "Phone"},
                }
            ]
        }
    )

    format: Literal["csv", "xlsx"]
    delimiter: Annotated[Literal[",", ";", "\t"], Field(description="Of a CSV file")] = ","
    q: Annotated[
        Line | None, Field(max_length=100, description="A name in any script, or part of a phone")
    ] = None
    filter: FilterNode | None = None
    ids: Annotated[list[UUID] | None, Field(max_length=MAX_CHOSEN, description="Only these of them")] = None
    sort: Annotated[list[Key], Field(default_factory=list, max_length=MAX_KEYS)]
    group_by: Annotated[Key | None, Field(description="Sorted by this field first")] = None
    columns: Annotated[list[Key], Field(min_length=1, max_length=MAX_EXPORTED_COLUMNS)]
    headings: Annotated[
        dict[str, Line],
        Field(
            default_factory=dict,
            max_length=MAX_EXPORTED_COLUMNS,
            description="How columns are called in the file",
        ),
    ]

    def wish(self) -> Wish:
        """Return which list it is."""
        return Wish(
            TransferPermission.EXPORT, self.filter, self.q, self.sort, self.group_by, self.columns, self.ids
        )
