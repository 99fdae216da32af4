"""Adding, changing and removing many clients at once: the rules of one by one, in a few statements for all."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor
from app.core.clock import now
from app.core.ids import uuid7
from app.domains.clients import rules
from app.domains.clients.events import ClientChanged, ClientCreated, ClientRemoved
from app.domains.clients.models import Client, ContactPoint
from app.domains.clients.queries import bulk as queries
from app.domains.clients.rules import Point, matching
from app.domains.clients.rules import merging as merge_rules
from app.domains.clients.rules.matching import Match, Profile
from app.domains.clients.schemas import ClientInput
from app.domains.clients.service import contacts, likeness

_PLAIN = (
    "name",
    "given_name",
    "family_name",
    "position",
    "source",
    "language",
    "time_zone",
    "note",
    "tax_id",
)
UPDATE_EMPTY, OVERWRITE = "update_empty", "overwrite"


@dataclass(slots=True)
class Entry:
    """A client to add or to bring up to date; checked by the schema of every other way in."""

    wish: ClientInput
    points: list[Point]
    owner_id: UUID | None
    company_id: UUID | None = None
    company_name: str | None = None
    id: UUID = field(default_factory=uuid7)

    @property
    def profile(self) -> Profile:
        """Return what of it is compared."""
        return likeness.profile_of(
            self.wish.kind, self.wish.name, self.points, self.wish.tax_id, self.company_name
        )


@dataclass(frozen=True, slots=True)
class Known:
    """A client that is there already, as likely the same."""

    id: UUID
    owner_id: UUID | None
    match: Match


def arrange(wish: ClientInput, region: str) -> list[Point]:
    """Return the contact points of an entry."""
    return contacts.arrange(wish.contact_points, region)


async def claim(session: AsyncSession, workspace_id: UUID, profiles: Collection[Profile]) -> None:
    """Keep everybody else from adding these clients before this transaction ends."""
    keys = {key for one in profiles for key in likeness.keys_of(one)}
    await queries.lock_keys(session, workspace_id, sorted(keys))


async def find_known(
    session: AsyncSession, workspace_id: UUID, profiles: Sequence[Profile]
) -> list[Known | None]:
    """Return for each profile the client that is likely the same: with a phone, an e-mail or a tax id in common."""
    rows = await queries.holders(
        session,
        workspace_id,
        sorted({value for one in profiles for value in one.phones | one.emails}),
        sorted({one.tax_id for one in profiles if one.tax_id}),
    )
    by_key: dict[str, list[tuple[dict[str, Any], Profile]]] = {}
    for row in rows:
        profile = likeness.profile_from(row)
        for key in (*profile.phones, *profile.emails, *filter(None, [profile.tax_id])):
            by_key.setdefault(key, []).append((row, profile))
    return [_best(one, by_key) for one in profiles]


def _best(profile: Profile, by_key: Mapping[str, Sequence[tuple[Any, Profile]]]) -> Known | None:
    best: Known | None = None
    for key in (*profile.phones, *profile.emails, *filter(None, [profile.tax_id])):
        for row, other in by_key.get(key, ()):
            match = matching.score(profile, other)
            if match.is_strong and (
                best is None or (match.score, row["id"].int) > (best.match.score, best.id.int)
            ):
                best = Known(row["id"], row["owner_id"], match)
    return best


async def companies(
    session: AsyncSession, actor: Actor, names: Collection[str], owner_id: UUID | None
) -> tuple[dict[str, UUID], dict[str, UUID]]:
    """Return the companies of these names by name, and those of them that were not there and were added."""
    wanted = {rules.sort_name(name): name for name in sorted(names, reverse=True)}
    if not wanted:
        return {}, {}
    await queries.lock_keys(session, actor.workspace_id, sorted((rules.COMPANY, key) for key in wanted))
    known = await queries.companies_named(session, actor.workspace_id, sorted(wanted))
    added = [
        Entry(ClientInput(kind="company", name=name), [], owner_id)
        for key, name in wanted.items()
        if key not in known
    ]
    await create_many(session, actor, added)
    known |= {rules.sort_name(one.wish.name): one.id for one in added}
    by_name = {name: known[rules.sort_name(name)] for name in names}
    return by_name, {one.wish.name: one.id for one in added}


async def create_many(session: AsyncSession, actor: Actor, entries: Sequence[Entry]) -> None:
    """Add clients; whether they are there already and who may own them is settled by the caller."""
    if not entries:
        return
    moment = now()
    clients = [_client(actor.workspace_id, one) for one in entries]
    await queries.insert_rows(session, "clients", [queries.values_of(one, moment) for one in clients])
    points = [
        row
        for one, entry in zip(clients, entries, strict=True)
        for row in contacts.rows_of(one, entry.points)
    ]
    await queries.insert_rows(session, "contact_points", [queries.values_of(one, moment) for one in points])
    news = [
        ClientCreated(
            client_id=one.id, kind=one.kind, name=one.name, owner_id=one.owner_id, source=one.source
        )
        for one in clients
    ]
    await queries.insert_rows(session, "events", [events.stored(actor, event, moment) for event in news])


def _client(workspace_id: UUID, entry: Entry) -> Client:
    wish = entry.wish
    client = Client(
        workspace_id=workspace_id,
        id=entry.id,
        kind=wish.kind,
        owner_id=entry.owner_id,
        company_id=entry.company_id,
        tags=rules.normalize_tags(wish.tags),
        custom={},
        version=1,
        **{name: getattr(wish, name) for name in _PLAIN},
    )
    contacts.derive(client, entry.points, entry.company_name)
    return client


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a client that was brought up to date: her row and contact points, before and after."""

    client_id: UUID
    before: dict[str, Any]
    after: dict[str, Any]


async def update_many(
    session: AsyncSession, actor: Actor, entries: Mapping[UUID, Entry], policy: str
) -> list[Change]:
    """Bring clients up to date; returns those that something changed of.

    Args:
        session: a write transaction.
        actor: who does it; her reach is settled by the caller.
        entries: by the client's id.
        policy: `update_empty` fills in what is not known, `overwrite` also replaces what is; nothing is ever emptied.
    """
    moment, changes, points = now(), [], []
    rows = await queries.locked_rows(session, actor.workspace_id, sorted(entries))
    news = []
    for row in rows:
        entry = entries[row["client"].id]
        client, present = row["client"], row["points"]
        before = {"row": queries.values_of(client, moment), "points": [point.value for point in present]}
        changed = _apply(client, entry, policy)
        added = _added(present, entry.points)
        if not changed and not added:
            continue
        fresh = [
            ContactPoint(
                workspace_id=client.workspace_id,
                id=uuid7(),
                client_id=client.id,
                kind=point.kind,
                value=point.value,
                normalized=point.normalized,
                label=point.label,
                is_main=point.is_main and not any(one.kind == point.kind and one.is_main for one in present),
                position=len(present) + place,
            )
            for place, point in enumerate(added)
        ]
        points += fresh
        all_points = [*contacts.points_of(present), *contacts.points_of(fresh)]
        contacts.derive(client, all_points, entry.company_name or row["company_name"])
        client.touch()
        if added:
            changed["contact_points"] = (
                [point.value for point in present],
                [point.value for point in all_points],
            )
        news.append(ClientChanged(client_id=client.id, version=client.version, changes=changed))
        after = {"row": queries.values_of(client, moment), "added": [str(point.id) for point in fresh]}
        changes.append(Change(client.id, before, after))
    session.add_all(points)
    await session.flush()
    await queries.insert_rows(session, "events", [events.stored(actor, event, moment) for event in news])
    return changes


def _apply(client: Client, entry: Entry, policy: str) -> dict[str, tuple[Any, Any]]:
    wanted = {name: getattr(entry.wish, name) for name in _PLAIN}
    wanted["company_id"] = entry.company_id if client.kind == "person" else None
    changed: dict[str, tuple[Any, Any]] = {}
    for name, value in wanted.items():
        old = getattr(client, name)
        if value in (None, "") or value == old or (old not in (None, "") and policy != OVERWRITE):
            continue
        setattr(client, name, value)
        changed[name] = (_plain(old), _plain(value))
    tags = merge_rules.united(client.tags, rules.normalize_tags(entry.wish.tags))
    if tags != client.tags:
        changed["tags"] = (client.tags, tags)
        client.tags = tags
    return changed


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value


def _added(present: Sequence[ContactPoint], wanted: Sequence[Point]) -> list[Point]:
    known = {contacts.key_of(point) for point in present}
    return [point for point in wanted if contacts.key_of(point) not in known]


async def remove_many(session: AsyncSession, actor: Actor, ids: Sequence[UUID]) -> list[UUID]:
    """Remove those of the clients that nobody has changed and nothing belongs to since they were added.

    Returns:
        The ids of those removed.
    """
    moment = now()
    gone = await queries.remove_untouched(session, actor.workspace_id, ids)
    news = [ClientRemoved(client_id=one) for one in gone]
    await queries.insert_rows(session, "events", [events.stored(actor, event, moment) for event in news])
    return gone


async def restore_many(session: AsyncSession, actor: Actor, changes: Sequence[Change]) -> list[UUID]:
    """Take changes back where nobody has changed the client since; returns the ids of those restored."""
    moment, restored, news = now(), [], []
    by_id = {one.client_id: one for one in changes}
    for row in await queries.locked_rows(session, actor.workspace_id, sorted(by_id)):
        client, change = row["client"], by_id[row["client"].id]
        if client.version != change.after["row"]["version"]:
            continue
        for point in row["points"]:
            if str(point.id) in change.after["added"]:
                await session.delete(point)
        kept = [point for point in row["points"] if str(point.id) not in change.after["added"]]
        changed = {}
        for name in (*_PLAIN, "company_id", "tags"):
            old, new = getattr(client, name), change.before["row"][name]
            if _plain(old) != new:
                setattr(client, name, UUID(new) if name == "company_id" and new else new)
                changed[name] = (_plain(old), new)
        company = row["company_name"] if "company_id" not in changed else None
        contacts.derive(client, contacts.points_of(kept), company)
        client.touch()
        restored.append(client.id)
        news.append(ClientChanged(client_id=client.id, version=client.version, changes=changed))
    await session.flush()
    await queries.insert_rows(session, "events", [events.stored(actor, event, moment) for event in news])
    return restored
