"""How many statements the path costs on which a person waits: webhook, commit, card."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from app.core.runtime import Runtime
from app.domains.telephony.service import hooks
from tests.domains.telephony.lines import add_client, open_line
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


async def test_taking_a_ringing_event(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "REMEMBER_SECONDS", 60.0)
    nana = await workspace.person("manager", extension="101")
    await add_client(workspace, owner=nana)
    line = await open_line(workspace)
    runtime = workspace.runtime
    runtime.project = None
    await line.hand_in("call.ringing", "c-1", "e-1", extension="101")
    with statements(runtime) as seen:
        await line.hand_in("call.ringing", "c-2", "e-2", extension="101")
    # The raw event; the call's row, made and locked; the client; the extension's owner; the call; its event.
    assert len(seen) == 6, "\n".join(seen)
    with statements(runtime) as seen:
        await line.hand_in("call.ringing", "c-2", "e-2", extension="101")
    # Seen before: the unique key says so.
    assert len(seen) == 1, seen
