"""Today: what is done already, what is planned for today and around it, who has just called."""

from datetime import datetime, timedelta

from app.core.schemas import SubjectRef
from app.demo import texts
from app.demo.calendar import Calendar
from app.demo.cast import Member
from app.demo.customers import Customer
from app.demo.history import History, tasks_of
from app.demo.work import Talk, Work
from app.demo.world import World
from app.domains.tasks.models import Task
from app.domains.tasks.rules import TaskKind
from app.domains.tasks.service import NewTask, TaskStatus
from app.domains.telephony.models import Call
from app.domains.telephony.rules import CallResult, Direction
from app.platform.notifications.models import Notification
from app.platform.notifications.service import notify

_EVERYDAY = ("follow_up", "follow_up", "follow_up", "follow_up", "catalogue", "paperwork")
_MEETINGS_AT = ((10, 0), (12, 30), (16, 30))
_LEAST_SHARE, _DONE_OF_TASKS, _LEAST_OPEN = 0.3, 0.8, 8
_INCOMING = (2, 5)
_EARLY = timedelta(hours=3)
_UNTOLD, _READ = 2, 0.6


class Today:
    """Tells this day for everybody."""

    def __init__(self, world: World, work: Work, history: History) -> None:
        """Take what the days before have left."""
        self._world, self._work, self._history = world, work, history
        calendar = world.calendar
        self._share = max(_gone(calendar), _LEAST_SHARE)
        """How much of the working day is behind; mornings begin with something done, too."""
        self._begun = max(calendar.day.start, min(calendar.at(0, 9), calendar.now - _EARLY))

    def tell(self) -> None:
        """Write the day down."""
        for member in self._world.cast.managers:
            self._done(member)
            self._calls(member)
            missed = self._missed(member)
            self._work.hear(missed[0])
            self._planned(member)
            self._notices(member, missed)
        self._office()

    def _so_far(self) -> datetime:
        """Return a moment of this day that is past."""
        return self._world.calendar.moment(self._begun, self._world.calendar.now - timedelta(seconds=90))

    # --- behind ------------------------------------------------------------------------------------------------------

    def _done(self, member: Member) -> None:
        for _ in range(round(member.pace.tasks * _DONE_OF_TASKS * self._share)):
            self._history.follow_up(member, self._history.anybody(member), self._so_far())

    def _calls(self, member: Member) -> None:
        world = self._world
        made = sum(
            call.user_id == member.user_id
            and call.direction == Direction.OUT
            and call.started_at >= world.calendar.day.start
            for call in world.notebook.of(Call)
        )
        for _ in range(round(member.pace.calls * self._share) - made):
            self._history.cold_call(member, self._so_far())
        for _ in range(world.chance.randint(*_INCOMING)):
            self._history.incoming(member, self._history.anybody(member), self._so_far())
        for _ in range(_UNTOLD):
            talk = Talk(
                member, self._history.anybody(member), Direction.IN, self._so_far(), CallResult.ANSWERED
            )
            self._work.call(talk)

    def _missed(self, member: Member) -> tuple[Call, Customer]:
        """Have a client call in vain: her manager is to call back."""
        customer = self._history.anybody(member)
        at = self._world.calendar.now - timedelta(minutes=self._world.chance.randint(3, 45))
        call = self._work.call(
            Talk(member, customer, Direction.IN, max(at, self._world.calendar.day.start), CallResult.MISSED)
        )
        self._work.call_back(call, member, customer)
        return call, customer

    # --- ahead -------------------------------------------------------------------------------------------------------

    def _planned(self, member: Member) -> None:
        world, calendar, pace = self._world, self._world.calendar, member.pace
        for hour, minute in _MEETINGS_AT:
            self._plan(member, "showroom", calendar.at(0, hour, minute))
        self._plan(member, "showroom", calendar.at(1, 11, 30))
        tomorrow = calendar.at(1, 0)
        left = max(round(pace.tasks * (1 - _DONE_OF_TASKS * self._share)), _LEAST_OPEN)
        dues = [task.due_at for task in tasks_of(world, member) if task.status == TaskStatus.OPEN]
        late = sum(due < calendar.day.start for due in dues)
        today = sum(calendar.day.start <= due < tomorrow for due in dues)
        following = sum(tomorrow <= due < calendar.at(2, 0) for due in dues)
        for due, wanted in (
            (self._late, pace.overdue - late),
            (self._later_today, left - today),
            (self._tomorrow, pace.tomorrow - following),
        ):
            for _ in range(wanted):
                self._plan(member, world.pick(_EVERYDAY), due())
        for _ in range(pace.tomorrow // 2):
            self._plan(member, world.pick(_EVERYDAY), self._at(world.chance.randint(2, 9)))

    def _at(self, days: int) -> datetime:
        chance = self._world.chance
        return self._world.calendar.at(days, chance.randint(9, 18), chance.choice((0, 15, 30, 45)))

    def _late(self) -> datetime:
        return self._at(-self._world.chance.choice((1, 1, 2, 3, 4, 6)))

    def _tomorrow(self) -> datetime:
        return self._at(1)

    def _later_today(self) -> datetime:
        """Return an hour of today: what is still open is mostly still to come."""
        return max(self._at(0), self._at(0))

    def _plan(self, member: Member, step: str, due_at: datetime) -> Task:
        calendar = self._world.calendar
        before = min(due_at, calendar.day.start)
        planned_at = calendar.moment(before - timedelta(days=4), before)
        return self._work.plan(member, step, planned_at, due_at, self._history.anybody(member))

    # --- the rest ----------------------------------------------------------------------------------------------------

    def _notices(self, member: Member, missed: tuple[Call, Customer]) -> None:
        world, (call, customer) = self._world, missed
        supervisor = world.cast.supervisor.actor
        handed = tasks_of(world, member)[-1]
        notebook = world.when(world.calendar.at(-1, 17))
        subject = SubjectRef(type="task", id=handed.id)
        notify(
            notebook,
            supervisor,
            member.user_id,
            "task_assigned",
            subject=subject,
            data={"title": handed.title},
        )
        if world.happens(_READ):
            notebook.of(Notification)[-1].read_at = world.calendar.at(-1, 18)
        notebook = world.when(call.created_at)
        subject = SubjectRef(type="call", id=call.id)
        who = {"who": customer.client.name}
        notify(notebook, supervisor, member.user_id, "missed_call", subject=subject, data=who)

    def _office(self) -> None:
        """Plan the tasks of those who do not sell."""
        world = self._world
        for told in texts.office():
            member = world.cast.members[told.owner]
            due_at = world.calendar.at(told.day, told.hour)
            new = NewTask(
                kind=TaskKind(told.kind),
                title=told.title,
                due_at=due_at,
                assignee_id=member.user_id,
                place=told.place,
            )
            self._work.add(member.actor, min(world.calendar.at(-2, 16), due_at), new)


def _gone(calendar: Calendar) -> float:
    share = (calendar.now - calendar.at(0, 9)) / timedelta(hours=9)
    return min(max(share, 0.0), 1.0)
