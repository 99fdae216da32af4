"""Routes of the workspace's own fields."""

from typing import Annotated
from uuid import UUID

from fastapi import Response

from app.core.auth import Actor, LoggedIn, requires
from app.core.errors import NotFoundError, VersionConflictError, VersionRequiredError
from app.core.http import BasedOn, ReadSession, WriteSession, problems, set_etag
from app.core.http import router as domain_router
from app.core.schemas import Listing
from app.platform.customfields import managing, queries
from app.platform.customfields.errors import GroupInUseError, TooManyFieldsError
from app.platform.customfields.permissions import FieldPermission
from app.platform.customfields.schemas import (
    FieldChange,
    FieldInput,
    FieldOut,
    GroupChange,
    GroupInput,
    GroupOut,
    OrderInput,
    SubjectType,
)

router = domain_router("fields")
Manager = Annotated[Actor, requires(FieldPermission.MANAGE)]
_CHANGE = (NotFoundError, VersionConflictError, VersionRequiredError)


@router.get("/field-groups", name="field_groups_list")
async def list_groups(session: ReadSession, actor: LoggedIn) -> Listing[GroupOut]:
    """List the groups of the workspace's own fields, in their order."""
    found = await queries.groups(session, actor.workspace_id)
    return Listing(items=[GroupOut.model_validate(group) for group in found])


@router.post("/field-groups", name="field_groups_create", status_code=201)
async def create_group(session: WriteSession, actor: Manager, body: GroupInput) -> GroupOut:
    """Make a group; it comes last."""
    return GroupOut.model_validate(await managing.create_group(session, actor, body))


@router.post("/field-groups/order", name="field_groups_order", responses=problems(NotFoundError))
async def order_groups(
    session: WriteSession, actor: Manager, subject_type: SubjectType, body: OrderInput
) -> Listing[GroupOut]:
    """Put the groups of clients or of deals into an order."""
    present = [
        group
        for group in await queries.groups(session, actor.workspace_id)
        if group.subject_type == subject_type
    ]
    await managing.reorder(session, actor, present, body.ids)
    ordered = sorted(present, key=lambda group: group.position)
    return Listing(items=[GroupOut.model_validate(group) for group in ordered])


@router.patch("/field-groups/{group_id}", name="field_groups_change", responses=problems(*_CHANGE))
async def change_group(
    session: WriteSession,
    actor: Manager,
    response: Response,
    group_id: UUID,
    based_on: BasedOn,
    body: GroupChange,
) -> GroupOut:
    """Rename a group."""
    group = await managing.change_group(session, actor, group_id, based_on, body)
    set_etag(response, group.version)
    return GroupOut.model_validate(group)


@router.delete(
    "/field-groups/{group_id}",
    name="field_groups_delete",
    status_code=204,
    responses=problems(NotFoundError, GroupInUseError),
)
async def delete_group(session: WriteSession, actor: Manager, group_id: UUID) -> None:
    """Remove a group that holds no field."""
    await managing.delete_group(session, actor, group_id)


@router.post("/field-groups/{group_id}/order", name="fields_order", responses=problems(NotFoundError))
async def order_fields(
    session: WriteSession, actor: Manager, group_id: UUID, body: OrderInput
) -> Listing[FieldOut]:
    """Put the fields of a group into an order; fields of other groups that are named come over into it."""
    ordered = await managing.order_fields(session, actor, group_id, body.ids)
    return Listing(items=[FieldOut.model_validate(field) for field in ordered])


@router.get("/fields", name="fields_list")
async def list_fields(
    session: ReadSession, actor: LoggedIn, subject_type: SubjectType | None = None
) -> Listing[FieldOut]:
    """List the workspace's own fields in the order of their groups, archived ones too."""
    found = await queries.definitions(session, actor.workspace_id)
    shown = [field for field in found if subject_type in {None, field.subject_type}]
    return Listing(items=[FieldOut.model_validate(field) for field in shown])


@router.post("/fields", name="fields_create", status_code=201, responses=problems(TooManyFieldsError))
async def create_field(session: WriteSession, actor: Manager, body: FieldInput) -> FieldOut:
    """Make a field. What it holds is decided once: a field's kind never changes."""
    return FieldOut.model_validate(await managing.create_field(session, actor, body))


@router.patch("/fields/{field_id}", name="fields_change", responses=problems(*_CHANGE))
async def change_field(
    session: WriteSession,
    actor: Manager,
    response: Response,
    field_id: UUID,
    based_on: BasedOn,
    body: FieldChange,
) -> FieldOut:
    """Change a field or archive it: what was written into it stays.

    `choices` replaces the list; a choice left out is archived, and records that chose it keep it.
    """
    field = await managing.change_field(session, actor, field_id, based_on, body)
    set_etag(response, field.version)
    return FieldOut.model_validate(field)
