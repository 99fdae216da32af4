"""Teams, roles, API keys and the workspace itself."""

from typing import Annotated
from uuid import UUID

from fastapi import Response

from app.core.auth import Actor, LoggedIn, requires
from app.core.errors import NotFoundError, VersionConflictError, VersionRequiredError
from app.core.http import (
    BasedOn,
    ReadSession,
    RuntimeDep,
    WriteSession,
    problems,
    set_etag,
)
from app.core.http import (
    router as domain_router,
)
from app.core.schemas import Listing
from app.domains.identity import queries
from app.domains.identity.errors import (
    LastAdministratorError,
    ScopeExceededError,
    TeamCycleError,
    TeamInUseError,
)
from app.domains.identity.permissions import IdentityPermission
from app.domains.identity.schemas import (
    ApiKeyCreated,
    ApiKeyInput,
    ApiKeyOut,
    RoleChange,
    RoleOut,
    TeamChange,
    TeamInput,
    TeamOut,
    WorkspaceInput,
    WorkspaceOut,
)
from app.domains.identity.service import organisation

router = domain_router("organisation")
TeamManager = Annotated[Actor, requires(IdentityPermission.TEAMS_MANAGE)]
RoleManager = Annotated[Actor, requires(IdentityPermission.ROLES_MANAGE)]
KeyManager = Annotated[Actor, requires(IdentityPermission.API_KEYS_MANAGE)]
WorkspaceManager = Annotated[Actor, requires(IdentityPermission.WORKSPACE_MANAGE)]
_CHANGE = (NotFoundError, VersionConflictError, VersionRequiredError)


@router.get("/teams", name="teams_list")
async def list_teams(session: ReadSession, actor: LoggedIn) -> Listing[TeamOut]:
    """List the teams; together their `parent_id`s make the tree."""
    return Listing(items=[TeamOut.model_validate(team) for team in await queries.teams(session, actor)])


@router.post("/teams", name="teams_create", status_code=201, responses=problems(NotFoundError))
async def create_team(
    session: WriteSession, actor: TeamManager, response: Response, body: TeamInput
) -> TeamOut:
    """Make a team."""
    team = await organisation.create_team(session, actor, body)
    set_etag(response, team.version)
    return TeamOut.model_validate(team)


@router.patch("/teams/{team_id}", name="teams_change", responses=problems(*_CHANGE, TeamCycleError))
async def change_team(
    runtime: RuntimeDep,
    session: WriteSession,
    actor: TeamManager,
    response: Response,
    team_id: UUID,
    based_on: BasedOn,
    body: TeamChange,
) -> TeamOut:
    """Rename a team or put it below another."""
    team = await organisation.change_team(session, actor, team_id, based_on, body)
    runtime.authenticator.forget()
    set_etag(response, team.version)
    return TeamOut.model_validate(team)


@router.delete(
    "/teams/{team_id}",
    name="teams_delete",
    status_code=204,
    responses=problems(NotFoundError, TeamInUseError),
)
async def delete_team(session: WriteSession, actor: TeamManager, team_id: UUID) -> None:
    """Remove a team that nobody belongs to."""
    await organisation.delete_team(session, actor, team_id)


@router.get("/roles", name="roles_list")
async def list_roles(session: ReadSession, actor: LoggedIn) -> Listing[RoleOut]:
    """List the roles and what each may do."""
    return Listing(items=[RoleOut.model_validate(role) for role in await queries.roles(session, actor)])


@router.patch(
    "/roles/{role_id}",
    name="roles_change",
    responses=problems(*_CHANGE, ScopeExceededError, LastAdministratorError),
)
async def change_role(
    runtime: RuntimeDep,
    session: WriteSession,
    actor: RoleManager,
    response: Response,
    role_id: UUID,
    based_on: BasedOn,
    body: RoleChange,
) -> RoleOut:
    """Rename a role or change what it may do."""
    role = await organisation.change_role(session, actor, role_id, based_on, body)
    runtime.authenticator.forget()
    set_etag(response, role.version)
    return RoleOut.model_validate(role)


@router.get("/api-keys", name="api_keys_list")
async def list_api_keys(session: ReadSession, actor: KeyManager) -> Listing[ApiKeyOut]:
    """List the keys, living and revoked; secrets are never shown again."""
    keys = (await session.execute(queries.api_keys(actor))).scalars()
    return Listing(items=[ApiKeyOut.model_validate(key) for key in keys])


@router.post("/api-keys", name="api_keys_create", status_code=201, responses=problems(ScopeExceededError))
async def create_api_key(session: WriteSession, actor: KeyManager, body: ApiKeyInput) -> ApiKeyCreated:
    """Make a program's key; the secret is shown this once."""
    key, token = await organisation.create_api_key(session, actor, body)
    return ApiKeyCreated(**ApiKeyOut.model_validate(key).model_dump(), token=token)


@router.delete(
    "/api-keys/{key_id}", name="api_keys_revoke", status_code=204, responses=problems(NotFoundError)
)
async def revoke_api_key(runtime: RuntimeDep, session: WriteSession, actor: KeyManager, key_id: UUID) -> None:
    """Revoke a key; it stops at once."""
    await organisation.revoke_api_key(session, actor, key_id)
    runtime.authenticator.forget()


@router.patch("/workspace", name="workspace_change")
async def change_workspace(
    session: WriteSession, actor: WorkspaceManager, body: WorkspaceInput
) -> WorkspaceOut:
    """Change the workspace's name, currency, time zone or country."""
    return WorkspaceOut.model_validate(await organisation.change_workspace(session, actor, body))
