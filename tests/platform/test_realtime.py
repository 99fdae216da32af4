"""The socket: who may open it, what it hears, how it resumes, how fast it is revoked."""

import asyncio
import gc
import json
import time
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from app.core.runtime import Runtime
from app.domains.identity.permissions import EVERY_PERMISSION
from app.platform.notifications.service import notify
from app.platform.realtime import hub as hub_module
from app.platform.realtime import relay
from app.platform.realtime.hub import CROWD, Connection, Hub
from app.platform.realtime.relay import relay_once
from tests.conftest import MakeWorkspace
from tests.support.servers import RunningApp
from tests.support.sockets import open_socket
from tests.support.workspaces import Person, Workspace

pytestmark = pytest.mark.slow

FOREIGN, ENDED, BAD = 4403, 4401, 4400


async def tell(workspace: Workspace, person: Person, kind: str = "test.news") -> None:
    """Give a person a notice: the simplest event with a frame."""
    async with workspace.runtime.db.write(workspace.id) as session:
        notify(session, workspace.admin.actor, person.user_id, kind)


@pytest.mark.parametrize("origin", [None, "https://evil.example"])
async def test_a_cookie_without_our_origin_is_refused(
    workspace: Workspace, server: RunningApp, origin: str | None
) -> None:
    async with open_socket(server, workspace.admin, origin=origin) as socket:
        assert await socket.closed() == FOREIGN


async def test_without_a_session_the_socket_closes(workspace: Workspace, server: RunningApp) -> None:
    async with open_socket(server) as socket:
        assert await socket.closed() == ENDED


async def test_a_program_opens_a_socket_with_its_key(workspace: Workspace, server: RunningApp) -> None:
    async with open_socket(server, key=await workspace.api_key({"deals:read": "all"}), origin=None) as socket:
        assert (await socket.receive())["op"] == "welcome"


async def test_a_frame_comes_to_its_person_and_to_nobody_else(
    make: MakeWorkspace, server: RunningApp
) -> None:
    workspace, other = await make(), await make()
    nana, levan = await workspace.person(), await workspace.person()
    async with (
        open_socket(server, nana) as hers,
        open_socket(server, levan) as his,
        open_socket(server, other.admin) as foreign,
    ):
        for socket in (hers, his, foreign):
            await socket.subscribe("me")
        await tell(workspace, nana)
        frame = await hers.until(topic="me", type="notification")
        assert frame["data"]["type"] == "test.news"
        assert await his.silence() == []
        assert await foreign.silence(0.1) == []


async def test_unknown_and_forbidden_topics_are_refused_alike(
    workspace: Workspace, server: RunningApp
) -> None:
    agent = await workspace.person("agent")
    async with open_socket(server, agent) as socket:
        wanted = [f"client:{uuid4()}", "client:no-uuid", "nonsense", "me:x", "me"]
        answer = await socket.subscribe(*wanted)
        assert answer["topics"] == ["me"]
        assert {refusal["code"] for refusal in answer["refused"]} == {"not_found"}
        assert [refusal["topic"] for refusal in answer["refused"]] == wanted[:4]


async def test_a_returning_client_gets_exactly_what_it_missed(
    workspace: Workspace, server: RunningApp
) -> None:
    nana = await workspace.person()
    async with open_socket(server, nana) as socket:
        epoch = (await socket.subscribe("me"))["epoch"]
        await tell(workspace, nana, "first")
        seen = await socket.until(type="notification")
    for kind in ("second", "third"):
        await tell(workspace, nana, kind)
    async with open_socket(server, nana) as socket:
        await socket.subscribe("me", resume={"epoch": epoch, "seq": seen["seq"]})
        missed = [await socket.until(type="notification") for _ in range(2)]
        assert {frame["data"]["type"] for frame in missed} == {"second", "third"}
        assert await socket.silence(0.3) == []


async def test_a_process_that_is_behind_says_nothing_again(workspace: Workspace, runtime: Runtime) -> None:
    nana = await workspace.person()
    hub = Hub(runtime.redis)
    await hub.start()
    left_at = hub.position(workspace.id)
    connection = Connection(nana.actor, held=[])
    hub.add(connection)
    hub.subscribe(connection, {f"me:{nana.user_id}"})
    for kind in ("second", "third"):
        await tell(workspace, nana, kind)
    missed: list[tuple[str, str, str]] = []
    async with asyncio.timeout(5):
        while len(missed) < 2:
            await asyncio.sleep(0.02)
            missed = await hub.missed(connection, hub.epoch, left_at) or []
    connection.release(missed[-1][0])
    reader = asyncio.create_task(hub.read_for_ever())
    await tell(workspace, nana, "fourth")
    await asyncio.wait_for(connection.wake.wait(), 5)
    reader.cancel()
    assert [json.loads(text)["data"]["type"] for _, text in connection.waiting] == ["fourth"]


async def test_nothing_overtakes_what_a_slow_socket_waits_for(workspace: Workspace) -> None:
    written: list[bytes] = []
    is_slow = False

    def write(frame: bytes) -> bool:
        if not is_slow:
            written.append(frame)
        return not is_slow

    connection = Connection(workspace.admin.actor, write)
    connection.deliver((1, 0), "kind", "first", b"first")
    is_slow = True
    connection.deliver((2, 0), "kind", "second", b"second")
    is_slow = False
    connection.deliver((3, 0), "kind", "third", b"third")
    assert written == [b"first"]
    assert [text for _, text in connection.waiting] == ["second", "third"]
    connection.waiting.clear()
    connection.is_sending = True
    connection.deliver((4, 0), "kind", "fourth", b"fourth")
    assert [text for _, text in connection.waiting] == ["fourth"]


async def test_a_socket_that_is_to_close_hears_nothing_more(workspace: Workspace) -> None:
    written: list[bytes] = []

    def write(frame: bytes) -> bool:
        written.append(frame)
        return True

    connection = Connection(workspace.admin.actor, write)
    connection.deliver((1, 0), "kind", "first", b"first")
    connection.close(ENDED)
    connection.deliver((2, 0), "kind", "second", b"second")
    assert written == [b"first"]


async def test_when_redis_forgot_the_client_is_told_to_read_anew(
    workspace: Workspace, server: RunningApp, runtime: Runtime
) -> None:
    nana = await workspace.person()
    async with open_socket(server, nana) as socket:
        epoch = (await socket.subscribe("me"))["epoch"]
        await runtime.redis.flushall()
        told = await socket.until(op="resync", seconds=4)
        assert told["topics"] == ["me"]
        assert told["epoch"] != epoch
        await tell(workspace, nana, "after the flush")
        assert (await socket.until(type="notification"))["data"]["type"] == "after the flush"
    async with open_socket(server, nana) as socket:
        await socket.send(op="subscribe", topics=["me"], resume={"epoch": epoch, "seq": "1-0"})
        assert (await socket.until(op="resync"))["topics"] == ["me"]


async def test_the_relay_says_once_what_the_direct_way_did_not(
    workspace: Workspace, server: RunningApp, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    nana = await workspace.person()
    async with open_socket(server, nana) as socket:
        await socket.subscribe("me")
        runtime.project = None
        monkeypatch.setattr(relay, "GRACE", timedelta(milliseconds=400))
        await tell(workspace, nana)
        assert await socket.silence(0.5) == []
        for _ in range(3):
            await relay_once(runtime.db, runtime.redis)
        frames = await socket.silence(0.5)
        assert [frame["type"] for frame in frames] == ["notification"]


async def test_the_relay_repeats_nothing_that_was_said(
    workspace: Workspace, server: RunningApp, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    nana = await workspace.person()
    async with open_socket(server, nana) as socket:
        await socket.subscribe("me")
        await tell(workspace, nana)
        await socket.until(type="notification")
        monkeypatch.setattr(relay, "GRACE", timedelta(milliseconds=400))
        await asyncio.sleep(0.5)
        for _ in range(3):
            await relay_once(runtime.db, runtime.redis)
        assert await socket.silence() == []


async def test_log_out_silences_the_socket_within_two_seconds(
    workspace: Workspace, server: RunningApp
) -> None:
    nana = await workspace.person()
    async with open_socket(server, nana) as socket:
        await socket.subscribe("me")
        assert (await workspace.http(nana).post("/auth/logout")).status_code == 204
        started = time.monotonic()
        assert await socket.closed() == ENDED
        assert time.monotonic() - started < 2


async def test_a_changed_role_renews_the_socket_within_two_seconds(
    workspace: Workspace, server: RunningApp
) -> None:
    nana = await workspace.person("supervisor")
    browser = workspace.http()
    async with open_socket(server, nana) as socket:
        await socket.subscribe("me")
        await asyncio.sleep(1.2)
        changed = await browser.patch(
            f"/users/{nana.user_id}",
            json={"role_id": str(workspace.roles["agent"])},
            headers={"If-Match": '"1"'},
        )
        assert changed.status_code == 200
        started = time.monotonic()
        assert await socket.closed() == 1012
        assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    "text", ["{", '{"op":"subscribe"}', '{"op":"sing"}', '{"op":"subscribe","topics":["a"],"x":1}']
)
async def test_nonsense_closes_the_socket(workspace: Workspace, server: RunningApp, text: str) -> None:
    async with open_socket(server, workspace.admin) as socket:
        await socket.connection.send(text)
        assert await socket.closed() == BAD


async def test_ping_is_answered(workspace: Workspace, server: RunningApp) -> None:
    async with open_socket(server, workspace.admin) as socket:
        await socket.send(op="ping")
        assert (await socket.until(op="pong")) == {"op": "pong"}


async def test_events_have_one_gapless_order_that_programs_follow(
    workspace: Workspace, runtime: Runtime
) -> None:
    browser = workspace.http()
    await asyncio.gather(*(browser.post("/teams", json={"name": f"T{number}"}) for number in range(10)))
    await relay_once(runtime.db, runtime.redis)
    program = workspace.program(await workspace.api_key(dict.fromkeys(EVERY_PERMISSION, "all")))
    positions: list[int] = []
    after = 0
    while True:
        page = (await program.get("/events", params={"after": after, "limit": 4})).json()
        if not page["items"]:
            break
        positions += [item["position"] for item in page["items"]]
        after = page["next"]
    assert positions == list(range(1, len(positions) + 1))
    assert len(positions) >= 10


async def test_the_audit_log_says_who_did_what(workspace: Workspace) -> None:
    browser = workspace.http()
    team = (await browser.post("/teams", json={"name": "North"})).json()
    await browser.patch(f"/teams/{team['id']}", json={"name": "South"}, headers={"If-Match": '"1"'})
    entries = (await browser.get("/audit", params={"subject_id": team["id"]})).json()["items"]
    assert [entry["data"]["changes"]["name"] for entry in entries] == [["North", "South"], [None, "North"]]
    assert {UUID(entry["actor"]["id"]) for entry in entries} == {workspace.admin.user_id}


async def test_what_a_crowd_of_closed_sockets_leaves_is_collected_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda: collected.append(1))
    monkeypatch.setattr(hub_module, "AFTER_CROWD_SECONDS", 0)
    hub = Hub(workspace.runtime.redis)
    for number in range(1, CROWD + 1):
        connection = Connection(workspace.admin.actor)
        hub.add(connection)
        hub.remove(connection)
        await asyncio.sleep(0)
        assert not collected or number == CROWD
    await asyncio.sleep(0.05)
    assert collected == [1]
