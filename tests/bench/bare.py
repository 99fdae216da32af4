"""The floor: the same SQL job with FastAPI and asyncpg alone, on the same database, in the same run.

No rights, no row level security, no history of moves, no idempotency, no checks: what remains when everything that
makes it a product is left out.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
from fastapi import FastAPI, Response, WebSocket, WebSocketDisconnect
from pydantic import BaseModel
from pydantic_core import to_json
from redis.asyncio import Redis

from app.core.ids import uuid7

DEAL_COLUMNS = """
    d.id, d.title, d.client_id, c.name AS client_name, o.name AS company_name, d.stage_id, d.amount, d.currency,
    d.owner_id, d.status, d.stage_entered_at, d.expected_on, d.created_at, d.closed_at, d.version,
    n.id AS next_id, n.kind AS next_kind, n.title AS next_title, n.due_at AS next_due_at
"""
DEAL_TABLES = """
    deals d
    JOIN clients c ON c.workspace_id = d.workspace_id AND c.id = d.client_id
    LEFT JOIN clients o ON o.workspace_id = c.workspace_id AND o.id = c.company_id
    LEFT JOIN LATERAL (
        SELECT t.id, t.kind, t.title, t.due_at FROM tasks t
        WHERE t.workspace_id = d.workspace_id AND t.deal_id = d.id AND t.status = 'open'
        ORDER BY t.due_at, t.id LIMIT 1
    ) n ON true
"""
LIST = f"""
    SELECT {DEAL_COLUMNS} FROM {DEAL_TABLES} WHERE d.workspace_id = $1 AND d.stage_id = $2
    ORDER BY d.stage_entered_at DESC, d.id DESC LIMIT 51
"""
GET = f"""
    SELECT {DEAL_COLUMNS}, d.pipeline_id, d.description, d.answers, s.name AS stage_name
    FROM {DEAL_TABLES} JOIN stages s ON s.workspace_id = d.workspace_id AND s.id = d.stage_id
    WHERE d.workspace_id = $1 AND d.id = $2
"""
CLIENT_COLUMNS = "c.id, c.kind, c.name, c.company_id, c.phone, c.email, c.owner_id, c.tags, c.last_contact_at, c.created_at, c.version"
LOOKUP = f"""
    SELECT {CLIENT_COLUMNS} FROM contact_points p
    JOIN clients c ON c.workspace_id = p.workspace_id AND c.id = p.client_id
    WHERE p.workspace_id = $1 AND p.normalized = $2 AND p.kind = 'phone'
"""
SEARCH_CLIENTS = """
    SELECT 'client' AS type, id, name AS title, phone AS subtitle FROM clients
    WHERE workspace_id = $1 AND search_text LIKE $2 ORDER BY sort_name, id LIMIT 10
"""
SEARCH_DEALS = """
    SELECT 'deal' AS type, id, title, NULL AS subtitle FROM deals
    WHERE workspace_id = $1 AND search_text LIKE $2 ORDER BY created_at DESC, id LIMIT 10
"""
INSERT_DEAL = """
    INSERT INTO deals (workspace_id, id, created_at, version, updated_at, pipeline_id, stage_id, client_id, owner_id,
                       title, amount, currency, status, stage_entered_at, answers, custom, search_text, line_count, is_revived)
    VALUES ($1, $2, $3, 1, $3, $4, $5, $6, $7, $8, $9::text::numeric, 'UZS', 'open', $3, '{}', '{}', lower($8::varchar), 0, false)
"""
INSERT_TASK = """
    INSERT INTO tasks (workspace_id, id, created_at, version, updated_at, kind, title, due_at, assignee_id, client_id,
                       deal_id, status, origin)
    VALUES ($1, $2, $3, 1, $3, 'call', $4, $5, $6, $7, $8, 'open', 'manual')
"""
INSERT_EVENT = """
    INSERT INTO events (workspace_id, created_at, id, type, subject_type, subject_id, timeline_id, actor_kind, actor_name,
                        data)
    VALUES ($1, $2, $3, 'bare.event', 'bare', $4, $5, 'system', 'bare', $6)
"""
MOVE = """
    UPDATE deals SET stage_id = $3, stage_entered_at = $4, amount = $5::text::numeric, version = version + 1, updated_at = $4
    WHERE workspace_id = $1 AND id = $2 RETURNING client_id
"""
OPEN_DEALS = """
    SELECT id, title, amount, currency, stage_entered_at FROM deals
    WHERE workspace_id = $1 AND client_id = $2 AND status = 'open'
"""


class NewDeal(BaseModel):
    """The body of a creation."""

    title: str
    client_id: UUID
    pipeline_id: UUID
    stage_id: UUID
    owner_id: UUID
    amount: str
    task_title: str


class Move(BaseModel):
    """The body of a move."""

    stage_id: UUID
    amount: str


class State:
    """The process's connections."""

    pool: "asyncpg.Pool[asyncpg.Record]"
    redis: "Redis"
    workspace_id: UUID
    sockets: dict[str, set[WebSocket]]


state = State()


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    """Open and close the connections."""
    state.pool = await asyncpg.create_pool(os.environ["BARE_DSN"], min_size=10, max_size=10)
    state.redis = Redis.from_url(os.environ["REDIS_URL"])
    state.workspace_id = UUID(os.environ["BARE_WORKSPACE"])
    state.sockets = {}
    reader = asyncio.create_task(_read_pops())
    yield
    reader.cancel()
    await state.redis.aclose()
    await state.pool.close()


app = FastAPI(lifespan=lifespan)


def _json(content: Any, status: int = 200) -> Response:
    return Response(to_json(content), status, media_type="application/json")


@app.get("/live")
async def live() -> dict[str, str]:
    """Tell that it runs."""
    return {"status": "ok"}


@app.get("/deals")
async def list_deals(stage_id: UUID) -> Response:
    """List 50 deals of a stage."""
    rows = await state.pool.fetch(LIST, state.workspace_id, stage_id)
    return _json({"items": [dict(row) for row in rows[:50]]})


@app.get("/deals/{deal_id}")
async def read_deal(deal_id: UUID) -> Response:
    """Read a deal."""
    return _json(dict(await state.pool.fetchrow(GET, state.workspace_id, deal_id) or {}))


@app.get("/lookup")
async def look_up(phone: str) -> Response:
    """Find the clients with a phone."""
    return _json([dict(row) for row in await state.pool.fetch(LOOKUP, state.workspace_id, phone)])


@app.get("/search")
async def search(q: str) -> Response:
    """Search clients and deals."""
    async with state.pool.acquire() as connection:
        clients = await connection.fetch(SEARCH_CLIENTS, state.workspace_id, f"%{q}%")
        deals = await connection.fetch(SEARCH_DEALS, state.workspace_id, f"%{q}%")
    return _json([dict(row) for row in (*clients, *deals)])


@app.post("/deals")
async def create_deal(body: NewDeal) -> Response:
    """Write a deal, its task and one event."""
    deal_id, moment, workspace = uuid7(), datetime.now(UTC), state.workspace_id
    async with state.pool.acquire() as connection, connection.transaction():
        values = (body.pipeline_id, body.stage_id, body.client_id, body.owner_id, body.title, body.amount)
        await connection.execute(INSERT_DEAL, workspace, deal_id, moment, *values)
        due = moment + timedelta(days=1)
        task = (body.task_title, due, body.owner_id, body.client_id, deal_id)
        await connection.execute(INSERT_TASK, workspace, uuid7(), moment, *task)
        await connection.execute(INSERT_EVENT, workspace, moment, uuid7(), deal_id, body.client_id, "{}")
    return _json({"id": deal_id}, 201)


@app.post("/deals/{deal_id}/move")
async def move_deal(deal_id: UUID, body: Move) -> Response:
    """Change a deal's stage and write one event."""
    moment, workspace = datetime.now(UTC), state.workspace_id
    async with state.pool.acquire() as connection, connection.transaction():
        client_id = await connection.fetchval(MOVE, workspace, deal_id, body.stage_id, moment, body.amount)
        await connection.execute(INSERT_EVENT, workspace, moment, uuid7(), deal_id, client_id, "{}")
    return _json({"id": deal_id})


# --- realtime --------------------------------------------------------------------------------------------------------


class Ring(BaseModel):
    """The body of a webhook."""

    id: str
    phone: str
    user: str


@app.post("/hook", status_code=204)
async def take_hook(body: Ring) -> None:
    """Find the caller and her deals, write an event, publish the card."""
    moment, workspace = datetime.now(UTC), state.workspace_id
    async with state.pool.acquire() as connection, connection.transaction():
        client = await connection.fetchrow(LOOKUP, workspace, body.phone)
        client_id = client["id"] if client else None
        deals = await connection.fetch(OPEN_DEALS, workspace, client_id)
        subject = (uuid7(), client_id, to_json({"call": body.id}).decode())
        await connection.execute(INSERT_EVENT, workspace, moment, uuid7(), *subject)
    card = {"call": body.id, "client": dict(client or {}), "deals": [dict(row) for row in deals]}
    await state.redis.publish(f"pop:{body.user}", to_json(card))


@app.websocket("/ws")
async def open_socket(socket: WebSocket, user: str) -> None:
    """Keep a socket."""
    await socket.accept()
    state.sockets.setdefault(user, set()).add(socket)
    with suppress(WebSocketDisconnect):
        while True:
            await socket.receive_text()
    state.sockets[user].discard(socket)


async def _read_pops() -> None:
    subscriber = state.redis.pubsub()
    await subscriber.psubscribe("pop:*")
    async for message in subscriber.listen():
        if message["type"] == "pmessage":
            for socket in tuple(state.sockets.get(message["channel"].decode()[4:], ())):
                await socket.send_text(message["data"].decode())


@app.post("/say", status_code=204)
async def say(body: dict[str, Any]) -> None:
    """Send one text to every socket."""
    text = to_json(body).decode()
    for socket in tuple(state.sockets.get("everybody", ())):
        await socket.send_text(text)
