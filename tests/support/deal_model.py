"""What must be true of deals, kept in the plainest way: a model to hold the real ones against."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

NEED, OFFER, CONTRACT, WON, LOST = range(5)
OPEN = (NEED, OFFER, CONTRACT)
SMALL, BIG = "500.00", "5000.00"
ADMIN, MANAGER = "admin", "manager"
AMOUNT, EMAIL, DECIDER, EXPECTED, MEASURED, DESCRIPTION = (
    "amount",
    "email",
    "decider",
    "expected",
    "measured",
    "description",
)
FACTS = (AMOUNT, EMAIL, DECIDER, EXPECTED, MEASURED, DESCRIPTION)
ANSWERS = {DECIDER: OFFER, MEASURED: CONTRACT}
"""Which stage asks it."""
REASON, STEP = "loss_reason", "next_task"


@dataclass(slots=True)
class Client:
    """A client; one who was merged into another is gone."""

    id: str
    has_email: bool
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """What a command brings besides where to go."""

    who: str = ADMIN
    brings: frozenset[str] = frozenset()
    amount: str = SMALL
    has_step: bool = False
    has_reason: bool = False
    """A reason to have no next step."""
    is_excepted: bool = False
    has_loss_reason: bool = False
    allows_second: bool = False


@dataclass(slots=True)
class Deal:
    """A deal."""

    client: Client
    owner: str
    id: str = ""
    stage: int = NEED
    version: int = 1
    amount: str | None = None
    has: set[str] = field(default_factory=set)
    """Of the facts, those that are the deal's own and filled, but for the amount."""
    tasks: dict[str, str] = field(default_factory=dict)
    """The open tasks, and whose each is."""
    new_tasks: int = 0
    """How many open tasks it has whose ids are not known yet."""
    previous: str | None = None
    stays: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Tell whether it may be changed at all."""
        return self.stage in OPEN

    @property
    def planned(self) -> int:
        """Return how many open tasks it has."""
        return len(self.tasks) + self.new_tasks


@dataclass(frozen=True, slots=True)
class Verdict:
    """What must come of a command: `code` is empty when it succeeds."""

    code: str = ""
    missing: frozenset[str] = frozenset()


DONE = Verdict()
HIDDEN, CLOSED = Verdict("not_found"), Verdict("deal_closed")


def owed(stage: int, amount: str | None) -> set[str]:
    """Return what a deal in a stage must have: what this and each open stage before it demands."""
    if stage == LOST:
        return set()
    found: set[str] = set()
    if stage >= OFFER:
        found |= {AMOUNT, EMAIL, DECIDER}
    if stage >= CONTRACT:
        found |= {EXPECTED, MEASURED}
        if amount == BIG:
            found |= {DESCRIPTION}
    return found


def known(deal: Deal) -> set[str]:
    """Return the facts that are there."""
    found = set(deal.has)
    if deal.amount is not None:
        found.add(AMOUNT)
    if deal.client.has_email:
        found.add(EMAIL)
    return found


@dataclass(slots=True)
class Office:
    """A pipeline with its rules, its clients and their deals."""

    mode: str
    second: str
    begins_contract: bool
    """Whether the stage of the contract plans a first task by itself."""
    clients: list[Client] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)
    closed: list[Deal] = field(default_factory=list)
    """In the order of closing."""

    def _lacks_step(self, wish: Wish, stage: int) -> bool:
        comes = wish.has_step or (stage == CONTRACT and self.begins_contract)
        if comes or self.mode == "off":
            return False
        return not (self.mode == "guided" and wish.has_reason)

    def _comes(self, wish: Wish, stage: int) -> int:
        return int(wish.has_step or (stage == CONTRACT and self.begins_contract))

    def open(self, client: Client, owner: str, stage: int, wish: Wish) -> tuple[Verdict, Deal | None]:
        """Open a deal."""
        if stage not in OPEN:
            return Verdict("stage_skipped"), None
        if wish.who == MANAGER and owner != MANAGER:
            return Verdict("owner_out_of_reach"), None
        has_other = any(deal.client is client and deal.is_open for deal in self.deals)
        is_forbidden = self.second == "refuse" or (self.second == "ask" and not wish.allows_second)
        if has_other and is_forbidden:
            return Verdict("second_deal"), None
        amount = wish.amount if AMOUNT in wish.brings else None
        have = wish.brings | ({EMAIL} if client.has_email else set())
        missing = owed(stage, amount) - have
        if self._lacks_step(wish, stage):
            missing.add(STEP)
        if missing:
            return Verdict("stage_requirements_missing", frozenset(missing)), None
        deal = Deal(client, owner, stage=stage, amount=amount, has=set(wish.brings - {AMOUNT, EMAIL}))
        client.has_email |= EMAIL in wish.brings
        deal.new_tasks = self._comes(wish, stage)
        before = [one for one in self.closed if one.client is client]
        deal.previous = before[-1].id if before else None
        deal.stays.append((stage, ()))
        self.deals.append(deal)
        return DONE, deal

    def move(self, deal: Deal, target: int, wish: Wish) -> Verdict:
        """Move a deal."""
        verdict, kinds = self._way(deal, target, wish)
        if verdict.code:
            return verdict
        amount = wish.amount if AMOUNT in wish.brings else deal.amount
        lacks = owed(target, amount) - known(deal) - wish.brings
        if wish.is_excepted and lacks:
            kinds.append("incomplete")
            lacks = set()
        if target == LOST and not wish.has_loss_reason:
            lacks.add(REASON)
        if target in OPEN and not deal.planned and self._lacks_step(wish, target):
            lacks.add(STEP)
        if lacks:
            return Verdict("stage_requirements_missing", frozenset(lacks))
        self._fill(deal, wish.brings, amount)
        deal.stage = target
        deal.version += 1
        deal.stays.append((target, tuple(kinds)))
        if target in OPEN:
            deal.new_tasks += self._comes(wish, target)
        else:
            deal.tasks.clear()
            self.closed.append(deal)
        return DONE

    @staticmethod
    def _way(deal: Deal, target: int, wish: Wish) -> tuple[Verdict, list[str]]:
        """Tell whether the way is open, and by which exceptions."""
        if wish.who == MANAGER and deal.owner != MANAGER:
            return HIDDEN, []
        if not deal.is_open:
            return CLOSED, []
        if wish.is_excepted and wish.who == MANAGER:
            return Verdict("exception_not_allowed"), []
        if target in (LOST, deal.stage + 1):
            return DONE, []
        kind = "skipped" if target > deal.stage else "backward"
        if not wish.is_excepted or target == deal.stage:
            return Verdict(f"stage_{kind}"), []
        return DONE, [kind]

    @staticmethod
    def _fill(deal: Deal, facts: Collection[str], amount: str | None) -> None:
        deal.amount = amount
        deal.has |= set(facts) - {AMOUNT, EMAIL}
        deal.client.has_email |= EMAIL in facts

    def edit(self, deal: Deal, who: str, wanted: dict[str, Any], brings: frozenset[str]) -> Verdict:
        """Change a deal: `wanted` says of facts whether they will be filled (of the amount: what), `brings` the e-mail."""
        if who == MANAGER and deal.owner != MANAGER:
            return HIDDEN
        if not deal.is_open:
            return CLOSED
        amount = wanted.get(AMOUNT, deal.amount)
        filled = {fact for fact, value in wanted.items() if value}
        emptied = set(wanted) - filled
        before = owed(deal.stage, deal.amount) - known(deal)
        lacks = owed(deal.stage, amount) - ((known(deal) - emptied) | filled | brings)
        refused = {fact for fact in lacks if fact in wanted or fact not in before}
        if refused:
            return Verdict("stage_requirements_missing", frozenset(refused))
        old = (deal.amount, set(deal.has))
        deal.has -= emptied
        self._fill(deal, filled | brings, amount)
        deal.version += old != (deal.amount, deal.has)
        return DONE

    def give(self, deal: Deal, who: str, owner: str) -> Verdict:
        """Give a deal to somebody, with the tasks that were the giver's."""
        if who == MANAGER and deal.owner != MANAGER:
            return HIDDEN
        if not deal.is_open:
            return CLOSED
        if who == MANAGER and owner != MANAGER:
            return Verdict("owner_out_of_reach")
        if owner != deal.owner:
            deal.tasks = {task: owner if whose == deal.owner else whose for task, whose in deal.tasks.items()}
            deal.owner = owner
            deal.version += 1
        return DONE

    def end(self, deal: Deal, task: str, wish: Wish) -> Verdict:
        """End a task, well or not."""
        if task not in deal.tasks:
            return Verdict("task_closed")
        is_last = deal.planned == 1 and not wish.has_step
        waived = self.mode == "off" or (self.mode == "guided" and wish.has_reason)
        if is_last and not waived:
            return Verdict("next_step_required")
        del deal.tasks[task]
        deal.new_tasks += wish.has_step
        return DONE

    def plan(self, deal: Deal) -> Verdict:
        """Plan one more task."""
        if not deal.is_open:
            return CLOSED
        deal.new_tasks += 1
        return DONE

    def forget_email(self, client: Client) -> Verdict:
        """Take a client's e-mail away."""
        stand_beyond = any(deal.client is client and deal.stage in (OFFER, CONTRACT) for deal in self.deals)
        if client.has_email and stand_beyond:
            return Verdict("fact_demanded")
        client.has_email = False
        return DONE

    def merge(self, winner: Client, loser: Client) -> None:
        """Make two clients one."""
        winner.has_email |= loser.has_email
        loser.is_gone = True
        for deal in self.deals:
            if deal.client is loser:
                deal.client = winner
