"""The story of one deal: from the first step of its way to where it stands or how it ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.core.auth import system_actor
from app.core.ids import uuid7
from app.demo.cast import Member
from app.demo.customers import Customer
from app.demo.pipelines import Way
from app.demo.work import KINDS, Work
from app.demo.world import Pipeline, World
from app.domains.deals.events import DealCreated, DealLost, DealMoved, DealRevived, DealWon
from app.domains.deals.models import Deal, DealStageFact
from app.domains.deals.rules import contract
from app.domains.deals.rules.contract import Facts, FieldKey, Requirement
from app.domains.deals.rules.stages import Semantics, StageView, Step, enforced, step
from app.domains.deals.rules.titles import search_text
from app.domains.deals.service import records
from app.domains.tasks.models import Task
from app.domains.tasks.service import TaskKind, TaskOutcome

_USUAL_DAYS = {
    "clarify": 1.2,
    "measure": 3.0,
    "draw": 1.5,
    "send_offer": 0.8,
    "ask_offer": 2.5,
    "bargain": 2.5,
    "sign": 3.5,
    "delivery": 8.0,
    "payment": 4.0,
    "catalogue": 1.0,
}
"""How long a step takes, as a rule."""
_KNOWN_AMOUNT, _REPEATED, _LATE, _BARGAINED = 0.75, 0.22, 0.1, 0.5
_GAP = timedelta(minutes=12)
_MOVED_AFTER = timedelta(seconds=70)


class PlotError(Exception):
    """A plot asks for what the rules of deals don't allow."""


@dataclass(frozen=True, slots=True)
class Revival:
    """Why the process opened a deal by itself: which one was lost, and when its client was to be asked again."""

    lost: Deal
    reason: str
    rule_id: UUID
    since: datetime


@dataclass(frozen=True, slots=True)
class Plot:
    """What is decided about a deal before it is told."""

    member: Member
    customer: Customer
    pipeline: Pipeline
    way: Way
    title: str
    amount: Decimal
    stage: int
    """Which open stage it reached, from 0."""
    done: int
    """How many steps were done in that stage."""
    end: Semantics
    until: datetime
    """When it was closed; of an open deal, when its last step was done."""
    due_at: datetime | None = None
    """When the next step of an open deal is due."""
    next_step: str | None = None
    next_title: str | None = None
    description: str | None = None
    loss_reason: tuple[UUID, str] | None = None
    revives: Revival | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """A step that was done, in the open stage of that number, and how it ended."""

    name: str
    stage: int
    outcome: TaskOutcome


class Story:
    """Tells one deal, in the order in which it happened."""

    def __init__(self, world: World, work: Work, plot: Plot) -> None:
        """Take a plot; nothing is written yet."""
        self._world, self._work, self._plot = world, work, plot
        self._legs = self._choose_legs()
        self._moments = self._choose_moments()
        self._deal = self._new_deal()
        self._place = 0
        self._stay: DealStageFact | None = None

    def tell(self) -> Deal:
        """Write the whole story down; returns the deal."""
        self._open()
        task = self._plan(0, self._moments[0])
        for number, leg in enumerate(self._legs):
            at = self._moments[number + 1]
            task = self._take(leg, task, number, at)
            following = self._legs[number + 1].stage if number + 1 < len(self._legs) else self._plot.stage
            if following > self._place:
                self._move(self._plot.pipeline.open_stages[following], at + _MOVED_AFTER)
                self._place = following
        if self._plot.end is not Semantics.OPEN:
            self._close(task)
        return self._deal

    # --- what happens, and when --------------------------------------------------------------------------------------

    def _choose_legs(self) -> list[Leg]:
        legs: list[Leg] = []
        for stage in range(self._plot.stage + 1):
            names = self._plot.way[stage]
            for name in names if stage < self._plot.stage else names[: self._plot.done]:
                if name == "bargain" and not self._world.happens(_BARGAINED):
                    continue
                if self._world.happens(_REPEATED) and KINDS[name] in {TaskKind.CALL, TaskKind.MEETING}:
                    legs.append(Leg(name, stage, self._failure(KINDS[name])))
                legs.append(Leg(name, stage, self._work.usual_outcome(KINDS[name])))
        return legs

    def _failure(self, kind: TaskKind) -> TaskOutcome:
        if kind is TaskKind.MEETING:
            return TaskOutcome.NOT_HELD
        return self._world.pick((TaskOutcome.NO_ANSWER, TaskOutcome.NO_ANSWER, TaskOutcome.CALL_BACK))

    def _last_name(self) -> str:
        """Return the step that is planned last: open still, or called off when the deal was closed."""
        names = self._plot.way[self._plot.stage]
        return self._plot.next_step or names[min(self._plot.done, len(names) - 1)]

    def _choose_moments(self) -> list[datetime]:
        """Return when the deal was opened and when each leg was done, all before the plot's end."""
        plot, calendar = self._plot, self._world.calendar
        names = [leg.name for leg in self._legs]
        names += [self._last_name()] if plot.end is not Semantics.OPEN else []
        gaps = [_USUAL_DAYS[name] * self._world.chance.lognormvariate(0, 0.5) for name in names]
        earliest = plot.revives.since if plot.revives else calendar.founded + timedelta(days=1)
        start = max(plot.until - timedelta(days=sum(gaps)), earliest)
        scale = (plot.until - start) / timedelta(days=sum(gaps)) if gaps else 0
        moments = [calendar.near(start, earliest, plot.until - _GAP * len(names))]
        for number in range(len(self._legs)):
            start += timedelta(days=gaps[number] * scale)
            latest = plot.until - _GAP * (len(names) - 1 - number)
            moments.append(calendar.near(start, moments[-1] + _GAP, latest))
        return moments

    # --- the deal ----------------------------------------------------------------------------------------------------

    def _new_deal(self) -> Deal:
        plot, world = self._plot, self._world
        known = plot.end is Semantics.OPEN and plot.next_title is not None
        return Deal(
            workspace_id=world.workspace_id,
            id=uuid7(),
            pipeline_id=plot.pipeline.id,
            stage_id=plot.pipeline.open_stages[0].id,
            client_id=plot.customer.client.id,
            owner_id=plot.member.user_id,
            title=plot.title,
            search_text=search_text(plot.title),
            amount=plot.amount if known or world.happens(_KNOWN_AMOUNT) else None,
            currency=world.currency,
            status=Semantics.OPEN,
            stage_entered_at=self._moments[0],
            description=plot.description,
            previous_deal_id=plot.revives.lost.id if plot.revives else None,
            is_revived=plot.revives is not None,
            answers={},
            version=1,
        )

    def _open(self) -> None:
        plot, at, stage = self._plot, self._moments[0], self._plot.pipeline.open_stages[0]
        plot.customer.exist_by(at)
        self._fill(stage, at)
        self._world.when(at).add(self._deal)
        self._enter(stage, at)
        created = DealCreated(**records.facts(self._deal), stage_name=stage.name)
        if plot.revives is None:
            self._world.notebook.publish(plot.member.actor, created)
        else:
            self._revive(plot.revives, created)

    def _revive(self, revival: Revival, created: DealCreated) -> None:
        assert revival.lost.closed_at is not None  # noqa: S101 - lost deals are closed
        process = system_actor(self._world.workspace_id)
        revived = DealRevived(
            **records.facts(self._deal),
            previous_deal_id=revival.lost.id,
            rule_id=revival.rule_id,
            lost_at=revival.lost.closed_at,
            loss_reason=revival.reason,
        )
        self._world.notebook.publish(process, created)
        self._world.notebook.publish(process, revived)

    def _enter(self, stage: StageView, at: datetime) -> None:
        if self._stay is not None:
            self._stay.left_at = at
        notebook = self._world.when(at)
        records.enter(notebook, self._deal, stage, at)
        self._stay = notebook.of(DealStageFact)[-1]

    def _fill(self, target: StageView, at: datetime) -> records.Changes:
        """Bring whatever the stages up to the target demand; raises `PlotError` for what can't be brought."""
        demanding = enforced(self._plot.pipeline.stages, target)
        values: dict[str, Any] = {}
        answers: dict[UUID, bool | str] = {}
        for item in contract.missing(demanding, self._facts()):
            if item.is_answer:
                answers[UUID(item.key)] = self._answer(item)
            else:
                values[item.key] = self._value(item, at)
        changes = records.bring(self._deal, values, answers)
        if lacking := contract.missing(demanding, self._facts()):
            raise PlotError(f"{self._plot.title}: {[item.key for item in lacking]}")
        return changes

    def _facts(self) -> Facts:
        deal, client = self._deal, self._plot.customer.client
        fields: dict[str, Any] = {
            FieldKey.AMOUNT: deal.amount,
            FieldKey.EXPECTED_ON: deal.expected_on,
            FieldKey.DESCRIPTION: deal.description,
            FieldKey.PHONE: client.phone,
            FieldKey.EMAIL: client.email,
        }
        return Facts(fields, {UUID(question): answer for question, answer in deal.answers.items()})

    def _value(self, item: Requirement, at: datetime) -> Any:
        if item.key == FieldKey.AMOUNT:
            return self._plot.amount
        if item.key == FieldKey.EXPECTED_ON:
            return at.date() + timedelta(days=self._world.chance.randint(25, 75))
        raise PlotError(f"{self._plot.title}: {item.key}")

    def _answer(self, item: Requirement) -> bool | str:
        return self._world.pick(item.options) if item.options else True

    def _move(self, target: StageView, at: datetime) -> None:
        plot, deal = self._plot, self._deal
        if step(plot.pipeline.stages, deal.stage_id, target) is not Step.ALLOWED:
            raise PlotError(f"{plot.title}: no way to {target.name}")
        left = next(stage for stage in plot.pipeline.stages if stage.id == deal.stage_id)
        changes = self._fill(target, at)
        seconds = int((at - deal.stage_entered_at).total_seconds())
        deal.stage_id, deal.stage_entered_at, deal.status = target.id, at, target.semantics
        deal.touch()
        deal.updated_at = at
        self._enter(target, at)
        moved = DealMoved(
            **records.facts(deal),
            from_stage_id=left.id,
            from_stage_name=left.name,
            to_stage_id=target.id,
            to_stage_name=target.name,
            semantics=target.semantics,
            seconds_in_stage=max(seconds, 0),
            changes=changes,
        )
        self._world.notebook.publish(plot.member.actor, moved)

    def _close(self, planned: Task) -> None:
        plot, deal, at = self._plot, self._deal, self._plot.until
        is_won = plot.end is Semantics.WON
        self._move(plot.pipeline.won if is_won else plot.pipeline.lost, at)
        deal.closed_at = at
        common = {**records.facts(deal), "closed_at": at}
        if is_won:
            self._world.notebook.publish(plot.member.actor, DealWon(**common))
        else:
            reason_id, reason = plot.loss_reason or self._world.pick(plot.pipeline.loss_reasons)
            deal.loss_reason_id = reason_id
            lost = DealLost(**common, loss_reason_id=reason_id, loss_reason=reason)
            self._world.notebook.publish(plot.member.actor, lost)
        self._work.call_off(plot.member, planned, at, "deal_closed")

    # --- its steps ---------------------------------------------------------------------------------------------------

    def _plan(self, number: int, at: datetime) -> Task:
        """Plan the leg of that number; after the last one, the step that stays open or is called off."""
        plot, is_last = self._plot, number == len(self._legs)
        name = self._last_name() if is_last else self._legs[number].name
        due_at = plot.due_at if is_last else self._moments[number + 1]
        if due_at is None:
            due_at = plot.until + timedelta(days=1)
        elif not is_last:
            due_at = self._world.calendar.quarter(due_at)
            due_at -= timedelta(days=1) if self._world.happens(_LATE) else timedelta(0)
        title = plot.next_title if is_last else None
        return self._work.plan(
            plot.member, name, at, due_at, plot.customer, deal_id=self._deal.id, title=title
        )

    def _take(self, leg: Leg, task: Task, number: int, at: datetime) -> Task:
        """Do a leg and plan the next step with it, as one command would; returns the next step."""
        plot = self._plot
        note = self._work.result(plot.member, leg.name, leg.outcome)
        call = None
        if KINDS[leg.name] is TaskKind.CALL:
            call = self._work.dial(plot.member, plot.customer, at, leg.outcome)
        self._work.complete(plot.member, task, at, leg.outcome, note, plot.customer)
        following = self._plan(number + 1, at)
        if call is not None:
            self._work.spoken(*call, leg.outcome, note, at, following)
        return following
