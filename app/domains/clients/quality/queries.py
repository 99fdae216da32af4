"""The one place where completeness and correctness are computed, and every SELECT over them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Numeric,
    and_,
    bindparam,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
    true,
)
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Access, Actor, visible
from app.core.clock import now
from app.core.filters import FieldSpec, Frame, Kind, leaf_condition
from app.core.filters.tree import FilterIsFilled
from app.core.ids import uuid7
from app.core.prepared import Prepared
from app.domains.clients.fields import CLIENT_FIELDS, OPEN, SUBJECT
from app.domains.clients.models import Client
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.quality.models import ClientStandard, QualitySnapshot
from app.domains.clients.quality.rules import BUILT_IN, OF_KINDS, USUAL
from app.domains.clients.queries.columns import visible_clients
from app.platform.customfields import filtering
from app.platform.customfields import service as customfields

NO_PHONE = "has_phone"
BAD_PHONE, BAD_EMAIL = "bad_phone", "bad_email"
COMPLETENESS = "completeness"
WHOLE = 100
"""Shares are in percent."""
_BY_NAME: Mapping[str, FieldSpec] = {spec.name: spec for spec in CLIENT_FIELDS}
_OWN = filtering.source(SUBJECT, Client.custom)


@dataclass(frozen=True, slots=True)
class Asked:
    """A field that can be asked for: of which kinds of clients, and when it counts as filled."""

    spec: FieldSpec
    kinds: frozenset[str]
    """Of all when empty."""

    def applies(self) -> ColumnElement[bool]:
        """Return the condition of the clients who have the field at all."""
        return Client.kind.in_(sorted(self.kinds)) if self.kinds else true()

    def filled(self, actor: Actor) -> ColumnElement[bool]:
        """Return the condition that something stands there, as filters test it."""
        leaf = FilterIsFilled.model_validate({"field": self.spec.name, "is_filled": True})
        found: ColumnElement[bool] = leaf_condition(leaf, {self.spec.name: self.spec}, Frame(actor, now()))
        return found

    def may_be_told(self, actor: Actor) -> bool:
        """Tell whether the actor may know that the field is there."""
        return not self.spec.group or actor.field_access(self.spec.group) is not Access.NONE


async def available(session: AsyncSession, actor: Actor) -> dict[str, Asked]:
    """Return every field that a standard can name, whoever asks; of a mere yes or no nothing is asked."""
    definitions = await customfields.definitions(session, SUBJECT)
    kinds = {f"{customfields.PREFIX}{one.id}": one.applies_to for one in definitions}
    own = [
        Asked(spec, frozenset(kinds.get(spec.name, ())))
        for spec in await _OWN(session, actor)
        if spec.kind is not Kind.YES_NO
    ]
    built_in = [Asked(_BY_NAME[name], frozenset(OF_KINDS.get(name, ()))) for name in BUILT_IN]
    return {asked.spec.name: asked for asked in (*built_in, *own)}


async def standard(session: AsyncSession, actor: Actor, *, lock: bool = False) -> ClientStandard | None:
    """Return what an administrator has chosen, if anybody has."""
    statement = select(ClientStandard).where(ClientStandard.workspace_id == actor.workspace_id)
    return (await session.execute(statement.with_for_update() if lock else statement)).scalar_one_or_none()


async def required(session: AsyncSession, actor: Actor) -> list[Asked]:
    """Return the fields that a record should hold; of archived ones nothing is asked any more."""
    chosen = await _CHOSEN.one(session, {"of_workspace": actor.workspace_id})
    known = await available(session, actor)
    return [known[name] for name in (USUAL if chosen is None else chosen["fields"]) if name in known]


def _chosen() -> Any:
    return select(ClientStandard.fields).where(ClientStandard.workspace_id == bindparam("of_workspace"))


_CHOSEN = Prepared(_chosen)


def share(fields: Sequence[Asked], actor: Actor) -> ColumnElement[Any]:
    """Return a record's completeness in percent; one of which nothing is asked is complete."""
    if not fields:
        return cast(literal(WHOLE), Numeric)
    wanted = sum((case((asked.applies(), 1), else_=0) for asked in fields), literal(0))
    filled = sum(
        (case((and_(asked.applies(), asked.filled(actor)), 1), else_=0) for asked in fields), literal(0)
    )
    return cast(func.coalesce(func.div(filled * WHOLE, func.nullif(wanted, 0)), WHOLE), Numeric)


async def field(session: AsyncSession, actor: Actor) -> list[FieldSpec]:
    """Return completeness as a field by which lists are filtered and sorted, and which they show."""
    fields = await required(session, actor)
    return [FieldSpec(COMPLETENESS, Kind.NUMBER, partial(share, fields), OPEN, nullable=False)]


def _wrong(name: str, actor: Actor) -> ColumnElement[bool]:
    found: ColumnElement[bool] = _BY_NAME[name].expression(actor)
    return found


def _marks(actor: Actor) -> dict[str, ColumnElement[bool]]:
    return {
        "no_phone": Client.phone.is_(None),
        BAD_PHONE: _wrong(BAD_PHONE, actor),
        BAD_EMAIL: _wrong(BAD_EMAIL, actor),
    }


async def of_client(session: AsyncSession, actor: Actor, client_id: UUID) -> dict[str, Any] | None:
    """Return how well a client within the actor's reach is kept."""
    fields = await required(session, actor)
    missing = [
        and_(asked.applies(), ~asked.filled(actor)).label(f"missing_{place}")
        for place, asked in enumerate(fields)
    ]
    marks = [condition.label(name) for name, condition in _marks(actor).items()]
    statement = select(share(fields, actor).label(COMPLETENESS), *missing, *marks).where(
        visible_clients(actor, ClientPermission.READ), Client.id == client_id
    )
    row = (await session.execute(statement)).mappings().one_or_none()
    if row is None:
        return None
    lacking = [asked for place, asked in enumerate(fields) if row[f"missing_{place}"]]
    return {
        COMPLETENESS: int(row[COMPLETENESS]),
        "missing": [named(asked) for asked in lacking if asked.may_be_told(actor)],
        BAD_PHONE: row[BAD_PHONE],
        BAD_EMAIL: row[BAD_EMAIL],
    }


def named(asked: Asked) -> dict[str, Any]:
    """Return how a field is called."""
    return {"name": asked.spec.name, "label": asked.spec.label}


async def by_owner(
    session: AsyncSession, actor: Actor, fields: Sequence[Asked], told: Sequence[Asked]
) -> list[dict[str, Any]]:
    """Return one row per manager: how many clients, how well kept, and how often each of the told fields is filled."""
    completeness = share(fields, actor)
    columns = [func.count().filter(condition).label(name) for name, condition in _marks(actor).items()]
    for place, asked in enumerate(told):
        columns.append(func.count().filter(asked.applies()).label(f"total_{place}"))
        columns.append(
            func.count().filter(and_(asked.applies(), asked.filled(actor))).label(f"filled_{place}")
        )
    statement = (
        select(
            Client.owner_id,
            func.count().label("clients"),
            func.count().filter(completeness >= WHOLE).label("complete"),
            func.sum(completeness).label("share_sum"),
            *columns,
        )
        .where(visible_clients(actor, ClientPermission.READ))
        .group_by(Client.owner_id)
        .order_by(Client.owner_id)
    )
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def keep_day(session: AsyncSession, actor: Actor, day: date, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write down how the bases are kept on a day, in the place of what was written of it before."""
    await session.execute(
        delete(QualitySnapshot).where(
            QualitySnapshot.workspace_id == actor.workspace_id, QualitySnapshot.day == day
        )
    )
    names = ("owner_id", "clients", "complete", "no_phone", BAD_PHONE, BAD_EMAIL)
    found = [
        {
            "workspace_id": actor.workspace_id,
            "id": uuid7(),
            "day": day,
            "share_sum": int(row["share_sum"]),
            **{name: row[name] for name in names},
        }
        for row in rows
    ]
    if found:
        await session.execute(insert(QualitySnapshot), found)


async def days(
    session: AsyncSession, actor: Actor, since: date, owner_id: UUID | None
) -> list[dict[str, Any]]:
    """Return how the bases within the actor's reach were kept, day by day."""
    shown = QualitySnapshot
    reach = visible(actor, ClientPermission.READ, shown.workspace_id, shown.owner_id)
    statement = select(
        shown.day,
        shown.owner_id,
        shown.clients,
        shown.complete,
        (shown.share_sum / func.greatest(shown.clients, 1)).label(COMPLETENESS),
        shown.no_phone,
        shown.bad_phone,
        shown.bad_email,
    ).where(reach, shown.day > since)
    if owner_id is not None:
        statement = statement.where(shown.owner_id == owner_id)
    rows = await session.execute(statement.order_by(shown.day, shown.owner_id))
    return [{**row, COMPLETENESS: int(row[COMPLETENESS])} for row in rows.mappings()]


YEAR = timedelta(days=366)
"""So long days are kept."""


def old_days(workspace_id: UUID, moment: Any, most: int) -> Any:
    """Return the statement that deletes days of more than a year ago."""
    old = (
        select(QualitySnapshot.id)
        .where(QualitySnapshot.workspace_id == workspace_id, QualitySnapshot.day < (moment - YEAR).date())
        .limit(most)
    )
    return delete(QualitySnapshot).where(
        QualitySnapshot.workspace_id == workspace_id, QualitySnapshot.id.in_(old)
    )
