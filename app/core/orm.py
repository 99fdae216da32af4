"""The table base: tenant keys, naming, and the row level security that stands behind them.

Each tenant table has `workspace_id` first in its primary key and in every unique and foreign key, so that a row
can't point into another workspace and the schema runs sharded by `workspace_id` unchanged.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Numeric,
    Table,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
    any_,
    bindparam,
    cast,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from typing_extensions import override

from app.core.clock import now
from app.core.ids import uuid7

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_1_name)s",
    "pk": "pk_%(table_name)s",
}


class Money(TypeDecorator[Decimal]):
    """An amount of money in whichever currency: as exact as it is given, and with two digits after the point at least.

    The column itself has no scale, because currencies have different ones (`core/money.py`).
    """

    impl = Numeric
    cache_ok = True

    @override
    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Decimal | None:
        """Write a whole amount as amounts are written."""
        if value is None:
            return None
        exact = Decimal(value)
        exponent = exact.as_tuple().exponent
        return exact.quantize(_CENT) if isinstance(exponent, int) and exponent > _CENTS else exact


_CENT = Decimal("0.01")
_CENTS = -2


class Base(DeclarativeBase):
    """Every table."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: DateTime(timezone=True),
        UUID: Uuid(as_uuid=True),
    }


class TenantModel(Base):
    """A table whose rows belong to one workspace."""

    __abstract__ = True

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-20)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7, sort_order=-19)
    created_at: Mapped[datetime] = mapped_column(default=now, sort_order=90)


class VersionedModel(TenantModel):
    """An editable record: `version` is its ETag and rises with every change."""

    __abstract__ = True

    version: Mapped[int] = mapped_column(default=1, sort_order=91)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now, sort_order=92)

    def touch(self) -> None:
        """Raise the version, once per change."""
        self.version += 1


def among(column: Any, values: Iterable[Any]) -> ColumnElement[bool]:
    """Match a column with any of these values; one parameter, so that the statement is the same however many they are."""
    found: ColumnElement[bool] = column == any_(cast(list(values), ARRAY(column.type)))
    return found


def among_given(column: Any, name: str) -> ColumnElement[bool]:
    """Match a column with any of the values that a prepared statement is given under a name."""
    found: ColumnElement[bool] = column == any_(bindparam(name, type_=ARRAY(column.type)))
    return found


def tenant_foreign_key(column: str, table: str, *, ondelete: str | None = None) -> ForeignKeyConstraint:
    """Return a foreign key that can't leave the workspace."""
    return ForeignKeyConstraint(
        ["workspace_id", column], [f"{table}.workspace_id", f"{table}.id"], ondelete=ondelete
    )


def tenant_index(table: str, *columns: Any, unique: bool = False, **options: Any) -> Index:
    """Return an index that starts with the workspace."""
    names = [column if isinstance(column, str) else None for column in columns]
    suffix = "_".join(name.split()[0] if name else "expression" for name in names)
    name = options.pop("name", f"{'uq' if unique else 'ix'}_{table}_{suffix}")
    return Index(name, "workspace_id", *columns, unique=unique, **options)


def row_security_statements(table: str) -> list[str]:
    """Return the SQL that locks a tenant table to the workspace of the transaction.

    The setting is '' after a pooled connection's earlier transaction, hence `nullif`; the sub-select is evaluated
    once per query. `FORCE` is left out on purpose: the owner runs migrations and the search function.
    """
    workspace = "(SELECT nullif(current_setting('app.workspace_id', true), '')::uuid)"
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        (
            f"CREATE POLICY workspace ON {table} USING (workspace_id = {workspace}) "
            f"WITH CHECK (workspace_id = {workspace})"
        ),
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO baton_app",
    ]


@dataclass(frozen=True, slots=True)
class Reference:
    """A column of some table that points to a record."""

    table: Table
    column: Column[Any]

    @property
    def name(self) -> str:
        """Return how it is written down."""
        return f"{self.table.name}.{self.column.name}"

    @property
    def key(self) -> list[Column[Any]]:
        """Return what identifies a row of the table within its workspace, whatever it points to."""
        names = [column for column in self.table.primary_key if column.name != "workspace_id"]
        return [column for column in names if column is not self.column]

    @property
    def unique_with(self) -> list[list[Column[Any]]]:
        """Return, for each unique key that the column belongs to, the other columns of it."""
        keys = [list(self.table.primary_key.columns)]
        keys += [list(one.columns) for one in self.table.constraints if isinstance(one, UniqueConstraint)]
        keys += [list(index.columns) for index in self.table.indexes if index.unique]
        return [[one for one in key if one is not self.column] for key in keys if self.column in key]


def references_to(table: str) -> list[Reference]:
    """Return every foreign key to a table, of whichever domain, in a fixed order."""
    found = [
        Reference(owner, owner.c[constraint.column_keys[1]])
        for owner in Base.metadata.tables.values()
        for constraint in owner.foreign_key_constraints
        if constraint.referred_table.name == table and len(constraint.column_keys) > 1
    ]
    return sorted(found, key=lambda one: one.name)
