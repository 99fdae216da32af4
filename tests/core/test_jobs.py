"""Jobs: once each, retried, fenced, reclaimed, and never lost with Redis."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from app.core import events, jobs
from app.core.clock import now
from app.core.events import EventRecord
from app.core.jobs import JOBS, JobContext, JobRecord, JobState, job
from app.core.jobs.running import _run_body
from app.domains.identity.events import TeamChanged
from app.platform.notifications.models import Notification
from app.platform.notifications.service import notify
from tests.support.working import run_jobs
from tests.support.workspaces import Workspace

FAILURES: dict[str, int] = {}


@job("test.notify", max_attempts=3)
async def leave_a_trace(context: JobContext, args: dict[str, Any]) -> None:
    """Leave one notice; fail first as often as the test wants."""
    notify(context.session, context.actor, UUID(args["user_id"]), "test.trace")
    if FAILURES.get(args["user_id"], 0) > 0:
        FAILURES[args["user_id"]] -= 1
        await context.session.flush()
        message = "planned failure"
        raise RuntimeError(message)


@pytest.fixture(scope="module", autouse=True)
def _forget_test_jobs() -> Any:
    yield
    JOBS.pop("test.notify", None)


async def enqueue(workspace: Workspace, **options: Any) -> UUID:
    async with workspace.runtime.db.write(workspace.id) as session:
        record = jobs.enqueue(session, "test.notify", {"user_id": str(workspace.admin.user_id)}, **options)
    return record.id


async def traces(workspace: Workspace) -> int:
    async with workspace.runtime.db.read(workspace.id) as session:
        statement = select(func.count()).where(
            Notification.workspace_id == workspace.id, Notification.type == "test.trace"
        )
        return (await session.execute(statement)).scalar_one()


async def state(workspace: Workspace, job_id: UUID) -> JobRecord:
    async with workspace.runtime.db.read(workspace.id) as session:
        return await session.get_one(JobRecord, (workspace.id, job_id))


async def set_values(workspace: Workspace, job_id: UUID, **values: Any) -> None:
    async with workspace.runtime.db.write(workspace.id) as session:
        await session.execute(
            update(JobRecord)
            .where(JobRecord.workspace_id == workspace.id, JobRecord.id == job_id)
            .values(values)
        )


async def test_a_job_takes_effect_once_however_often_it_is_woken(workspace: Workspace) -> None:
    job_id = await enqueue(workspace)
    ran = await asyncio.gather(*(jobs.run(workspace.runtime, workspace.id, job_id) for _ in range(6)))
    assert sorted(ran) == [False] * 5 + [True]
    assert await traces(workspace) == 1
    assert (await state(workspace, job_id)).state == JobState.DONE


async def test_a_rolled_back_transaction_enqueues_nothing(workspace: Workspace) -> None:
    async def enqueue_and_fail() -> None:
        async with workspace.runtime.db.write(workspace.id) as session:
            jobs.enqueue(session, "test.notify", {"user_id": str(workspace.admin.user_id)})
            await session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await enqueue_and_fail()
    assert await run_jobs(workspace.runtime, workspace.id) == 0


async def test_a_failure_leaves_no_half_effect_and_is_retried_with_a_growing_pause(
    workspace: Workspace,
) -> None:
    FAILURES[str(workspace.admin.user_id)] = 1
    job_id = await enqueue(workspace)
    assert await jobs.run(workspace.runtime, workspace.id, job_id) is False
    failed = await state(workspace, job_id)
    assert (failed.state, failed.attempts, await traces(workspace)) == (JobState.QUEUED, 1, 0)
    assert "planned failure" in str(failed.last_error)
    assert failed.run_at > now()
    await set_values(workspace, job_id, run_at=now())
    assert await jobs.run(workspace.runtime, workspace.id, job_id) is True
    assert await traces(workspace) == 1


async def test_after_its_last_attempt_a_job_is_dead_and_kept(workspace: Workspace) -> None:
    FAILURES[str(workspace.admin.user_id)] = 99
    job_id = await enqueue(workspace)
    for _ in range(3):
        await jobs.run(workspace.runtime, workspace.id, job_id)
        await set_values(workspace, job_id, run_at=now())
    assert (await state(workspace, job_id)).state == JobState.DEAD
    FAILURES.clear()
    assert await jobs.run(workspace.runtime, workspace.id, job_id) is False
    assert await traces(workspace) == 0


async def test_a_worker_that_lost_its_lease_leaves_no_trace(workspace: Workspace) -> None:
    job_id = await enqueue(workspace)
    stalled = await jobs.claim(workspace.runtime.db, workspace.id, job_id)
    assert stalled is not None
    await set_values(workspace, job_id, lease_until=now() - timedelta(seconds=1))
    assert await jobs.reclaim(workspace.runtime.db) >= 1
    assert await run_jobs(workspace.runtime, workspace.id) == 1
    with pytest.raises(jobs.LostLeaseError):
        await _run_body(workspace.runtime, stalled)
    assert await traces(workspace) == 1


async def test_the_sweep_finds_what_no_wake_up_announced(workspace: Workspace) -> None:
    job_id = await enqueue(workspace)
    await workspace.runtime.redis.flushall()
    await set_values(workspace, job_id, woken_at=None)
    heard: list[UUID] = []

    class Waker:
        async def wake(self, queue: str, workspace_id: UUID, found: UUID, occasion: str, at: Any) -> None:
            assert queue == jobs.INTERACTIVE
            heard.append(found)

    await jobs.sweep(workspace.runtime.db, Waker())  # type: ignore[arg-type]
    assert job_id in heard
    again = len(heard)
    await jobs.sweep(workspace.runtime.db, Waker())  # type: ignore[arg-type]
    assert job_id not in heard[again:]


async def test_a_job_for_later_waits(workspace: Workspace) -> None:
    job_id = await enqueue(workspace, run_at=now() + timedelta(hours=1))
    assert await jobs.run(workspace.runtime, workspace.id, job_id) is False
    assert (await state(workspace, job_id)).state == JobState.QUEUED


async def test_a_key_is_accepted_once(workspace: Workspace) -> None:
    async def once() -> bool:
        async with workspace.runtime.db.write(workspace.id) as session:
            args = {"user_id": str(workspace.admin.user_id)}
            return await jobs.enqueue_once(session, "test.notify", args, key="the same")

    assert sorted(await asyncio.gather(*(once() for _ in range(5)))) == [False] * 4 + [True]


async def test_the_trace_id_goes_from_the_request_to_its_events_and_jobs(workspace: Workspace) -> None:
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    browser = workspace.http()
    answer = await browser.post(
        "/teams", json={"name": "South"}, headers={"traceparent": f"00-{trace}-00f067aa0ba902b7-01"}
    )
    assert answer.headers["x-trace-id"] == trace
    async with workspace.runtime.db.read(workspace.id) as session:
        statement = select(EventRecord.trace_id).where(
            EventRecord.workspace_id == workspace.id, EventRecord.type == "team.changed"
        )
        assert (await session.execute(statement)).scalar_one() == trace


async def test_subscribers_get_one_job_per_event(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "_subscribers", {"team.changed": ["test.notify"]})
    async with workspace.runtime.db.write(workspace.id) as session:
        event = TeamChanged(record_id=workspace.id, name="x", changes={})
        record = events.publish(session, workspace.admin.actor, event)
    async with workspace.runtime.db.read(workspace.id) as session:
        statement = select(JobRecord).where(
            JobRecord.workspace_id == workspace.id, JobRecord.key == f"event:{record.id}"
        )
        assert (await session.execute(statement)).scalar_one().args["event_id"] == str(record.id)
