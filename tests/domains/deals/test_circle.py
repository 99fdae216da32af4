"""Who stands around a deal: participants and competitors, source and campaign, and stages that demand them."""

from typing import Any
from uuid import uuid4

import pytest

from tests.support.selling import Sales, match, ok, refused, start_selling, step
from tests.support.workspaces import Workspace

NOBODY = "01920000-0000-7000-8000-000000000000"
MISSING = "stage_requirements_missing"


@pytest.fixture
async def sales(workspace: Workspace) -> Sales:
    return await start_selling(workspace)


async def demand(sales: Sales, *fields: str) -> None:
    found = ok(await sales.http.get(f"/pipelines/{sales.pipeline['id']}"))
    row = next(one for one in found["stages"] if one["name"] == "Offer sent")
    path = f"/pipelines/{found['id']}/stages/{row['id']}"
    wish = {"required_fields": list(fields), "checklist": []}
    ok(await sales.workspace.http().patch(path, json=wish, headers=match(row)))


async def join(sales: Sales, deal: dict[str, Any], client: dict[str, Any], role: str) -> list[Any]:
    path = f"/deals/{deal['id']}/participants/{client['id']}"
    found: list[Any] = ok(await sales.http.put(path, json={"role": role}))["items"]
    return found


async def rival(sales: Sales, name: str = "Shatura") -> dict[str, Any]:
    found: dict[str, Any] = ok(await sales.http.post("/competitors", json={"name": name}), 201)
    return found


async def test_clients_take_part_in_deals_of_others_and_see_them_on_their_cards(sales: Sales) -> None:
    deal = await sales.deal()
    director, clerk = await sales.client("Director"), await sales.client("Clerk")
    await join(sales, deal, clerk, "user")
    items = await join(sales, deal, director, "decision_maker")
    assert [(one["name"], one["role"]) for one in items] == [
        ("Director", "decision_maker"),
        ("Clerk", "user"),
    ]
    await join(sales, deal, clerk, "influencer")
    shown = ok(await sales.http.get("/deals/taking-part", params={"client_id": clerk["id"]}))["items"]
    assert [(one["deal_id"], one["role"], one["stage_name"]) for one in shown] == [
        (deal["id"], "influencer", "Need identified")
    ]
    ok(await sales.http.delete(f"/deals/{deal['id']}/participants/{clerk['id']}"), 204)
    gone = await sales.http.delete(f"/deals/{deal['id']}/participants/{clerk['id']}")
    assert gone.status_code == 404
    told = ok(await sales.http.get(f"/deals/{deal['id']}/timeline"))["items"]
    changes = [
        (one["data"]["former_role"], one["data"]["role"])
        for one in told
        if one["type"] == "deal.participant_changed"
    ]
    assert changes == [
        ("influencer", None),
        ("user", "influencer"),
        (None, "decision_maker"),
        (None, "user"),
    ]


async def test_only_clients_in_reach_take_part(sales: Sales) -> None:
    manager = sales.workspace.http(await sales.workspace.person())
    hers = ok(await manager.post("/clients", json={"kind": "person", "name": "Hers"}), 201)
    theirs = await sales.client("Theirs")
    body = {"title": "D", "pipeline_id": sales.pipeline["id"], "client_id": hers["id"], "next_task": step()}
    deal = ok(await manager.post("/deals", json=body), 201)
    path = f"/deals/{deal['id']}/participants/{theirs['id']}"
    assert (await manager.put(path, json={"role": "user"})).status_code == 404
    bad = await manager.post(
        "/deals", json={**body, "participants": [{"client_id": theirs["id"], "role": "user"}]}
    )
    problem = refused(bad, 422, "invalid_request")
    assert problem["errors"][0]["pointer"] == "/participants/0/client_id"


async def test_competitors_stand_in_deals_with_a_status_and_words(sales: Sales) -> None:
    deal, shatura = await sales.deal(), await rival(sales)
    refused(await sales.http.post("/competitors", json={"name": "SHATURA"}), 409, "competitor_name_taken")
    path = f"/deals/{deal['id']}/competitors/{shatura['id']}"
    (one,) = ok(await sales.http.put(path, json={"status": "running", "note": "10% cheaper"}))["items"]
    assert one == {
        "competitor_id": shatura["id"],
        "name": "Shatura",
        "status": "running",
        "note": "10% cheaper",
    }
    (one,) = ok(await sales.http.put(path, json={"status": "out"}))["items"]
    assert (one["status"], one["note"]) == ("out", None)
    changed = await sales.http.patch(
        f"/competitors/{shatura['id']}",
        json={"name": "Shatura Ltd", "is_active": False},
        headers=match(shatura),
    )
    assert ok(changed)["version"] == 2
    (one,) = ok(await sales.http.get(f"/deals/{deal['id']}/competitors"))["items"]
    assert one["name"] == "Shatura Ltd"
    assert (await sales.http.put(f"/deals/{deal['id']}/competitors/{NOBODY}", json={})).status_code == 404
    ok(await sales.http.delete(path), 204)
    assert ok(await sales.http.get(f"/deals/{deal['id']}/competitors"))["items"] == []


async def test_a_stage_demands_who_decides_the_source_the_campaign_and_a_competitor(sales: Sales) -> None:
    demanded = ("deal.source", "deal.campaign", "deal.decision_maker", "deal.competitor")
    await demand(sales, *demanded)
    director, shatura, deal = await sales.client("Director"), await rival(sales), await sales.deal()
    problem = refused(await sales.try_move(deal, "Offer sent"), 422, MISSING)
    assert [(one["pointer"], one["params"]["input"]) for one in problem["errors"]] == [
        ("/values/deal.source", "text"),
        ("/values/deal.campaign", "text"),
        ("/values/deal.decision_maker", "client"),
        ("/values/deal.competitor", "competitor"),
    ]
    values = {
        "deal.source": "Instagram",
        "deal.campaign": "Navruz",
        "deal.decision_maker": director["id"],
        "deal.competitor": shatura["id"],
    }
    wrong = {**values, "deal.decision_maker": NOBODY, "deal.competitor": NOBODY}
    problem = refused(await sales.try_move(deal, "Offer sent", values=wrong), 422, "invalid_request")
    assert [one["pointer"] for one in problem["errors"]] == [
        "/values/deal.decision_maker",
        "/values/deal.competitor",
    ]
    moved = ok(await sales.try_move(deal, "Offer sent", values=values))
    assert (moved["source"], moved["campaign"]) == ("Instagram", "Navruz")
    path = f"/deals/{deal['id']}"
    assert [p["role"] for p in ok(await sales.http.get(f"{path}/participants"))["items"]] == [
        "decision_maker"
    ]
    for empty in ({"source": None}, {"campaign": None}):
        refused(await sales.http.patch(path, json=empty, headers=match(moved)), 422, MISSING)
    refused(await sales.http.delete(f"{path}/participants/{director['id']}"), 422, MISSING)
    role = await sales.http.put(f"{path}/participants/{director['id']}", json={"role": "user"})
    refused(role, 422, MISSING)
    refused(await sales.http.delete(f"{path}/competitors/{shatura['id']}"), 422, MISSING)
    other = await sales.client("Another director")
    await join(sales, deal, other, "decision_maker")
    ok(await sales.http.delete(f"{path}/participants/{director['id']}"), 204)


async def test_a_deal_opened_further_on_brings_them_along(sales: Sales) -> None:
    await demand(sales, "deal.source", "deal.decision_maker", "deal.competitor")
    director, shatura, client = await sales.client("Director"), await rival(sales), await sales.client()
    body = {
        "title": "Straight in",
        "client_id": client["id"],
        "pipeline_id": sales.pipeline["id"],
        "stage_id": sales.stage("Offer sent")["id"],
        "next_task": step(),
    }
    problem = refused(await sales.http.post("/deals", json=body), 422, MISSING)
    assert [one["pointer"] for one in problem["errors"]] == ["/source", "/participants", "/competitor_ids"]
    brought = {
        "source": "Site",
        "participants": [{"client_id": director["id"], "role": "decision_maker"}],
        "competitor_ids": [shatura["id"]],
    }
    deal = ok(await sales.http.post("/deals", json={**body, **brought}), 201)
    assert deal["source"] == "Site"
    assert len(ok(await sales.http.get(f"/deals/{deal['id']}/participants"))["items"]) == 1
    assert len(ok(await sales.http.get(f"/deals/{deal['id']}/competitors"))["items"]) == 1


async def test_a_closed_deal_keeps_its_circle(sales: Sales) -> None:
    deal, director, shatura = await sales.deal(), await sales.client("Director"), await rival(sales)
    await join(sales, deal, director, "decision_maker")
    await sales.move(deal, "Lost")
    path = f"/deals/{deal['id']}"
    for answer in (
        await sales.http.put(f"{path}/participants/{director['id']}", json={"role": "user"}),
        await sales.http.delete(f"{path}/participants/{director['id']}"),
        await sales.http.put(f"{path}/competitors/{shatura['id']}", json={}),
    ):
        refused(answer, 409, "deal_closed")


async def test_a_merge_loses_no_part_and_its_undoing_gives_each_back(sales: Sales) -> None:
    await demand(sales, "deal.decision_maker")
    deal, http = await sales.deal(), sales.workspace.http()
    one, two = await sales.client("Twin"), await sales.client(f"Twin {uuid4().hex}")
    three = await sales.client(f"Twin {uuid4().hex}")
    await join(sales, deal, one, "user")
    await join(sales, deal, three, "influencer")
    moved = ok(await sales.try_move(deal, "Offer sent", values={"deal.decision_maker": two["id"]}))
    merges = []
    for winner, loser in ((one, two), (three, one)):
        fresh = ok(await http.get(f"/clients/{winner['id']}"))
        gone = ok(await http.get(f"/clients/{loser['id']}"))
        body = {"other_id": gone["id"], "other_version": gone["version"]}
        merges.append(ok(await http.post(f"/clients/{fresh['id']}/merge", json=body, headers=match(fresh))))
    path = f"/deals/{deal['id']}/participants"
    (only,) = ok(await http.get(path))["items"]
    assert (only["client_id"], only["role"]) == (three["id"], "decision_maker")
    assert only["roles"] == ["decision_maker", "influencer", "user"]
    shown = ok(await http.get("/deals/taking-part", params={"client_id": three["id"]}))["items"]
    assert [(row["deal_id"], row["roles"]) for row in shown] == [(deal["id"], only["roles"])]
    refused(await http.delete(f"{path}/{three['id']}"), 422, MISSING)
    refused(await http.put(f"{path}/{three['id']}", json={"role": "influencer"}), 422, MISSING)
    assert ok(await http.get(f"/deals/{deal['id']}"))["version"] == moved["version"]
    for merge in reversed(merges):
        ok(await http.post(f"/clients/merges/{merge['merge_id']}/undo"))
    rows = ok(await http.get(path))["items"]
    assert {row["client_id"]: row["roles"] for row in rows} == {
        one["id"]: ["user"],
        two["id"]: ["decision_maker"],
        three["id"]: ["influencer"],
    }


async def test_what_is_said_of_a_participant_after_a_merge_stands_for_all_her_parts(sales: Sales) -> None:
    deal, http = await sales.deal(), sales.workspace.http()
    one, two = await sales.client("Twin"), await sales.client(f"Twin {uuid4().hex}")
    await join(sales, deal, one, "user")
    await join(sales, deal, two, "buyer")
    body = {"other_id": two["id"], "other_version": two["version"]}
    ok(await http.post(f"/clients/{one['id']}/merge", json=body, headers=match(one)))
    (only,) = await join(sales, deal, one, "user")
    assert only["roles"] == ["user"]
    ok(await http.delete(f"/deals/{deal['id']}/participants/{one['id']}"), 204)
    assert ok(await http.get(f"/deals/{deal['id']}/participants"))["items"] == []


async def test_a_merge_takes_participations_along_each_once(sales: Sales) -> None:
    deal, http = await sales.deal(), sales.workspace.http()
    one, two = await sales.client("Twin"), await sales.client(f"Twin {uuid4().hex}")
    await join(sales, deal, one, "user")
    await join(sales, deal, two, "decision_maker")
    merged = await http.post(
        f"/clients/{one['id']}/merge",
        json={"other_id": two["id"], "other_version": two["version"]},
        headers=match(one),
    )
    ok(merged)
    items = ok(await http.get(f"/deals/{deal['id']}/participants"))["items"]
    assert [row["client_id"] for row in items] == [one["id"]]
