"""An import from the file to the clients, and back."""

from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select

from app.core.auth import system_actor
from app.core.jobs import JobRecord, JobState
from app.core.runtime import Runtime
from app.domains.transfer.service import ahead, imports, running
from app.platform.realtime.relay import relay_once
from tests.support.clients import add_client, change_client, phone
from tests.support.selling import ok, start_selling
from tests.support.working import run_job, run_jobs
from tests.support.workspaces import Workspace

pytestmark = pytest.mark.slow

HEADINGS = "Name,Phone,Email,Company,Tags,Note,Owner\n"


async def begun(http: httpx.AsyncClient, runtime: Runtime, workspace: Workspace, text: str) -> dict[str, Any]:
    """Send a table in two pieces and have it read."""
    made = await http.post("/imports", json={"name": "clients.csv"})
    assert made.status_code == 201, made.text
    address = f"/imports/{made.json()['id']}"
    data = text.encode()
    for number, piece in enumerate((data[:5], data[5:])):
        headers = {"Content-Type": "application/octet-stream"}
        sent = await http.put(f"{address}/chunks/{number}", content=piece, headers=headers)
        assert sent.status_code == 204, sent.text
    assert (await http.post(f"{address}/read")).status_code == 202
    await run_jobs(runtime, workspace.id)
    return await state(http, made.json()["id"])


async def state(http: httpx.AsyncClient, import_id: str) -> dict[str, Any]:
    answer = await http.get(f"/imports/{import_id}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def command(
    http: httpx.AsyncClient,
    runtime: Runtime,
    workspace: Workspace,
    record: dict[str, Any],
    name: str,
    **body: Any,
) -> dict[str, Any]:
    answer = await http.post(f"/imports/{record['id']}/{name}", json=body or None)
    assert answer.status_code == 202, answer.text
    await run_jobs(runtime, workspace.id)
    return await state(http, record["id"])


async def brought_in(
    http: httpx.AsyncClient, runtime: Runtime, workspace: Workspace, text: str, **plan: Any
) -> dict[str, Any]:
    """Import a table as proposed; returns the import."""
    record = await begun(http, runtime, workspace, text)
    assert record["state"] == "mapping", record
    mapping = [{"field": one["field"]} for one in record["mapping"]]
    tried = await command(http, runtime, workspace, record, "check", mapping=mapping, **plan)
    assert tried["state"] == "checked", tried
    done = await command(http, runtime, workspace, record, "run")
    assert done["state"] == "done", done
    assert {name: count for name, count in done["counts"].items() if name != "unchanged"} == {
        name: count - (done["counts"].get("unchanged", 0) if name == "updated" else 0)
        for name, count in tried["counts"].items()
    }
    return done


async def samples(http: httpx.AsyncClient, record: dict[str, Any]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await http.get(f"/imports/{record['id']}/samples")).json()["items"]
    return items


async def one_step(runtime: Runtime, workspace: Workspace, record: dict[str, Any]) -> None:
    """Do the next step of an import; the one after it waits."""
    async with runtime.db.read(workspace.id) as session:
        waiting = select(JobRecord.id).where(
            JobRecord.workspace_id == workspace.id,
            JobRecord.state == JobState.QUEUED,
            JobRecord.args["import_id"].astext == record["id"],
        )
        (job_id,) = (await session.execute(waiting)).scalars()
    assert await run_job(runtime, job_id)


async def step_broken_off(runtime: Runtime, workspace: Workspace, record: dict[str, Any]) -> None:
    """Do the next step of an import up to its commit, which it doesn't come to."""
    async with runtime.db.write(workspace.id) as session:
        await imports.step(session, system_actor(workspace.id), UUID(record["id"]))
        raise ConnectionAbortedError


async def names(http: httpx.AsyncClient) -> list[str]:
    items = (await http.get("/clients", params={"sort": "name"})).json()["items"]
    return [row["name"] for row in items]


async def test_a_table_becomes_clients_by_the_rules_of_the_form(
    workspace: Workspace, runtime: Runtime
) -> None:
    http = workspace.http()
    nana = await workspace.person(name="Nana K.")
    done = await brought_in(
        http,
        runtime,
        workspace,
        HEADINGS
        + 'Ғуломов Шерзод,8 (90) 123-45-67,Sherzod@Example.com,Anor Mebel,"vip, oak",First,nana k.\n'
        + "Bold,90 123 45 68; 90 123 45 69,,anor mebel,,,\n"
        + "Nobody,call me,,,,,\n"
        + "Stranger,,,,,,No such person\n",
        tags=["fair"],
    )
    assert done["counts"] == {"created": 2, "failed": 2}
    assert await names(http) == ["Anor Mebel", "Bold", "Ғуломов Шерзод"]
    (row,) = (await http.get("/clients", params={"q": "Gulomov"})).json()["items"]
    card = (await http.get(f"/clients/{row['id']}")).json()
    assert (card["phone"], card["email"]) == ("+998901234567", "sherzod@example.com")
    assert (card["tags"], card["note"]) == (["fair", "vip", "oak"], "First")
    assert (card["company_name"], card["owner_id"]) == ("Anor Mebel", str(nana.user_id))
    history = (await http.get(f"/clients/{row['id']}/timeline")).json()["items"]
    assert [entry["type"] for entry in history] == ["client.created"]
    table = (await http.get(f"/imports/{done['id']}/errors")).content.decode("utf-8-sig").splitlines()
    assert table[0].startswith("row,outcome,reasons,Name")
    assert table[1].startswith("3,failed,phone: bad_phone: call me,Nobody")
    assert table[2].startswith("4,failed,owner: not_found: No such person")
    found = (await http.get("/clients/lookup", params={"phone": "901234569"})).json()["items"]
    assert [one["name"] for one in found] == ["Bold"]


async def test_the_mapping_is_remembered(workspace: Workspace, runtime: Runtime) -> None:
    http = workspace.http()
    first = await begun(http, runtime, workspace, "A,B\nAnna,vip\n")
    assert [one["field"] for one in first["mapping"]] == [None, None]
    plan = [{"field": "name"}, {"field": "tags", "values": {"vip": "important"}}]
    await command(http, runtime, workspace, first, "check", mapping=plan)
    await command(http, runtime, workspace, first, "run")
    again = await begun(http, runtime, workspace, "a, B \nBold,x\n")
    assert again["mapping"] == [{"field": "name", "values": {}}, plan[1]]
    assert (await http.get("/clients", params={"tag": "important"})).json()["items"][0]["name"] == "Anna"


@pytest.mark.parametrize(
    ("policy", "outcome", "note", "source"),
    [
        ("skip", "skipped", None, "call"),
        ("update_empty", "updated", "From the table", "call"),
        ("overwrite", "updated", "From the table", "fair"),
        ("create", "created", None, "call"),
    ],
)
async def test_whoever_is_there_is_treated_as_the_policy_says(
    workspace: Workspace, runtime: Runtime, policy: str, outcome: str, note: str | None, source: str
) -> None:
    http = workspace.http()
    known = await add_client(http, "Anna Petrova", phone("901234567"), source="call")
    table = "Name,Phone,Email,Note,Source\nАнна Петрова,90 123 45 67,anna@example.com,From the table,fair\n"
    done = await brought_in(http, runtime, workspace, table, policy=policy)
    assert done["counts"] == {outcome: 1}
    card = (await http.get(f"/clients/{known['id']}")).json()
    assert (card["note"], card["source"]) == (note, source)
    assert card["email"] == ("anna@example.com" if outcome == "updated" else None)
    assert card["name"] == ("Анна Петрова" if policy == "overwrite" else "Anna Petrova")


async def test_rows_of_one_file_are_compared_too(workspace: Workspace, runtime: Runtime) -> None:
    http = workspace.http()
    table = "Name,Phone\nAnna,901234567\nАнна,90 123-45-67\nBold,901234568\n"
    done = await brought_in(http, runtime, workspace, table)
    assert done["counts"] == {"created": 2, "skipped": 1}


async def test_rows_of_neighbouring_slices_are_compared(
    workspace: Workspace, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "SLICE", 2)
    http = workspace.http()
    table = (
        "Name,Phone\nAnna,901234567\nBold,901234568\nАнна,90 123-45-67\nCarla,901234569\nBold B.,901234568\n"
    )
    done = await brought_in(http, runtime, workspace, table)
    assert done["counts"] == {"created": 3, "skipped": 2}
    assert await names(http) == ["Anna", "Bold", "Carla"]


@pytest.mark.parametrize("is_new_process", [False, True])
async def test_a_slice_broken_off_is_done_again(
    workspace: Workspace, runtime: Runtime, monkeypatch: pytest.MonkeyPatch, is_new_process: bool
) -> None:
    monkeypatch.setattr(running, "SLICE", 2)
    http = workspace.http()
    await add_client(http, "Dora", phone("901234570"))
    table = "Name,Phone,Tags\nAnna,901234567,a\nBold,901234568,\nCarla,901234569,\nDora,901234570,new\nEva,901234571,\n"
    record = await begun(http, runtime, workspace, table)
    mapping = [{"field": one["field"]} for one in record["mapping"]]
    await command(http, runtime, workspace, record, "check", mapping=mapping, policy="update_empty")
    assert (await http.post(f"/imports/{record['id']}/run")).status_code == 202
    await one_step(runtime, workspace, record)
    with pytest.raises(ConnectionAbortedError):
        await step_broken_off(runtime, workspace, record)
    assert await names(http) == ["Anna", "Bold", "Dora"]
    if is_new_process:
        ahead._ahead.clear()
    await run_jobs(runtime, workspace.id)
    done = await state(http, record["id"])
    assert (done["state"], done["counts"]) == ("done", {"created": 4, "updated": 1})
    assert await names(http) == ["Anna", "Bold", "Carla", "Dora", "Eva"]


@pytest.mark.parametrize("policy", ["update_empty", "overwrite"])
async def test_a_whole_import_is_taken_back(
    workspace: Workspace, runtime: Runtime, monkeypatch: pytest.MonkeyPatch, policy: str
) -> None:
    monkeypatch.setattr(running, "SLICE", 2)
    http = workspace.http()
    known = await add_client(http, "Anna Petrova", phone("901234567"), tags=["old"], source="call")
    before = (await http.get(f"/clients/{known['id']}")).json()
    table = (
        "Name,Phone,Email,Company,Tags,Note,Source\n"
        "Anna P.,901234567,anna@example.com,Anor,new,N,fair\n"
        "Bold,901234568,,Anor,,,\nCarla,901234569,,,,,\nDora,901234570,,Anor,,,\nEva,901234571,,,,,\n"
    )
    done = await brought_in(http, runtime, workspace, table, policy=policy)
    assert done["counts"] == {"created": 4, "updated": 1}
    (eva,) = (await http.get("/clients", params={"q": "Eva"})).json()["items"]
    assert (await change_client(http, eva, note="Worked with")).status_code == 200
    undone = await command(http, runtime, workspace, done, "undo")
    assert undone["state"] == "undone"
    assert (undone["counts"]["removed"], undone["counts"]["restored"], undone["counts"]["kept"]) == (3, 1, 1)
    assert await names(http) == ["Anna Petrova", "Eva"]
    after = (await http.get(f"/clients/{known['id']}")).json()
    rises = {"version", "updated_at"}
    assert {key: value for key, value in after.items() if key not in rises} == {
        key: value for key, value in before.items() if key not in rises
    }


async def test_what_a_deal_demands_by_now_is_not_taken_back(workspace: Workspace, runtime: Runtime) -> None:
    sales = await start_selling(workspace)
    client = await sales.client("Anna", contact_points=[phone("901234567")])
    table = "Name,Phone,Email\nAnna,901234567,anna@example.com\n"
    done = await brought_in(sales.http, runtime, workspace, table, policy="update_empty")
    deal = await sales.deal(client_id=client["id"])
    wanted = sales.demands("Offer sent")
    ok(await sales.try_move(deal, "Offer sent", values={"deal.amount": "100.00"}, answers=wanted["answers"]))
    undone = await command(sales.http, runtime, workspace, done, "undo")
    assert (undone["counts"]["restored"], undone["counts"]["kept"]) == (0, 1)
    assert ok(await sales.http.get(f"/clients/{client['id']}"))["email"] == "anna@example.com"


async def test_an_import_stops_goes_on_and_is_given_up(
    workspace: Workspace, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "SLICE", 1)
    http = workspace.http()
    record = await begun(http, runtime, workspace, "Name\nAnna\nBold\nCarla\n")
    refused = await http.post(f"/imports/{record['id']}/run")
    assert (refused.status_code, refused.json()["code"]) == (409, "import_state")
    await command(http, runtime, workspace, record, "check", mapping=[{"field": "name"}])
    assert (await http.post(f"/imports/{record['id']}/run")).status_code == 202
    paused = await command(http, runtime, workspace, record, "pause")
    assert (paused["state"], paused["position"]) == ("paused", 0)
    assert await names(http) == []
    resumed = await command(http, runtime, workspace, record, "resume")
    assert (resumed["state"], await names(http)) == ("done", ["Anna", "Bold", "Carla"])
    other = await begun(http, runtime, workspace, "Name\nDora\n")
    assert (await command(http, runtime, workspace, other, "cancel"))["state"] == "cancelled"


async def test_what_an_import_did_not_come_to_is_not_told_of_it(
    workspace: Workspace, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "SLICE", 2)
    http = workspace.http()
    record = await begun(http, runtime, workspace, "Name,Phone\nAnna,\nBold,\nCarla,call me\nDora,\n")
    plan = [{"field": "name"}, {"field": "phone"}]
    tried = await command(http, runtime, workspace, record, "check", mapping=plan)
    assert tried["counts"] == {"created": 3, "failed": 1}
    assert [row["number"] for row in await samples(http, record)] == [1, 2, 4, 3]
    assert (await http.post(f"/imports/{record['id']}/run")).status_code == 202
    await one_step(runtime, workspace, record)
    given_up = await command(http, runtime, workspace, record, "cancel")
    assert (given_up["state"], given_up["counts"]) == ("cancelled", {"created": 2})
    assert [row["number"] for row in await samples(http, record)] == [1, 2]
    assert len((await http.get(f"/imports/{record['id']}/errors")).text.splitlines()) == 1
    undone = await command(http, runtime, workspace, record, "undo")
    assert (undone["state"], undone["position"]) == ("undone", 4)
    assert undone["counts"] == {"created": 2, "removed": 2, "restored": 0, "kept": 0}
    assert await names(http) == []


async def test_added_clients_have_their_places_in_the_order_of_events(
    workspace: Workspace, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "SLICE", 2)
    http = workspace.http()
    await relay_once(runtime.db, runtime.redis)
    record = await begun(http, runtime, workspace, "Name,Company\nAnna,Anor\nBold,\nCarla,\n")
    plan = [{"field": "name"}, {"field": "company"}]
    await command(http, runtime, workspace, record, "check", mapping=plan)
    assert (await http.post(f"/imports/{record['id']}/run")).status_code == 202
    await one_step(runtime, workspace, record)
    late = await add_client(http, "Dora")
    await run_jobs(runtime, workspace.id)
    assert (await state(http, record["id"]))["state"] == "done"
    await relay_once(runtime.db, runtime.redis)
    told = (await http.get("/events", params={"limit": 100})).json()["items"]
    places = [one["position"] for one in told]
    assert places == list(range(places[0], places[0] + len(places)))
    created = [one["data"]["name"] for one in told if one["type"] == "client.created"]
    assert sorted(created[:3]) == ["Anna", "Anor", "Bold"]
    assert created[3:] == ["Carla", late["name"]]


async def test_a_manager_brings_in_only_her_own(workspace: Workspace, runtime: Runtime) -> None:
    team = await workspace.team()
    nana = await workspace.person("supervisor", team_id=team, name="Nana K.")
    bold = await workspace.person(name="Bold")
    await add_client(workspace.http(bold), "Secret", phone("901234567"))
    http = workspace.http(nana)
    done = await brought_in(
        http, runtime, workspace, "Name,Phone,Owner\nMine,901234567,\nHis,901234568,Bold\n"
    )
    assert done["counts"] == {"skipped": 1, "failed": 1}
    table = (await http.get(f"/imports/{done['id']}/errors")).text
    assert "of_a_colleague" in table
    assert "owner_out_of_reach" in table
    assert (
        await workspace.http(await workspace.person()).post("/imports", json={"name": "a"})
    ).status_code == 403


async def test_a_client_shared_with_her_is_brought_up_to_date(workspace: Workspace, runtime: Runtime) -> None:
    nana = await workspace.person("supervisor", team_id=await workspace.team(), name="Nana K.")
    http, his = workspace.http(nana), workspace.http(await workspace.person(name="Bold"))
    for name, number in (("Shared", "901234567"), ("Secret", "901234568")):
        card = await add_client(his, name, phone(number))
        if name == "Shared":
            wish = {"user_ids": [str(nana.user_id)]}
            assert (await his.put(f"/clients/{card['id']}/shares", json=wish)).status_code == 200
    done = await brought_in(
        http, runtime, workspace, "Phone,Name,Note\n901234567,A,new\n901234568,B,new\n", policy="overwrite"
    )
    assert done["counts"] == {"updated": 1, "skipped": 1}
    assert "of_a_colleague" in (await http.get(f"/imports/{done['id']}/errors")).text


@pytest.mark.parametrize(
    "link",
    [
        "http://docs.google.com/spreadsheets/d/1aBcDeFgHiJk/edit",
        "https://docs.google.com.evil.example/spreadsheets/d/1aBcDeFgHiJk/edit",
        "https://169.254.169.254/spreadsheets/d/1aBcDeFgHiJk",
        "https://user@docs.google.com/spreadsheets/d/1aBcDeFgHiJk",
    ],
)
async def test_no_other_address_is_asked(workspace: Workspace, link: str) -> None:
    refused = await workspace.http().post("/imports/sheet", json={"link": link})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "bad_sheet_link")


async def test_what_is_no_table_is_told(workspace: Workspace, runtime: Runtime) -> None:
    http = workspace.http()
    assert (await begun(http, runtime, workspace, "Only a heading\n"))["error"] == "empty"


async def test_control_characters_in_a_file_stop_no_row_but_their_own(
    workspace: Workspace, runtime: Runtime
) -> None:
    http = workspace.http()
    rows = (
        "Whole,901234500,,Anor Mebel,vip,First,",
        "Na\x1fme,901234501,,,,,",
        "Second,901234502,,An\x1eor,,,",
        "Third,901234503,,,v\x1fip,,",
        "Fourth,901234504,,,,Fi\x1erst,",
        "Fifth,901234505,a\x1f@example.com,,,,",
        "Sixth,901234506,,\x1e,,,",
    )
    await brought_in(http, runtime, workspace, HEADINGS + "\n".join(rows))
    found = await names(http)
    assert {"Whole", "Anor Mebel"} <= set(found)
    assert not any(character in name for name in found for character in "\x1e\x1f")
