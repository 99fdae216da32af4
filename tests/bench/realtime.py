"""What people wait for: the card of a ringing call, and counters that change before everybody's eyes."""

import json
import time
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from app.core.auth import SESSION_COOKIE
from app.core.clock import now
from app.core.ids import uuid7
from tests.bench.figures import Figure
from tests.bench.laboratory import Laboratory
from tests.bench.load import Latency
from tests.bench.machine import pss_megabytes
from tests.bench.realtime_load import (
    Announcements,
    Calls,
    Heard,
    Ring,
    Sockets,
    Spread,
    ring_sockets,
    signature,
    spread_announcements,
)
from tests.bench.seed import PEOPLE, Person
from tests.support.http_client import build_request

SECONDS = 8.0
WARMING = 40
"""Calls before the first measured one: plans are made and connections opened, as on any day after its first minute."""
AUDIENCE = 2_000
CHANGES = 24
PAUSE_SECONDS = 0.5
RATES = {50: 25.0, 200: 50.0}
"""Calls a second, and the milliseconds within which 99 of 100 cards must be there."""
ACKNOWLEDGED_MILLISECONDS = 50.0
CARD_TO_FLOOR = 15.0
SPREAD_TO_FLOOR = 2.5
SPREAD_MILLISECONDS = 100.0
ACKNOWLEDGED_TO_FLOOR = 8.0
DELIVERY_MICROSECONDS = 25.0
DELIVERY_TO_FLOOR = 2.0
"""Goals in units of time hold for one machine; to the bare floor on that machine they stand in these ratios."""


def _session_headers(laboratory: Laboratory, person: Person) -> dict[str, str]:
    return {"Cookie": f"{SESSION_COOKIE}={person.token}", "Origin": laboratory.api.url}


def _milliseconds(latency: Latency) -> str:
    return f"{latency.p50:.1f} / {latency.p95:.1f} / {latency.p99:.1f} ms"


# --- screen pops -----------------------------------------------------------------------------------------------------


def screen_pops(laboratory: Laboratory, seconds: float = SECONDS) -> Iterator[Figure]:
    """Measure webhook → card at two rates, Baton's and the bare application's."""
    connection = laboratory.call(
        "POST", "/telephony/connections", {"name": "Bench", "provider": "generic"}
    ).json()
    hook_path = urlsplit(connection["hook_url"]).path
    sockets = Sockets(
        laboratory.api.port,
        [_session_headers(laboratory, person) for person in laboratory.seeded.people],
        ["/api/v1/ws"] * PEOPLE,
        ("me", "counters"),
    )
    first = WARMING
    laboratory.generate(ring_sockets, _bare_calls(laboratory, WARMING, WARMING))
    warming = _rings(laboratory, hook_path, connection["secret"], range(WARMING))
    laboratory.generate(ring_sockets, Calls(sockets, warming, WARMING, b'"type":"screen_pop"'))
    for rate, goal in RATES.items():
        count = min(int(rate * seconds), len(laboratory.seeded.phones) - first)
        rings = _rings(laboratory, hook_path, connection["secret"], range(first, first + count))
        first += count
        floor = laboratory.generate(ring_sockets, _bare_calls(laboratory, rate, count))
        heard = laboratory.generate(ring_sockets, Calls(sockets, rings, rate, b'"type":"screen_pop"'))
        yield from _call_figures(rate, goal, heard, floor)


def _rings(laboratory: Laboratory, path: str, secret: str, numbers: range) -> list[Ring]:
    """Each call comes from another client, and rings at her manager's desk."""
    rings = []
    timestamp = int(time.time())
    for number in numbers:
        phone = laboratory.seeded.phones[number]
        event = {
            "id": str(uuid7()),
            "type": "call.ringing",
            "occurred_at": now().isoformat(),
            "call": {
                "id": str(uuid7()),
                "direction": "in",
                "from": phone,
                "to": "+998712000000",
                "extension": laboratory.seeded.people[number % PEOPLE].extension,
            },
        }
        body = json.dumps(event, separators=(",", ":")).encode()
        headers = {
            "Baton-Timestamp": str(timestamp),
            "Baton-Signature": signature(secret, timestamp, body),
            "Content-Type": "application/json",
        }
        request = build_request("POST", path, headers=headers, body=body)
        rings.append(Ring(request, phone.encode()))
    return rings


def _bare_calls(laboratory: Laboratory, rate: int, count: int) -> Calls:
    names = [str(number) for number in range(PEOPLE)]
    sockets = Sockets(laboratory.bare.port, [{}] * PEOPLE, [f"/ws?user={name}" for name in names])
    rings = []
    for number in range(count):
        phone = laboratory.seeded.phones[number]
        json_body = {"id": phone, "phone": phone, "user": names[number % PEOPLE]}
        rings.append(Ring(build_request("POST", "/hook", json=json_body), phone.encode()))
    return Calls(sockets, rings, rate, b'{"call":')


def _call_figures(rate: int, goal: float, heard: Heard, floor: Heard) -> Sequence[Figure]:
    cards, lower, acknowledged = (
        Latency.of(heard.cards),
        Latency.of(floor.cards),
        Latency.of(heard.acknowledged),
    )
    section = f"Screen pop, {rate} calls/s, {PEOPLE:,} sockets"
    calls = len(heard.cards) + heard.lost
    lost = heard.lost + heard.refused
    return (
        Figure(
            section,
            "webhook → card p50 / p95 / p99",
            _milliseconds(cards),
            f"p99 ≤ {goal:.0f} ms",
            cards.p99 <= goal,
        ),
        Figure(section, "bare floor, the same", _milliseconds(lower)),
        Figure(
            section,
            "p99 ÷ bare floor",
            f"{cards.p99 / lower.p99:.1f}",
            f"≤ {CARD_TO_FLOOR:.0f}",
            cards.p99 / lower.p99 <= CARD_TO_FLOOR,
        ),
        Figure(
            section,
            "webhook acknowledged p50 / p95 / p99",
            _milliseconds(acknowledged),
            f"p99 ≤ {ACKNOWLEDGED_MILLISECONDS:.0f} ms or ≤ {ACKNOWLEDGED_TO_FLOOR:.0f} × bare",
            acknowledged.p99 <= max(ACKNOWLEDGED_MILLISECONDS, ACKNOWLEDGED_TO_FLOOR * lower.p99),
        ),
        Figure(
            section,
            "calls lost, refused / shown twice",
            f"{lost} / {heard.repeated} of {calls}",
            "none",
            lost == 0 and heard.repeated == 0,
        ),
    )


# --- counters --------------------------------------------------------------------------------------------------------


def counters(laboratory: Laboratory, changes: int = CHANGES) -> Iterator[Figure]:
    """Measure how a manager's completed meeting changes the counters on 2,000 screens."""
    analysts = laboratory.seeded.analysts
    headers = [_session_headers(laboratory, analysts[number % len(analysts)]) for number in range(AUDIENCE)]
    sockets = Sockets(laboratory.api.port, headers, ["/api/v1/ws"] * AUDIENCE, ("counters",))
    bare = Sockets(laboratory.bare.port, [{}] * AUDIENCE, ["/ws?user=everybody"] * AUDIENCE)
    text = {"topic": "counters", "said": "x" * 160}
    said = [build_request("POST", "/say", json=text)] * changes
    plan = Announcements(bare, said, PAUSE_SECONDS, b'"said"', laboratory.bare.pid)
    floor = laboratory.generate(spread_announcements, plan)
    memory = pss_megabytes(laboratory.api.pid)
    done = _completions(laboratory, changes)
    plan = Announcements(sockets, done, PAUSE_SECONDS, b'"counters.changed"', laboratory.api.pid)
    spread = laboratory.generate(spread_announcements, plan)
    yield from _spread_figures(spread, floor)
    grown = pss_megabytes(laboratory.api.pid) - memory
    yield Figure("Counters", "memory that stays after 2,000 sockets", f"{grown:.0f} MB")


def _completions(laboratory: Laboratory, changes: int) -> list[bytes]:
    headers = {"Cookie": f"{SESSION_COOKIE}={laboratory.seeded.admin_token}"}
    json_body = {"outcome": "held", "note": "They want an offer"}
    return [
        build_request("POST", f"/api/v1/tasks/{task_id}/complete", headers=headers, json=json_body)
        for task_id in laboratory.seeded.meeting_ids[:changes]
    ]


def _per_delivery(spread: Spread) -> float:
    return spread.cpu_seconds / max(len(spread.deliveries), 1) * 1_000_000


def _spread_figures(spread: Spread, floor: Spread) -> Sequence[Figure]:
    section = f"Counter change → {AUDIENCE:,} sockets"
    deliveries, lower = Latency.of(spread.deliveries), Latency.of(floor.deliveries)
    ratio = deliveries.p99 / lower.p99
    each, least = _per_delivery(spread), _per_delivery(floor)
    is_good = deliveries.p99 <= SPREAD_MILLISECONDS or ratio <= SPREAD_TO_FLOOR
    return (
        Figure(
            section,
            "request → frame p50 / p95 / p99",
            _milliseconds(deliveries),
            f"p99 ≤ {SPREAD_MILLISECONDS:.0f} ms or ≤ {SPREAD_TO_FLOOR} × bare",
            is_good,
        ),
        Figure(section, "bare broadcast, the same", _milliseconds(lower)),
        Figure(section, "p99 ÷ bare broadcast", f"{ratio:.1f}"),
        Figure(section, "until the last socket heard, median", f"{Latency.of(spread.last).p50:.1f} ms"),
        Figure(section, "frames lost", str(spread.lost), "none", spread.lost == 0),
        Figure(
            section,
            "CPU of the API per delivery, the changes included",
            f"{each:.1f} µs",
            f"≤ {DELIVERY_MICROSECONDS:.0f} µs or ≤ {DELIVERY_TO_FLOOR:.0f} × bare",
            each <= max(DELIVERY_MICROSECONDS, DELIVERY_TO_FLOOR * least),
        ),
        Figure(section, "bare broadcast, the same", f"{least:.1f} µs"),
        Figure(section, "sockets opened and subscribed a second", f"{spread.connects_per_second:.0f}"),
    )
