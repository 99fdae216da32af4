"""Putting everything that was told into the database, table by table, in bulk."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic_core import to_json
from sqlalchemy import Table, insert, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.db import outbox, workspace_of, write_out
from app.core.events import EventPosition, EventRecord
from app.core.orm import Base
from app.demo.notebook import Notebook
from app.domains.clients.models import Client, ContactPoint
from app.domains.deals.models import (
    Competitor,
    Deal,
    DealCompetitor,
    DealLine,
    DealParticipant,
    DealStageFact,
    LossReason,
    Pipeline,
    Stage,
    WinBackRule,
)
from app.domains.identity.models import LoginAddress, Role, Team, User, Workspace
from app.domains.products.models import PriceList, Product
from app.domains.reports.models import Plan
from app.domains.tasks.models import Task
from app.domains.telephony.models import Call, ProviderEvent, TelephonyConnection
from app.platform.notifications.models import Notification

_ORDER: tuple[type[Base], ...] = (
    Team,
    User,
    LoginAddress,
    Client,
    ContactPoint,
    Deal,
    DealLine,
    DealParticipant,
    DealCompetitor,
    DealStageFact,
    Task,
    Call,
    Plan,
    Notification,
)
"""What refers to other tables comes after them."""
_AT_ONCE = 4000


async def backdate(session: AsyncSession, founded: datetime, extension: str) -> int:
    """Have what the services have just written be as old as the story; returns how many events that were.

    Args:
        session: the transaction of the whole load.
        founded: when the story begins.
        extension: the administrator's telephone, which founding does not ask for.
    """
    workspace_id = workspace_of(session)
    await write_out(session)
    await session.flush()
    for model in (
        Role,
        User,
        Pipeline,
        Stage,
        LossReason,
        PriceList,
        Product,
        Competitor,
        WinBackRule,
        TelephonyConnection,
    ):
        await session.execute(
            update(model).where(model.workspace_id == workspace_id).values(created_at=founded)
        )
    founder = update(User).where(User.workspace_id == workspace_id)
    await session.execute(founder.values(extension=extension))
    await session.execute(update(Workspace).where(Workspace.id == workspace_id).values(created_at=founded))
    published = outbox(session).events
    for position, event in enumerate(published, start=1):
        written = update(EventRecord).where(
            EventRecord.workspace_id == workspace_id, EventRecord.id == event.id
        )
        await session.execute(written.values(created_at=founded, position=position))
    count = len(published)
    published.clear()
    return count


async def write(session: AsyncSession, notebook: Notebook, told_before: int) -> dict[str, int]:
    """Write everything down, its events after so many others; returns how many rows of which table."""
    counts = {}
    for model in _ORDER:
        counts[model.__tablename__] = await _insert(session, model, notebook.of(model))
    session.add_all(notebook.of(ProviderEvent))
    counts[EventRecord.__tablename__] = await _write_events(session, notebook, told_before)
    return counts


async def _write_events(session: AsyncSession, notebook: Notebook, told_before: int) -> int:
    """Write the events with their places: nobody is to be told of the past again."""
    told = notebook.events(told_before)
    await _send(session, _table(EventRecord), told)
    position = told_before + len(told)
    last = {"workspace_id": notebook.info["workspace_id"], "position": position, "published": position}
    await session.execute(insert(EventPosition), [last])
    return len(told)


async def _insert(session: AsyncSession, model: type[Base], records: Sequence[Base]) -> int:
    table = _table(model)
    defaults = {column.name: column.default for column in table.columns}
    rows = [{name: _value(record, name, default) for name, default in defaults.items()} for record in records]
    await _send(session, table, rows)
    return len(rows)


async def _send(session: AsyncSession, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows by a statement for some thousands of them: several times faster than one for each."""
    columns = ", ".join(table.columns.keys())
    statement = text(
        f"INSERT INTO {table.name} ({columns}) SELECT {columns} "  # noqa: S608 - the names are the models' own
        f"FROM json_populate_recordset(NULL::{table.name}, CAST(:rows AS json))"
    )
    for start in range(0, len(rows), _AT_ONCE):
        await session.execute(statement, {"rows": to_json(rows[start : start + _AT_ONCE]).decode()})


def _table(model: type[Base]) -> Table:
    table: Any = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - no model of ours is a join
    return table


def _value(record: Base, name: str, default: Any) -> Any:
    """Return what the record says, else the column's own default."""
    value = getattr(record, name)
    if value is not None or default is None:
        return value
    return default.arg(None) if default.is_callable else default.arg
