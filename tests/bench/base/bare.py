"""The floor of a large base: one route that runs a named statement on asyncpg and answers its rows."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from fastapi import FastAPI, Response
from pydantic import BaseModel
from pydantic_core import to_json

COLUMNS = "c.id, c.kind, c.name, c.company_id, c.phone, c.email, c.owner_id, c.tags, c.source, c.last_contact_at, c.created_at, c.version"
ROWS = f"SELECT {COLUMNS}, o.name AS company_name FROM clients c LEFT JOIN clients o ON o.workspace_id = c.workspace_id AND o.id = c.company_id WHERE c.workspace_id = $1::text::uuid AND c.merged_into_id IS NULL AND c.erased_at IS NULL"
WITH_TWO_WON_CONDITIONS = """
    FROM clients c WHERE workspace_id = $1::text::uuid AND merged_into_id IS NULL
    AND EXISTS (SELECT FROM deals d WHERE d.workspace_id = c.workspace_id AND d.client_id = c.id AND d.status = 'open')
    AND (SELECT coalesce(sum(d.amount), 0) FROM deals d WHERE d.workspace_id = c.workspace_id AND d.client_id = c.id
         AND d.status = 'open') > 20000000
"""
CARD = "d.id, d.title, d.stage_id, d.client_id, c.name AS client_name, d.owner_id, d.amount::text, d.currency, d.status, d.stage_entered_at, d.expected_on, d.created_at, d.version"
DEALS = f"SELECT {CARD} FROM deals d JOIN clients c ON c.workspace_id = d.workspace_id AND c.id = d.client_id WHERE d.workspace_id = $1::text::uuid"


def board(whose: str) -> str:
    """Return the statement of a board: of each stage the number, the sum and the latest fifty deals."""
    mine = f"d.workspace_id = s.workspace_id AND d.stage_id = s.id AND (s.semantics = 'open' OR d.stage_entered_at > now() - interval '30 days') {whose}"
    return f"""
    SELECT s.id, figures.count, figures.amount::text, cards.items
    FROM stages s
    CROSS JOIN LATERAL (SELECT count(*), sum(d.amount) AS amount FROM deals d WHERE {mine}) AS figures
    CROSS JOIN LATERAL (SELECT json_agg(card) AS items FROM (
        SELECT {CARD} FROM deals d JOIN clients c ON c.workspace_id = d.workspace_id AND c.id = d.client_id WHERE {mine}
        ORDER BY d.stage_entered_at DESC, d.id DESC LIMIT 51) AS card) AS cards
    WHERE s.workspace_id = $1::text::uuid AND s.pipeline_id = $2::text::uuid ORDER BY s.position
    """


STATEMENTS = {
    "list": f"{ROWS} AND c.source = $2 AND c.owner_id = $3::text::uuid ORDER BY c.created_at DESC, c.id DESC LIMIT 51",
    "after": f"{ROWS} AND c.source = $2 AND c.owner_id = $3::text::uuid AND (c.created_at, c.id) < ($4::text::timestamptz, $5::text::uuid) ORDER BY c.created_at DESC, c.id DESC LIMIT 51",
    "by_name": f"{ROWS} AND c.tags @> ARRAY[$2::text] ORDER BY c.sort_name, c.id LIMIT 51",
    "search": "SELECT id, name, phone FROM clients WHERE workspace_id = $1::text::uuid AND search_text LIKE $2 ORDER BY sort_name, id LIMIT 10",
    "similar": "SELECT id, name, phone FROM clients WHERE workspace_id = $1::text::uuid AND $2 <% search_text ORDER BY word_similarity($2, search_text) DESC LIMIT 10",
    "card": f"SELECT {COLUMNS}, c.custom, c.note, (SELECT json_agg(p.*) FROM contact_points p WHERE p.workspace_id = c.workspace_id AND p.client_id = c.id) FROM clients c WHERE c.workspace_id = $1::text::uuid AND c.id = $2::text::uuid",
    "lookup": f"SELECT {COLUMNS} FROM contact_points p JOIN clients c ON c.workspace_id = p.workspace_id AND c.id = p.client_id WHERE p.workspace_id = $1::text::uuid AND p.normalized = $2 AND p.kind = 'phone'",
    "count": "SELECT count(*) FROM clients WHERE workspace_id = $1::text::uuid AND merged_into_id IS NULL AND erased_at IS NULL",
    "count_source": "SELECT count(*) FROM clients WHERE workspace_id = $1::text::uuid AND merged_into_id IS NULL AND erased_at IS NULL AND source = $2",
    "segment": f"SELECT count(*) {WITH_TWO_WON_CONDITIONS}",
    "incomplete": f"{ROWS} AND (c.phone IS NULL OR c.email IS NULL OR c.source IS NULL) ORDER BY c.created_at DESC, c.id DESC LIMIT 51",
    "board": board(""),
    "board_of": board("AND d.owner_id = $3::text::uuid"),
    "column": f"{DEALS} AND d.stage_id = $2::text::uuid AND (d.stage_entered_at, d.id) < ($3::text::timestamptz, $4::text::uuid) ORDER BY d.stage_entered_at DESC, d.id DESC LIMIT 51",
    "deals": f"{DEALS} AND d.owner_id = $2::text::uuid AND d.amount > 40000000 ORDER BY d.created_at DESC, d.id DESC LIMIT 51",
    "deal": f"{DEALS} AND d.id = $2::text::uuid",
    "move": "UPDATE deals SET stage_id = $3::text::uuid, stage_entered_at = now(), amount = 5200000, version = version + 1, updated_at = now() WHERE workspace_id = $1::text::uuid AND id = $2::text::uuid RETURNING id",
}
"""Without rights, row level security, masking and second chances: what the question itself costs."""


class Question(BaseModel):
    """What a statement is given."""

    arguments: list[str]


pools: "list[asyncpg.Pool[asyncpg.Record]]" = []


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    """Open and close the connections."""
    async with asyncpg.create_pool(os.environ["BARE_DSN"], min_size=4, max_size=4) as pool:
        pools.append(pool)
        yield


app = FastAPI(lifespan=lifespan)


@app.get("/live")
async def live() -> dict[str, str]:
    """Tell that it runs."""
    return {"status": "ok"}


@app.post("/{name}")
async def ask(name: str, body: Question) -> Response:
    """Run a statement."""
    rows: list[Any] = await pools[0].fetch(STATEMENTS[name], *body.arguments)
    return Response(to_json([dict(row) for row in rows]), media_type="application/json")
