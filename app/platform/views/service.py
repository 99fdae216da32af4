"""Keeping views: one's own, and those that are shared with everybody."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, exists, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.errors import FieldError, ForbiddenError, InvalidRequestError, NotFoundError
from app.core.filters import compiled, fields_of, leaves, order_of
from app.core.http import check_version
from app.core.ids import uuid7
from app.platform.views.models import SavedView, ViewPin
from app.platform.views.schemas import ViewChange, ViewInput, ViewShape
from app.platform.views.subjects import subject_of


def _reach(actor: Actor) -> ColumnElement[bool]:
    """Match the views that the actor may see."""
    own = or_(SavedView.owner_id == actor.user_id, SavedView.is_shared)
    return (SavedView.workspace_id == actor.workspace_id) & own


def may_change(actor: Actor, view: Any) -> bool:
    """Tell whether the actor may change a view: her own, or a shared one if she administers the workspace."""
    administers = actor.may(subject_of(actor, view.subject).administer)
    return view.owner_id == actor.user_id or (view.is_shared and administers)


async def rows(
    session: AsyncSession, actor: Actor, subject: str, view_id: UUID | None = None
) -> list[dict[str, Any]]:
    """Return the views of a kind of record that the actor may see, the pinned first."""
    subject_of(actor, subject)
    pinned = exists().where(
        ViewPin.workspace_id == SavedView.workspace_id,
        ViewPin.view_id == SavedView.id,
        ViewPin.user_id == actor.user_id,
    )
    statement = select(SavedView, pinned.label("is_pinned")).where(
        _reach(actor), SavedView.subject == subject
    )
    if view_id is not None:
        statement = statement.where(SavedView.id == view_id)
    found = await session.execute(statement.order_by(pinned.desc(), SavedView.name, SavedView.id))
    return [
        {
            **{column.key: getattr(view, column.key) for column in SavedView.__table__.columns},
            "is_pinned": is_pinned,
            "may_change": may_change(actor, view),
        }
        for view, is_pinned in found
    ]


async def one(session: AsyncSession, actor: Actor, view_id: UUID) -> dict[str, Any]:
    """Return a view; raises `NotFoundError`."""
    view = await _found(session, actor, view_id)
    (row,) = await rows(session, actor, view.subject, view_id)
    return row


async def _found(session: AsyncSession, actor: Actor, view_id: UUID, *, lock: bool = False) -> SavedView:
    statement = select(SavedView).where(
        SavedView.workspace_id == actor.workspace_id, _reach(actor), SavedView.id == view_id
    )
    statement = statement.with_for_update() if lock else statement
    view = (await session.execute(statement)).scalar_one_or_none()
    if view is None:
        raise NotFoundError
    subject_of(actor, view.subject)
    return view


async def create(session: AsyncSession, actor: Actor, wish: ViewInput) -> UUID:
    """Keep a view; raises `InvalidRequestError` for one that no list could show, `ForbiddenError` for a program."""
    user_id = _person(actor)
    await check(session, actor, wish.subject, wish.shape)
    view = SavedView(
        workspace_id=actor.workspace_id,
        id=uuid7(),
        subject=wish.subject,
        name=wish.name,
        owner_id=user_id,
        is_shared=wish.is_shared,
        shape=stored(wish.shape),
    )
    session.add(view)
    await session.flush()
    if wish.is_pinned:
        await pin(session, actor, view.id)
    return view.id


def _person(actor: Actor) -> UUID:
    if actor.user_id is None:
        raise ForbiddenError(params={"reason": "views belong to people"})
    return actor.user_id


def stored(shape: ViewShape) -> dict[str, Any]:
    """Return a shape as it is kept."""
    kept: dict[str, Any] = shape.model_dump(mode="json", by_alias=True)
    return kept


async def check(session: AsyncSession, actor: Actor, subject: str, shape: ViewShape) -> None:
    """Refuse what the actor could not ask a list; raises `InvalidRequestError` with pointers under `/shape`."""
    frame = await subject_of(actor, subject).frame(session, actor)
    fields = await fields_of(session, actor, subject, named(shape))
    if shape.filter is not None:
        compiled(shape.filter, fields, frame, pointer="/shape/filter")
    for index, rule in enumerate(shape.colours):
        compiled(rule.when, fields, frame, pointer=f"/shape/colours/{index}/when")
    if shape.sort or shape.group_by:
        order_of(shape.sort, fields, actor, SavedView.id, group_by=shape.group_by, pointer="/shape")
    wrong = [
        FieldError(pointer=f"/shape/columns/{index}", code="unknown_field", detail=f"no field {name!r}")
        for index, name in enumerate(shape.columns)
        if name not in fields
    ]
    if wrong:
        raise InvalidRequestError(errors=wrong)


def named(shape: ViewShape) -> list[str]:
    """Return the fields that a shape speaks of."""
    trees = [shape.filter, *(rule.when for rule in shape.colours)]
    filtered = [leaf.field for tree in trees if tree is not None for leaf in leaves(tree)]
    grouped = [shape.group_by] if shape.group_by else []
    return [*filtered, *(name.removeprefix("-") for name in shape.sort), *grouped, *shape.columns]


async def change(session: AsyncSession, actor: Actor, view_id: UUID, based_on: int, wish: ViewChange) -> None:
    """Change a view; raises `NotFoundError`, `ForbiddenError`, `VersionConflictError`, `InvalidRequestError`."""
    view = await _found(session, actor, view_id, lock=True)
    if not may_change(actor, view):
        raise ForbiddenError
    check_version(view.version, based_on)
    if "shape" in wish.model_fields_set:
        await check(session, actor, view.subject, wish.shape)
        view.shape = stored(wish.shape)
    if "name" in wish.model_fields_set:
        view.name = wish.name
    if "is_shared" in wish.model_fields_set:
        view.is_shared = wish.is_shared
    view.touch()
    await session.flush()


async def remove(session: AsyncSession, actor: Actor, view_id: UUID) -> None:
    """Take a view away, from everybody if it was shared; raises `NotFoundError`, `ForbiddenError`."""
    view = await _found(session, actor, view_id, lock=True)
    if not may_change(actor, view):
        raise ForbiddenError
    await session.delete(view)
    await session.flush()


async def pin(session: AsyncSession, actor: Actor, view_id: UUID) -> None:
    """Keep a view at hand; raises `NotFoundError`, `ForbiddenError` for a program."""
    user_id = _person(actor)
    view = await _found(session, actor, view_id)
    values = {"workspace_id": actor.workspace_id, "id": uuid7(), "view_id": view.id, "user_id": user_id}
    await session.execute(insert(ViewPin).values(values).on_conflict_do_nothing())


async def unpin(session: AsyncSession, actor: Actor, view_id: UUID) -> None:
    """No longer keep a view at hand; raises `NotFoundError`, `ForbiddenError` for a program."""
    user_id = _person(actor)
    view = await _found(session, actor, view_id)
    statement = delete(ViewPin).where(
        ViewPin.workspace_id == actor.workspace_id, ViewPin.view_id == view.id, ViewPin.user_id == user_id
    )
    await session.execute(statement)
