"""Lists on their way out: the list as it is seen, harmless in a spreadsheet, however long."""

import csv
import io
import tracemalloc
from typing import Any

import httpx
import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import make_url

from app.core.embedded import connect
from app.core.runtime import Runtime
from app.domains.clients.service import exporting
from app.domains.clients.service.exporting import Wish
from app.domains.transfer.service import exports
from tests.support.clients import add_client, email, phone
from tests.support.selling import refused
from tests.support.servers import RunningApp, Servers
from tests.support.workspaces import Workspace

MANY = 20_000


async def exported(http: httpx.AsyncClient, **wish: Any) -> bytes:
    answer = await http.post("/exports/clients", json={"format": "csv", "columns": ["name"], **wish})
    assert answer.status_code == 200, answer.text
    return answer.content


def table(data: bytes, delimiter: str = ",") -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=delimiter))


def sheet(data: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


@pytest.fixture
async def office(workspace: Workspace) -> Workspace:
    http = workspace.http()
    await add_client(
        http, "Anna", phone("901234567"), email("a@example.com"), source="site", tags=["vip", "oak"]
    )
    await add_client(http, "Bold", source="=1+1", owner_id=str(workspace.admin.user_id))
    await add_client(http, "Вера; Anor", source="fair")
    return workspace


async def test_a_list_goes_out_as_it_is_asked_for(office: Workspace) -> None:
    http = office.http()
    wish: dict[str, Any] = {
        "columns": ["name", "phone", "tags", "owner_id", "has_phone", "deals.open_count"],
        "headings": {"name": "Имя", "phone": "=Phone"},
        "sort": ["-name"],
        "delimiter": ";",
        "filter": {"not": {"field": "source", "is": "nothing"}},
    }
    assert table(await exported(http, **wish), ";") == [
        ["Имя", "'=Phone", "tags", "owner_id", "has_phone", "deals.open_count"],
        ["Вера; Anor", "", "", "", "no", "0"],
        ["Bold", "", "", "Admin", "no", "0"],
        ["Anna", "+998901234567", "vip; oak", "", "yes", "0"],
    ]
    assert table(await exported(http, q="bol")) == [["name"], ["Bold"]]
    chosen = (await http.get("/clients", params={"q": "Anna"})).json()["items"][0]["id"]
    assert table(await exported(http, ids=[chosen])) == [["name"], ["Anna"]]
    rows = sheet(await exported(http, **{**wish, "format": "xlsx"}))
    assert rows[0][:2] == ["Имя", "=Phone"]
    assert rows[3] == ["Anna", "+998901234567", "vip; oak", "", True, 0.0]


async def test_no_cell_is_calculated(office: Workspace) -> None:
    http = office.http()
    for source in ("+2+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(1)"):
        await add_client(http, "N", source=source)
    for cell in table(await exported(http, columns=["source"])):
        assert not cell[0].startswith(("=", "+", "-", "@", "\t", "\r")), cell
    book = sheet(await exported(http, columns=["source"], format="xlsx"))
    assert ["=1+1"] in book
    assert ["@SUM(1)"] in book


async def test_what_is_not_asked_well_is_refused(office: Workspace) -> None:
    http = office.http()
    for wish, pointer in (
        ({"columns": ["name", "planet"]}, "/columns/1"),
        ({"columns": []}, "/columns"),
        ({"sort": ["tags"]}, "/sort/0"),
        ({"filter": {"field": "planet", "is": 1}}, "/filter/field"),
        ({"delimiter": "#"}, "/delimiter"),
    ):
        body = {"format": "csv", "columns": ["name"], **wish}
        problem = refused(await http.post("/exports/clients", json=body), 422, "invalid_request")
        assert problem["errors"][0]["pointer"] == pointer


async def test_it_stands_in_the_audit_log_without_anybodys_facts(office: Workspace) -> None:
    http = office.http()
    tree = {"all": [{"field": "phone", "contains": "901234567"}, {"field": "kind", "is": "person"}]}
    await exported(http, filter=tree, columns=["name", "phone"])
    log = (await http.get("/audit")).json()["items"]
    entry = next(one for one in log if one["type"] == "clients.exported")
    assert "901234567" not in str(entry)
    assert entry["data"]["filter"] == [
        {"field": "phone", "contains": None},
        {"field": "kind", "is": "person"},
    ]
    assert (entry["data"]["count"], entry["data"]["format"]) == (1, "csv")
    assert entry["actor"]["name"] == "Admin"


async def test_only_what_the_right_covers_goes_out_and_masked_where_its_reader_is(office: Workspace) -> None:
    admin = office.http()
    team = await office.team()
    lead = await office.person("supervisor", team_id=team)
    mine = await office.person(team_id=team)
    other = await office.person()
    for name, owner in (("Mine", mine), ("Other", other)):
        await add_client(admin, name, owner_id=str(owner.user_id))
    lines = table(await exported(office.http(lead), sort=["name"]))
    assert [line[0] for line in lines[1:]] == ["Anna", "Mine", "Вера; Anor"]
    body = {"format": "csv", "columns": ["name"]}
    refused(await office.http(mine).post("/exports/clients", json=body), 403, "forbidden")
    role = next(one for one in (await admin.get("/roles")).json()["items"] if one["key"] == "analyst")
    given = {**role["permissions"], "clients:export": "all"}
    fields = {"personal": "masked", "events": "read"}
    changed = await admin.patch(
        f"/roles/{role['id']}",
        json={"permissions": given, "fields": fields},
        headers={"If-Match": f'"{role["version"]}"'},
    )
    assert changed.status_code == 200, changed.text
    reader = office.http(await office.person("analyst"))
    for kind in ("csv", "xlsx"):
        data = await exported(
            reader, format=kind, columns=["name", "phone", "email"], filter={"field": "source", "is": "site"}
        )
        text = str(table(data) if kind == "csv" else sheet(data))
        assert "••• 67" in text
        assert "90123" not in text
        assert "example.com" not in text
    hidden = {"format": "csv", "columns": ["name", "tax_id"]}
    assert (await reader.post("/exports/clients", json=hidden)).status_code == 422


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
async def test_twenty_thousand_rows_go_out_in_bounded_memory(
    workspace: Workspace, runtime: Runtime, servers: Servers, server: RunningApp, kind: str
) -> None:
    await _fill(servers, server, workspace)
    async with runtime.db.read(workspace.id) as session:
        wish = Wish("clients:export", columns=["name", "phone", "source", "note", "owner_id"], sort=["name"])
        export = await exporting.prepare(session, workspace.admin.actor, wish)
    assert export.count == MANY
    asked = exports.Table(export, ["a", "b", "c", "d", "e"])
    pieces = (
        exports.csv_pieces(runtime, workspace.admin.actor, asked, ",")
        if kind == "csv"
        else exports.xlsx_pieces(runtime, workspace.admin.actor, asked)
    )
    whole = io.BytesIO()
    tracemalloc.start()
    async for piece in pieces:
        whole.write(piece)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    rows = table(whole.getvalue()) if kind == "csv" else sheet(whole.getvalue())
    assert len(rows) == MANY + 1
    assert len({row[0] for row in rows}) == MANY + 1
    assert peak - len(whole.getvalue()) < 12_000_000, peak


async def _fill(servers: Servers, server: RunningApp, workspace: Workspace) -> None:
    database = make_url(server.settings.database_url).database or ""
    superuser = await connect(servers.postgres.superuser_dsn(database))
    await superuser.execute(
        """INSERT INTO clients (workspace_id, id, kind, name, note, tags, source, sort_name, name_key, search_text,
                                custom, created_at, updated_at, version)
           SELECT $1, gen_random_uuid(), 'person', 'n' || n, repeat('note ', 100), '{}', 's' || n % 20, md5(n::text),
                  '', '', '{}', now(), now(), 1
           FROM generate_series(1, $2::int) n""",
        workspace.id,
        MANY,
    )
    await superuser.execute("ANALYZE clients")
    await superuser.close()
