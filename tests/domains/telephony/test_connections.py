"""Connections: their secrets, their switches, and simulated calls."""

import base64
import hashlib
import hmac
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select, text

from app.core.jobs import JobRecord
from app.domains.telephony.models import TelephonyConnection
from tests.domains.telephony.lines import add_client, open_line
from tests.support.sockets import open_socket
from tests.support.working import run_jobs
from tests.support.workspaces import Workspace


async def test_the_secret_is_shown_once_and_kept_encrypted(workspace: Workspace) -> None:
    line = await open_line(workspace)
    http = workspace.http()
    read = (await http.get(f"/telephony/connections/{line.connection['id']}")).json()
    assert "secret" not in read
    assert read["hook_url"] == line.connection["hook_url"]
    listed = (await http.get("/telephony/connections")).json()["items"]
    assert listed == [read]
    async with workspace.runtime.db.read(workspace.id) as session:
        statement = select(TelephonyConnection).where(TelephonyConnection.workspace_id == workspace.id)
        kept = (await session.execute(statement)).scalar_one()
    assert line.secret not in kept.secret
    assert line.path.rpartition("/")[2] not in kept.hook_key


async def test_the_last_event_is_shown(workspace: Workspace) -> None:
    line = await open_line(workspace)
    assert line.connection["last_event_at"] is None
    await line.ring()
    (read,) = (await workspace.http().get("/telephony/connections")).json()["items"]
    assert read["last_event_at"] is not None


async def test_a_connection_is_switched_off_and_on(workspace: Workspace) -> None:
    line = await open_line(workspace)
    http, path = workspace.http(), f"/telephony/connections/{line.connection['id']}"
    off = await http.patch(path, json={"is_active": False}, headers={"If-Match": '"1"'})
    assert (off.status_code, off.json()["is_active"], off.headers["etag"]) == (200, False, '"2"')
    assert (await line.ring()).status_code == 404
    stale = await http.patch(path, json={"is_active": True}, headers={"If-Match": '"1"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "version_conflict")
    assert (await http.patch(path, json={"is_active": True})).status_code == 428
    await http.patch(path, json={"is_active": True, "secret": "a new secret"}, headers={"If-Match": '"2"'})
    assert (await line.ring()).status_code == 401
    line.secret = "a new secret"
    assert (await line.ring()).status_code == 204


async def test_rotation_kills_the_old_address_and_secret(workspace: Workspace) -> None:
    line = await open_line(workspace)
    rotated = await workspace.http().post(f"/telephony/connections/{line.connection['id']}/rotate")
    assert rotated.status_code == 200, rotated.text
    assert rotated.json()["secret"] != line.secret
    assert (await line.ring()).status_code == 404
    line.path = urlsplit(rotated.json()["hook_url"]).path.removeprefix("/api/v1")
    assert (await line.ring()).status_code == 401
    line.secret = rotated.json()["secret"]
    assert (await line.ring()).status_code == 204


async def test_a_removed_connection_is_dead_but_its_calls_stay(workspace: Workspace) -> None:
    line = await open_line(workspace)
    await line.ring()
    path = f"/telephony/connections/{line.connection['id']}"
    assert (await workspace.http().delete(path)).status_code == 204
    assert (await workspace.http().delete(path)).status_code == 404
    assert (await line.ring("c-2")).status_code == 404
    assert len(await line.calls()) == 1
    assert (await workspace.http().get("/telephony/connections")).json()["items"] == []


async def test_only_administrators_manage_connections(workspace: Workspace) -> None:
    line = await open_line(workspace)
    for role in ("supervisor", "manager", "operator", "agent", "analyst"):
        http = workspace.http(await workspace.person(role))
        assert (await http.get("/telephony/connections")).status_code == 403
        assert (await http.delete(f"/telephony/connections/{line.connection['id']}")).status_code == 403


async def test_connections_of_another_workspace_are_not_found(workspace: Workspace, make: Any) -> None:
    line = await open_line(workspace)
    other = await make()
    path = f"/telephony/connections/{line.connection['id']}"
    assert (await other.http().get(path)).status_code == 404
    assert (await other.http().post(f"{path}/rotate")).status_code == 404
    assert (await other.http().get("/telephony/connections")).json()["items"] == []


async def test_row_security_alone_hides_foreign_rows(workspace: Workspace, make: Any) -> None:
    line = await open_line(workspace)
    await line.ring()
    other = await make()
    for table in ("calls", "provider_events", "telephony_connections"):
        counting = text(f"SELECT count(*) FROM {table}")
        async with other.runtime.db.read(other.id) as session:
            assert (await session.execute(counting)).scalar_one() == 0
        async with workspace.runtime.db.read(workspace.id) as session:
            assert (await session.execute(counting)).scalar_one() == 1


async def test_twilio_through_the_hook(workspace: Workspace) -> None:
    line = await open_line(workspace, "twilio", secret="twilio-auth-token")
    fields = {
        "CallSid": "CA1",
        "CallStatus": "ringing",
        "Direction": "inbound",
        "From": "+34600111222",
        "To": "+34910000000",
        "SequenceNumber": "0",
    }
    url = f"{line.connection['hook_url']}?extension=101"
    signed = url + "".join(name + fields[name] for name in sorted(fields))
    mac = hmac.new(b"twilio-auth-token", signed.encode(), hashlib.sha1)
    headers = {"X-Twilio-Signature": base64.b64encode(mac.digest()).decode()}
    nana = await workspace.person("manager", extension="101")
    answer = await workspace.anonymous().post(f"{line.path}?extension=101", data=fields, headers=headers)
    assert answer.status_code == 204, answer.text
    (call,) = await line.calls(nana)
    assert (call["from_number"], call["user_id"]) == ("+34600111222", str(nana.user_id))
    other = await workspace.anonymous().post(f"{line.path}?extension=102", data=fields, headers=headers)
    assert other.status_code == 401


async def test_simulated_calls_go_through_the_real_hook(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    demo: Workspace = await make(is_demo=True)
    monkeypatch.setattr(demo.runtime.settings, "public_url", demo.server.url)
    nana = await demo.person("manager", extension="101")
    client_id = await add_client(demo, owner=nana)
    async with open_socket(demo.server, nana) as socket:
        await socket.subscribe("me")
        answer = await demo.http(nana).post(
            "/demo/calls", json={"client_id": str(client_id), "scenario": "missed"}
        )
        assert answer.status_code == 202, answer.text
        await run_jobs(demo.runtime, demo.id)
        pop = await socket.until(type="screen_pop")
        assert pop["data"]["client"]["name"] == "Dilnoza Karimova"
    async with demo.runtime.db.write(demo.id) as session:
        statement = select(JobRecord).where(JobRecord.workspace_id == demo.id, JobRecord.state == "queued")
        for job in (await session.execute(statement)).scalars():
            job.run_at = job.created_at
    await run_jobs(demo.runtime, demo.id)
    answer = await demo.http(nana).get("/calls")
    (call,) = answer.json()["items"]
    assert (call["state"], call["result"]) == ("ended", "missed")


async def test_calls_are_simulated_in_demo_workspaces_only(workspace: Workspace) -> None:
    answer = await workspace.http().post("/demo/calls", json={"from_number": "+998901234567"})
    assert (answer.status_code, answer.json()["code"]) == (409, "demo_only")
