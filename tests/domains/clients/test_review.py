"""The review list: the whole base is searched, people decide, and what they said is remembered."""

from typing import Any

import httpx

from app.core.runtime import Runtime
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
