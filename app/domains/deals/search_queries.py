"""Finding deals by their titles.

The candidates come from a function of the database that filters by the workspace itself: under row level security
PostgreSQL uses no trigram index, because `LIKE` is not leakproof.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Integer, Text, Uuid, bindparam, func, literal, null, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor, Scope, Viewer, visible
from app.core.prepared import Prepared
from app.domains.clients.models import Client
from app.domains.deals.models import Deal, Stage
from app.domains.deals.permissions import DealPermission
from app.domains.deals.queries import CLIENT_ON, OWNED, STAGE_ON, Selection


async def hits(
    session: AsyncSession, actor: Actor, patterns: Sequence[str], start: str, most: int
) -> list[dict[str, Any]]:
    """Return the best finds by title among the deals that the actor may read."""
    owners = None
    if actor.scope(DealPermission.READ) is not Scope.ALL:
        owners = sorted(actor.team_member_ids | ({actor.user_id} if actor.user_id else set()))
    if actor.scope(DealPermission.READ) is Scope.OWN:
        owners = [actor.user_id] if actor.user_id else []
    values = {"patterns": patterns, "start": start, "owners": owners, "most": most}
    return await _HITS.rows(session, {**actor.parameters, **values}, actor.scope(DealPermission.READ))


def _visible_hits(scope: Scope | None) -> Selection:
    call = func.search_deals(
        bindparam("patterns", type_=ARRAY(Text)),
        bindparam("start", type_=Text()),
        bindparam("owners", type_=ARRAY(Uuid)),
        bindparam("most", type_=Integer()),
    )
    found = call.table_valued("id", "rank", name="found")
    return (
        select(
            literal("deal").label("type"),
            Deal.id,
            Deal.title,
            func.concat_ws(" · ", Client.name, Stage.name).label("subtitle"),
            null().label("matched"),
        )
        .select_from(found)
        .join(Deal, Deal.id == found.c.id)
        .join(Client, CLIENT_ON)
        .join(Stage, STAGE_ON)
        .where(visible(Viewer(scope), DealPermission.READ, *OWNED))
        .order_by(found.c.rank.desc(), Deal.stage_entered_at.desc(), Deal.id.desc())
    )


_HITS = Prepared(_visible_hits)
