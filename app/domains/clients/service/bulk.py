"""Adding, changing and removing many clients at once: the rules of one by one, in a few statements for all."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor
from app.core.clock import now
from app.core.ids import uuid7
from app.domains.clients import rules
from app.domains.clients.errors import FactDemandedError
from app.domains.clients.events import ClientChanged, ClientCreated, ClientRemoved
from app.domains.clients.models import Client, ContactPoint
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries import bulk as queries
from app.domains.clients.queries import sharing
from app.domains.clients.rules import Point, matching
from app.domains.clients.rules import merging as merge_rules
from app.domains.clients.rules.matching import Match, Profile
from app.domains.clients.schemas import ClientInput
from app.domains.clients.service import contacts, guards, likeness
from app.platform.customfields import service as customfields

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
    custom: dict[str, Any] = field(default_factory=dict)
    """Values of the workspace's own fields, checked."""
    id: UUID = field(default_factory=uuid7)
    profile: Profile = field(init=False)
    """What of it is compared."""
    derived: dict[str, str | None] = field(init=False)
    """What follows from the rest, as the table keeps it."""

    def __post_init__(self) -> None:
        """Work out what follows."""
        wish, company = self.wish, self.company_name
        names = (wish.name, wish.given_name, wish.family_name)
        self.profile = likeness.profile_of(wish.kind, wish.name, self.points, wish.tax_id, company)
        self.derived = contacts.derived(wish.kind, names, self.points, company)


@dataclass(frozen=True, slots=True)
class Known:
    """A client that is there already, as likely the same."""

    id: UUID
    name: str
    owner_id: UUID | None
    match: Match
    is_shared: bool
    """Whether the actor works with this client of somebody else's."""


def keys_of(entry: Entry) -> list[str]:
    """Return what a client is recognised by for sure."""
    return _strong_keys(entry.profile)


def arrange(wish: ClientInput, region: str) -> list[Point]:
    """Return the contact points of an entry; of none of them is anything known but how it is written."""
    return rules.arrange(
        [rules.Wish(w.kind, w.value, w.label, w.is_main) for w in wish.contact_points], region
    )


async def claim(session: AsyncSession, workspace_id: UUID, profiles: Collection[Profile]) -> None:
    """Keep everybody else from adding these clients before this transaction ends."""
    keys = {key for one in profiles for key in likeness.keys_of(one)}
    await queries.lock_keys(session, workspace_id, sorted(keys))


async def find_known(
    session: AsyncSession, actor: Actor, profiles: Sequence[Profile], *, by_name: bool
) -> list[Known | None]:
    """Return for each profile the client that is likely the same.

    That is one with a phone, an e-mail or a tax id in common, whoever she belongs to; else, `by_name`, one within the
    actor's sight of the same name in whichever script, spelling and order, unless too much speaks against it.
    """
    wanted = queries.Wanted(
        keys=sorted({value for one in profiles for value in one.phones | one.emails}),
        tax_ids=sorted({one.tax_id for one in profiles if one.tax_id}),
        names=sorted(
            {(*one.name_key, bool(one.phones), bool(one.emails), bool(one.company)) for one in profiles}
        )
        if by_name
        else [],
    )
    by_key: dict[Any, list[tuple[dict[str, Any], Profile]]] = {}
    rows = await queries.holders(session, actor.workspace_id, wanted)
    shared = await sharing.shared_to(session, actor, [row["id"] for row in rows])
    for row in rows:
        row["is_shared"] = row["id"] in shared
        profile = likeness.profile_from(row)
        for key in (*_strong_keys(profile), profile.name_key):
            by_key.setdefault(key, []).append((row, profile))
    return [_sure(one, by_key) or (_alike(actor, one, by_key) if by_name else None) for one in profiles]


def _strong_keys(profile: Profile) -> list[str]:
    return [*profile.phones, *profile.emails, *filter(None, [profile.tax_id])]


def _sure(profile: Profile, by_key: Mapping[Any, Sequence[tuple[Any, Profile]]]) -> Known | None:
    found = [one for key in _strong_keys(profile) for one in by_key.get(key, ())]
    scored = [_known(row, matching.score(profile, other)) for row, other in found]
    strong = [one for one in scored if one.match.is_strong]
    return max(strong, key=lambda one: (one.match.score, one.id.int), default=None)


def _alike(
    actor: Actor, profile: Profile, by_key: Mapping[Any, Sequence[tuple[Any, Profile]]]
) -> Known | None:
    seen = [
        one
        for one in by_key.get(profile.name_key, ())
        if one[0]["is_shared"] or actor.reaches(ClientPermission.READ, one[0]["owner_id"])
    ]
    scored = [_known(row, matching.score(profile, other)) for row, other in seen]
    alike = [one for one in scored if one.match.score >= matching.POSSIBLE]
    return max(alike, key=lambda one: (one.match.score, one.id.int), default=None)


def _known(row: Mapping[str, Any], match: Match) -> Known:
    return Known(row["id"], row["name"], row["owner_id"], match, row["is_shared"])


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
    clients = [_values(actor.workspace_id, one, moment) for one in entries]
    await queries.insert_rows(session, "clients", clients)
    points = [
        {**values, "created_at": moment}
        for one in entries
        for values in contacts.values_of(actor.workspace_id, one.id, one.points)
    ]
    await queries.insert_rows(session, "contact_points", points)
    news = [
        ClientCreated(
            client_id=one.id,
            kind=one.wish.kind,
            name=one.wish.name,
            owner_id=one.owner_id,
            source=one.wish.source,
        )
        for one in entries
    ]
    await queries.insert_rows(session, "events", [events.stored(actor, event, moment) for event in news])


_FRESH: dict[str, Any] = {column.name: queries.default_of(column) for column in Client.__table__.columns}
"""What a new row has in the columns of which nothing is said."""


def _values(workspace_id: UUID, entry: Entry, moment: datetime) -> dict[str, Any]:
    wish = entry.wish
    return {
        **_FRESH,
        **{name: getattr(wish, name) for name in _PLAIN},
        **entry.derived,
        "workspace_id": workspace_id,
        "id": entry.id,
        "kind": wish.kind,
        "owner_id": entry.owner_id,
        "company_id": entry.company_id,
        "tags": rules.normalize_tags(wish.tags),
        "custom": entry.custom,
        "version": 1,
        "created_at": moment,
        "updated_at": moment,
    }


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
    custom = {**entry.custom, **client.custom} if policy != OVERWRITE else {**client.custom, **entry.custom}
    if custom != client.custom:
        changed |= customfields.changed(client.custom, custom)
        client.custom = custom
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
    """Take changes back; returns the ids of those restored.

    A client whom somebody has changed since stays as she is, and so does one who would lack what an open deal demands.
    """
    moment, restored, news = now(), [], []
    by_id = {one.client_id: one for one in changes}
    for row in await queries.locked_rows(session, actor.workspace_id, sorted(by_id)):
        client, change = row["client"], by_id[row["client"].id]
        if client.version != change.after["row"]["version"] or not await _may_return(
            session, actor, client, change.before["row"]
        ):
            continue
        for point in row["points"]:
            if str(point.id) in change.after["added"]:
                await session.delete(point)
        kept = [point for point in row["points"] if str(point.id) not in change.after["added"]]
        changed: dict[str, tuple[Any, Any]] = {}
        for name in (*_PLAIN, "company_id", "tags"):
            old, new = getattr(client, name), change.before["row"][name]
            if _plain(old) != new:
                setattr(client, name, UUID(new) if name == "company_id" and new else new)
                changed[name] = (_plain(old), new)
        if (custom := change.before["row"]["custom"]) != client.custom:
            changed |= customfields.changed(client.custom, custom)
            client.custom = custom
        company = row["company_name"] if "company_id" not in changed else None
        contacts.derive(client, contacts.points_of(kept), company)
        client.touch()
        restored.append(client.id)
        news.append(ClientChanged(client_id=client.id, version=client.version, changes=changed))
    await session.flush()
    await queries.insert_rows(session, "events", [events.stored(actor, event, moment) for event in news])
    return restored


async def _may_return(session: AsyncSession, actor: Actor, client: Client, former: Mapping[str, Any]) -> bool:
    """Tell whether nothing that is demanded of a client would be lost with what she was."""
    present = guards.known_of(client)
    company_id = UUID(former["company_id"]) if former["company_id"] else None
    told = {name: former[name] for name in guards.COLUMNS}
    kept = {"id": client.id, "owner_id": client.owner_id, "qualification": client.qualification}
    try:
        await guards.check(
            session, actor, present, guards.known_of({**told, **kept, "company_id": company_id})
        )
    except FactDemandedError:
        return False
    return True
