"""Calls whose end never comes are ended by the clock, and told right when the truth comes late."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select, update

from app.core import jobs
from app.core.clock import now
from app.core.events import EventRecord
from app.core.jobs import JobRecord
from app.domains.tasks.models import Task
from app.domains.telephony.jobs import PRESUME_JOB
from app.domains.telephony.models import Call
from tests.domains.telephony.lines import Line, open_line
from tests.support.sockets import open_socket
from tests.support.working import run_jobs
from tests.support.workspaces import Workspace


async def silence(workspace: Workspace, **ago: float) -> None:
    """Let nothing have been heard of any call for so long."""
    async with workspace.runtime.db.write(workspace.id) as session:
        quiet = update(Call).where(Call.workspace_id == workspace.id)
        await session.execute(quiet.values(updated_at=now() - timedelta(**ago)))


async def look(workspace: Workspace) -> None:
    """The clock comes round."""
    await jobs.plan_periodic(workspace.runtime.db, [workspace.id])
    async with workspace.runtime.db.write(workspace.id) as session:
        due = update(JobRecord).where(JobRecord.workspace_id == workspace.id, JobRecord.name == PRESUME_JOB)
        await session.execute(due.values(state="queued", run_at=now()))
    await run_jobs(workspace.runtime, workspace.id)


async def said(workspace: Workspace) -> list[tuple[str, bool]]:
    async with workspace.runtime.db.read(workspace.id) as session:
        statement = (
            select(EventRecord.type, EventRecord.data["is_presumed"].as_boolean())
            .where(EventRecord.workspace_id == workspace.id, EventRecord.type.like("call.%"))
            .order_by(EventRecord.id)
        )
        return [(row[0], bool(row[1])) for row in await session.execute(statement)]


async def tasks(workspace: Workspace) -> int:
    async with workspace.runtime.db.read(workspace.id) as session:
        statement = select(func.count()).select_from(Task).where(Task.workspace_id == workspace.id)
        return int((await session.execute(statement)).scalar_one())


async def the_call(line: Line) -> dict[str, Any]:
    (call,) = await line.calls()
    return call


async def test_a_call_that_rings_too_long_is_presumed_missed_once(workspace: Workspace) -> None:
    line = await open_line(workspace)
    await line.ring()
    await silence(workspace, minutes=14)
    await look(workspace)
    assert (await the_call(line))["state"] == "ringing"
    await silence(workspace, minutes=16)
    await look(workspace)
    await look(workspace)
    call = await the_call(line)
    assert (call["state"], call["result"]) == ("ended", "missed")
    assert call["ended_at"] is not None
    assert await said(workspace) == [("call.ringing", False), ("call.ended", True), ("call.missed", False)]
    assert await tasks(workspace) == 1
    await line.send("call.ended", result="missed")
    await run_jobs(workspace.runtime, workspace.id)
    assert (await said(workspace))[3:] == [("call.ended", False)]
    assert await tasks(workspace) == 1


async def test_a_conversation_may_be_long_but_not_endless(workspace: Workspace) -> None:
    line = await open_line(workspace)
    await line.ring()
    await line.send("call.answered")
    await silence(workspace, hours=11)
    await look(workspace)
    assert (await the_call(line))["state"] == "answered"
    await silence(workspace, hours=13)
    await look(workspace)
    call = await the_call(line)
    # How long they talked nobody knows, so nothing is made up.
    assert (call["state"], call["result"], call["talk_seconds"]) == ("ended", "answered", None)
    assert await tasks(workspace) == 0


async def test_the_late_truth_takes_the_place_of_the_presumption(workspace: Workspace) -> None:
    line = await open_line(workspace)
    await line.ring()
    await silence(workspace, minutes=16)
    await look(workspace)
    await line.send("call.answered")
    assert (await the_call(line))["state"] == "answered"
    await line.send("call.ended", result="answered", talk_seconds=42)
    call = await the_call(line)
    assert (call["state"], call["result"], call["talk_seconds"]) == ("ended", "answered", 42)
    async with workspace.runtime.db.read(workspace.id) as session:
        facts = (
            await session.execute(select(Call.facts).where(Call.workspace_id == workspace.id))
        ).scalar_one()
    assert "presumed_ended" not in facts


async def test_the_screen_hears_that_the_call_is_over(workspace: Workspace) -> None:
    nana = await workspace.person("manager", extension="101")
    line = await open_line(workspace)
    await line.ring(extension="101")
    async with open_socket(workspace.server, nana) as socket:
        await socket.until(op="welcome")
        await socket.subscribe("me")
        await silence(workspace, minutes=16)
        await look(workspace)
        while (frame := await socket.until(type="call.changed"))["data"]["state"] != "ended":
            pass
    assert frame["data"]["result"] == "missed"


async def test_each_workspace_has_one_row_for_a_periodic_job(workspace: Workspace) -> None:
    for _ in range(3):
        await jobs.plan_periodic(workspace.runtime.db, [workspace.id])
    async with workspace.runtime.db.read(workspace.id) as session:
        statement = select(func.count()).where(
            JobRecord.workspace_id == workspace.id, JobRecord.name == PRESUME_JOB
        )
        assert (await session.execute(statement)).scalar_one() == 1
