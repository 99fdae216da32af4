"""The list of clients: filters, orders, pages, tags, counts."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from app.core.clock import now
from app.core.runtime import Runtime
from app.domains.clients import service
from tests.support.clients import add_client, phone
from tests.support.workspaces import Workspace

NAMES = ("Борис", "анна", "Вера", "Ёжик", "Евгений", "Ангелина", "Жанна")


async def names(http: httpx.AsyncClient, **params: Any) -> list[str]:
    """Return the names in the list, read page by page."""
    found: list[str] = []
    while True:
        answer = await http.get("/clients", params={"limit": 2, **params})
        assert answer.status_code == 200, answer.text
        page = answer.json()
        found += [row["name"] for row in page["items"]]
        if page["next_cursor"] is None:
            return found
        assert page["items"]
        params["cursor"] = page["next_cursor"]


@pytest.fixture
async def filled(workspace: Workspace, runtime: Runtime) -> Workspace:
    http = workspace.http()
    for number, name in enumerate(NAMES):
        card = await add_client(http, name)
        if number % 2:
            async with runtime.db.write(workspace.id) as session:
                await service.record_contact(session, card["id"], now() - timedelta(days=number))
    return workspace


async def test_each_order_is_whole_in_both_directions(filled: Workspace) -> None:
    http = filled.http()
    by_name = ["Ангелина", "анна", "Борис", "Вера", "Евгений", "Ёжик", "Жанна"]
    assert await names(http, sort="name") == by_name
    assert await names(http, sort="-name") == by_name[::-1]
    assert await names(http, sort="created_at") == list(NAMES)
    assert await names(http) == list(NAMES)[::-1]
    spoken_with = ["анна", "Ёжик", "Ангелина"]
    never = ["Борис", "Вера", "Евгений", "Жанна"]
    # Whoever was never spoken with comes last in either direction.
    assert await names(http, sort="-last_contact_at") == spoken_with + never[::-1]
    assert await names(http, sort="last_contact_at") == spoken_with[::-1] + never
    refused = await http.get("/clients", params={"sort": "phone"})
    assert refused.json()["errors"][0]["code"] == "unknown_sort"


async def test_long_names_have_pages_too(workspace: Workspace) -> None:
    http = workspace.http()
    for number in range(3):
        await add_client(http, "Щ" * 199 + str(number))
    assert len(await names(http, sort="name", limit=1)) == 3


async def test_filters_narrow_the_list_and_its_count_alike(workspace: Workspace) -> None:
    http = workspace.http()
    manager = await workspace.person()
    company = await add_client(http, "Anor Mebel", kind="company", tags=["vip"])
    owner = str(manager.user_id)
    await add_client(http, "Anna", company_id=company["id"], tags=["vip", "new"], owner_id=owner)
    await add_client(http, "Bold", phone("901234567"), tags=["new"])
    for params, expected in (
        ({"kind": "company"}, {"Anor Mebel"}),
        ({"kind": "person"}, {"Anna", "Bold"}),
        ({"company_id": company["id"]}, {"Anna"}),
        ({"owner_id": owner}, {"Anna"}),
        ({"tag": "vip"}, {"Anna", "Anor Mebel"}),
        ({"tag": "VIP"}, set()),
        ({"tag": "new", "kind": "person", "q": "ann"}, {"Anna"}),
        ({"q": "anor"}, {"Anna", "Anor Mebel"}),
        ({"q": "4567"}, {"Bold"}),
        ({"q": "!?"}, set()),
        ({"q": "%"}, set()),
    ):
        assert set(await names(http, **params)) == expected, params
        count = (await http.get("/clients/count", params=params)).json()
        assert count == {"count": len(expected)}, params
    assert (await http.get("/clients/tags")).json() == {"items": ["new", "vip"]}


@pytest.mark.parametrize(
    "params",
    [
        {"kind": "robot"},
        {"owner_id": "me"},
        {"limit": 0},
        {"limit": 501},
        {"q": ""},
        {"tag": "\x00"},
        {"cursor": "nonsense"},
        {"cursor": "WyItY3JlYXRlZF9hdCIsICIyMDI2LTAxLTAxIiwgMV0"},
        {"sort": "search_text"},
    ],
)
async def test_wrong_parameters_are_refused(workspace: Workspace, params: dict[str, Any]) -> None:
    assert (await workspace.http().get("/clients", params=params)).status_code == 422
