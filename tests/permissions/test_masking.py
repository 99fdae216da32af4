"""What a role may not read leaves by no way: every GET of the document, the sockets, the logs are walked through."""

from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from app.domains.identity.permissions import EVERY_PERMISSION
from tests.conftest import MakeWorkspace
from tests.permissions.walk import call, ids_of, operations
from tests.permissions.world import World, build
from tests.support.clients import add_client, add_file, change_client, email, phone
from tests.support.servers import RunningApp
from tests.support.sockets import open_socket
from tests.support.telephone import Exchange
from tests.support.workspaces import Person

pytestmark = pytest.mark.slow

WRITTEN, NUMBER, OLD, ADDRESS = "90 765-43-21", "907654321", "907650000", "secret.person@hidden.example"
OWN_PHONE, OWN_TEXT, NOTE = "917654321", "words of a hidden field", "words of a hidden note"
CLOSED = {
    "bulk_get": 404,
    "bulk_rows": 404,
    "clients_disclose_files": 403,
    "clients_file_content": 404,
    "clients_preview_merge": 403,
    "duplicates_list": 403,
    "duplicates_count": 403,
    "duplicates_check_state": 403,
}
"""What only the one who began it may read, and what shows fields beside each other: only to who may change them all."""
QUESTIONS = {
    "clients_similar",
    "clients_query",
    "clients_query_count",
    "clients_query_groups",
    "deals_query",
    "deals_query_board",
    "deals_query_count",
    "clients_reveals",
    "exports_clients",
}
"""Operations that only read, though they are asked by POST."""
SECRETS = (WRITTEN, NUMBER, OLD, ADDRESS, "secret.person", "hidden.example", OWN_PHONE, OWN_TEXT)


@pytest.fixture
async def world(make: MakeWorkspace) -> World:
    return await build(await make(is_demo=True), "4321")


async def give(world: World, role: str, **fields: str) -> None:
    """Let a role read everything there is, but see its fields only as said."""
    admin = world.workspace.http()
    found = next(one for one in (await admin.get("/roles")).json()["items"] if one["key"] == role)
    permissions = dict.fromkeys(EVERY_PERMISSION, "all")
    answer = await admin.patch(
        f"/roles/{found['id']}",
        json={"permissions": permissions, "fields": fields},
        headers={"If-Match": f'"{found["version"]}"'},
    )
    assert answer.status_code == 200, answer.text


async def seed(world: World, owner: Person) -> dict[str, str]:
    """Make a client whose number, address and hidden values stand nowhere else; returns ids by kind."""
    admin = world.workspace.http()
    group = (await admin.post("/field-groups", json={"subject_type": "client", "name": "Hidden"})).json()[
        "id"
    ]
    fields = [
        (await admin.post("/fields", json={"group_id": group, "name": kind, "kind": kind})).json()["id"]
        for kind in ("phone", "text")
    ]
    card = await add_client(
        admin,
        "Nameless",
        phone("90 765-00-00"),
        owner_id=str(owner.user_id),
        custom=dict(zip(fields, (OWN_PHONE, OWN_TEXT), strict=True)),
    )
    answer = await change_client(
        admin, card, contact_points=[phone(WRITTEN), email(ADDRESS)], custom={fields[1]: f"{OWN_TEXT} again"}
    )
    assert answer.status_code == 200, answer.text
    await admin.post(f"/clients/{card['id']}/notes", json={"text": NOTE})
    file = await add_file(admin, card["id"], f"{OWN_TEXT}.txt", NOTE.encode())
    deal = await admin.post(
        "/deals",
        json={
            "title": "Deal",
            "client_id": card["id"],
            "pipeline_id": world.shared["pipeline"],
            "owner_id": str(owner.user_id),
            "next_task": {"kind": "call", "title": "Call", "due_at": "2027-01-20T10:00:00Z"},
        },
    )
    tasks = (await admin.get("/tasks", params={"client_id": card["id"]})).json()["items"]
    return {
        "client": card["id"],
        "deal": deal.json()["id"],
        "task": tasks[0]["id"],
        "field": fields[0],
        "file": file,
        "deal_file": await add_file(admin, deal.json()["id"], "Offer.txt", on="deals"),
    }


async def exchange_of(world: World) -> Exchange:
    admin = world.workspace.http()
    made = (await admin.post("/telephony/connections", json={"name": "L", "provider": "generic"})).json()
    return Exchange(world.workspace.server.url + urlsplit(made["hook_url"]).path, made["secret"])


def leaks(text: str, secrets: tuple[str, ...] = SECRETS) -> list[str]:
    return [secret for secret in secrets if secret in text]


@pytest.mark.parametrize("level", ["masked", "none"])
async def test_no_way_out_tells_what_a_role_may_not_read(
    world: World, server: RunningApp, capfd: pytest.CaptureFixture[str], level: str
) -> None:
    reader = await world.workspace.person("analyst", extension="777")
    await give(world, "analyst", personal=level, events=level)
    ids = await seed(world, reader)
    exchange = await exchange_of(world)
    http = world.workspace.http(reader)
    await http.get("/auth/me")
    async with open_socket(server, reader) as socket:
        topics = (f"client:{ids['client']}", f"deal:{ids['deal']}", f"board:{world.shared['pipeline']}")
        await socket.subscribe("me", "counters", *topics)
        call_id = await exchange.ring(f"+998{NUMBER}", "777")
        await exchange.send("answered", call_id, extension="777", **{"from": f"+998{NUMBER}"})
        await exchange.send("ended", call_id, result="answered", **{"from": f"+998{NUMBER}"})
        heard = await socket.silence(1.5)
    assert {"screen_pop", "call.changed"} <= {frame.get("type") for frame in heard}
    assert leaks(str(heard), (*SECRETS, NOTE)) == []
    calls = (await http.get("/calls", params={"client_id": ids["client"]})).json()["items"]
    assert len(calls) == 1
    walked = 0
    for operation in operations(server.app):
        if operation.case.public or not (operation.method == "GET" or operation.name in QUESTIONS):
            continue
        named = {**ids_of(world, world.own), **ids, "call": calls[0]["id"], "person": str(reader.user_id)}
        answer = await call(http, operation, named)
        wanted = CLOSED.get(operation.name)
        assert answer.status_code == wanted or (wanted is None and answer.status_code < 400), answer.text
        assert leaks(answer.text, (*SECRETS, NOTE)) == [], operation.name
        walked += 1
    assert walked > 40
    for address in (
        f"/clients/{ids['client']}/fields/contact_points/history",
        f"/clients/{ids['client']}/fields/custom.{ids['field']}/history",
        "/reports/metrics/calls_answered/rows",
        f"/search?q={NUMBER}",
        f"/search?q={ADDRESS}",
        f"/clients?q=%2B998{NUMBER}",
        f"/clients/lookup?phone={NUMBER}",
    ):
        answer = await http.get(address)
        assert answer.status_code == 200, address
        assert leaks(answer.text, (*SECRETS, NOTE)) == [], address
    written = await http.post(f"/clients/{ids['client']}/notes", json={"text": "x"})
    assert written.status_code == 403
    captured = capfd.readouterr()
    assert leaks(captured.out + captured.err) == []


async def test_who_may_not_read_numbers_finds_by_whole_ones_only(world: World) -> None:
    reader = await world.workspace.person("analyst")
    await give(world, "analyst", personal="masked", events="read")
    ids = await seed(world, reader)
    http = world.workspace.http(reader)

    async def found(query: str) -> tuple[bool, bool, int]:
        hits = (await http.get("/search", params={"q": query, "limit": 50})).json()["items"]
        listed = (await http.get("/clients", params={"q": query})).json()["items"]
        count = (await http.get("/clients/count", params={"q": query})).json()["count"]
        in_hits, in_list = (ids["client"] in {one["id"] for one in rows} for rows in (hits, listed))
        return in_hits, in_list, count

    assert await found(WRITTEN) == (True, True, 1)
    assert await found(ADDRESS.upper()) == (True, True, 1)
    assert await found("nameless") == (True, True, 1)
    for part in ("765-43", "0765432", "secret", "hidden", "secret.person@hidden", "person nameless"):
        assert await found(part) == (False, False, 0), part


async def reveal(http: httpx.AsyncClient, client_id: str, reason: str = "Calling back by hand") -> Any:
    return await http.post(f"/clients/{client_id}/reveal", json={"reason": reason})


async def test_revealing_asks_why_is_counted_and_told_to_administrators(world: World) -> None:
    reader = await world.workspace.person("analyst", name="Curious")
    ids = await seed(world, reader)
    http = world.workspace.http(reader)
    assert (await http.get(f"/clients/{ids['client']}")).json()["phone"] == "••• 21"
    assert (await http.post(f"/clients/{ids['client']}/reveal", json={"reason": ""})).status_code == 422
    shown = (await reveal(http, ids["client"])).json()
    assert (shown["phone"], shown["email"]) == (f"+998{NUMBER}", ADDRESS)
    assert shown["custom"][ids["field"]] == f"+998{OWN_PHONE}"
    for _ in range(19):
        assert (await reveal(http, ids["client"])).status_code == 200
    refused = await reveal(http, ids["client"])
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_reveals")
    admin = world.workspace.http()
    told = (await admin.get("/clients/reveals", params={"user_id": str(reader.user_id)})).json()["items"]
    assert len(told) == 20
    assert (told[0]["actor"]["name"], told[0]["client_name"]) == ("Curious", "Nameless")
    assert told[0]["reason"] == "Calling back by hand"
    assert (await reveal(admin, ids["client"])).status_code == 200
    assert len((await admin.get("/clients/reveals")).json()["items"]) == 20
    assert (await http.get("/clients/reveals")).status_code == 403


async def test_who_may_fill_writes_only_where_nothing_stands(world: World) -> None:
    manager = world.people["manager"]
    http = world.workspace.http(manager)
    group = (
        await world.workspace.http().post("/field-groups", json={"subject_type": "client", "name": "H"})
    ).json()
    body = {"group_id": group["id"], "name": "Storey", "kind": "number"}
    field = (await world.workspace.http().post("/fields", json=body)).json()["id"]
    card = await add_client(http, "Anna", phone("901112233"))
    filled = await change_client(
        http,
        card,
        position="Director",
        tags=["vip"],
        custom={field: 3},
        contact_points=[phone("901112233", is_main=True), phone("901112244")],
    )
    assert filled.status_code == 200, filled.text
    card = filled.json()
    for wish, pointer in (
        ({"position": "Accountant"}, "/position"),
        ({"name": "Anna K."}, "/name"),
        ({"custom": {field: 4}}, f"/custom/{field}"),
        ({"custom": {field: None}}, f"/custom/{field}"),
        ({"contact_points": [phone("901112244")]}, "/contact_points"),
    ):
        refused = await change_client(http, card, **wish)
        assert (refused.status_code, refused.json()["code"]) == (403, "field_forbidden"), wish
        assert [(one["pointer"], one["code"]) for one in refused.json()["errors"]] == [
            (pointer, "only_empty")
        ]
    assert (await change_client(http, card, tags=[])).status_code == 200


async def test_a_masked_value_sent_back_is_not_written(world: World) -> None:
    await give(world, "analyst", personal="masked", events="edit")
    reader = await world.workspace.person("analyst")
    ids = await seed(world, reader)
    http = world.workspace.http(reader)
    card = (await http.get(f"/clients/{ids['client']}")).json()
    refused = await change_client(http, card, contact_points=[phone("••• 21")])
    assert refused.status_code in {403, 422}
    assert (await change_client(http, card, source="exhibition")).status_code == 200


async def test_a_table_of_rights_can_not_exceed_its_givers_nor_lock_administrators_out(world: World) -> None:
    admin = world.workspace.http()
    roles = {role["key"]: role for role in (await admin.get("/roles")).json()["items"]}

    async def change(key: str, fields: dict[str, str], http: httpx.AsyncClient = admin) -> httpx.Response:
        headers = {"If-Match": f'"{roles[key]["version"]}"'}
        return await http.patch(f"/roles/{roles[key]['id']}", json={"fields": fields}, headers=headers)

    unknown = await change("agent", {"personal": "read", "events": "read", "planet": "read"})
    assert unknown.json()["errors"][0]["pointer"] == "/fields/planet"
    assert (await change("agent", {"personal": "read"})).json()["errors"][0]["pointer"] == "/fields/events"
    locked = await change("administrator", {"personal": "masked", "events": "edit"})
    assert locked.json()["code"] == "last_administrator"
    group = (await admin.post("/field-groups", json={"subject_type": "client", "name": "Passport"})).json()
    changed = await change("agent", {"personal": "read", "events": "read", group["id"]: "none"})
    assert changed.json()["fields"][group["id"]] == "none"
