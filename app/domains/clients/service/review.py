"""The review list: searching the whole base for records that may be one client, and what people say about them."""

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

COLLECT_JOB, SCORE_JOB = "clients.collect_duplicates", "clients.score_duplicates"
SLICE = 4000
"""So many pairs are scored in one transaction."""
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
        to_compare=0,
        found=0,
    )
    session.add(check)
    jobs.enqueue(session, COLLECT_JOB, {"check_id": str(check.id)}, key=str(check.id))
    await session.flush()
    return check


async def collect(session: AsyncSession, workspace_id: UUID, check_id: UUID) -> None:
    """Write down every two clients that have something in common."""
    check = await queries.check(session, workspace_id, check_id)
    if check is None or check.state != "running":
        return
    await queries.forget_findings(session, workspace_id)
    check.clients = await queries.count_clients(session, workspace_id)
    check.to_compare = await queries.collect(session, workspace_id)
    _next_slice(session, check)


async def score_slice(session: AsyncSession, workspace_id: UUID, check_id: UUID) -> None:
    """Compare a slice of the pairs written down; the last slice ends the check."""
    check = await queries.check(session, workspace_id, check_id)
    if check is None or check.state != "running":
        return
    pairs = await queries.candidates(session, workspace_id, SLICE)
    if not pairs:
        check.state, check.finished_at = "done", now()
        return
    ids = {pair.one_id for pair in pairs} | {pair.other_id for pair in pairs}
    known = {row.id: _profile(row) for row in await queries.profiles(session, workspace_id, ids)}
    scored, dropped = [], []
    for pair in pairs:
        match = matching.score(known[pair.one_id], known[pair.other_id])
        if match.score >= matching.POSSIBLE:
            scored.append((pair.id, match.score, [str(reason) for reason in match.reasons]))
        else:
            dropped.append(pair.id)
    await queries.write_scores(session, workspace_id, scored)
    await queries.drop(session, workspace_id, dropped)
    check.compared += len(pairs)
    check.found += len(scored)
    _next_slice(session, check)


def _next_slice(session: AsyncSession, check: DuplicateCheck) -> None:
    key = f"{check.id}:{check.compared}"
    jobs.enqueue(session, SCORE_JOB, {"check_id": str(check.id)}, key=key)


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
