"""Set-up, log-in, one's own account and sessions."""

from uuid import UUID

from fastapi import Request, Response

from app.core.auth import PUBLIC, SECURE_SESSION_COOKIE, SESSION_COOKIE, Actor, LoggedIn, check_origin
from app.core.clock import now
from app.core.errors import NotFoundError, UnauthenticatedError
from app.core.http import ReadSession, RuntimeDep, WriteSession, problems
from app.core.http import router as domain_router
from app.core.schemas import Listing
from app.domains.identity import queries
from app.domains.identity.errors import (
    InvalidCredentialsError,
    SetupFinishedError,
    TooManyAttemptsError,
    WeakPasswordError,
    WrongPasswordError,
)
from app.domains.identity.models import Role
from app.domains.identity.schemas import (
    LoginInput,
    Me,
    MeInput,
    PasswordInput,
    RoleRef,
    SessionOut,
    SetupInput,
    SetupState,
    UserOut,
    WorkspaceOut,
)
from app.domains.identity.service import access, people, setup

router = domain_router("auth")


def set_session_cookie(request: Request, response: Response, token: str) -> None:
    """Give the browser its session: not readable by scripts, not sent by other sites' pages."""
    secure = request.url.scheme == "https"
    response.set_cookie(
        SECURE_SESSION_COOKIE if secure else SESSION_COOKIE,
        token,
        max_age=int(access.SESSION_LIFE.total_seconds()),
        path="/",
        secure=secure,
        httponly=True,
        samesite="lax",
    )


async def describe(runtime: RuntimeDep, actor: Actor) -> Me:
    """Return who is logged in and what she may do."""
    async with runtime.db.read(actor.workspace_id) as session:
        row = await queries.user_row(session, actor, actor.user_id) if actor.user_id else None
        if row is None:
            raise UnauthenticatedError
        role = await session.get_one(Role, (actor.workspace_id, row.role_id))
        workspace = await queries.workspace(session, actor.workspace_id)
        return Me(
            user=UserOut.model_validate(row),
            workspace=WorkspaceOut.model_validate(workspace),
            role=RoleRef.model_validate(role),
            permissions=dict(actor.scopes),
            fields=dict(actor.fields),
        )


async def log_in_as(
    runtime: RuntimeDep, request: Request, response: Response, workspace_id: UUID, user_id: UUID
) -> Me:
    """Open a session for somebody who has just proved herself."""
    token = await access.open_session(
        runtime, workspace_id, user_id, client_ip(request), _user_agent(request)
    )
    return await _welcome(runtime, request, response, token)


async def _welcome(runtime: RuntimeDep, request: Request, response: Response, token: str) -> Me:
    actor = await runtime.authenticator.session(token)
    if actor is None:
        raise UnauthenticatedError
    set_session_cookie(request, response, token)
    return await describe(runtime, actor)


def client_ip(request: Request) -> str | None:
    """Return the caller's address; behind a proxy, uvicorn puts the forwarded one here."""
    return request.client.host if request.client else None


def _user_agent(request: Request) -> str | None:
    return request.headers.get("user-agent")


@router.get("/setup", name="setup_state", dependencies=[PUBLIC])
async def setup_state(runtime: RuntimeDep) -> SetupState:
    """Tell whether the first-run wizard is still to be run."""
    return SetupState(needed=await setup.needed(runtime.db))


@router.post(
    "/setup",
    name="setup_run",
    status_code=201,
    dependencies=[PUBLIC],
    responses=problems(SetupFinishedError, WeakPasswordError),
)
async def run_setup(runtime: RuntimeDep, request: Request, response: Response, body: SetupInput) -> Me:
    """Make the workspace and its first administrator, and log her in. Dead afterwards."""
    check_origin(request, runtime.settings.origins)
    workspace_id, user_id = await setup.run(runtime, body)
    return await log_in_as(runtime, request, response, workspace_id, user_id)


@router.post(
    "/auth/login",
    name="auth_login",
    dependencies=[PUBLIC],
    responses=problems(InvalidCredentialsError, TooManyAttemptsError),
)
async def log_in(runtime: RuntimeDep, request: Request, response: Response, body: LoginInput) -> Me:
    """Log in; the answer sets the session cookie."""
    check_origin(request, runtime.settings.origins)
    ip, agent = client_ip(request), _user_agent(request)
    token = await access.log_in(runtime, body.email, body.password, ip, agent)
    return await _welcome(runtime, request, response, token)


@router.post("/auth/logout", name="auth_logout", status_code=204)
async def log_out(runtime: RuntimeDep, response: Response, session: WriteSession, actor: LoggedIn) -> None:
    """End this session; its sockets close within two seconds."""
    if actor.credential_id:
        await access.end_session(session, actor, actor.credential_id)
    runtime.authenticator.forget()
    for name in (SESSION_COOKIE, SECURE_SESSION_COOKIE):
        response.delete_cookie(name, path="/")


@router.get("/auth/me", name="auth_me")
async def read_me(runtime: RuntimeDep, actor: LoggedIn) -> Me:
    """Tell who is logged in and what she may do."""
    return await describe(runtime, actor)


@router.patch("/auth/me", name="auth_change_me")
async def change_me(runtime: RuntimeDep, session: WriteSession, actor: LoggedIn, body: MeInput) -> UserOut:
    """Change one's own name, language or theme."""
    await people.change_self(session, actor, body)
    await session.flush()
    runtime.authenticator.forget()
    row = await queries.user_row(session, actor, actor.user_id) if actor.user_id else None
    if row is None:
        raise NotFoundError
    return UserOut.model_validate(row)


@router.post(
    "/auth/password",
    name="auth_change_password",
    status_code=204,
    responses=problems(WrongPasswordError, WeakPasswordError),
)
async def change_password(
    runtime: RuntimeDep, session: WriteSession, actor: LoggedIn, body: PasswordInput
) -> None:
    """Give oneself a new password; every other session ends."""
    await access.change_password(session, actor, body.current_password, body.new_password)
    runtime.authenticator.forget()


@router.get("/auth/sessions", name="auth_sessions")
async def list_sessions(session: ReadSession, actor: LoggedIn) -> Listing[SessionOut]:
    """List one's own log-ins."""
    found = (await session.execute(queries.own_sessions(actor, now()))).scalars()
    items = [
        SessionOut(
            id=item.id,
            created_at=item.created_at,
            last_seen_at=item.last_seen_at,
            ip=item.ip,
            user_agent=item.user_agent,
            is_current=item.id == actor.credential_id,
        )
        for item in found
    ]
    return Listing(items=items)


@router.delete(
    "/auth/sessions/{session_id}", name="auth_end_session", status_code=204, responses=problems(NotFoundError)
)
async def end_session(runtime: RuntimeDep, session: WriteSession, actor: LoggedIn, session_id: UUID) -> None:
    """End one of one's own log-ins."""
    await access.end_session(session, actor, session_id)
    runtime.authenticator.forget()


@router.delete("/auth/sessions", name="auth_end_other_sessions", status_code=204)
async def end_other_sessions(runtime: RuntimeDep, session: WriteSession, actor: LoggedIn) -> None:
    """End all of one's log-ins but this."""
    if actor.user_id:
        await access.end_sessions(session, actor, actor.user_id, but=actor.credential_id)
    runtime.authenticator.forget()
