"""Making, changing, ordering and archiving groups and fields."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor
from app.core.db import workspace_of
from app.core.errors import FieldError, InvalidRequestError, NotFoundError
from app.core.http import check_version
from app.core.ids import uuid7
from app.platform.customfields import queries
from app.platform.customfields.errors import GroupInUseError, TooManyFieldsError
from app.platform.customfields.events import FieldChanged
from app.platform.customfields.models import FieldDefinition, FieldGroup
from app.platform.customfields.rules import CHOOSING, ON_CARDS
from app.platform.customfields.schemas import (
    ChoiceInput,
    FieldChange,
    FieldContent,
    FieldInput,
    GroupChange,
    GroupInput,
)
from app.platform.customfields.service import SURROUNDINGS

MOST_FIELDS = 500
_CLIENT_KINDS = frozenset({"person", "company"})
Changes = dict[str, tuple[Any, Any]]


def _tell(
    session: AsyncSession, actor: Actor, record: FieldGroup | FieldDefinition, changes: Changes
) -> None:
    events.publish(session, actor, FieldChanged(record_id=record.id, name=record.name, changes=changes))


async def create_group(session: AsyncSession, actor: Actor, wish: GroupInput) -> FieldGroup:
    """Make a group; it comes last."""
    place = await queries.last_place(
        session, FieldGroup, actor.workspace_id, FieldGroup.subject_type == wish.subject_type
    )
    group = FieldGroup(
        workspace_id=actor.workspace_id,
        id=uuid7(),
        subject_type=wish.subject_type,
        name=wish.name,
        position=place + 1,
        version=1,
    )
    session.add(group)
    _tell(session, actor, group, {"name": (None, group.name)})
    await session.flush()
    return group


async def change_group(
    session: AsyncSession, actor: Actor, group_id: UUID, based_on: int, wish: GroupChange
) -> FieldGroup:
    """Rename a group; raises `NotFoundError`, `VersionConflictError`."""
    group = await _group(session, actor, group_id)
    check_version(group.version, based_on)
    if group.name != wish.name:
        changes: Changes = {"name": (group.name, wish.name)}
        group.name = wish.name
        group.touch()
        _tell(session, actor, group, changes)
        await session.flush()
    return group


async def delete_group(session: AsyncSession, actor: Actor, group_id: UUID) -> None:
    """Remove an empty group; raises `NotFoundError`, `GroupInUseError`."""
    group = await _group(session, actor, group_id)
    if await queries.is_filled(session, actor.workspace_id, group_id):
        raise GroupInUseError
    await session.delete(group)
    _tell(session, actor, group, {"name": (group.name, None)})
    await session.flush()


async def _group(session: AsyncSession, actor: Actor, group_id: UUID) -> FieldGroup:
    group = await queries.group(session, actor.workspace_id, group_id)
    if group is None:
        raise NotFoundError
    return group


async def create_field(session: AsyncSession, actor: Actor, wish: FieldInput) -> FieldDefinition:
    """Make a field; it comes last in its group.

    Raises:
        InvalidRequestError: no such group; it would apply to what is no kind of client or no pipeline.
        TooManyFieldsError: a card can't bear more.
    """
    if await queries.count(session, actor.workspace_id) >= MOST_FIELDS:
        raise TooManyFieldsError(params={"most": MOST_FIELDS})
    group = await _chosen_group(session, actor, wish.group_id)
    if wish.kind in ON_CARDS and group.subject_type != "client":
        raise _wrong("/kind", "not_applicable", "only clients have files")
    await _check_applies(session, group.subject_type, wish)
    place = await queries.last_place(
        session, FieldDefinition, actor.workspace_id, FieldDefinition.group_id == group.id
    )
    field = FieldDefinition(
        workspace_id=actor.workspace_id,
        id=uuid7(),
        subject_type=group.subject_type,
        group_id=group.id,
        name=wish.name,
        kind=wish.kind,
        help=wish.help or None,
        choices=_choices(wish.choices, []),
        applies_to=sorted(set(wish.applies_to)),
        currency=wish.currency,
        position=place + 1,
        is_archived=False,
        version=1,
    )
    session.add(field)
    _tell(session, actor, field, {"name": (None, field.name), "kind": (None, field.kind)})
    await session.flush()
    return field


async def change_field(
    session: AsyncSession, actor: Actor, field_id: UUID, based_on: int, wish: FieldChange
) -> FieldDefinition:
    """Change a field, or archive it.

    Raises:
        NotFoundError, VersionConflictError: as usual.
        InvalidRequestError: as for `create_field`; choices that don't fit its kind; a group of other records.
    """
    field = await queries.definition(session, actor.workspace_id, field_id)
    if field is None:
        raise NotFoundError
    check_version(field.version, based_on)
    wanted = wish.model_dump(exclude_unset=True, exclude={"choices"})
    if "applies_to" in wanted:
        await _check_applies(session, field.subject_type, wish)
        wanted["applies_to"] = sorted(set(wish.applies_to))
    if "group_id" in wanted:
        await _chosen_group(session, actor, wish.group_id, field.subject_type)
    if "choices" in wish.model_fields_set:
        wanted["choices"] = _replaced_choices(field, wish.choices)
    changes: Changes = {}
    for name, value in wanted.items():
        old = getattr(field, name)
        if old != value:
            setattr(field, name, value)
            changes[name] = (_plain(old), _plain(value))
    if changes:
        field.touch()
        _tell(session, actor, field, changes)
        await session.flush()
    return field


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value


def _wrong(pointer: str, code: str, detail: str) -> InvalidRequestError:
    return InvalidRequestError(detail, errors=[FieldError(pointer=pointer, code=code, detail=detail)])


async def _chosen_group(
    session: AsyncSession, actor: Actor, group_id: UUID, subject_type: str | None = None
) -> FieldGroup:
    group = await queries.group(session, actor.workspace_id, group_id)
    if group is None or subject_type not in {None, group.subject_type}:
        raise _wrong("/group_id", "not_found", "no such group")
    return group


async def _check_applies(session: AsyncSession, subject_type: str, wish: FieldContent) -> None:
    if subject_type == "client":
        unknown = set(wish.applies_to) - _CLIENT_KINDS
    else:
        ids = {one: _uuid(one) for one in wish.applies_to}
        known: set[UUID] = set()
        if SURROUNDINGS.pipelines is not None and ids:
            wanted = {one for one in ids.values() if one is not None}
            known = await SURROUNDINGS.pipelines(session, workspace_of(session), wanted)
        unknown = {text for text, one in ids.items() if one not in known}
    if unknown:
        raise _wrong("/applies_to", "not_found", f"unknown: {', '.join(sorted(unknown))}")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _choices(wishes: Sequence[ChoiceInput], present: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    known = {choice["id"] for choice in present}
    return [
        {
            "id": str(wish.id) if wish.id is not None and str(wish.id) in known else str(uuid7()),
            "name": wish.name,
            "color": wish.color,
            "is_archived": wish.is_archived,
        }
        for wish in wishes
    ]


def _replaced_choices(field: FieldDefinition, wishes: Sequence[ChoiceInput]) -> list[dict[str, Any]]:
    """Return the new list; a present choice that is left out is archived, because records may have chosen it."""
    if field.kind not in CHOOSING:
        raise _wrong("/choices", "choices_unfit", "only a choice has choices")
    if not wishes:
        raise _wrong("/choices", "choices_needed", "a field of this kind needs choices")
    wanted = _choices(wishes, field.choices)
    named = {choice["id"] for choice in wanted}
    left = [{**choice, "is_archived": True} for choice in field.choices if choice["id"] not in named]
    return [*wanted, *left]


async def order_fields(
    session: AsyncSession, actor: Actor, group_id: UUID, ids: Sequence[UUID]
) -> list[FieldDefinition]:
    """Put the fields of a group into an order; those named of other groups come over into it.

    Raises:
        NotFoundError: no such group, or an id that is no field of records of its kind.
    """
    group = await _group(session, actor, group_id)
    fields = await queries.definitions(session, actor.workspace_id)
    present = [
        field
        for field in fields
        if field.group_id == group.id or (field.id in ids and field.subject_type == group.subject_type)
    ]
    for field in present:
        if field.group_id != group.id:
            _tell(session, actor, field, {"group_id": (str(field.group_id), str(group.id))})
            field.group_id = group.id
            field.touch()
    await reorder(session, actor, present, ids)
    return sorted(present, key=lambda field: field.position)


async def reorder(session: AsyncSession, actor: Actor, present: Sequence[Any], ids: Sequence[UUID]) -> None:
    """Put groups, or the fields of a group, into an order; those not named come after, as they stood.

    Raises:
        NotFoundError: an id that is none of them.
    """
    by_id = {record.id: record for record in present}
    if set(ids) - set(by_id):
        raise NotFoundError
    order = [*dict.fromkeys(ids), *(record.id for record in present if record.id not in set(ids))]
    for place, record_id in enumerate(order, start=1):
        record = by_id[record_id]
        if record.position != place:
            _tell(session, actor, record, {"position": (record.position, place)})
            record.position = place
            record.touch()
    await session.flush()
