"""Colleagues: changing them, inviting them, and their joining."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor, ActorKind
from app.core.clock import now
from app.core.crypto import new_token, token_digest
from app.core.errors import NotFoundError
from app.core.http import check_version
from app.core.ids import uuid7
from app.core.runtime import Runtime
from app.domains.identity import queries
from app.domains.identity.errors import (
    EmailTakenError,
    ExtensionTakenError,
    InvitationGoneError,
    LastAdministratorError,
    ScopeExceededError,
)
from app.domains.identity.events import InvitationSent, InvitationWithdrawn, UserChanged, UserJoined
from app.domains.identity.models import Invitation, LoginAddress, Team, User
from app.domains.identity.rules import exceeds, normalize_email
from app.domains.identity.schemas import AcceptInput, InvitationInput, InvitationView, MeInput, UserInput
from app.domains.identity.service.access import end_sessions, workspace_of
from app.domains.identity.service.passwords import check_password, hash_password

INVITATION_LIFE = timedelta(days=7)


async def change_user(
    session: AsyncSession, actor: Actor, user_id: UUID, based_on: int, change: UserInput
) -> None:
    """Change a colleague.

    Raises:
        NotFoundError: no such person, role or team.
        VersionConflictError: changed meanwhile.
        LastAdministratorError: nobody would be left to administer.
        ScopeExceededError: the role may do more than the actor.
        ExtensionTakenError: another person has the extension.
    """
    user = await queries.user(session, actor.workspace_id, user_id)
    if user is None:
        raise NotFoundError
    check_version(user.version, based_on)
    wanted = change.model_dump(exclude_unset=True)
    if wanted.get("role_id"):
        await _check_grant(session, actor, wanted["role_id"])
    team_ids = {team for team in (user.team_id, wanted.get("team_id")) if team}
    changes = _apply(user, wanted)
    try:
        await session.flush()
    except IntegrityError as error:
        raise (ExtensionTakenError if "extension" in str(error.orig) else NotFoundError) from error
    if {"role_id", "is_active"} & changes.keys() and not await queries.active_administrators(session, actor):
        raise LastAdministratorError
    if "team_id" in changes:
        await _touch_teams(session, actor, team_ids)
    if changes.get("is_active") == (True, False):
        await end_sessions(session, actor, user_id)
    if changes:
        events.publish(session, actor, UserChanged(user_id=user_id, changes=changes))


def _apply(record: Any, wanted: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Set the wanted values; returns what changed, old and new, as JSON holds it."""
    changes = {}
    for field, value in wanted.items():
        old = getattr(record, field)
        if old != value:
            setattr(record, field, value)
            changes[field] = (_plain(old), _plain(value))
    if changes:
        record.touch()
    return changes


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value


async def _touch_teams(session: AsyncSession, actor: Actor, team_ids: set[UUID]) -> None:
    """Who belongs to a team decides what its supervisors see: open sockets notice by the team's time."""
    statement = update(Team).where(Team.workspace_id == actor.workspace_id, Team.id.in_(team_ids))
    await session.execute(statement.values(updated_at=now()).execution_options(synchronize_session=False))


async def _check_grant(session: AsyncSession, actor: Actor, role_id: UUID) -> None:
    role = await queries.role(session, actor, role_id)
    if role is None:
        raise NotFoundError
    excess = exceeds(role.permissions, actor.scopes)
    if excess and actor.kind is not ActorKind.SYSTEM:
        raise ScopeExceededError(params={"permissions": excess})


async def change_self(session: AsyncSession, actor: Actor, change: MeInput) -> None:
    """Change one's own name, language or theme."""
    user = await queries.user(session, actor.workspace_id, actor.user_id) if actor.user_id else None
    if user is None:
        raise NotFoundError
    changes = _apply(user, change.model_dump(exclude_unset=True, exclude_none=True))
    if changes:
        events.publish(session, actor, UserChanged(user_id=user.id, changes=changes))


async def invite(
    runtime: Runtime, session: AsyncSession, actor: Actor, wish: InvitationInput
) -> tuple[Invitation, str]:
    """Invite a colleague; returns the invitation and its link.

    Raises:
        EmailTakenError: somebody logs in with the address already.
        NotFoundError: no such role or team.
        ScopeExceededError: the role may do more than the actor.
    """
    email = normalize_email(wish.email)
    if await queries.login_address(session, email):
        raise EmailTakenError
    await _check_grant(session, actor, wish.role_id)
    if wish.team_id and await queries.team(session, actor, wish.team_id) is None:
        raise NotFoundError
    token = new_token(actor.workspace_id.hex)
    invitation = Invitation(
        workspace_id=actor.workspace_id,
        id=uuid7(),
        name=wish.name,
        email=email,
        role_id=wish.role_id,
        team_id=wish.team_id,
        token_digest=token_digest(token),
        expires_at=now() + INVITATION_LIFE,
    )
    session.add(invitation)
    events.publish(session, actor, InvitationSent(record_id=invitation.id, name=wish.name))
    return invitation, f"{runtime.settings.public_url.rstrip('/')}/invitation#{token}"


async def withdraw(session: AsyncSession, actor: Actor, invitation_id: UUID) -> None:
    """Withdraw an open invitation; raises `NotFoundError`."""
    statement = queries.open_invitations(actor, now()).where(Invitation.id == invitation_id).with_for_update()
    invitation = (await session.execute(statement)).scalar_one_or_none()
    if invitation is None:
        raise NotFoundError
    invitation.revoked_at = now()
    events.publish(session, actor, InvitationWithdrawn(record_id=invitation.id, name=invitation.name))


async def view_invitation(runtime: Runtime, token: str) -> InvitationView:
    """Show an invitation to whoever has its link; raises `InvitationGoneError`."""
    workspace_id = workspace_of(token)
    if workspace_id is None:
        raise InvitationGoneError
    async with runtime.db.read(workspace_id) as session:
        found = await queries.invitation_by_digest(session, workspace_id, token_digest(token), now())
        if found is None:
            raise InvitationGoneError
        workspace = await queries.workspace(session, workspace_id)
        return InvitationView(workspace_name=workspace.name, name=found.name, email=found.email)


async def accept(runtime: Runtime, token: str, answer: AcceptInput) -> tuple[UUID, UUID]:
    """Join the workspace; returns it and the new person.

    Raises:
        InvitationGoneError: used, withdrawn, or too old.
        WeakPasswordError: the password is easy to guess.
        EmailTakenError: somebody logs in with the address meanwhile.
    """
    view = await view_invitation(runtime, token)
    check_password(answer.password, answer.name, view.email, view.workspace_name)
    password_hash = await hash_password(answer.password)
    workspace_id = workspace_of(token)
    if workspace_id is None:
        raise InvitationGoneError
    async with runtime.db.write(workspace_id) as session:
        found = await queries.invitation_by_digest(session, workspace_id, token_digest(token), now())
        if found is None:
            raise InvitationGoneError
        user = User(
            workspace_id=workspace_id,
            id=uuid7(),
            name=answer.name,
            email=found.email,
            password_hash=password_hash,
            role_id=found.role_id,
            team_id=found.team_id,
            locale=answer.locale,
        )
        found.accepted_at = now()
        session.add_all([user, LoginAddress(email=found.email, workspace_id=workspace_id, user_id=user.id)])
        try:
            await session.flush()
        except IntegrityError as error:
            raise EmailTakenError from error
        if found.team_id:
            system = Actor(ActorKind.SYSTEM, workspace_id, None, "Baton")
            await _touch_teams(session, system, {found.team_id})
        joined = Actor(ActorKind.USER, workspace_id, user.id, user.name)
        events.publish(session, joined, UserJoined(user_id=user.id))
        return workspace_id, user.id
