"""Undoing a merge: both records are again what they were, but for what was done since."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor
from app.core.clock import now
from app.core.errors import NotFoundError
from app.domains.clients.errors import MergeNotLastError, MergeUndoneError
from app.domains.clients.events import ClientUnmerged
from app.domains.clients.models import Client, ClientMerge, ContactPoint
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.queries import merging as queries
from app.domains.clients.queries import records
from app.domains.clients.rules import COMPANY
from app.domains.clients.rules import merging as rules
from app.domains.clients.service import contacts, guards, rights, verdicts, writing

_KEPT = frozenset({"workspace_id", "id", "created_at", "updated_at", "version"})
_EMPTIED = ("tags", "phone", "email", "sort_name", "search_text", "name_key", "merged_into_id")
"""What a merge takes from the record that is shown no more."""


async def undo(session: AsyncSession, actor: Actor, merge_id: UUID) -> Client:
    """Make two of one again; returns the one that stood for both.

    What the merge gave the winner and nobody has changed since is taken back; what went over and still belongs to her
    goes back; what was added to her since stays hers.

    Raises:
        FieldForbiddenError: not every field is hers to edit.
        NotFoundError: no such merge, or its client is out of the actor's reach.
        MergeUndoneError: undone already.
        MergeNotLastError: a later merge stands on it.
        FactDemandedError: the winner would lose what one of her deals demands.
    """
    record = await queries.merge(session, actor.workspace_id, merge_id)
    if record is None:
        raise NotFoundError
    found = await queries.lock(session, actor.workspace_id, [record.winner_id, record.loser_id])
    winner, loser = found[record.winner_id], found[record.loser_id]
    if not actor.reaches(ClientPermission.WRITE, winner.owner_id):
        raise NotFoundError
    rights.require_every_field(actor)
    if record.undone_at is not None:
        raise MergeUndoneError
    last = await queries.latest_with(session, actor.workspace_id, winner.id)
    if last != merge_id:
        raise MergeNotLastError(params={"merge_id": str(last)})
    known = guards.known_of(winner)
    await _restore_points(session, record)
    for reference in queries.references():
        keys = record.moved.get(reference.name, [])
        await queries.point_back(session, actor.workspace_id, reference, keys, winner.id, loser.id)
    await verdicts.take_back(session, actor.workspace_id, record.moved.get(verdicts.MOVED, []))
    await _restore_rows(session, record)
    both = await queries.lock(session, actor.workspace_id, [winner.id, loser.id])
    for client in both.values():
        await _settle(session, client)
    record.undone_at, record.undone_by_name = now(), actor.name
    events.publish(
        session,
        actor,
        ClientUnmerged(
            client_id=winner.id,
            version=winner.version,
            merge_id=record.id,
            other_id=loser.id,
            other_name=loser.name,
        ),
    )
    await session.flush()
    await guards.check(session, actor, known, guards.known_of(both[winner.id]))
    await guards.check(session, actor, replace(known, id=loser.id), guards.known_of(both[loser.id]))
    return both[winner.id]


async def _restore_rows(session: AsyncSession, record: ClientMerge) -> None:
    workspace_id = record.workspace_id
    await session.flush()
    rows = await queries.rows_as_json(session, workspace_id, [record.winner_id, record.loser_id])
    present, before, after = rows[record.winner_id], record.before["winner"], record.after["winner"]
    back = {
        name: value
        for name, value in rules.restored(present, before, after).items()
        if name not in _KEPT and name in Client.__table__.c
    }
    if before["tags"] != after["tags"]:
        back["tags"] = rules.without_added(present["tags"], before["tags"], after["tags"])
    if "custom" in before and before["custom"] != present.get("custom"):
        back["custom"] = _custom(present["custom"], before["custom"], after["custom"])
    await queries.restore(session, workspace_id, record.winner_id, {**before, **back}, list(back))
    emptied = [name for name in _EMPTIED if name in record.before["loser"]]
    await queries.restore(session, workspace_id, record.loser_id, record.before["loser"], emptied)


def _custom(present: dict[str, Any], before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Return the custom values without those that the merge brought and nobody has changed since."""
    kept = {key: value for key, value in present.items() if key not in after or after[key] != value}
    return {**kept, **{key: value for key, value in before.items() if key not in kept and key in present}}


async def _restore_points(session: AsyncSession, record: ClientMerge) -> None:
    """Give each of the two her contact points back, as they were; those removed since stay removed from the winner."""
    workspace_id, winner_id, loser_id = record.workspace_id, record.winner_id, record.loser_id
    rows = await queries.points(session, workspace_id, [winner_id, loser_id])
    present = {str(row.id): row for row in rows}
    after = {row["id"]: row for row in record.after["points"]}
    for past in record.before["points"]:
        row = present.get(past["id"])
        if past["client_id"] == str(winner_id):
            if row is not None and _says(row) == _said(after.get(past["id"], {})):
                row.is_main, row.position = past["is_main"], past["position"]
            continue
        if row is None:
            row = _like(rows, winner_id, past)
        if row is None:
            await queries.restore_point(session, workspace_id, past)
        else:
            row.client_id, row.is_main, row.position = loser_id, past["is_main"], past["position"]
    await session.flush()


def _says(row: ContactPoint) -> tuple[Any, ...]:
    return row.value, row.label, row.is_main, row.position


def _said(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row.get(name) for name in ("value", "label", "is_main", "position"))


def _like(rows: list[ContactPoint], winner_id: UUID, past: dict[str, Any]) -> ContactPoint | None:
    """Return the contact point of the winner that was written anew in place of one that had come from the other."""
    return next(
        (
            row
            for row in rows
            if row.client_id == winner_id and (row.kind, row.value) == (past["kind"], past["value"])
        ),
        None,
    )


async def _settle(session: AsyncSession, client: Client) -> None:
    """Write what follows from what came back."""
    rows = await queries.points(session, client.workspace_id, [client.id])
    for kind in {row.kind for row in rows}:
        of_kind = [row for row in rows if row.kind == kind]
        if not any(row.is_main for row in of_kind):
            of_kind[0].is_main = True
    company_name = None
    if client.company_id is not None:
        client.company_id = await queries.winner(session, client.workspace_id, client.company_id)
        company_name = await records.company_name(session, client.workspace_id, client.company_id)
    contacts.derive(client, contacts.points_of(rows), company_name)
    client.touch()
    await session.flush()
    if client.kind == COMPANY:
        await writing.rename_in_members(session, client)
