"""A base of many clients in workspaces of different sizes, loaded by COPY in slices on all cores."""

import asyncio
import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg
from anyascii import anyascii

from app.core.clock import now
from app.core.ids import uuid7
from app.core.text import fold
from app.domains.clients import rules
from app.domains.clients.models import Client, ClientKey, ContactPoint
from app.domains.clients.rules import Point
from app.domains.clients.service import contacts
from app.domains.deals.models import Deal
from app.domains.identity.models import Workspace
from app.domains.tasks.models import Task
from app.domains.telephony.models import Call
from tests.bench.base.names import COUNTRIES, SHARES, firm
from tests.support.bulk import Connection, load

WORKSPACES = 20
SLICE = 10_000
SAMPLES = 40
"""So many clients of a slice are remembered: they are asked for later."""
TAGS = ("vip", "partner", "exhibition", "wholesale", "debtor", "supplier", "new", "loyal")
SOURCES = ("site", "exhibition", "recommendation", "advertisement", "call")
TABLES = (Client, ContactPoint, ClientKey, Deal, Task, Call)
_COPIED = ("users", "pipelines", "stages", "field_groups", "field_definitions")


@dataclass(frozen=True, slots=True)
class Place:
    """The workspace that is measured, as the others are copied from it."""

    workspace_id: UUID
    pipeline_id: UUID
    open_stage: UUID
    won_stage: UUID
    connection_id: UUID
    people: list[UUID]
    text_field: str
    number_field: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A client who is there."""

    id: UUID
    name: str
    phone: str
    email: str


@dataclass(slots=True)
class Base:
    """What is known of what was loaded."""

    place: Place
    sizes: list[int]
    workspaces: list[UUID]
    samples: list[Sample] = field(default_factory=list)
    seconds: float = 0

    @property
    def largest(self) -> int:
        """Return how many clients the measured workspace has."""
        return self.sizes[0]


@dataclass(frozen=True, slots=True)
class _Slice:
    dsn: str
    place: Place
    workspace_id: UUID
    first: int
    count: int


def sizes(rows: int) -> list[int]:
    """Return how many clients each workspace has: the first about a quarter of all, then ever fewer."""
    weights = [1 / (rank + 1) for rank in range(WORKSPACES)]
    found = [int(rows * weight / sum(weights)) for weight in weights]
    return [found[0] + rows - sum(found), *found[1:]]


async def fill(dsn: str, place: Place, rows: int) -> Base:
    """Load the base; the address is a superuser's, for whom foreign keys may rest meanwhile."""
    base = Base(place, sizes(rows), [place.workspace_id, *(uuid7() for _ in range(WORKSPACES - 1))])
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute("SET session_replication_role = replica; SET maintenance_work_mem = '512MB'")
        for number, workspace_id in enumerate(base.workspaces[1:], 2):
            await _open(connection, place, workspace_id, number)
        made_later = await _drop_indexes(connection)
        slices = list(_slices(dsn, base))
        with ProcessPoolExecutor(2) as pool:
            for found in pool.map(_load, slices):
                base.samples += found
        for statement in made_later:
            await connection.execute(statement)
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()
    return base


async def _open(connection: Connection, place: Place, workspace_id: UUID, number: int) -> None:
    values = {"currency": "UZS", "time_zone": "Asia/Tashkent", "phone_region": "UZ"}
    await load(connection, Workspace, [{"id": workspace_id, "name": f"Workspace {number}", **values}])
    for table in _COPIED:
        await connection.execute(
            f"INSERT INTO {table} SELECT (jsonb_populate_record(one, jsonb_build_object('workspace_id', $2::uuid))).* "
            f"FROM {table} one WHERE workspace_id = $1",
            place.workspace_id,
            workspace_id,
        )


async def _drop_indexes(connection: Connection) -> list[str]:
    """Drop the indexes of the tables to be loaded, all but those of keys; returns what makes them again."""
    rows = await connection.fetch(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY ($1) AND indexname NOT LIKE 'pk_%'",
        [model.__tablename__ for model in TABLES],
    )
    for row in rows:
        await connection.execute(f"DROP INDEX {row['indexname']}")
    return [row["indexdef"] for row in rows]


def _slices(dsn: str, base: Base) -> Iterator[_Slice]:
    first = 0
    for workspace_id, size in zip(base.workspaces, base.sizes, strict=True):
        for start in range(0, size, SLICE):
            count = min(SLICE, size - start)
            yield _Slice(dsn, base.place, workspace_id, first, count)
            first += count


def _load(part: _Slice) -> list[Sample]:
    return asyncio.run(_copy(part))


async def _copy(part: _Slice) -> list[Sample]:
    made = _Made(part)
    for number in range(part.first, part.first + part.count):
        made.client(number)
    connection = await asyncpg.connect(part.dsn)
    try:
        await connection.execute("SET session_replication_role = replica; SET synchronous_commit = off")
        for model in TABLES:
            await load(connection, model, made.rows[model])
    finally:
        await connection.close()
    if part.workspace_id != part.place.workspace_id:
        return []
    return random.Random(part.first).sample(made.samples, min(SAMPLES, len(made.samples)))


class _Made:
    """The rows of one slice."""

    def __init__(self, part: _Slice) -> None:
        self.part = part
        self.place = part.place
        self.chance = random.Random(part.first)
        self.began = now() - timedelta(days=900)
        self.rows: dict[type, list[dict[str, Any]]] = {model: [] for model in TABLES}
        self.samples: list[Sample] = []
        self.companies: list[tuple[UUID, str]] = []
        self.taken: set[str] = set()

    def client(self, number: int) -> None:
        """Make a client with all that belongs to her: one in fourteen a company, one in fifty a second record."""
        chance = self.chance
        if chance.random() < 0.07:
            name, kind = firm(chance, number), "company"
            phone, company = f"+99871{number % 10_000_000:07d}", None
        else:
            country = chance.choices(COUNTRIES, SHARES)[0]
            name, kind = country.name(chance), "person"
            phone = f"{country.prefix}{number % 10_000_000:07d}"
            company = chance.choice(self.companies) if self.companies and chance.random() < 0.25 else None
        email = f"c{number}@example.com"
        if self.samples and kind == "person" and chance.random() < 0.02:
            known = chance.choice(self.samples)
            name, phone = anyascii(known.name), known.phone
        client_id = uuid7()
        points = self._points(number, phone, email)
        self._write(client_id, kind, name, points, company)
        if kind == "company":
            self.companies.append((client_id, name))
        else:
            self.samples.append(Sample(client_id, name, phone, email))
        self._work(client_id, name, phone)

    def _points(self, number: int, phone: str, email: str) -> list[Point]:
        """Return one to three phones, and a mail of two in three."""
        chance = self.chance
        values = [(rules.PHONE, phone)]
        if chance.random() < 0.25:
            values.append((rules.PHONE, f"+99893{number % 10_000_000:07d}"))
            if chance.random() < 0.3:
                values.append((rules.PHONE, f"+99897{number % 10_000_000:07d}"))
        if chance.random() < 0.65:
            values.append((rules.EMAIL, email))
        kinds = [kind for kind, _ in values]
        return [
            Point(kind, value, value, None, is_main=kinds.index(kind) == place)
            for place, (kind, value) in enumerate(values)
        ]

    def _write(
        self, client_id: UUID, kind: str, name: str, points: list[Point], company: tuple[UUID, str] | None
    ) -> None:
        chance, workspace_id = self.chance, self.part.workspace_id
        created = self.began + timedelta(minutes=chance.randrange(1_290_000))
        custom: dict[str, Any] = {}
        if chance.random() < 0.4:
            values = {self.place.text_field: f"district {chance.randrange(12)}"}
            custom = {**values, self.place.number_field: chance.randrange(500)}
        self.rows[Client].append(
            {
                "workspace_id": workspace_id,
                "id": client_id,
                "kind": kind,
                "name": name,
                "company_id": company[0] if company else None,
                "owner_id": chance.choice(self.place.people),
                "tags": chance.sample(TAGS, chance.choice((0, 0, 1, 2))),
                "source": chance.choice(SOURCES),
                "language": chance.choice(("ru", "uz", None)),
                "last_contact_at": created + timedelta(days=chance.randrange(1, 300))
                if chance.random() < 0.7
                else None,
                "custom": custom,
                "created_at": created,
                **contacts.derived(kind, (name, None, None), points, company[1] if company else None),
            }
        )
        for values in contacts.values_of(workspace_id, client_id, points):
            self.rows[ContactPoint].append({**values, "created_at": created})
        for point in points:
            if point.value not in self.taken:
                self.taken.add(point.value)
                key = {"workspace_id": workspace_id, "kind": point.kind, "value": point.value}
                self.rows[ClientKey].append(key)

    def _work(self, client_id: UUID, name: str, phone: str) -> None:
        """Three in ten have a deal, two in ten a task, and in the measured workspace as many a call."""
        chance, place = self.chance, self.place
        common = {"workspace_id": self.part.workspace_id, "client_id": client_id}
        owner_id, moment = chance.choice(place.people), now() - timedelta(minutes=chance.randrange(500_000))
        if chance.random() < 0.3:
            is_won, title = chance.random() < 0.4, f"{chance.randrange(1, 90)} rooms, {name}"
            self.rows[Deal].append(
                {
                    **common,
                    "pipeline_id": place.pipeline_id,
                    "stage_id": place.won_stage if is_won else place.open_stage,
                    "owner_id": owner_id,
                    "title": title,
                    "amount": Decimal(chance.randrange(1, 500)) * 100_000,
                    "currency": "UZS",
                    "status": "won" if is_won else "open",
                    "closed_at": moment if is_won else None,
                    "stage_entered_at": moment,
                    "created_at": moment,
                    "search_text": fold(title),
                }
            )
        if chance.random() < 0.2:
            due = now() + timedelta(hours=chance.randrange(1, 700))
            task = {"kind": "call", "title": "Call about the offer", "due_at": due, "assignee_id": owner_id}
            self.rows[Task].append({**common, **task})
        if self.part.workspace_id == place.workspace_id and chance.random() < 0.2:
            call = {"connection_id": place.connection_id, "provider_call_id": str(client_id), "facts": {}}
            call |= {"state": "ended", "direction": "in", "result": "answered", "user_id": owner_id}
            call |= {"owner_id": owner_id, "started_at": moment, "ended_at": moment, "client_number": phone}
            self.rows[Call].append({**common, **call})
