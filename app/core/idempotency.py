"""`Idempotency-Key`: the stored answer lives in the transaction of the effect itself.

The key's row is inserted first, so a second request with the same key waits for the first one's transaction and then
finds its answer (draft-ietf-httpapi-idempotency-key-header, with waiting instead of 409).
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fastapi import Request, Response
from sqlalchemy import LargeBinary, Update, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql import ClauseElement

from app.core.auth import Actor
from app.core.clock import now
from app.core.errors import FieldError, IdempotencyMismatchError, InvalidRequestError
from app.core.orm import Base
from app.core.prepared import Prepared

KEPT_HEADERS = ("content-type", "etag", "location")
MAX_KEY_LENGTH = 255


class IdempotencyRecord(Base):
    """One remembered request and its answer."""

    __tablename__ = "idempotency_keys"

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True)
    caller: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[int | None]
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    headers: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=now, index=True)


class StoredAnswer(Exception):  # noqa: N818 - not an error: it carries the first answer out of the dependency
    """Raised to answer a repeated request with the first one's answer."""

    def __init__(self, response: Response) -> None:
        """Keep the answer."""
        super().__init__()
        self.response = response


@dataclass(frozen=True, slots=True)
class Claim:
    """A key that this request was the first to use."""

    session: AsyncSession
    workspace_id: UUID
    caller: str
    key: str


async def _fingerprint(request: Request) -> bytes:
    digest = hashlib.sha256(f"{request.method} {request.url.path}?{request.url.query}\n".encode())
    digest.update(await request.body())
    return digest.digest()


async def claim(session: AsyncSession, actor: Actor, request: Request, key: str) -> Claim:
    """Take the key for this request.

    Raises:
        StoredAnswer: the same request was answered already.
        IdempotencyMismatchError: the key belongs to another request.
        InvalidRequestError: the key is too long.
    """
    if not key or len(key) > MAX_KEY_LENGTH:
        detail = f"1 to {MAX_KEY_LENGTH} characters"
        raise InvalidRequestError(
            detail, errors=[FieldError(pointer="/header/Idempotency-Key", code="bad_length", detail=detail)]
        )
    caller = f"{actor.kind}:{actor.user_id or actor.credential_id}"
    fingerprint = await _fingerprint(request)
    values = {"workspace_id": actor.workspace_id, "caller": caller, "key": key, "fingerprint": fingerprint}
    if await _CLAIM.one(session, {**values, "created_at": now()}) is not None:
        return Claim(session, actor.workspace_id, caller, key)
    stored = (
        await session.execute(
            select(
                IdempotencyRecord.fingerprint,
                IdempotencyRecord.status,
                IdempotencyRecord.body,
                IdempotencyRecord.headers,
            ).where(
                IdempotencyRecord.workspace_id == actor.workspace_id,
                IdempotencyRecord.caller == caller,
                IdempotencyRecord.key == key,
            )
        )
    ).one()
    if stored.fingerprint != fingerprint:
        raise IdempotencyMismatchError
    headers = dict(line.split(": ", 1) for line in (stored.headers or "").splitlines())
    raise StoredAnswer(Response(stored.body, status_code=stored.status or 200, headers=headers))


async def remember(taken: Claim, response: Response) -> None:
    """Store the answer in the transaction of the effect."""
    kept = "\n".join(f"{name}: {response.headers[name]}" for name in KEPT_HEADERS if name in response.headers)
    place = {"of_workspace": taken.workspace_id, "of_caller": taken.caller, "of_key": taken.key}
    answer = {"status": response.status_code, "body": bytes(response.body), "headers": kept}
    await _REMEMBER.rows(taken.session, {**place, **answer})


def _claim() -> ClauseElement:
    columns = ("workspace_id", "caller", "key", "fingerprint", "created_at")
    statement = insert(IdempotencyRecord).values({name: bindparam(name) for name in columns})
    return statement.on_conflict_do_nothing().returning(IdempotencyRecord.key)


def _remember() -> Update:
    statement = update(IdempotencyRecord).where(
        IdempotencyRecord.workspace_id == bindparam("of_workspace"),
        IdempotencyRecord.caller == bindparam("of_caller"),
        IdempotencyRecord.key == bindparam("of_key"),
    )
    return statement.values({name: bindparam(name) for name in ("status", "body", "headers")})


_CLAIM, _REMEMBER = Prepared(_claim), Prepared(_remember)
