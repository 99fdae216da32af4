"""Transactions behind requests: idempotency, versions, problems, headers."""

import asyncio

from sqlalchemy import func, select

from app.domains.identity.models import Team
from tests.support.workspaces import Workspace


async def teams(workspace: Workspace) -> int:
    async with workspace.runtime.db.read(workspace.id) as session:
        return (
            await session.execute(select(func.count()).where(Team.workspace_id == workspace.id))
        ).scalar_one()


async def test_a_repeated_post_gets_the_first_answer_and_one_effect(workspace: Workspace) -> None:
    browser = workspace.http()
    key = {"Idempotency-Key": "one"}
    answers = await asyncio.gather(
        *(browser.post("/teams", json={"name": "North"}, headers=key) for _ in range(5))
    )
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert {answer.headers["etag"] for answer in answers} == {'"1"'}
    assert await teams(workspace) == 1


async def test_a_key_used_for_another_request_is_refused(workspace: Workspace) -> None:
    browser = workspace.http()
    await browser.post("/teams", json={"name": "North"}, headers={"Idempotency-Key": "k"})
    other = await browser.post("/teams", json={"name": "South"}, headers={"Idempotency-Key": "k"})
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_mismatch")
    assert await teams(workspace) == 1


async def test_a_failed_request_does_not_use_its_key_up(workspace: Workspace) -> None:
    browser = workspace.http()
    key = {"Idempotency-Key": "again"}
    assert (await browser.post("/teams", json={"name": ""}, headers=key)).status_code == 422
    assert (await browser.post("/teams", json={"name": "North"}, headers=key)).status_code == 201


async def test_the_same_key_of_two_people_is_two_keys(workspace: Workspace) -> None:
    second = await workspace.person("administrator")
    key = {"Idempotency-Key": "shared"}
    first = await workspace.http().post("/teams", json={"name": "North"}, headers=key)
    other = await workspace.http(second).post("/teams", json={"name": "North"}, headers=key)
    assert first.json()["id"] != other.json()["id"]


async def test_a_change_must_name_the_version_it_is_based_on(workspace: Workspace) -> None:
    browser = workspace.http()
    team = (await browser.post("/teams", json={"name": "North"})).json()
    address = f"/teams/{team['id']}"
    assert (await browser.patch(address, json={"name": "N"})).status_code == 428
    changed = await browser.patch(address, json={"name": "N"}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.headers["etag"]) == (200, '"2"')
    stale = await browser.patch(address, json={"name": "M"}, headers={"If-Match": '"1"'})
    assert (stale.status_code, stale.json()["params"]) == (412, {"version": 2})


async def test_many_writers_lose_no_update(workspace: Workspace) -> None:
    browser = workspace.http()
    team = (await browser.post("/teams", json={"name": "0"})).json()

    async def write(number: int) -> int:
        answer = await browser.patch(
            f"/teams/{team['id']}", json={"name": str(number)}, headers={"If-Match": '"1"'}
        )
        return answer.status_code

    statuses = await asyncio.gather(*(write(number) for number in range(10)))
    assert sorted(statuses) == [200] + [412] * 9


async def test_a_bad_body_is_told_by_pointers_and_an_unknown_key_is_not_dropped(workspace: Workspace) -> None:
    answer = await workspace.http().post("/teams", json={"name": "x", "colour": "red"})
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, problem["code"]) == (422, "invalid_request")
    assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [
        ("/colour", "extra_forbidden")
    ]


async def test_a_body_too_large_is_refused(workspace: Workspace) -> None:
    answer = await workspace.http().post("/teams", json={"name": "x" * 2_000_000})
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


async def test_another_sites_page_cannot_use_the_cookie(workspace: Workspace) -> None:
    browser = workspace.http()
    foreign = await browser.post("/teams", json={"name": "x"}, headers={"Origin": "https://evil.example"})
    assert (foreign.status_code, foreign.json()["code"]) == (403, "foreign_origin")
    crossed = await browser.post("/teams", json={"name": "x"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert crossed.status_code == 403
    assert await teams(workspace) == 0


async def test_every_answer_is_closed_to_framing_and_sniffing(workspace: Workspace) -> None:
    headers = (await workspace.http().get("/auth/me")).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"


async def test_an_api_key_is_counted_and_told_its_rate(workspace: Workspace) -> None:
    program = workspace.program(await workspace.api_key({"users:read": "all"}))
    answers = await asyncio.gather(*(program.get("/users") for _ in range(80)))
    refused = [answer for answer in answers if answer.status_code == 429]
    assert {answer.headers["retry-after"] for answer in refused} == {"1"}
    assert "ratelimit-remaining" in answers[0].headers
