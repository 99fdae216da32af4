"""The workspace's own fields: making them, and what is written into them on clients and deals."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.support.clients import add_client, change_client
from tests.support.selling import start_selling
from tests.support.workspaces import Workspace

SAMPLES: dict[str, tuple[Any, Any]] = {
    "text": ("  two rooms ", "two rooms"),
    "long_text": ("a\nb", "a\nb"),
    "number": ("3.50", "3.5"),
    "money": (250000, "250000.00"),
    "date": ("2026-11-22", "2026-11-22"),
    "datetime": ("2026-11-22T12:00:00+05:00", "2026-11-22T07:00:00Z"),
    "yes_no": (False, False),
    "phone": ("90 123-45-67", "+998901234567"),
    "email": ("Dilnoza@Example.com", "dilnoza@example.com"),
    "link": ("https://example.com/a", "https://example.com/a"),
    "address": ({"line": "Navoi 5", "country": "UZ"}, {"line": "Navoi 5", "country": "UZ"}),
}
WRONG: dict[str, Any] = {
    "text": 5,
    "number": "NaN",
    "money": "1.234",
    "date": "yesterday",
    "datetime": "2026-11-22T12:00:00",
    "yes_no": "yes",
    "phone": "call me",
    "email": "nobody",
    "link": "javascript:alert(1)",
    "address": {"planet": "Mars"},
    "person": "01920000-0000-7000-8000-000000000000",
}


async def add_group(http: httpx.AsyncClient, subject: str = "client", name: str = "House") -> str:
    answer = await http.post("/field-groups", json={"subject_type": subject, "name": name})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def add_field(http: httpx.AsyncClient, group: str, kind: str, **more: Any) -> dict[str, Any]:
    body = {"group_id": group, "name": f"A {kind}", "kind": kind, **more}
    answer = await http.post("/fields", json=body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_values_of_every_kind_are_kept_in_one_form(workspace: Workspace) -> None:
    http = workspace.http()
    group = await add_group(http)
    ids = {kind: (await add_field(http, group, kind))["id"] for kind in SAMPLES}
    person = (await add_field(http, group, "person"))["id"]
    values = {ids[kind]: given for kind, (given, _) in SAMPLES.items()}
    values[person] = str(workspace.admin.user_id)
    card = await add_client(http, "Anna", custom=values)
    kept = {ids[kind]: kept for kind, (_, kept) in SAMPLES.items()} | {person: str(workspace.admin.user_id)}
    assert card["custom"] == kept
    cleared = (await change_client(http, card, custom={ids["text"]: "", ids["number"]: None})).json()
    del kept[ids["text"]], kept[ids["number"]]
    assert cleared["custom"] == kept
    assert cleared["version"] == card["version"] + 1
    same = await change_client(http, cleared, custom={ids["yes_no"]: False})
    assert same.json()["version"] == cleared["version"]


async def test_each_wrong_value_is_pointed_at(workspace: Workspace) -> None:
    http = workspace.http()
    group = await add_group(http)
    ids = {kind: (await add_field(http, group, kind))["id"] for kind in WRONG}
    card = await add_client(http, "Anna")
    for kind, value in WRONG.items():
        answer = await change_client(http, card, custom={ids[kind]: value})
        assert answer.status_code == 422, kind
        assert answer.json()["errors"][0]["pointer"].startswith(f"/custom/{ids[kind]}"), kind
    both = await change_client(http, card, custom={ids["date"]: "x", "nothing": 1})
    assert {error["pointer"].split("/")[2] for error in both.json()["errors"]} == {ids["date"], "nothing"}


async def test_choices_are_checked_and_archived_ones_stay_where_they_were_chosen(
    workspace: Workspace,
) -> None:
    http = workspace.http()
    field = await add_field(
        http, await add_group(http), "multi_choice", choices=[{"name": "A"}, {"name": "B"}]
    )
    first, second = (choice["id"] for choice in field["choices"])
    card = await add_client(http, "Anna", custom={field["id"]: [first, first]})
    assert card["custom"] == {field["id"]: [first]}
    headers = {"If-Match": f'"{field["version"]}"'}
    kept = [{"id": second, "name": "B", "color": "#2f7d4f"}]
    changed = await http.patch(f"/fields/{field['id']}", json={"choices": kept}, headers=headers)
    assert [choice["is_archived"] for choice in changed.json()["choices"]] == [False, True]
    more = await change_client(http, card, custom={field["id"]: [first, second]})
    assert more.json()["custom"] == {field["id"]: [first, second]}
    refused = await http.post(
        "/clients", json={"kind": "person", "name": "B", "custom": {field["id"]: [first]}}
    )
    assert refused.json()["errors"][0]["code"] == "archived_choice"
    foreign = await change_client(http, more.json(), custom={field["id"]: [str(UUID(int=1))]})
    assert foreign.status_code == 422


async def test_fields_apply_to_some_kinds_and_pipelines_only(workspace: Workspace) -> None:
    http = workspace.http()
    group = await add_group(http)
    field = await add_field(http, group, "text", applies_to=["company"])
    card = await add_client(http, "Anna")
    answer = await change_client(http, card, custom={field["id"]: "x"})
    assert answer.json()["errors"][0]["code"] == "not_applicable"
    company = await http.post(
        "/clients", json={"kind": "company", "name": "Anor", "custom": {field["id"]: "x"}}
    )
    assert company.status_code == 201
    refused = await http.post(
        "/fields", json={"group_id": group, "name": "T", "kind": "text", "applies_to": ["planet"]}
    )
    assert refused.json()["errors"][0]["pointer"] == "/applies_to"


async def test_an_archived_field_keeps_its_values_and_takes_no_new_ones(workspace: Workspace) -> None:
    http = workspace.http()
    field = await add_field(http, await add_group(http), "text")
    card = await add_client(http, "Anna", custom={field["id"]: "kept"})
    archived = await http.patch(
        f"/fields/{field['id']}", json={"is_archived": True}, headers={"If-Match": '"1"'}
    )
    assert archived.json()["is_archived"] is True
    refused = await change_client(http, card, custom={field["id"]: "new"})
    assert refused.json()["errors"][0]["code"] == "archived"
    assert (await http.get(f"/clients/{card['id']}")).json()["custom"] == {field["id"]: "kept"}


async def test_a_fields_history_tells_who_changed_it(workspace: Workspace) -> None:
    http = workspace.http()
    field = await add_field(http, await add_group(http), "text")
    card = await add_client(http, "Anna")
    card = (await change_client(http, card, custom={field["id"]: "one"})).json()
    await change_client(http, card, custom={field["id"]: "two"}, position="Director")
    told = (await http.get(f"/clients/{card['id']}/fields/custom.{field['id']}/history")).json()["items"]
    assert [(one["old"], one["new"]) for one in told] == [("one", "two"), (None, "one")]
    assert told[0]["actor"]["name"] == "Admin"
    plain = (await http.get(f"/clients/{card['id']}/fields/position/history")).json()["items"]
    assert [one["new"] for one in plain] == ["Director"]


async def test_groups_and_fields_are_ordered_and_removed(workspace: Workspace) -> None:
    http = workspace.http()
    first, second = await add_group(http), await add_group(http, name="Car")
    a, b = (await add_field(http, first, "text"), await add_field(http, first, "date"))
    await http.post(f"/field-groups/{first}/order", json={"ids": [b["id"], a["id"]]})
    await http.post("/field-groups/order?subject_type=client", json={"ids": [second, first]})
    assert [group["id"] for group in (await http.get("/field-groups")).json()["items"]] == [second, first]
    assert [field["id"] for field in (await http.get("/fields")).json()["items"]] == [b["id"], a["id"]]
    c = await add_field(http, second, "text")
    came = await http.post(f"/field-groups/{first}/order", json={"ids": [b["id"], c["id"], a["id"]]})
    assert [(one["id"], one["group_id"]) for one in came.json()["items"]] == [
        (one["id"], first) for one in (b, c, a)
    ]
    deals = await add_field(http, await add_group(http, "deal"), "text")
    refused = await http.post(f"/field-groups/{first}/order", json={"ids": [deals["id"]]})
    assert refused.status_code == 404
    assert (await http.delete(f"/field-groups/{first}")).json()["code"] == "field_group_in_use"
    assert (await http.delete(f"/field-groups/{second}")).status_code == 204


async def test_deals_have_fields_of_their_pipeline(workspace: Workspace) -> None:
    http = workspace.http()
    sales = await start_selling(workspace)
    group = await add_group(http, "deal")
    field = await add_field(http, group, "number", applies_to=[sales.pipeline["id"]])
    deal = await sales.deal(custom={field["id"]: "24"})
    assert deal["custom"] == {field["id"]: "24"}
    changed = await http.patch(
        f"/deals/{deal['id']}",
        json={"custom": {field["id"]: 25}},
        headers={"If-Match": f'"{deal["version"]}"'},
    )
    assert changed.json()["custom"] == {field["id"]: "25"}
    told = (await http.get(f"/deals/{deal['id']}/fields/custom.{field['id']}/history")).json()["items"]
    assert [(one["old"], one["new"]) for one in told] == [("24", "25")]


@pytest.mark.parametrize("role", ["supervisor", "manager"])
async def test_only_administrators_decide_which_fields_there_are(workspace: Workspace, role: str) -> None:
    http = workspace.http(await workspace.person(role))
    refused = await http.post("/field-groups", json={"subject_type": "client", "name": "House"})
    assert refused.status_code == 403
    assert (await http.get("/fields")).status_code == 200
