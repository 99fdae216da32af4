"""Colleagues and invitations."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request, Response

from app.core.auth import PUBLIC, Actor, LoggedIn, check_origin, requires
from app.core.clock import now
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
from app.core.paging import Paging, SortKey, fetch_page, page_response, paging
from app.core.schemas import Listing, Page
from app.domains.identity import queries
from app.domains.identity.api.auth import log_in_as
from app.domains.identity.errors import (
    EmailTakenError,
    ExtensionTakenError,
    InvitationGoneError,
    LastAdministratorError,
    ScopeExceededError,
    WeakPasswordError,
)
from app.domains.identity.models import User
from app.domains.identity.permissions import IdentityPermission
from app.domains.identity.schemas import (
    AcceptInput,
    DirectoryEntry,
    InvitationCreated,
    InvitationInput,
    InvitationOut,
    InvitationView,
    Me,
    UserInput,
    UserOut,
)
from app.domains.identity.service import people

router = domain_router("users")
Reader = Annotated[Actor, requires(IdentityPermission.USERS_READ)]
Manager = Annotated[Actor, requires(IdentityPermission.USERS_MANAGE)]
_SORTS = {"name": SortKey(User.name, str), "created_at": SortKey(User.created_at, datetime)}


@router.get("/users", name="users_list", response_model=Page[UserOut])
async def list_users(
    session: ReadSession,
    actor: Reader,
    page: Annotated[Paging, Depends(paging)],
    team_id: UUID | None = None,
    is_active: bool | None = None,
) -> Any:
    """List colleagues."""
    statement = queries.users(actor)
    if team_id is not None:
        statement = statement.where(User.team_id == team_id)
    if is_active is not None:
        statement = statement.where(User.is_active == is_active)
    rows, following = await fetch_page(session, statement, page, sorts=_SORTS, default="name", row_id=User.id)
    return page_response(rows, following)


@router.get("/users/directory", name="users_directory")
async def directory(session: ReadSession, actor: LoggedIn) -> Listing[DirectoryEntry]:
    """List the names of all colleagues, for pickers and avatars."""
    rows = await queries.directory(session, actor)
    return Listing(items=[DirectoryEntry.model_validate(row) for row in rows])


@router.get("/users/{user_id}", name="users_get", responses=problems(NotFoundError))
async def read_user(session: ReadSession, actor: Reader, response: Response, user_id: UUID) -> UserOut:
    """Read one colleague."""
    row = await queries.user_row(session, actor, user_id)
    if row is None:
        raise NotFoundError
    set_etag(response, row.version)
    return UserOut.model_validate(row)


@router.patch(
    "/users/{user_id}",
    name="users_change",
    responses=problems(
        NotFoundError,
        VersionConflictError,
        VersionRequiredError,
        LastAdministratorError,
        ScopeExceededError,
        ExtensionTakenError,
    ),
)
async def change_user(
    runtime: RuntimeDep,
    session: WriteSession,
    actor: Manager,
    response: Response,
    user_id: UUID,
    based_on: BasedOn,
    body: UserInput,
) -> UserOut:
    """Change a colleague's name, role, team, extension, or take her access away."""
    await people.change_user(session, actor, user_id, based_on, body)
    await session.flush()
    runtime.authenticator.forget()
    row = await queries.user_row(session, actor, user_id)
    if row is None:
        raise NotFoundError
    set_etag(response, row.version)
    return UserOut.model_validate(row)


@router.get("/invitations", name="invitations_list")
async def list_invitations(session: ReadSession, actor: Manager) -> Listing[InvitationOut]:
    """List the invitations that can still be accepted."""
    found = (await session.execute(queries.open_invitations(actor, now()))).scalars()
    return Listing(items=[InvitationOut.model_validate(item) for item in found])


@router.post(
    "/invitations",
    name="invitations_create",
    status_code=201,
    responses=problems(NotFoundError, EmailTakenError, ScopeExceededError),
)
async def invite(
    runtime: RuntimeDep, session: WriteSession, actor: Manager, body: InvitationInput
) -> InvitationCreated:
    """Invite a colleague; the link is shown this once and holds for seven days."""
    invitation, link = await people.invite(runtime, session, actor, body)
    await session.flush()
    shown = InvitationOut.model_validate(invitation)
    return InvitationCreated(**shown.model_dump(), link=link)


@router.delete(
    "/invitations/{invitation_id}",
    name="invitations_withdraw",
    status_code=204,
    responses=problems(NotFoundError),
)
async def withdraw(session: WriteSession, actor: Manager, invitation_id: UUID) -> None:
    """Withdraw an invitation."""
    await people.withdraw(session, actor, invitation_id)


@router.get(
    "/invitations/by-token/{token}",
    name="invitations_view",
    dependencies=[PUBLIC],
    responses=problems(InvitationGoneError),
)
async def view_invitation(runtime: RuntimeDep, token: str) -> InvitationView:
    """Show an invitation to whoever has its link."""
    return await people.view_invitation(runtime, token)


@router.post(
    "/invitations/by-token/{token}/accept",
    name="invitations_accept",
    status_code=201,
    dependencies=[PUBLIC],
    responses=problems(InvitationGoneError, WeakPasswordError, EmailTakenError),
)
async def accept(
    runtime: RuntimeDep, request: Request, response: Response, token: str, body: AcceptInput
) -> Me:
    """Join: choose a name and a password, and be logged in."""
    check_origin(request, runtime.settings.origins)
    workspace_id, user_id = await people.accept(runtime, token, body)
    return await log_in_as(runtime, request, response, workspace_id, user_id)
