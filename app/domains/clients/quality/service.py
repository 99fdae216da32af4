"""Use cases of the base's quality."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor
from app.core.clock import now
from app.core.errors import FieldError, InvalidRequestError, NotFoundError
from app.core.filters import Frame
from app.core.http import check_version
from app.core.ids import uuid7
from app.core.paging import Paging
from app.domains.clients.quality import filling, queries
from app.domains.clients.quality.events import StandardChanged
from app.domains.clients.quality.models import ClientStandard
from app.domains.clients.quality.queries import BAD_EMAIL, BAD_PHONE, COMPLETENESS, NO_PHONE, Asked
from app.domains.clients.quality.rules import USUAL
from app.domains.clients.queries import shaped

FIGURES: Mapping[str, dict[str, Any]] = {
    "no_phone": {"field": NO_PHONE, "is": False},
    BAD_PHONE: {"field": BAD_PHONE, "is": True},
    BAD_EMAIL: {"field": BAD_EMAIL, "is": True},
    "incomplete": {"field": COMPLETENESS, "lt": 100},
}
"""Each figure's filter: the rows behind it."""


async def standard(session: AsyncSession, actor: Actor) -> dict[str, Any]:
    """Return what a record should hold, and what could be asked for, as far as the actor may know of it."""
    chosen = await queries.standard(session, actor)
    known = await queries.available(session, actor)
    told = [asked for asked in known.values() if asked.may_be_told(actor)]
    names = {asked.spec.name for asked in told}
    return {
        "fields": [name for name in (chosen.fields if chosen is not None else USUAL) if name in names],
        "available": [queries.named(asked) for asked in told],
        "version": chosen.version if chosen is not None else 0,
    }


async def set_standard(session: AsyncSession, actor: Actor, fields: Sequence[str], based_on: int) -> None:
    """Say anew what a record should hold.

    Raises:
        InvalidRequestError: fields that there aren't.
        VersionConflictError: somebody said so meanwhile.
    """
    known = await queries.available(session, actor)
    wrong = [
        FieldError(pointer=f"/fields/{place}", code="unknown_field", detail=f"there is no field {name!r}")
        for place, name in enumerate(fields)
        if name not in known
    ]
    if wrong:
        raise InvalidRequestError(errors=wrong)
    wanted = list(dict.fromkeys(fields))
    present = await queries.standard(session, actor, lock=True)
    check_version(present.version if present is not None else 0, based_on)
    before = list(USUAL if present is None else present.fields)
    if present is None:
        present = ClientStandard(
            workspace_id=actor.workspace_id, id=uuid7(), subject="client", fields=wanted, version=1
        )
        session.add(present)
    elif before != wanted:
        present.fields = wanted
        present.touch()
    await session.flush()
    fact = StandardChanged(
        standard_id=present.id, version=present.version, changes={"fields": (before, wanted)}
    )
    events.publish(session, actor, fact)


async def of_client(session: AsyncSession, actor: Actor, client_id: UUID) -> dict[str, Any]:
    """Return how well a client is kept; raises `NotFoundError`."""
    found = await queries.of_client(session, actor, client_id)
    if found is None:
        raise NotFoundError
    return found


async def of_base(session: AsyncSession, actor: Actor) -> dict[str, Any]:
    """Return how well the clients within the actor's reach are kept, in all and by manager."""
    fields = await queries.required(session, actor)
    known = await queries.available(session, actor)
    told = [asked for asked in known.values() if asked.spec.may_be_used_by(actor)]
    rows = await queries.by_owner(session, actor, fields, told)
    names = {asked.spec.name for asked in fields}
    clients = _sum(rows, "clients")
    counts = {name: _sum(rows, name) for name in FIGURES if name != "incomplete"}
    counts["incomplete"] = clients - _sum(rows, "complete")
    return {
        "clients": clients,
        COMPLETENESS: _mean(_sum(rows, "share_sum"), clients),
        "figures": [{"name": name, "count": counts[name], "filter": tree} for name, tree in FIGURES.items()],
        "fields": [
            {
                **queries.named(asked),
                "is_required": asked.spec.name in names,
                "filled": _sum(rows, f"filled_{place}"),
                "total": _sum(rows, f"total_{place}"),
                "filter": _empty(asked),
            }
            for place, asked in enumerate(told)
        ],
        "people": [_kept(row, told) for row in rows],
    }


def _sum(rows: Sequence[Mapping[str, Any]], name: str) -> int:
    return int(sum(row[name] for row in rows))


def _mean(total: Any, count: int) -> int:
    return int(total) // count if count else 100


def _empty(asked: Asked) -> dict[str, Any]:
    leaf = {"field": asked.spec.name, "is_empty": True}
    if not asked.kinds:
        return leaf
    return {"all": [leaf, {"field": "kind", "any_of": sorted(asked.kinds)}]}


def _kept(row: Mapping[str, Any], told: Sequence[Asked]) -> dict[str, Any]:
    plain = {
        name: row[name] for name in ("owner_id", "clients", "complete", "no_phone", BAD_PHONE, BAD_EMAIL)
    }
    return {
        **plain,
        COMPLETENESS: _mean(row["share_sum"], row["clients"]),
        "fields": [
            {"name": asked.spec.name, "filled": row[f"filled_{place}"], "total": row[f"total_{place}"]}
            for place, asked in enumerate(told)
        ],
    }


async def filled_by(session: AsyncSession, actor: Actor, days: int) -> list[dict[str, Any]]:
    """Return what each person within the actor's reach has entered in the last days."""
    return await filling.by_person(session, actor, now() - timedelta(days=days))


async def filling_rows(
    session: AsyncSession, actor: Actor, who: UUID, what: str, days: int, page: Paging
) -> tuple[list[dict[str, Any]], str | None]:
    """Return what stands behind one of a person's figures of the last days."""
    return await filling.rows(session, actor, who, what, now() - timedelta(days=days), page)


async def measure(session: AsyncSession, actor: Actor) -> None:
    """Write down how every base is kept today, by the workspace's clock."""
    fields = await queries.required(session, actor)
    rows = await queries.by_owner(session, actor, fields, ())
    frame = Frame(actor, now(), await shaped.time_zone(session, actor))
    await queries.keep_day(session, actor, frame.today, rows)


async def trend(
    session: AsyncSession, actor: Actor, days: int, owner_id: UUID | None
) -> list[dict[str, Any]]:
    """Return how the bases within the actor's reach were kept on the last days."""
    frame = Frame(actor, now(), await shaped.time_zone(session, actor))
    return await queries.days(session, actor, frame.today - timedelta(days=days), owner_id)
