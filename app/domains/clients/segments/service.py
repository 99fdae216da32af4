"""Keeping segments, finding their members, and explaining why somebody is one."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor
from app.core.clock import now
from app.core.errors import ConflictError, ForbiddenError, NotFoundError
from app.core.filters import FilterNode, Leaf, dump, fields_of, leaf_condition, leaves, read
from app.core.filters.tree import FilterAll, FilterAny, FilterNot
from app.core.http import check_version
from app.core.ids import uuid7
from app.domains.clients.fields import SUBJECT
from app.domains.clients.queries import records, shaped
from app.domains.clients.segments import queries
from app.domains.clients.segments.events import SegmentEntered, SegmentLeft
from app.domains.clients.segments.models import Segment
from app.domains.clients.segments.queries import NOTED
from app.domains.clients.segments.schemas import Reason, SegmentChange, SegmentInput, Why
from app.domains.clients.service.reading import require_visible

ADMINISTER = "workspace:manage"
"""The right of those who may change everybody's segments."""


class DynamicSegmentError(ConflictError):
    """Members of a dynamic segment are found, not listed."""

    code = "segment_is_dynamic"
    title = "Members of this segment are found by its filter"


async def found(session: AsyncSession, actor: Actor, segment_id: UUID, *, lock: bool = False) -> Segment:
    """Return a segment; raises `NotFoundError`."""
    segment = await queries.one(session, actor, segment_id, lock=lock)
    if segment is None:
        raise NotFoundError
    return segment


async def create(session: AsyncSession, actor: Actor, wish: SegmentInput) -> Segment:
    """Make a segment; its first members are found at once and told of nowhere. Raises `InvalidRequestError`."""
    segment = Segment(
        workspace_id=actor.workspace_id,
        id=uuid7(),
        name=wish.name,
        kind=wish.kind,
        filter=dump(wish.filter) if wish.filter is not None else None,
        owner_id=actor.user_id,
        members=0,
    )
    if wish.filter is not None:
        await _check(session, actor, wish.filter)
    session.add(segment)
    await session.flush()
    await refresh(session, actor, segment, silent=True)
    return segment


async def _check(session: AsyncSession, actor: Actor, tree: FilterNode) -> None:
    """The asker must be able to ask it of a list herself, and it must mean the same whoever looks."""
    await shaped.condition_of(session, actor, tree)
    await queries.condition_of(session, actor, tree)


def _require_right(actor: Actor, segment: Segment) -> None:
    is_own = segment.owner_id is not None and segment.owner_id == actor.user_id
    if not is_own and not actor.may(ADMINISTER):
        raise ForbiddenError


async def change(
    session: AsyncSession, actor: Actor, segment_id: UUID, based_on: int, wish: SegmentChange
) -> Segment:
    """Rename a segment or change its filter.

    Raises:
        NotFoundError, VersionConflictError: as everywhere.
        ForbiddenError: neither the actor's own nor hers to administer.
        DynamicSegmentError: a static one has no filter.
        InvalidRequestError: no filter of clients.
    """
    segment = await found(session, actor, segment_id, lock=True)
    _require_right(actor, segment)
    check_version(segment.version, based_on)
    if "name" in wish.model_fields_set:
        segment.name = wish.name
    if wish.filter is not None:
        if segment.kind != "dynamic":
            raise DynamicSegmentError(params={"kind": segment.kind})
        await _check(session, actor, wish.filter)
        segment.filter = dump(wish.filter)
    segment.touch()
    await session.flush()
    await refresh(session, actor, segment)
    return segment


async def remove(session: AsyncSession, actor: Actor, segment_id: UUID) -> None:
    """Take a segment away; raises `NotFoundError`, `ForbiddenError`."""
    segment = await found(session, actor, segment_id, lock=True)
    _require_right(actor, segment)
    await session.delete(segment)
    await session.flush()


async def refresh(session: AsyncSession, actor: Actor, segment: Segment, *, silent: bool = False) -> None:
    """Find who has entered and left since the last time, and say so unless `silent`."""
    entered: list[UUID] = []
    gone: list[UUID] = []
    if segment.filter is not None:
        condition = await queries.condition_of(session, actor, read(segment.filter))
        gone = await queries.left(session, segment, condition)
        entered = await queries.entered(session, segment, condition)
    if not silent:
        tell(session, actor, segment, entered, gone)
    segment.members += len(entered) - len(gone)
    segment.refreshed_at = now()
    await session.flush()


def tell(
    session: AsyncSession, actor: Actor, segment: Segment, entered: Sequence[UUID], gone: Sequence[UUID]
) -> None:
    """Publish who has entered and left."""
    for event, ids in ((SegmentEntered, entered), (SegmentLeft, gone)):
        for client_id in ids:
            told = event(client_id=client_id, segment_id=segment.id, segment_name=segment.name)
            events.publish(session, actor, told, at_once=False)


async def _static(session: AsyncSession, actor: Actor, segment_id: UUID) -> Segment:
    segment = await found(session, actor, segment_id, lock=True)
    if segment.kind != "static":
        raise DynamicSegmentError
    return segment


async def add_members(
    session: AsyncSession, actor: Actor, segment_id: UUID, ids: Sequence[UUID]
) -> tuple[set[UUID], set[UUID]]:
    """Add clients that the actor may read to a static segment; returns the new members, and those who were there.

    Raises:
        NotFoundError: no such segment.
        DynamicSegmentError: its members are found by its filter.
    """
    segment = await _static(session, actor, segment_id)
    seen = {row.id for row in await records.visible_refs(session, actor, ids)}
    new = await queries.add(session, segment, sorted(seen))
    tell(session, actor, segment, sorted(new), [])
    segment.members += len(new)
    segment.refreshed_at = now()
    await session.flush()
    return new, seen - new


async def drop_members(
    session: AsyncSession, actor: Actor, segment_id: UUID, ids: Sequence[UUID]
) -> set[UUID]:
    """Take clients that the actor may read out of a static segment; returns who was in it. Raises as `add_members`."""
    segment = await _static(session, actor, segment_id)
    seen = {row.id for row in await records.visible_refs(session, actor, ids)}
    gone = await queries.drop(session, segment, sorted(seen))
    tell(session, actor, segment, [], sorted(gone))
    segment.members -= len(gone)
    await session.flush()
    return gone


async def why(session: AsyncSession, actor: Actor, segment_id: UUID, client_id: UUID) -> Why:
    """Explain how a client stands to a segment, condition by condition; raises `NotFoundError`."""
    segment = await found(session, actor, segment_id)
    await require_visible(session, actor, client_id)
    since = await queries.entered_at(session, segment, client_id)
    if segment.filter is None:
        return Why(is_member=since is not None, entered_at=since, reasons=[])
    tree = read(segment.filter)
    asker = queries.everybody(actor)
    names = [leaf.field for leaf in leaves(tree)]
    fields = {**await fields_of(session, asker, SUBJECT, names), NOTED.name: NOTED}
    readable = await fields_of(session, actor, SUBJECT, names)
    frame = await shaped.frame_of(session, asker)
    placed = list(_placed(tree, "/filter"))
    columns: list[Any] = [(await queries.condition_of(session, actor, tree)).label("all")]
    for index, (_, leaf) in enumerate(placed):
        columns.append(leaf_condition(leaf, fields, frame).label(f"holds_{index}"))
        columns.append(fields[leaf.field].expression(asker).label(f"value_{index}"))
    row: Any = await queries.facts(session, actor, client_id, columns)
    reasons = [
        Reason(
            pointer=pointer,
            field=leaf.field,
            operator=leaf.operator,
            wanted=dump(leaf)[leaf.operator],
            value=row._mapping[f"value_{index}"] if leaf.field in readable else None,  # noqa: SLF001 - its public name
            holds=row._mapping[f"holds_{index}"],  # noqa: SLF001 - the same
        )
        for index, (pointer, leaf) in enumerate(placed)
    ]
    return Why(is_member=bool(row[0]), entered_at=since, reasons=reasons)


def _placed(node: Any, pointer: str) -> Iterator[tuple[str, Leaf]]:
    match node:
        case FilterAll() | FilterAny():
            name = "all" if isinstance(node, FilterAll) else "any"
            for index, part in enumerate(node.parts):
                yield from _placed(part, f"{pointer}/{name}/{index}")
        case FilterNot():
            yield from _placed(node.part, f"{pointer}/not")
        case _:
            yield pointer, node
