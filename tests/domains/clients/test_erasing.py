"""A person is told all that is known of her, and forgotten: nothing of her is left in any column of any table."""

from collections.abc import AsyncIterator
from datetime import timedelta
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4
from zipfile import ZipFile

import httpx
import pytest
from sqlalchemy import make_url, update

from app.core.clock import now
from app.core.embedded import connect
from app.core.jobs import JobRecord, JobState
from app.core.orm import Base
from app.core.runtime import Runtime
from app.domains.clients.privacy import service
from app.platform.erasure.rules import without_person
from tests.support.bulk import Connection
from tests.support.clients import add_client, add_file, change_client, email, phone
from tests.support.selling import ok, refused
from tests.support.servers import RunningApp, Servers
from tests.support.telephone import Exchange
from tests.support.working import run_jobs
from tests.support.workspaces import Workspace

MARK = "zxqv"
NUMBER, FORMER, OTHERS = "907771234", "907775678", "907770000"
NAME = "Zxqvanna Zxqvpetrova"


@pytest.fixture
async def superuser(servers: Servers, server: RunningApp) -> AsyncIterator[Connection]:
    database = make_url(server.settings.database_url).database or ""
    connection = await connect(servers.postgres.superuser_dsn(database))
    yield connection
    await connection.close()


async def left_of(superuser: Connection, workspace: Workspace, *secrets: str) -> dict[str, list[str]]:
    """Return the rows of every table in which one of the texts stands, as written or as bytes."""
    found: dict[str, list[str]] = {}
    for table in Base.metadata.sorted_tables:
        where = "WHERE workspace_id = $2" if "workspace_id" in table.c else "WHERE $2::uuid IS NOT NULL"
        for secret in secrets:
            wanted = [secret.lower(), secret.encode().hex()]
            rows = await superuser.fetch(
                f"SELECT t::text FROM {table.name} t {where} AND lower(t::text) LIKE ANY "
                "(SELECT '%' || one || '%' FROM unnest($1::text[]) one)",
                wanted,
                workspace.id,
            )
            if rows:
                found.setdefault(table.name, []).extend(str(row[0])[:400] for row in rows)
    return found


def contents(runtime: Runtime, workspace: Workspace) -> list[bytes]:
    """Return what lies in the data directory for a workspace."""
    home = runtime.settings.var_dir / "files" / str(workspace.id)
    return [path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file()]


async def key(http: httpx.AsyncClient, address: str, body: Any, status: int = 201) -> Any:
    """Post with a key, as screens do: the answer is kept for repetitions."""
    return ok(await http.post(address, json=body, headers={"Idempotency-Key": uuid4().hex}), status)


async def seed(workspace: Workspace, runtime: Runtime) -> dict[str, Any]:
    """Leave traces of somebody in every place there is."""
    http = workspace.http()
    group = ok(await http.post("/field-groups", json={"subject_type": "client", "name": "Passport"}), 201)
    field = ok(
        await http.post("/fields", json={"group_id": group["id"], "name": "Number", "kind": "text"}), 201
    )["id"]
    body = {
        "kind": "person",
        "name": NAME,
        "given_name": f"{MARK}anna",
        "note": f"{MARK} note",
        "source": f"{MARK} source",
        "position": f"{MARK} boss",
        "tags": [f"{MARK}tag"],
        "custom": {field: f"{MARK} passport"},
        "contact_points": [phone(FORMER), email(f"{MARK}@example.com")],
    }
    card = await key(http, "/clients", body)
    client = card["id"]
    card = ok(await change_client(http, card, contact_points=[phone(NUMBER), email(f"{MARK}@example.com")]))
    await key(http, f"/clients/{client}/notes", {"text": f"{MARK} remembered"})
    firm = await add_client(http, "Anor Mebel", phone(OTHERS), kind="company")
    consent = {"channel": "email", "is_granted": True, "how": "paper", "proof": f"{MARK} paper"}
    ok(await http.post(f"/clients/{client}/consents", json=consent), 201)
    ok(await http.put(f"/clients/{client}/employments/{firm['id']}", json={"position": f"{MARK} chief"}))
    kept = await add_file(http, client, f"{MARK} passport.txt", f"{MARK} in a file".encode())
    shared = await add_file(http, client, "price.txt", b"Prices of November")
    await add_file(http, firm["id"], "price.txt", b"Prices of November")
    await _merge(http, client)
    await _sell(http, client)
    await _call(http, workspace)
    await _work(http, workspace, runtime, client)
    return {"client": client, "firm": firm["id"], "field": field, "files": [kept, shared]}


async def _merge(http: httpx.AsyncClient, client: str) -> None:
    twin = await add_client(http, f"{NAME} again", email(f"{MARK}2@example.com"), source=f"{MARK} two")
    card = ok(await http.get(f"/clients/{client}"))
    ok(
        await http.post(
            f"/clients/{client}/merge",
            json={"other_id": twin["id"], "other_version": twin["version"]},
            headers={"If-Match": f'"{card["version"]}"'},
        )
    )


async def _sell(http: httpx.AsyncClient, client: str) -> None:
    pipeline = ok(await http.get("/pipelines"))["items"][0]
    due = (now() + timedelta(days=1)).isoformat()
    task = {"kind": "meeting", "title": f"{MARK} meeting", "due_at": due}
    deal = {
        "title": f"{NAME}'s kitchen",
        "client_id": client,
        "pipeline_id": pipeline["id"],
        "amount": "1500.00",
        "description": f"{MARK} wishes",
        "next_task": task,
    }
    await key(http, "/deals", deal)
    await key(
        http, "/tasks", {**task, "client_id": client, "note": f"{MARK} bring", "place": f"{MARK} street 5"}
    )


async def _call(http: httpx.AsyncClient, workspace: Workspace) -> None:
    made = ok(await http.post("/telephony/connections", json={"name": "L", "provider": "generic"}), 201)
    exchange = Exchange(workspace.server.url + urlsplit(made["hook_url"]).path, made["secret"])
    call_id = await exchange.ring(f"+998{NUMBER}", "777")
    await exchange.send("ended", call_id, result="missed", **{"from": f"+998{NUMBER}"})
    call = ok(await http.get("/calls"))["items"][0]
    await key(http, f"/calls/{call['id']}/outcome", {"outcome": "call_back", "note": f"{MARK} hung up"}, 200)


async def _work(http: httpx.AsyncClient, workspace: Workspace, runtime: Runtime, client: str) -> None:
    """Bulk work, an import, a segment, a saved view, and ended and dead jobs that speak of her."""
    tag = {"action": "add_tag", "params": {"tag": f"{MARK}fair"}, "ids": [client]}
    await key(http, "/bulk", tag, 202)
    imported = await key(
        http, "/imports/paste", {"text": f"Name,Phone,Note\n{NAME},{NUMBER},{MARK} imported\n"}
    )
    await run_jobs(runtime, workspace.id)
    mapping = [{"field": "name"}, {"field": "phone"}, {"field": "note"}]
    plan = {"mapping": mapping, "policy": "overwrite"}
    ok(await http.post(f"/imports/{imported['id']}/check", json=plan), 202)
    await run_jobs(runtime, workspace.id)
    ok(await http.post(f"/imports/{imported['id']}/run"), 202)
    await run_jobs(runtime, workspace.id)
    segment = await key(http, "/segments", {"name": "Fair", "kind": "static"})
    ok(await http.post(f"/segments/{segment['id']}/members", json={"client_ids": [client]}))
    shape = {"filter": {"field": "email", "is": f"{MARK}@example.com"}}
    await key(http, "/views", {"subject": "client", "name": "V", "shape": shape})
    async with runtime.db.write(workspace.id) as session:
        await session.execute(
            update(JobRecord)
            .where(JobRecord.workspace_id == workspace.id, JobRecord.state == JobState.DONE)
            .values(last_error=f"failed for +998{NUMBER}")
        )


async def test_nothing_of_the_erased_is_left_in_any_column_of_any_table(
    workspace: Workspace, runtime: Runtime, superuser: Connection
) -> None:
    http = workspace.http()
    ids = await seed(workspace, runtime)
    before = await left_of(superuser, workspace, MARK, NUMBER, FORMER)
    assert {
        "clients", "contact_points", "consents", "employments", "events", "deals", "tasks", "calls",
        "provider_events", "idempotency_keys", "client_merges", "client_keys", "import_rows", "imports",
        "bulk_changes", "saved_views", "jobs", "files",
    } <= set(before)  # fmt: skip
    told = ok(await http.post(f"/clients/{ids['client']}/disclosure"))["known"]
    for place in (
        "clients",
        "contact_points",
        "consents",
        "deals",
        "tasks",
        "calls",
        "events",
        "import_rows",
    ):
        assert told[place], place
    assert MARK in str(told["deals"])
    assert NUMBER in str(told["calls"])
    assert {one["name"] for one in told["files"]} == {f"{MARK} passport.txt", "price.txt"}
    archive = ZipFile(BytesIO((await http.get(f"/clients/{ids['client']}/disclosure/files")).content))
    assert {name: archive.read(name) for name in archive.namelist()} == {
        f"{MARK} passport.txt": f"{MARK} in a file".encode(),
        "price.txt": b"Prices of November",
    }
    assert len(contents(runtime, workspace)) == 2
    reason = {"reason": "Asked for it in writing"}
    assert (await http.post(f"/clients/{ids['client']}/erasure", json=reason)).status_code == 202
    refused(await http.get(f"/clients/{ids['client']}"), 404, "not_found")
    await run_jobs(runtime, workspace.id)
    assert await left_of(superuser, workspace, MARK, NUMBER, FORMER) == {}
    assert contents(runtime, workspace) == [b"Prices of November"]
    await _figures_stay(http, ids)


async def _figures_stay(http: httpx.AsyncClient, ids: dict[str, Any]) -> None:
    (deal,) = ok(await http.get("/deals"))["items"]
    assert (deal["client_name"], deal["amount"]) == ("Erased person", "1500.00")
    assert [row["name"] for row in ok(await http.get("/clients"))["items"]] == ["Anor Mebel"]
    assert ok(await http.get(f"/clients/{ids['firm']}"))["phone"] == f"+998{OTHERS}"
    assert ok(await http.get("/clients/lookup", params={"phone": NUMBER}))["items"] == []
    calls = ok(await http.get("/calls"))["items"]
    assert [(call["result"], call["client_number"]) for call in calls] == [("missed", "")] or [
        call["client_number"] for call in calls
    ] == [None]
    log = ok(await http.get("/audit", params={"subject_id": ids["client"]}))["items"]
    assert {"client.erased", "client.disclosed", "client.created"} <= {entry["type"] for entry in log}
    erased = next(entry for entry in log if entry["type"] == "client.erased")
    assert erased["data"]["reason"] == "Asked for it in writing"
    assert (await http.get("/events")).status_code == 200


async def test_what_is_also_somebody_elses_stays(workspace: Workspace, runtime: Runtime) -> None:
    http = workspace.http()
    hers = await add_client(http, "Anna Petrova", phone(NUMBER))
    firm = await add_client(http, "Elza Marks & Sons", kind="company")
    elza = await add_client(http, "Elza Marks", phone(FORMER))
    twin = await add_client(http, "Anna Petrova", phone(NUMBER), allow_duplicate=True)
    await http.post(f"/clients/{twin['id']}/notes", json={"text": f"Call Anna Petrova at {NUMBER}"})
    assert (await http.post(f"/clients/{hers['id']}/erasure", json={"reason": "Asked"})).status_code == 202
    assert (await http.post(f"/clients/{elza['id']}/erasure", json={"reason": "Asked"})).status_code == 202
    await run_jobs(runtime, workspace.id)
    assert ok(await http.get(f"/clients/{firm['id']}"))["name"] == "Elza Marks & Sons"
    kept = ok(await http.get(f"/clients/{twin['id']}"))
    assert (kept["name"], kept["phone"]) == ("Anna Petrova", f"+998{NUMBER}")
    timeline = ok(await http.get(f"/clients/{twin['id']}/timeline"))["items"]
    assert f"Call Anna Petrova at {NUMBER}" in str(timeline)


async def test_it_is_done_again_within_the_hour_for_what_was_on_its_way(
    workspace: Workspace, runtime: Runtime
) -> None:
    http = workspace.http()
    card = await add_client(http, NAME, phone(NUMBER))
    ok(await http.post(f"/clients/{card['id']}/erasure", json={"reason": "Asked"}), 202)
    async with runtime.db.read(workspace.id) as session:
        rows = await session.execute(
            JobRecord.__table__.select().where(
                JobRecord.workspace_id == workspace.id, JobRecord.name == service.ERASE_JOB
            )
        )
        due = sorted(row.run_at - now() for row in rows)
    assert len(due) == 2
    assert timedelta(minutes=30) < due[1] < timedelta(hours=1)
    async with runtime.db.write(workspace.id) as session:
        await service.forget(session, workspace.admin.actor, UUID(card["id"]))
        await service.forget(session, workspace.admin.actor, UUID(card["id"]))


async def test_only_who_may_answer_for_her_erases_and_only_people(workspace: Workspace) -> None:
    http = workspace.http()
    firm = await add_client(http, "Anor Mebel", kind="company")
    anna = await add_client(http, "Anna")
    for address in ("erasure", "disclosure"):
        body = {"reason": "Asked"} if address == "erasure" else None
        refused(await http.post(f"/clients/{firm['id']}/{address}", json=body), 409, "not_a_person")
        lead = workspace.http(await workspace.person("supervisor"))
        refused(await lead.post(f"/clients/{anna['id']}/{address}", json=body), 403, "forbidden")
    refused(await http.post(f"/clients/{anna['id']}/erasure", json={"reason": ""}), 422, "invalid_request")


async def test_the_erased_is_counted_nowhere(workspace: Workspace, runtime: Runtime) -> None:
    http = workspace.http()
    for name in ("Anna One", "Anna Two"):
        card = await add_client(http, name, phone(NUMBER), allow_duplicate=True)
        ok(await http.post(f"/clients/{card['id']}/erasure", json={"reason": "Asked"}), 202)
        assert ok(await http.get("/clients/lookup", params={"phone": NUMBER}))["items"] == []
    await run_jobs(runtime, workspace.id)
    await add_client(http, "Bold")
    dynamic = {"name": "No phone", "kind": "dynamic", "filter": {"field": "has_phone", "is": False}}
    segment = ok(await http.post("/segments", json=dynamic), 201)
    await run_jobs(runtime, workspace.id)
    assert ok(await http.get(f"/segments/{segment['id']}/count"))["count"] == 1
    assert ok(await http.get(f"/segments/{segment['id']}"))["members"] == 1


def test_of_an_event_ids_moments_and_figures_stay() -> None:
    found = without_person(
        {
            "client_id": "01920000-0000-7000-8000-000000000000",
            "title": "Anna's kitchen",
            "amount": "1500.00",
            "due_at": "2026-11-22T10:00:00Z",
            "client_number": "+998901234567",
            "result": "missed",
            "changes": {
                "name": ["Anna", "Anna P."],
                "owner_id": [None, "01920000-0000-7000-8000-000000000001"],
            },
        }
    )
    assert found == {
        "client_id": "01920000-0000-7000-8000-000000000000",
        "title": "",
        "amount": "1500.00",
        "due_at": "2026-11-22T10:00:00Z",
        "client_number": "",
        "result": "missed",
        "changes": {"name": [None, None], "owner_id": [None, "01920000-0000-7000-8000-000000000001"]},
    }
