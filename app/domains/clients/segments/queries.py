"""Every SELECT of segments."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, delete, exists, func, literal, not_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import DateTime, Uuid

from app.core.auth import Actor, system_actor
from app.core.clock import now
from app.core.filters import FieldSpec, Kind, compiled, fields_of, leaves, read
from app.core.orm import among
from app.domains.clients.fields import SUBJECT
from app.domains.clients.models import Client
from app.domains.clients.queries import shaped
from app.domains.clients.queries.columns import PRESENT
from app.domains.clients.segments.models import Segment, SegmentMember


async def listed(session: AsyncSession, actor: Actor) -> Sequence[Segment]:
    """Return the workspace's segments by name."""
    statement = select(Segment).where(Segment.workspace_id == actor.workspace_id)
    return (await session.execute(statement.order_by(Segment.name, Segment.id))).scalars().all()


async def one(session: AsyncSession, actor: Actor, segment_id: UUID, *, lock: bool = False) -> Segment | None:
    """Return a segment."""
    statement = select(Segment).where(Segment.workspace_id == actor.workspace_id, Segment.id == segment_id)
    statement = statement.with_for_update() if lock else statement
    return (await session.execute(statement)).scalar_one_or_none()


def members_of(workspace_id: Any, segment_id: UUID) -> Select[Any]:
    """Select the ids of those who are written down as members."""
    return select(SegmentMember.client_id).where(
        SegmentMember.workspace_id == workspace_id, SegmentMember.segment_id == segment_id
    )


def _noted(actor: Actor, segment_id: UUID) -> ColumnElement[bool]:
    return Client.id.in_(members_of(actor.workspace_id, segment_id))


def _field(test: Any) -> FieldSpec:
    return FieldSpec(
        "segment", Kind.SEGMENT, lambda _: literal(None), group="", shown=False, tests={"in_segment": test}
    )


NOTED = _field(_noted)
"""Membership as the last round found it: within the filters of segments themselves, so that none can turn in a circle."""


async def live_field(session: AsyncSession, actor: Actor) -> list[FieldSpec]:
    """Return the field `segment`, whose dynamic segments are evaluated on the spot."""
    dynamic = select(Segment).where(Segment.workspace_id == actor.workspace_id, Segment.kind == "dynamic")
    found = {segment.id: segment for segment in (await session.execute(dynamic)).scalars()}
    conditions = {
        segment_id: await condition_of(session, actor, read(segment.filter))
        for segment_id, segment in found.items()
    }

    def test(asker: Actor, segment_id: UUID) -> ColumnElement[bool]:
        return conditions[segment_id] if segment_id in conditions else _noted(asker, segment_id)

    return [_field(test)]


async def condition_of(session: AsyncSession, actor: Actor, tree: Any) -> ColumnElement[bool]:
    """Return the condition of a segment's filter: for the whole workspace, whoever asks."""
    system = everybody(actor)
    names = [leaf.field for leaf in leaves(tree) if leaf.field != NOTED.name]
    fields = {**await fields_of(session, system, SUBJECT, names), NOTED.name: NOTED}
    return compiled(tree, fields, await shaped.frame_of(session, system))


def everybody(actor: Actor) -> Actor:
    """Return the system itself in the actor's workspace: a segment is the same for all who look at it."""
    return system_actor(actor.workspace_id)


async def entered(session: AsyncSession, segment: Segment, condition: ColumnElement[bool]) -> list[UUID]:
    """Write down the clients of whom the condition holds now; returns the new ones."""
    moment: datetime = now()
    found = select(
        Client.workspace_id, literal(segment.id, Uuid), Client.id, literal(moment, DateTime(timezone=True))
    ).where(
        Client.workspace_id == segment.workspace_id,
        PRESENT,
        condition,
        not_(
            exists().where(
                SegmentMember.workspace_id == Client.workspace_id,
                SegmentMember.segment_id == segment.id,
                SegmentMember.client_id == Client.id,
            )
        ),
    )
    columns = ["workspace_id", "segment_id", "client_id", "entered_at"]
    statement = insert(SegmentMember).from_select(columns, found).on_conflict_do_nothing()
    return list((await session.execute(statement.returning(SegmentMember.client_id))).scalars())


async def left(session: AsyncSession, segment: Segment, condition: ColumnElement[bool]) -> list[UUID]:
    """Take away the members of whom the condition no longer holds; returns them."""
    still = select(Client.id).where(Client.workspace_id == segment.workspace_id, PRESENT, condition)
    statement = delete(SegmentMember).where(
        SegmentMember.workspace_id == segment.workspace_id,
        SegmentMember.segment_id == segment.id,
        SegmentMember.client_id.not_in(still),
    )
    return list((await session.execute(statement.returning(SegmentMember.client_id))).scalars())


async def count(session: AsyncSession, segment: Segment) -> int:
    """Return how many are written down."""
    members = members_of(segment.workspace_id, segment.id).subquery()
    return int((await session.execute(select(func.count()).select_from(members))).scalar_one())


async def add(session: AsyncSession, segment: Segment, ids: Sequence[UUID]) -> set[UUID]:
    """Write clients down as members; returns the new ones."""
    moment = now()
    rows = [
        {
            "workspace_id": segment.workspace_id,
            "segment_id": segment.id,
            "client_id": one,
            "entered_at": moment,
        }
        for one in ids
    ]
    if not rows:
        return set()
    statement = insert(SegmentMember).values(rows).on_conflict_do_nothing()
    return set((await session.execute(statement.returning(SegmentMember.client_id))).scalars())


async def drop(session: AsyncSession, segment: Segment, ids: Sequence[UUID]) -> set[UUID]:
    """Take members away; returns those who were."""
    statement = delete(SegmentMember).where(
        SegmentMember.workspace_id == segment.workspace_id,
        SegmentMember.segment_id == segment.id,
        among(SegmentMember.client_id, ids),
    )
    return set((await session.execute(statement.returning(SegmentMember.client_id))).scalars())


async def entered_at(session: AsyncSession, segment: Segment, client_id: UUID) -> datetime | None:
    """Return since when a client is written down as a member."""
    statement = select(SegmentMember.entered_at).where(
        SegmentMember.workspace_id == segment.workspace_id,
        SegmentMember.segment_id == segment.id,
        SegmentMember.client_id == client_id,
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def facts(
    session: AsyncSession, actor: Actor, client_id: UUID, columns: Sequence[Any]
) -> Sequence[Any] | None:
    """Return what these expressions are for one client."""
    statement = select(*columns).select_from(Client)
    found = await session.execute(
        statement.where(Client.workspace_id == actor.workspace_id, Client.id == client_id)
    )
    return found.one_or_none()
