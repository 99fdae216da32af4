"""The first-run wizard: a workspace, its roles and its first administrator."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor, ActorKind
from app.core.db import Database, workspace_of
from app.core.ids import uuid7
from app.core.runtime import Runtime
from app.domains.identity import queries
from app.domains.identity.errors import SetupFinishedError
from app.domains.identity.events import WorkspaceCreated
from app.domains.identity.models import LoginAddress, Role, User, Workspace
from app.domains.identity.permissions import BUILT_IN_FIELDS, BUILT_IN_ROLES
from app.domains.identity.rules import normalize_email
from app.domains.identity.schemas import SetupInput
from app.domains.identity.service.passwords import check_password, hash_password

Starter = Callable[[AsyncSession, Actor, str], Awaitable[None]]
"""Gives a new workspace what its first screen needs; is told the creator and her language."""

_starters: list[Starter] = []
_ONE_AT_A_TIME = text("LOCK TABLE workspaces IN SHARE ROW EXCLUSIVE MODE")


def start_with(starter: Starter) -> None:
    """Have a domain add its part to each new workspace. Called by the registry only."""
    if starter not in _starters:
        _starters.append(starter)


async def needed(db: Database) -> bool:
    """Tell whether the installation waits for its first-run wizard."""
    async with db.directory() as session:
        return not await queries.workspace_exists(session)


async def every_workspace(db: Database) -> list[UUID]:
    """Return every workspace of the installation, for what the clock does in each."""
    async with db.directory() as session:
        return await queries.workspace_ids(session)


async def run(runtime: Runtime, wizard: SetupInput) -> tuple[UUID, UUID]:
    """Set the installation up; returns the workspace and the administrator.

    Raises:
        SetupFinishedError: it is set up already, whatever the request says.
        WeakPasswordError: the password is easy to guess.
    """
    if not await needed(runtime.db):
        raise SetupFinishedError
    check_password(wizard.password, wizard.name, wizard.email, wizard.workspace_name)
    return await create_workspace(runtime, wizard, only_the_first=True)


async def create_workspace(
    runtime: Runtime, wizard: SetupInput, *, is_demo: bool = False, only_the_first: bool = False
) -> tuple[UUID, UUID]:
    """Make a workspace with its roles and its administrator; returns both ids.

    The workspace belongs to no tenant yet, so it is written with its own id as the tenant, in one transaction.

    Raises:
        SetupFinishedError: `only_the_first` and another exists.
    """
    workspace_id = uuid7()
    password_hash = await hash_password(wizard.password)
    async with runtime.db.write(workspace_id) as session:
        creator, _ = await found(
            session, wizard, password_hash, is_demo=is_demo, only_the_first=only_the_first
        )
        for starter in _starters:
            await starter(session, creator, wizard.locale)
    assert creator.user_id is not None  # noqa: S101 - a person, see `found`
    return workspace_id, creator.user_id


async def found(
    session: AsyncSession,
    wizard: SetupInput,
    password_hash: str,
    *,
    is_demo: bool = False,
    only_the_first: bool = False,
) -> tuple[Actor, dict[str, UUID]]:
    """Write a workspace into a transaction that was opened under its id; returns its administrator and its roles.

    Raises:
        SetupFinishedError: `only_the_first` and another exists.
    """
    workspace_id, user_id = workspace_of(session), uuid7()
    if only_the_first:
        await session.execute(_ONE_AT_A_TIME)
        if await queries.workspace_exists(session):
            raise SetupFinishedError
    session.add(
        Workspace(
            id=workspace_id,
            name=wizard.workspace_name,
            currency=wizard.currency,
            time_zone=wizard.time_zone,
            phone_region=wizard.phone_region,
            is_demo=is_demo,
        )
    )
    session.add(LoginAddress(email=normalize_email(wizard.email), workspace_id=workspace_id, user_id=user_id))
    roles = _add_roles(session, workspace_id)
    await session.flush()
    session.add(
        User(
            workspace_id=workspace_id,
            id=user_id,
            name=wizard.name,
            email=normalize_email(wizard.email),
            password_hash=password_hash,
            role_id=roles["administrator"],
            locale=wizard.locale,
        )
    )
    creator = Actor(ActorKind.USER, workspace_id, user_id, wizard.name)
    events.publish(session, creator, WorkspaceCreated(user_id=user_id))
    await session.flush()
    return creator, roles


def _add_roles(session: AsyncSession, workspace_id: UUID) -> dict[str, UUID]:
    roles = {key: uuid7() for key in BUILT_IN_ROLES}
    for key, permissions in BUILT_IN_ROLES.items():
        session.add(
            Role(
                workspace_id=workspace_id,
                id=roles[key],
                key=key,
                name=key.capitalize(),
                permissions={name: str(scope) for name, scope in permissions.items()},
                fields={group: str(access) for group, access in BUILT_IN_FIELDS[key].items()},
            )
        )
    return roles
