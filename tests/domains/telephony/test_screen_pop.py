"""The card on the screens: who sees it, how often, and what it shows."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from app.core.clock import now
from app.domains.clients import service as clients
from app.domains.tasks import service as tasks
from tests.domains.telephony.lines import CLIENT_NUMBER, add_client, open_line
from tests.support.sockets import Socket, open_socket
from tests.support.workspaces import Person, Workspace


def kinds(frames: list[dict[str, Any]]) -> list[str]:
    return [frame["type"] for frame in frames if frame.get("topic") == "me"]


async def listening(socket: Socket) -> None:
    await socket.subscribe("me")


async def test_the_ringing_person_sees_the_card_at_once(workspace: Workspace) -> None:
    nana = await workspace.person("manager", extension="101")
    client_id = await add_client(workspace, owner=nana)
    await prepare(workspace, nana, client_id)
    line = await open_line(workspace)
    async with open_socket(workspace.server, nana) as socket:
        await listening(socket)
        await line.ring(extension="101")
        frame = await socket.until(type="screen_pop")
        pop = frame["data"]
        assert pop["client"]["name"] == "Dilnoza Karimova"
        assert pop["call"]["state"] == "ringing"
        assert [task["title"] for task in pop["tasks_today"]] == ["Call about the kitchen"]
        assert (pop["last_note"]["text"], pop["last_note"]["author"]) == ("Prefers mornings", "Nana K.")
        read = await workspace.http(nana).get(f"/calls/{pop['call']['id']}/card")
        assert read.json() == pop
        await line.send("call.answered", extension="101")
        changed = await socket.until(type="call.changed")
        assert changed["data"]["state"] == "answered"
        await line.send("call.ended", result="answered")
        changed = await socket.until(type="call.changed")
        assert changed["data"]["result"] == "answered"
        assert kinds(await socket.silence()) == []


async def prepare(workspace: Workspace, nana: Person, client_id: UUID) -> None:
    async with workspace.runtime.db.write(workspace.id) as session:
        await clients.add_note(session, nana.actor, client_id, "Prefers mornings")
        new = tasks.NewTask(
            kind=tasks.TaskKind.CALL,
            title="Call about the kitchen",
            due_at=now() - timedelta(minutes=5),
            assignee_id=nana.user_id,
            client_id=client_id,
        )
        await tasks.plan(session, nana.actor, new)


async def test_repeated_and_late_events_show_the_card_once(workspace: Workspace) -> None:
    nana = await workspace.person("manager", extension="101")
    line = await open_line(workspace)
    async with open_socket(workspace.server, nana) as socket:
        await listening(socket)
        for _ in range(3):
            await line.ring(extension="101", event_id="e-1")
        await line.send("call.created", event_id="e-0")
        await line.ring(extension="101", event_id="e-2")
        await line.send("call.answered", extension="101")
        await line.ring(extension="101", event_id="e-3")
        assert kinds(await socket.silence(1)).count("screen_pop") == 1


async def test_ringing_after_the_end_shows_nothing(workspace: Workspace) -> None:
    nana = await workspace.person("manager", extension="101")
    line = await open_line(workspace)
    async with open_socket(workspace.server, nana) as socket:
        await listening(socket)
        await line.send("call.ended", result="missed")
        await line.ring(extension="101")
        assert "screen_pop" not in kinds(await socket.silence(1))


async def test_without_an_extension_the_owner_sees_the_card(workspace: Workspace) -> None:
    nana, other = await workspace.person("manager"), await workspace.person("manager", extension="102")
    await add_client(workspace, owner=nana)
    line = await open_line(workspace)
    async with open_socket(workspace.server, nana) as hers, open_socket(workspace.server, other) as his:
        await listening(hers)
        await listening(his)
        await line.ring("c-1")
        assert (await hers.until(type="screen_pop"))["data"]["client"]["name"] == "Dilnoza Karimova"
        await line.ring("c-2", extension="999")
        assert (await hers.until(type="screen_pop"))["data"]["call"]["user_id"] is None
        assert kinds(await his.silence()) == []


async def test_a_ring_group_and_who_answered(workspace: Workspace) -> None:
    first = await workspace.person("manager", extension="101", name="First")
    second = await workspace.person("manager", extension="102", name="Second")
    line = await open_line(workspace)
    async with open_socket(workspace.server, first) as one, open_socket(workspace.server, second) as two:
        await listening(one)
        await listening(two)
        await line.ring(extension="101")
        await line.ring(extension="102")
        await one.until(type="screen_pop")
        shown = await two.until(type="screen_pop")
        assert (await workspace.http(second).get(f"/calls/{shown['data']['call']['id']}")).status_code == 200
        await line.send("call.answered", extension="102")
        changed = await one.until(type="call.changed", topic="me")
        while changed["data"]["state"] != "answered":
            changed = await one.until(type="call.changed")
        assert changed["data"]["user_name"] == "Second"
        assert kinds(await two.silence()).count("screen_pop") == 0
    assert [call["user_name"] for call in await line.calls(second)] == ["Second"]


async def test_an_agent_sees_who_calls_but_not_the_deals_and_notes(workspace: Workspace) -> None:
    nana = await workspace.person("manager")
    agent = await workspace.person("agent", extension="201")
    client_id = await add_client(workspace, owner=nana)
    await prepare(workspace, nana, client_id)
    line = await open_line(workspace)
    async with open_socket(workspace.server, agent) as socket:
        await listening(socket)
        await line.ring(extension="201")
        pop = (await socket.until(type="screen_pop"))["data"]
    assert pop["client"]["name"] == "Dilnoza Karimova"
    assert (pop["deals"], pop["tasks_today"], pop["last_note"]) == ([], [], None)


async def test_an_unknown_number(workspace: Workspace) -> None:
    nana = await workspace.person("manager", extension="101")
    line = await open_line(workspace)
    async with open_socket(workspace.server, nana) as socket:
        await listening(socket)
        await line.ring(extension="101")
        pop = (await socket.until(type="screen_pop"))["data"]
    assert (pop["client"], pop["call"]["client_number"]) == (None, CLIENT_NUMBER)


async def test_another_workspace_hears_nothing(workspace: Workspace, make: Any) -> None:
    other = await make()
    stranger = await other.person("manager", extension="101")
    line = await open_line(workspace)
    await workspace.person("manager", extension="101")
    async with open_socket(other.server, stranger) as socket:
        await listening(socket)
        await line.ring(extension="101")
        assert kinds(await socket.silence()) == []
    assert await line.calls(stranger) == []
