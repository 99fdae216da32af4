"""More events than can be merged at a time: acknowledged when they are written down, merged in their turn."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import select, update

from app.core.jobs import JobRecord
from app.domains.tasks.models import Task
from app.domains.telephony.errors import MalformedPayloadError, SignatureRefusedError
from app.domains.telephony.models import Call, ProviderEvent
from app.domains.telephony.service import arrivals, backlog, merging
from app.domains.telephony.service.backlog import AT_ONCE, MERGE_KEPT_JOB, Backlog
from tests.domains.telephony.lines import CLIENT_NUMBER, Line, add_client, open_line
from tests.domains.telephony.test_hooks import count, events_of
from tests.support.patience import holds
from tests.support.working import run_jobs
from tests.support.workspaces import Workspace


class Flood:
    """All places of merging are taken, and the queue of the backlog stands still until it ends."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.backlog = workspace.runtime.keep(Backlog)
        self.broken: set[str] = set()
        self._gate = asyncio.Event()
        self._places = AsyncExitStack()

    async def begin(self, patch: pytest.MonkeyPatch) -> None:
        for _ in range(AT_ONCE):
            await self._places.enter_async_context(self.backlog.places)

        async def held(session: Any, place: merging.Line, heard: Sequence[merging.Heard]) -> None:
            await self._gate.wait()
            if self.broken & {one.signal.provider_call_id for one in heard}:
                raise RuntimeError
            await merging.merge(session, place, heard)

        patch.setattr(arrivals, "merge", held)
        patch.setattr(backlog, "merge", held)

    async def end(self) -> None:
        self._gate.set()
        await self._places.aclose()
        assert await holds(lambda: not self.backlog.is_pressed, 30)


@pytest.fixture
async def flood(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Flood]:
    found = Flood(workspace)
    await found.begin(monkeypatch)
    yield found
    await found.end()


async def ring_many(line: Line, calls: range) -> None:
    await asyncio.gather(*(line.hand_in("call.ringing", f"c-{n}", f"e-{n}") for n in calls))


async def test_a_flood_is_acknowledged_before_it_is_merged(workspace: Workspace, flood: Flood) -> None:
    line = await open_line(workspace)
    await ring_many(line, range(30))
    assert await count(workspace, ProviderEvent, ProviderEvent.state == "kept") == 30
    assert await count(workspace, Call) == 0
    await flood.end()
    assert await count(workspace, ProviderEvent, ProviderEvent.state == "processed") == 30
    assert await count(workspace, Call, Call.state == "ringing") == 30
    assert await events_of(workspace) == ["call.ringing"] * 30


async def test_repetitions_in_a_flood_change_nothing(workspace: Workspace, flood: Flood) -> None:
    line = await open_line(workspace)
    for _ in range(3):
        await ring_many(line, range(5))
    await flood.end()
    await ring_many(line, range(5))
    assert await count(workspace, ProviderEvent) == 5
    assert await events_of(workspace) == ["call.ringing"] * 5


@pytest.mark.parametrize("order", list(permutations(["call.created", "call.ringing", "call.ended"])))
async def test_any_order_in_a_flood_gives_one_call(
    workspace: Workspace, flood: Flood, order: tuple[str, ...]
) -> None:
    nana = await workspace.person("manager", extension="101")
    await add_client(workspace, owner=nana)
    line = await open_line(workspace)
    for kind in order:
        more: dict[str, Any] = {"result": "missed"} if kind == "call.ended" else {"extension": "101"}
        await line.hand_in(kind, "c-1", kind, **more)
    await flood.end()
    (call,) = await line.calls(nana)
    assert (call["state"], call["result"], call["client_number"]) == ("ended", "missed", CLIENT_NUMBER)
    await run_jobs(workspace.runtime, workspace.id)
    assert await count(workspace, Task) == 1


async def test_bad_and_unknown_events_are_answered_as_ever(workspace: Workspace, flood: Flood) -> None:
    line = await open_line(workspace)
    with pytest.raises(MalformedPayloadError):
        await line.hand_in_body(b'{"id": "e-1", "type": "call.ringing", "call": {}}')
    await line.hand_in("call.held", "c-1", "e-2")
    with pytest.raises(SignatureRefusedError):
        await line.hand_in_body(b"{}", secret="another secret")
    assert await count(workspace, ProviderEvent, ProviderEvent.state == "malformed") == 1
    assert await count(workspace, ProviderEvent, ProviderEvent.state == "ignored") == 1
    assert flood.backlog.is_pressed


async def test_one_that_fails_is_left_to_a_job_and_holds_nobody_up(
    workspace: Workspace, flood: Flood
) -> None:
    line = await open_line(workspace)
    await ring_many(line, range(6))
    flood.broken = {"c-3"}
    await flood.end()
    assert await count(workspace, ProviderEvent, ProviderEvent.state == "failed") == 1
    assert await count(workspace, Call) == 5
    flood.broken = set()
    await run_jobs(workspace.runtime, workspace.id)
    assert await count(workspace, ProviderEvent, ProviderEvent.state == "processed") == 6
    assert await events_of(workspace) == ["call.ringing"] * 6


async def test_what_a_lost_process_had_kept_is_merged_by_a_job(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = await open_line(workspace)
    backlog = workspace.runtime.keep(Backlog)
    with monkeypatch.context() as patched:
        patched.setattr(Backlog, "is_pressed", property(lambda _: True))
        patched.setattr(backlog._merging, "add", lambda _: None)
        await ring_many(line, range(4))
    backlog._count(-4)
    async with workspace.runtime.db.write(workspace.id) as session:
        late = timedelta(minutes=1)
        of_mine = (ProviderEvent.workspace_id == workspace.id,)
        await session.execute(
            update(ProviderEvent).where(*of_mine).values(created_at=ProviderEvent.created_at - late)
        )
        statement = select(JobRecord).where(
            JobRecord.workspace_id == workspace.id, JobRecord.name == MERGE_KEPT_JOB
        )
        (job,) = (await session.execute(statement)).scalars()
        assert job.run_at > job.created_at
        job.run_at = job.created_at
    await run_jobs(workspace.runtime, workspace.id)
    assert await count(workspace, ProviderEvent, ProviderEvent.state == "processed") == 4
    assert await events_of(workspace) == ["call.ringing"] * 4
