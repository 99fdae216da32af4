"""Every SELECT of this domain."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Delete, bindparam, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor, Viewer
from app.core.orm import among_given
from app.core.prepared import Prepared
from app.domains.identity.models import (
    ApiKey,
    Invitation,
    LoginAddress,
    Role,
    Session,
    Team,
    User,
    WorkingHours,
    Workspace,
)

Record = Any
"""A row of named columns, on its way into a response model that checks it."""

ENDED_KEPT = timedelta(days=30)
"""Sessions and invitations that ended are looked at no more after this; the audit log keeps what they were."""

USER_COLUMNS = (
    User.id,
    User.name,
    User.email,
    User.role_id,
    Role.key.label("role_key"),
    User.team_id,
    User.locale,
    User.theme,
    User.is_active,
    User.extension,
    User.version,
)


async def workspace_exists(session: AsyncSession) -> bool:
    """Tell whether the installation has been set up."""
    return (await session.execute(select(Workspace.id).limit(1))).scalar() is not None


async def workspace_ids(session: AsyncSession) -> list[UUID]:
    """Return every workspace of the installation."""
    return list((await session.execute(select(Workspace.id).order_by(Workspace.id))).scalars())


async def login_address(session: AsyncSession, email: str) -> LoginAddress | None:
    """Return whose address this is."""
    return await session.get(LoginAddress, email)


async def workspace(session: AsyncSession, workspace_id: UUID) -> Workspace:
    """Return a workspace."""
    return await session.get_one(Workspace, workspace_id)


async def hold_workspace(session: AsyncSession, workspace_id: UUID) -> None:
    """Lock a workspace, so that of two who change what there is one of, the second sees what the first has left."""
    statement = select(Workspace.id).where(Workspace.id == workspace_id).with_for_update(key_share=True)
    await session.execute(statement)


async def working_hours(session: AsyncSession, workspace_id: UUID) -> tuple[Workspace, WorkingHours | None]:
    """Return a workspace and when it works, if that was set."""
    statement = (
        select(Workspace, WorkingHours)
        .outerjoin(WorkingHours, WorkingHours.workspace_id == Workspace.id)
        .where(Workspace.id == workspace_id)
    )
    row = (await session.execute(statement)).one()
    return row[0], row[1]


def users(actor: Actor) -> Any:
    """Select the people of the actor's workspace."""
    return (
        select(*USER_COLUMNS)
        .join(Role, (Role.workspace_id == User.workspace_id) & (Role.id == User.role_id))
        .where(User.workspace_id == actor.workspace_id)
    )


async def user_row(session: AsyncSession, actor: Actor, user_id: UUID) -> Record | None:
    """Return one person as shown."""
    return (await session.execute(users(actor).where(User.id == user_id))).one_or_none()


async def directory(session: AsyncSession, actor: Actor) -> Sequence[Record]:
    """Return the names of all colleagues."""
    statement = (
        select(User.id, User.name, User.team_id)
        .where(User.workspace_id == actor.workspace_id)
        .order_by(User.name)
    )
    return (await session.execute(statement)).all()


async def session_holder(session: AsyncSession, workspace_id: UUID, digest: bytes) -> dict[str, Any] | None:
    """Return the session of a token with its person and role."""
    return await _HOLDER.one(session, {"actor_workspace": workspace_id, "digest": digest})


def _holder() -> Any:
    return (
        select(
            Session.id,
            Session.user_id,
            Session.last_seen_at,
            Session.expires_at,
            User.name,
            User.team_id,
            User.version,
            Role.permissions,
            Role.fields,
            Role.version.label("role_version"),
        )
        .join(User, (User.workspace_id == Session.workspace_id) & (User.id == Session.user_id))
        .join(Role, (Role.workspace_id == User.workspace_id) & (Role.id == User.role_id))
        .where(
            Session.workspace_id == Viewer.workspace_id,
            Session.token_digest == bindparam("digest"),
            Session.revoked_at.is_(None),
            User.is_active,
        )
    )


_HOLDER = Prepared(_holder)


async def api_key_by_digest(session: AsyncSession, workspace_id: UUID, digest: bytes) -> Record | None:
    """Return the living key of a token."""
    statement = select(ApiKey.id, ApiKey.name, ApiKey.scopes, ApiKey.fields, ApiKey.last_used_at).where(
        ApiKey.workspace_id == workspace_id, ApiKey.token_digest == digest, ApiKey.revoked_at.is_(None)
    )
    return (await session.execute(statement)).one_or_none()


async def credential_stamps(
    session: AsyncSession, workspace_id: UUID, ids: Collection[UUID], moment: Any
) -> dict[UUID, str]:
    """Return, for the living sessions and keys among these, a text that changes when their rights do."""
    values = {"actor_workspace": workspace_id, "credentials": list(ids), "moment": moment}
    return {row["id"]: row["stamp"] for row in await _STAMPS.rows(session, values)}


def _stamps() -> Any:
    teams = (
        select(func.max(Team.updated_at)).where(Team.workspace_id == Viewer.workspace_id).scalar_subquery()
    )
    sessions = (
        select(Session.id, func.concat_ws(":", User.version, Role.version, teams).label("stamp"))
        .join(User, (User.workspace_id == Session.workspace_id) & (User.id == Session.user_id))
        .join(Role, (Role.workspace_id == User.workspace_id) & (Role.id == User.role_id))
        .where(
            Session.workspace_id == Viewer.workspace_id,
            among_given(Session.id, "credentials"),
            Session.revoked_at.is_(None),
            Session.expires_at > bindparam("moment"),
            User.is_active,
        )
    )
    keys = select(ApiKey.id, ApiKey.prefix).where(
        ApiKey.workspace_id == Viewer.workspace_id,
        among_given(ApiKey.id, "credentials"),
        ApiKey.revoked_at.is_(None),
    )
    return sessions.union_all(keys)


_STAMPS = Prepared(_stamps)


async def team_parents(session: AsyncSession, workspace_id: UUID) -> dict[UUID, UUID | None]:
    """Return the tree of teams, child to parent."""
    rows = await _TEAMS.rows(session, {"actor_workspace": workspace_id})
    return {row["id"]: row["parent_id"] for row in rows}


_TEAMS = Prepared(lambda: select(Team.id, Team.parent_id).where(Team.workspace_id == Viewer.workspace_id))


async def members(session: AsyncSession, workspace_id: UUID, team_ids: Collection[UUID]) -> frozenset[UUID]:
    """Return the people of some teams."""
    rows = await _MEMBERS.rows(session, {"actor_workspace": workspace_id, "teams": list(team_ids)})
    return frozenset(row["id"] for row in rows)


_MEMBERS = Prepared(
    lambda: select(User.id).where(
        User.workspace_id == Viewer.workspace_id,
        among_given(User.team_id, "teams"),
    )
)


async def people_with_roles(
    session: AsyncSession, workspace_id: UUID, ids: Collection[UUID]
) -> list[dict[str, Any]]:
    """Return those of the people who can log in, with what their roles allow."""
    return await _PEOPLE.rows(session, {"actor_workspace": workspace_id, "people": list(ids)})


def _people() -> Any:
    return (
        select(User.id, User.name, User.team_id, Role.permissions, Role.fields)
        .join(Role, (Role.workspace_id == User.workspace_id) & (Role.id == User.role_id))
        .where(
            User.workspace_id == Viewer.workspace_id,
            among_given(User.id, "people"),
            User.is_active,
        )
    )


_PEOPLE = Prepared(_people)


async def everybody(session: AsyncSession, workspace_id: UUID) -> Sequence[Record]:
    """Return everybody who can log in, with what their roles allow, by name."""
    statement = (
        select(User.id, User.name, User.team_id, Role.permissions, Role.fields)
        .join(Role, (Role.workspace_id == User.workspace_id) & (Role.id == User.role_id))
        .where(User.workspace_id == workspace_id, User.is_active)
    )
    return (await session.execute(statement.order_by(User.name, User.id))).all()


async def role(session: AsyncSession, actor: Actor, role_id: UUID) -> Role | None:
    """Return a role, locked for the rest of the transaction."""
    statement = (
        select(Role).where(Role.workspace_id == actor.workspace_id, Role.id == role_id).with_for_update()
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def roles(session: AsyncSession, actor: Actor) -> Sequence[Role]:
    """Return every role."""
    statement = select(Role).where(Role.workspace_id == actor.workspace_id).order_by(Role.id)
    return (await session.execute(statement)).scalars().all()


async def teams(session: AsyncSession, actor: Actor) -> Sequence[Team]:
    """Return every team."""
    statement = select(Team).where(Team.workspace_id == actor.workspace_id).order_by(Team.name, Team.id)
    return (await session.execute(statement)).scalars().all()


async def team(session: AsyncSession, actor: Actor, team_id: UUID) -> Team | None:
    """Return a team, locked for the rest of the transaction."""
    statement = (
        select(Team).where(Team.workspace_id == actor.workspace_id, Team.id == team_id).with_for_update()
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def user(session: AsyncSession, workspace_id: UUID, user_id: UUID) -> User | None:
    """Return a person, locked for the rest of the transaction."""
    statement = select(User).where(User.workspace_id == workspace_id, User.id == user_id).with_for_update()
    return (await session.execute(statement)).scalar_one_or_none()


async def locale_of(session: AsyncSession, actor: Actor) -> str:
    """Return the language of whoever acts; English for a program."""
    statement = select(User.locale).where(User.workspace_id == actor.workspace_id, User.id == actor.user_id)
    return (await session.execute(statement)).scalar_one_or_none() or "en"


async def active_administrators(session: AsyncSession, actor: Actor) -> int:
    """Count the people who can log in as administrators; locks them, so that two can't resign at once."""
    statement = (
        select(User.id)
        .join(Role, (Role.workspace_id == User.workspace_id) & (Role.id == User.role_id))
        .where(User.workspace_id == actor.workspace_id, User.is_active, Role.key == "administrator")
        .with_for_update(of=User)
    )
    return len((await session.execute(statement)).all())


def own_sessions(actor: Actor, moment: Any) -> Any:
    """Select the actor's living sessions."""
    return (
        select(Session)
        .where(
            Session.workspace_id == actor.workspace_id,
            Session.user_id == actor.user_id,
            Session.revoked_at.is_(None),
            Session.expires_at > moment,
        )
        .order_by(Session.last_seen_at.desc())
    )


async def known_ips(session: AsyncSession, workspace_id: UUID, user_id: UUID) -> set[str]:
    """Return the addresses from which a person has logged in."""
    statement = (
        select(Session.ip).where(Session.workspace_id == workspace_id, Session.user_id == user_id).distinct()
    )
    return {ip for ip in (await session.execute(statement)).scalars() if ip}


async def invitation_by_digest(
    session: AsyncSession, workspace_id: UUID, digest: bytes, moment: Any
) -> Invitation | None:
    """Return the open invitation of a token, locked."""
    statement = select(Invitation).where(
        Invitation.workspace_id == workspace_id,
        Invitation.token_digest == digest,
        Invitation.accepted_at.is_(None),
        Invitation.revoked_at.is_(None),
        Invitation.expires_at > moment,
    )
    return (await session.execute(statement)).scalar_one_or_none()


def open_invitations(actor: Actor, moment: Any) -> Any:
    """Select the invitations that can still be accepted."""
    return select(Invitation).where(
        Invitation.workspace_id == actor.workspace_id,
        Invitation.accepted_at.is_(None),
        Invitation.revoked_at.is_(None),
        Invitation.expires_at > moment,
    )


def api_keys(actor: Actor) -> Any:
    """Select every key, living or revoked."""
    return select(ApiKey).where(ApiKey.workspace_id == actor.workspace_id).order_by(ApiKey.id)


def ended_sessions(workspace_id: UUID, moment: datetime, most: int) -> Delete:
    """Delete sessions that ended long ago."""
    return _long_over(Session, workspace_id, most, _before(moment, Session.expires_at, Session.revoked_at))


def ended_invitations(workspace_id: UUID, moment: datetime, most: int) -> Delete:
    """Delete invitations that were used, withdrawn or left to expire long ago."""
    ends = (Invitation.expires_at, Invitation.accepted_at, Invitation.revoked_at)
    return _long_over(Invitation, workspace_id, most, _before(moment, *ends))


def _before(moment: datetime, *ends: Any) -> ColumnElement[bool]:
    return or_(*(end < moment - ENDED_KEPT for end in ends))


def _long_over(model: Any, workspace_id: UUID, most: int, is_over: ColumnElement[bool]) -> Delete:
    found = select(model.id).where(model.workspace_id == workspace_id, is_over).limit(most)
    return delete(model).where(model.workspace_id == workspace_id, model.id.in_(found))
