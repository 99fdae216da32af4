"""Two records that are one client become one, and two again when that was wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events, jobs
from app.core.auth import Actor
from app.core.clock import now
from app.core.errors import FieldError, InvalidRequestError, NotFoundError
from app.core.http import check_version
from app.core.ids import uuid7
from app.domains.clients.errors import ClientMergedError
from app.domains.clients.events import ClientMerged
from app.domains.clients.merging_schemas import MergeInput
from app.domains.clients.models import Client, ClientMerge, ContactPoint
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries import merging as queries
from app.domains.clients.queries import records
from app.domains.clients.rules import COMPANY
from app.domains.clients.rules import merging as rules
from app.domains.clients.service import contacts, guards, rights, verdicts, writing

GATHER_JOB = "clients.gather_strays"
GATHER_AFTER = timedelta(seconds=60)
"""By then every transaction is over that had read the other record before the merge and wrote to it afterwards."""
CONTACT_FIELDS = ("phone", "email")
_SETTLED = frozenset(
    [
        "workspace_id",
        "id",
        "kind",
        "created_at",
        "updated_at",
        "version",
        "merged_into_id",
        "tags",
        "last_contact_at",
        "last_note",
        "phone",
        "email",
        "sort_name",
        "name_key",
        "search_text",
        "custom",
    ]
)


def fields() -> list[str]:
    """Return the fields between whose values one chooses, as they stand in the table."""
    return [column.name for column in Client.__table__.columns if column.name not in _SETTLED]


@dataclass(slots=True)
class Pair:
    """Two records under lock, and what they were."""

    winner: Client
    loser: Client
    winner_points: list[ContactPoint]
    loser_points: list[ContactPoint]


async def merge(
    session: AsyncSession, actor: Actor, client_id: UUID, based_on: int, wish: MergeInput
) -> ClientMerge:
    """Make another record one with a client; what both have is united, and of each field one value stays.

    Raises:
        FieldForbiddenError: not every field is hers to edit.
        NotFoundError: one of the two does not exist or is out of the actor's reach.
        ClientMergedError: one of the two was merged already.
        VersionConflictError: one of the two was changed since the preview.
        InvalidRequestError: the same record twice, a person and a company, or a choice that there is not.
        FactDemandedError: a value would go that an open deal of either demands.
    """
    pair = await _lock(session, actor, client_id, wish.other_id)
    rights.require_every_field(actor)
    check_version(pair.winner.version, based_on)
    check_version(pair.loser.version, wish.other_version)
    _check_choices(wish.take, pair)
    ids = [pair.winner.id, pair.loser.id]
    rows = await queries.rows_as_json(session, actor.workspace_id, ids)
    before = {
        "winner": rows[pair.winner.id],
        "loser": rows[pair.loser.id],
        "points": await queries.points_as_json(session, actor.workspace_id, ids),
    }
    known = guards.known_of(pair.winner), guards.known_of(pair.loser)
    changes = _choose(pair, wish.take)
    _unite_points(pair, wish.take)
    await _settle(session, actor.workspace_id, pair)
    for one in known:  # the deals of both are the winner's from now on
        await guards.check_united(session, actor, one, guards.known_of(pair.winner))
    moved = await _repoint(session, actor.workspace_id, pair.loser.id, pair.winner.id)
    decided = await verdicts.carry_over(session, actor.workspace_id, pair.loser.id, pair.winner.id)
    if decided:
        moved[verdicts.MOVED] = decided
    if pair.winner.kind == COMPANY:
        await writing.rename_in_members(session, pair.winner)
    record = ClientMerge(
        workspace_id=actor.workspace_id,
        id=uuid7(),
        winner_id=pair.winner.id,
        loser_id=pair.loser.id,
        loser_name=pair.loser.name,
        before=before,
        after=await image(session, actor.workspace_id, pair.winner.id),
        moved=moved,
        made_by=actor.user_id,
        made_by_name=actor.name,
    )
    session.add(record)
    jobs.enqueue(
        session, GATHER_JOB, {"merge_id": str(record.id)}, run_at=now() + GATHER_AFTER, key=str(record.id)
    )
    events.publish(
        session,
        actor,
        ClientMerged(
            client_id=pair.winner.id,
            version=pair.winner.version,
            merge_id=record.id,
            other_id=pair.loser.id,
            other_name=pair.loser.name,
            changes=changes,
        ),
    )
    await session.flush()
    return record


async def image(session: AsyncSession, workspace_id: UUID, client_id: UUID) -> dict[str, Any]:
    """Return a client's row and contact points as they stand now."""
    await session.flush()
    rows = await queries.rows_as_json(session, workspace_id, [client_id])
    return {
        "winner": rows[client_id],
        "points": await queries.points_as_json(session, workspace_id, [client_id]),
    }


async def _lock(session: AsyncSession, actor: Actor, client_id: UUID, other_id: UUID) -> Pair:
    if client_id == other_id:
        raise _wrong("same_client", "two different clients are needed")
    found = await queries.lock(session, actor.workspace_id, [client_id, other_id])
    for one_id in (client_id, other_id):
        one = found.get(one_id)
        if one is None or not actor.reaches(ClientPermission.WRITE, one.owner_id):
            raise NotFoundError
        if one.merged_into_id is not None:
            into = await queries.winner(session, actor.workspace_id, one_id)
            raise ClientMergedError(params={"client_id": str(into)})
    winner, loser = found[client_id], found[other_id]
    if winner.kind != loser.kind:
        raise _wrong("other_kind", "a person and a company are not one client")
    points = await queries.points(session, actor.workspace_id, [client_id, other_id])
    return Pair(
        winner,
        loser,
        [point for point in points if point.client_id == winner.id],
        [point for point in points if point.client_id == loser.id],
    )


def _wrong(code: str, detail: str, pointer: str = "/other_id") -> InvalidRequestError:
    return InvalidRequestError(detail, errors=[FieldError(pointer=pointer, code=code, detail=detail)])


def _check_choices(take: Mapping[str, str], pair: Pair) -> None:
    known = {*fields(), *CONTACT_FIELDS, *custom_fields(pair)}
    for field, choice in take.items():
        if field not in known or choice not in rules.choices(field):
            raise _wrong("no_such_choice", f"{choice} can't be taken for {field}", f"/take/{field}")


def custom_fields(pair: Pair) -> list[str]:
    """Return the names of the custom fields that one of the two has filled in."""
    filled = {**custom_of(pair.loser), **custom_of(pair.winner)}
    return [f"custom.{key}" for key in sorted(filled)]


def custom_of(client: Client) -> dict[str, Any]:
    """Return the values of a client's custom fields."""
    found: dict[str, Any] = getattr(client, "custom", None) or {}
    return found


def _choose(pair: Pair, take: Mapping[str, str]) -> writing.Changes:
    """Give the winner the values that stay; returns what changed."""
    wanted = {
        field: rules.chosen(field, getattr(pair.winner, field), getattr(pair.loser, field), take.get(field))
        for field in fields()
    }
    wanted["tags"] = rules.united(pair.winner.tags, pair.loser.tags)
    if names := custom_fields(pair):
        mine, theirs = custom_of(pair.winner), custom_of(pair.loser)
        wanted["custom"] = {
            key: rules.chosen(name, mine.get(key), theirs.get(key), take.get(name))
            for name in names
            for key in [name.removeprefix("custom.")]
        }
    changes = writing.assign(pair.winner, wanted)
    moments = [one for one in (pair.winner.last_contact_at, pair.loser.last_contact_at) if one is not None]
    pair.winner.last_contact_at = max(moments, default=None)
    notes = [one for one in (pair.winner.last_note, pair.loser.last_note) if one is not None]
    pair.winner.last_note = max(notes, key=lambda note: datetime.fromisoformat(note["at"]), default=None)
    return changes


def _unite_points(pair: Pair, take: Mapping[str, str]) -> None:
    """Hand over the loser's contact points that the winner lacks; of each kind one is the main one."""
    known = {contacts.key_of(point): point for point in pair.winner_points}
    place = max((point.position for point in pair.winner_points), default=-1) + 1
    mains = {point.kind: point for point in pair.winner_points if point.is_main}
    theirs = {point.kind: contacts.key_of(point) for point in pair.loser_points if point.is_main}
    for point in pair.loser_points:
        if contacts.key_of(point) in known:
            continue
        point.client_id, point.position, place = pair.winner.id, place, place + 1
        known[contacts.key_of(point)] = point
        point.is_main = point.is_main and point.kind not in mains
    for kind, key in theirs.items():
        if take.get(kind) == rules.THEIRS and kind in mains:
            mains[kind].is_main = False
            known[key].is_main = True


async def _settle(session: AsyncSession, workspace_id: UUID, pair: Pair) -> None:
    """Write what follows: what the winner is found by, and that the loser is found by nothing any more."""
    points = sorted(
        [point for point in (*pair.winner_points, *pair.loser_points) if point.client_id == pair.winner.id],
        key=lambda point: point.position,
    )
    company_id = pair.winner.company_id
    company = await records.company_name(session, workspace_id, company_id) if company_id else None
    contacts.derive(pair.winner, contacts.points_of(points), company)
    pair.winner.touch()
    loser = pair.loser
    loser.merged_into_id, loser.tags, loser.phone, loser.email = pair.winner.id, [], None, None
    loser.search_text, loser.name_key = "", ""
    loser.touch()
    await session.flush()


async def _repoint(session: AsyncSession, workspace_id: UUID, old: UUID, new: UUID) -> dict[str, list[Any]]:
    moved: dict[str, list[Any]] = {}
    for reference in queries.references():
        keys = await queries.repoint(session, workspace_id, reference, old, new)
        if keys:
            moved[reference.name] = keys
    return moved


async def gather(session: AsyncSession, workspace_id: UUID, merge_id: UUID) -> None:
    """Hand over what was written to the loser by transactions that had read her before the merge."""
    record = await queries.merge(session, workspace_id, merge_id)
    if record is None or record.undone_at is not None:
        return
    into = await queries.winner(session, workspace_id, record.winner_id)
    strays = await _repoint(session, workspace_id, record.loser_id, into)
    if strays:
        record.moved = {
            name: [*record.moved.get(name, []), *strays.get(name, [])] for name in {*record.moved, *strays}
        }
