"""Reading rows: what is wrong with each, or the client that it tells of and whose she is to be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.text import normalize_phone
from app.domains.clients import service as clients
from app.domains.clients.service import bulk
from app.domains.clients.service.bulk import Entry
from app.domains.transfer.models import Import
from app.domains.transfer.rules import own, rows
from app.domains.transfer.rules.own import OwnField
from app.domains.transfer.rules.rows import Column, Draft, Wrong
from app.platform.customfields import queries as fields
from app.platform.customfields import service as customfields
from app.platform.customfields.rules import FieldKind


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

    def skip(self, wrong: Wrong) -> None:
        """Pass it over, and say why."""
        self.outcome, self.errors = "skipped", [wrong]


@dataclass(frozen=True, slots=True)
class Plan:
    """How rows are read: the columns, what they speak of, and whose the clients are to be."""

    actor: Actor
    columns: Sequence[Column]
    kind: str
    tags: Sequence[str]
    owners: Sequence[UUID | None]
    """Taken in turns by the rows that name nobody."""
    surroundings: clients.ImportSurroundings
    writes: bool
    """Whether the clients are to be added, not only tried out."""
    own_fields: Mapping[str, OwnField]


async def plan_of(session: AsyncSession, actor: Actor, record: Import) -> Plan:
    """Return how the rows of an import are read."""
    options = record.options
    names = [one["field"] or "" for one in record.mapping]
    one_owner = UUID(options["owner_id"]) if options.get("owner_id") else clients.default_owner(actor)
    return Plan(
        actor=actor,
        columns=[Column(one["field"], one.get("values") or {}) for one in record.mapping],
        kind=options["kind"],
        tags=options.get("tags", []),
        owners=[UUID(one) for one in options.get("owners", [])] or [one_owner],
        surroundings=await clients.import_surroundings(session, actor),
        writes=record.state == "running",
        own_fields=await own_fields(session, actor) if any(n.startswith(own.PREFIX) for n in names) else {},
    )


async def own_fields(session: AsyncSession, actor: Actor) -> dict[str, OwnField]:
    """Return the fields of clients that are the workspace's own, not archived and not for files, by their ids."""
    views = {view.id: view for view in await customfields.definitions(session, "client")}
    found = {}
    for row in await fields.definitions(session, actor.workspace_id):
        view = views.get(str(row.id))
        if view is not None and not view.is_archived and view.kind is not FieldKind.FILE:
            offered = [one for one in row.choices if not one["is_archived"]]
            names = {one["name"].casefold(): one["id"] for one in reversed(offered)}
            found[view.id] = OwnField(view, names | {one["id"]: one["id"] for one in offered})
    return found


def draft(plan: Plan, number: int, cells: Sequence[str]) -> Line:
    """Read a row."""
    line = Line(number)
    found = rows.draft(rows.collect(cells, plan.columns), plan.kind, plan.tags)
    if isinstance(found, list):
        line.fail(*found)
        return line
    custom, wrong = _custom(plan, found) if found.own else ({}, [])
    owner_id = plan.owners[(number - 1) % len(plan.owners)]
    if found.owner:
        owner_id = plan.surroundings.people.get(found.owner.strip().casefold())
    if found.owner and owner_id is None:
        wrong.append(Wrong("owner", "not_found", found.owner))
    elif not clients.may_give_to(plan.actor, owner_id):
        wrong.append(Wrong("owner", "owner_out_of_reach", found.owner))
    if wrong:
        line.fail(*wrong)
        return line
    line.draft = found
    points = bulk.arrange(found.wish, plan.surroundings.region)
    line.entry = Entry(found.wish, points, owner_id, company_name=found.company, custom=custom)
    if plan.writes:
        line.entry.make()
    return line


def _custom(plan: Plan, found: Draft) -> tuple[dict[str, Any], list[Wrong]]:
    known = own.Known(plan.surroundings.people, plan.surroundings.time_zone)
    wanted: dict[str, Any] = {}
    wrong = []
    for field_id, text in found.own.items():
        try:
            wanted[field_id] = own.parsed(plan.own_fields.get(field_id), text, known)
        except own.UnfitError as error:
            wrong.append(Wrong(f"{own.PREFIX}{field_id}", str(error), text[:200]))
    views = {one.view.id: one.view for one in plan.own_fields.values()}
    values, unfit = customfields.check(views, found.wish.kind, {}, wanted)
    for one in unfit:
        field_id = one.pointer.split("/")[2]
        wrong.append(Wrong(f"{own.PREFIX}{field_id}", one.code, found.own[field_id][:200]))
    for field_id, value in values.items():
        if value is not None and views[field_id].kind is FieldKind.PHONE:
            values[field_id] = normalize_phone(value, plan.surroundings.region) or value
    return {key: value for key, value in values.items() if value is not None}, wrong
