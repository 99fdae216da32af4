"""Simulated calls for demo workspaces: real signed webhooks, through real HTTP, to our own hook address."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import jobs
from app.core.auth import Actor
from app.core.clock import now
from app.core.ids import uuid7
from app.core.runtime import Runtime
from app.domains.clients import service as clients
from app.domains.identity.models import Workspace
from app.domains.telephony import queries
from app.domains.telephony.adapters.generic import adapter as generic
from app.domains.telephony.errors import DemoOnlyError, NoClientNumberError
from app.domains.telephony.schemas import ConnectionInput, DemoCallAccepted, DemoCallInput
from app.domains.telephony.service import connections

SEND_JOB = "telephony.send_demo_event"
OWN_NUMBER = "+998712000000"
TIMEOUT_SECONDS = 5
Step = tuple[float, str, dict[str, Any]]

SCENARIOS: dict[str, tuple[Step, ...]] = {
    "ringing": ((0, "call.ringing", {}), (60, "call.ended", {"result": "missed"})),
    "answered": (
        (0, "call.ringing", {}),
        (4, "call.answered", {}),
        (12, "call.ended", {"result": "answered", "talk_seconds": 8}),
    ),
    "missed": ((0, "call.ringing", {}), (6, "call.ended", {"result": "missed"})),
}
"""What is sent after how many seconds."""


@dataclass(frozen=True, slots=True)
class _Caller:
    number: str
    extension: str | None


async def start(
    runtime: Runtime, session: AsyncSession, actor: Actor, wish: DemoCallInput
) -> DemoCallAccepted:
    """Put a simulated call's events on their way.

    Raises:
        DemoOnlyError: a real workspace.
        NotFoundError: no such client, or not the actor's.
        NoClientNumberError: the client has no number.
    """
    workspace = await session.get_one(Workspace, actor.workspace_id)
    if not workspace.is_demo:
        raise DemoOnlyError
    caller = await _caller(session, actor, wish)
    connection = await queries.generic_connection(session, actor)
    if connection is None:
        made = ConnectionInput(name="Simulator", provider="generic")
        connection, _ = await connections.create(runtime, session, actor, made)
    call_id = f"demo-{uuid7()}"
    for delay, kind, more in SCENARIOS[wish.scenario]:
        about = {
            "id": call_id,
            "direction": "in",
            "from": caller.number,
            "to": OWN_NUMBER,
            "extension": caller.extension,
            **more,
        }
        args = {"connection_id": str(connection.id), "type": kind, "call": about}
        jobs.enqueue(session, SEND_JOB, args, run_at=now() + timedelta(seconds=delay))
    return DemoCallAccepted(
        provider_call_id=call_id, from_number=clients.contact_shown(actor, caller.number) or ""
    )


async def _caller(session: AsyncSession, actor: Actor, wish: DemoCallInput) -> _Caller:
    """The number that calls, and the extension that rings: the actor's own, so that the card opens before her."""
    extension = None
    if actor.user_id is not None:
        extension = await queries.extension_of(session, actor.workspace_id, actor.user_id)
    if wish.from_number is not None:
        return _Caller(wish.from_number, extension)
    if wish.client_id is not None:
        client = await clients.require_visible(session, actor, wish.client_id)
        number = client.phone
    else:
        number = await queries.any_client_number(session, actor.workspace_id, actor.user_id)
    if number is None:
        raise NoClientNumberError
    return _Caller(number, extension)


async def send(context: jobs.JobContext, args: dict[str, Any]) -> None:
    """Sign one event and send it to the connection's own public address; raises when it isn't taken."""
    runtime: Runtime = context.runtime
    row = await queries.connection_to_call(
        context.session, context.actor.workspace_id, UUID(args["connection_id"])
    )
    if row is None:
        return
    moment = now()
    event = {
        "id": f"demo-{context.job_id}",
        "type": args["type"],
        "occurred_at": moment.isoformat(),
        "call": args["call"],
    }
    body = json.dumps(event).encode()
    timestamp = int(moment.timestamp())
    headers = {
        "Content-Type": "application/json",
        generic.TIMESTAMP_HEADER: str(timestamp),
        generic.SIGNATURE_HEADER: generic.sign(runtime.box.open(row.secret), timestamp, body),
    }
    async with httpx.AsyncClient(timeout=TIMEOUT_SECONDS) as http:
        answer = await http.post(connections.address(runtime, row.hook_key), content=body, headers=headers)
    answer.raise_for_status()
