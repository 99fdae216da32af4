"""Who somebody may already be, told while she is being added."""

from typing import Any

import httpx

from tests.support.clients import add_client, phone
from tests.support.workspaces import Workspace


async def similar(http: httpx.AsyncClient, **known: Any) -> list[dict[str, Any]]:
    """Ask who this may be."""
    answer = await http.post("/clients/similar", json=known)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_a_name_in_another_script_is_recognised(workspace: Workspace) -> None:
    http = workspace.http()
    known = await add_client(http, "Ғуломов Шерзод")
    await add_client(http, "Somebody Else")
    (found,) = await similar(http, name="Sherzod G'ulomov")
    assert (found["id"], found["matched"], found["score"]) == (known["id"], "name", 60)
    assert found["reasons"] == ["name"]
    assert await similar(http, name="Sherzod G'ulomov", except_id=known["id"]) == []


async def test_a_phone_being_typed_is_compared_when_it_is_whole(workspace: Workspace) -> None:
    http = workspace.http()
    known = await add_client(http, "Anna Petrova", phone("90 123 45 67"))
    assert await similar(http, phones=["90 12"]) == []
    (found,) = await similar(http, name="Анна Петрова", phones=["(90) 123-45-67"])
    assert (found["id"], found["score"], found["reasons"]) == (known["id"], 88, ["phone", "name"])


async def test_a_tax_id_is_recognised_however_it_is_written(workspace: Workspace) -> None:
    http = workspace.http()
    known = await add_client(http, "Anor Mebel", kind="company", tax_id="301 234-567")
    assert known["tax_id"] == "301234567"
    body = {"kind": "company", "name": "Анор", "tax_id": "301234567"}
    refused = await http.post("/clients", json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "client_exists")
    assert refused.json()["params"]["candidates"][0]["matched"] == "tax_id"
    assert (await http.post("/clients", json={**body, "allow_duplicate": True})).status_code == 201


async def test_of_a_colleague_s_client_a_name_alone_tells_nothing(workspace: Workspace) -> None:
    nana, bold = await workspace.person(name="Nana K."), await workspace.person(name="Bold")
    await add_client(workspace.http(nana), "Secret Client", phone("901234567"))
    http = workspace.http(bold)
    assert await similar(http, name="Secret Client") == []
    (found,) = await similar(http, name="Secret Client", phones=["901234567"])
    assert (found["id"], found["name"], found["owner_name"]) == (None, None, "Nana K.")
    assert found["reasons"] == ["phone"]


async def test_nobody_of_another_workspace_is_recognised(
    workspace: Workspace, other_workspace: Workspace
) -> None:
    await add_client(other_workspace.http(), "Anna Petrova", phone("901234567"), tax_id="301234567")
    known = {"name": "Anna Petrova", "phones": ["901234567"], "tax_id": "301234567"}
    assert await similar(workspace.http(), **known) == []
