"""The months before today beside the deals: cold calls, clients who call, meetings, notes."""

from collections import deque
from datetime import datetime, timedelta

from app.demo import texts
from app.demo.calendar import SUNDAY
from app.demo.cast import SHARE_GONE, Member
from app.demo.customers import Customer, Register
from app.demo.phones import Exchange
from app.demo.work import Talk, Work
from app.demo.world import World
from app.domains.reports.rules import Span
from app.domains.tasks.models import Task
from app.domains.tasks.service import TaskKind, TaskOutcome
from app.domains.telephony.rules import CallResult, Direction, OutcomeKey

_FOLLOW_UPS, _MAILS, _INCOMING, _NOTES = 300, 60, 330, 240
_MONTHS = 6
_DENSE_DAYS, _DENSITY, _WHOLE = 10, 0.3, 0.9
"""For so many days each manager also makes so much of her usual calls to people without a deal; on the day with
which the previous month ended nearly all, because that day is the one which a month gone by is shown with."""
_OUTCOMES = (
    TaskOutcome.AGREED,
    TaskOutcome.AGREED,
    TaskOutcome.DONE,
    TaskOutcome.NO_ANSWER,
    TaskOutcome.CALL_BACK,
)
_MISSED, _UNKNOWN, _TOLD, _LATELY = 0.16, 0.06, 0.85, 0.6


class History:
    """Tells what happened with the clients apart from their deals."""

    def __init__(self, world: World, work: Work, register: Register) -> None:
        """Take the clients who can be called."""
        self._world, self._work = world, work
        self._exchange = Exchange(world.chance)
        self._known = {member.person.key: self._queue(register.of(member)) for member in world.cast.managers}

    def _queue(self, customers: list[Customer]) -> deque[Customer]:
        reachable = [one for one in customers if one.number]
        self._world.chance.shuffle(reachable)
        return deque(reachable)

    def tell(self) -> None:
        """Write everything down up to last night."""
        world = self._world
        for _ in range(_FOLLOW_UPS):
            self.follow_up(*self._pair())
        for _ in range(_MAILS):
            self._task("catalogue", *self._pair(), TaskOutcome.SENT)
        for _ in range(_INCOMING):
            member, customer = self._pair()
            self.incoming(member, customer, self._before_today(customer))
        for _ in range(_NOTES):
            member, customer = self._pair()
            text = world.pick(texts.speech(member.person.locale).notes)
            self._work.note(member, customer, self._before_today(customer), text)
        for member in world.cast.managers:
            self._dense_days(member)
            meetings = [task for task in tasks_of(world, member) if task.outcome == TaskOutcome.HELD]
            for back in range(_MONTHS):
                span = world.calendar.months(back)
                held = sum(span.start <= (task.completed_at or span.end) < span.end for task in meetings)
                self._meetings(member, span, back, held)

    def anybody(self, member: Member) -> Customer:
        """Return one of a manager's clients: everybody's turn comes."""
        queue = self._known[member.person.key]
        queue.rotate()
        return queue[0]

    def _pair(self) -> tuple[Member, Customer]:
        member = self._world.pick(self._world.cast.managers)
        return member, self.anybody(member)

    def _before_today(self, customer: Customer) -> datetime:
        calendar = self._world.calendar
        since = customer.client.created_at + timedelta(hours=1)
        if self._world.happens(_LATELY):
            since = max(since, calendar.day.start - timedelta(days=30))
        return calendar.moment(since, calendar.day.start)

    # --- tasks -------------------------------------------------------------------------------------------------------

    def follow_up(self, member: Member, customer: Customer, at: datetime | None = None) -> None:
        """Have a manager call a client as she had planned."""
        self._task("follow_up", member, customer, self._world.pick(_OUTCOMES), at)

    def _task(
        self, name: str, member: Member, customer: Customer, outcome: TaskOutcome, at: datetime | None = None
    ) -> None:
        world, work = self._world, self._work
        at = at or self._before_today(customer)
        since = max(at - timedelta(days=world.chance.randint(1, 5)), customer.client.created_at)
        planned_at = min(world.calendar.moment(since, at - timedelta(hours=2)), at)
        task = work.plan(member, name, planned_at, world.calendar.quarter(at), customer)
        note = work.result(member, name, outcome)
        call = work.dial(member, customer, at, outcome) if task.kind == TaskKind.CALL else None
        work.complete(member, task, at, outcome, note, customer)
        if call is not None:
            work.spoken(*call, outcome, note, at, None)

    def _meetings(self, member: Member, span: Span, back: int, held: int) -> None:
        """Add as many meetings to a month as the manager's pace asks for beside those held about her deals."""
        calendar = self._world.calendar
        start, end = max(span.start, calendar.founded + timedelta(days=2)), min(span.end, calendar.day.start)
        if start >= end:
            return
        share = (end - start) / (span.end - span.start)
        more = 1 / SHARE_GONE if back == 0 else self._world.chance.uniform(1.1, 1.4)
        for _ in range(round(member.pace.meetings * share * more) - held):
            customer = self.anybody(member)
            self._task("showroom", member, customer, TaskOutcome.HELD, calendar.moment(start, end))

    # --- calls -------------------------------------------------------------------------------------------------------

    def _dense_days(self, member: Member) -> None:
        world, calendar = self._world, self._world.calendar
        month_ended = (calendar.today - calendar.first_of_month(0)).days + 1
        for days in {*range(1, _DENSE_DAYS + 1), month_ended}:
            start, end = calendar.at(-days, 9), calendar.at(-days, 18, 30)
            if start.astimezone(calendar.zone).weekday() == SUNDAY and days != month_ended:
                continue
            density = _WHOLE if days == month_ended else _DENSITY
            for _ in range(round(member.pace.calls * density * world.chance.uniform(0.6, 1.3))):
                self.cold_call(member, calendar.moment(start, end))
            if days == month_ended:
                for _ in range(world.chance.randint(3, 7)):
                    self.incoming(member, self.anybody(member), calendar.moment(start, end))

    def cold_call(self, member: Member, at: datetime) -> None:
        """Have a manager call one of her clients without having planned it."""
        work, customer = self._work, self.anybody(member)
        outcome = self._world.pick(_OUTCOMES)
        talk, call = work.dial(member, customer, at, outcome)
        if self._world.happens(_TOLD):
            work.spoken(talk, call, outcome, work.result(member, "follow_up", outcome), at, None)

    def incoming(self, member: Member, customer: Customer, at: datetime) -> None:
        """Have a client, or once in a while a stranger, call a manager."""
        world, work = self._world, self._work
        if world.happens(_UNKNOWN):
            self._stranger(member, at)
            return
        if world.happens(_MISSED):
            self._missed(member, customer, at)
            return
        talk = Talk(member, customer, Direction.IN, at, CallResult.ANSWERED)
        call = work.call(talk)
        outcome = world.pick((OutcomeKey.TAKEN, OutcomeKey.RESOLVED, OutcomeKey.RESOLVED))
        note = world.pick(texts.speech(member.person.locale).incoming)
        work.word(talk, call, outcome, note, at=at + timedelta(seconds=30))

    def _stranger(self, member: Member, at: datetime) -> None:
        number = "+" + "".join(sign for sign in self._exchange.mobile("RU") if sign.isdigit())
        talk = Talk(member, None, Direction.IN, at, CallResult.ANSWERED, number)
        outcome = self._world.pick((OutcomeKey.SPAM, OutcomeKey.WRONG_NUMBER))
        self._work.word(talk, self._work.call(talk), outcome, None, at=at + timedelta(seconds=9))

    def _missed(self, member: Member, customer: Customer, at: datetime) -> None:
        work = self._work
        call = work.call(Talk(member, customer, Direction.IN, at, CallResult.MISSED))
        task = work.call_back(call, member, customer)
        back_at = at + timedelta(minutes=self._world.chance.randint(4, 40))
        if back_at > self._world.calendar.now:
            return
        talk, answer = work.dial(member, customer, back_at, TaskOutcome.AGREED)
        note = self._world.pick(texts.speech(member.person.locale).incoming)
        work.complete(member, task, back_at, TaskOutcome.AGREED, note, customer)
        work.spoken(talk, answer, TaskOutcome.AGREED, note, back_at, None)


def tasks_of(world: World, member: Member) -> list[Task]:
    """Return every task planned for somebody so far."""
    return [task for task in world.notebook.of(Task) if task.assignee_id == member.user_id]
