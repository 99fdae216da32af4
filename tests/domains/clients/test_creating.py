"""Adding clients: what is kept, whose they are, and that nobody is added twice."""

import asyncio
from uuid import uuid4

from tests.support.clients import add_client, email, phone
from tests.support.workspaces import Workspace


async def test_a_client_is_kept_as_written_and_normalized(workspace: Workspace) -> None:
    http = workspace.http()
    made = await http.post(
        "/clients",
        json={
            "kind": "person",
            "name": "  Ғуломов Шерзод ",
            "given_name": "Шерзод",
            "tags": ["VIP", "vip ", "wholesale"],
            "source": "exhibition",
            "language": "uz",
            "time_zone": "Asia/Tashkent",
            "contact_points": [
                phone("8 (90) 123-45-67", label="mobile"),
                phone("+998 90 123 45 67"),
                phone("100"),
                email("Sherzod@Example.COM", is_main=True),
            ],
        },
    )
    assert made.status_code == 201
    assert made.headers["etag"] == '"1"'
    card = made.json()
    assert card["name"] == "Ғуломов Шерзод"
    assert (card["phone"], card["email"]) == ("+998901234567", "sherzod@example.com")
    assert card["tags"] == ["VIP", "wholesale"]
    points = [(p["value"], p["normalized"], p["is_main"]) for p in card["contact_points"]]
    assert points == [
        ("8 (90) 123-45-67", "+998901234567", True),
        ("100", None, False),
        ("Sherzod@Example.COM", "sherzod@example.com", True),
    ]
    read = await http.get(f"/clients/{card['id']}")
    assert read.json() == card
    assert read.headers["etag"] == '"1"'


async def test_a_manager_owns_whom_she_adds_and_others_name_the_owner(workspace: Workspace) -> None:
    team = await workspace.team()
    manager = await workspace.person("manager", team_id=team)
    supervisor = await workspace.person("supervisor", team_id=team)
    stranger = await workspace.person("manager")
    assert (await add_client(workspace.http(manager), "A"))["owner_id"] == str(manager.user_id)
    assert (await add_client(workspace.http(supervisor), "B"))["owner_id"] is None
    given = await add_client(workspace.http(supervisor), "C", owner_id=str(manager.user_id))
    assert given["owner_id"] == str(manager.user_id)

    for person, owner in ((manager, stranger), (supervisor, stranger)):
        body = {"kind": "person", "name": "D", "owner_id": str(owner.user_id)}
        refused = await workspace.http(person).post("/clients", json=body)
        assert (refused.status_code, refused.json()["code"]) == (403, "owner_out_of_reach")
    refused = await workspace.http(manager).post(
        "/clients", json={"kind": "person", "name": "D", "owner_id": None}
    )
    assert refused.status_code == 403


async def test_what_a_client_refers_to_must_be_there(workspace: Workspace) -> None:
    http = workspace.http()
    person = await add_client(http, "A person")
    body = {"kind": "person", "name": "B", "company_id": person["id"], "owner_id": str(uuid4())}
    refused = await http.post("/clients", json=body)
    assert refused.status_code == 422
    assert [error["pointer"] for error in refused.json()["errors"]] == ["/company_id", "/owner_id"]
    company = await add_client(http, "Anor", kind="company")
    member = await add_client(http, "C", company_id=company["id"])
    assert member["company_name"] == "Anor"
    refused = await http.post("/clients", json={"kind": "company", "name": "D", "company_id": company["id"]})
    assert refused.json()["errors"][0]["code"] == "not_a_person"


async def test_wrong_input_is_told_by_its_place(workspace: Workspace) -> None:
    body = {
        "kind": "robot",
        "name": "",
        "time_zone": "Mars/Base",
        "contact_points": [phone("call me"), email("nobody"), phone("\x00123")],
        "colour": "red",
    }
    refused = await workspace.http().post("/clients", json=body)
    assert refused.status_code == 422
    assert {error["pointer"] for error in refused.json()["errors"]} == {
        "/kind",
        "/name",
        "/time_zone",
        "/contact_points/0/value",
        "/contact_points/1/value",
        "/contact_points/2/value",
        "/colour",
    }


async def test_nobody_is_added_twice_unless_that_is_wanted(workspace: Workspace) -> None:
    http = workspace.http()
    first = await add_client(http, "Anna", phone("90 123 45 67"), email("anna@example.com"))
    for point, matched in ((phone("+998 (90) 123-45-67"), "phone"), (email("ANNA@example.com"), "email")):
        body = {"kind": "person", "name": "Anna again", "contact_points": [point]}
        refused = await http.post("/clients", json=body)
        assert (refused.status_code, refused.json()["code"]) == (409, "client_exists")
        assert refused.json()["params"]["candidates"] == [
            {
                "id": first["id"],
                "name": "Anna",
                "owner_name": None,
                "matched": matched,
                "score": {"phone": 70, "email": 75}[matched],
                "reasons": [matched],
            }
        ]
    for point in (phone("+998 (90) 123-45-67"), email("ANNA@example.com")):
        await add_client(http, "Anna again", point, allow_duplicate=True)
    assert (await http.get("/clients/count")).json() == {"count": 3}


async def test_of_a_colleague_s_client_only_the_owner_is_told(workspace: Workspace) -> None:
    nana, bold = await workspace.person(name="Nana K."), await workspace.person(name="Bold")
    await add_client(workspace.http(nana), "Secret Client", phone("901234567"))
    body = {"kind": "person", "name": "Mine", "contact_points": [phone("901234567")]}
    refused = await workspace.http(bold).post("/clients", json=body)
    assert refused.json()["params"]["candidates"] == [
        {
            "id": None,
            "name": None,
            "owner_name": "Nana K.",
            "matched": "phone",
            "score": 52,
            "reasons": ["phone"],
        }
    ]
    assert "Secret" not in refused.text


async def test_the_same_phone_is_free_in_another_workspace(
    workspace: Workspace, other_workspace: Workspace
) -> None:
    await add_client(workspace.http(), "Anna", phone("901234567"))
    await add_client(other_workspace.http(), "Anna", phone("901234567"))
    assert (await other_workspace.http().get("/clients/count")).json() == {"count": 1}


async def test_of_two_at_once_exactly_one_is_added(workspace: Workspace) -> None:
    """They meet in different orders of their contact points, which must not make them wait in a circle."""
    http = workspace.http()
    points = [phone("901234567"), email("anna@example.com")]
    for attempt in range(5):
        digit = str(attempt)
        here = [{**points[0], "value": f"90123456{digit}"}, {**points[1], "value": f"a{digit}@example.com"}]
        answers = await asyncio.gather(
            *(
                http.post("/clients", json={"kind": "person", "name": "Anna", "contact_points": order})
                for order in (here, here[::-1], here, here[::-1])
            )
        )
        assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert (await http.get("/clients/count")).json() == {"count": 5}


async def test_a_repeated_request_adds_once(workspace: Workspace) -> None:
    http = workspace.http()
    body = {"kind": "person", "name": "Anna", "contact_points": [phone("901234567")]}
    key = {"Idempotency-Key": str(uuid4())}
    first = await http.post("/clients", json=body, headers=key)
    again = await http.post("/clients", json=body, headers=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert (await http.get("/clients/count")).json() == {"count": 1}
    together = await asyncio.gather(
        *(
            http.post("/clients", json={"kind": "person", "name": "Bold"}, headers={"Idempotency-Key": "b"})
            for _ in range(3)
        )
    )
    assert len({answer.json()["id"] for answer in together}) == 1
