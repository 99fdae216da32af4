"""What stands on a card besides its fields: ways to reach the client, consents, pinned notes."""

from typing import Any

from app.core.clock import now
from tests.support.clients import add_client, change_client, email, phone
from tests.support.workspaces import Workspace


def states(card: dict[str, Any]) -> list[tuple[str, bool, str | None]]:
    return [
        (point["value"], point["verified_at"] is not None, point["bad_reason"])
        for point in card["contact_points"]
    ]


async def test_a_way_to_reach_somebody_is_verified_or_bad_until_said_otherwise(workspace: Workspace) -> None:
    http = workspace.http()
    card = await add_client(http, "Anna", phone("901234567"), email("anna@example.com"))
    assert states(card) == [("901234567", False, None), ("anna@example.com", False, None)]
    points = [phone("90 123-45-67", is_verified=True), email("anna@example.com", bad_reason="bounced")]
    card = (await change_client(http, card, contact_points=points)).json()
    assert states(card) == [("90 123-45-67", True, None), ("anna@example.com", False, "bounced")]
    since = card["contact_points"][0]["verified_at"]
    kept = (
        await change_client(http, card, contact_points=[email("anna@example.com"), phone("901234567")])
    ).json()
    assert states(kept) == [("anna@example.com", False, "bounced"), ("901234567", True, None)]
    assert kept["contact_points"][1]["verified_at"] == since
    points = [email("anna@example.com", bad_reason=None), phone("901234567", is_verified=False)]
    assert states((await change_client(http, kept, contact_points=points)).json()) == [
        ("anna@example.com", False, None),
        ("901234567", False, None),
    ]


async def test_messengers_and_addresses_are_ways_to_reach_somebody(workspace: Workspace) -> None:
    http = workspace.http()
    points = [
        {"kind": "telegram", "value": "@anna_99"},
        {"kind": "telegram", "value": "@Anna_99"},
        {"kind": "whatsapp", "value": "90 123-45-67"},
        {"kind": "address", "value": "Tashkent, Navoi 5"},
    ]
    card = await add_client(http, "Anna", *points, qualification="qualified")
    shown = [(point["kind"], point["normalized"], point["is_main"]) for point in card["contact_points"]]
    assert shown == [
        ("telegram", None, True),
        ("whatsapp", "+998901234567", True),
        ("address", None, True),
    ]
    assert (card["phone"], card["email"], card["qualification"]) == (None, None, "qualified")
    found = (await http.get("/clients", params={"q": "anna_99"})).json()["items"]
    assert [row["id"] for row in found] == [card["id"]]


async def test_each_word_about_a_channel_is_kept_with_its_proof(workspace: Workspace) -> None:
    http = workspace.http()
    card = await add_client(http, "Anna")
    address = f"/clients/{card['id']}/consents"
    given = {"channel": "email", "is_granted": True, "how": "form", "proof": "Order 1204"}
    assert (await http.post(address, json=given)).status_code == 201
    taken_back = {"channel": "email", "is_granted": False, "how": "call"}
    assert (await http.post(address, json=taken_back)).status_code == 201
    told = (await http.get(address)).json()["items"]
    assert [(one["is_granted"], one["how"], one["proof"]) for one in told] == [
        (False, "call", None),
        (True, "form", "Order 1204"),
    ]
    assert told[0]["recorded_by"] == "Admin"
    future = {**given, "given_at": f"{now().year + 1}-01-01T00:00:00Z"}
    assert (await http.post(address, json=future)).json()["errors"][0]["pointer"] == "/given_at"
    assert (await http.post(address, json={**given, "channel": "pigeon"})).status_code == 422


async def test_five_notes_are_pinned_at_most(workspace: Workspace) -> None:
    http = workspace.http()
    card, other = await add_client(http, "Anna"), await add_client(http, "Boris")
    notes = [
        (await http.post(f"/clients/{card['id']}/notes", json={"text": f"note {number}"})).json()["id"]
        for number in range(6)
    ]
    address = f"/clients/{card['id']}/pinned-notes"
    for note in notes[:5]:
        assert (await http.put(f"{address}/{note}")).status_code == 204
    assert (await http.put(f"{address}/{notes[0]}")).status_code == 204
    refused = await http.put(f"{address}/{notes[5]}")
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_pins")
    assert (await http.delete(f"{address}/{notes[1]}")).status_code == 204
    assert (await http.delete(f"{address}/{notes[1]}")).status_code == 404
    shown = [entry["data"]["text"] for entry in (await http.get(address)).json()["items"]]
    assert shown == ["note 4", "note 3", "note 2", "note 0"]
    foreign = await http.put(f"/clients/{other['id']}/pinned-notes/{notes[0]}")
    assert foreign.status_code == 404


async def test_a_person_belongs_to_several_companies(workspace: Workspace) -> None:
    http = workspace.http()
    first, second = [await add_client(http, name, kind="company") for name in ("Anor", "Sol")]
    anna = await add_client(http, "Anna", company_id=first["id"], position="Director")
    address = f"/clients/{anna['id']}/employments"
    assert (await http.put(f"{address}/{second['id']}", json={"position": "Adviser"})).status_code == 200
    listed = (await http.get(address)).json()["items"]
    assert [(one["name"], one["position"]) for one in listed] == [("Sol", "Adviser")]
    people = (await http.get(f"/clients/{second['id']}/employments")).json()["items"]
    assert [(one["name"], one["position"]) for one in people] == [("Anna", "Adviser")]
    for wrong in (first["id"], anna["id"]):
        assert (await http.put(f"{address}/{wrong}", json={})).status_code == 422
    assert (await http.delete(f"{address}/{second['id']}")).status_code == 204
    assert (await http.get(address)).json()["items"] == []
