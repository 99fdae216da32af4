"""Files on a client's card: who sees them, what becomes of them, and how they leave."""

import os
from pathlib import Path
from typing import Any
from uuid import uuid4

from app.core import jobs
from app.core.runtime import Runtime
from app.platform.files.jobs import TIDY_JOB
from tests.support.clients import add_client, add_file, change_client
from tests.support.selling import ok, refused
from tests.support.working import run_jobs
from tests.support.workspaces import Workspace

PAGE = b"<!doctype html><script>alert(document.cookie)</script>"


def home(runtime: Runtime, workspace: Workspace) -> Path:
    return runtime.settings.var_dir / "files" / str(workspace.id)


def lying(runtime: Runtime, workspace: Workspace) -> int:
    return sum(path.is_file() for path in home(runtime, workspace).rglob("*"))


async def names(http: Any, client_id: str) -> list[str]:
    return [one["name"] for one in ok(await http.get(f"/clients/{client_id}/files"))["items"]]


async def test_a_file_comes_back_as_it_was_and_is_never_shown_as_a_page(workspace: Workspace) -> None:
    http = workspace.http()
    card = await add_client(http, "Anna")
    content = b"%PDF-1.7 " + os.urandom(3_000_000)
    file_id = await add_file(http, card["id"], "../План.pdf", content)
    (shown,) = ok(await http.get(f"/clients/{card['id']}/files"))["items"]
    assert (shown["id"], shown["name"], shown["media_type"], shown["size"], shown["added_by"]) == (
        file_id, "План.pdf", "application/pdf", len(content), "Admin",
    )  # fmt: skip
    answer = await http.get(f"/clients/{card['id']}/files/{file_id}/content")
    assert answer.content == content
    page = await add_file(http, card["id"], "page.html", PAGE)
    answer = await http.get(f"/clients/{card['id']}/files/{page}/content")
    assert answer.content == PAGE
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["content-disposition"].startswith('attachment; filename="page.html"')
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_sent_again_it_is_the_same_file(workspace: Workspace) -> None:
    http = workspace.http()
    card, other = await add_client(http, "Anna"), await add_client(http, "Boris")
    file_id = await add_file(http, card["id"], "plan.txt", b"one")
    address = f"/clients/{card['id']}/files/{file_id}"
    params = {"name": "plan.txt"}
    assert (await http.put(address, params=params, content=b"one")).status_code == 200
    refused(await http.put(address, params=params, content=b"two"), 409, "file_exists")
    taken = f"/clients/{other['id']}/files/{file_id}"
    refused(await http.put(taken, params=params, content=b"one"), 409, "file_exists")
    nothing = f"/clients/{card['id']}/files/{uuid4()}"
    refused(await http.put(nothing, params=params, content=b""), 422, "empty_file")
    assert await names(http, card["id"]) == ["plan.txt"]


async def test_too_large_a_file_is_refused_and_leaves_nothing(workspace: Workspace, runtime: Runtime) -> None:
    http = workspace.http()
    card = await add_client(http, "Anna")
    most = ok(await http.get(f"/clients/{card['id']}/files"))["max_bytes"]
    assert most == runtime.settings.max_file_bytes

    async def endless() -> Any:
        for _ in range(most // 1_000_000 + 2):
            yield bytes(1_000_000)

    address = f"/clients/{card['id']}/files/{uuid4()}"
    refused(await http.put(address, params={"name": "film.mp4"}, content=endless()), 413, "too_large")
    assert lying(runtime, workspace) == 0


async def test_what_is_removed_can_be_brought_back_and_each_step_is_told(workspace: Workspace) -> None:
    http = workspace.http()
    card = await add_client(http, "Anna")
    file_id = await add_file(http, card["id"], "plan.txt")
    address = f"/clients/{card['id']}/files/{file_id}"
    assert (await http.delete(address)).status_code == 204
    assert await names(http, card["id"]) == []
    refused(await http.get(f"{address}/content"), 404, "not_found")
    refused(await http.delete(address), 404, "not_found")
    assert ok(await http.post(f"{address}/restore"))["name"] == "plan.txt"
    assert await names(http, card["id"]) == ["plan.txt"]
    told = ok(await http.get(f"/clients/{card['id']}/timeline"))["items"]
    types = [entry["type"] for entry in told if entry["type"].startswith("file.")]
    assert types == ["file.restored", "file.removed", "file.added"]
    assert {entry["data"]["name"] for entry in told[:3]} == {"plan.txt"}


async def test_files_follow_a_merge_and_its_undoing(workspace: Workspace) -> None:
    http = workspace.http()
    anna, twin = await add_client(http, "Anna"), await add_client(http, "Anna again")
    await add_file(http, anna["id"], "hers.txt", b"hers")
    await add_file(http, twin["id"], "twin's.txt", b"hers")
    body = {"other_id": twin["id"], "other_version": twin["version"]}
    merged = ok(
        await http.post(
            f"/clients/{anna['id']}/merge", json=body, headers={"If-Match": f'"{anna["version"]}"'}
        )
    )
    assert set(await names(http, anna["id"])) == {"hers.txt", "twin's.txt"}
    ok(await http.post(f"/clients/merges/{merged['merge_id']}/undo"))
    assert await names(http, anna["id"]) == ["hers.txt"]
    assert await names(http, twin["id"]) == ["twin's.txt"]


async def test_whose_client_it_is_not_sees_no_file(workspace: Workspace) -> None:
    card = await add_client(workspace.http(), "Anna")
    file_id = await add_file(workspace.http(), card["id"], "plan.txt")
    stranger = workspace.http(await workspace.person("manager"))
    address = f"/clients/{card['id']}/files"
    refused(await stranger.get(address), 404, "not_found")
    refused(await stranger.get(f"{address}/{file_id}/content"), 404, "not_found")
    sent = await stranger.put(f"{address}/{uuid4()}", params={"name": "x"}, content=b"x")
    refused(sent, 404, "not_found")
    other = await add_client(workspace.http(), "Boris")
    foreign = f"/clients/{other['id']}/files/{file_id}/content"
    refused(await workspace.http().get(foreign), 404, "not_found")


async def test_contents_that_no_row_needs_are_tidied(workspace: Workspace, runtime: Runtime) -> None:
    http = workspace.http()
    card = await add_client(http, "Anna")
    await add_file(http, card["id"], "plan.txt", b"needed")
    orphan = home(runtime, workspace) / "ab" / ("ab" + "0" * 62)
    orphan.parent.mkdir(parents=True, exist_ok=True)
    orphan.write_bytes(b"left by a crash")
    for path in home(runtime, workspace).rglob("*"):
        os.utime(path, (0, 0))
    assert lying(runtime, workspace) == 2
    async with runtime.db.write(workspace.id) as session:
        jobs.enqueue(session, TIDY_JOB, {})
    await run_jobs(runtime, workspace.id)
    assert lying(runtime, workspace) == 1
    assert not orphan.exists()


async def test_a_field_names_files_of_its_own_client_only(workspace: Workspace) -> None:
    http = workspace.http()
    group = ok(await http.post("/field-groups", json={"subject_type": "client", "name": "Papers"}), 201)
    wish = {"group_id": group["id"], "name": "Contract", "kind": "file"}
    field = ok(await http.post("/fields", json=wish), 201)["id"]
    card, other = await add_client(http, "Anna"), await add_client(http, "Boris")
    file_id, foreign = await add_file(http, card["id"], "c.pdf"), await add_file(http, other["id"], "d.pdf")
    for wrong in ([foreign], [str(uuid4())], file_id):
        answer = refused(await change_client(http, card, custom={field: wrong}), 422, "invalid_request")
        assert answer["errors"][0]["pointer"].startswith(f"/custom/{field}")
    card = ok(await change_client(http, card, custom={field: [file_id, file_id]}))
    assert card["custom"] == {field: [file_id]}
    address = f"/clients/{card['id']}/files/{file_id}"
    refused(await http.delete(address), 409, "file_in_field")
    filled = {"filter": {"field": f"custom.{field}", "is_filled": True}}
    assert ok(await http.post("/clients/query/count", json=filled))["count"] == 1
    card = ok(await change_client(http, card, custom={field: []}))
    assert card["custom"] == {}
    assert (await http.delete(address)).status_code == 204
    body = {"kind": "person", "name": "Vera", "custom": {field: [file_id]}}
    refused(await http.post("/clients", json=body), 422, "invalid_request")
    deals = ok(await http.post("/field-groups", json={"subject_type": "deal", "name": "Papers"}), 201)
    refused(await http.post("/fields", json={**wish, "group_id": deals["id"]}), 422, "invalid_request")


async def test_a_file_in_a_field_that_is_not_hers_to_read_is_not_hers_to_open(workspace: Workspace) -> None:
    http = workspace.http()
    group = ok(await http.post("/field-groups", json={"subject_type": "client", "name": "Papers"}), 201)
    wish = {"group_id": group["id"], "name": "Contract", "kind": "file"}
    field = ok(await http.post("/fields", json=wish), 201)["id"]
    nana = await workspace.person("manager")
    card = await add_client(workspace.http(nana), "Anna")
    open_one, closed = await add_file(http, card["id"], "a.pdf"), await add_file(http, card["id"], "b.pdf")
    ok(await change_client(http, card, custom={field: [closed]}))
    (role,) = (one for one in ok(await http.get("/roles"))["items"] if one["key"] == "manager")
    rights = {"fields": {**role["fields"], group["id"]: "none"}}
    ok(await http.patch(f"/roles/{role['id']}", json=rights, headers={"If-Match": f'"{role["version"]}"'}))
    address = f"/clients/{card['id']}/files"
    assert [one["id"] for one in ok(await workspace.http(nana).get(address))["items"]] == [open_one]
    refused(await workspace.http(nana).get(f"{address}/{closed}/content"), 404, "not_found")
    assert (await http.get(f"{address}/{closed}/content")).status_code == 200


async def test_nor_is_its_name_told_by_anything_that_happened(workspace: Workspace) -> None:
    http, secret = workspace.http(), f"{uuid4().hex}.pdf"
    group = ok(await http.post("/field-groups", json={"subject_type": "client", "name": "Papers"}), 201)
    wish = {"group_id": group["id"], "name": "Contract", "kind": "file"}
    field = ok(await http.post("/fields", json=wish), 201)["id"]
    nana = await workspace.person("supervisor")
    card = await add_client(http, "Anna")
    closed = await add_file(http, card["id"], secret)
    shown = await add_file(http, card["id"], "plan.pdf")
    assert (await http.delete(f"/clients/{card['id']}/files/{closed}")).status_code == 204
    ok(await http.post(f"/clients/{card['id']}/files/{closed}/restore"))
    card = ok(await http.get(f"/clients/{card['id']}"))
    ok(await change_client(http, card, custom={field: [closed]}))
    (role,) = (one for one in ok(await http.get("/roles"))["items"] if one["key"] == "supervisor")
    for access in ("none", "masked"):
        permissions = {**role["permissions"], "events:read": "all", "audit:read": "all"}
        rights = {"permissions": permissions, "fields": {**role["fields"], group["id"]: access}}
        headers = {"If-Match": f'"{role["version"]}"'}
        role = ok(await http.patch(f"/roles/{role['id']}", json=rights, headers=headers))
        for path in (f"/clients/{card['id']}/timeline", "/audit", "/events"):
            for person, is_told in ((nana, False), (None, True)):
                page = await (workspace.http(person) if person else http).get(path, params={"limit": 100})
                assert page.status_code == 200, page.text
                if path != "/events":  # There only what the relay has placed.
                    assert "plan.pdf" in page.text
                    assert (secret in page.text) is is_told, path
                assert is_told or secret not in page.text
    assert shown != closed
