"""Acting in a person's place: what she would see, without her session."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Access, Actor, ActorKind, Scope
from app.core.orm import among
from app.domains.identity import queries
from app.domains.identity.models import Role, User
from app.domains.identity.rules import subtree


def fields_of(stored: Mapping[str, str]) -> dict[str, Access]:
    """Return what a role may do with each group of fields."""
    return {group: Access(access) for group, access in stored.items()}


async def actor_of(session: AsyncSession, workspace_id: UUID, user_id: UUID) -> Actor | None:
    """Return the person as an actor with the rights of her role, or None for one who can't log in."""
    statement = (
        select(User.id, User.name, User.team_id, Role.permissions, Role.fields)
        .join(Role, (Role.workspace_id == User.workspace_id) & (Role.id == User.role_id))
        .where(User.workspace_id == workspace_id, User.id == user_id, User.is_active)
    )
    row = (await session.execute(statement)).one_or_none()
    if row is None:
        return None
    scopes = {permission: Scope(scope) for permission, scope in row.permissions.items()}
    members: frozenset[UUID] = frozenset()
    if row.team_id is not None and Scope.TEAM in scopes.values():
        parents = await queries.team_parents(session, workspace_id)
        members = await queries.members(session, workspace_id, subtree(parents, row.team_id))
    return Actor(
        ActorKind.USER, workspace_id, row.id, row.name, scopes, members, fields=fields_of(row.fields)
    )


async def field_readers(
    session: AsyncSession, workspace_id: UUID, ids: Collection[UUID]
) -> dict[UUID, Actor]:
    """Return those of the people who can log in, as far as it takes to know which fields each may read."""
    if not ids:
        return {}
    statement = (
        select(User.id, User.name, Role.fields)
        .join(Role, (Role.workspace_id == User.workspace_id) & (Role.id == User.role_id))
        .where(User.workspace_id == workspace_id, among(User.id, ids), User.is_active)
    )
    return {
        row.id: Actor(ActorKind.USER, workspace_id, row.id, row.name, fields=fields_of(row.fields))
        for row in await session.execute(statement)
    }


async def phone_region(session: AsyncSession, workspace_id: UUID) -> str:
    """Return the workspace's country, for numbers written without a country code."""
    return (await queries.workspace(session, workspace_id)).phone_region


async def colleagues(session: AsyncSession, workspace_id: UUID, ids: Collection[UUID]) -> set[UUID]:
    """Return those of the people who work in the workspace."""
    statement = select(User.id).where(User.workspace_id == workspace_id, among(User.id, ids), User.is_active)
    return set((await session.execute(statement)).scalars())
