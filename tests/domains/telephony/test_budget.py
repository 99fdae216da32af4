"""How many statements the path costs on which a person waits: webhook, commit, card."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from app.core.clock import now
from app.core.runtime import Runtime
from app.domains.telephony.adapters import HookRequest
from app.domains.telephony.adapters.generic import sign
from app.domains.telephony.service import hooks
from tests.domains.telephony.lines import CLIENT_NUMBER, OUR_NUMBER, Line, add_client, open_line
from tests.support.workspaces import Workspace


@contextmanager
def statements(runtime: Runtime) -> Iterator[list[str]]:
    """Every statement that the ORM sends meanwhile (BEGIN and COMMIT go beside it)."""
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(" ".join(statement.split())[:60])

    engine = runtime.db.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def ringing(line: Line, number: int) -> HookRequest:
    body = json.dumps(
        {
            "id": f"e-{number}",
            "type": "call.ringing",
            "occurred_at": now().isoformat(),
            "call": {
                "id": f"c-{number}",
                "direction": "in",
                "from": CLIENT_NUMBER,
                "to": OUR_NUMBER,
                "extension": "101",
            },
        }
    ).encode()
    moment = int(time.time())
    headers = (
        ("content-type", "application/json"),
        ("baton-timestamp", str(moment)),
        ("baton-signature", sign(line.secret, moment, body)),
    )
    return HookRequest(url="https://crm.example.com/", headers=headers, body=body, received_at=now())


async def test_taking_a_ringing_event(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "REMEMBER_SECONDS", 60.0)
    nana = await workspace.person("manager", extension="101")
    await add_client(workspace, owner=nana)
    line = await open_line(workspace)
    runtime, key = workspace.runtime, line.path.rpartition("/")[2]
    runtime.project = None
    await hooks.take(runtime, key, ringing(line, 1))
    with statements(runtime) as seen:
        await hooks.take(runtime, key, ringing(line, 2))
    # The raw event; the call's row, made and locked; the client; the extension's owner; the call; its event.
    assert len(seen) == 6, "\n".join(seen)
    with statements(runtime) as seen:
        await hooks.take(runtime, key, ringing(line, 2))
    # Seen before: the unique key says so.
    assert len(seen) == 1, seen
