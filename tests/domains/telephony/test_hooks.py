"""Events through the hook, over real HTTP into real PostgreSQL."""

import asyncio
import json
import time
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import func, select

from app.core.events import EventRecord
from app.core.jobs import JobRecord
from app.domains.tasks.models import Task
from app.domains.telephony.models import Call, ProviderEvent
from app.domains.telephony.service import arrivals
from tests.domains.telephony.lines import CLIENT_NUMBER, add_client, open_line
from tests.support.working import run_jobs
from tests.support.workspaces import Workspace


async def count(workspace: Workspace, model: Any, *where: Any) -> int:
    async with workspace.runtime.db.read(workspace.id) as session:
        statement = select(func.count()).select_from(model).where(model.workspace_id == workspace.id, *where)
        return int((await session.execute(statement)).scalar_one())


async def events_of(workspace: Workspace) -> list[str]:
    async with workspace.runtime.db.read(workspace.id) as session:
        statement = (
            select(EventRecord.type)
            .where(EventRecord.workspace_id == workspace.id, EventRecord.type.like("call.%"))
            .order_by(EventRecord.id)
        )
        return list((await session.execute(statement)).scalars())


async def test_a_call_from_ringing_to_end(workspace: Workspace) -> None:
    nana = await workspace.person("manager", extension="101")
    client_id = await add_client(workspace, owner=nana)
    line = await open_line(workspace)
    assert (await line.ring(extension="101")).status_code == 204
    (call,) = await line.calls(nana)
    assert (call["state"], call["result"]) == ("ringing", None)
    assert (call["client_id"], call["client_name"]) == (str(client_id), "Dilnoza Karimova")
    assert (call["user_id"], call["user_name"]) == (str(nana.user_id), "Nana K.")
    await line.send("call.answered", extension="101")
    (call,) = await line.calls(nana)
    assert call["state"] == "answered"
    assert call["answered_at"] is not None
    await line.send("call.ended", result="answered", talk_seconds=7)
    (call,) = await line.calls(nana)
    assert (call["state"], call["result"], call["talk_seconds"]) == ("ended", "answered", 7)
    assert await events_of(workspace) == ["call.ringing", "call.answered", "call.ended"]
    assert await line.calls(nana, needs_outcome=True) == [call]


async def test_numbers_are_read_in_the_workspaces_country(workspace: Workspace) -> None:
    client_id = await add_client(workspace)
    line = await open_line(workspace)
    await line.ring(**{"from": "90 123-45-67"})
    (call,) = await line.calls()
    assert (call["client_number"], call["client_id"]) == (CLIENT_NUMBER, str(client_id))


async def test_a_repeated_event_changes_nothing(workspace: Workspace) -> None:
    line = await open_line(workspace)
    for _ in range(5):
        assert (await line.ring(event_id="same")).status_code == 204
    (call,) = await line.calls()
    assert call["version"] == 1
    assert await events_of(workspace) == ["call.ringing"]
    assert await count(workspace, ProviderEvent) == 1


async def test_first_events_at_once_make_one_call(workspace: Workspace) -> None:
    line = await open_line(workspace)
    kinds = ["call.ringing", "call.answered", "call.created"] * 4
    answers = await asyncio.gather(*(line.send(kind, "c-9") for kind in kinds))
    assert {answer.status_code for answer in answers} == {204}
    assert await count(workspace, Call) == 1
    assert sorted(await events_of(workspace)) in (["call.answered"], ["call.answered", "call.ringing"])


STORY: list[tuple[str, dict[str, Any]]] = [
    ("call.created", {}),
    ("call.ringing", {"extension": "101"}),
    ("call.ended", {"result": "missed", "cause": "no_answer"}),
]


@pytest.mark.slow
async def test_every_order_and_repetition_gives_one_call_and_one_task(workspace: Workspace) -> None:
    nana = await workspace.person("manager", extension="101")
    await add_client(workspace, owner=nana)
    line = await open_line(workspace)
    orders = list(permutations(STORY))
    for number, order in enumerate(orders):
        call_id = f"order-{number}"
        for kind, more in [*order, *order]:
            answer = await line.send(kind, call_id, event_id=f"{call_id}-{kind}", **more)
            assert answer.status_code == 204
    found = await line.calls(nana)
    assert len(found) == len(orders)
    facts = {(call["state"], call["result"], call["user_id"], call["client_name"]) for call in found}
    assert facts == {("ended", "missed", str(nana.user_id), "Dilnoza Karimova")}
    await run_jobs(workspace.runtime, workspace.id)
    assert await count(workspace, Task) == len(orders)
    assert (await events_of(workspace)).count("call.missed") == len(orders)


async def test_a_missed_call_becomes_one_task_of_the_owner(workspace: Workspace) -> None:
    nana = await workspace.person("manager")
    client_id = await add_client(workspace, owner=nana)
    line = await open_line(workspace)
    await line.miss()
    await run_jobs(workspace.runtime, workspace.id)
    await run_jobs(workspace.runtime, workspace.id)
    async with workspace.runtime.db.read(workspace.id) as session:
        (task,) = (await session.execute(select(Task).where(Task.workspace_id == workspace.id))).scalars()
    assert (task.kind, task.origin, task.title) == ("call", "missed_call", "Dilnoza Karimova")
    assert (task.client_id, task.assignee_id, task.status) == (client_id, nana.user_id, "open")


async def test_a_missed_call_of_nobody_goes_to_whose_phone_rang_or_to_an_administrator(
    workspace: Workspace,
) -> None:
    nana = await workspace.person("manager", extension="101")
    line = await open_line(workspace)
    await line.miss("c-1", extension="101")
    await line.miss("c-2", **{"from": None})
    await run_jobs(workspace.runtime, workspace.id)
    async with workspace.runtime.db.read(workspace.id) as session:
        statement = (
            select(Task.assignee_id, Task.title).where(Task.workspace_id == workspace.id).order_by(Task.id)
        )
        rows = [tuple(row) for row in await session.execute(statement)]
    assert rows == [(nana.user_id, CLIENT_NUMBER), (workspace.admin.user_id, "?")]


async def test_an_end_without_a_result_waits_before_it_is_missed(workspace: Workspace) -> None:
    line = await open_line(workspace)
    await line.ring()
    await line.send("call.ended")
    assert await events_of(workspace) == ["call.ringing", "call.ended"]
    await line.send("call.answered")
    await make_due(workspace)
    await run_jobs(workspace.runtime, workspace.id)
    assert await events_of(workspace) == ["call.ringing", "call.ended", "call.answered"]
    assert await count(workspace, Task) == 0
    await line.ring("c-2")
    await line.send("call.ended", "c-2")
    await make_due(workspace)
    await run_jobs(workspace.runtime, workspace.id)
    assert (await events_of(workspace))[-1] == "call.missed"
    assert await count(workspace, Task) == 1


async def make_due(workspace: Workspace) -> None:
    async with workspace.runtime.db.write(workspace.id) as session:
        statement = select(JobRecord).where(
            JobRecord.workspace_id == workspace.id, JobRecord.state == "queued"
        )
        for job in (await session.execute(statement)).scalars():
            job.run_at = job.created_at


async def test_a_bad_signature_leaves_nothing(workspace: Workspace) -> None:
    line = await open_line(workspace)
    body = json.dumps({"id": "e", "type": "call.ringing"}).encode()
    refused = [
        await line.post(body, secret="another secret"),
        await line.post(body, timestamp=int(time.time()) - 301),
        await line.post(body, timestamp=int(time.time()) + 360),
        await workspace.anonymous().post(line.path, content=body),
    ]
    assert {answer.status_code for answer in refused} == {401}
    assert {answer.json()["code"] for answer in refused} == {"signature_refused"}
    assert await count(workspace, ProviderEvent) == 0


async def test_the_key_of_another_workspace_is_refused(workspace: Workspace, make: Any) -> None:
    other = await make()
    line, foreign = await open_line(workspace), await open_line(other)
    assert (await line.post(b"{}", secret=foreign.secret)).status_code == 401


@pytest.mark.parametrize("key", ["nothing", "0" * 32 + ".abc", "x" * 300])
async def test_an_unknown_address_is_not_found(workspace: Workspace, key: str) -> None:
    answer = await workspace.anonymous().post(f"/telephony/hooks/{key}", content=b"{}")
    assert answer.status_code == 404


async def test_a_malformed_event_is_kept_and_told(workspace: Workspace) -> None:
    line = await open_line(workspace)
    answer = await line.post(b'{"id": "e-1", "type": "call.ringing", "call": {}}')
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed_payload")
    assert "/call/id" in [error["pointer"] for error in answer.json()["errors"]]
    assert await count(workspace, ProviderEvent, ProviderEvent.state == "malformed") == 1


async def test_an_unsupported_kind_is_taken_and_ignored(workspace: Workspace) -> None:
    line = await open_line(workspace)
    assert (await line.send("call.held")).status_code == 204
    assert await count(workspace, ProviderEvent, ProviderEvent.state == "ignored") == 1
    assert await count(workspace, Call) == 0


async def test_a_failure_keeps_the_raw_event_and_is_made_good(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = await open_line(workspace)

    async def broken(*_: Any) -> None:
        message = "out of order"
        raise RuntimeError(message)

    with monkeypatch.context() as patched:
        patched.setattr(arrivals, "merge", broken)
        assert (await line.ring(event_id="e-1")).status_code == 204
        assert (await line.ring(event_id="e-1")).status_code == 204
    assert await count(workspace, ProviderEvent, ProviderEvent.state == "failed") == 1
    assert await count(workspace, Call) == 0
    await run_jobs(workspace.runtime, workspace.id)
    assert await count(workspace, ProviderEvent, ProviderEvent.state == "processed") == 1
    (call,) = await line.calls()
    assert call["state"] == "ringing"


async def test_zadarma_checks_the_address(workspace: Workspace) -> None:
    line = await open_line(workspace, "zadarma", secret="api_secret", time_zone="Asia/Tashkent")
    answer = await workspace.anonymous().get(line.path, params={"zd_echo": "abc<b>"})
    assert (answer.status_code, answer.text) == (200, "abc<b>")
    assert answer.headers["content-type"].startswith("text/plain")
    assert (await workspace.anonymous().get(line.path)).status_code == 404
    generic = await open_line(workspace)
    assert (await workspace.anonymous().get(generic.path, params={"zd_echo": "1"})).status_code == 404
