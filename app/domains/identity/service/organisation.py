"""Teams, roles, the workspace's own facts, and API keys."""

from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor, Scope
from app.core.clock import now
from app.core.crypto import new_token, token_digest
from app.core.errors import FieldError, InvalidRequestError, NotFoundError
from app.core.http import check_version
from app.core.ids import uuid7
from app.domains.identity import queries
from app.domains.identity.errors import (
    LastAdministratorError,
    ScopeExceededError,
    TeamCycleError,
    TeamInUseError,
)
from app.domains.identity.events import (
    ApiKeyCreated,
    ApiKeyRevoked,
    RoleChanged,
    TeamChanged,
    WorkspaceChanged,
)
from app.domains.identity.models import ApiKey, Role, Team, Workspace
from app.domains.identity.permissions import EVERY_PERMISSION
from app.domains.identity.rules import exceeds, subtree, unknown_permissions
from app.domains.identity.schemas import (
    ApiKeyInput,
    RoleChange,
    TeamInput,
    WorkspaceInput,
)
from app.domains.identity.schemas import (
    TeamChange as TeamChangeInput,
)
from app.domains.identity.service import field_rights

INDISPENSABLE = ("roles:manage", "users:manage")


async def create_team(session: AsyncSession, actor: Actor, wish: TeamInput) -> Team:
    """Make a team; raises `NotFoundError` for an unknown parent."""
    if wish.parent_id and await queries.team(session, actor, wish.parent_id) is None:
        raise NotFoundError
    team = Team(workspace_id=actor.workspace_id, id=uuid7(), name=wish.name, parent_id=wish.parent_id)
    session.add(team)
    await session.flush()
    events.publish(
        session, actor, TeamChanged(record_id=team.id, name=team.name, changes={"name": (None, team.name)})
    )
    return team


async def change_team(
    session: AsyncSession, actor: Actor, team_id: UUID, based_on: int, change: TeamChangeInput
) -> Team:
    """Rename or move a team; raises `NotFoundError`, `VersionConflictError`, `TeamCycleError`."""
    team = await queries.team(session, actor, team_id)
    if team is None:
        raise NotFoundError
    check_version(team.version, based_on)
    wanted = change.model_dump(exclude_unset=True)
    parent_id = wanted.get("parent_id")
    parents = await queries.team_parents(session, actor.workspace_id)
    if parent_id and parent_id not in parents:
        raise NotFoundError
    if parent_id and parent_id in subtree(parents, team_id):
        raise TeamCycleError
    changes = {field: (str(getattr(team, field)), str(value)) for field, value in wanted.items()}
    for field, value in wanted.items():
        setattr(team, field, value)
    team.touch()
    events.publish(session, actor, TeamChanged(record_id=team.id, name=team.name, changes=changes))
    await session.flush()
    return team


async def delete_team(session: AsyncSession, actor: Actor, team_id: UUID) -> None:
    """Remove an empty team; raises `NotFoundError`, `TeamInUseError`."""
    team = await queries.team(session, actor, team_id)
    if team is None:
        raise NotFoundError
    try:
        await session.delete(team)
        await session.flush()
    except IntegrityError as error:
        raise TeamInUseError from error
    events.publish(
        session, actor, TeamChanged(record_id=team_id, name=team.name, changes={"name": (team.name, None)})
    )


def _check_permissions(actor: Actor, wanted: dict[str, Scope], pointer: str) -> None:
    unknown = unknown_permissions(wanted, EVERY_PERMISSION)
    if unknown:
        raise InvalidRequestError(
            errors=[
                FieldError(
                    pointer=f"{pointer}/{name}", code="unknown_permission", detail="no such permission"
                )
                for name in unknown
            ]
        )
    excess = exceeds(wanted, actor.scopes)
    if excess:
        raise ScopeExceededError(params={"permissions": excess})


async def change_role(
    session: AsyncSession, actor: Actor, role_id: UUID, based_on: int, change: RoleChange
) -> Role:
    """Change what a role may do.

    Raises:
        NotFoundError, VersionConflictError: as usual.
        InvalidRequestError: an unknown permission or group of fields.
        ScopeExceededError: more than the actor has herself.
        LastAdministratorError: the administrators' role would lose the rights that only they can give back.
    """
    role = await queries.role(session, actor, role_id)
    if role is None:
        raise NotFoundError
    check_version(role.version, based_on)
    changes: dict[str, tuple[Any, Any]] = {}
    if change.name is not None and change.name != role.name:
        changes["name"] = (role.name, change.name)
        role.name = change.name
    if change.permissions is not None:
        _check_permissions(actor, change.permissions, "/permissions")
        if role.key == "administrator" and any(
            change.permissions.get(name) is not Scope.ALL for name in INDISPENSABLE
        ):
            raise LastAdministratorError
        wanted = {name: str(scope) for name, scope in sorted(change.permissions.items())}
        changes["permissions"] = (role.permissions, wanted)
        role.permissions = wanted
    if change.fields is not None:
        await field_rights.check(session, actor, role, change.fields)
        given = {group: str(access) for group, access in sorted(change.fields.items())}
        changes["fields"] = (role.fields, given)
        role.fields = given
    if changes:
        role.touch()
        events.publish(session, actor, RoleChanged(record_id=role.id, name=role.name, changes=changes))
    await session.flush()
    return role


async def create_api_key(session: AsyncSession, actor: Actor, wish: ApiKeyInput) -> tuple[ApiKey, str]:
    """Make a program's key; returns it and its secret. Raises `InvalidRequestError`, `ScopeExceededError`."""
    _check_permissions(actor, wish.scopes, "/scopes")
    token = new_token(f"baton_{actor.workspace_id.hex}")
    key = ApiKey(
        workspace_id=actor.workspace_id,
        id=uuid7(),
        name=wish.name,
        prefix=f"…{token[-4:]}",
        token_digest=token_digest(token),
        scopes={name: str(scope) for name, scope in wish.scopes.items()},
        fields={group: str(access) for group, access in actor.fields.items()},
        created_by=actor.user_id,
    )
    session.add(key)
    event = ApiKeyCreated(record_id=key.id, name=key.name, scopes=key.scopes)
    events.publish(session, actor, event)
    await session.flush()
    return key, token


async def revoke_api_key(session: AsyncSession, actor: Actor, key_id: UUID) -> None:
    """Revoke a key; raises `NotFoundError`."""
    key = (await session.execute(queries.api_keys(actor).where(ApiKey.id == key_id))).scalar_one_or_none()
    if key is None or key.revoked_at is not None:
        raise NotFoundError
    key.revoked_at = now()
    events.publish(session, actor, ApiKeyRevoked(record_id=key.id, name=key.name))


async def change_workspace(session: AsyncSession, actor: Actor, change: WorkspaceInput) -> Workspace:
    """Change the workspace's name, currency, time zone or country."""
    workspace = await queries.workspace(session, actor.workspace_id)
    wanted = change.model_dump(exclude_unset=True, exclude_none=True)
    changes = {field: (getattr(workspace, field), value) for field, value in wanted.items()}
    for field, value in wanted.items():
        setattr(workspace, field, value)
    event = WorkspaceChanged(record_id=workspace.id, name=workspace.name, changes=changes)
    events.publish(session, actor, event)
    await session.flush()
    return workspace
