"""What the domains above rely on."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from app.core.clock import now
from app.core.errors import InvalidRequestError, NotFoundError
from app.core.runtime import Runtime
from app.domains.clients import service
from app.domains.clients.schemas import ClientInput, ContactPointInput
from app.platform import subjects
from tests.support.clients import add_client, email, phone
from tests.support.workspaces import Workspace


async def test_a_caller_is_found_whoever_s_client_she_is(
    workspace: Workspace, other_workspace: Workspace, runtime: Runtime
) -> None:
    nana, bold = await workspace.person(), await workspace.person()
    company = await add_client(workspace.http(), "Anor", phone("71 200 00 00"), kind="company")
    first = await add_client(
        workspace.http(nana), "Anna", phone("71 200 00 01"), phone("71 200 00 00"), allow_duplicate=True
    )
    await add_client(other_workspace.http(), "Foreign", phone("71 200 00 00"))
    async with runtime.db.read(workspace.id) as session:
        found = await service.find_by_phone(session, bold.actor, "+998712000000")
    # Whose main phone it is comes first.
    assert [(ref.name, ref.kind) for ref in found] == [("Anor", "company"), ("Anna", "person")]
    assert [str(ref.id) for ref in found] == [company["id"], first["id"]]
    assert (found[1].owner_id, found[1].phone) == (nana.user_id, "+998712000001")


async def test_the_last_contact_only_moves_forward(workspace: Workspace, runtime: Runtime) -> None:
    http = workspace.http()
    card = await add_client(http, "Anna")
    moment = now().replace(microsecond=0)
    for at in (moment, moment - timedelta(days=1), moment + timedelta(hours=1)):
        async with runtime.db.write(workspace.id) as session:
            await service.record_contact(session, UUID(card["id"]), at)
    read = (await http.get(f"/clients/{card['id']}")).json()
    expected = (moment + timedelta(hours=1)).isoformat().replace("+00:00", "Z")
    assert read["last_contact_at"] == expected
    assert (read["version"], read["updated_at"]) == (1, card["updated_at"])


async def test_a_required_client_must_be_within_reach(workspace: Workspace, runtime: Runtime) -> None:
    nana, bold = await workspace.person(), await workspace.person()
    card = await add_client(workspace.http(nana), "Anna", phone("901234567"))
    async with runtime.db.read(workspace.id) as session:
        ref = await service.require_visible(session, nana.actor, UUID(card["id"]), "clients:write")
        assert (ref.name, ref.phone, ref.owner_id) == ("Anna", "+998901234567", nana.user_id)
        for actor, client_id in ((bold.actor, ref.id), (nana.actor, uuid4())):
            with pytest.raises(NotFoundError):
                await service.require_visible(session, actor, client_id, "clients:read")


async def test_facts_and_cards_come_for_many_at_once(workspace: Workspace, runtime: Runtime) -> None:
    manager = await workspace.person()
    company = await add_client(workspace.http(), "Anor", kind="company")
    person = await add_client(
        workspace.http(), "Anna", phone("901234567"), email("a@example.com"), company_id=company["id"]
    )
    ids = [UUID(company["id"]), UUID(person["id"]), None, uuid4()]
    async with runtime.db.read(workspace.id) as session:
        facts = await service.client_facts(session, ids)
        shown = await subjects.cards(session, workspace.admin.actor, "client", ids)
        assert await subjects.cards(session, manager.actor, "client", ids) == {}
        assert await service.client_facts(session, [None]) == {}
    assert set(facts) == set(shown) == {UUID(company["id"]), UUID(person["id"])}
    anna = facts[UUID(person["id"])]
    assert (anna.name, anna.company_name, anna.phone, anna.email) == (
        "Anna", "Anor", "+998901234567", "a@example.com"
    )  # fmt: skip
    card = shown[UUID(person["id"])]
    assert (card.type, card.title, card.subtitle) == ("client", "Anna", "Anor")


async def test_a_program_of_another_domain_adds_an_unknown_caller(
    workspace: Workspace, runtime: Runtime
) -> None:
    agent = await workspace.person("agent")
    wish = ClientInput(
        kind="person", name="Unknown", contact_points=[ContactPointInput(kind="phone", value="901234567")]
    )
    async with runtime.db.write(workspace.id) as session:
        client = await service.create(session, agent.actor, wish)
    assert client.owner_id is None
    assert (await workspace.http().get(f"/clients/{client.id}")).json()["phone"] == "+998901234567"


async def test_missing_facts_are_filled_in_without_taking_anything_away(
    workspace: Workspace, runtime: Runtime
) -> None:
    manager = await workspace.person()
    http = workspace.http(manager)
    card = await add_client(http, "Anna")
    client_id = UUID(card["id"])
    values = {
        "client.phone": "90 123-45-67",
        "client.email": "Anna@Example.com",
        "client.company": " Anor  Mebel ",
        "deal.amount": "1.00",
    }
    async with runtime.db.write(workspace.id) as session:
        client, company_known = await service.known(session, client_id)
        assert (client.phone, client.email, client.company_id, company_known) == (None, None, None, None)
        await service.apply_required(session, manager.actor, client_id, values)
        client, company_known = await service.known(session, client_id)
        assert (client.phone, client.email) == ("+998901234567", "anna@example.com")
        assert company_known is not None
        assert company_known.id == client.company_id
    filled = (await http.get(f"/clients/{client_id}")).json()
    assert (filled["phone"], filled["email"], filled["version"]) == ("+998901234567", "anna@example.com", 2)
    company = (await http.get(f"/clients/{filled['company_id']}")).json()
    assert (company["kind"], company["name"], company["owner_id"]) == (
        "company", "Anor  Mebel", str(manager.user_id)
    )  # fmt: skip
    assert [row["name"] for row in (await http.get("/clients?q=anor&kind=person")).json()["items"]] == [
        "Anna"
    ]

    more = {"client.phone": "+998 90 123 45 67", "client.email": "second@example.com", "client.company": "X"}
    async with runtime.db.write(workspace.id) as session:
        await service.apply_required(session, manager.actor, client_id, more)
    again = (await http.get(f"/clients/{client_id}")).json()
    assert [point["normalized"] for point in again["contact_points"]] == [
        "+998901234567", "anna@example.com", "second@example.com"
    ]  # fmt: skip
    assert (again["company_name"], again["email"]) == ("Anor  Mebel", "anna@example.com")
    async with runtime.db.write(workspace.id) as session:
        await service.apply_required(session, manager.actor, client_id, more)
    assert (await http.get(f"/clients/{client_id}")).json()["version"] == again["version"]


async def test_the_company_is_found_by_its_name_and_two_at_once_make_one(
    workspace: Workspace, runtime: Runtime
) -> None:
    http = workspace.http()
    known = await add_client(http, "Anor Mebel", kind="company")
    people = [UUID((await add_client(http, f"Person {number}"))["id"]) for number in range(4)]

    async def fill(client_id: UUID, name: str) -> None:
        async with runtime.db.write(workspace.id) as session:
            wish = {"client.company": name}
            await service.apply_required(session, workspace.admin.actor, client_id, wish)

    await fill(people[0], "ANOR MEBEL")
    assert (await http.get(f"/clients/{people[0]}")).json()["company_id"] == known["id"]
    await asyncio.gather(*(fill(client_id, "Romashka") for client_id in people[1:]))
    companies = {(await http.get(f"/clients/{client_id}")).json()["company_id"] for client_id in people[1:]}
    assert len(companies) == 1
    # A company is its own; it isn't put into another.
    await fill(UUID(known["id"]), "Holding")
    assert (await http.get(f"/clients/{known['id']}")).json()["company_id"] is None


async def test_what_can_t_be_filled_in_is_told_by_its_place(workspace: Workspace, runtime: Runtime) -> None:
    card = await add_client(workspace.http(), "Anna")
    values = {"client.phone": "none", "client.email": 5, "client.company": "  "}
    async with runtime.db.write(workspace.id) as session:
        with pytest.raises(InvalidRequestError) as refused:
            await service.apply_required(session, workspace.admin.actor, UUID(card["id"]), values)
        with pytest.raises(NotFoundError):
            await service.apply_required(session, workspace.admin.actor, uuid4(), {"client.company": "X"})
        with pytest.raises(NotFoundError):
            await service.known(session, uuid4())
    assert [error.pointer for error in refused.value.errors] == [
        "/values/client.phone", "/values/client.email", "/values/client.company"
    ]  # fmt: skip
