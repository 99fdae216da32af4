"""The whole life of a deal against a simple model of it: every command, in any order, with and without what it needs."""

import os
import random
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.support.selling import STAGES, Sales, match, ok, start_selling, step
from tests.support.workspaces import Workspace

WAY = [stage["name"] for stage in STAGES]
LAST_OPEN = 2
STEPS = int(os.environ.get("BATON_LIFE_STEPS", "280")) // 4
"""Of each of the four lives; the environment can ask for many more."""
DEMANDS: dict[int, set[str]] = {
    1: {"amount", "email", "decider"},
    2: {"expected", "measured"},
    len(WAY) - 1: {"reason"},
}
WHY = {"reason": "The director asked for it"}


@dataclass(slots=True)
class Model:
    """What must be true of the deal, kept in the plainest way."""

    stage: int = 0
    facts: set[str] = field(default_factory=set)
    open_tasks: list[str] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.stage <= LAST_OPEN

    def move(self, target: int, *, brings: bool) -> int:
        """Return the status that the move must have, and make it if it is allowed."""
        if not self.is_open:
            return 409
        is_lost = target == len(WAY) - 1
        if not is_lost and target != self.stage + 1:
            return 409
        have = self.facts | (DEMANDS.get(target, set()) if brings else set())
        owed = {"reason"} if is_lost else set().union(*(DEMANDS.get(n, set()) for n in range(target + 1)))
        if owed - have:
            return 422
        self.facts = have
        self.stage = target
        if target > LAST_OPEN:
            self.open_tasks.clear()
        return 200

    def override(self, target: int) -> int:
        """Return the status of an exception: any open or won stage but its own, in whichever direction."""
        if not self.is_open or target == self.stage:
            return 409
        self.stage = target
        if target > LAST_OPEN:
            self.open_tasks.clear()
        return 200

    def end(self, task: str, *, brings_next: bool) -> int:
        """Return the status of ending a task, and end it if that is allowed."""
        if task not in self.open_tasks:
            return 409
        if self.is_open and self.open_tasks == [task] and not brings_next:
            return 422
        self.open_tasks.remove(task)
        return 200


class Life:
    """One deal, the model of it, and the commands."""

    def __init__(self, sales: Sales, deal: dict[str, Any], chance: random.Random) -> None:
        self.sales, self.deal, self.chance = sales, deal, chance
        self.model = Model(open_tasks=[deal["next_task"]["id"]])
        self.ended: list[str] = []

    async def move(self) -> None:
        target, brings = self.chance.randrange(len(WAY) + 1) % len(WAY), self.chance.random() < 0.7
        if target == len(WAY) - 1 and self.chance.random() < 0.8:
            target = min(self.model.stage + 1, len(WAY) - 1)
        body = self.sales.demands(WAY[target]) if brings else {}
        before = list(self.model.open_tasks)
        expected = self.model.move(target, brings=brings)
        answer = await self.sales.try_move(self.deal, WAY[target], **body)
        assert answer.status_code == expected, (WAY[target], brings, answer.text)
        if expected == 200 and not self.model.is_open:
            self.ended += before

    async def override(self) -> None:
        target = self.chance.randrange(len(WAY) - 1)
        before = list(self.model.open_tasks)
        expected = self.model.override(target)
        answer = await self.sales.try_move(self.deal, WAY[target], exception=WHY)
        assert answer.status_code == expected, (WAY[target], answer.text)
        if expected == 200 and not self.model.is_open:
            self.ended += before

    async def end(self) -> None:
        task = self.chance.choice([*self.model.open_tasks, *self.ended])
        brings = self.chance.random() < 0.5
        command, body = self.chance.choice([("complete", {"outcome": "done"}), ("cancel", {})])
        expected = self.model.end(task, brings_next=brings)
        more = {"next_task": step()} if brings else {}
        answer = await self.sales.http.post(f"/tasks/{task}/{command}", json={**body, **more})
        assert answer.status_code == expected, answer.text
        if expected == 200:
            self.ended.append(task)
            if brings:
                self.model.open_tasks.append(answer.json()["next_task"]["id"])

    async def plan(self) -> None:
        answer = await self.sales.http.post("/tasks", json={**step(), "deal_id": self.deal["id"]})
        assert answer.status_code == (201 if self.model.is_open else 409), answer.text
        if self.model.is_open:
            self.model.open_tasks.append(answer.json()["id"])

    async def empty_the_amount(self) -> None:
        answer = await self.sales.http.patch(
            f"/deals/{self.deal['id']}", json={"amount": None}, headers=match(self.deal)
        )
        expected = 409 if not self.model.is_open else 422 if self.model.stage >= 1 else 200
        assert answer.status_code == expected, answer.text
        if expected == 200:
            self.model.facts.discard("amount")

    async def move_on_an_old_reading(self) -> None:
        old = {**self.deal, "version": self.deal["version"] - 1}
        answer = await self.sales.try_move(old, "Lost", **self.sales.demands("Lost"))
        assert (answer.status_code, answer.json()["code"]) == (409, "move_conflict"), answer.text

    async def compare(self) -> None:
        """Read the deal back and hold it against the model."""
        self.deal = ok(await self.sales.http.get(f"/deals/{self.deal['id']}"))
        model = self.model
        assert self.deal["stage_name"] == WAY[model.stage]
        assert self.deal["status"] == STAGES[model.stage]["semantics"]
        assert (self.deal["closed_at"] is None) == model.is_open
        assert {task["id"] for task in await self.sales.tasks_of(self.deal)} == set(model.open_tasks)
        assert bool(model.open_tasks) == model.is_open
        assert (self.deal["amount"] is not None) == ("amount" in model.facts)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
async def test_a_deal_lives_as_the_model_says(workspace: Workspace, seed: int) -> None:
    chance = random.Random(seed)
    sales = await start_selling(workspace)
    life = Life(sales, await sales.deal(), chance)
    for _ in range(STEPS):
        command = chance.choice(
            [
                life.move,
                life.move,
                life.end,
                life.end,
                life.plan,
                life.empty_the_amount,
                life.override,
                life.move_on_an_old_reading,
            ]
        )
        await command()
        await life.compare()
        if not life.model.is_open and chance.random() < 0.4:
            life = Life(sales, await sales.deal(), chance)
