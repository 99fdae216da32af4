"""The whole life of deals against a simple model: every command, in any order, with and without what it needs."""

import asyncio
import os
from collections.abc import Coroutine, Iterator
from typing import Any, TypeVar
from uuid import uuid4

import httpx
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)
from typing_extensions import override

from app.domains.deals.service import ledger
from app.domains.identity.service import setup
from app.registry import build_runtime
from tests.support import deal_model as model
from tests.support.deal_model import ADMIN, MANAGER, Client, Deal, Office, Verdict, Wish
from tests.support.selling import STAGES, Sales, match, ok, start_selling, step
from tests.support.servers import RunningApp
from tests.support.workspaces import Workspace, make_workspace, password_hash

STEPS = int(os.environ.get("BATON_LIFE_STEPS", "100"))
"""How many commands; the environment can ask for many more."""
STEPS_OF_ONE = 50
WAY = [stage["name"] for stage in STAGES]
WHY = {"reason": "The director asked for it"}
T = TypeVar("T")
index = st.integers(0, 1000)
maybe = st.booleans()
facts = st.frozensets(st.sampled_from(model.FACTS))
people = st.sampled_from([ADMIN, ADMIN, MANAGER])
wishes = st.builds(
    Wish,
    who=people,
    brings=st.one_of(st.just(frozenset(model.FACTS)), facts),
    amount=st.sampled_from([model.SMALL, model.BIG]),
    has_step=maybe,
    has_reason=maybe,
    is_excepted=st.sampled_from([False, False, True]),
    has_loss_reason=maybe,
    allows_second=maybe,
)


class World:
    """A workspace that all examples share, each with a pipeline and clients of its own."""

    def __init__(self, server: RunningApp) -> None:
        self.runner = asyncio.Runner()
        self.server = server
        self.steps = 0
        self.workspace: Workspace = self.run(self._made())
        self.sales: Sales
        self.people = {ADMIN: self.workspace.http(), MANAGER: self.workspace.http(self.manager)}
        for http in self.people.values():
            # Whether answers are as published is asked by every other test; here it would take most of the time.
            http.event_hooks = {}
        self.ids = {
            ADMIN: str(self.workspace.admin.user_id),
            MANAGER: str(self.manager.user_id),
        }

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    async def _made(self) -> Workspace:
        self.runtime = build_runtime(self.server.settings)
        workspace = await make_workspace(self.runtime, self.server)
        self.manager = await workspace.person("manager")
        return workspace

    async def _close(self) -> None:
        await self.workspace.close()
        await self.runtime.close()

    def close(self) -> None:
        self.run(self._close())
        self.runner.close()


@pytest.fixture
def world(server: RunningApp, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    async def known_hash(_: str) -> str:
        return await password_hash()

    monkeypatch.setattr(setup, "hash_password", known_hash)
    made = World(server)
    yield made
    made.close()


class Life(RuleBasedStateMachine):
    """A pipeline with its clients and deals, the model of them, and the commands."""

    world: World

    @initialize(
        mode=st.sampled_from(["strict", "strict", "guided", "off"]),
        second=st.sampled_from(["allow", "ask", "refuse"]),
        begins=maybe,
    )
    def begin(self, mode: str, second: str, begins: bool) -> None:
        self.office = Office(mode, second, begins)
        self.world.run(self._begin())
        self.open(0, MANAGER, model.NEED, Wish(has_step=True))

    async def _begin(self) -> None:
        sales = self.sales = await start_selling(self.world.workspace)
        sales.http = self.world.people[ADMIN]
        rules = {"next_step_mode": self.office.mode, "second_deal": self.office.second}
        address = f"/pipelines/{sales.pipeline['id']}"
        ok(await sales.http.patch(address, json=rules, headers=match(sales.pipeline)))
        contract = sales.stage(WAY[model.CONTRACT])
        demands: dict[str, Any] = {
            "required_fields": ["deal.expected_on", "deal.description"],
            "required_when": {"deal.description": {"field": "deal.amount", "gt": 1000}},
        }
        if self.office.begins_contract:
            demands["first_task"] = {"kind": "call", "title": "Draft it", "in_hours": 4}
        where = f"{address}/stages/{contract['id']}"
        ok(await sales.http.patch(where, json=demands, headers=match(contract)))
        await self._add_client(with_email=False)

    async def _add_client(self, *, with_email: bool) -> None:
        points = [{"kind": "email", "value": f"{uuid4().hex}@example.com"}] if with_email else []
        more = {"owner_id": self.world.ids[MANAGER], "contact_points": points}
        made = await self.sales.client(f"Client {uuid4().hex}", **more)
        self.office.clients.append(Client(made["id"], with_email))

    # --- commands ----------------------------------------------------------------------------------------------------

    @rule(with_email=maybe)
    def add_client(self, with_email: bool) -> None:
        self.world.run(self._add_client(with_email=with_email))

    @rule(
        place=index,
        owner=st.sampled_from([ADMIN, MANAGER, MANAGER]),
        stage=st.integers(0, 4),
        wish=wishes,
    )
    def open(self, place: int, owner: str, stage: int, wish: Wish) -> None:
        client = self._client(place)
        wish = self._asked(wish, stage)
        verdict, deal = self.office.open(client, owner, stage, wish)
        body: dict[str, Any] = {
            "title": "Kitchen",
            "client_id": client.id,
            "pipeline_id": self.sales.pipeline["id"],
            "stage_id": self._stage_id(stage),
            "owner_id": self.world.ids[owner],
            "allow_second": wish.allows_second,
            "answers": self._answers(wish.brings),
            "values": self._email(wish.brings),
            **self._step(wish),
        }
        body |= {name.removeprefix("deal."): value for name, value in self._own(wish).items()}
        answer = self._post(wish.who, "/deals", body)
        self._judge(answer, verdict)
        if deal is not None:
            deal.id = answer.json()["id"]
            self._compare(deal)

    @rule(place=index, stage=st.integers(0, 4), wish=wishes)
    def move(self, place: int, stage: int, wish: Wish) -> None:
        self._move(self._deal(place), stage, wish)

    @rule(place=index, wish=wishes, brings_all=maybe)
    def move_on(self, place: int, wish: Wish, brings_all: bool) -> None:
        deal = self._deal(place)
        brings = frozenset(model.FACTS) if brings_all else wish.brings
        more = Wish(wish.who, brings, wish.amount, has_step=True, has_loss_reason=True)
        self._move(deal, min(deal.stage + 1, model.LOST), more)

    def _move(self, deal: Deal, target: int, wish: Wish) -> None:
        wish = self._asked(wish, target)
        verdict = self.office.move(deal, target, wish)
        body: dict[str, Any] = {
            "stage_id": self._stage_id(target),
            "answers": self._answers(wish.brings),
            "values": self._own(wish) | self._email(wish.brings),
            **self._step(wish),
        }
        if wish.is_excepted:
            body["exception"] = WHY
        if wish.has_loss_reason:
            body["loss_reason_id"] = self.sales.pipeline["loss_reasons"][0]["id"]
        before = deal.version - (not verdict.code)
        answer = self._post(wish.who, f"/deals/{deal.id}/move", body, before)
        self._judge(answer, verdict)
        self._compare(deal)

    @rule(place=index, stage=st.integers(0, 4))
    def move_on_an_old_reading(self, place: int, stage: int) -> None:
        deal = self._deal(place)
        body = {"stage_id": self._stage_id(stage)}
        answer = self._post(ADMIN, f"/deals/{deal.id}/move", body, deal.version - 1)
        self._judge(answer, Verdict("move_conflict"))
        assert answer.json()["params"]["deal"]["version"] == deal.version

    @rule(
        place=index,
        who=people,
        wanted=st.fixed_dictionaries(
            {},
            optional={
                model.AMOUNT: st.sampled_from([None, model.SMALL, model.BIG]),
                model.EXPECTED: maybe,
                model.DESCRIPTION: maybe,
                model.DECIDER: maybe,
                model.MEASURED: maybe,
            },
        ),
        brings_email=maybe,
    )
    def edit(self, place: int, who: str, wanted: dict[str, Any], brings_email: bool) -> None:
        deal = self._deal(place)
        wanted = {
            fact: value
            for fact, value in wanted.items()
            if fact not in model.ANSWERS or model.ANSWERS[fact] <= deal.stage
        }
        brings = frozenset({model.EMAIL}) if brings_email else frozenset()
        before = deal.version
        verdict = self.office.edit(deal, who, wanted, brings)
        given = {fact for fact in model.ANSWERS if fact in wanted}
        answers = self._answers(given) | {self._question(fact): "" for fact in given if not wanted[fact]}
        body: dict[str, Any] = {"answers": answers, "values": self._email(brings)}
        if model.AMOUNT in wanted:
            body["amount"] = wanted[model.AMOUNT]
        if model.EXPECTED in wanted:
            body["expected_on"] = "2027-02-20" if wanted[model.EXPECTED] else None
        if model.DESCRIPTION in wanted:
            body["description"] = "Beds" if wanted[model.DESCRIPTION] else None
        self._judge(self._patch(who, f"/deals/{deal.id}", body, before), verdict)
        self._compare(deal)

    @rule(place=index, who=people, owner=st.sampled_from([ADMIN, MANAGER]))
    def give(self, place: int, who: str, owner: str) -> None:
        deal = self._deal(place)
        before = deal.version
        verdict = self.office.give(deal, who, owner)
        body = {"owner_id": self.world.ids[owner]}
        self._judge(self._patch(who, f"/deals/{deal.id}", body, before), verdict)
        self._compare(deal)

    @rule(place=index, task=index, command=st.sampled_from(["complete", "cancel"]), wish=wishes)
    def end(self, place: int, task: int, command: str, wish: Wish) -> None:
        planned = [deal for deal in self.office.deals if deal.tasks]
        if not planned:
            return
        deal = planned[place % len(planned)]
        task_id = list(deal.tasks)[task % len(deal.tasks)]
        verdict = self.office.end(deal, task_id, wish)
        body = self._step(wish) | ({"outcome": "done"} if command == "complete" else {})
        self._judge(self._post(ADMIN, f"/tasks/{task_id}/{command}", body), verdict)
        if not verdict.code:
            again = self._post(ADMIN, f"/tasks/{task_id}/{command}", body)
            self._judge(again, Verdict("task_closed"))
        self._compare(deal)

    @rule(place=index)
    def plan(self, place: int) -> None:
        deal = self._deal(place)
        verdict = self.office.plan(deal)
        self._judge(self._post(ADMIN, "/tasks", {**step(), "deal_id": deal.id}), verdict)
        self._compare(deal)

    @rule(place=index)
    def forget_email(self, place: int) -> None:
        client = self._client(place)
        verdict = self.office.forget_email(client)
        present = self._read(f"/clients/{client.id}")
        body: dict[str, Any] = {"contact_points": []}
        self._judge(self._patch(ADMIN, f"/clients/{client.id}", body, present["version"]), verdict)

    @rule(place=index, other=index)
    def merge(self, place: int, other: int) -> None:
        winner, loser = self._client(place), self._client(other)
        if winner is loser:
            return
        rows = [self._read(f"/clients/{one.id}") for one in (winner, loser)]
        body = {"other_id": loser.id, "other_version": rows[1]["version"]}
        self._judge(self._post(ADMIN, f"/clients/{winner.id}/merge", body, rows[0]["version"]), Verdict())
        self.office.merge(winner, loser)
        for deal in self.office.deals:
            if deal.client is winner:
                self._compare(deal)

    # --- holding it against the model --------------------------------------------------------------------------------

    def _judge(self, answer: httpx.Response, verdict: Verdict) -> None:
        type(self).world.steps += 1
        if not verdict.code:
            assert answer.is_success, answer.text
            return
        assert answer.is_error, (verdict, answer.text)
        problem = answer.json()
        assert problem["code"] == verdict.code, answer.text
        if verdict.missing:
            told = {self._fact(error["pointer"]) for error in problem["errors"]}
            assert told == verdict.missing, answer.text

    def _compare(self, deal: Deal) -> None:
        shown = self._read(f"/deals/{deal.id}")
        assert shown["stage_name"] == WAY[deal.stage]
        assert shown["status"] == STAGES[deal.stage]["semantics"]
        assert (shown["closed_at"] is None) == deal.is_open
        assert shown["version"] == deal.version
        assert shown["owner_id"] == self.world.ids[deal.owner]
        assert shown["client_id"] == deal.client.id
        assert shown["previous_deal_id"] == deal.previous
        assert shown["amount"] == deal.amount
        assert (shown["expected_on"] is not None) == (model.EXPECTED in deal.has)
        assert (shown["description"] is not None) == (model.DESCRIPTION in deal.has)
        assert set(shown["answers"]) == {self._question(fact) for fact in deal.has & model.ANSWERS.keys()}
        query = {"deal_id": deal.id, "status": "open", "limit": 200}
        rows = {row["id"]: row["assignee_id"] for row in self._read("/tasks", query)["items"]}
        assert deal.tasks.keys() <= rows.keys()
        assert len(rows) == deal.planned
        names = {value: name for name, value in self.world.ids.items()}
        assert {task: names[rows[task]] for task in deal.tasks} == deal.tasks
        deal.tasks, deal.new_tasks = {task: names[whose] for task, whose in rows.items()}, 0

    @override
    def teardown(self) -> None:
        """What is known of all deals at the end: their stays, and which of them lack a next step."""
        if not hasattr(self, "office"):
            return
        for deal in self.office.deals:
            self._compare(deal)
            stays = self._read(f"/deals/{deal.id}/stages")["items"]
            told = [(stay["stage_name"], tuple(stay["exceptions"])) for stay in stays]
            assert told == [(WAY[stage], kinds) for stage, kinds in deal.stays]
            ends = [stay["left_at"] for stay in stays]
            assert ends == [*(stay["entered_at"] for stay in stays[1:]), None]
        assert self.world.run(self._strange()) == []
        query = {"pipeline_id": self.sales.pipeline["id"], "without_step": "true", "limit": 200}
        lacking = {row["id"] for row in self._read("/deals", query)["items"]}
        assert lacking == {deal.id for deal in self.office.deals if deal.is_open and not deal.planned}
        assert not lacking or self.office.mode != "strict"

    async def _strange(self) -> list[Any]:
        """Return the deals whose facts aren't what the event history tells."""
        world = self.world
        async with world.runtime.db.read(world.workspace.id) as session:
            return await ledger.differing(session, world.workspace.id)

    # --- the wire ----------------------------------------------------------------------------------------------------

    def _client(self, place: int) -> Client:
        present = [client for client in self.office.clients if not client.is_gone]
        return present[place % len(present)]

    def _deal(self, place: int) -> Deal:
        """Return a deal; the open ones come more often."""
        is_open = [deal for deal in self.office.deals if deal.is_open]
        among = is_open if is_open and place % 5 else self.office.deals
        return among[place % len(among)]

    def _stage_id(self, stage: int) -> str:
        return str(self.sales.stage(WAY[stage])["id"])

    def _question(self, fact: str) -> str:
        return self.sales.question(WAY[model.ANSWERS[fact]])

    def _asked(self, wish: Wish, stage: int) -> Wish:
        """Leave out answers to questions that are not asked on the way to a stage."""
        is_lost = stage == model.LOST
        strange = {fact for fact, asks in model.ANSWERS.items() if is_lost or asks > stage}
        return Wish(
            wish.who,
            wish.brings - strange,
            wish.amount,
            wish.has_step,
            wish.has_reason,
            wish.is_excepted,
            wish.has_loss_reason,
            wish.allows_second,
        )

    def _answers(self, brings: frozenset[str] | set[str]) -> dict[str, Any]:
        values: dict[str, Any] = {model.DECIDER: "The owner", model.MEASURED: False}
        return {self._question(fact): values[fact] for fact in brings & values.keys()}

    @staticmethod
    def _email(brings: frozenset[str]) -> dict[str, str]:
        return {"client.email": f"{uuid4().hex}@example.com"} if model.EMAIL in brings else {}

    @staticmethod
    def _own(wish: Wish) -> dict[str, str]:
        values = {
            model.AMOUNT: ("deal.amount", wish.amount),
            model.EXPECTED: ("deal.expected_on", "2027-02-20"),
            model.DESCRIPTION: ("deal.description", "Beds"),
        }
        return dict(values[fact] for fact in wish.brings & values.keys())

    @staticmethod
    def _step(wish: Wish) -> dict[str, Any]:
        found: dict[str, Any] = {"next_task": step()} if wish.has_step else {}
        return found | ({"no_next_step_reason": "She is abroad"} if wish.has_reason else {})

    def _fact(self, pointer: str) -> str:
        names = {
            "amount": model.AMOUNT,
            "expected_on": model.EXPECTED,
            "description": model.DESCRIPTION,
            "client.email": model.EMAIL,
            **{self._question(fact): fact for fact in model.ANSWERS},
            "loss_reason_id": model.REASON,
            "next_task": model.STEP,
        }
        return names[pointer.rpartition("/")[2].removeprefix("deal.")]

    def _read(self, address: str, query: dict[str, Any] | None = None) -> Any:
        return ok(self.world.run(self.world.people[ADMIN].get(address, params=query)))

    def _post(
        self, who: str, address: str, body: dict[str, Any], version: int | None = None
    ) -> httpx.Response:
        headers = {} if version is None else match({"version": version})
        return self.world.run(self.world.people[who].post(address, json=body, headers=headers))

    def _patch(self, who: str, address: str, body: dict[str, Any], version: int) -> httpx.Response:
        headers = match({"version": version})
        return self.world.run(self.world.people[who].patch(address, json=body, headers=headers))


@pytest.mark.slow
def test_deals_live_as_the_model_says(world: World) -> None:
    Life.world = world
    while world.steps < STEPS:
        run_state_machine_as_test(
            Life,
            settings=settings(
                max_examples=max((STEPS - world.steps) // STEPS_OF_ONE, 1),
                stateful_step_count=STEPS_OF_ONE,
                deadline=None,
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )
