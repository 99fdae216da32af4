"""Loading many rows at once: by COPY, with the defaults that the models declare."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import asyncpg
from sqlalchemy import Column, Table
from sqlalchemy.dialects.postgresql import JSONB

from app.core.orm import Base

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


async def load(connection: Connection, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Copy rows into a model's table; what a row leaves out gets the model's default."""
    table: Any = model.__table__
    assert isinstance(table, Table)
    columns = list(table.columns)
    records = [tuple(_value(column, row) for column in columns) for row in rows]
    await connection.copy_records_to_table(
        table.name, records=records, columns=[column.name for column in columns]
    )


def _value(column: Column[Any], row: Mapping[str, Any]) -> Any:
    value = row[column.name] if column.name in row else _default(column)
    return json.dumps(value) if isinstance(column.type, JSONB) and value is not None else value


def _default(column: Column[Any]) -> Any:
    default: Any = column.default
    if default is None:
        return None
    return default.arg(None) if default.is_callable else default.arg
