"""Recording what came of a call: the outcome, the client, the next step, in one command."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import events
from app.core.auth import Actor, system_actor
from app.core.clock import now
from app.core.errors import FieldError, NotFoundError
from app.domains.clients import service as clients
from app.domains.clients.errors import ClientExistsError
from app.domains.clients.schemas import ClientInput, ContactPointInput
from app.domains.tasks import service as tasks
from app.domains.tasks.errors import TaskClosedError
from app.domains.tasks.schemas import NextTaskInput
from app.domains.telephony import queries
from app.domains.telephony.errors import NoClientNumberError, OutcomeTakesNothingError, UnknownOutcomeError
from app.domains.telephony.events import CallOutcomeRecorded
from app.domains.telephony.models import Call
from app.domains.telephony.rules import DEFAULT_OUTCOMES, CallResult, OutcomeKey, OutcomeRule
from app.domains.telephony.schemas import OutcomeInput, OutcomeOut

CALL_BACK_IN = timedelta(hours=1)
"""When a promised call back is due if the person names no time; she can move it afterwards."""

_TASK_OUTCOMES: Mapping[str, tasks.TaskOutcome] = {
    OutcomeKey.TAKEN: tasks.TaskOutcome.AGREED,
    OutcomeKey.RESOLVED: tasks.TaskOutcome.DONE,
    OutcomeKey.CALL_BACK: tasks.TaskOutcome.CALL_BACK,
    OutcomeKey.WRONG_NUMBER: tasks.TaskOutcome.WRONG_NUMBER,
    OutcomeKey.SPAM: tasks.TaskOutcome.WRONG_NUMBER,
}


async def listed(session: AsyncSession, actor: Actor) -> list[OutcomeOut]:
    """Return the workspace's outcomes in their order: the built-in ones, and those that it added or changed."""
    return [
        OutcomeOut(key=rule.key, name=name, position=rule.position, is_final=rule.is_final)
        for rule, name in await _rules(session, actor)
    ]


async def _rules(session: AsyncSession, actor: Actor) -> Sequence[tuple[OutcomeRule, str]]:
    rules = {rule.key: (rule, rule.key.replace("_", " ").capitalize()) for rule in DEFAULT_OUTCOMES}
    for own in await queries.custom_outcomes(session, actor.workspace_id):
        rule = OutcomeRule(
            own.key, position=own.position, is_final=own.is_final, concerns_client=own.concerns_client
        )
        rules[own.key] = (rule, own.name)
    return sorted(rules.values(), key=lambda item: (item[0].position, item[0].key))


async def record(session: AsyncSession, actor: Actor, call_id: UUID, answer: OutcomeInput) -> None:
    """Record what came of a call. A second word about the same call replaces the first.

    An unknown number becomes a client by `client_name`; the planned call that this was is completed; the next step is
    planned; "call back" without a time is planned for an hour later.

    Raises:
        NotFoundError: no such call, deal or task, or not the actor's.
        UnknownOutcomeError: not in the workspace's list.
        OutcomeTakesNothingError: a client or next step together with an outcome that dismisses the call.
        NoClientNumberError: a client can't be made of a hidden number.
    and what completing and planning a task raise.
    """
    call = await queries.call_to_change(session, actor, call_id)
    if call is None:
        raise NotFoundError
    rule = await _rule(session, actor, answer)
    if answer.client_name is not None and call.client_id is None:
        await _make_client(session, actor, call, answer.client_name)
    task_id = await _follow_up(session, actor, call, answer)
    await _close_call_back(session, actor, call, rule, answer.complete_task_id)
    call.outcome, call.note = rule.key, answer.note or call.note
    call.outcome_at, call.outcome_by = now(), actor.user_id
    if call.user_id is None and actor.user_id is not None:
        # Whoever speaks for a call that nobody is known to have taken has taken it.
        call.user_id = call.owner_id = actor.user_id
    call.touch()
    _publish(session, actor, call, answer, task_id)
    if call.client_id is not None and answer.note is not None:
        await clients.record_note(session, actor, call.client_id, answer.note)
    if call.client_id is not None and rule.concerns_client:
        await clients.record_contact(session, call.client_id, call.started_at)


async def _rule(session: AsyncSession, actor: Actor, answer: OutcomeInput) -> OutcomeRule:
    known = {rule.key: rule for rule, _ in await _rules(session, actor)}
    if answer.outcome not in known:
        raise UnknownOutcomeError(params={"allowed": list(known)})
    rule = known[answer.outcome]
    extra = [name for name in ("client_name", "next_task") if getattr(answer, name) is not None]
    if extra and not rule.concerns_client:
        faults = [FieldError(pointer=f"/{name}", code="not_with_outcome", detail=rule.key) for name in extra]
        raise OutcomeTakesNothingError(errors=faults)
    return rule


async def _make_client(session: AsyncSession, actor: Actor, call: Call, name: str) -> None:
    """Make a client of the number, and give her the number's earlier calls too."""
    if not call.client_number:
        raise NoClientNumberError
    call.client_id = await _client_of(session, actor, call.client_number, name)
    earlier = update(Call).where(
        Call.workspace_id == actor.workspace_id,
        Call.client_number == call.client_number,
        Call.client_id.is_(None),
        Call.id != call.id,
    )
    changes = {"client_id": call.client_id, "version": Call.version + 1, "updated_at": now()}
    await session.execute(earlier.values(changes).execution_options(synchronize_session=False))


async def _client_of(session: AsyncSession, actor: Actor, number: str, name: str) -> UUID:
    """A client of this number may have been made meanwhile, maybe by a colleague: then it is she."""
    if found := await clients.find_by_phone(session, actor, number):
        return found[0].id
    point = ContactPointInput(kind="phone", value=number, is_main=True)
    wish = ClientInput(kind="person", name=name, source="call", contact_points=[point])
    try:
        return (await clients.create(session, actor, wish)).id
    except ClientExistsError:
        return (await clients.find_by_phone(session, actor, number))[0].id


async def _follow_up(session: AsyncSession, actor: Actor, call: Call, answer: OutcomeInput) -> UUID | None:
    """Complete the task that the call was, and plan the next; returns the planned task."""
    wish = answer.next_task
    # A missed call's call-back is planned already.
    if wish is None and answer.outcome == OutcomeKey.CALL_BACK and call.result != CallResult.MISSED:
        wish = NextTaskInput(
            kind=tasks.TaskKind.CALL, title=await name_of(session, call), due_at=now() + CALL_BACK_IN
        )
    planned = None
    if wish is not None and (answer.complete_task_id is None or answer.deal_id is not None):
        # Before the completion, so that the deal is never without a next step.
        planned = await _plan(session, actor, call, wish, answer.deal_id)
        wish = None
    if answer.complete_task_id is not None:
        outcome = _TASK_OUTCOMES.get(answer.outcome, tasks.TaskOutcome.DONE)
        _, following = await tasks.complete(
            session,
            actor,
            answer.complete_task_id,
            outcome,
            note=answer.note,
            next_task=wish,
            reason=answer.no_next_step_reason,
        )
        planned = planned or (following.id if following else None)
    return planned


async def _plan(
    session: AsyncSession, actor: Actor, call: Call, wish: NextTaskInput, deal_id: UUID | None
) -> UUID | None:
    assignee_id = actor.user_id or call.owner_id
    if assignee_id is None:
        return None
    new = tasks.next_step(
        wish,
        assignee_id=assignee_id,
        client_id=call.client_id,
        deal_id=deal_id,
        origin=tasks.TaskOrigin.CALL,
    )
    return (await tasks.plan(session, actor, new)).id


async def name_of(session: AsyncSession, call: Call) -> str:
    """Return what a task about the call is called: the client's name, else the number."""
    facts = await clients.client_facts(session, [call.client_id])
    known = facts.get(call.client_id) if call.client_id else None
    return known.name if known else call.client_number or "?"


async def _close_call_back(
    session: AsyncSession, actor: Actor, call: Call, rule: OutcomeRule, completed_id: UUID | None
) -> None:
    """What a missed call was planned for is off once a final word about it has been said."""
    if call.call_back_task_id is None or call.call_back_task_id == completed_id or not rule.is_final:
        return
    system = system_actor(actor.workspace_id, actor.name)
    with suppress(TaskClosedError, NotFoundError):
        await tasks.cancel(session, system, call.call_back_task_id, note=rule.key)


def _publish(
    session: AsyncSession, actor: Actor, call: Call, answer: OutcomeInput, task_id: UUID | None
) -> None:
    event = CallOutcomeRecorded(
        call_id=call.id,
        client_id=call.client_id,
        client_number=call.client_number,
        direction=call.direction,
        user_id=call.user_id,
        outcome=answer.outcome,
        note=answer.note,
        task_id=task_id,
    )
    events.publish(session, actor, event)
