"""The WebSocket endpoint: who may open one, what it may subscribe to, how it resumes."""

import asyncio
from contextlib import suppress
from typing import Annotated, Any, Literal
from uuid import UUID

import structlog
from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import to_json
from redis.exceptions import RedisError

from app.core.auth import Actor, session_token
from app.core.http import API_PREFIX
from app.core.runtime import Runtime
from app.platform.realtime.frames import TOPICS, me
from app.platform.realtime.hub import SESSION_ENDED, Connection, Hub
from app.platform.realtime.protocol import FRAMES

BAD_MESSAGE, FOREIGN_ORIGIN = 4400, 4403
MAX_TOPICS = 100

log = structlog.get_logger()
router = APIRouter()


class Resume(BaseModel):
    """Where a returning client left off."""

    epoch: str = Field(max_length=64)
    seq: str = Field(pattern=r"^\d{1,20}-\d{1,20}$")


class Subscribe(BaseModel):
    """Hear these topics; with `resume`, first what was missed."""

    model_config = ConfigDict(extra="forbid")

    op: Literal["subscribe"]
    topics: list[Annotated[str, Field(max_length=100)]] = Field(max_length=MAX_TOPICS)
    resume: Resume | None = None


class Unsubscribe(BaseModel):
    """Hear these topics no more."""

    model_config = ConfigDict(extra="forbid")

    op: Literal["unsubscribe"]
    topics: list[str] = Field(max_length=MAX_TOPICS)


class Ping(BaseModel):
    """Ask for a pong."""

    op: Literal["ping"]


class Position(BaseModel):
    """Where the stream stands: what a returning client names to resume."""

    epoch: str
    seq: str


class Welcome(Position):
    """The socket is open."""

    op: Literal["welcome"]


class Refusal(BaseModel):
    """A topic that may not be heard."""

    topic: str
    code: str


class Subscribed(Position):
    """Which of the wanted topics are heard from now on."""

    op: Literal["subscribed"]
    topics: list[str]
    refused: list[Refusal]


class Resync(Position):
    """What was missed can't be told: read the state of these topics anew."""

    op: Literal["resync"]
    topics: list[str]


class Frame(BaseModel):
    """Something happened on a topic; `data` has the schema listed for the topic and type."""

    topic: str
    seq: str
    type: str
    data: dict[str, Any]


ClientMessage = Annotated[Subscribe | Unsubscribe | Ping, Field(discriminator="op")]
_messages: TypeAdapter[Subscribe | Unsubscribe | Ping] = TypeAdapter(ClientMessage)


async def authenticate(socket: WebSocket, runtime: Runtime) -> Actor | int:
    """Return the caller, or the close code. A cookie needs an Origin of ours; a program sends its key instead."""
    scheme, _, bearer = socket.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return await runtime.authenticator.api_key(bearer.strip()) or SESSION_ENDED
    origin = socket.headers.get("origin")
    own = f"{'https' if socket.url.scheme == 'wss' else 'http'}://{socket.url.netloc}"
    if origin is None or (origin not in runtime.settings.origins and origin != own):
        return FOREIGN_ORIGIN
    token = session_token(socket.cookies)
    actor = await runtime.authenticator.session(token) if token else None
    return actor or SESSION_ENDED


async def open_socket(socket: WebSocket) -> None:
    """Serve one socket until it closes."""
    runtime: Runtime = socket.app.state.runtime
    hub: Hub = socket.app.state.hub
    found = await authenticate(socket, runtime)
    await socket.accept()
    if isinstance(found, int):
        await socket.close(found)
        return
    connection = Connection(found, socket.scope["extensions"][FRAMES]["write"])
    hub.add(connection)
    connection.offer("welcome", _op("welcome", hub, connection))
    reader = asyncio.create_task(_read(socket, connection, runtime, hub))
    reader.add_done_callback(lambda _: connection.leave())
    try:
        with suppress(WebSocketDisconnect, RuntimeError, OSError):
            await _write(socket, connection)
    finally:
        hub.remove(connection)
        reader.cancel()
        with suppress(asyncio.CancelledError, WebSocketDisconnect, RuntimeError, OSError):
            await reader


# Not as a route of FastAPI's: of its dependencies a socket needs none, and each open one would keep their frames.
router.add_websocket_route(f"{API_PREFIX}/ws", open_socket, name="realtime_socket")


async def _write(socket: WebSocket, connection: Connection) -> None:
    while not connection.has_left:
        await connection.wake.wait()
        connection.wake.clear()
        connection.is_sending = True
        while connection.waiting and connection.close_code is None:
            _, text = connection.waiting.popleft()
            await socket.send_text(text)
        connection.is_sending = False
        if connection.close_code is not None:
            await socket.close(connection.close_code)
            return


async def _read(socket: WebSocket, connection: Connection, runtime: Runtime, hub: Hub) -> None:
    while True:
        text = await socket.receive_text()
        try:
            received = _messages.validate_json(text)
        except ValidationError:
            connection.close(BAD_MESSAGE)
            return
        match received:
            case Subscribe():
                await _subscribe(connection, received, runtime, hub)
            case Unsubscribe():
                hub.unsubscribe(
                    connection, {_private_name(topic, connection.actor) for topic in received.topics}
                )
            case Ping():
                connection.offer("pong", to_json({"op": "pong"}).decode())


async def _subscribe(connection: Connection, wanted: Subscribe, runtime: Runtime, hub: Hub) -> None:
    topics = await _audible(connection.actor, wanted.topics, runtime)
    refused = [{"topic": topic, "code": "not_found"} for topic in wanted.topics if topic not in topics]
    granted = {_private_name(topic, connection.actor) for topic in topics}
    if len(connection.topics | granted) > MAX_TOPICS:
        connection.close(BAD_MESSAGE)
        return
    connection.held = [] if wanted.resume is not None else None
    hub.subscribe(connection, granted)
    answer = _op("subscribed", hub, connection, topics=topics, refused=refused)
    connection.offer("subscribed", answer)
    if wanted.resume is not None:
        await _resume(connection, wanted.resume, hub)


async def _audible(actor: Actor, topics: list[str], runtime: Runtime) -> list[str]:
    """Those of the topics that the actor may hear; the database is asked only about topics of single records."""
    if not any(":" in topic for topic in topics):
        return [topic for topic in topics if await may_subscribe(None, actor, topic)]
    async with runtime.db.read(actor.workspace_id) as session:
        return [topic for topic in topics if await may_subscribe(session, actor, topic)]


async def _resume(connection: Connection, resume: Resume, hub: Hub) -> None:
    try:
        missed = await hub.missed(connection, resume.epoch, resume.seq)
    except (RedisError, OSError):
        missed = None
    if missed is None:
        connection.offer("resync", hub.resync_message(connection))
        connection.release("0-0")
        return
    for _, kind, text in missed:
        connection.offer(kind, text)
    connection.release(missed[-1][0] if missed else resume.seq)


async def may_subscribe(session: Any, actor: Actor, topic: str) -> bool:
    """Tell whether the actor may hear a topic: checked as a read of the same record would be."""
    name, _, plain_id = topic.partition(":")
    declared = TOPICS.get(name)
    if declared is None or (declared.permission is not None and not actor.may(declared.permission)):
        return False
    if declared.authorize is None:
        return not plain_id and (name != "me" or actor.user_id is not None)
    try:
        record_id = UUID(plain_id)
    except ValueError:
        return False
    return await declared.authorize(session, actor, record_id)


def _private_name(topic: str, actor: Actor) -> str:
    return me(actor.user_id) if topic == "me" and actor.user_id else topic


def _op(op: str, hub: Hub, connection: Connection, **more: Any) -> str:
    seq = hub.position(connection.actor.workspace_id)
    return to_json({"op": op, "epoch": hub.epoch, "seq": seq, **more}).decode()
