"""Routes of segments. Their members are listed as all clients are: by the field `segment` of `/clients/query`."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from app.core.auth import Actor, requires
from app.core.errors import ForbiddenError, NotFoundError, VersionConflictError, VersionRequiredError
from app.core.filters import read
from app.core.http import BasedOn, ReadSession, WriteSession, problems, set_etag
from app.core.http import router as domain_router
from app.core.schemas import Count, Listing
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries import shaped
from app.domains.clients.queries.shaped import Shape
from app.domains.clients.segments import queries, service
from app.domains.clients.segments.schemas import (
    MembersInput,
    SegmentChange,
    SegmentInput,
    SegmentOut,
    Why,
)
from app.domains.clients.segments.service import DynamicSegmentError

router = domain_router("segments", "/segments")
Reader = Annotated[Actor, requires(ClientPermission.READ)]
Writer = Annotated[Actor, requires(ClientPermission.WRITE)]


@router.get("", name="segments_list")
async def list_segments(session: ReadSession, actor: Reader) -> Listing[SegmentOut]:
    """List the workspace's segments."""
    found = await queries.listed(session, actor)
    return Listing(items=[SegmentOut.model_validate(segment) for segment in found])


@router.post("", name="segments_create", status_code=201)
async def create_segment(session: WriteSession, actor: Writer, body: SegmentInput) -> SegmentOut:
    """Make a segment. A dynamic one holds of the whole workspace; each sees those of its members whom she may read."""
    return SegmentOut.model_validate(await service.create(session, actor, body))


@router.get("/{segment_id}", name="segments_get", responses=problems(NotFoundError))
async def read_segment(
    session: ReadSession, actor: Reader, segment_id: UUID, response: Response
) -> SegmentOut:
    """Read a segment."""
    segment = await service.found(session, actor, segment_id)
    set_etag(response, segment.version)
    return SegmentOut.model_validate(segment)


@router.patch(
    "/{segment_id}",
    name="segments_change",
    responses=problems(
        NotFoundError, ForbiddenError, VersionConflictError, VersionRequiredError, DynamicSegmentError
    ),
)
async def change_segment(
    session: WriteSession,
    actor: Writer,
    segment_id: UUID,
    based_on: BasedOn,
    body: SegmentChange,
    response: Response,
) -> SegmentOut:
    """Rename a segment or change its filter: its maker, or an administrator."""
    segment = await service.change(session, actor, segment_id, based_on, body)
    set_etag(response, segment.version)
    return SegmentOut.model_validate(segment)


@router.delete(
    "/{segment_id}",
    name="segments_remove",
    status_code=204,
    responses=problems(NotFoundError, ForbiddenError),
)
async def remove_segment(session: WriteSession, actor: Writer, segment_id: UUID) -> None:
    """Take a segment away; its clients stay."""
    await service.remove(session, actor, segment_id)


@router.get("/{segment_id}/count", name="segments_count", responses=problems(NotFoundError))
async def count_members(session: ReadSession, actor: Reader, segment_id: UUID) -> Count:
    """Count, at this moment, those of the members whom the caller may read."""
    segment = await service.found(session, actor, segment_id)
    tree = read({"field": "segment", "in_segment": str(segment.id)})
    return Count(count=await shaped.count(session, actor, Shape(tree)))


@router.get("/{segment_id}/why", name="segments_why", responses=problems(NotFoundError))
async def explain(
    session: ReadSession,
    actor: Reader,
    segment_id: UUID,
    client_id: Annotated[UUID, Query(description="Whom it is about")],
) -> Why:
    """Explain why a client belongs to a segment or not: each condition with the client's value."""
    return await service.why(session, actor, segment_id, client_id)


@router.post(
    "/{segment_id}/members",
    name="segments_add_members",
    responses=problems(NotFoundError, DynamicSegmentError),
)
async def add_members(session: WriteSession, actor: Writer, segment_id: UUID, body: MembersInput) -> Count:
    """Add clients to a static segment; the answer counts those who were not in it."""
    new, known = await service.add_members(session, actor, segment_id, body.client_ids)
    if not new and not known:
        raise NotFoundError
    return Count(count=len(new))


@router.delete(
    "/{segment_id}/members/{client_id}",
    name="segments_drop_member",
    status_code=204,
    responses=problems(NotFoundError, DynamicSegmentError),
)
async def drop_member(session: WriteSession, actor: Writer, segment_id: UUID, client_id: UUID) -> None:
    """Take a client out of a static segment."""
    if not await service.drop_members(session, actor, segment_id, [client_id]):
        raise NotFoundError
