"""Logging in and out, and the first-run wizard."""

import httpx

from app.core.auth import SESSION_COOKIE
from tests.support.servers import Servers, serve
from tests.support.workspaces import PASSWORD, Workspace


async def test_log_in_gives_a_session_that_log_out_ends(workspace: Workspace) -> None:
    browser = workspace.anonymous()
    answer = await browser.post(
        "/auth/login", json={"email": workspace.admin.email.upper(), "password": PASSWORD}
    )
    assert answer.status_code == 200
    assert answer.json()["permissions"]["users:manage"] == "all"
    assert (await browser.get("/auth/me")).status_code == 200
    assert (await browser.post("/auth/logout")).status_code == 204
    browser.cookies.set(SESSION_COOKIE, answer.cookies[SESSION_COOKIE])
    assert (await browser.get("/auth/me")).status_code == 401


async def test_known_and_unknown_addresses_are_refused_alike(workspace: Workspace) -> None:
    wrong = await workspace.anonymous().post(
        "/auth/login", json={"email": workspace.admin.email, "password": "not the password"}
    )
    unknown = await workspace.anonymous().post(
        "/auth/login", json={"email": "nobody@example.com", "password": "not the password"}
    )
    assert wrong.status_code == unknown.status_code == 401
    first, second = wrong.json(), unknown.json()
    del first["trace_id"], second["trace_id"]
    assert first == second


async def test_the_wizard_sets_up_once_and_is_dead_afterwards(servers: Servers) -> None:
    wizard = {
        "workspace_name": "Anor Mebel",
        "name": "Nana Kiknadze",
        "email": "nana@example.com",
        "password": PASSWORD,
        "locale": "ka",
        "time_zone": "Asia/Tbilisi",
        "currency": "GEL",
        "phone_region": "GE",
    }
    with serve(servers.settings(servers.create_database())) as running:
        async with httpx.AsyncClient(base_url=f"{running.url}/api/v1") as browser:
            assert (await browser.get("/setup")).json() == {"needed": True}
            weak = await browser.post("/setup", json={**wizard, "password": "password"})
            assert (weak.status_code, weak.json()["code"]) == (422, "weak_password")
            made = await browser.post("/setup", json=wizard)
            assert made.status_code == 201, made.text
            assert made.json()["workspace"]["currency"] == "GEL"
            assert (await browser.get("/auth/me")).json()["user"]["name"] == "Nana Kiknadze"
            again = await browser.post("/setup", json={**wizard, "email": "eve@example.com"})
            assert (again.status_code, again.json()["code"]) == (404, "setup_finished")
            assert (await browser.get("/setup")).json() == {"needed": False}
