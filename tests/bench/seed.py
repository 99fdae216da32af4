"""The workspace that is measured: people with sessions, clients, deals in a pipeline with a contract, tasks, calls."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg

from app.core.clock import now
from app.core.crypto import new_token, token_digest
from app.core.ids import uuid7
from app.core.text import fold
from app.domains.clients import rules
from app.domains.clients.models import Client, ClientKey, ContactPoint
from app.domains.deals.models import Deal, DealStageFact
from app.domains.identity.models import Session, User
from app.domains.tasks.models import Task
from app.domains.telephony.models import Call, ProviderEvent, TelephonyConnection
from tests.support.bulk import Connection, load

PEOPLE = 1_000
"""Managers with a telephone and an open session each."""
ANALYSTS = 200
"""People who see everybody's counters."""
MEETINGS = 60
_SYLLABLES = [
    "ka",
    "ri",
    "mo",
    "va",
    "lu",
    "den",
    "gor",
    "sha",
    "tim",
    "bek",
    "nar",
    "zul",
    "far",
    "dil",
    "ash",
    "ger",
    "vo",
    "pla",
]
_BRANCHES = ["hotel", "office", "school", "clinic", "shop", "house"]


@dataclass(slots=True)
class Person:
    """Somebody with an open session."""

    user_id: UUID
    token: str
    extension: str


@dataclass(slots=True)
class Stage:
    """A stage as the pipeline's creation answered it."""

    id: UUID
    questions: list[str]


@dataclass(slots=True)
class Seeded:
    """What the measurements need to know of what was loaded."""

    workspace_id: UUID
    admin_token: str
    admin_id: UUID
    pipeline_id: UUID
    stages: list[Stage]
    people: list[Person] = field(default_factory=list)
    analysts: list[Person] = field(default_factory=list)
    client_ids: list[UUID] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    family_names: list[str] = field(default_factory=list)
    deal_ids: list[UUID] = field(default_factory=list)
    first_stage_deals: list[UUID] = field(default_factory=list)
    meeting_ids: list[UUID] = field(default_factory=list)


PIPELINE: dict[str, Any] = {
    "name": "Projects",
    "stages": [
        {"name": "Request understood", "semantics": "open"},
        {
            "name": "Offer sent",
            "semantics": "open",
            "required_fields": ["deal.amount", "client.phone"],
            "checklist": [
                {"question": "Who decides?", "kind": "text"},
                {"question": "Is there a budget?", "kind": "yes_no"},
            ],
        },
        {"name": "Terms agreed", "semantics": "open", "required_fields": ["deal.expected_on"]},
        {"name": "Won", "semantics": "won"},
        {"name": "Lost", "semantics": "lost"},
    ],
}
"""The move that is measured goes from the first stage to the second, which demands four things."""
_SHARES = (0.6, 0.3, 0.1)


async def fill(dsn: str, seeded: Seeded, roles: dict[str, UUID], rows: int) -> None:
    """Load `rows` clients and as many deals and past calls, with the people whose they are."""
    chance = random.Random(7)
    connection = await asyncpg.connect(dsn)
    try:
        await _people(connection, seeded, roles)
        await _clients(connection, seeded, rows, chance)
        await _deals(connection, seeded, rows, chance)
        await _meetings(connection, seeded)
        await _past_calls(connection, seeded, rows)
        await connection.execute("ANALYZE")
    finally:
        await connection.close()


async def _people(connection: Connection, seeded: Seeded, roles: dict[str, UUID]) -> None:
    users, sessions = [], []
    for number in range(PEOPLE + ANALYSTS):
        is_manager = number < PEOPLE
        person = Person(uuid7(), new_token(seeded.workspace_id.hex), str(1000 + number))
        (seeded.people if is_manager else seeded.analysts).append(person)
        users.append(
            {
                "workspace_id": seeded.workspace_id,
                "id": person.user_id,
                "name": f"Person {number}",
                "email": f"person-{number}@example.com",
                "password_hash": "none",
                "role_id": roles["manager" if is_manager else "analyst"],
                "extension": person.extension,
            }
        )
        sessions.append(
            {
                "workspace_id": seeded.workspace_id,
                "id": uuid7(),
                "user_id": person.user_id,
                "token_digest": token_digest(person.token),
                "expires_at": now() + timedelta(days=1),
            }
        )
    await load(connection, User, users)
    await load(connection, Session, sessions)


def _family_names(chance: random.Random, count: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        found[
            "".join(chance.choices(_SYLLABLES, k=3)).capitalize() + chance.choice(["ov", "eva", "shvili"])
        ] = None
    return list(found)


def _phone(number: int) -> str:
    return f"+99890{number:07d}"


async def _clients(connection: Connection, seeded: Seeded, rows: int, chance: random.Random) -> None:
    seeded.family_names = _family_names(chance, max(rows // 25, 10))
    clients, points, keys = [], [], []
    for number in range(rows):
        client_id, phone = uuid7(), _phone(number * 37 % 10_000_000)
        given = "".join(chance.choices(_SYLLABLES, k=2)).capitalize()
        name = f"{given} {chance.choice(seeded.family_names)}"
        point = rules.Point(rules.PHONE, phone, phone, None, is_main=True)
        common = {"workspace_id": seeded.workspace_id}
        seeded.client_ids.append(client_id)
        seeded.phones.append(phone)
        clients.append(
            {
                **common,
                "id": client_id,
                "kind": "person",
                "name": name,
                "owner_id": seeded.people[number % PEOPLE].user_id,
                "phone": phone,
                "sort_name": rules.sort_name(name),
                "search_text": rules.search_text([name], [point], None),
                "last_contact_at": now() - timedelta(minutes=number),
            }
        )
        points.append(
            {
                **common,
                "client_id": client_id,
                "kind": rules.PHONE,
                "value": phone,
                "normalized": phone,
                "is_main": True,
            }
        )
        keys.append({**common, "kind": rules.PHONE, "value": phone})
    await load(connection, Client, clients)
    await load(connection, ContactPoint, points)
    await load(connection, ClientKey, keys)


def _stage_numbers(rows: int) -> Iterator[int]:
    for number, share in enumerate(_SHARES):
        yield from [number] * round(rows * share)
    while True:
        yield 0


async def _deals(connection: Connection, seeded: Seeded, rows: int, chance: random.Random) -> None:
    deals, facts, tasks = [], [], []
    stage_numbers = _stage_numbers(rows)
    began = now() - timedelta(days=180)
    for number in range(rows):
        stage_number = next(stage_numbers)
        entered = began + timedelta(minutes=chance.randrange(200_000))
        deal = _deal(seeded, number, stage_number, entered)
        seeded.deal_ids.append(deal["id"])
        if stage_number == 0:
            seeded.first_stage_deals.append(deal["id"])
        common = {"workspace_id": seeded.workspace_id, "deal_id": deal["id"]}
        deals.append(deal)
        facts.append(
            {
                **common,
                "pipeline_id": seeded.pipeline_id,
                "stage_id": deal["stage_id"],
                "stage_name": PIPELINE["stages"][stage_number]["name"],
                "semantics": "open",
                "owner_id": deal["owner_id"],
                "entered_at": entered,
            }
        )
        tasks.append(
            {
                **common,
                "kind": "call",
                "title": "Call about the offer",
                "due_at": now() + timedelta(hours=chance.randrange(1, 700)),
                "assignee_id": deal["owner_id"],
                "client_id": deal["client_id"],
            }
        )
    await load(connection, Deal, deals)
    await load(connection, DealStageFact, facts)
    await load(connection, Task, tasks)


def _deal(seeded: Seeded, number: int, stage_number: int, entered: datetime) -> dict[str, Any]:
    title = f"{number % 90 + 10} rooms, {_BRANCHES[number % len(_BRANCHES)]} {seeded.family_names[number % 97 % len(seeded.family_names)]}"
    return {
        "workspace_id": seeded.workspace_id,
        "id": uuid7(),
        "pipeline_id": seeded.pipeline_id,
        "stage_id": seeded.stages[stage_number].id,
        "client_id": seeded.client_ids[number],
        "owner_id": seeded.people[number % PEOPLE].user_id,
        "title": title,
        "amount": Decimal(number % 500 + 1) * 100_000,
        "currency": "UZS",
        "stage_entered_at": entered,
        "created_at": entered,
        "search_text": fold(title),
    }


async def _meetings(connection: Connection, seeded: Seeded) -> None:
    """Open meetings of one manager: completing one changes her counters."""
    tasks = []
    for _ in range(MEETINGS):
        task_id = uuid7()
        seeded.meeting_ids.append(task_id)
        tasks.append(
            {
                "workspace_id": seeded.workspace_id,
                "id": task_id,
                "kind": "meeting",
                "title": "Meeting at the site",
                "due_at": now(),
                "assignee_id": seeded.people[0].user_id,
                "client_id": seeded.client_ids[0],
            }
        )
    await load(connection, Task, tasks)


async def _past_calls(connection: Connection, seeded: Seeded, rows: int) -> None:
    """Load calls that were had, and what the provider sent of them: PostgreSQL plans otherwise for empty tables."""
    common = {"workspace_id": seeded.workspace_id, "connection_id": uuid7()}
    calls, told = [], []
    for number in range(rows):
        person, began = seeded.people[number % PEOPLE], now() - timedelta(minutes=number + 60)
        calls.append(
            {
                **common,
                "provider_call_id": f"past-{number}",
                "facts": {"rank": 4},
                "state": "ended",
                "direction": "in",
                "result": "answered",
                "client_number": seeded.phones[number],
                "extension": person.extension,
                "client_id": seeded.client_ids[number],
                "user_id": person.user_id,
                "owner_id": person.user_id,
                "shown_to": [person.user_id],
                "started_at": began,
                "answered_at": began,
                "ended_at": began + timedelta(minutes=2),
                "talk_seconds": 120,
                "outcome": "agreed",
            }
        )
        told.append(
            {
                **common,
                "event_key": f"past-{number}",
                "state": "processed",
                "received_at": began,
                "content_type": "application/json",
                "query": "",
                "body": b"{}",
            }
        )
    provider = {
        "workspace_id": seeded.workspace_id,
        "id": common["connection_id"],
        "name": "Former provider",
        "provider": "generic",
        "hook_digest": token_digest("former"),
        "hook_key": "",
        "secret": "",
        "time_zone": "UTC",
        "is_active": False,
    }
    await load(connection, TelephonyConnection, [provider])
    await load(connection, Call, calls)
    await load(connection, ProviderEvent, told)
