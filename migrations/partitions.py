"""The monthly partitions of the append-only tables; made by the first migration and by every later `baton migrate`."""

from datetime import UTC, date, datetime

from sqlalchemy import Connection, text

PARTITIONED = ("events",)
MONTHS_BACK = 12
MONTHS_AHEAD = 12


def _month(first: date, offset: int) -> date:
    months = first.year * 12 + first.month - 1 + offset
    return date(months // 12, months % 12 + 1, 1)


def ensure_partitions(connection: Connection) -> None:
    """Create the partitions around the present month that don't exist yet; rows outside them have a default one."""
    this_month = datetime.now(UTC).date().replace(day=1)
    for table in PARTITIONED:
        _create(connection, table, "default", "DEFAULT")
        for offset in range(-MONTHS_BACK, MONTHS_AHEAD + 1):
            start, end = _month(this_month, offset), _month(this_month, offset + 1)
            _create(connection, table, f"{start:%Y_%m}", f"FOR VALUES FROM ('{start}') TO ('{end}')")


def _create(connection: Connection, table: str, suffix: str, bounds: str) -> None:
    connection.execute(text(f"CREATE TABLE IF NOT EXISTS {table}_{suffix} PARTITION OF {table} {bounds}"))
