"""Imports: the file as it came, its rows, and what became of each."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, LargeBinary, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import now
from app.core.orm import Base, VersionedModel, tenant_foreign_key, tenant_index

STATES = (
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
)


class Import(VersionedModel):
    """One table of clients on its way in."""

    __tablename__ = "imports"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        tenant_foreign_key("created_by", "users"),
        tenant_index("imports", "created_at", "id"),
    )

    name: Mapped[str]
    source: Mapped[str]
    """`csv`, `xlsx`, `ods`, `paste` or `sheet`."""
    link: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str]
    created_by: Mapped[UUID | None]
    authority: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """Who acts, and how far her rights reached when she began."""
    encoding: Mapped[str | None]
    delimiter: Mapped[str | None]
    columns: Mapped[list[Any]] = mapped_column(JSONB, default=list)
    """Of each column its heading and first values."""
    mapping: Mapped[list[Any]] = mapped_column(JSONB, default=list)
    """Of each column the field it goes to (null: nowhere) and the values that mean others."""
    options: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    total: Mapped[int] = mapped_column(default=0)
    position: Mapped[int] = mapped_column(default=0)
    """How many rows the present pass has done."""
    reached: Mapped[int] = mapped_column(default=0)
    """Up to which row the last pass over the table came: what is known of later ones is from an earlier pass."""
    counts: Mapped[dict[str, int]] = mapped_column(JSONB, default=dict)
    error: Mapped[str | None] = mapped_column(Text)
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class ImportChunk(Base):
    """A piece of the file, as it was sent; dropped when the rows are read."""

    __tablename__ = "import_chunks"
    __table_args__ = (tenant_foreign_key("import_id", "imports", ondelete="CASCADE"),)

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True)
    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=now)


class ImportRow(Base):
    """A row of the table, and what became of it."""

    __tablename__ = "import_rows"
    __table_args__ = (
        tenant_foreign_key("import_id", "imports", ondelete="CASCADE"),
        tenant_index("import_rows", "import_id", "outcome", "number"),
    )

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True)
    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    cells: Mapped[list[str]] = mapped_column(ARRAY(Text))
    outcome: Mapped[str | None]
    """`created`, `updated`, `unchanged`, `skipped`, `failed`; after an undo `removed`, `restored` or `kept`."""
    client_id: Mapped[UUID | None]
    errors: Mapped[list[Any] | None] = mapped_column(JSONB)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    """What an updated client and her contact points were."""
    after: Mapped[dict[str, Any] | None] = mapped_column(JSONB)


class ImportKey(Base):
    """By what a row's client is recognised, and the first row that has it: kept while the rows are tried out."""

    __tablename__ = "import_keys"
    __table_args__ = (tenant_foreign_key("import_id", "imports", ondelete="CASCADE"),)

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True)
    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]


class ImportMapping(Base):
    """How columns with these headings were mapped last: proposed again for the next such file."""

    __tablename__ = "import_mappings"

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True)
    signature: Mapped[str] = mapped_column(primary_key=True)
    mapping: Mapped[list[Any]] = mapped_column(JSONB)
    created_at: Mapped[datetime] = mapped_column(default=now)
