"""Jobs: once each, retried, fenced, reclaimed, and never lost with Redis."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from app.core import events, jobs
from app.core.clock import now
from app.core.events import EventRecord
from app.core.jobs import JOBS, JobContext, JobRecord, JobState, claiming, job
from app.core.jobs import consuming as consuming_module
from app.core.jobs.running import take_effect
from app.domains.identity.events import TeamChanged
from app.platform.notifications.models import Notification
from app.platform.notifications.service import notify
from tests.support.patience import becomes
from tests.support.working import claim_job, run_job, run_jobs
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


@job("test.wait")
async def take_a_second(_context: JobContext, _args: dict[str, Any]) -> None:
    """Do nothing for a while."""
    await asyncio.sleep(1)


@pytest.fixture(scope="module", autouse=True)
def _forget_test_jobs() -> Any:
    yield
    JOBS.pop("test.notify", None)
    JOBS.pop("test.wait", None)


async def enqueue(workspace: Workspace, name: str = "test.notify", **options: Any) -> UUID:
    async with workspace.runtime.db.write(workspace.id) as session:
        record = jobs.enqueue(session, name, {"user_id": str(workspace.admin.user_id)}, **options)
    return record.id


async def traces(workspace: Workspace) -> int:
    async with workspace.runtime.db.read(workspace.id) as session:
        statement = select(func.count()).where(
            Notification.workspace_id == workspace.id, Notification.type == "test.trace"
        )
        return (await session.execute(statement)).scalar_one()


async def has_traces(workspace: Workspace, wanted: int) -> bool:
    return await traces(workspace) >= wanted


async def is_in(workspace: Workspace, job_id: UUID, wanted: JobState) -> bool:
    found = await state(workspace, job_id)
    return found.state == wanted and found.attempts > 0


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
    ran = await asyncio.gather(*(run_job(workspace.runtime, job_id) for _ in range(6)))
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
    assert await run_job(workspace.runtime, job_id) is False
    failed = await state(workspace, job_id)
    assert (failed.state, failed.attempts, await traces(workspace)) == (JobState.QUEUED, 1, 0)
    assert "planned failure" in str(failed.last_error)
    assert failed.run_at > now()
    await set_values(workspace, job_id, run_at=now())
    assert await run_job(workspace.runtime, job_id) is True
    assert await traces(workspace) == 1


async def test_after_its_last_attempt_a_job_is_dead_and_kept(workspace: Workspace) -> None:
    FAILURES[str(workspace.admin.user_id)] = 99
    job_id = await enqueue(workspace)
    for _ in range(3):
        await run_job(workspace.runtime, job_id)
        await set_values(workspace, job_id, run_at=now())
    assert (await state(workspace, job_id)).state == JobState.DEAD
    FAILURES.clear()
    assert await run_job(workspace.runtime, job_id) is False
    assert await traces(workspace) == 0


async def test_a_worker_that_lost_its_lease_leaves_no_trace(workspace: Workspace) -> None:
    job_id = await enqueue(workspace)
    stalled = await claim_job(workspace.runtime, job_id)
    assert stalled is not None
    await set_values(workspace, job_id, lease_until=now() - timedelta(seconds=1))
    assert await jobs.reclaim(workspace.runtime.db) >= 1
    assert await run_jobs(workspace.runtime, workspace.id) == 1
    with pytest.raises(jobs.LostLeaseError):
        await take_effect(workspace.runtime, stalled)
    assert await traces(workspace) == 1


@asynccontextmanager
async def consuming(workspace: Workspace, **options: Any) -> AsyncIterator[jobs.Consumer]:
    """Run a worker's hands on the queue of what people wait for."""
    consumer = jobs.Consumer(workspace.runtime, jobs.INTERACTIVE, **{"places": 4, "seconds": 10, **options})
    consumer.start()
    try:
        yield consumer
    finally:
        await consumer.finish(5)


async def test_a_worker_finds_what_no_wake_up_announced(workspace: Workspace) -> None:
    async with consuming(workspace):
        await enqueue(workspace)
        await workspace.runtime.redis.flushall()
        assert await becomes(lambda: has_traces(workspace, 1), 20)


async def test_a_committed_job_wakes_its_queue_and_the_worker_does_not_wait_for_its_next_look(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consuming_module, "LOOK_SECONDS", 600)
    redis = workspace.runtime.redis
    async with consuming(workspace) as consumer:
        await asyncio.sleep(0.5)
        told = await redis.zcard(jobs.INTERACTIVE)
        job_id = await enqueue(workspace)
        assert await becomes(lambda: _is_longer(redis, told), 20)
        assert (await state(workspace, job_id)).state == JobState.QUEUED
        consumer.wake()
        assert await becomes(lambda: has_traces(workspace, 1), 20)


async def _is_longer(redis: Any, told: int) -> bool:
    return bool(await redis.zcard(jobs.INTERACTIVE) > told)


async def test_a_worker_does_more_jobs_than_it_has_places_for_each_once(workspace: Workspace) -> None:
    for _ in range(30):
        await enqueue(workspace)
    async with consuming(workspace), consuming(workspace):
        assert await becomes(lambda: has_traces(workspace, 30), 20)
    assert await traces(workspace) == 30


async def test_a_worker_that_is_stopped_lets_its_jobs_end(workspace: Workspace) -> None:
    job_id = await enqueue(workspace, "test.wait")
    async with consuming(workspace):
        assert await becomes(lambda: is_in(workspace, job_id, JobState.RUNNING), 20)
    assert (await state(workspace, job_id)).state == JobState.DONE


async def test_a_job_is_held_for_as_long_as_it_takes(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claiming, "LEASE", timedelta(seconds=0.4))
    monkeypatch.setattr(consuming_module, "HOLD_SECONDS", 0.1)
    job_id = await enqueue(workspace, "test.wait")
    async with consuming(workspace):
        assert await becomes(lambda: is_in(workspace, job_id, JobState.RUNNING), 20)
        for _ in range(8):
            await jobs.reclaim(workspace.runtime.db)
            await asyncio.sleep(0.1)
    ended = await state(workspace, job_id)
    assert (ended.state, ended.attempts, ended.generation) == (JobState.DONE, 1, 1)


async def test_a_job_that_takes_too_long_fails_and_is_tried_again(workspace: Workspace) -> None:
    job_id = await enqueue(workspace, "test.wait")
    async with consuming(workspace, seconds=0.1):
        assert await becomes(lambda: is_in(workspace, job_id, JobState.QUEUED), 20)
    late = await state(workspace, job_id)
    assert late.attempts == 1
    assert "TimeoutError" in str(late.last_error)


async def test_a_job_for_later_waits(workspace: Workspace) -> None:
    job_id = await enqueue(workspace, run_at=now() + timedelta(hours=1))
    assert await run_job(workspace.runtime, job_id) is False
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
