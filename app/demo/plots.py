"""Deciding six hundred deals: which were won, lost, or are open, when, by whom, with whom."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from app.demo import orders, texts
from app.demo.cast import SHARE_GONE, Member
from app.demo.customers import Customer, Register
from app.demo.deals import Plot
from app.demo.pipelines import PROJECTS_WAY, SHOWROOM_WAY, Way
from app.demo.world import Pipeline, World
from app.domains.deals.rules.stages import Semantics

PROJECTS, SHOWROOM_CLOSED = 560, 32
MONTHS = 6
OPEN_BY_STAGE = (20, 14, 18, 12)
LOST_BY_STAGE = (36, 14, 42, 8)
_SHOWROOM_OPEN = (4, 4)
_LOSS_WEIGHTS = (30, 26, 14, 12, 18)
_WISHED = 0.6


class Plots:
    """Decides the deals, month by month for those won, at random for the rest."""

    def __init__(self, world: World, register: Register) -> None:
        """Take the clients with an address to send an offer to; each deal gets another one while there are any."""
        self._world = world
        self._free = {member.person.key: self._pool(register, member) for member in world.cast.managers}
        self._used: dict[str, list[Customer]] = {key: [] for key in self._free}

    def _pool(self, register: Register, member: Member) -> list[Customer]:
        pool = [
            one for one in register.of(member) if one.client.email and one.client.phone and not one.is_dealing
        ]
        self._world.chance.shuffle(pool)
        return pool

    def all(self, told: int) -> Iterator[Plot]:
        """Decide all deals, so many fewer as are told by hand."""
        world = self._world
        won = [plot for member in world.cast.managers for plot in self._won(member)]
        open_ones = list(self._open_projects(told))
        yield from won
        yield from open_ones
        for _ in range(PROJECTS - len(won) - len(open_ones) - told):
            yield self._lost(world.pick(world.cast.managers))
        yield from self._showroom_deals()

    # --- won ---------------------------------------------------------------------------------------------------------

    def _won(self, member: Member) -> Iterator[Plot]:
        world, calendar, pace = self._world, self._world.calendar, member.pace
        gone = min(calendar.share_of_month() / SHARE_GONE, 1.3)
        count = max(round(pace.won * gone), 1)
        for millions in orders.shares(world, pace.millions * count / pace.won, count):
            yield self._ended(member, Semantics.WON, calendar.month.start, calendar.now, millions)
        for back in range(1, MONTHS):
            span = calendar.months(back)
            start = max(span.start, calendar.founded + timedelta(days=12))
            share = max((span.end - start) / (span.end - span.start), 0)
            for _ in range(round(pace.won_before * world.chance.uniform(0.8, 1.2) * share)):
                yield self._ended(member, Semantics.WON, start, span.end, orders.usual_millions(world) * 1.2)

    # --- lost --------------------------------------------------------------------------------------------------------

    def _lost(self, member: Member) -> Plot:
        world, calendar = self._world, self._world.calendar
        start = calendar.founded + timedelta(days=5)
        return self._ended(member, Semantics.LOST, start, calendar.now, orders.usual_millions(world))

    def _ended(
        self, member: Member, end: Semantics, start: datetime, until: datetime, millions: float
    ) -> Plot:
        world = self._world
        pipeline, way = world.projects, PROJECTS_WAY
        is_won = end is Semantics.WON
        stages = range(len(way))
        stage = stages[-1] if is_won else world.chance.choices(stages, LOST_BY_STAGE)[0]
        done = len(way[stage]) - 1 if is_won else world.chance.randint(0 if stage else 1, len(way[stage]) - 1)
        return self._plot(
            member, pipeline, way, stage, done, end, world.calendar.moment(start, until), millions
        )

    # --- open --------------------------------------------------------------------------------------------------------

    def _open_projects(self, told: int) -> Iterator[Plot]:
        world = self._world
        places = [stage for stage, count in enumerate(OPEN_BY_STAGE) for _ in range(count)][told:]
        world.chance.shuffle(places)
        members = [member for member in world.cast.managers for _ in range(member.pace.open_deals)]
        for number, stage in enumerate(places):
            member = members[(number * 7) % len(members)]
            yield self._open(member, world.projects, PROJECTS_WAY, stage, orders.usual_millions(world))

    def _open(self, member: Member, pipeline: Pipeline, way: Way, stage: int, millions: float) -> Plot:
        world, calendar = self._world, self._world.calendar
        due_at = self._due(member)
        latest = min(calendar.at(-1, 18), due_at - timedelta(hours=3))
        until = calendar.moment(latest - timedelta(days=world.pick((2, 5, 9, 14, 24))), latest)
        done = world.chance.randint(0, len(way[stage]) - 1)
        return self._plot(member, pipeline, way, stage, done, Semantics.OPEN, until, millions, due_at=due_at)

    def _due(self, member: Member) -> datetime:
        """Return when the next step is due: late more often with those who are late."""
        world = self._world
        pace = member.pace
        days = world.chance.choices(
            (-3, -1, 0, 1, 2, 3, 5, 8), (pace.overdue, pace.overdue, 10, 7, 5, 5, 4, 3)
        )[0]
        return world.calendar.at(days, world.chance.randint(9, 18), world.pick((0, 15, 30, 45)))

    def _showroom_deals(self) -> Iterator[Plot]:
        world, calendar = self._world, self._world.calendar
        start = calendar.founded + timedelta(days=8)
        for stage, count in enumerate(_SHOWROOM_OPEN):
            for _ in range(count):
                member = world.pick(world.cast.managers)
                millions = orders.usual_millions(world, is_small=True)
                yield self._open(member, world.showroom, SHOWROOM_WAY, stage, millions)
        for number in range(SHOWROOM_CLOSED):
            end = Semantics.LOST if number % 3 == 0 else Semantics.WON
            since = calendar.month.start - timedelta(days=20) if number % 2 else start
            until = calendar.moment(since, calendar.month.start)
            millions = orders.usual_millions(world, is_small=True)
            member = world.pick(world.cast.managers)
            yield self._plot(member, world.showroom, SHOWROOM_WAY, 1, 1, end, until, millions)

    # --- what all have in common -------------------------------------------------------------------------------------

    def _plot(
        self,
        member: Member,
        pipeline: Pipeline,
        way: Way,
        stage: int,
        done: int,
        end: Semantics,
        until: datetime,
        millions: float,
        due_at: datetime | None = None,
    ) -> Plot:
        world = self._world
        customer = self._customer(member, is_open=end is Semantics.OPEN)
        speech = texts.speech(orders.shared_language(member, customer))
        return Plot(
            member=member,
            customer=customer,
            pipeline=pipeline,
            way=way,
            title=orders.title(world, member, customer, millions),
            amount=orders.amount(millions),
            stage=stage,
            done=done,
            end=end,
            until=until,
            due_at=due_at,
            description=world.pick(speech.wishes) if world.happens(_WISHED) else None,
            loss_reason=self._reason(pipeline.loss_reasons),
        )

    def _reason(self, reasons: Sequence[tuple[UUID, str]]) -> tuple[UUID, str]:
        return self._world.chance.choices(reasons, _LOSS_WEIGHTS[: len(reasons)])[0]

    def _customer(self, member: Member, *, is_open: bool) -> Customer:
        """Return a client of the manager's: a new one while there are any, else one who comes back."""
        free, used = self._free[member.person.key], self._used[member.person.key]
        customer = free.pop() if free else self._world.pick([one for one in used if not one.is_dealing])
        customer.is_dealing = customer.is_dealing or is_open
        used.append(customer)
        return customer
