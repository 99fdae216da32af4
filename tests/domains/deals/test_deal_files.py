"""Files on a deal's card: with the rights of the deal, apart from the client's, and gone with her."""

from uuid import uuid4

import pytest

from tests.support.clients import add_file
from tests.support.selling import Sales, match, ok, refused, start_selling
from tests.support.working import run_jobs
from tests.support.workspaces import Workspace


@pytest.fixture
async def sales(workspace: Workspace) -> Sales:
    return await start_selling(workspace)


async def names(sales: Sales, place: str) -> list[str]:
    return [one["name"] for one in ok(await sales.http.get(f"{place}/files"))["items"]]


async def test_a_file_on_a_deal_stands_on_its_card_only(sales: Sales) -> None:
    deal = await sales.deal()
    place, of_client = f"/deals/{deal['id']}", f"/clients/{deal['client_id']}"
    file_id = await add_file(sales.http, deal["id"], "offer.txt", b"48 million", on="deals")
    assert (await names(sales, place), await names(sales, of_client)) == (["offer.txt"], [])
    answer = await sales.http.get(f"{place}/files/{file_id}/content")
    assert (answer.content, answer.headers["content-type"][:10]) == (b"48 million", "text/plain")
    for path in (f"{of_client}/files/{file_id}/content", f"{place}/files/{uuid4()}/content"):
        refused(await sales.http.get(path), 404, "not_found")
    params = {"name": "offer.txt"}
    again = await sales.http.put(f"{place}/files/{file_id}", params=params, content=b"48 million")
    assert again.status_code == 200
    ok(await sales.http.delete(f"{place}/files/{file_id}"), 204)
    assert await names(sales, place) == []
    ok(await sales.http.post(f"{place}/files/{file_id}/restore"))
    told = [one["type"] for one in ok(await sales.http.get(f"{place}/timeline"))["items"]]
    assert told[:3] == ["deal.file_restored", "deal.file_removed", "deal.file_added"]


async def test_the_rights_over_a_deals_files_are_those_over_the_deal(sales: Sales) -> None:
    deal = await sales.deal()
    file_id = await add_file(sales.http, deal["id"], "offer.txt", on="deals")
    path = f"/deals/{deal['id']}/files/{file_id}"
    stranger = sales.workspace.http(await sales.workspace.person())
    reader = sales.workspace.http(await sales.workspace.person("analyst"))
    for http, reads in ((stranger, 404), (reader, 200)):
        assert (await http.get(f"{path}/content")).status_code == reads
        assert (await http.delete(path)).status_code == (403 if reads == 200 else 404)
    put = await stranger.put(f"/deals/{deal['id']}/files/{uuid4()}", params={"name": "x"}, content=b"x")
    refused(put, 404, "not_found")


async def test_a_closed_deal_takes_files_and_loses_none(sales: Sales) -> None:
    deal = await sales.deal()
    await sales.move(deal, "Lost")
    file_id = await add_file(sales.http, deal["id"], "refusal.txt", on="deals")
    path = f"/deals/{deal['id']}/files/{file_id}"
    refused(await sales.http.delete(path), 409, "deal_closed")
    assert await names(sales, f"/deals/{deal['id']}") == ["refusal.txt"]


async def test_files_go_over_with_a_merge_and_away_with_an_erased_client(sales: Sales) -> None:
    http = sales.workspace.http()
    kept, twin = await sales.client("Kept"), await sales.client("Twin")
    deal = await sales.deal(client_id=twin["id"])
    await add_file(http, deal["id"], "offer.txt", on="deals")
    merge = {"other_id": twin["id"], "other_version": twin["version"]}
    ok(await http.post(f"/clients/{kept['id']}/merge", json=merge, headers=match(kept)))
    assert await names(sales, f"/deals/{deal['id']}") == ["offer.txt"]
    assert await names(sales, f"/clients/{kept['id']}") == []
    erased = await http.post(f"/clients/{kept['id']}/erasure", json={"reason": "Asked for it"})
    assert erased.status_code < 300, erased.text
    await run_jobs(sales.workspace.runtime, sales.workspace.id)
    assert await names(sales, f"/deals/{deal['id']}") == []
