"""What a role may write into each group of a client's fields."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Access, Actor
from app.core.errors import FieldError
from app.domains.clients.errors import FieldForbiddenError
from app.domains.clients.masking import GROUPS
from app.domains.clients.rules import Point
from app.platform.customfields import service as customfields


async def check(
    session: AsyncSession,
    actor: Actor,
    changes: Mapping[str, tuple[Any, Any]],
    *,
    points: tuple[Sequence[Point], Sequence[Point]] | None = None,
) -> None:
    """Refuse changes that the actor's role doesn't cover; who may fill writes only where nothing stands.

    Args:
        session: the transaction.
        actor: who changes.
        changes: what was changed, old and new value by the field's name.
        points: the contact points before and after, when they are among the changes.

    Raises:
        FieldForbiddenError: with a pointer for each field.
    """
    own = await _own_groups(session, actor, changes)
    wrong = []
    for name, (old, _) in changes.items():
        group = own.get(name) or GROUPS.get(name)
        if group is None:
            continue
        access = actor.field_access(group)
        is_fresh = _only_adds(points) if name == "contact_points" else _is_blank(old)
        if access is Access.EDIT or (access is Access.FILL and is_fresh):
            continue
        code = "only_empty" if access is Access.FILL else "forbidden"
        pointer = f"/{name.replace('.', '/', 1)}"
        detail = "your role may not change this field"
        wrong.append(FieldError(pointer=pointer, code=code, detail=detail, params={"group": group}))
    if wrong:
        raise FieldForbiddenError(errors=wrong)


def require(actor: Actor, group: str) -> None:
    """Refuse whoever may not even add to a group; raises `FieldForbiddenError`."""
    if actor.field_access(group) not in {Access.FILL, Access.EDIT}:
        raise FieldForbiddenError(params={"group": group})


def require_every_field(actor: Actor) -> None:
    """Refuse whoever may not change every field: two records made one show and replace them all.

    Raises:
        FieldForbiddenError: a group of fields is not hers to edit.
    """
    if not _may_change_all(actor):
        raise FieldForbiddenError


def _may_change_all(actor: Actor) -> bool:
    return all(access is Access.EDIT for access in (*actor.fields.values(), actor.field_access("")))


async def _own_groups(session: AsyncSession, actor: Actor, changes: Mapping[str, Any]) -> dict[str, str]:
    """Return the groups of the workspace's own fields among the changes."""
    named = {name for name in changes if name.startswith(customfields.PREFIX)}
    if not named or _may_change_all(actor):
        return {}
    known = await customfields.definitions(session, "client")
    groups = {customfields.PREFIX + field.id: field.group_id for field in known}
    return {name: groups[name] for name in named}


def _is_blank(value: Any) -> bool:
    return value is None or value in ("", [], {})


def _only_adds(points: tuple[Sequence[Point], Sequence[Point]] | None) -> bool:
    return points is not None and all(point in points[1] for point in points[0])
