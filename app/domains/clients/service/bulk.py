"""Adding and changing many clients at once: the rules of one by one, in a few statements for all."""

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
from app.domains.clients.events import ClientChanged, ClientCreated
from app.domains.clients.models import REACHED_BY_EMAIL, REACHED_BY_PHONE, Client, ContactPoint
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries import bulk as queries
from app.domains.clients.queries import sharing
from app.domains.clients.rules import Point, matching
from app.domains.clients.rules import merging as merge_rules
from app.domains.clients.rules.matching import Match, Profile
from app.domains.clients.schemas import ClientInput
from app.domains.clients.service import contacts, guards, likeness
from app.domains.clients.service.writing import plain
from app.platform.customfields import service as customfields

PLAIN = (
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
_CHANGED = (
    "id",
    *PLAIN,
    "company_id",
    "tags",
    "custom",
    "phone",
    "email",
    "sort_name",
    "name_key",
    "search_text",
    "version",
)
"""What bringing a client up to date may write."""
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
    made: "Made | None" = None
    """Its rows, once they are made."""

    def __post_init__(self) -> None:
        """Work out what follows."""
        wish, company = self.wish, self.company_name
        names = (wish.name, wish.given_name, wish.family_name)
        self.profile = likeness.profile_of(wish.kind, wish.name, self.points, wish.tax_id, company)
        self.derived = contacts.derived(wish.kind, names, self.points, company)

    def make(self) -> "Made":
        """Make its rows; it must not change any more but for its company."""
        self.made = _made(self)
        return self.made


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
        names=sorted({_namesakes(one) for one in profiles}) if by_name else [],
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


def _namesakes(profile: Profile) -> tuple[str, str, tuple[int, ...], str]:
    """Return how to look for those of her name that may be her without a phone or an e-mail in common."""
    barred = (REACHED_BY_PHONE if profile.phones else 0) | (REACHED_BY_EMAIL if profile.emails else 0)
    reaches = tuple(one for one in range(4) if not one & barred)
    return *profile.name_key, reaches, matching.company_key(profile)


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
) -> tuple[dict[str, UUID], list[Entry]]:
    """Return the companies of these names by name, and those of them that were not there and were added."""
    wanted = {rules.sort_name(name): name for name in sorted(names, reverse=True)}
    if not wanted:
        return {}, []
    await queries.lock_keys(session, actor.workspace_id, sorted((rules.COMPANY, key) for key in wanted))
    known = await queries.companies_named(session, actor.workspace_id, sorted(wanted))
    added = [
        Entry(ClientInput(kind="company", name=name), [], owner_id)
        for key, name in wanted.items()
        if key not in known
    ]
    await create_many(session, actor, added)
    known |= {rules.sort_name(one.wish.name): one.id for one in added}
    return {name: known[rules.sort_name(name)] for name in names}, added


async def create_many(session: AsyncSession, actor: Actor, entries: Sequence[Entry]) -> None:
    """Add clients; whether they are there already and who may own them is settled by the caller.

    Of each an event is to be told by `tell_of_created`, at the end of the transaction.
    """
    if not entries:
        return
    moment = now()
    same = {"workspace_id": actor.workspace_id, "created_at": moment}
    made = [(one, one.made or one.make()) for one in entries]
    clients = [{**rows.client, "company_id": one.company_id} for one, rows in made]
    await queries.insert_rows(session, "clients", clients, {**same, "version": 1, "updated_at": moment})
    points = [point for _, rows in made for point in rows.points]
    await queries.insert_rows(session, "contact_points", points, same)


async def tell_of_created(session: AsyncSession, actor: Actor, entries: Sequence[Entry]) -> None:
    """Write the events of clients that were added, at their places: whoever places others waits for this transaction."""
    if not entries:
        return
    first = await events.take_places(session, actor.workspace_id, len(entries))
    rows = [{**(one.made or one.make()).event, "position": place} for place, one in enumerate(entries, first)]
    await queries.insert_rows(session, "events", rows, events.common(actor, now()))


@dataclass(frozen=True, slots=True)
class Made:
    """The rows of a client to be added, without what all rows of one statement have in common."""

    client: dict[str, Any]
    points: list[dict[str, Any]]
    event: dict[str, Any]


_FRESH: dict[str, Any] = {column.name: queries.default_of(column) for column in Client.__table__.columns}
"""What a new row has in the columns of which nothing is said."""
_OWN = {name: value for name, value in _FRESH.items() if name not in queries.COMMON}


def _made(entry: Entry) -> Made:
    wish = entry.wish
    client = {
        **_OWN,
        **{name: getattr(wish, name) for name in PLAIN},
        **entry.derived,
        "id": entry.id,
        "kind": wish.kind,
        "owner_id": entry.owner_id,
        "tags": rules.normalize_tags(wish.tags),
        "custom": entry.custom,
    }
    told = ClientCreated(
        client_id=entry.id, kind=wish.kind, name=wish.name, owner_id=entry.owner_id, source=wish.source
    )
    return Made(client, contacts.columns_of(entry.id, entry.points), events.particular(told))


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a client that was brought up to date: her row and contact points, before and after."""

    client_id: UUID
    before: dict[str, Any]
    after: dict[str, Any]


async def update_many(
    session: AsyncSession, actor: Actor, entries: Mapping[UUID, Entry], policy: str
) -> tuple[list[Change], dict[UUID, str]]:
    """Bring clients up to date.

    Args:
        session: a write transaction.
        actor: who does it; her reach is settled by the caller.
        entries: by the client's id.
        policy: `update_empty` fills in what is not known, `overwrite` also replaces what is; nothing is ever emptied.

    Returns:
        What became of those of whom something changed, and the code of the refusal of those who stay as they were,
        because an open deal would come to lack what its stage demands.
    """
    moment = now()
    rows = await queries.locked_rows(session, actor.workspace_id, sorted(entries))
    for row in rows:
        # All of them are written at once below; the session would send each by itself.
        session.expunge(row["client"])
    drafts = [_draft(row, entries[row["client"].id], policy, moment) for row in rows]
    real = [draft for draft in drafts if draft.changed]
    refused = await guards.refused(
        session, actor, [(draft.known, guards.known_of(draft.client)) for draft in real]
    )
    changes, news, fresh = [], [], []
    for draft in real:
        client = draft.client
        if client.id in refused:
            continue
        client.touch()
        fresh += [queries.values_of(point, moment) for point in draft.fresh]
        news.append(ClientChanged(client_id=client.id, version=client.version, changes=draft.changed))
        added = [str(point.id) for point in draft.fresh]
        changes.append(
            Change(client.id, draft.before, {"row": queries.values_of(client, moment), "added": added})
        )
    written = [{name: change.after["row"][name] for name in _CHANGED} for change in changes]
    await queries.update_rows(session, actor.workspace_id, written, moment)
    await queries.insert_rows(session, "contact_points", fresh)
    await queries.insert_rows(session, "events", events.stored_all(actor, news, moment))
    return changes, {client_id: error.code for client_id, error in refused.items()}


@dataclass(slots=True)
class _Draft:
    """A client as she would be brought up to date, and what she was."""

    client: Client
    before: dict[str, Any]
    known: guards.Known
    changed: dict[str, tuple[Any, Any]]
    fresh: list[ContactPoint]


def _draft(row: Mapping[str, Any], entry: Entry, policy: str, moment: datetime) -> _Draft:
    client, present = row["client"], row["points"]
    before = {"row": queries.values_of(client, moment), "points": [point.value for point in present]}
    known = guards.known_of(client)
    changed = _apply(client, entry, policy)
    fresh = _fresh(client, present, _added(present, entry.points))
    if changed or fresh:
        all_points = [*contacts.points_of(present), *contacts.points_of(fresh)]
        contacts.derive(client, all_points, entry.company_name or row["company_name"])
        if fresh:
            pair = [point.value for point in present], [point.value for point in all_points]
            changed["contact_points"] = pair
    return _Draft(client, before, known, changed, fresh)


def _fresh(client: Client, present: Sequence[ContactPoint], added: Sequence[Point]) -> list[ContactPoint]:
    mains = {one.kind for one in present if one.is_main}
    return [
        ContactPoint(
            workspace_id=client.workspace_id,
            id=uuid7(),
            client_id=client.id,
            kind=point.kind,
            value=point.value,
            normalized=point.normalized,
            label=point.label,
            is_main=point.is_main and point.kind not in mains,
            position=len(present) + place,
        )
        for place, point in enumerate(added)
    ]


def _apply(client: Client, entry: Entry, policy: str) -> dict[str, tuple[Any, Any]]:
    wanted = {name: getattr(entry.wish, name) for name in PLAIN}
    wanted["company_id"] = entry.company_id if client.kind == "person" else None
    changed: dict[str, tuple[Any, Any]] = {}
    for name, value in wanted.items():
        old = getattr(client, name)
        if value in (None, "") or value == old or (old not in (None, "") and policy != OVERWRITE):
            continue
        setattr(client, name, value)
        changed[name] = (plain(old), plain(value))
    custom = {**entry.custom, **client.custom} if policy != OVERWRITE else {**client.custom, **entry.custom}
    if custom != client.custom:
        changed |= customfields.changed(client.custom, custom)
        client.custom = custom
    tags = merge_rules.united(client.tags, rules.normalize_tags(entry.wish.tags))
    if tags != client.tags:
        changed["tags"] = (client.tags, tags)
        client.tags = tags
    return changed


def _added(present: Sequence[ContactPoint], wanted: Sequence[Point]) -> list[Point]:
    known = {contacts.key_of(point) for point in present}
    return [point for point in wanted if contacts.key_of(point) not in known]
