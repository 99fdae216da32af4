"""The review list: searching the whole base for records that may be one client, and what people say about them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import jobs
from app.core.auth import Actor
from app.core.clock import now
from app.core.errors import NotFoundError
from app.core.ids import uuid7
from app.domains.clients.models import DuplicateCheck, DuplicatePair
from app.domains.clients.queries import records
from app.domains.clients.queries import review as queries
from app.domains.clients.rules import matching
from app.domains.clients.rules.matching import Profile
from app.domains.clients.service import rights

COMPARE_JOB = "clients.compare_for_duplicates"
SLICE = 2000
"""So many clients are compared with the others in one transaction."""
ABANDONED_AFTER = timedelta(hours=2)
_CHECK_KEY = ("duplicate_check", "running")


async def start(session: AsyncSession, actor: Actor) -> DuplicateCheck:
    """Begin a search through the whole base; while one runs, that one is returned.

    Raises:
        FieldForbiddenError: not every field is hers to edit.
    """
    rights.require_every_field(actor)
    await records.lock_keys(session, actor.workspace_id, [_CHECK_KEY])
    running = await queries.latest_check(session, actor.workspace_id)
    if running is not None and running.state == "running" and running.created_at > now() - ABANDONED_AFTER:
        return running
    check = DuplicateCheck(
        workspace_id=actor.workspace_id,
        id=uuid7(),
        state="running",
        started_by_name=actor.name,
        clients=0,
        compared=0,
        found=0,
    )
    session.add(check)
    jobs.enqueue(session, COMPARE_JOB, {"check_id": str(check.id), "after": None}, key=str(check.id))
    await session.flush()
    return check


async def compare_slice(
    session: AsyncSession, workspace_id: UUID, check_id: UUID, after: UUID | None
) -> None:
    """Compare the next clients with all that have something in common with them; when none are left, the check ends.

    Args:
        session: the job's transaction: what a slice finds is seen when it is done.
        workspace_id: whose base.
        check_id: the search.
        after: the last client compared, None for the first slice.
    """
    check = await queries.check(session, workspace_id, check_id)
    if check is None or check.state != "running":
        return
    if after is None:
        await queries.forget_findings(session, workspace_id)
        check.clients = await queries.count_clients(session, workspace_id)
    ids = await queries.next_clients(session, workspace_id, after, SLICE)
    if not ids:
        check.state, check.finished_at = "done", now()
        return
    pairs = await queries.with_something_in_common(session, workspace_id, ids)
    check.found += await queries.open_pairs_found(
        session, workspace_id, await _likely(session, workspace_id, pairs)
    )
    check.compared += len(ids)
    args = {"check_id": str(check.id), "after": str(ids[-1])}
    jobs.enqueue(session, COMPARE_JOB, args, key=f"{check.id}:{ids[-1]}")


async def _likely(session: AsyncSession, workspace_id: UUID, pairs: Sequence[Any]) -> list[queries.Found]:
    ids = {pair.one_id for pair in pairs} | {pair.other_id for pair in pairs}
    known = {row.id: _profile(row) for row in await queries.profiles(session, workspace_id, ids)}
    found = []
    for pair in pairs:
        if pair.one_id in known and pair.other_id in known:
            match = matching.score(known[pair.one_id], known[pair.other_id])
            if match.score >= matching.POSSIBLE:
                reasons = [str(reason) for reason in match.reasons]
                found.append(queries.Found(pair.one_id, pair.other_id, match.score, reasons))
    return found


def _profile(row: Any) -> Profile:
    return Profile(
        row.kind, row.name, frozenset(row.phones), frozenset(row.emails), row.tax_id, row.company_name
    )


async def dismiss(session: AsyncSession, actor: Actor, pair_id: UUID) -> DuplicatePair:
    """Say that two records are two clients: the pair is never shown again.

    Raises:
        NotFoundError: no such pair, or one of the two is out of the actor's reach.
        FieldForbiddenError: not every field is hers to edit: who may not merge does not decide.
    """
    return await _decide(session, actor, pair_id, "dismissed")


async def reopen(session: AsyncSession, actor: Actor, pair_id: UUID) -> DuplicatePair:
    """Take back that two records are two clients; raises as `dismiss`."""
    return await _decide(session, actor, pair_id, "open")


async def _decide(session: AsyncSession, actor: Actor, pair_id: UUID, state: str) -> DuplicatePair:
    pair = await queries.locked_pair(session, actor, pair_id)
    if pair is None:
        raise NotFoundError
    rights.require_every_field(actor)
    dismissed = state == "dismissed"
    pair.state = state
    pair.decided_at = now() if dismissed else None
    pair.decided_by_name = actor.name if dismissed else None
    await session.flush()
    return pair
