"""Every SELECT of boards."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, func, literal, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from app.core.auth import Actor, visible
from app.domains.clients.models import Client
from app.domains.deals.models import Deal, Stage
from app.domains.deals.permissions import DealPermission
from app.domains.deals.queries import (
    BEGINNING,
    COMPANY_ON,
    NAMES,
    NEXT_COLUMNS,
    OWNED,
    PLAIN,
    Company,
    next_task,
    shaped,
    worth,
)
from app.domains.deals.rules.stages import Semantics
from app.domains.identity.models import Workspace


def _shown_since(closed_since: datetime) -> Any:
    """Since when a board shows the deals of a stage: the closed ones of late, the open ones all."""
    return case((Stage.semantics == Semantics.OPEN, literal(BEGINNING)), else_=literal(closed_since))


async def board_columns(
    session: AsyncSession, actor: Actor, pipeline_id: UUID, *, where: Sequence[Any], closed_since: datetime
) -> list[dict[str, Any]]:
    """Return a pipeline's stages in their order, each with the number and the worth of the deals that a board shows.

    Args:
        session: where to read.
        actor: whose board.
        pipeline_id: which pipeline's.
        where: what else must be true of the deals.
        closed_since: since when the won and lost ones are shown.
    """
    totals = (
        select(func.count().label("count"), worth(Workspace.currency).label("amount"))
        .select_from(Deal)
        .where(
            visible(actor, DealPermission.READ, *OWNED),
            Deal.stage_id == Stage.id,
            Deal.stage_entered_at >= _shown_since(closed_since),
            *where,
        )
        .correlate(Stage, Workspace)
        .lateral("totals")
    )
    statement = (
        select(
            Stage.id.label("stage_id"),
            Stage.probability,
            totals.c.count,
            totals.c.amount,
            Workspace.currency,
        )
        .select_from(Stage)
        .join(Workspace, Workspace.id == Stage.workspace_id)
        .join(totals, true())
        .where(Stage.workspace_id == actor.workspace_id, Stage.pipeline_id == pipeline_id)
        .order_by(Stage.position, Stage.id)
    )
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def board_cards(
    session: AsyncSession,
    actor: Actor,
    pipeline_id: UUID,
    *,
    where: Sequence[Any],
    closed_since: datetime,
    limit: int,
) -> list[dict[str, Any]]:
    """Return the first cards of every stage, the newest in each first, in one query."""
    newest = (
        select(Deal)
        .where(
            visible(actor, DealPermission.READ, *OWNED),
            Deal.stage_id == Stage.id,
            Deal.stage_entered_at >= _shown_since(closed_since),
            *where,
        )
        .order_by(Deal.stage_entered_at.desc(), Deal.id.desc())
        .limit(limit)
        .correlate(Stage)
        .lateral("newest")
    )
    shown = aliased(Deal, newest)
    following = next_task(shown)
    statement = (
        select(
            *(getattr(shown, column.key) for column in PLAIN),
            *NAMES,
            *(following.c[column.name] for column in NEXT_COLUMNS),
        )
        .select_from(Stage)
        .join(shown, true())
        .join(Client, and_(Client.workspace_id == shown.workspace_id, Client.id == shown.client_id))
        .outerjoin(Company, COMPANY_ON)
        .outerjoin(following, true())
        .where(Stage.workspace_id == actor.workspace_id, Stage.pipeline_id == pipeline_id)
        .order_by(shown.stage_entered_at.desc(), shown.id.desc())
    )
    return [shaped(dict(row)) for row in (await session.execute(statement)).mappings()]
