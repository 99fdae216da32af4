"""Logging in and out, and turning credentials into actors."""

import time
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from limits import parse
from redis.exceptions import RedisError
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor, ActorKind
from app.core.clock import now
from app.core.crypto import new_token, token_digest
from app.core.db import Database
from app.core.errors import NotFoundError
from app.core.ids import uuid7
from app.core.runtime import Runtime
from app.domains.identity import queries
from app.domains.identity.errors import InvalidCredentialsError, TooManyAttemptsError, WrongPasswordError
from app.domains.identity.events import LoggedIn, LoginFailed, PasswordChanged, SessionEnded
from app.domains.identity.models import ApiKey, LoginAddress, Session, User
from app.domains.identity.rules import normalize_email
from app.domains.identity.service.actors import fields_of, scopes_of, team_members
from app.domains.identity.service.passwords import check_password, hash_password, verify_password

SESSION_LIFE = timedelta(days=30)
SESSION_IDLE = timedelta(days=7)
SEEN_EVERY = timedelta(minutes=5)
CACHE_SECONDS = 1.0
"""A role change or a revocation made by another process is felt within this time."""
CACHE_SIZE = 10_000
FAILURES_HERE = parse("10 per 15 minutes")
FAILURES_FROM_IP = parse("50 per 15 minutes")
FAILURES_OF_ACCOUNT = parse("100 per 15 minutes")


def workspace_of(token: str) -> UUID | None:
    """Return the workspace that a credential names in itself, if it has our form."""
    prefix, _, secret = token.partition(".")
    if not secret or len(token) > 200:  # noqa: PLR2004 - ours are shorter
        return None
    try:
        return UUID(hex=prefix.rpartition("_")[2])
    except ValueError:
        return None


class DatabaseAuthenticator:
    """Finds the actor behind a session token or an API key; remembers it for a second."""

    def __init__(self, runtime: Runtime) -> None:
        """Start with an empty memory."""
        self._runtime = runtime
        self._remembered: dict[bytes, tuple[float, Actor]] = {}

    @property
    def _db(self) -> Database:
        return self._runtime.db

    def forget(self) -> None:
        """Forget everybody: rights or sessions changed in this process."""
        self._remembered.clear()

    async def session(self, token: str) -> Actor | None:
        """Return the person whose session this is."""
        return await self._find(token, self._load_session)

    async def api_key(self, token: str) -> Actor | None:
        """Return the program whose key this is."""
        return await self._find(token, self._load_api_key)

    async def _find(self, token: str, load: Any) -> Actor | None:
        workspace_id = workspace_of(token)
        if workspace_id is None:
            return None
        digest = token_digest(token)
        remembered = self._remembered.get(digest)
        if remembered is not None and remembered[0] > time.monotonic():
            return remembered[1]
        async with self._db.read(workspace_id, by_key=True) as session:
            actor: Actor | None = await load(session, workspace_id, digest)
        if actor is not None:
            if len(self._remembered) > CACHE_SIZE:
                self._remembered.clear()
            self._remembered[digest] = (time.monotonic() + CACHE_SECONDS, actor)
        return actor

    async def _load_session(self, session: AsyncSession, workspace_id: UUID, digest: bytes) -> Actor | None:
        row = await queries.session_holder(session, workspace_id, digest)
        moment = now()
        if row is None or row["expires_at"] < moment or row["last_seen_at"] < moment - SESSION_IDLE:
            return None
        if row["last_seen_at"] < moment - SEEN_EVERY:
            self._runtime.spawn(self._mark(workspace_id, Session, row["id"], "last_seen_at"))
        scopes = scopes_of(row["permissions"])
        return Actor(
            kind=ActorKind.USER,
            workspace_id=workspace_id,
            user_id=row["user_id"],
            name=row["name"],
            scopes=scopes,
            team_member_ids=await team_members(session, workspace_id, row["team_id"], scopes),
            credential_id=row["id"],
            fields=fields_of(row["fields"]),
        )

    async def _load_api_key(self, session: AsyncSession, workspace_id: UUID, digest: bytes) -> Actor | None:
        row = await queries.api_key_by_digest(session, workspace_id, digest)
        if row is None:
            return None
        if row.last_used_at is None or row.last_used_at < now() - SEEN_EVERY:
            self._runtime.spawn(self._mark(workspace_id, ApiKey, row.id, "last_used_at"))
        scopes = scopes_of(row.scopes)
        return Actor(
            ActorKind.API_KEY,
            workspace_id,
            None,
            row.name,
            scopes,
            credential_id=row.id,
            fields=fields_of(row.fields),
        )

    async def _mark(self, workspace_id: UUID, model: Any, record_id: UUID, column: str) -> None:
        async with self._db.write(workspace_id) as session:
            statement = update(model).where(model.workspace_id == workspace_id, model.id == record_id)
            await session.execute(
                statement.values({column: now()}).execution_options(synchronize_session=False)
            )

    async def stamps(self, workspace_id: UUID, ids: Collection[UUID]) -> Mapping[UUID, str]:
        """Return what changes when the rights of these credentials do; a dead credential has no stamp."""
        async with self._db.read(workspace_id) as session:
            return await queries.credential_stamps(session, workspace_id, ids, now())


# --- logging in ------------------------------------------------------------------------------------------------------


async def log_in(runtime: Runtime, email: str, password: str, ip: str | None, user_agent: str | None) -> str:
    """Check an address and password and open a session; returns its token.

    Raises:
        InvalidCredentialsError: they don't belong together; known and unknown addresses answer alike.
        TooManyAttemptsError: somebody guesses. The person herself still gets in from where she has been before.
    """
    address = normalize_email(email)
    async with runtime.db.directory() as session:
        found = await queries.login_address(session, address)
    await _check_attempts(runtime, found, address, ip)
    stored = None
    if found is not None:
        async with runtime.db.read(found.workspace_id) as session:
            user = await session.get_one(User, (found.workspace_id, found.user_id))
            stored = user.password_hash if user.is_active else None
    if not await verify_password(password, stored) or found is None:
        await _count_failure(runtime, found, address, ip)
        raise InvalidCredentialsError
    return await open_session(runtime, found.workspace_id, found.user_id, ip, user_agent)


def _attempt_keys(address: str, ip: str | None) -> list[tuple[Any, str]]:
    return [
        (FAILURES_HERE, f"login:{token_digest(f'{address}|{ip}').hex()}"),
        (FAILURES_FROM_IP, f"login-ip:{ip}"),
    ]


async def _check_attempts(runtime: Runtime, found: LoginAddress | None, address: str, ip: str | None) -> None:
    limits = _attempt_keys(address, ip)
    account = (FAILURES_OF_ACCOUNT, f"login-account:{token_digest(address).hex()}")
    try:
        refused = [item for item in limits if not await runtime.limiter.test(*item)]
        if (
            not refused
            and not await runtime.limiter.test(*account)
            and not await _is_known_place(runtime, found, ip)
        ):
            refused = [account]
        if refused:
            window = await runtime.limiter.get_window_stats(*refused[0])
            wait = max(1, int(window.reset_time - time.time()))
            raise TooManyAttemptsError(params={"retry_after": wait}, headers={"Retry-After": str(wait)})
    except (RedisError, OSError):
        return


async def _is_known_place(runtime: Runtime, found: LoginAddress | None, ip: str | None) -> bool:
    if found is None or ip is None:
        return False
    async with runtime.db.read(found.workspace_id) as session:
        return ip in await queries.known_ips(session, found.workspace_id, found.user_id)


async def _count_failure(runtime: Runtime, found: LoginAddress | None, address: str, ip: str | None) -> None:
    account = (FAILURES_OF_ACCOUNT, f"login-account:{token_digest(address).hex()}")
    try:
        for item in (*_attempt_keys(address, ip), account):
            await runtime.limiter.hit(*item)
    except (RedisError, OSError):
        pass
    if found is not None:
        nobody = Actor(ActorKind.SYSTEM, found.workspace_id, None, "?")
        async with runtime.db.write(found.workspace_id) as session:
            events.publish(session, nobody, LoginFailed(user_id=found.user_id))


async def open_session(
    runtime: Runtime, workspace_id: UUID, user_id: UUID, ip: str | None, user_agent: str | None
) -> str:
    """Open a session for a person; returns the token for her cookie."""
    token = new_token(workspace_id.hex)
    moment = now()
    record = Session(
        workspace_id=workspace_id,
        id=uuid7(),
        user_id=user_id,
        token_digest=token_digest(token),
        last_seen_at=moment,
        expires_at=moment + SESSION_LIFE,
        ip=ip,
        user_agent=(user_agent or "")[:300] or None,
    )
    async with runtime.db.write(workspace_id) as session:
        user = await queries.user(session, workspace_id, user_id)
        name = user.name if user else ""
        session.add(record)
        actor = Actor(ActorKind.USER, workspace_id, user_id, name, credential_id=record.id)
        events.publish(session, actor, LoggedIn(user_id=user_id, session_id=record.id))
    return token


async def end_session(session: AsyncSession, actor: Actor, session_id: UUID) -> None:
    """Close one of one's own sessions; raises `NotFoundError` for another's."""
    statement = (
        update(Session)
        .where(
            Session.workspace_id == actor.workspace_id,
            Session.id == session_id,
            Session.user_id == actor.user_id,
            Session.revoked_at.is_(None),
        )
        .values(revoked_at=now())
        .returning(Session.user_id)
        .execution_options(synchronize_session=False)
    )
    user_id = (await session.execute(statement)).scalar_one_or_none()
    if user_id is None:
        raise NotFoundError
    events.publish(session, actor, SessionEnded(user_id=user_id, session_id=session_id))


async def end_sessions(
    session: AsyncSession, actor: Actor, user_id: UUID, *, but: UUID | None = None
) -> None:
    """Close all sessions of a person, but perhaps one."""
    statement = (
        update(Session)
        .where(
            Session.workspace_id == actor.workspace_id,
            Session.user_id == user_id,
            Session.revoked_at.is_(None),
        )
        .values(revoked_at=now())
        .returning(Session.id)
        .execution_options(synchronize_session=False)
    )
    if but is not None:
        statement = statement.where(Session.id != but)
    for session_id in (await session.execute(statement)).scalars():
        events.publish(session, actor, SessionEnded(user_id=user_id, session_id=session_id))


async def change_password(session: AsyncSession, actor: Actor, current: str, new: str) -> None:
    """Give oneself a new password; every other session ends.

    Raises:
        WrongPasswordError: the current password is wrong.
        WeakPasswordError: the new one is easy to guess.
    """
    user = await queries.user(session, actor.workspace_id, actor.user_id) if actor.user_id else None
    if user is None or not await verify_password(current, user.password_hash):
        raise WrongPasswordError
    check_password(new, user.name, user.email)
    user.password_hash = await hash_password(new)
    user.touch()
    await end_sessions(session, actor, user.id, but=actor.credential_id)
    events.publish(session, actor, PasswordChanged(user_id=user.id))
