"""Two records that are one client: what is kept, what goes over, and who may not write to the old one."""

import asyncio
from typing import Any

import httpx

from tests.support.clients import add_client, change_client, email, phone
from tests.support.workspaces import Workspace


async def merge(
    http: httpx.AsyncClient, mine: dict[str, Any], other: dict[str, Any], **take: str
) -> httpx.Response:
    """Merge another record into a client, on the basis of both cards."""
    body = {"other_id": other["id"], "other_version": other["version"], "take": take}
    return await http.post(
        f"/clients/{mine['id']}/merge", json=body, headers={"If-Match": f'"{mine["version"]}"'}
    )


async def card(http: httpx.AsyncClient, client_id: str) -> dict[str, Any]:
    answer = await http.get(f"/clients/{client_id}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_nothing_that_only_one_of_them_had_is_lost(workspace: Workspace) -> None:
    http = workspace.http()
    mine = await add_client(http, "Anna", phone("901234567"), note="Likes oak", tags=["vip"])
    other = await add_client(
        http,
        "Анна Петрова",
        phone("907654321"),
        phone("901234567"),
        email("anna@example.com"),
        note="Rings on Mondays",
        tags=["VIP", "wholesale"],
        source="exhibition",
        allow_duplicate=True,
    )
    preview = (
        await http.get(f"/clients/{mine['id']}/merge-preview", params={"other_id": other["id"]})
    ).json()
    usual = {field["field"]: field["usual"] for field in preview["fields"]}
    assert (usual["name"], usual["source"], usual["note"]) == ("mine", "theirs", "both")
    assert preview["reasons"][0] == "phone"

    done = await merge(http, mine, other, name="theirs", phone="theirs")
    assert done.status_code == 200, done.text
    one = await card(http, mine["id"])
    assert (one["name"], one["source"], one["tags"]) == ("Анна Петрова", "exhibition", ["vip", "wholesale"])
    assert one["note"] == "Likes oak\n\nRings on Mondays"
    assert [point["normalized"] for point in one["contact_points"]] == [
        "+998901234567",
        "+998907654321",
        "anna@example.com",
    ]
    assert (one["phone"], one["email"]) == ("+998907654321", "anna@example.com")
    assert one["version"] == done.json()["version"]


async def test_the_old_record_is_nowhere_but_its_address_answers(workspace: Workspace) -> None:
    http = workspace.http()
    mine = await add_client(http, "Anna Petrova", phone("901234567"), tags=["vip"])
    other = await add_client(http, "Petrova Anna", phone("907654321"), tags=["gone"])
    assert (await merge(http, mine, other)).status_code == 200
    assert [row["id"] for row in (await http.get("/clients")).json()["items"]] == [mine["id"]]
    assert (await http.get("/clients/count")).json() == {"count": 1}
    for q in ("Petrova", "907654321"):
        assert [row["id"] for row in (await http.get("/clients", params={"q": q})).json()["items"]] == [
            mine["id"]
        ]
        assert [hit["id"] for hit in (await http.get("/search", params={"q": q})).json()["items"]] == [
            mine["id"]
        ]
    found = (await http.get("/clients/lookup", params={"phone": "907654321"})).json()["items"]
    assert [row["id"] for row in found] == [mine["id"]]
    alike = (await http.post("/clients/similar", json={"name": "Petrova Anna"})).json()["items"]
    assert [row["id"] for row in alike] == [mine["id"]]

    old = await card(http, other["id"])
    assert (old["id"], old["merged_from"]) == (mine["id"], other["id"])
    assert (await card(http, mine["id"]))["merged_from"] is None
    timeline = (await http.get(f"/clients/{other['id']}/timeline")).json()["items"]
    assert [entry["type"] for entry in timeline] == ["client.merged", "client.created", "client.created"]


async def test_writing_to_the_old_record_says_where_to_write(workspace: Workspace) -> None:
    http = workspace.http()
    mine, other = await add_client(http, "Anna"), await add_client(http, "Ann")
    await merge(http, mine, other)
    pipeline = (await http.get("/pipelines")).json()["items"][0]["id"]
    task = {"kind": "call", "title": "Call", "due_at": "2027-01-01T10:00:00Z"}
    refused = [
        await change_client(http, other, note="N"),
        await http.post(f"/clients/{other['id']}/notes", json={"text": "N"}),
        await http.post("/tasks", json={**task, "client_id": other["id"]}),
        await http.post(
            "/deals",
            json={"title": "D", "client_id": other["id"], "pipeline_id": pipeline, "next_task": task},
        ),
        await merge(http, await add_client(http, "Third"), other),
    ]
    assert [(answer.status_code, answer.json()["code"]) for answer in refused] == [(409, "client_merged")] * 5
    assert {answer.json()["params"]["client_id"] for answer in refused} == {mine["id"]}


async def test_what_belonged_to_the_other_belongs_to_the_one(workspace: Workspace) -> None:
    http = workspace.http()
    mine = await add_client(http, "Anor Mebel", kind="company")
    other = await add_client(http, "Анор", kind="company")
    member = await add_client(http, "Bold", company_id=other["id"])
    task = {"kind": "call", "title": "Call", "due_at": "2027-01-01T10:00:00Z"}
    pipeline = (await http.get("/pipelines")).json()["items"][0]["id"]
    deal = await http.post(
        "/deals", json={"title": "D", "client_id": other["id"], "pipeline_id": pipeline, "next_task": task}
    )
    assert deal.status_code == 201, deal.text
    await http.post(f"/clients/{other['id']}/notes", json={"text": "An old note"})
    preview = (
        await http.get(f"/clients/{mine['id']}/merge-preview", params={"other_id": other["id"]})
    ).json()
    assert preview["theirs"]["refers"] == {"clients": 1, "deals": 1, "tasks": 1}
    assert (await merge(http, mine, other)).status_code == 200

    deals = (await http.get("/deals", params={"client_id": mine["id"]})).json()["items"]
    assert [one["id"] for one in deals] == [deal.json()["id"]]
    assert (await card(http, member["id"]))["company_name"] == "Anor Mebel"
    found = (await http.get("/clients", params={"q": "Mebel"})).json()["items"]
    assert {one["id"] for one in found} == {mine["id"], member["id"]}
    deal_timeline = (await http.get(f"/deals/{deal.json()['id']}/timeline")).json()["items"]
    assert "deal.created" in [entry["type"] for entry in deal_timeline]
    notes = (await http.get(f"/clients/{mine['id']}/timeline", params={"types": "note.added"})).json()[
        "items"
    ]
    assert [note["data"]["text"] for note in notes] == ["An old note"]


async def test_merges_are_undone_from_the_latest(workspace: Workspace) -> None:
    http = workspace.http()
    mine, ann, anya = [await add_client(http, name) for name in ("Anna", "Ann", "Anya")]
    first = (await merge(http, mine, ann)).json()
    second = (await merge(http, await card(http, mine["id"]), anya)).json()
    merges = (await http.get(f"/clients/{mine['id']}/merges")).json()["items"]
    assert [one["id"] for one in merges] == [second["merge_id"], first["merge_id"]]
    refused = await http.post(f"/clients/merges/{first['merge_id']}/undo")
    assert (refused.status_code, refused.json()["code"]) == (409, "merge_not_last")
    for done in (second, first):
        assert (await http.post(f"/clients/merges/{done['merge_id']}/undo")).status_code == 200
    again = await http.post(f"/clients/merges/{first['merge_id']}/undo")
    assert (again.status_code, again.json()["code"]) == (409, "merge_undone")
    assert (await http.get("/clients/count")).json() == {"count": 3}


async def test_of_two_merges_at_once_one_is_made(workspace: Workspace) -> None:
    http = workspace.http()
    for _ in range(5):
        one, other = await add_client(http, "Anna"), await add_client(http, "Ann")
        answers = await asyncio.gather(merge(http, one, other), merge(http, other, one))
        assert sorted(answer.status_code for answer in answers) in ([200, 409], [200, 412])


async def test_of_a_merge_and_an_edit_at_once_the_second_is_told(workspace: Workspace) -> None:
    http = workspace.http()
    for _ in range(5):
        one, other = await add_client(http, "Anna"), await add_client(http, "Ann")
        merged, edited = await asyncio.gather(merge(http, one, other), change_client(http, other, note="New"))
        codes = (merged.status_code, edited.status_code)
        assert codes in {(200, 409), (412, 200)}, (merged.text, edited.text)


async def test_only_what_one_may_change_is_merged(workspace: Workspace) -> None:
    nana, bold = await workspace.person("supervisor"), await workspace.person("supervisor")
    mine = await add_client(workspace.http(nana), "Anna", owner_id=str(nana.user_id))
    hers = await add_client(workspace.http(bold), "Ann", owner_id=str(bold.user_id))
    refused = await merge(workspace.http(nana), mine, hers)
    assert refused.status_code == 404
    company = await add_client(workspace.http(nana), "Anor", kind="company")
    refused = await merge(workspace.http(nana), mine, company)
    assert refused.json()["errors"][0]["code"] == "other_kind"


async def test_who_may_not_change_every_field_merges_nothing(workspace: Workspace) -> None:
    manager = workspace.http(await workspace.person())
    one, other = await add_client(manager, "Anna"), await add_client(manager, "Ann")
    refused = await merge(manager, one, other)
    assert (refused.status_code, refused.json()["code"]) == (403, "field_forbidden")
    shown = await manager.get(f"/clients/{one['id']}/merge-preview", params={"other_id": other["id"]})
    assert shown.status_code == 403
    assert (await manager.get("/clients/duplicates")).status_code == 403
