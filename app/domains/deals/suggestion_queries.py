"""What people have written into the free texts of deals, to be proposed to whoever writes next."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor, visible
from app.domains.deals.models import Deal
from app.domains.deals.permissions import DealPermission
from app.domains.deals.queries import OWNED

LATEST = 20_000
"""Among how many of the latest deals it is looked: enough to know the habits, few enough to answer at once."""
FIELDS = {"source": Deal.source, "campaign": Deal.campaign}


async def most_used(
    session: AsyncSession, actor: Actor, field: str, beginning: str, most: int
) -> list[dict[str, Any]]:
    """Return what stands most often in a field of the latest deals that the actor may read, by how it begins.

    Each is told once whatever its case, spelled as it is most often.
    """
    latest = (
        select(FIELDS[field].label("value"))
        .where(visible(actor, DealPermission.READ, *OWNED))
        .order_by(Deal.created_at.desc(), Deal.id.desc())
        .limit(LATEST)
        .subquery()
    )
    value = latest.c.value
    start = beginning.lower()
    statement = (
        select(func.mode().within_group(value).label("value"), func.count().label("count"))
        .where(value.is_not(None), func.starts_with(func.lower(value), start))
        .group_by(func.lower(value))
        .order_by(func.count().desc(), func.lower(value))
        .limit(most)
    )
    return [dict(row) for row in (await session.execute(statement)).mappings()]
