"""Deals in one line each: what tasks, calls and figures say of the deal they are about."""

import itertools
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Text, bindparam, cast, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor, Scope, Viewer, visible
from app.core.orm import among_given
from app.core.prepared import Prepared
from app.domains.deals.models import Deal, Stage
from app.domains.deals.permissions import DealPermission
from app.domains.deals.queries import OWNED, STAGE_ON, Selection
from app.domains.deals.rules.stages import Semantics

_COLUMNS: Sequence[Any] = (
    Deal.id,
    Deal.title,
    Stage.name.label("subtitle"),
    Deal.amount,
    Deal.currency,
    Stage.hint,
    Deal.stage_entered_at.label("since"),
)


async def lines(session: AsyncSession, actor: Actor, ids: Collection[UUID]) -> list[dict[str, Any]]:
    """Return the one-line cards of those of the deals that the actor may read, the latest moved first."""
    values = {**actor.parameters, "deals": list(ids)}
    return await _LINES.rows(session, values, actor.scope(DealPermission.READ), "deals")


async def open_of_client(
    session: AsyncSession, actor: Actor, client_id: UUID, most: int
) -> list[dict[str, Any]]:
    """Return the one-line cards of a client's open deals that the actor may read, the latest moved first."""
    values = {**actor.parameters, "client": client_id, "most": most}
    return await _LINES.rows(session, values, actor.scope(DealPermission.READ), "client")


def open_cards(viewer: Viewer, client_id: Any) -> Any:
    """The cards of a client's open deals that the viewer may read, as JSON: for another domain's read of her.

    Args:
        viewer: who reads deals, and how far.
        client_id: the column of the other read that names the client.
    """
    card = func.jsonb_build_object(
        *itertools.chain.from_iterable((column.key, column) for column in _COLUMNS[:3]),
        *("amount", cast(Deal.amount, Text)),  # a JSON number would come back as a float
        *itertools.chain.from_iterable((column.key, column) for column in _COLUMNS[4:]),
    )
    reach = visible(viewer, DealPermission.READ, *OWNED)
    return (
        select(func.jsonb_agg(aggregate_order_by(card, Deal.stage_entered_at.desc(), Deal.id.desc())))
        .join(Stage, STAGE_ON)
        .where(reach, Deal.client_id == client_id, Deal.status == Semantics.OPEN)
        .correlate(client_id.table)
        .scalar_subquery()
    )


def _lines(scope: Scope | None, of: str) -> Selection:
    if of == "deals":
        wanted: Any = (among_given(Deal.id, "deals"),)
    else:
        wanted = (Deal.client_id == bindparam("client"), Deal.status == Semantics.OPEN)
    statement = (
        select(*_COLUMNS)
        .join(Stage, STAGE_ON)
        .where(visible(Viewer(scope), DealPermission.READ, *OWNED), *wanted)
        .order_by(Deal.stage_entered_at.desc(), Deal.id.desc())
    )
    return statement if of == "deals" else statement.limit(bindparam("most", type_=Integer()))


_LINES = Prepared(_lines)
