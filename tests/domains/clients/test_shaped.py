"""Lists that a person shapes: filters over every domain's facts, several keys, groups, columns, whole pages."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import httpx
import pytest

from app.core.clock import now
from app.domains.clients import service
from tests.support.budget import statements
from tests.support.clients import add_client, email, phone
from tests.support.selling import ok, refused
from tests.support.servers import RunningApp
from tests.support.workspaces import Workspace


async def query(http: httpx.AsyncClient, **body: Any) -> list[str]:
    """Return the names of every page."""
    found: list[str] = []
    cursor = None
    while True:
        page = ok(await http.post("/clients/query", json={"limit": 2, "cursor": cursor, **body}))
        found += [row["name"] for row in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            count = {key: body[key] for key in ("q", "filter") if key in body}
            assert ok(await http.post("/clients/query/count", json=count))["count"] == len(found)
            return found


@pytest.fixture
async def office(workspace: Workspace) -> Workspace:
    http = workspace.http()
    await add_client(http, "Anna", phone("901234567"), email("a@example.com"), source="site", tags=["vip"])
    await add_client(http, "Bold", phone("12"), source="site", tags=["new", "vip"])
    vera = await add_client(http, "Вера", source="fair", language="ru")
    await add_client(http, "Giorgi", kind="company")
    async with workspace.runtime.db.write(workspace.id) as session:
        await service.record_contact(session, vera["id"], now() - timedelta(days=40))
    return workspace


async def test_filters_reach_every_kind_of_field(office: Workspace) -> None:
    http = office.http()
    for tree, expected in (
        ({"field": "source", "is": "site"}, {"Anna", "Bold"}),
        ({"field": "source", "is_not": "site"}, {"Вера", "Giorgi"}),
        ({"field": "tags", "contains": "new"}, {"Bold"}),
        ({"field": "tags", "any_of": ["new", "vip"]}, {"Anna", "Bold"}),
        ({"not": {"field": "tags", "contains": "vip"}}, {"Вера", "Giorgi"}),
        ({"field": "tags", "is_empty": True}, {"Вера", "Giorgi"}),
        ({"field": "has_phone", "is": False}, {"Вера", "Giorgi"}),
        ({"field": "bad_phone", "is": True}, {"Bold"}),
        ({"field": "last_contact_at", "older_than_days": 30}, {"Вера"}),
        ({"field": "quiet_since", "within_days": 1}, {"Anna", "Bold", "Giorgi"}),
        ({"field": "kind", "is": "company"}, {"Giorgi"}),
        ({"field": "name", "starts_with": "ве"}, {"Вера"}),
        ({"field": "deals.open_count", "is": 0}, {"Anna", "Bold", "Вера", "Giorgi"}),
        ({"field": "deals.won_sum", "gt": 0}, set()),
        ({"field": "tasks.has_open", "is": True}, set()),
        ({"field": "calls.missed_count", "gte": 1}, set()),
        ({"field": "owner_id", "is": "me"}, set()),
    ):
        assert set(await query(http, filter=tree)) == expected, tree


async def test_several_keys_make_whole_pages_in_every_direction(office: Workspace) -> None:
    http = office.http()
    assert await query(http, sort=["source", "-name"]) == ["Вера", "Bold", "Anna", "Giorgi"]
    assert await query(http, sort=["-source", "name"]) == ["Anna", "Bold", "Вера", "Giorgi"]
    assert await query(http, sort=["last_contact_at", "-name"]) == ["Вера", "Giorgi", "Bold", "Anna"]
    assert await query(http, sort=["-language", "source", "name"]) == ["Вера", "Anna", "Bold", "Giorgi"]
    assert await query(http) == ["Giorgi", "Вера", "Bold", "Anna"]
    assert await query(http, q="bol") == ["Bold"]
    problem = refused(
        await http.post("/clients/query", json={"sort": ["name", "tags"]}), 422, "invalid_request"
    )
    assert problem["errors"][0]["pointer"] == "/sort/1"
    first = ok(await http.post("/clients/query", json={"limit": 1}))
    foreign = {"limit": 1, "sort": ["name"], "cursor": first["next_cursor"]}
    assert refused(await http.post("/clients/query", json=foreign), 422, "invalid_request")
    assert refused(await http.post("/clients/query", json={"cursor": "WzFd"}), 422, "invalid_request")


async def test_groups_come_first_in_the_order_and_are_counted(office: Workspace) -> None:
    http = office.http()
    assert await query(http, group_by="source", sort=["-name"]) == ["Вера", "Bold", "Anna", "Giorgi"]
    found = ok(await http.post("/clients/query/groups", json={"group_by": "source"}))["items"]
    assert found == [
        {"value": "fair", "count": 1},
        {"value": "site", "count": 2},
        {"value": None, "count": 1},
    ]
    rows = ok(await http.post("/clients/query", json={"group_by": "source"}))["items"]
    assert [row["group"] for row in rows] == ["fair", "site", "site", None]
    assert refused(await http.post("/clients/query", json={"group_by": "note"}), 422, "invalid_request")


async def test_chosen_columns_come_with_each_row(office: Workspace) -> None:
    http = office.http()
    body = {"columns": ["language", "deals.open_sum", "has_email", "tags"], "sort": ["name"]}
    rows = ok(await http.post("/clients/query", json=body))["items"]
    assert rows[0]["values"] == {"language": None, "deals.open_sum": "0", "has_email": True, "tags": ["vip"]}
    wrong = refused(
        await http.post("/clients/query", json={"columns": ["password_hash"]}), 422, "invalid_request"
    )
    assert wrong["errors"][0]["pointer"] == "/columns/0"


async def test_rows_tell_which_mark_holds(office: Workspace) -> None:
    http = office.http()
    marks = [{"field": "source", "is": "fair"}, {"field": "source", "is_filled": True}]
    rows = ok(await http.post("/clients/query", json={"marks": marks, "sort": ["name"]}))["items"]
    assert {row["name"]: row["mark"] for row in rows} == {"Anna": 1, "Bold": 1, "Giorgi": None, "Вера": 0}


async def test_wrong_trees_are_told_by_their_place(office: Workspace) -> None:
    http = office.http()
    tree = {"all": [{"field": "source", "is": None}, {"not": {"x": 1}}]}
    problem = refused(await http.post("/clients/query", json={"filter": tree}), 422, "invalid_request")
    assert [error["pointer"] for error in problem["errors"]] == ["/filter/all/0/is", "/filter/all/1/not"]
    tree = {"any": [{"field": "nope", "is": 1}, {"field": "source", "gt": "a"}]}
    problem = refused(await http.post("/clients/query/count", json={"filter": tree}), 422, "invalid_request")
    assert [error["pointer"] for error in problem["errors"]] == ["/filter/any/0/field", "/filter/any/1/gt"]


async def test_each_sees_her_own_and_asks_only_what_she_may(office: Workspace) -> None:
    manager = await office.person()
    mine = office.http(manager)
    await add_client(mine, "Mine", source="site")
    assert await query(mine, filter={"field": "source", "is": "site"}) == ["Mine"]
    assert await query(mine, filter={"field": "owner_id", "is": "me"}) == ["Mine"]
    operator = office.http(await office.person("operator"))
    names = {field["name"] for field in ok(await operator.get("/fields/registry"))["items"]}
    assert "source" in names
    assert "deals.won_sum" not in names
    tree = {"field": "deals.won_sum", "gt": 0}
    problem = refused(await operator.post("/clients/query", json={"filter": tree}), 422, "invalid_request")
    assert problem["errors"][0]["code"] == "unknown_field"
    agent = office.http(await office.person("agent"))
    assert (await agent.get("/fields/registry")).status_code == 404


async def test_what_a_role_may_not_read_it_can_neither_ask_nor_sort_by_nor_see(office: Workspace) -> None:
    http = office.http(await office.person("analyst"))
    names = {field["name"] for field in ok(await http.get("/fields/registry"))["items"]}
    assert not names & {"phone", "email", "company", "language"}
    assert {"name", "source", "has_phone"} <= names
    for body in (
        {"filter": {"field": "phone", "starts_with": "+99890"}},
        {"sort": ["phone"]},
        {"columns": ["email"]},
        {"marks": [{"field": "phone", "contains": "1"}]},
        {"group_by": "language"},
    ):
        refused(await http.post("/clients/query", json=body), 422, "invalid_request")
    answer = await http.post("/clients/query", json={"columns": ["source"]})
    assert len(ok(answer)["items"]) == 4
    assert "901234567" not in answer.text


async def test_custom_fields_are_asked_and_sorted_and_grouped_by(office: Workspace) -> None:
    http = office.http()
    group = ok(await http.post("/field-groups", json={"subject_type": "client", "name": "More"}), 201)
    made = {}
    for kind, more in (
        ("number", {}),
        ("date", {}),
        ("yes_no", {}),
        ("choice", {"choices": [{"name": "Hall"}, {"name": "Kitchen"}]}),
        ("multi_choice", {"choices": [{"name": "A"}, {"name": "B"}]}),
        ("address", {}),
        ("money", {}),
        ("datetime", {}),
        ("text", {}),
        ("person", {}),
    ):
        body = {"group_id": group["id"], "name": kind, "kind": kind, **more}
        made[kind] = ok(await http.post("/fields", json=body), 201)
    hall = made["choice"]["choices"][0]["id"]
    a = made["multi_choice"]["choices"][0]["id"]
    values = {"number": "7", "date": "2026-11-20", "yes_no": True, "choice": hall, "multi_choice": [a]}
    await add_client(http, "Filled", custom={made[kind]["id"]: value for kind, value in values.items()})
    for kind, test in (
        ("number", {"gt": 6}),
        ("date", {"is": "2026-11-20"}),
        ("yes_no", {"is": True}),
        ("choice", {"any_of": [hall]}),
        ("multi_choice", {"contains": a}),
    ):
        assert await query(http, filter={"field": f"custom.{made[kind]['id']}", **test}) == ["Filled"], kind
    for kind in ("address", "money", "datetime", "text", "person", "multi_choice"):
        tree = {"field": f"custom.{made[kind]['id']}", "is_empty": True}
        assert len(await query(http, filter=tree)) == (4 if kind == "multi_choice" else 5), kind
    number = f"custom.{made['number']['id']}"
    assert (await query(http, sort=[f"-{number}", "name"]))[0] == "Filled"
    body = {"columns": [number], "group_by": f"custom.{made['choice']['id']}", "limit": 1}
    (row,) = ok(await http.post("/clients/query", json=body))["items"]
    assert (row["values"][number], row["group"]) == ("7", hall)


@pytest.mark.slow
async def test_every_field_can_be_asked_everything_it_offers(office: Workspace, server: RunningApp) -> None:
    http = office.http()
    values = {"number": 1, "money": 1, "date": "2026-11-20", "datetime": "2026-11-20", "yes_no": True}
    fields = ok(await http.get("/fields/registry"))["items"]
    leaves = []
    for field in fields:
        value = values.get(field["kind"], field["options"][0] if field["options"] else "x")
        if field["kind"] == "person":
            value = str(office.admin.user_id)
        for operator in field["operators"]:
            wanted: Any = {"between": [value, value], "any_of": [value], "none_of": [value]}.get(
                operator, value
            )
            wanted = {"is_empty": True, "is_filled": True}.get(operator, wanted)
            wanted = 5 if operator.endswith("_days") else wanted
            wanted = str(office.id) if operator == "in_segment" else wanted
            leaves.append({"field": field["name"], operator: wanted})
    assert len(leaves) > 100
    for first, second in pairwise(range(0, len(leaves) + 40, 40)):
        tree = {"any": leaves[first:second]}
        ok(await http.post("/clients/query", json={"filter": tree, "columns": ["name"]}))
        ok(await http.post("/clients/query/count", json={"filter": {"not": tree}}))
    sortable = [field["name"] for field in fields if field["may_sort"]]
    for name in sortable:
        first_page = ok(await http.post("/clients/query", json={"sort": [f"-{name}"], "limit": 1}))
        again = {"sort": [f"-{name}"], "limit": 1, "cursor": first_page["next_cursor"]}
        ok(await http.post("/clients/query", json=again))
    with statements(server) as sent:
        ok(await http.post("/clients/query", json={"filter": leaves[0], "sort": ["name"]}))
    assert len(sent) == 2, sent  # the workspace's clock; the page
