"""What people do: tasks planned and finished, calls made and taken, notes written, by the services' own pieces."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from app.core.auth import Actor, system_actor
from app.core.ids import uuid7
from app.demo import texts
from app.demo.cast import Member
from app.demo.customers import Customer
from app.demo.world import World
from app.domains.clients.events import NoteAdded
from app.domains.tasks.events import TaskCancelled, TaskCompleted
from app.domains.tasks.models import Task
from app.domains.tasks.rules import is_contact
from app.domains.tasks.service import NewTask, TaskKind, TaskOrigin, TaskOutcome, TaskStatus, planning
from app.domains.telephony.events import CallAnswered, CallEnded, CallMissed, CallOutcomeRecorded
from app.domains.telephony.jobs import CALL_BACK_IN
from app.domains.telephony.models import Call, ProviderEvent
from app.domains.telephony.rules import (
    ANSWERED,
    DEFAULT_OUTCOMES,
    MISSED,
    CallFacts,
    CallResult,
    CallSignal,
    Direction,
    OutcomeKey,
    SignalKind,
    effects_of,
    facts_of,
    view_of,
)
from app.domains.telephony.service.arrivals import PROCESSED
from app.domains.telephony.service.demo import OWN_NUMBER

KINDS: Mapping[str, TaskKind] = {
    "clarify": TaskKind.CALL,
    "measure": TaskKind.MEETING,
    "draw": TaskKind.TODO,
    "send_offer": TaskKind.MAIL,
    "ask_offer": TaskKind.CALL,
    "bargain": TaskKind.CALL,
    "sign": TaskKind.MEETING,
    "delivery": TaskKind.CALL,
    "payment": TaskKind.CALL,
    "follow_up": TaskKind.CALL,
    "catalogue": TaskKind.MAIL,
    "showroom": TaskKind.MEETING,
    "paperwork": TaskKind.TODO,
}
"""The steps that the texts name, and what kind of task each is."""
_USUAL_OUTCOMES: Mapping[TaskKind, TaskOutcome] = {
    TaskKind.CALL: TaskOutcome.AGREED,
    TaskKind.MEETING: TaskOutcome.HELD,
    TaskKind.MAIL: TaskOutcome.SENT,
    TaskKind.TODO: TaskOutcome.DONE,
}
_AT_THE_CLIENT = frozenset({"measure", "sign"})
_CALL_OUTCOMES = {
    TaskOutcome.AGREED: OutcomeKey.TAKEN,
    TaskOutcome.CALL_BACK: OutcomeKey.CALL_BACK,
    TaskOutcome.DONE: OutcomeKey.RESOLVED,
}
_ABOUT_CLIENTS = frozenset(rule.key for rule in DEFAULT_OUTCOMES if rule.concerns_client)
_UNHEARD = (CallResult.MISSED, CallResult.MISSED, CallResult.BUSY, CallResult.CANCELLED)


@dataclass(frozen=True, slots=True)
class Talk:
    """What is known about a call before it is written down."""

    member: Member | None
    customer: Customer | None
    direction: Direction
    ended_at: datetime
    result: CallResult
    number: str = ""
    """Of somebody unknown; a client's call has hers."""


class Work:
    """Writes down what people do, each thing at its moment."""

    def __init__(self, world: World) -> None:
        """Begin with no call made."""
        self._world = world
        self._calls = 0

    # --- tasks -------------------------------------------------------------------------------------------------------

    def plan(
        self,
        member: Member,
        step: str,
        at: datetime,
        due_at: datetime,
        customer: Customer,
        *,
        deal_id: UUID | None = None,
        title: str | None = None,
    ) -> Task:
        """Plan a step of the way with a client."""
        world, kind = self._world, KINDS[step]
        speech = texts.speech(member.person.locale)
        new = NewTask(
            kind=kind,
            title=title or world.pick(speech.steps[step].titles),
            due_at=max(due_at, at),
            assignee_id=member.user_id,
            client_id=customer.client.id,
            deal_id=deal_id,
            place=customer.place
            if step in _AT_THE_CLIENT
            else speech.showroom
            if step == "showroom"
            else None,
        )
        customer.exist_by(at)
        return self.add(member.actor, at, new)

    def add(self, actor: Actor, at: datetime, new: NewTask) -> Task:
        """Write a new task down."""
        task, created = planning.draft(actor, new)
        notebook = self._world.when(at)
        notebook.add(task)
        notebook.publish(actor, created)
        return task

    def call_back(self, call: Call, member: Member, customer: Customer | None) -> Task:
        """Turn a missed call into a task, as telephony's job does."""
        at = self._world.notebook.moment + timedelta(seconds=1)
        new = NewTask(
            kind=TaskKind.CALL,
            title=customer.client.name if customer else call.client_number or "?",
            due_at=at + CALL_BACK_IN,
            assignee_id=member.user_id,
            client_id=call.client_id,
            origin=TaskOrigin.MISSED_CALL,
        )
        task = self.add(system_actor(call.workspace_id), at, new)
        call.call_back_task_id = task.id
        return task

    def complete(
        self,
        member: Member,
        task: Task,
        at: datetime,
        outcome: TaskOutcome,
        note: str | None,
        customer: Customer | None,
    ) -> None:
        """Finish a task, as its service does."""
        task.status, task.outcome, task.completed_at = TaskStatus.DONE, outcome, at
        task.note = note or task.note
        self._touch(task, at)
        done = TaskCompleted(**planning.facts(task), outcome=outcome, note=note, completed_at=at)
        self._world.when(at).publish(member.actor, done)
        if customer is not None and is_contact(TaskKind(task.kind), outcome):
            customer.meet(at)

    def call_off(self, member: Member, task: Task, at: datetime, reason: str) -> None:
        """Cancel a task, as its service does."""
        task.status = TaskStatus.CANCELLED
        self._touch(task, at)
        off = TaskCancelled(**planning.facts(task), note=None, reason=reason)
        self._world.when(at).publish(member.actor, off)

    def _touch(self, task: Task, at: datetime) -> None:
        task.touch()
        task.updated_at = at

    def usual_outcome(self, kind: TaskKind) -> TaskOutcome:
        """Return how a task of a kind ends when it ends well."""
        return _USUAL_OUTCOMES[kind]

    def result(self, member: Member, step: str, outcome: TaskOutcome) -> str | None:
        """Return what came of a step, in the words of whoever did it."""
        speech = texts.speech(member.person.locale)
        if outcome is TaskOutcome.NOT_HELD:
            return self._world.pick(speech.not_held)
        if outcome not in {TaskOutcome.AGREED, TaskOutcome.HELD, TaskOutcome.SENT, TaskOutcome.DONE}:
            return None
        said = speech.steps[step]
        return self._world.pick(said.closed if said.closed and outcome is TaskOutcome.DONE else said.results)

    def note(self, member: Member, customer: Customer, at: datetime, text: str) -> None:
        """Write on a client's card."""
        customer.exist_by(at)
        added = NoteAdded(client_id=customer.client.id, text=text)
        self._world.when(at).publish(member.actor, added)
        customer.hear(text, member.actor.ref.name, at)

    # --- calls -------------------------------------------------------------------------------------------------------

    def call(self, talk: Talk) -> Call:
        """Write down a call that is over, from what a provider would have said about it."""
        world = self._world
        signal = self._signal(talk)
        facts = facts_of(signal)
        customer = talk.customer
        call = Call(
            **view_of(facts).model_dump(),
            workspace_id=world.workspace_id,
            id=uuid7(),
            connection_id=world.connection_id,
            provider_call_id=signal.provider_call_id,
            facts=facts.model_dump(mode="json", exclude_defaults=True),
            announced=[],
            shown_to=[talk.member.user_id] if talk.member else [],
            client_id=customer.client.id if customer else None,
            user_id=talk.member.user_id if talk.member else None,
            owner_id=talk.member.user_id if talk.member else customer.client.owner_id if customer else None,
            version=1,
        )
        if customer is not None:
            customer.exist_by(call.started_at)
        world.when(talk.ended_at).add(call)
        self._announce(call, facts)
        return call

    def _signal(self, talk: Talk) -> CallSignal:
        world = self._world
        self._calls += 1
        answered = talk.result is CallResult.ANSWERED
        incoming = talk.direction is Direction.IN
        number = talk.customer.number if talk.customer else talk.number
        seconds = round(world.chance.lognormvariate(4.6, 0.8)) if answered else None
        return CallSignal(
            provider_call_id=f"office-{self._calls:06}",
            dedupe_key=f"office-{self._calls:06}-ended",
            kind=SignalKind.ENDED,
            occurred_at=talk.ended_at,
            direction=talk.direction,
            from_number=number if incoming else OWN_NUMBER,
            to_number=OWN_NUMBER if incoming else number,
            extension=talk.member.person.extension if talk.member else None,
            ring_seconds=world.chance.randint(4, 28),
            talk_seconds=min(seconds, 1800) if seconds else None,
            result=talk.result,
        )

    def _announce(self, call: Call, facts: CallFacts) -> None:
        effects = effects_of(CallFacts(), facts)
        actor, notebook, common = system_actor(call.workspace_id), self._world.notebook, _common(call)
        if effects.is_answered:
            call.announced = [ANSWERED]
            notebook.publish(actor, CallAnswered(**common, answered_at=call.answered_at, shown_to=()))
        result = call.result or CallResult.MISSED
        ended = CallEnded(**common, result=result, talk_seconds=call.talk_seconds, ended_at=call.ended_at)
        notebook.publish(actor, ended)
        if effects.is_missed:
            call.announced = [MISSED]
            notebook.publish(actor, CallMissed(**common, started_at=call.started_at))

    def hear(self, call: Call) -> None:
        """Keep the raw event of a call, so that the connection can tell when it was last heard of."""
        at = call.ended_at or self._world.calendar.now
        about = {"id": call.provider_call_id, "direction": call.direction, "from": call.from_number}
        event = {
            "id": f"{call.provider_call_id}-ended",
            "type": "call.ended",
            "occurred_at": at.isoformat(),
            "call": {**about, "to": call.to_number, "extension": call.extension, "result": call.result},
        }
        raw = ProviderEvent(
            workspace_id=call.workspace_id,
            id=uuid7(),
            connection_id=call.connection_id,
            event_key=event["id"],
            state=PROCESSED,
            received_at=at,
            content_type="application/json",
            query="",
            body=json.dumps(event).encode(),
        )
        self._world.when(at).add(raw)

    def word(
        self,
        talk: Talk,
        call: Call,
        outcome: str,
        note: str | None,
        *,
        at: datetime,
        next_id: UUID | None = None,
    ) -> None:
        """Say what came of a call, as its service does."""
        speaker: Actor = talk.member.actor if talk.member else self._world.cast.supervisor.actor
        call.outcome, call.note, call.outcome_at, call.outcome_by = outcome, note, at, speaker.user_id
        call.touch()
        call.updated_at = at
        said = CallOutcomeRecorded(**_common(call), outcome=outcome, note=note, task_id=next_id)
        self._world.when(at).publish(speaker, said)
        if talk.customer is not None and note is not None:
            talk.customer.hear(note, speaker.ref.name, at)
        if talk.customer is not None and outcome in _ABOUT_CLIENTS:
            talk.customer.meet(call.started_at)

    def dial(
        self, member: Member, customer: Customer, at: datetime, outcome: TaskOutcome
    ) -> tuple[Talk, Call]:
        """Write down the call that a task was, over shortly before it was finished."""
        heard = outcome is not TaskOutcome.NO_ANSWER
        result = CallResult.ANSWERED if heard else self._world.pick(_UNHEARD)
        ended_at = at - timedelta(seconds=self._world.chance.randint(8, 50))
        talk = Talk(member, customer, Direction.OUT, ended_at, result)
        return talk, self.call(talk)

    def spoken(
        self,
        talk: Talk,
        call: Call,
        outcome: TaskOutcome,
        note: str | None,
        at: datetime,
        following: Task | None,
    ) -> None:
        """Record the outcome of the call that a task was, unless nobody answered."""
        key = _CALL_OUTCOMES.get(outcome)
        if key is not None:
            self.word(talk, call, key, note, at=at, next_id=following.id if following else None)


def _common(call: Call) -> dict[str, Any]:
    return {
        "call_id": call.id,
        "client_id": call.client_id,
        "client_number": call.client_number,
        "direction": call.direction,
        "user_id": call.user_id,
    }
