"""The review list: the whole base is searched, people decide, and what they said is remembered."""

from typing import Any

import httpx
import pytest

from app.core.runtime import Runtime
from app.domains.clients.queries import review as queries
from app.domains.clients.service import review
from tests.domains.clients.test_merging import merge
from tests.support.clients import add_client, phone
from tests.support.working import run_jobs
from tests.support.workspaces import Workspace


async def checked(http: httpx.AsyncClient, runtime: Runtime, workspace: Workspace) -> list[dict[str, Any]]:
    """Search the whole base; returns the pairs found."""
    assert (await http.post("/clients/duplicates/check")).status_code == 202
    await run_jobs(runtime, workspace.id)
    state = (await http.get("/clients/duplicates/check")).json()["check"]
    items: list[dict[str, Any]] = (await http.get("/clients/duplicates")).json()["items"]
    assert (state["state"], state["found"]) == ("done", len(items))
    return items


async def test_pairs_are_found_scored_and_explained(workspace: Workspace, runtime: Runtime) -> None:
    http = workspace.http()
    anna = await add_client(http, "Anna Petrova", phone("901234567"))
    again = await add_client(http, "Петрова Анна", phone("901234567"), allow_duplicate=True)
    await add_client(http, "Anna Petrova", phone("907777777"))
    await add_client(http, "Bold")
    (pair,) = await checked(http, runtime, workspace)
    assert {pair["one"]["id"], pair["other"]["id"]} == {anna["id"], again["id"]}
    assert (pair["score"], pair["reasons"]) == (88, ["phone", "name"])
    assert (await http.get("/clients/duplicates/count")).json() == {"count": 1}


async def test_what_was_said_to_be_two_is_not_shown_again(workspace: Workspace, runtime: Runtime) -> None:
    http = workspace.http()
    await add_client(http, "Anna", phone("901234567"))
    await add_client(http, "Anna", phone("901234567"), allow_duplicate=True)
    (pair,) = await checked(http, runtime, workspace)
    assert (await http.post(f"/clients/duplicates/{pair['id']}/dismiss")).status_code == 204
    assert (await http.get("/clients/duplicates")).json()["items"] == []
    assert await checked(http, runtime, workspace) == []
    assert (await http.post(f"/clients/duplicates/{pair['id']}/reopen")).status_code == 204
    assert len((await http.get("/clients/duplicates")).json()["items"]) == 1


async def test_a_merged_pair_leaves_the_list_and_comes_back_with_undo(
    workspace: Workspace, runtime: Runtime
) -> None:
    http = workspace.http()
    one = await add_client(http, "Anna", phone("901234567"))
    other = await add_client(http, "Anna", phone("901234567"), allow_duplicate=True)
    await checked(http, runtime, workspace)
    done = (await merge(http, one, other)).json()
    assert (await http.get("/clients/duplicates")).json()["items"] == []
    await http.post(f"/clients/merges/{done['merge_id']}/undo")
    assert len((await http.get("/clients/duplicates")).json()["items"]) == 1


async def test_one_sees_only_pairs_that_one_may_merge(workspace: Workspace, runtime: Runtime) -> None:
    nana, bold = await workspace.person("supervisor"), await workspace.person("supervisor")
    await add_client(workspace.http(nana), "Anna", phone("901234567"), owner_id=str(nana.user_id))
    await add_client(
        workspace.http(bold), "Anna", phone("901234567"), owner_id=str(bold.user_id), allow_duplicate=True
    )
    (pair,) = await checked(workspace.http(), runtime, workspace)
    for person in (nana, bold):
        http = workspace.http(person)
        assert (await http.get("/clients/duplicates")).json()["items"] == []
        assert (await http.post(f"/clients/duplicates/{pair['id']}/dismiss")).status_code == 404


async def test_who_may_not_merge_neither_counts_nor_decides(workspace: Workspace, runtime: Runtime) -> None:
    nana = await workspace.person("manager")
    http = workspace.http(nana)
    await add_client(http, "Anna", phone("901234567"))
    await add_client(http, "Anna", phone("901234567"), allow_duplicate=True)
    (pair,) = await checked(workspace.http(), runtime, workspace)
    address = f"/clients/duplicates/{pair['id']}"
    refused = [
        await http.get("/clients/duplicates"),
        await http.get("/clients/duplicates/count"),
        await http.get("/clients/duplicates/check"),
        await http.post("/clients/duplicates/check"),
        await http.post(f"{address}/dismiss"),
        await http.post(f"{address}/reopen"),
    ]
    assert {(answer.status_code, answer.json()["code"]) for answer in refused} == {(403, "field_forbidden")}


async def test_who_was_two_with_one_is_two_with_whom_she_became(
    workspace: Workspace, runtime: Runtime
) -> None:
    http = workspace.http()
    anna, twin, third = [
        await add_client(http, "Anna", phone("901234567"), allow_duplicate=True) for _ in range(3)
    ]
    pairs = await checked(http, runtime, workspace)
    said = next(one for one in pairs if {one["one"]["id"], one["other"]["id"]} == {twin["id"], third["id"]})
    await http.post(f"/clients/duplicates/{said['id']}/dismiss")
    done = (await merge(http, anna, twin)).json()
    assert (await http.get("/clients/duplicates")).json()["items"] == []
    assert await checked(http, runtime, workspace) == []
    await http.post(f"/clients/merges/{done['merge_id']}/undo")
    again = (await http.get("/clients/duplicates")).json()["items"]
    assert said["id"] not in {pair["id"] for pair in again}
    assert len(await checked(http, runtime, workspace)) == 2


async def test_a_word_about_a_pair_that_nobody_had_found_is_carried_over_too(
    workspace: Workspace, runtime: Runtime
) -> None:
    http = workspace.http()
    anna = await add_client(http, "Anna", phone("901234567"))
    twin, third = [await add_client(http, "Bold", phone("907777777"), allow_duplicate=True) for _ in range(2)]
    (pair,) = await checked(http, runtime, workspace)
    await http.post(f"/clients/duplicates/{pair['id']}/dismiss")
    done = (await merge(http, anna, twin)).json()
    assert await checked(http, runtime, workspace) == []
    await http.post(f"/clients/merges/{done['merge_id']}/undo")
    await merge(http, third, anna)
    assert await checked(http, runtime, workspace) == []


async def test_a_large_base_is_compared_slice_by_slice(
    workspace: Workspace, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "SLICE", 2)
    http = workspace.http()
    twins = [await add_client(http, "Anna", phone("901234567"), allow_duplicate=True) for _ in range(3)]
    for number in range(4):
        await add_client(http, f"Client {number}", phone(f"90555000{number}"))
    pairs = await checked(http, runtime, workspace)
    found = {frozenset((pair["one"]["id"], pair["other"]["id"])) for pair in pairs}
    assert found == {frozenset((one["id"], other["id"])) for one in twins for other in twins if one != other}
    check = (await http.get("/clients/duplicates/check")).json()["check"]
    assert (check["clients"], check["compared"]) == (7, 7)


async def test_what_a_crowd_has_in_common_tells_nothing(
    workspace: Workspace, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "CROWD", 3)
    http = workspace.http()
    for name in ("Anna", "Bold", "Carla", "Dilnoza"):
        await add_client(http, name, phone("901234567"), allow_duplicate=True)
    pair = [await add_client(http, "Elena", phone("907777777"), allow_duplicate=True) for _ in range(2)]
    (found,) = await checked(http, runtime, workspace)
    assert {found["one"]["id"], found["other"]["id"]} == {client["id"] for client in pair}
