"""Colleagues named in notes: who can be, and how they hear of it."""

from uuid import uuid4

from app.domains.clients.rules.mentions import mentioned, with_names
from tests.support.clients import add_client
from tests.support.selling import ok, refused
from tests.support.workspaces import Workspace


async def test_who_is_mentioned_hears_of_it_and_stands_in_the_note_by_her_id(workspace: Workspace) -> None:
    http = workspace.http()
    colleague = await workspace.person("supervisor", name="Gvantsa")
    lead = await workspace.person("administrator", name="Lead")
    card = await add_client(http, "Anna")
    text = f"Ask <@{lead.user_id}> and again <@{lead.user_id}>"
    note = ok(await http.post(f"/clients/{card['id']}/notes", json={"text": text}), 201)
    assert note["data"] == {"client_id": card["id"], "text": text, "mentions": [str(lead.user_id)]}
    (notice,) = ok(await workspace.http(lead).get("/notifications"))["items"]
    assert (notice["type"], notice["subject"]) == ("mentioned", {"type": "client", "id": card["id"]})
    assert notice["data"] == {"who": "Admin", "client": "Anna"}
    assert ok(await workspace.http(colleague).get("/notifications"))["items"] == []
    assert ok(await http.get("/notifications"))["items"] == []
    own = f"Mine: <@{workspace.admin.user_id}>"
    ok(await http.post(f"/clients/{card['id']}/notes", json={"text": own}), 201)
    assert ok(await http.get("/notifications"))["items"] == []


async def test_who_may_not_read_the_card_can_not_be_mentioned(workspace: Workspace) -> None:
    north = await workspace.team("North")
    owner = await workspace.person("manager", team_id=north, name="Owner")
    other = await workspace.person("manager", team_id=north, name="Other")
    lead = await workspace.person("supervisor", team_id=north, name="Lead")
    http = workspace.http(owner)
    card = await add_client(http, "Anna")
    address = f"/clients/{card['id']}"
    known = {one["name"] for one in ok(await http.get(f"{address}/colleagues"))["items"]}
    assert {"Owner", "Lead", "Admin"} <= known
    assert "Other" not in known
    refused(await workspace.http(other).get(f"{address}/colleagues"), 404, "not_found")
    for stranger in (other.user_id, uuid4()):
        wish = {"text": f"<@{lead.user_id}> <@{stranger}>"}
        answer = refused(await http.post(f"{address}/notes", json=wish), 422, "invalid_request")
        assert [(one["pointer"], one["code"]) for one in answer["errors"]] == [("/text", "not_mentionable")]
    assert ok(await workspace.http(lead).get("/notifications"))["items"] == []


def test_only_whole_marks_are_mentions() -> None:
    one = uuid4()
    assert mentioned(f"a@b.example <@{one}> <@x> @{one} <@{one}>") == [one]
    assert with_names(f"Ask <@{one}>!", {one: "Nana"}) == "Ask @Nana!"
    assert with_names(f"Ask <@{one}>!", {}) == "Ask @…!"
