"""Workspaces for tests: each test has its own, so nothing of another is ever in its way."""

from dataclasses import dataclass, field
from uuid import UUID

import httpx

from app.core.auth import SESSION_COOKIE, Actor, ActorKind
from app.core.crypto import new_token, token_digest
from app.core.ids import uuid7
from app.core.runtime import Runtime
from app.domains.identity import queries
from app.domains.identity.models import ApiKey, LoginAddress, Team, User
from app.domains.identity.schemas import SetupInput
from app.domains.identity.service import access, passwords, setup
from tests.support.conformance import conforming
from tests.support.servers import RunningApp

PASSWORD = "a long enough passphrase"
TRUST = httpx.create_ssl_context()
"""One for all clients: making it reads every certificate of the machine, and each test makes several clients."""


class _Hashes:
    known: str | None = None


async def password_hash() -> str:
    """Return the hash of the password that every test person has; computed once."""
    if _Hashes.known is None:
        _Hashes.known = await passwords.hash_password(PASSWORD)
    return _Hashes.known


@dataclass(slots=True)
class Person:
    """A test person: who she is, and her way in."""

    user_id: UUID
    email: str
    token: str
    actor: Actor


@dataclass(slots=True)
class Workspace:
    """A workspace with its roles, an administrator, and whoever a test adds."""

    runtime: Runtime
    server: RunningApp
    id: UUID
    admin: Person
    roles: dict[str, UUID]
    _clients: list[httpx.AsyncClient] = field(default_factory=list)

    async def team(self, name: str = "North", parent_id: UUID | None = None) -> UUID:
        """Add a team."""
        team = Team(workspace_id=self.id, id=uuid7(), name=name, parent_id=parent_id)
        async with self.runtime.db.write(self.id) as session:
            session.add(team)
        return team.id

    async def person(
        self,
        role: str = "manager",
        *,
        team_id: UUID | None = None,
        name: str = "Nana K.",
        extension: str | None = None,
    ) -> Person:
        """Add a person with a role and log her in."""
        user_id = uuid7()
        email = f"{user_id.hex}@example.com"
        async with self.runtime.db.write(self.id) as session:
            session.add(
                User(
                    workspace_id=self.id,
                    id=user_id,
                    name=name,
                    email=email,
                    password_hash=await password_hash(),
                    role_id=self.roles[role],
                    team_id=team_id,
                    extension=extension,
                )
            )
            session.add(LoginAddress(email=email, workspace_id=self.id, user_id=user_id))
        return await log_in(self.runtime, self.id, user_id, email)

    async def api_key(self, scopes: dict[str, str]) -> str:
        """Add an API key; returns its token."""
        token = new_token(f"baton_{self.id.hex}")
        key = ApiKey(
            workspace_id=self.id,
            id=uuid7(),
            name="robot",
            prefix="…test",
            token_digest=token_digest(token),
            scopes=scopes,
        )
        async with self.runtime.db.write(self.id) as session:
            session.add(key)
        return token

    def http(self, person: Person | None = None) -> httpx.AsyncClient:
        """Return a browser-like client logged in as somebody (the administrator by default)."""
        who = person or self.admin
        return self._client({"Origin": self.server.url}, {SESSION_COOKIE: who.token})

    def anonymous(self) -> httpx.AsyncClient:
        """Return a client that is not logged in."""
        return self._client({}, {})

    def program(self, token: str) -> httpx.AsyncClient:
        """Return a client with an API key."""
        return self._client({"Authorization": f"Bearer {token}"}, {})

    def _client(self, headers: dict[str, str], cookies: dict[str, str]) -> httpx.AsyncClient:
        client = httpx.AsyncClient(
            base_url=f"{self.server.url}/api/v1",
            headers=headers,
            cookies=cookies,
            timeout=20,
            verify=TRUST,
            event_hooks={"response": [conforming(self.server.app)]},
        )
        self._clients.append(client)
        return client

    async def close(self) -> None:
        """Close every client."""
        for client in self._clients:
            await client.aclose()


async def log_in(runtime: Runtime, workspace_id: UUID, user_id: UUID, email: str) -> Person:
    """Open a session for a person without asking for her password."""
    token = await access.open_session(runtime, workspace_id, user_id, "127.0.0.1", "test")
    runtime.authenticator.forget()
    actor = await runtime.authenticator.session(token)
    assert actor is not None
    return Person(user_id, email, token, actor)


async def make_workspace(
    runtime: Runtime,
    server: RunningApp,
    *,
    phone_region: str = "UZ",
    currency: str = "UZS",
    is_demo: bool = False,
) -> Workspace:
    """Make a workspace with an administrator."""
    email = f"{uuid7().hex}@example.com"
    wizard = SetupInput(
        workspace_name="Anor Mebel",
        name="Admin",
        email=email,
        password=PASSWORD,
        time_zone="Asia/Tashkent",
        currency=currency,
        phone_region=phone_region,
    )
    workspace_id, user_id = await setup.create_workspace(runtime, wizard, is_demo=is_demo)
    admin = await log_in(runtime, workspace_id, user_id, email)
    system = Actor(ActorKind.SYSTEM, workspace_id, None, "test")
    async with runtime.db.read(workspace_id) as session:
        roles: dict[str, UUID] = {role.key: role.id for role in await queries.roles(session, system)}
    return Workspace(runtime, server, workspace_id, admin, roles)
