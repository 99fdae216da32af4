"""What an open card hears."""

from uuid import uuid4

from tests.support.clients import add_client, change_client
from tests.support.servers import RunningApp
from tests.support.sockets import open_socket
from tests.support.workspaces import Workspace


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
