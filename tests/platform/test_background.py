"""Work that failed for good is seen, tried again or given up; what is left over goes by itself."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, update

from app.core import jobs
from app.core.clock import now
from app.core.events import EventRecord
from app.core.idempotency import IdempotencyRecord
from app.core.jobs import JobRecord, JobState
from app.core.jobs.records import draft
from app.domains.identity.models import Invitation, Session
from app.platform.background import jobs as background
from app.platform.background.service import subject_of
from tests.conftest import MakeWorkspace
from tests.support.dead_jobs import bury
from tests.support.selling import ok
from tests.support.working import run_jobs
from tests.support.workspaces import Workspace

CALL_BACK = "telephony.plan_call_back"


async def count(workspace: Workspace, model: Any, *where: Any) -> int:
    async with workspace.runtime.db.read(workspace.id) as session:
        statement = select(func.count()).select_from(model).where(model.workspace_id == workspace.id, *where)
        return int((await session.execute(statement)).scalar_one())


async def test_dead_jobs_are_listed_with_what_they_were_about(workspace: Workspace) -> None:
    call_id = uuid4()
    args = {"event_id": str(uuid4()), "type": "call.missed", "data": {"call_id": str(call_id)}}
    older = await bury(workspace, background.TIDY_JOB, {})
    newer = await bury(workspace, CALL_BACK, args, "TimeoutError: too slow")
    found = ok(await workspace.http().get("/jobs", params={"status": "dead", "limit": 1}))
    (job,) = found["items"]
    assert job["id"] == str(newer)
    assert job["subject"] == {"type": "call", "id": str(call_id)}
    assert (job["name"], job["event_type"], job["last_error"]) == (
        CALL_BACK,
        "call.missed",
        "TimeoutError: too slow",
    )
    assert (job["status"], job["attempts"], job["max_attempts"]) == ("dead", 8, 8)
    following = ok(await workspace.http().get("/jobs", params={"limit": 1, "cursor": found["next_cursor"]}))
    assert [item["id"] for item in following["items"]] == [str(older)]
    assert following["items"][0]["subject"] is None
    assert ok(await workspace.http().get("/jobs", params={"status": "queued"}))["items"] == []


def test_the_subject_is_the_first_record_named() -> None:
    record_id = uuid4()
    assert subject_of({"event_id": "no id", "label": "x"}) is None
    found = subject_of({"label": "x", "call_id": str(record_id)})
    assert found is not None
    assert (found.type, found.id) == ("call", record_id)


async def test_a_retried_job_has_all_its_attempts_and_runs(workspace: Workspace) -> None:
    job_id = await bury(workspace, background.TIDY_JOB, {})
    assert (await workspace.http().post(f"/jobs/{job_id}/retry")).status_code == 204
    (waiting,) = ok(await workspace.http().get("/jobs", params={"status": "queued"}))["items"]
    assert (waiting["id"], waiting["attempts"]) == (str(job_id), 0)
    assert await run_jobs(workspace.runtime, workspace.id) == 1
    assert (await workspace.http().post(f"/jobs/{job_id}/retry")).status_code == 404
    (entry,) = ok(await workspace.http().get("/audit", params={"subject_id": str(job_id)}))["items"]
    assert (entry["type"], entry["data"]["error"]) == ("job.retried", "broken")


async def test_a_job_given_up_is_gone_but_not_forgotten(workspace: Workspace) -> None:
    job_id = await bury(workspace, background.TIDY_JOB, {})
    assert (await workspace.http().delete(f"/jobs/{job_id}")).status_code == 204
    assert (await workspace.http().delete(f"/jobs/{job_id}")).status_code == 404
    assert await count(workspace, JobRecord, JobRecord.id == job_id) == 0
    (entry,) = ok(await workspace.http().get("/audit", params={"subject_id": str(job_id)}))["items"]
    assert (entry["type"], entry["data"]["name"]) == ("job.given_up", background.TIDY_JOB)


async def test_only_administrators_and_only_their_own(workspace: Workspace, make: MakeWorkspace) -> None:
    job_id = await bury(workspace, background.TIDY_JOB, {})
    supervisor = workspace.http(await workspace.person("supervisor"))
    foreign = (await make()).http()
    assert (await supervisor.get("/jobs")).status_code == 403
    assert ok(await foreign.get("/jobs"))["items"] == []
    for http, status in ((supervisor, 403), (foreign, 404)):
        assert (await http.post(f"/jobs/{job_id}/retry")).status_code == status
        assert (await http.delete(f"/jobs/{job_id}")).status_code == status


async def add_job(workspace: Workspace, ago: timedelta, state: JobState) -> None:
    moment = now() - ago
    async with workspace.runtime.db.write(workspace.id) as session:
        job = draft(workspace.id, background.TIDY_JOB, {})
        session.add(job)
        # The id tells the time of its making.
        job.id = UUID(int=(int(moment.timestamp() * 1000) << 80) | uuid4().int >> 60)
        job.state, job.finished_at, job.created_at = state, moment, moment


async def add_key(workspace: Workspace, key: str, ago: timedelta) -> None:
    async with workspace.runtime.db.write(workspace.id) as session:
        session.add(
            IdempotencyRecord(
                workspace_id=workspace.id, caller="c", key=key, fingerprint=b"", created_at=now() - ago
            )
        )


async def tidy(workspace: Workspace) -> None:
    async with workspace.runtime.db.write(workspace.id) as session:
        jobs.enqueue(session, background.TIDY_JOB, {})
    await run_jobs(workspace.runtime, workspace.id)


async def test_leftovers_go_when_their_time_is_over(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "AT_ONCE", 2)
    for number in range(5):
        await add_key(workspace, f"old-{number}", timedelta(days=7, minutes=1))
        await add_job(workspace, timedelta(days=31), JobState.DONE)
    await add_key(workspace, "young", timedelta(days=6, hours=23))
    await add_job(workspace, timedelta(days=29), JobState.DONE)
    await add_job(workspace, timedelta(days=90), JobState.DEAD)
    events = await count(workspace, EventRecord)
    await tidy(workspace)
    assert await count(workspace, IdempotencyRecord) == 1
    old = JobRecord.finished_at < now() - timedelta(days=1)
    assert await count(workspace, JobRecord, JobRecord.state == JobState.DONE, old) == 1
    assert await count(workspace, JobRecord, JobRecord.state == JobState.DEAD) == 1
    # Two at once: the five took three short transactions.
    assert await count(workspace, JobRecord, JobRecord.state == JobState.DONE, ~old) == 3
    assert await count(workspace, EventRecord) == events


async def test_what_ended_long_ago_is_kept_no_longer(workspace: Workspace) -> None:
    person = await workspace.person()
    body = {"name": "N", "email": f"{workspace.id.hex}@example.com", "role_id": str(workspace.roles["agent"])}
    ok(await workspace.http().post("/invitations", json=body), 201)
    ended = now() - timedelta(days=31)
    async with workspace.runtime.db.write(workspace.id) as session:
        hers = (Session.workspace_id == workspace.id) & (Session.user_id == person.user_id)
        await session.execute(update(Session).where(hers).values(revoked_at=ended))
        mine = Invitation.workspace_id == workspace.id
        await session.execute(update(Invitation).where(mine).values(expires_at=ended))
    await tidy(workspace)
    assert await count(workspace, Session) == 1
    assert await count(workspace, Invitation) == 0
    ok(await workspace.http().get("/auth/me"))
