"""Acting in a person's place: what she would see, without her session."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor, ActorKind, Scope
from app.domains.identity import queries
from app.domains.identity.models import Role, User
from app.domains.identity.rules import subtree


async def actor_of(session: AsyncSession, workspace_id: UUID, user_id: UUID) -> Actor | None:
    """Return the person as an actor with the rights of her role, or None for one who can't log in."""
    statement = (
        select(User.id, User.name, User.team_id, Role.permissions)
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
    return Actor(ActorKind.USER, workspace_id, row.id, row.name, scopes, members)
