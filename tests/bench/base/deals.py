"""A million deals in the measured workspace, ten thousand of them open: the board, lists, and moves."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

import asyncpg

from tests.bench.base.laboratory import BaseLaboratory
from tests.bench.base.operations import OVERHEAD, TIMES, Asked, Found, asked_one_at_a_time
from tests.bench.load import Plan

DEALS, OPEN = 1_000_000, 10_000
BOARD_LIMIT = 50
MOVED = 300
_CLOSE = """
    WITH stages AS (
        SELECT id, row_number() OVER (ORDER BY position) - 1 AS place, count(*) OVER () AS number
        FROM stages WHERE workspace_id = $1 AND pipeline_id = $2 AND semantics = 'open'
    ), open AS (
        SELECT id, row_number() OVER (ORDER BY stage_entered_at DESC, id) AS number
        FROM deals WHERE workspace_id = $1 AND status = 'open'
    )
    UPDATE deals SET
        status = CASE WHEN open.number > $4 THEN 'won' ELSE 'open' END,
        stage_id = CASE WHEN open.number > $4 THEN $3 ELSE (SELECT s.id FROM stages s WHERE s.place = open.number % s.number) END,
        closed_at = CASE WHEN open.number > $4 THEN stage_entered_at - interval '60 days' END
    FROM open WHERE deals.workspace_id = $1 AND deals.id = open.id
"""
_MULTIPLY = """
    INSERT INTO deals (workspace_id, id, pipeline_id, stage_id, client_id, owner_id, title, amount, currency, status,
        stage_entered_at, answers, custom, closed_at, search_text, line_count, is_revived, created_at, updated_at, version)
    SELECT workspace_id, uuidv7(), pipeline_id, stage_id, client_id, owner_id, title, amount, currency, status,
        stage_entered_at - made.shift, answers, custom, closed_at - made.shift, search_text, line_count, is_revived,
        created_at - made.shift, updated_at, 1
    FROM deals, LATERAL (
        SELECT (number * 7 + random()) * interval '1 day' AS shift
        FROM generate_series(1, $2::int) AS number WHERE deals.id IS NOT NULL
    ) AS made
    WHERE workspace_id = $1 AND status = 'won' LIMIT $3
"""


async def _load(laboratory: BaseLaboratory) -> None:
    place = laboratory.base.place
    connection = await asyncpg.connect(laboratory.superuser_dsn())
    try:
        known = await connection.fetchrow(
            "SELECT count(*) AS all, count(*) FILTER (WHERE status = 'open') AS open, "
            "count(*) FILTER (WHERE status = 'won') AS won FROM deals WHERE workspace_id = $1",
            place.workspace_id,
        )
        assert known is not None
        if known["open"] != OPEN:
            values = (place.workspace_id, place.pipeline_id, place.won_stage, OPEN)
            await connection.execute(_CLOSE, *values)
        missing = DEALS - known["all"]
        if missing > 0:
            times = missing // max(known["won"], 1) + 1
            await connection.execute(_MULTIPLY, place.workspace_id, times, missing)
        await connection.execute("VACUUM (ANALYZE) deals")
    finally:
        await connection.close()


def measure(laboratory: BaseLaboratory, seconds: float) -> Iterator[Found]:
    """Load the deals unless they are there, and measure; it changes the base for what is measured after it."""
    asyncio.run(_load(laboratory))
    for asked in _questions(laboratory):
        yield asked_one_at_a_time(laboratory, asked, seconds)
    yield _moves(laboratory)


def _questions(laboratory: BaseLaboratory) -> Iterator[Asked]:
    place = laboratory.base.place
    pipeline, people = str(place.pipeline_id), [str(one) for one in place.people]
    board = f"/deals/board?pipeline_id={pipeline}&limit={BOARD_LIMIT}"
    yield Asked("board", [laboratory.request("GET", board)], [laboratory.floor("board", pipeline)])
    yield Asked(
        "board of one manager",
        [laboratory.request("GET", f"{board}&owner_id={one}") for one in people],
        [laboratory.floor("board_of", pipeline, one) for one in people],
    )
    column = laboratory.call("GET", board).json()["columns"][0]
    page = (
        f"/deals?stage_id={column['stage_id']}&sort=-stage_entered_at&cursor={quote(column['next_cursor'])}"
    )
    last = column["items"][-1]
    after = laboratory.floor("column", column["stage_id"], last["stage_entered_at"], last["id"])
    yield Asked("next page of a column", [laboratory.request("GET", page)], [after])
    yield _list(laboratory, people)
    ids = [one["id"] for one in column["items"]]
    cards = [laboratory.request("GET", f"/deals/{one}") for one in ids]
    yield Asked("deal", cards, [laboratory.floor("deal", one) for one in ids])


def _list(laboratory: BaseLaboratory, people: Sequence[str]) -> Asked:
    def asked(owner: str) -> dict[str, Any]:
        both = [{"field": "owner_id", "is": owner}, {"field": "amount", "gt": 40_000_000}]
        return {"filter": {"all": both}, "sort": ["-created_at"], "limit": 50}

    ours = [laboratory.request("POST", "/deals/query", asked(one)) for one in people]
    return Asked("list, two filters, by date", ours, [laboratory.floor("deals", one) for one in people])


def _moves(laboratory: BaseLaboratory) -> Found:
    """Each deal is moved once: the first half warms both up. The bare statement moves the same ones back again."""
    pipeline = str(laboratory.base.place.pipeline_id)
    stages = laboratory.call("GET", f"/pipelines/{pipeline}/stages").json()["items"]
    first, second = stages[0], stages[1]
    who, budget = (question["id"] for question in second["checklist"])
    listed = laboratory.call("GET", f"/deals?stage_id={first['id']}&sort=-stage_entered_at&limit=500").json()
    body = {
        "stage_id": second["id"],
        "values": {"deal.amount": "5200000.00"},
        "answers": {who: "The director", budget: True},
        "next_task": {"kind": "call", "title": "Ask", "due_at": "2099-01-01T10:00:00Z"},
    }
    ours = [
        laboratory.request("POST", f"/deals/{one['id']}/move", body, **{"If-Match": f'"{one["version"]}"'})
        for one in listed["items"][:MOVED]
    ]
    bare = [laboratory.floor("move", one["id"], second["id"]) for one in listed["items"][MOVED:]]
    laboratory.load(Plan(laboratory.api.port, ours[:50], 1, 60, once=True))
    moved = laboratory.load(Plan(laboratory.api.port, ours[50:], 1, 60, once=True))
    if moved.failures:
        raise RuntimeError(moved.first_failure)
    floor = laboratory.load(Plan(laboratory.bare.port, bare, 1, 60, once=True))
    goal = floor.latency.p95 * TIMES + OVERHEAD
    return Found("move with two answers and a next step", moved.latency, floor.latency, 0.0, goal)
