"""The card: its timeline and notes."""

from uuid import uuid4

from tests.support.clients import add_client, change_client
from tests.support.workspaces import Workspace


async def test_the_timeline_tells_what_happened_newest_first(workspace: Workspace) -> None:
    manager = await workspace.person(name="Nana K.")
    http = workspace.http(manager)
    card = await add_client(http, "Anna", source="fair")
    other = await add_client(http, "Bold")
    note = await http.post(f"/clients/{card['id']}/notes", json={"text": " Call after six\n"})
    assert note.status_code == 201
    await http.post(f"/clients/{other['id']}/notes", json={"text": "not here"})
    await change_client(http, card, note="x")

    timeline = f"/clients/{card['id']}/timeline"
    entries = (await http.get(timeline)).json()["items"]
    assert [entry["type"] for entry in entries] == ["client.changed", "note.added", "client.created"]
    assert entries[1] == note.json()
    assert entries[1]["data"]["text"] == "Call after six"
    assert entries[1]["actor"] == {"kind": "user", "id": str(manager.user_id), "name": "Nana K."}
    assert entries[2]["data"]["source"] == "fair"
    only = (await http.get(timeline, params={"types": ["note.added", "client.created"]})).json()["items"]
    assert [entry["type"] for entry in only] == ["note.added", "client.created"]
    first = (await http.get(timeline, params={"limit": 2})).json()
    rest = (await http.get(timeline, params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert first["items"] + rest["items"] == entries
    assert (await http.get(timeline, params={"types": "'; drop"})).status_code == 422


async def test_a_note_is_written_once_and_never_empty(workspace: Workspace) -> None:
    http = workspace.http()
    card = await add_client(http, "Anna")
    notes = f"/clients/{card['id']}/notes"
    key = {"Idempotency-Key": str(uuid4())}
    first = await http.post(notes, json={"text": "hello"}, headers=key)
    assert (await http.post(notes, json={"text": "hello"}, headers=key)).json() == first.json()
    assert (await http.post(notes, json={"text": "   "})).status_code == 422
    assert (await http.post(f"/clients/{uuid4()}/notes", json={"text": "x"})).status_code == 404
    entries = (await http.get(f"/clients/{card['id']}/timeline")).json()["items"]
    assert [entry["type"] for entry in entries] == ["note.added", "client.created"]
    # A note is no edit: whoever is editing the card isn't disturbed.
    assert (await http.get(f"/clients/{card['id']}")).json()["version"] == 1
