"""Merging and undoing it changes nothing at all, whatever the two records were and whatever was added between."""

from typing import Any

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import make_url

from app.core.orm import Base
from tests.domains.clients.test_merging import card, merge
from tests.support.clients import add_client, change_client, email, phone
from tests.support.servers import Servers
from tests.support.workspaces import Workspace

RISES = {"version", "updated_at"}
"""A version never falls: whoever holds an old one must not overwrite."""
PASSED_OVER = {
    "client_merges",
    "events",
    "event_positions",
    "jobs",
    "sessions",
    "idempotency_keys",
    "client_keys",
}
POINTS = st.lists(
    st.sampled_from(
        [
            phone("901234567"),
            phone("901234568", is_main=True),
            phone("12", label="inner"),
            email("a@example.com"),
            email("b@example.com", is_main=True),
        ]
    ),
    max_size=4,
    unique_by=lambda point: point["value"],
)
RECORDS = st.fixed_dictionaries(
    {"name": st.sampled_from(["Anna", "Анна Петрова", "Ғуломов Шерзод"])},
    optional={
        "note": st.sampled_from(["Likes oak", "Rings on Mondays"]),
        "source": st.sampled_from(["exhibition", "call"]),
        "tags": st.lists(st.sampled_from(["vip", "VIP", "wholesale", "old"]), max_size=3),
        "language": st.sampled_from(["uz", "ka"]),
        "tax_id": st.sampled_from(["301234567", "309999999"]),
        "position": st.just("Chief accountant"),
        "contact_points": POINTS,
    },
)
TAKES = st.dictionaries(
    st.sampled_from(["name", "note", "source", "phone", "email", "language"]),
    st.sampled_from(["mine", "theirs"]),
)
TASK = {"kind": "call", "title": "Call", "due_at": "2027-01-01T10:00:00Z"}


async def everything(servers: Servers, workspace: Workspace) -> dict[str, dict[str, Any]]:
    """Return every row of a workspace, by table and key, without what only rises."""
    database = str(make_url(workspace.server.settings.database_url).database)
    connection = await asyncpg.connect(servers.postgres.superuser_dsn(database).replace("+asyncpg", ""))
    found: dict[str, dict[str, Any]] = {}
    for table in Base.metadata.sorted_tables:
        if "workspace_id" not in table.c or table.name in PASSED_OVER:
            continue
        keys = [column.name for column in table.primary_key]
        rows = await connection.fetch(f"SELECT * FROM {table.name} WHERE workspace_id = $1", workspace.id)
        found[table.name] = {
            "|".join(str(row[key]) for key in keys): {
                name: value for name, value in row.items() if name not in RISES
            }
            for row in rows
        }
    await connection.close()
    return found


@pytest.mark.slow
@given(first=RECORDS, second=RECORDS, take=TAKES)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
async def test_merge_and_undo_leave_everything_as_it_was(
    workspace: Workspace,
    servers: Servers,
    first: dict[str, Any],
    second: dict[str, Any],
    take: dict[str, str],
) -> None:
    http = workspace.http()
    mine = await add_client(http, **{"allow_duplicate": True, **first})
    other = await add_client(http, **{"allow_duplicate": True, **second})
    for client in (mine, other):
        assert (await http.post("/tasks", json={**TASK, "client_id": client["id"]})).status_code == 201
        await http.post(f"/clients/{client['id']}/notes", json={"text": "A note"})
    before = await everything(servers, workspace)
    histories = [await history(http, client["id"]) for client in (mine, other)]

    done = await merge(http, mine, other, **take)
    assert done.status_code == 200, done.text
    added = await http.post("/tasks", json={**TASK, "client_id": mine["id"], "title": "Added between"})
    assert (await http.post(f"/clients/merges/{done.json()['merge_id']}/undo")).status_code == 200

    after = await everything(servers, workspace)
    between = [key for key in after["tasks"] if key.endswith(added.json()["id"])]
    assert (
        after["tasks"].pop(between[0])["client_id"] == after["clients"][f"{workspace.id}|{mine['id']}"]["id"]
    )
    for table, rows in before.items():
        assert after[table] == rows, table
    for client, past in zip((mine, other), histories, strict=True):
        since = [
            entry for entry in await history(http, client["id"]) if entry["id"] in {e["id"] for e in past}
        ]
        assert since == past


async def history(http: Any, client_id: str) -> list[dict[str, Any]]:
    """Return what stands on a card."""
    items: list[dict[str, Any]] = (await http.get(f"/clients/{client_id}/timeline")).json()["items"]
    return items


async def test_what_was_done_between_stays(workspace: Workspace) -> None:
    http = workspace.http()
    mine = await add_client(http, "Anna", phone("901234567"), tags=["vip"])
    other = await add_client(http, "Ann", phone("907654321"), tags=["old"], source="call")
    done = (await merge(http, mine, other)).json()
    one = await card(http, mine["id"])
    points = [{key: point[key] for key in ("kind", "value", "label")} for point in one["contact_points"]]
    changed = await change_client(
        http,
        one,
        note="Said since",
        tags=["vip", "old", "new"],
        contact_points=[*points, email("new@example.com")],
    )
    assert changed.status_code == 200
    assert (await http.post(f"/clients/merges/{done['merge_id']}/undo")).status_code == 200
    one, two = await card(http, mine["id"]), await card(http, other["id"])
    assert (one["note"], one["tags"], one["source"]) == ("Said since", ["vip", "new"], None)
    assert [point["value"] for point in one["contact_points"]] == ["901234567", "new@example.com"]
    assert (two["id"], two["tags"], two["phone"]) == (other["id"], ["old"], "+998907654321")


async def test_people_of_a_company_go_back_with_it(workspace: Workspace) -> None:
    http = workspace.http()
    mine = await add_client(http, "Anor Mebel", kind="company")
    other = await add_client(http, "Bustan", kind="company")
    bold = await add_client(http, "Bold", company_id=other["id"])
    done = (await merge(http, mine, other)).json()
    added = await add_client(http, "Added", company_id=mine["id"])
    await http.post(f"/clients/merges/{done['merge_id']}/undo")
    assert (await card(http, bold["id"]))["company_name"] == "Bustan"
    assert (await card(http, added["id"]))["company_name"] == "Anor Mebel"
    found = (await http.get("/clients", params={"q": "Bustan"})).json()["items"]
    assert {one["id"] for one in found} == {other["id"], bold["id"]}
