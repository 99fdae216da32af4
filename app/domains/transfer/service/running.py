"""Doing an import slice by slice: a dry run and the real one are the same but for the writing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor, ActorKind, Scope
from app.domains.clients import service as clients
from app.domains.clients.service import bulk
from app.domains.clients.service.bulk import Entry, Known
from app.domains.transfer import queries
from app.domains.transfer.models import Import
from app.domains.transfer.rules import rows as rules
from app.domains.transfer.rules.rows import Column, Draft, Wrong

SLICE = 2000
SKIP, UPDATE_EMPTY, OVERWRITE, CREATE = "skip", "update_empty", "overwrite", "create"


@dataclass(slots=True)
class Line:
    """A row on its way."""

    number: int
    entry: Entry | None = None
    draft: Draft | None = None
    outcome: str = "failed"
    client_id: UUID | None = None
    errors: list[Wrong] = field(default_factory=list)
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None

    def fail(self, *wrong: Wrong) -> None:
        """Say what is wrong with it."""
        self.outcome, self.errors = "failed", [*self.errors, *wrong]

    def as_json(self) -> dict[str, Any]:
        """Return what is kept of it."""
        return {
            "number": self.number,
            "outcome": self.outcome,
            "client_id": self.client_id,
            "errors": [one.as_json() for one in self.errors] or None,
            "before": self.before,
            "after": self.after,
        }


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
    rows = await queries.rows_after(session, record, record.position, SLICE)
    if not rows:
        return False
    actor = actor_of(record)
    lines = await _drafts(session, actor, record, rows)
    ready = [line for line in lines if line.entry is not None]
    await _settle(session, actor, record, ready, dry=dry)
    await queries.write_outcomes(session, record, [line.as_json() for line in lines])
    counts = Counter(record.counts)
    counts.update(line.outcome for line in lines)
    record.counts, record.position = dict(counts), rows[-1].number
    return True


async def _drafts(session: AsyncSession, actor: Actor, record: Import, rows: Sequence[Any]) -> list[Line]:
    """Read the rows: what is wrong with each, or the client that it tells of and whose she is to be."""
    columns = [Column(one["field"], one.get("values") or {}) for one in record.mapping]
    options = record.options
    region, owners = await clients.import_surroundings(session, actor)
    default_owner = UUID(options["owner_id"]) if options.get("owner_id") else clients.default_owner(actor)
    lines = []
    for row in rows:
        line = Line(row.number)
        lines.append(line)
        found = rules.draft(rules.collect(row.cells, columns), options["kind"], options.get("tags", []))
        if isinstance(found, list):
            line.fail(*found)
            continue
        owner_id = owners.get(found.owner.strip().casefold()) if found.owner else default_owner
        if found.owner and owner_id is None:
            line.fail(Wrong("owner", "not_found", found.owner))
        elif not clients.may_give_to(actor, owner_id):
            line.fail(Wrong("owner", "owner_out_of_reach", found.owner))
        else:
            line.draft = found
            line.entry = Entry(
                found.wish, bulk.arrange(found.wish, region), owner_id, company_name=found.company
            )
    return lines


async def _settle(
    session: AsyncSession, actor: Actor, record: Import, lines: Sequence[Line], *, dry: bool
) -> None:
    """Decide what becomes of each row by the policy, and write it unless it is a dry run."""
    policy = record.options["policy"]
    entries = [line.entry for line in lines if line.entry is not None]
    profiles = [one.profile for one in entries]
    known: Sequence[Known | None] = [None] * len(lines)
    if policy != CREATE:
        if not dry:
            await bulk.claim(session, actor.workspace_id, profiles)
        known = await bulk.find_known(session, actor.workspace_id, profiles)
    added: list[Line] = []
    updates: dict[UUID, Line] = {}
    seen: dict[str, Line] = {}
    for line, profile, same in zip(lines, profiles, known, strict=True):
        keys = [*profile.phones, *profile.emails, *filter(None, [profile.tax_id])]
        earlier = next((seen[key] for key in keys if key in seen), None) if policy != CREATE else None
        if earlier is not None:
            line.outcome, line.client_id = "skipped", earlier.client_id
            line.errors = [Wrong("row", "same_as_row", str(earlier.number))]
            continue
        seen.update(dict.fromkeys(keys, line))
        _decide(actor, line, same, policy)
        if line.outcome == "created":
            added.append(line)
        elif line.outcome == "updated" and line.client_id is not None:
            _update_once(line, updates)
    if not dry:
        await _write(session, actor, record, added, updates)


def _update_once(line: Line, updates: dict[UUID, Line]) -> None:
    """Two rows may be one client without having anything in common: the second waits for another run."""
    assert line.client_id is not None  # noqa: S101 - narrows the type: decided a moment ago
    if line.client_id in updates:
        line.outcome = "skipped"
        line.errors = [Wrong("row", "same_as_row", str(updates[line.client_id].number))]
    else:
        updates[line.client_id] = line


def _decide(actor: Actor, line: Line, same: Known | None, policy: str) -> None:
    if same is None:
        line.outcome = "created"
        line.client_id = line.entry.id if line.entry else None
        return
    line.client_id = same.id
    if policy == SKIP:
        line.outcome, line.errors = "skipped", [Wrong("row", "client_exists")]
    elif not clients.may_change(actor, same.owner_id):
        line.outcome, line.client_id = "skipped", None
        line.errors = [Wrong("row", "of_a_colleague")]
    else:
        line.outcome = "updated"


async def _write(
    session: AsyncSession, actor: Actor, record: Import, added: Sequence[Line], updates: dict[UUID, Line]
) -> None:
    named = [line for line in (*added, *updates.values()) if line.draft is not None and line.draft.company]
    names = {line.draft.company: line for line in reversed(named) if line.draft and line.draft.company}
    owner = clients.default_owner(actor)
    companies, made = await bulk.companies(session, actor, list(names), owner)
    for line in named:
        if line.entry is not None and line.draft is not None and line.draft.company:
            line.entry.company_id = companies[line.draft.company]
    for name, company_id in made.items():
        names[name].before = {"company": str(company_id)}
    await bulk.create_many(session, actor, [line.entry for line in added if line.entry is not None])
    entries = {client_id: line.entry for client_id, line in updates.items() if line.entry is not None}
    changes = await bulk.update_many(session, actor, entries, record.options["policy"])
    changed = {change.client_id: change for change in changes}
    for client_id, line in updates.items():
        if client_id in changed:
            line.before = {**(line.before or {}), **changed[client_id].before}
            line.after = changed[client_id].after
        else:
            line.outcome = "unchanged"


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
    removed = await bulk.remove_many(session, actor, list(added))
    restored = await bulk.restore_many(session, actor, list(changed.values()))
    results = {
        "removed": [added[one] for one in removed],
        "restored": [numbers[one] for one in restored],
        "kept": [number for one, number in added.items() if one not in set(removed)]
        + [numbers[one] for one in changed if one not in set(restored)],
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
        await bulk.remove_many(session, actor, made[start : start + SLICE])
