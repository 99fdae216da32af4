"""Background work of telephony."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from app.core.clock import now
from app.core.jobs import JobContext, job
from app.domains.tasks import service as tasks
from app.domains.telephony import queries
from app.domains.telephony.rules import CallResult, OutcomeKey
from app.domains.telephony.service import backlog, demo, outcomes
from app.domains.telephony.service.merging import SETTLE_JOB, announce_missed, presume_ended

CALL_BACK_JOB = "telephony.plan_call_back"
CALL_BACK_IN = timedelta(minutes=15)
PRESUME_JOB = "telephony.presume_ended"
PRESUMED_AT_ONCE = 100
"""A round is one short transaction; what is left waits for the next."""


@job(CALL_BACK_JOB)
async def plan_call_back(context: JobContext, args: dict[str, Any]) -> None:
    """Turn a missed call into a task for the client's owner, else for whose phone rang; once per call."""
    session, workspace_id = context.session, context.actor.workspace_id
    call = await queries.call_for_job(session, workspace_id, UUID(args["data"]["call_id"]))
    if call is None or call.call_back_task_id is not None:
        return
    if call.result != CallResult.MISSED or call.outcome not in {None, OutcomeKey.CALL_BACK}:
        # Answered after all, or somebody has dealt with it already.
        return
    owner_id = None
    if call.client_id is not None:
        owners = await queries.client_owners(session, workspace_id, [call.client_id])
        owner_id = owners.get(call.client_id)
    assignee_id = owner_id or call.user_id or await queries.first_administrator(session, workspace_id)
    if assignee_id is None:
        return
    new = tasks.NewTask(
        kind=tasks.TaskKind.CALL,
        title=await outcomes.name_of(session, call),
        due_at=now() + CALL_BACK_IN,
        assignee_id=assignee_id,
        client_id=call.client_id,
        origin=tasks.TaskOrigin.MISSED_CALL,
    )
    task = await tasks.plan(session, context.actor, new)
    await session.flush()
    call.call_back_task_id = task.id


@job(SETTLE_JOB)
async def settle_missed_call(context: JobContext, args: dict[str, Any]) -> None:
    """Look again at a call whose end didn't say whether a person answered, and say that it was missed."""
    call = await queries.call_for_job(context.session, context.actor.workspace_id, UUID(args["call_id"]))
    if call is not None and call.result == CallResult.MISSED:
        announce_missed(context.session, call)


@job(PRESUME_JOB, every=timedelta(minutes=1), max_attempts=3)
async def presume_silent_calls_ended(context: JobContext, args: dict[str, Any]) -> None:  # noqa: ARG001 - a job's shape
    """End the calls whose end never came."""
    session, workspace_id = context.session, context.actor.workspace_id
    for call in await queries.lock_silent(session, workspace_id, now(), PRESUMED_AT_ONCE):
        await presume_ended(session, call)


@job(backlog.RETRY_JOB)
async def reprocess_event(context: JobContext, args: dict[str, Any]) -> None:
    """Merge a raw event whose first merging failed."""
    await backlog.reprocess(context, UUID(args["event_id"]))


@job(backlog.MERGE_KEPT_JOB)
async def look_after_kept_events(context: JobContext, args: dict[str, Any]) -> None:  # noqa: ARG001 - a job's shape
    """Merge raw events whose turn never came."""
    await backlog.look_after_kept(context)


@job(demo.SEND_JOB, max_attempts=3)
async def send_demo_event(context: JobContext, args: dict[str, Any]) -> None:
    """Send one signed event of a simulated call through HTTP, as a provider would."""
    await demo.send(context, args)
