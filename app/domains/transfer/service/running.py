"""Doing an import slice by slice: a dry run and the real one are the same but for the writing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor, ActorKind, Scope
from app.domains.clients import service as clients
from app.domains.clients.service import bulk, returning
from app.domains.clients.service.bulk import Entry, Known
from app.domains.transfer import queries
from app.domains.transfer.models import Import
from app.domains.transfer.rules.rows import Wrong
from app.domains.transfer.service import ahead
from app.domains.transfer.service.drafting import Line

SLICE = 2000
SKIP, UPDATE_EMPTY, OVERWRITE, CREATE = "skip", "update_empty", "overwrite", "create"
SAME = "same"
"""Who has only a name alike is taken for the same, too."""
ALIKE = "looks_like"
"""What is said of such a row, and the count of those added."""


def actor_of(record: Import) -> Actor:
    """Return who acts, with the rights she had when she began."""
    authority = record.authority
    return Actor(
        kind=ActorKind(authority["kind"]),
        workspace_id=record.workspace_id,
        user_id=record.created_by,
        name=authority["name"],
        scopes={name: Scope(scope) for name, scope in authority["scopes"].items()},
        team_member_ids=frozenset(UUID(one) for one in authority["team"]),
        credential_id=UUID(authority["credential_id"]) if authority["credential_id"] else None,
    )


def authority_of(actor: Actor) -> dict[str, Any]:
    """Return how the actor's rights are kept with the import."""
    return {
        "kind": actor.kind,
        "name": actor.name,
        "scopes": {name: str(scope) for name, scope in actor.scopes.items()},
        "team": [str(one) for one in sorted(actor.team_member_ids)],
        "credential_id": str(actor.credential_id) if actor.credential_id else None,
    }


async def do_slice(session: AsyncSession, record: Import, *, dry: bool) -> bool:
    """Do the next slice of rows; tells whether there was one."""
    actor = actor_of(record)
    rows, lines = await ahead.slice_of(session, actor, record, SLICE)
    if not rows:
        await queries.forget_keys(session, record)
        return False
    await ahead.read(session, actor, record, rows[-1].number, SLICE)
    twins = {} if dry else _twins(rows)
    added = await _settle(session, actor, record, lines, twins, dry=dry)
    await queries.write_outcomes(session, record, lines)
    await bulk.tell_of_created(session, actor, added)
    counts = Counter(record.counts)
    counts.update(line.outcome for line in lines)
    counts[ALIKE] += sum(any(one.code == ALIKE for one in line.errors) for line in lines)
    record.counts, record.position = dict(+counts), rows[-1].number
    record.reached = record.position
    return True


def _twins(rows: Sequence[Any]) -> dict[int, str]:
    """Return of the rows that the dry run found to have something in common with an earlier one that one's number."""
    return {
        row.number: row.errors[0]["value"]
        for row in rows
        if row.errors and row.errors[0]["code"] == queries.TWIN
    }


async def _settle(
    session: AsyncSession,
    actor: Actor,
    record: Import,
    lines: Sequence[Line],
    twins: Mapping[int, str],
    *,
    dry: bool,
) -> list[Entry]:
    """Decide what becomes of each row by the policy, and write it unless it is a dry run; returns what was added."""
    policy = record.options["policy"]
    ready = [(line, line.entry) for line in lines if line.entry is not None]
    if policy != CREATE:
        ready = await _without_twins(session, record, ready, twins, dry=dry)
    profiles = [entry.profile for _, entry in ready]
    known: Sequence[Known | None] = [None] * len(ready)
    if policy != CREATE:
        if not dry:
            await bulk.claim(session, actor.workspace_id, profiles)
        known = await bulk.find_known(session, actor, profiles, by_name=True)
    updates: dict[UUID, Line] = {}
    for (line, _), same in zip(ready, known, strict=True):
        _decide(actor, line, same, record.options)
        if line.outcome == "updated":
            _update_once(line, updates)
    if dry:
        return []
    added = [line for line, _ in ready if line.outcome == "created"]
    return await _write(session, actor, record, added, updates)


async def _without_twins(
    session: AsyncSession,
    record: Import,
    ready: Sequence[tuple[Line, Entry]],
    twins: Mapping[int, str],
    *,
    dry: bool,
) -> list[tuple[Line, Entry]]:
    """Pass over the rows that have something in common with an earlier one; the dry run finds them, all are kept."""
    first: dict[str, int] = {}
    if dry:
        for line, entry in ready:
            for key in bulk.keys_of(entry):
                first.setdefault(key, line.number)
        first |= await queries.earlier_rows(session, record, first)
    left = []
    for line, entry in ready:
        if dry:
            number = min((first[key] for key in bulk.keys_of(entry)), default=line.number)
            twin = str(number) if number != line.number else None
        else:
            twin = twins.get(line.number)
        if twin is None:
            left.append((line, entry))
        else:
            line.skip(Wrong("row", queries.TWIN, twin))
    return left


def _update_once(line: Line, updates: dict[UUID, Line]) -> None:
    """Two rows may be one client without having anything in common: the second waits for another run."""
    assert line.client_id is not None  # noqa: S101 - narrows the type: decided a moment ago
    if line.client_id in updates:
        line.skip(Wrong("row", queries.TWIN, str(updates[line.client_id].number)))
    else:
        updates[line.client_id] = line


def _decide(actor: Actor, line: Line, same: Known | None, options: Mapping[str, Any]) -> None:
    alike = options.get("alike", CREATE)
    is_sure = same is not None and (same.match.is_strong or alike == SAME)
    if same is None or (not is_sure and alike == CREATE):
        line.outcome = "created"
        line.client_id = line.entry.id if line.entry else None
        line.errors = [Wrong("name", ALIKE, same.name)] if same else []
        return
    line.client_id = same.id
    if not is_sure:
        line.skip(Wrong("name", ALIKE, same.name))
    elif options["policy"] == SKIP:
        line.skip(Wrong("row", "client_exists"))
    elif not same.is_shared and not clients.may_change(actor, same.owner_id):
        line.skip(Wrong("row", "of_a_colleague"))
        line.client_id = None
    else:
        line.outcome = "updated"


async def _write(
    session: AsyncSession, actor: Actor, record: Import, added: Sequence[Line], updates: dict[UUID, Line]
) -> list[Entry]:
    """Write what is added and what is changed; returns what was added, of which events are still to tell."""
    named = [line for line in (*added, *updates.values()) if line.draft is not None and line.draft.company]
    names = {line.draft.company: line for line in reversed(named) if line.draft and line.draft.company}
    owner = clients.default_owner(actor)
    companies, added_companies = await bulk.companies(session, actor, list(names), owner)
    for line in named:
        if line.entry is not None and line.draft is not None and line.draft.company:
            line.entry.company_id = companies[line.draft.company]
    for company in added_companies:
        names[company.wish.name].before = {"company": str(company.id)}
    created = [line.entry for line in added if line.entry is not None]
    await bulk.create_many(session, actor, created)
    entries = {client_id: line.entry for client_id, line in updates.items() if line.entry is not None}
    changes, refused = await bulk.update_many(session, actor, entries, record.options["policy"])
    changed = {change.client_id: change for change in changes}
    for client_id, line in updates.items():
        if client_id in changed:
            line.before = {**(line.before or {}), **changed[client_id].before}
            line.after = changed[client_id].after
        elif client_id in refused:
            line.skip(Wrong("row", refused[client_id]))
        else:
            line.outcome = "unchanged"
    return [*added_companies, *created]


async def undo_slice(session: AsyncSession, record: Import) -> bool:
    """Take the last slice of rows back that is not taken back yet; tells whether there was one.

    What was added is removed and what was changed is set back, unless somebody has worked with it since.
    """
    rows = await queries.rows_up_to(session, record, record.total - record.position, SLICE)
    actor = actor_of(record)
    if not rows:
        await _remove_companies(session, actor, record)
        return False
    added = {row.client_id: row.number for row in rows if row.outcome == "created"}
    changed = {
        row.client_id: bulk.Change(row.client_id, row.before, row.after)
        for row in rows
        if row.outcome == "updated" and row.after
    }
    numbers = {row.client_id: row.number for row in rows if row.outcome == "updated"}
    removed = await returning.remove_many(session, actor, list(added))
    restored = await returning.restore_many(session, actor, list(changed.values()))
    results = {
        "removed": [added[one] for one in removed],
        "restored": [numbers[one] for one in restored],
        "kept": [added[one] for one in added.keys() - set(removed)]
        + [numbers[one] for one in changed.keys() - set(restored)],
    }
    counts = Counter(record.counts)
    for outcome, which in results.items():
        await queries.mark(session, record, which, outcome)
        counts[outcome] += len(which)
    record.counts, record.position = dict(counts), record.position + len(rows)
    return True


async def _remove_companies(session: AsyncSession, actor: Actor, record: Import) -> None:
    """Remove the companies that rows had named and that were not there: when all of their people are gone."""
    made = await queries.companies_made(session, record)
    for start in range(0, len(made), SLICE):
        await returning.remove_many(session, actor, made[start : start + SLICE])
