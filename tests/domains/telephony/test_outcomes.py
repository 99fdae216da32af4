"""Recording what came of a call, in one command."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from app.core.clock import now
from app.domains.clients.models import Client, ContactPoint
from app.domains.tasks.models import Task
from tests.domains.telephony.lines import CLIENT_NUMBER, Line, add_client, open_line
from tests.support.selling import match, ok, start_selling, step
from tests.support.working import run_jobs
from tests.support.workspaces import Person, Workspace

NO_NUMBER: dict[str, Any] = {"from": None}
NEXT = {"kind": "call", "title": "Tell the price", "due_at": (now() + timedelta(days=1)).isoformat()}


async def talk(line: Line, call_id: str = "c-1", **call: Any) -> str:
    """Have a conversation; returns the call's id."""
    await line.ring(call_id, extension="101", **call)
    await line.send("call.answered", call_id, extension="101", **call)
    await line.send("call.ended", call_id, result="answered", extension="101", **call)
    return str((await line.calls())[0]["id"])


async def record(workspace: Workspace, person: Person, call_id: str, **body: Any) -> httpx.Response:
    return await workspace.http(person).post(f"/calls/{call_id}/outcome", json=body)


async def tasks_of(workspace: Workspace) -> list[Task]:
    async with workspace.runtime.db.read(workspace.id) as session:
        statement = select(Task).where(Task.workspace_id == workspace.id).order_by(Task.id)
        return list((await session.execute(statement)).scalars())


@pytest.fixture
async def nana(workspace: Workspace) -> Person:
    return await workspace.person("manager", extension="101")


@pytest.fixture
async def line(workspace: Workspace) -> Line:
    return await open_line(workspace)


async def test_the_outcomes_to_choose_from(workspace: Workspace, nana: Person) -> None:
    items = (await workspace.http(nana).get("/calls/outcomes")).json()["items"]
    assert [item["key"] for item in items] == ["taken", "resolved", "call_back", "wrong_number", "spam"]
    assert [item["is_final"] for item in items] == [False, True, False, True, True]


async def test_one_click(workspace: Workspace, nana: Person, line: Line) -> None:
    call_id = await talk(line)
    answer = await record(workspace, nana, call_id, outcome="wrong_number")
    assert answer.status_code == 200, answer.text
    assert answer.json()["outcome"] == "wrong_number"
    assert answer.headers["etag"] == f'"{answer.json()["version"]}"'
    assert await line.calls(nana, needs_outcome=True) == []
    assert await tasks_of(workspace) == []


async def test_an_unknown_number_becomes_a_client_with_a_next_step(
    workspace: Workspace, nana: Person, line: Line
) -> None:
    await talk(line, "c-0")
    call_id = await talk(line)
    answer = await record(
        workspace, nana, call_id, outcome="taken", note="Wants a kitchen", client_name="Aziz", next_task=NEXT
    )
    assert answer.status_code == 200, answer.text
    call = answer.json()
    assert (call["client_name"], call["outcome"], call["note"]) == ("Aziz", "taken", "Wants a kitchen")
    async with workspace.runtime.db.read(workspace.id) as session:
        statement = (
            select(Client.owner_id, ContactPoint.normalized, Client.last_contact_at)
            .join(ContactPoint, ContactPoint.client_id == Client.id)
            .where(Client.workspace_id == workspace.id)
        )
        owner_id, number, last_contact = (await session.execute(statement)).one()
    assert (owner_id, number) == (nana.user_id, CLIENT_NUMBER)
    assert last_contact is not None
    (task,) = await tasks_of(workspace)
    assert (task.title, task.origin, str(task.client_id)) == ("Tell the price", "call", call["client_id"])
    assert {found["client_name"] for found in await line.calls(nana)} == {"Aziz"}
    await line.ring("c-9", extension="101")
    assert (await line.calls(nana))[0]["client_name"] == "Aziz"


async def test_somebody_made_the_client_meanwhile(workspace: Workspace, nana: Person, line: Line) -> None:
    call_id = await talk(line)
    client_id = await add_client(workspace)
    answer = await record(workspace, nana, call_id, outcome="taken", client_name="Aziz")
    assert answer.json()["client_id"] == str(client_id)


async def test_call_back_without_a_time_is_planned(workspace: Workspace, nana: Person, line: Line) -> None:
    call_id = await talk(line)
    await record(workspace, nana, call_id, outcome="call_back")
    (task,) = await tasks_of(workspace)
    assert (task.kind, task.title, task.assignee_id) == ("call", CLIENT_NUMBER, nana.user_id)
    assert timedelta(minutes=50) < task.due_at - now() < timedelta(minutes=70)


async def test_the_planned_call_is_completed_with_it(workspace: Workspace, nana: Person, line: Line) -> None:
    await line.miss(extension="101")
    await run_jobs(workspace.runtime, workspace.id)
    (planned,) = await tasks_of(workspace)
    call_id = await talk(line, "c-2")
    answer = await record(
        workspace, nana, call_id, outcome="resolved", complete_task_id=str(planned.id), next_task=NEXT
    )
    assert answer.status_code == 200, answer.text
    done, following = await tasks_of(workspace)
    assert (done.status, done.outcome) == ("done", "done")
    assert (following.status, following.title) == ("open", "Tell the price")


async def test_a_final_word_about_a_missed_call_calls_its_task_off(
    workspace: Workspace, nana: Person, line: Line
) -> None:
    await line.miss(extension="101")
    await run_jobs(workspace.runtime, workspace.id)
    (call,) = await line.calls(nana)
    await record(workspace, nana, call["id"], outcome="spam")
    (task,) = await tasks_of(workspace)
    assert task.status == "cancelled"


async def test_a_dismissed_call_plans_no_call_back(workspace: Workspace, nana: Person, line: Line) -> None:
    await line.miss(extension="101")
    (call,) = await line.calls(nana)
    await record(workspace, nana, call["id"], outcome="spam")
    await run_jobs(workspace.runtime, workspace.id)
    assert await tasks_of(workspace) == []


async def test_a_call_back_to_somebody_unknown_shows_the_number_to_whom_may_read_numbers(
    workspace: Workspace, nana: Person, line: Line
) -> None:
    call_id = await talk(line)
    await record(workspace, nana, call_id, outcome="call_back")
    (task,) = (await workspace.http(nana).get("/tasks")).json()["items"]
    assert task["title"].startswith("+998")
    agent = workspace.http(await workspace.person("analyst"))
    (hidden,) = (await agent.get("/tasks")).json()["items"]
    assert hidden["title"] == f"••• {task['title'][-2:]}"
    named = {"kind": "todo", "title": "Room 12", "due_at": task["due_at"]}
    assert (await workspace.http(nana).post("/tasks", json=named)).status_code == 201
    assert "Room 12" in {one["title"] for one in (await agent.get("/tasks")).json()["items"]}


async def test_call_back_on_a_missed_call_plans_one_task_only(
    workspace: Workspace, nana: Person, line: Line
) -> None:
    await line.miss(extension="101")
    (call,) = await line.calls(nana)
    await record(workspace, nana, call["id"], outcome="call_back")
    await run_jobs(workspace.runtime, workspace.id)
    assert len(await tasks_of(workspace)) == 1


async def test_a_dismissal_takes_nothing_more(workspace: Workspace, nana: Person, line: Line) -> None:
    call_id = await talk(line)
    answer = await record(
        workspace, nana, call_id, outcome="spam", client_name="Aziz", next_task=NEXT, note="ads"
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "outcome_takes_nothing")
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/client_name", "/next_task"]
    assert await tasks_of(workspace) == []


async def test_an_unknown_outcome(workspace: Workspace, nana: Person, line: Line) -> None:
    answer = await record(workspace, nana, await talk(line), outcome="sold")
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown_outcome")
    assert "taken" in answer.json()["params"]["allowed"]


async def test_a_hidden_number_makes_no_client(workspace: Workspace, nana: Person, line: Line) -> None:
    call_id = await talk(line, "c-1", **NO_NUMBER)
    answer = await record(workspace, nana, call_id, outcome="taken", client_name="Aziz")
    assert (answer.status_code, answer.json()["code"]) == (409, "no_client_number")


async def test_the_same_request_twice_plans_once(workspace: Workspace, nana: Person, line: Line) -> None:
    call_id = await talk(line)
    http, body = workspace.http(nana), {"outcome": "taken", "next_task": NEXT}
    for _ in range(2):
        answer = await http.post(f"/calls/{call_id}/outcome", json=body, headers={"Idempotency-Key": "k-1"})
        assert answer.status_code == 200
    assert len(await tasks_of(workspace)) == 1


async def test_a_call_nobody_took_belongs_to_who_speaks_for_it(workspace: Workspace, line: Line) -> None:
    nana = await workspace.person("manager", extension="102")
    await add_client(workspace, owner=nana)
    await line.ring()
    (call,) = await line.calls(nana)
    assert call["user_id"] is None
    answer = await record(workspace, nana, call["id"], outcome="taken")
    assert answer.json()["user_id"] == str(nana.user_id)


async def test_calls_of_others_are_not_found(workspace: Workspace, nana: Person, line: Line) -> None:
    call_id = await talk(line)
    other = await workspace.person("manager", extension="102")
    assert await line.calls(other) == []
    for answer in (
        await workspace.http(other).get(f"/calls/{call_id}"),
        await workspace.http(other).get(f"/calls/{call_id}/card"),
        await record(workspace, other, call_id, outcome="taken"),
    ):
        assert answer.status_code == 404
    operator = await workspace.person("operator")
    assert (await workspace.http(operator).get("/calls")).status_code == 403


async def test_a_teams_calls_are_seen_by_its_supervisor(workspace: Workspace, line: Line) -> None:
    team = await workspace.team()
    await workspace.person("manager", extension="101", team_id=team)
    await talk(line)
    supervisor = await workspace.person("supervisor", team_id=team)
    stranger = await workspace.person("supervisor", team_id=await workspace.team("South"))
    assert len(await line.calls(supervisor)) == 1
    assert await line.calls(stranger) == []


async def test_a_call_about_a_deal_never_leaves_it_without_a_next_step(
    workspace: Workspace, nana: Person, line: Line
) -> None:
    client_id = await add_client(workspace, owner=nana)
    sales = await start_selling(workspace, nana)
    deal = await sales.deal(client_id=str(client_id), next_task=step("Call about the offer", hours=-1))
    call_id = await talk(line)
    card = (await workspace.http(nana).get(f"/calls/{call_id}/card")).json()
    (shown,) = card["deals"]
    assert (shown["id"], shown["title"], shown["subtitle"]) == (deal["id"], deal["title"], "Need identified")
    (planned,) = card["tasks_today"]
    body = {"outcome": "taken", "complete_task_id": planned["id"]}
    refusal = await record(workspace, nana, call_id, **body)
    assert (refusal.status_code, refusal.json()["code"]) == (422, "next_step_required")
    assert await line.calls(nana, needs_outcome=True) != []
    answer = await record(workspace, nana, call_id, **body, next_task=NEXT, deal_id=deal["id"])
    assert answer.status_code == 200, answer.text
    (following,) = await sales.tasks_of(deal)
    assert (following["title"], following["origin"]) == ("Tell the price", "call")


async def test_a_call_may_leave_a_deal_without_a_next_step_for_a_reason(
    workspace: Workspace, nana: Person, line: Line
) -> None:
    sales = await start_selling(workspace, nana)
    address = f"/pipelines/{sales.pipeline['id']}"
    mode = {"next_step_mode": "guided"}
    ok(await workspace.http().patch(address, json=mode, headers=match(sales.pipeline)))
    client_id = await add_client(workspace, owner=nana)
    deal = await sales.deal(client_id=str(client_id))
    call_id = await talk(line)
    body = {"outcome": "taken", "complete_task_id": deal["next_task"]["id"]}
    refusal = await record(workspace, nana, call_id, **body)
    assert (refusal.status_code, refusal.json()["params"]["mode"]) == (422, "guided")
    ok(await record(workspace, nana, call_id, **body, no_next_step_reason="Abroad until spring"))
    assert await sales.tasks_of(deal) == []
    told = ok(await sales.http.get(f"/deals/{deal['id']}/timeline", params={"types": "deal.step_waived"}))
    assert [entry["data"]["reason"] for entry in told["items"]] == ["Abroad until spring"]


async def test_what_a_colleague_owns_stays_hers(workspace: Workspace, nana: Person, line: Line) -> None:
    other = await workspace.person("manager", name="Other")
    client_id = await add_client(workspace, owner=other)
    sales = await start_selling(workspace, other)
    await sales.deal(client_id=str(client_id))
    call_id = await talk(line)
    card = (await workspace.http(nana).get(f"/calls/{call_id}/card")).json()
    assert card["client"]["name"] == "Dilnoza Karimova"
    assert card["deals"] == []
