"""Who is acting, and what they may see and do.

A role maps each permission to a scope: one's own records, those of one's team and the teams below it, or all.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Protocol
from uuid import UUID

from fastapi import Depends, Request
from sqlalchemy import ColumnElement, Uuid, any_, bindparam, false, literal, or_, true
from sqlalchemy.dialects.postgresql import ARRAY

from app.core.errors import ForbiddenError, ForeignOriginError, UnauthenticatedError
from app.core.schemas import ActorRef

SESSION_COOKIE = "baton_session"
SECURE_SESSION_COOKIE = "__Host-baton_session"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Scope(StrEnum):
    """How far a permission reaches."""

    OWN = "own"
    TEAM = "team"
    ALL = "all"


class Access(StrEnum):
    """What one may do with a group of fields, each more than the one before.

    `none`: doesn't know what stands there; `masked`: knows that something does, and may ask for it with a reason;
    `read`: sees it; `fill`: also writes where nothing stands yet; `edit`: also changes what stands there.
    """

    NONE = "none"
    MASKED = "masked"
    READ = "read"
    FILL = "fill"
    EDIT = "edit"


PERSONAL, EVENTS = "personal", "events"
"""The built-in groups: who somebody is and how to reach her; what was noted about her. Others go by their id."""


class ActorKind(StrEnum):
    """What sort of caller acts."""

    USER = "user"
    API_KEY = "api_key"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """The caller of one operation."""

    kind: ActorKind
    workspace_id: UUID
    user_id: UUID | None
    name: str
    scopes: Mapping[str, Scope] = field(default_factory=dict)
    team_member_ids: frozenset[UUID] = frozenset()
    credential_id: UUID | None = None
    """The session's or the API key's id."""
    fields: Mapping[str, Access] = field(default_factory=dict)
    """What the role may do with each group of fields."""

    @property
    def team(self) -> list[UUID]:
        """Return whose records a team-wide right covers, besides nobody's."""
        return sorted(self.team_member_ids | ({self.user_id} if self.user_id else set()))

    @property
    def parameters(self) -> dict[str, Any]:
        """Return what a prepared read, built for a `Viewer`, has to be told of this actor."""
        team = self.team if self.team_member_ids else [self.user_id]
        return {"actor_workspace": self.workspace_id, "actor_user": self.user_id, "actor_team": team}

    @property
    def ref(self) -> ActorRef:
        """Return how events and histories name this actor."""
        return ActorRef(kind=self.kind, id=self.user_id or self.credential_id, name=self.name)

    def may(self, permission: str) -> bool:
        """Tell whether the actor holds the permission in any scope."""
        return self.kind is ActorKind.SYSTEM or permission in self.scopes

    def field_access(self, group: str) -> Access:
        """Return what the actor may do with a group of fields; one that her role doesn't name follows `personal`."""
        if self.kind is ActorKind.SYSTEM:
            return Access.EDIT
        return self.fields.get(group) or self.fields.get(PERSONAL, Access.MASKED)

    def reads(self, group: str) -> bool:
        """Tell whether the actor sees what stands in a group of fields."""
        return self.field_access(group) not in {Access.NONE, Access.MASKED}

    def scope(self, permission: str) -> Scope | None:
        """Return how far the permission reaches, or None."""
        return Scope.ALL if self.kind is ActorKind.SYSTEM else self.scopes.get(permission)

    def reaches(self, permission: str, owner_id: UUID | None) -> bool:
        """Tell whether the permission covers a record of this owner; the rule that `visible` writes as SQL."""
        match self.scope(permission):
            case Scope.ALL:
                return True
            case Scope.TEAM:
                return owner_id is None or owner_id in self.team_member_ids or owner_id == self.user_id
            case Scope.OWN:
                return owner_id is not None and owner_id == self.user_id
            case None:
                return False


def system_actor(workspace_id: UUID, name: str = "Baton") -> Actor:
    """Return the actor of background work."""
    return Actor(kind=ActorKind.SYSTEM, workspace_id=workspace_id, user_id=None, name=name)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whoever reads with a scope: prepared reads are built for her, and told with each run who it is this time."""

    reach: Scope | None
    workspace_id: ClassVar[Any] = bindparam("actor_workspace", type_=Uuid())
    user_id: ClassVar[Any] = bindparam("actor_user", type_=Uuid())
    team: ClassVar[Any] = bindparam("actor_team", type_=ARRAY(Uuid()))

    def scope(self, _permission: str) -> Scope | None:
        """Return how far the permission of this read reaches."""
        return self.reach


def visible(actor: Actor | Viewer, permission: str, workspace: Any, owner: Any) -> ColumnElement[bool]:
    """Return the predicate with which each read begins: the workspace and the owners this actor may see.

    Args:
        actor: who reads, or the viewer for whom a read is prepared.
        permission: which right the read needs, for example `deals:read`.
        workspace: the table's `workspace_id` column.
        owner: the table's column with the owner's id.
    """
    in_workspace: ColumnElement[bool] = workspace == actor.workspace_id
    match actor.scope(permission):
        case Scope.ALL:
            reach: ColumnElement[bool] = true()
        case Scope.TEAM:
            team = actor.team if isinstance(actor, Viewer) else literal(actor.team, ARRAY(Uuid()))
            reach = or_(owner.is_(None), owner == any_(team))
        case Scope.OWN:
            reach = false() if actor.user_id is None else owner == actor.user_id
        case _:
            reach = false()
    return in_workspace & reach


class Authenticator(Protocol):
    """Turns a credential into an actor; the identity domain provides it."""

    async def session(self, token: str) -> Actor | None:
        """Return the person whose session this is."""
        ...

    async def api_key(self, token: str) -> Actor | None:
        """Return the program whose key this is."""
        ...

    async def stamps(self, workspace_id: UUID, ids: Collection[UUID]) -> Mapping[UUID, str]:
        """Return, for the living credentials among these, a text that changes when their rights do."""
        ...

    def forget(self) -> None:
        """Drop whatever is remembered about credentials: rights or sessions changed."""
        ...


def check_origin(request: Request, origins: frozenset[str]) -> None:
    """Refuse a cookie request made by another site's page; raises `ForeignOriginError`.

    A program sends neither header and is let through: the cookie is SameSite=Lax, so no foreign page can make one.
    """
    origin = request.headers.get("origin")
    own = f"{request.url.scheme}://{request.url.netloc}"
    if origin is not None and origin not in origins and origin != own:
        raise ForeignOriginError
    if request.headers.get("sec-fetch-site") in {"cross-site", "same-site"}:
        raise ForeignOriginError


def session_token(cookies: Mapping[str, str]) -> str | None:
    """Return the session cookie's value, whichever of its two names it bears."""
    return cookies.get(SECURE_SESSION_COOKIE) or cookies.get(SESSION_COOKIE)


async def current_actor(request: Request) -> Actor:
    """Return the caller, found once per request; raises `UnauthenticatedError` or `ForeignOriginError`."""
    known: Actor | None = getattr(request.state, "actor", None)
    if known is not None:
        return known
    runtime = request.app.state.runtime
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    actor: Actor | None = None
    if scheme.lower() == "bearer":
        actor = await runtime.authenticator.api_key(bearer.strip())
        if actor is not None:
            await runtime.limit_api_key(request, actor)
    elif token := session_token(request.cookies):
        if request.method not in SAFE_METHODS:
            check_origin(request, runtime.settings.origins)
        actor = await runtime.authenticator.session(token)
    if actor is None:
        raise UnauthenticatedError
    request.state.actor = actor
    return actor


class Requires:
    """The dependency that states a route's permission; None means any logged-in caller."""

    def __init__(self, permission: str | None) -> None:
        """Name the permission."""
        self.permission = permission

    async def __call__(self, request: Request) -> Actor:
        """Return the caller; raises `ForbiddenError` without the permission."""
        actor = await current_actor(request)
        if self.permission is not None and not actor.may(self.permission):
            raise ForbiddenError(params={"permission": self.permission})
        return actor


def requires(permission: str) -> Any:
    """Return the dependency of a route that needs a permission."""
    return Depends(Requires(permission))


LoggedIn = Annotated[Actor, Depends(Requires(None))]


async def open_to_all() -> None:
    """State that a route needs no log-in; each such route is listed in the permission matrix."""


PUBLIC = Depends(open_to_all)
