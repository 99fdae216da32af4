"""Putting many clients into a static segment."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.errors import FieldError, InvalidRequestError
from app.core.schemas import Input
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.segments import queries, service
from app.platform.bulk.actions import BulkAction, Done, Outcome


class SegmentParams(Input):
    """Which segment."""

    segment_id: UUID


async def _check(session: AsyncSession, actor: Actor, params: SegmentParams) -> None:
    segment = await queries.one(session, actor, params.segment_id)
    if segment is None or segment.kind != "static":
        detail = "no such static segment"
        wrong = FieldError(pointer="/params/segment_id", code="not_found", detail=detail)
        raise InvalidRequestError(errors=[wrong])


async def _add(
    session: AsyncSession, actor: Actor, ids: Sequence[UUID], params: SegmentParams
) -> list[Outcome]:
    new, known = await service.add_members(session, actor, params.segment_id, ids)
    return [
        Outcome(one, None, True)
        if one in new
        else Outcome(one)
        if one in known
        else Outcome(one, error="not_found")
        for one in ids
    ]


async def _drop(
    session: AsyncSession, actor: Actor, done: Sequence[Done], params: SegmentParams
) -> list[Outcome]:
    gone = await service.drop_members(session, actor, params.segment_id, [one.record_id for one in done])
    return [Outcome(one.record_id, error=None if one.record_id in gone else "changed_since") for one in done]


BULK_ACTIONS: Sequence[BulkAction] = (
    BulkAction("add_to_segment", ClientPermission.WRITE, SegmentParams, _check, _add, _drop),
)
