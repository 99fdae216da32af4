"""How well the base is kept: computed in one place, and each figure lists its rows."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import update

from app.core.clock import now
from app.core.runtime import Runtime
from app.domains.clients.models import ContactPoint
from app.domains.clients.quality import service
from app.domains.clients.quality.models import QualitySnapshot
from tests.support.budget import statements
from tests.support.clients import add_client, change_client, email, phone
from tests.support.selling import ok, refused
from tests.support.servers import RunningApp
from tests.support.working import run_jobs
from tests.support.workspaces import Person, Workspace


async def listed(http: httpx.AsyncClient, tree: Any) -> list[str]:
    page = ok(await http.post("/clients/query", json={"filter": tree, "sort": ["name"]}))
    return [row["name"] for row in page["items"]]


async def ask_for(http: httpx.AsyncClient, *fields: str) -> Any:
    present = ok(await http.get("/quality/standard"))
    headers = {"If-Match": f'"{present["version"]}"'}
    return ok(await http.put("/quality/standard", json={"fields": fields}, headers=headers))


@pytest.fixture
async def nana(workspace: Workspace) -> Person:
    return await workspace.person(team_id=await workspace.team())


@pytest.fixture
async def office(workspace: Workspace, nana: Person) -> Workspace:
    http = workspace.http()
    owner = str(nana.user_id)
    await add_client(http, "Anna", phone("901234567"), email("a@example.com"), source="site", owner_id=owner)
    await add_client(http, "Bold", phone("12"), source="site", owner_id=owner)
    vera = await add_client(http, "Вера", email("vera@example.com"))
    await add_client(http, "Giorgi LLC", kind="company")
    async with workspace.runtime.db.write(workspace.id) as session:
        await session.execute(
            update(ContactPoint)
            .where(ContactPoint.workspace_id == workspace.id, ContactPoint.client_id == vera["id"])
            .values(bad_reason="bounced")
        )
    return workspace


async def test_each_record_says_how_complete_it_is_and_what_it_lacks(office: Workspace) -> None:
    http = office.http()
    rows = ok(
        await http.post(
            "/clients/query", json={"columns": ["completeness"], "sort": ["-completeness", "name"]}
        )
    )["items"]
    assert [(row["name"], int(row["values"]["completeness"])) for row in rows] == [
        ("Anna", 100),
        ("Bold", 66),
        ("Вера", 33),
        ("Giorgi LLC", 0),
    ]
    for row in rows:
        card = ok(await http.get(f"/clients/{row['id']}/quality"))
        assert card["completeness"] == int(row["values"]["completeness"])
    lacking = {row["name"]: ok(await http.get(f"/clients/{row['id']}/quality")) for row in rows}
    assert [one["name"] for one in lacking["Вера"]["missing"]] == ["phone", "source"]
    assert (lacking["Bold"]["bad_phone"], lacking["Вера"]["bad_email"]) == (True, True)
    assert (lacking["Anna"]["bad_phone"], lacking["Anna"]["bad_email"]) == (False, False)
    assert await listed(http, {"field": "completeness", "lt": 60}) == ["Giorgi LLC", "Вера"]
    pages: list[str] = []
    cursor = None
    while cursor is not None or not pages:
        page = ok(
            await http.post("/clients/query", json={"sort": ["completeness"], "limit": 1, "cursor": cursor})
        )
        pages += [row["name"] for row in page["items"]]
        cursor = page["next_cursor"]
    assert pages == ["Giorgi LLC", "Вера", "Bold", "Anna"]


async def test_administrators_say_what_a_record_should_hold(office: Workspace, nana: Person) -> None:
    http = office.http()
    group = ok(await http.post("/field-groups", json={"subject_type": "client", "name": "Delivery"}), 201)[
        "id"
    ]
    body = {"group_id": group, "name": "Storey", "kind": "number", "applies_to": ["person"]}
    field = ok(await http.post("/fields", json=body), 201)["id"]
    found = await ask_for(http, "company", f"custom.{field}", "source")
    assert found["version"] == 1
    assert {"name": f"custom.{field}", "label": "Storey"} in found["available"]
    row = ok(await http.get("/clients", params={"q": "Anna"}))["items"][0]
    card = ok(await http.get(f"/clients/{row['id']}"))
    ok(await change_client(http, card, custom={field: 3}))
    assert ok(await http.get(f"/clients/{row['id']}/quality")) == {
        "completeness": 66,
        "missing": [{"name": "company", "label": None}],
        "bad_phone": False,
        "bad_email": False,
    }
    firm = ok(await http.get("/clients", params={"kind": "company"}))["items"][0]
    missing = ok(await http.get(f"/clients/{firm['id']}/quality"))["missing"]
    assert [one["name"] for one in missing] == ["source"]
    stale = await http.put("/quality/standard", json={"fields": ["phone"]}, headers={"If-Match": '"0"'})
    refused(stale, 412, "version_conflict")
    wrong = {"fields": ["phone", "planet"]}
    problem = refused(
        await http.put("/quality/standard", json=wrong, headers={"If-Match": '"1"'}), 422, "invalid_request"
    )
    assert problem["errors"][0]["pointer"] == "/fields/1"
    manager = office.http(nana)
    asked = await manager.put("/quality/standard", json={"fields": []}, headers={"If-Match": '"1"'})
    refused(asked, 403, "forbidden")
    await ask_for(http)
    assert await listed(http, {"field": "completeness", "lt": 100}) == []


async def test_every_figure_opens_into_its_rows_for_whoever_looks(office: Workspace, nana: Person) -> None:
    lead = await office.person("supervisor")
    for who, clients in ((office.admin, 4), (nana, 2), (lead, 2)):
        http = office.http(who)
        found = ok(await http.get("/quality"))
        assert found["clients"] == clients
        for figure in found["figures"]:
            assert len(await listed(http, figure["filter"])) == figure["count"], figure
        for field in found["fields"]:
            assert len(await listed(http, field["filter"])) == field["total"] - field["filled"], field
        assert sum(base["clients"] for base in found["people"]) == clients
        for base in found["people"]:
            of = {"field": "owner_id"} | (
                {"is": base["owner_id"]} if base["owner_id"] is not None else {"is_empty": True}
            )
            for figure in found["figures"]:
                if figure["name"] in base:
                    rows = await listed(http, {"all": [of, figure["filter"]]})
                    assert len(rows) == base[figure["name"]], (base["owner_id"], figure["name"])
    whole = ok(await office.http().get("/quality"))
    assert {figure["name"]: figure["count"] for figure in whole["figures"]} == {
        "no_phone": 2,
        "bad_phone": 1,
        "bad_email": 1,
        "incomplete": 3,
    }
    never = {field["name"] for field in whole["fields"] if field["filled"] == 0}
    assert {"position", "qualification"} <= never
    assert not {"phone", "source"} & never
    source = next(field for field in whole["fields"] if field["name"] == "source")
    assert (source["filled"], source["total"], source["is_required"]) == (2, 4, True)
    mine = next(base for base in whole["people"] if base["owner_id"] == str(nana.user_id))
    assert next(one for one in mine["fields"] if one["name"] == "source")["filled"] == 2


async def test_the_base_is_measured_each_day_for_each_manager(
    office: Workspace, runtime: Runtime, nana: Person
) -> None:
    async with runtime.db.write(office.id) as session:
        earlier = now().date() - timedelta(days=10)
        row = {"clients": 3, "complete": 1, "share_sum": 150, "no_phone": 2, "bad_phone": 0, "bad_email": 0}
        session.add(QualitySnapshot(workspace_id=office.id, day=earlier, owner_id=nana.user_id, **row))
    from_jobs = await _measure(office, runtime)
    assert from_jobs == await _measure(office, runtime), "measured twice on one day it is one row"
    days = ok(await office.http().get("/quality/trend"))["items"]
    assert [(day["owner_id"], day["clients"], day["completeness"]) for day in days] == [
        (str(nana.user_id), 3, 50),
        (str(nana.user_id), 2, 83),
        (None, 2, 16),
    ]
    own = ok(await office.http(nana).get("/quality/trend"))["items"]
    assert {day["owner_id"] for day in own} == {str(nana.user_id)}
    assert len(ok(await office.http().get("/quality/trend", params={"days": 5}))["items"]) == 2


async def _measure(office: Workspace, runtime: Runtime) -> int:
    async with runtime.db.write(office.id) as session:
        await service.measure(session, office.admin.actor)
    await run_jobs(runtime, office.id)
    return len(ok(await office.http().get("/quality/trend"))["items"])


async def test_the_quality_of_a_base_takes_few_statements(office: Workspace, server: RunningApp) -> None:
    http = office.http()
    ok(await http.get("/quality"))
    with statements(server) as seen:
        ok(await http.get("/quality"))
    assert len(seen) <= 6, seen


async def test_who_fills_in_is_told_within_reach(office: Workspace, nana: Person) -> None:
    hers, admin = office.http(nana), office.http()
    before = {row["user_id"]: row for row in ok(await admin.get("/quality/filling"))["items"]}
    card = await add_client(hers, "Newly entered", phone("907776655"))
    card = ok(await change_client(hers, card, source="fair", position="Cook"))
    card = ok(await change_client(hers, card, source="exhibition"))
    card = ok(await change_client(hers, card, source=None))
    ok(await change_client(admin, card, owner_id=None))
    after = {row["user_id"]: row for row in ok(await admin.get("/quality/filling"))["items"]}
    key = str(nana.user_id)
    known = before.get(key, dict.fromkeys(after[key], 0))
    grown = {name: after[key][name] - known[name] for name in ("added", "filled", "corrected", "emptied")}
    assert grown == {"added": 1, "filled": 2, "corrected": 1, "emptied": 1}
    admins = str(office.admin.user_id)
    assert {**after[admins]} == before[admins], "handing over is no filling in"
    assert [row["user_id"] for row in ok(await hers.get("/quality/filling"))["items"]] == [key]


async def test_behind_each_figure_of_who_fills_in_stand_its_rows(office: Workspace, nana: Person) -> None:
    hers, admin = office.http(nana), office.http()
    card = await add_client(hers, "Newly entered", phone("907776655"))
    card = ok(await change_client(hers, card, source="fair", position="Cook"))
    card = ok(await change_client(hers, card, source="exhibition"))

    async def rows(http: Any, what: str, **more: Any) -> list[dict[str, Any]]:
        asked = {"user_id": str(nana.user_id), "what": what, **more}
        found: list[dict[str, Any]] = ok(await http.get("/quality/filling/rows", params=asked))["items"]
        return found

    figures = {row["user_id"]: row for row in ok(await admin.get("/quality/filling"))["items"]}
    for what in ("added", "filled", "corrected", "emptied"):
        found = await rows(admin, what, limit=500)
        assert sum(len(row["fields"]) or 1 for row in found) == figures[str(nana.user_id)][what]
    (latest, *_) = await rows(admin, "filled")
    assert (latest["client_id"], latest["name"]) == (card["id"], "Newly entered")
    assert latest["fields"] == ["position", "source"]
    bold = await office.person("manager")
    ok(await change_client(admin, card, owner_id=str(bold.user_id)))
    (latest, *_) = await rows(hers, "corrected")
    assert (latest["client_id"], latest["name"], latest["fields"]) == (None, None, ["source"])
    assert await rows(office.http(bold), "filled") == []
