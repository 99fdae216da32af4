"""Fifty writers on one deal at once: no update is lost, and no rule is broken."""

import asyncio
import random
from typing import Any

import pytest

from tests.support.selling import STAGES, Sales, match, ok, start_selling, step
from tests.support.workspaces import Workspace

WAY = [stage["name"] for stage in STAGES]
WRITERS, MOVERS = 30, 10


class Writers:
    """People who read the deal, change what they read, and begin again when somebody was faster."""

    def __init__(self, sales: Sales, deal_id: str) -> None:
        self.sales, self.deal_id = sales, deal_id
        self.statuses: list[int] = []
        self.written = 0

    async def read(self) -> dict[str, Any]:
        found: dict[str, Any] = ok(await self.sales.http.get(f"/deals/{self.deal_id}"))
        return found

    async def write(self, number: int) -> None:
        """Add a number to the description; nothing but a faster colleague may be in the way."""
        while True:
            deal = await self.read()
            body = {"description": f"{deal['description']} {number}"}
            address = f"/deals/{self.deal_id}"
            answer = await self.sales.http.patch(address, json=body, headers=match(deal))
            self.statuses.append(answer.status_code)
            if answer.status_code == 200:
                self.written += 1
                return
            assert (answer.status_code, answer.json()["code"]) == (412, "version_conflict"), answer.text

    async def move(self, chance: random.Random) -> None:
        """Send the deal somewhere, allowed or not, until it has arrived; whoever is too late is told how it stands."""
        while (deal := await self.read())["stage_name"] != WAY[2]:
            target = chance.choice(WAY[1:3])
            answer = await self.sales.try_move(deal, target, **self.sales.demands(target))
            self.statuses.append(answer.status_code)
            if answer.status_code == 200:
                self.written += 1
                continue
            problem = answer.json()
            assert problem["code"] in {"move_conflict", "stage_skipped", "stage_backward"}, answer.text
            if problem["code"] == "move_conflict":
                assert problem["params"]["deal"]["version"] > deal["version"]

    async def empty(self) -> None:
        """Try to take away what the deal may owe by now."""
        deal = await self.read()
        body = {"amount": None, "expected_on": None}
        answer = await self.sales.http.patch(f"/deals/{self.deal_id}", json=body, headers=match(deal))
        self.statuses.append(answer.status_code)
        assert answer.status_code in {200, 412, 422}, answer.text
        before, after = deal, answer.json()
        self.written += answer.status_code == 200 and after["version"] != before["version"]

    async def end_a_task(self) -> None:
        for task in await self.sales.tasks_of({"id": self.deal_id}):
            answer = await self.sales.http.post(f"/tasks/{task['id']}/cancel", json={})
            assert answer.status_code in {200, 409, 422}, answer.text


@pytest.mark.slow
async def test_fifty_writers_lose_nothing_and_break_no_rule(workspace: Workspace) -> None:
    sales = await start_selling(workspace)
    deal = await sales.deal(description="begin")
    ok(await sales.http.post("/tasks", json={**step("Another"), "deal_id": deal["id"]}), 201)
    writers = Writers(sales, deal["id"])
    await asyncio.gather(
        *(writers.write(number) for number in range(WRITERS)),
        *(writers.move(random.Random(number)) for number in range(MOVERS)),
        *(writers.empty() for _ in range(5)),
        *(writers.end_a_task() for _ in range(5)),
    )
    after = await writers.read()
    assert sorted(map(int, after["description"].split()[1:])) == list(range(WRITERS))
    assert after["version"] == deal["version"] + writers.written
    assert after["stage_name"] == "Contract signed"
    assert after["amount"] is not None
    assert after["expected_on"] is not None
    assert len(await sales.tasks_of(after)) >= 1
    stays = ok(await sales.http.get(f"/deals/{deal['id']}/stages"))["items"]
    assert sorted(stay["stage_name"] for stay in stays) == sorted(WAY[:3])
    await each_change_begins_where_the_one_before_ended(sales, after)


async def each_change_begins_where_the_one_before_ended(sales: Sales, deal: dict[str, Any]) -> None:
    query: dict[str, Any] = {"types": ["deal.changed", "deal.moved"], "limit": 200}
    entries = ok(await sales.http.get(f"/deals/{deal['id']}/timeline", params=query))["items"]
    told = sorted((entry["data"] for entry in entries), key=lambda data: int(data["version"]))
    assert [data["version"] for data in told] == list(range(2, deal["version"] + 1))
    known: dict[str, Any] = {"description": "begin", "amount": None, "expected_on": None}
    for data in told:
        for name, (old, new) in data["changes"].items():
            if name in known:
                assert known[name] == old
                known[name] = new
    assert known == {name: deal[name] for name in known}
