"""Acting in a person's place: what she would see, without her session."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Access, Actor, ActorKind, Scope
from app.core.orm import among
from app.domains.identity import queries
from app.domains.identity.models import User
from app.domains.identity.rules import nearest_holders, subtree


def fields_of(stored: Mapping[str, str]) -> dict[str, Access]:
    """Return what a role may do with each group of fields."""
    return {group: Access(access) for group, access in stored.items()}


async def actor_of(session: AsyncSession, workspace_id: UUID, user_id: UUID) -> Actor | None:
    """Return the person as an actor with the rights of her role, or None for one who can't log in."""
    return (await actors_of(session, workspace_id, [user_id])).get(user_id)


async def actors_of(
    session: AsyncSession, workspace_id: UUID, user_ids: Collection[UUID]
) -> dict[UUID, Actor]:
    """Return those of the people who can log in as actors with the rights of their roles, by id."""
    found = {}
    for row in await queries.people_with_roles(session, workspace_id, user_ids) if user_ids else ():
        scopes = scopes_of(row["permissions"])
        members = await team_members(session, workspace_id, row["team_id"], scopes)
        fields = fields_of(row["fields"])
        found[row["id"]] = Actor(
            ActorKind.USER, workspace_id, row["id"], row["name"], scopes, members, fields=fields
        )
    return found


async def everybody(session: AsyncSession, workspace_id: UUID) -> list[Actor]:
    """Return everybody who can log in as an actor with the rights of her role, by name."""
    rows = await queries.everybody(session, workspace_id)
    parents = await queries.team_parents(session, workspace_id)
    found = []
    for row in rows:
        scopes, members = scopes_of(row.permissions), frozenset[UUID]()
        if row.team_id is not None and Scope.TEAM in scopes.values():
            below = subtree(parents, row.team_id)
            members = frozenset(one.id for one in rows if one.team_id in below)
        fields = fields_of(row.fields)
        found.append(Actor(ActorKind.USER, workspace_id, row.id, row.name, scopes, members, fields=fields))
    return found


def scopes_of(stored: Mapping[str, str]) -> dict[str, Scope]:
    """Return how far each permission of a role reaches."""
    return {permission: Scope(scope) for permission, scope in stored.items()}


async def team_members(
    session: AsyncSession, workspace_id: UUID, team_id: UUID | None, scopes: Mapping[str, Scope]
) -> frozenset[UUID]:
    """Return whom the person's team-wide rights cover; nobody is asked for where she has none."""
    if team_id is None or Scope.TEAM not in scopes.values():
        return frozenset()
    parents = await queries.team_parents(session, workspace_id)
    return await queries.members(session, workspace_id, subtree(parents, team_id))


async def supervisors(
    session: AsyncSession, workspace_id: UUID, user_id: UUID, permission: str
) -> list[UUID]:
    """Return whom something of a person's is brought before: those of the nearest team whose right covers it.

    Nearest is her own team, then the one above it; where none has anybody, whoever holds the right over everything.
    """
    rows = await queries.everybody(session, workspace_id)
    parents = await queries.team_parents(session, workspace_id)
    team_id = next((row.team_id for row in rows if row.id == user_id), None)
    holders = [(row.id, row.team_id, row.permissions.get(permission)) for row in rows if row.id != user_id]
    return nearest_holders(team_id, holders, parents)


async def field_readers(
    session: AsyncSession, workspace_id: UUID, ids: Collection[UUID]
) -> dict[UUID, Actor]:
    """Return those of the people who can log in, as far as it takes to know which fields each may read."""
    if not ids:
        return {}
    return {
        row["id"]: Actor(
            ActorKind.USER, workspace_id, row["id"], row["name"], fields=fields_of(row["fields"])
        )
        for row in await queries.people_with_roles(session, workspace_id, ids)
    }


async def phone_region(session: AsyncSession, workspace_id: UUID) -> str:
    """Return the workspace's country, for numbers written without a country code."""
    return (await queries.workspace(session, workspace_id)).phone_region


async def colleagues(session: AsyncSession, workspace_id: UUID, ids: Collection[UUID]) -> set[UUID]:
    """Return those of the people who work in the workspace."""
    statement = select(User.id).where(User.workspace_id == workspace_id, among(User.id, ids), User.is_active)
    return set((await session.execute(statement)).scalars())
