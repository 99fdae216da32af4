"""What an open card hears."""

from uuid import uuid4

import pytest

from tests.support.clients import add_client, change_client
from tests.support.selling import match, start_selling
from tests.support.servers import RunningApp
from tests.support.sockets import open_socket
from tests.support.workspaces import Workspace

pytestmark = pytest.mark.slow


async def test_an_open_card_hears_what_happens_on_it(workspace: Workspace, server: RunningApp) -> None:
    manager = await workspace.person()
    http = workspace.http(manager)
    card = await add_client(http, "Anna")
    topic = f"client:{card['id']}"
    async with open_socket(server, manager) as socket:
        assert (await socket.subscribe(topic))["topics"] == [topic]
        await http.post(f"/clients/{card['id']}/notes", json={"text": "hello"})
        subject = {"type": "client", "id": card["id"]}
        added = {"event_type": "note.added", "subject": subject}
        assert (await socket.until(type="timeline.added", data=added))["topic"] == topic
        await change_client(http, card, note="x")
        await socket.until(type="timeline.added", data={"event_type": "client.changed", "subject": subject})
        assert (await socket.until(type="client.changed"))["data"] == {"id": card["id"], "version": 2}
        await change_client(http, await add_client(http, "Other"), note="x")
        assert await socket.silence(0.3) == []


async def test_a_card_is_followed_only_by_whoever_may_read_it(
    workspace: Workspace, other_workspace: Workspace, server: RunningApp
) -> None:
    manager, stranger = await workspace.person(), await workspace.person()
    card = await add_client(workspace.http(manager), "Anna")
    topics = (f"client:{card['id']}", f"client:{uuid4()}", "client:x", "client")
    for person in (stranger, other_workspace.admin):
        async with open_socket(server, person) as socket:
            answer = await socket.subscribe(*topics)
            assert answer["topics"] == []
            assert [refused["topic"] for refused in answer["refused"]] == list(topics)


async def test_a_card_tells_only_of_what_its_reader_may_read(
    workspace: Workspace, server: RunningApp
) -> None:
    sales = await start_selling(workspace)
    roles = (await workspace.http().get("/roles")).json()["items"]
    agent = next(role for role in roles if role["key"] == "agent")
    rights = {"permissions": {"clients:read": "all", "tasks:read": "all"}}
    narrowed = await workspace.http().patch(f"/roles/{agent['id']}", json=rights, headers=match(agent))
    assert narrowed.status_code == 200
    reader = await workspace.person("agent")
    client_id = (await sales.client())["id"]
    topic = f"client:{client_id}"
    async with open_socket(server, reader) as socket:
        first = await socket.subscribe(topic)
        assert first["topics"] == [topic]
        await socket.silence(1)
        await sales.deal(client_id=client_id)
        # The deal's first step is a task: that she may read.
        frame = await socket.until(type="timeline.added")
        assert frame["data"]["event_type"] == "task.created"
        heard = [frame, *await socket.silence(0.5)]
    shown = (await workspace.http(reader).get(f"/clients/{client_id}/timeline")).json()["items"]
    assert {frame["data"]["event_type"] for frame in heard} == {"task.created"}
    assert "deal.created" not in {entry["type"] for entry in shown}
    assert "task.created" in {entry["type"] for entry in shown}
    async with open_socket(server, reader) as socket:
        # What was missed is told by the same rule.
        await socket.subscribe(topic, resume={"epoch": first["epoch"], "seq": first["seq"]})
        told = {frame["data"]["event_type"] for frame in await socket.silence(0.5) if "data" in frame}
    assert "deal.created" not in told


async def test_whoever_lost_the_client_hears_no_more(workspace: Workspace, server: RunningApp) -> None:
    manager, mate = await workspace.person(), await workspace.person()
    card = await add_client(workspace.http(manager), "Anna")
    async with open_socket(server, manager) as socket:
        await socket.subscribe(f"client:{card['id']}")
        # The frame of the client's own creation may come after the subscription; it was hers to hear.
        await socket.silence(1)
        changed = await change_client(workspace.http(), card, owner_id=str(mate.user_id))
        assert changed.status_code == 200
        await workspace.http().post(f"/clients/{card['id']}/notes", json={"text": "secret"})
        assert await socket.silence(0.5) == []
