"""Every SELECT of fields and their history."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Text, bindparam, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import Uuid

from app.core.events import EVENT_TYPES, EventRecord
from app.core.masking import Mask
from app.core.orm import among
from app.core.paging import Paging, SortKey, fetch_page
from app.core.prepared import Prepared
from app.platform.customfields.models import FieldDefinition, FieldGroup
from app.platform.customfields.rules import FieldKind, FieldView


async def groups(session: AsyncSession, workspace_id: UUID) -> Sequence[FieldGroup]:
    """Return the groups in their order."""
    statement = select(FieldGroup).where(FieldGroup.workspace_id == workspace_id)
    return (
        (
            await session.execute(
                statement.order_by(FieldGroup.subject_type, FieldGroup.position, FieldGroup.id)
            )
        )
        .scalars()
        .all()
    )


async def group(session: AsyncSession, workspace_id: UUID, group_id: UUID) -> FieldGroup | None:
    """Return a group, locked for the rest of the transaction."""
    statement = select(FieldGroup).where(FieldGroup.workspace_id == workspace_id, FieldGroup.id == group_id)
    return (await session.execute(statement.with_for_update())).scalar_one_or_none()


async def definitions(session: AsyncSession, workspace_id: UUID) -> Sequence[FieldDefinition]:
    """Return every field in its order, archived ones too."""
    statement = (
        select(FieldDefinition)
        .join(
            FieldGroup,
            (FieldGroup.workspace_id == FieldDefinition.workspace_id)
            & (FieldGroup.id == FieldDefinition.group_id),
        )
        .where(FieldDefinition.workspace_id == workspace_id)
        .order_by(FieldGroup.position, FieldDefinition.position, FieldDefinition.id)
    )
    return (await session.execute(statement)).scalars().all()


async def definition(session: AsyncSession, workspace_id: UUID, field_id: UUID) -> FieldDefinition | None:
    """Return a field, locked for the rest of the transaction."""
    statement = select(FieldDefinition).where(
        FieldDefinition.workspace_id == workspace_id, FieldDefinition.id == field_id
    )
    return (await session.execute(statement.with_for_update())).scalar_one_or_none()


async def last_place(session: AsyncSession, model: Any, workspace_id: UUID, *conditions: Any) -> int:
    """Return the highest position of a list; 0 when it is empty."""
    statement = select(func.coalesce(func.max(model.position), 0)).where(
        model.workspace_id == workspace_id, *conditions
    )
    return int((await session.execute(statement)).scalar_one())


async def count(session: AsyncSession, workspace_id: UUID) -> int:
    """Return how many fields a workspace has."""
    statement = select(func.count()).where(FieldDefinition.workspace_id == workspace_id)
    return int((await session.execute(statement)).scalar_one())


async def is_filled(session: AsyncSession, workspace_id: UUID, group_id: UUID) -> bool:
    """Tell whether a group holds fields."""
    statement = select(FieldDefinition.id).where(
        FieldDefinition.workspace_id == workspace_id, FieldDefinition.group_id == group_id
    )
    return (await session.execute(statement.limit(1))).scalar_one_or_none() is not None


async def views(session: AsyncSession, workspace_id: UUID, subject_type: str) -> list[FieldView]:
    """Return the fields of clients or of deals as the rules read them."""
    rows = await _VIEWS.rows(session, {"workspace": workspace_id, "subject_type": subject_type})
    return [_view(row) for row in rows]


def _select_views() -> Any:
    return (
        select(
            FieldDefinition.id,
            FieldDefinition.version,
            FieldDefinition.kind,
            FieldDefinition.choices,
            FieldDefinition.applies_to,
            FieldDefinition.is_archived,
            FieldDefinition.group_id,
            FieldDefinition.currency,
        )
        .where(
            FieldDefinition.workspace_id == bindparam("workspace", type_=Uuid()),
            FieldDefinition.subject_type == bindparam("subject_type", type_=Text()),
        )
        .order_by(FieldDefinition.id)
    )


_VIEWS = Prepared(_select_views)


def _view(row: dict[str, Any]) -> FieldView:
    return FieldView(
        id=str(row["id"]),
        version=row["version"],
        kind=FieldKind(row["kind"]),
        choices=tuple(choice["id"] for choice in row["choices"]),
        archived_choices=frozenset(choice["id"] for choice in row["choices"] if choice["is_archived"]),
        applies_to=frozenset(row["applies_to"]),
        is_archived=row["is_archived"],
        group_id=str(row["group_id"]),
        currency=row["currency"],
    )


async def history(
    session: AsyncSession,
    mask: Mask,
    subject_id: UUID,
    types: Sequence[str],
    name: str,
    page: Paging,
) -> tuple[list[dict[str, Any]], str | None]:
    """Return the changes of one field of one record, newest first; the caller has checked the record itself."""
    change = EventRecord.data["changes"][name]
    statement = select(
        EventRecord.id,
        EventRecord.created_at.label("at"),
        func.jsonb_build_object(
            "kind", EventRecord.actor_kind, "id", EventRecord.actor_id, "name", EventRecord.actor_name
        ).label("actor"),
        change[0].label("old"),
        change[1].label("new"),
    ).where(
        EventRecord.workspace_id == mask.actor.workspace_id,
        EventRecord.subject_id == subject_id,
        among(EventRecord.type, types),
        EventRecord.data["changes"].has_key(literal(name)),
    )
    sorts = {"at": SortKey(EventRecord.created_at, datetime)}
    rows, following = await fetch_page(
        session, statement, page, sorts=sorts, default="-at", row_id=EventRecord.id
    )
    for row in rows:
        hidden = EVENT_TYPES[types[0]].hidden
        row["old"], row["new"] = mask.change(hidden, name, (row["old"], row["new"]))
    return rows, following
