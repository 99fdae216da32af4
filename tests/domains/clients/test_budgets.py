"""How many statements a request may cost, and that the search reads its index."""

from collections.abc import AsyncIterator, Awaitable, Callable

import httpx
import pytest
from sqlalchemy import make_url

from app.core.embedded import connect
from app.core.ids import uuid7
from tests.support.budget import statements
from tests.support.bulk import Connection
from tests.support.clients import add_client, change_client, email, phone
from tests.support.servers import RunningApp, Servers
from tests.support.workspaces import Workspace

READS = {
    "/clients": 1,
    "/clients?q=anna&kind=person&sort=name": 1,
    "/clients?tag=vip": 2,  # whether many have it; the clients
    "/clients/count?q=anna": 1,
    "/clients/tags": 1,
    "/clients/{id}": 1,
    "/clients/{id}/timeline": 2,  # may she see the card; its events
    "/clients/lookup?phone=901234567": 2,  # the workspace's country; the clients
}


@pytest.mark.parametrize("path", READS)
async def test_reads_cost_a_fixed_number_of_statements(
    workspace: Workspace, server: RunningApp, path: str
) -> None:
    http = workspace.http()
    card = await add_client(http, "Anna")
    for number in range(3):
        card = await add_client(http, "Anna", phone(f"90123456{number}"), tags=["vip"])
    path = path.replace("{id}", card["id"])
    spent = await cost(server, lambda: http.get(path))
    assert len(spent) == READS[path.replace(card["id"], "{id}")], spent


async def cost(server: RunningApp, request: Callable[[], Awaitable[httpx.Response]]) -> list[str]:
    """Return the statements of a request."""
    with statements(server) as sent:
        assert (await request()).is_success
    return sent


async def test_writes_cost_a_fixed_number_of_statements(workspace: Workspace, server: RunningApp) -> None:
    http = workspace.http()
    await http.get("/clients")
    points = [phone("901234567"), email("anna@example.com")]
    body = {"kind": "person", "name": "Anna", "contact_points": points}
    # What it refers to, the lock, the namesakes; the client, her points, the event; her card.
    spent = await cost(server, lambda: http.post("/clients", json=body))
    assert len(spent) == 7, spent
    card = (await http.get("/clients")).json()["items"][0]
    # The locked client, what she refers to, her points; the client, the event; her card.
    spent = await cost(server, lambda: change_client(http, card, name="Anna K."))
    assert len(spent) == 6, "\n".join(spent)
    # The locked client, the event.
    spent = await cost(server, lambda: http.post(f"/clients/{card['id']}/notes", json={"text": "x"}))
    assert len(spent) == 3, spent


async def test_a_search_asks_once_for_clients(workspace: Workspace, server: RunningApp) -> None:
    http = workspace.http()
    await add_client(http, "Anna", phone("901234567"))
    for query in ("anna", "12345"):
        with statements(server) as sent:
            assert (await http.get("/search", params={"q": query})).json()["items"]
        assert len([statement for statement in sent if "search_clients" in statement]) == 1
        assert not [statement for statement in sent if "similar_clients" in statement]


@pytest.fixture
async def superuser(servers: Servers, server: RunningApp) -> AsyncIterator[Connection]:
    """A connection that row level security doesn't hold back."""
    database = make_url(server.settings.database_url).database or ""
    connection = await connect(servers.postgres.superuser_dsn(database))
    yield connection
    await connection.close()


INDEX_OF = {
    "search_clients(ARRAY['%abc%', '%12%'], ARRAY[]::text[], 'abc', NULL, true, 10)": "ix_clients_search_text",
    "search_clients(ARRAY['%8900123%'], ARRAY['%900123%'], '8900123', NULL, true, NULL)": "ix_clients_search_text",
    "similar_clients('abcdef', NULL, true, 10)": "ix_clients_search_text",
    "clients_tagged('t7')": "ix_clients_tags",
}


async def test_searching_reads_its_index(workspace: Workspace, superuser: Connection) -> None:
    """At ten thousand clients, also with the plan for any arguments that PostgreSQL comes to after a few calls."""
    await superuser.execute(
        """INSERT INTO clients (workspace_id, id, kind, name, name_key, tags, custom, sort_name, search_text,
                                created_at, updated_at, version)
           SELECT $1, gen_random_uuid(), 'person', 'n', 'n', ARRAY['t' || n % 50], '{}', md5(n::text),
                  ' ' || md5(n::text) || ' ' || 998900000000 + n || '|', now(), now(), 1
           FROM generate_series(1, 10000) n""",
        workspace.id,
    )
    await superuser.execute("VACUUM ANALYZE clients")
    plans: list[str] = []
    superuser.add_log_listener(lambda _, message: plans.append(str(message)))
    await superuser.execute("LOAD 'auto_explain'")
    await superuser.execute(
        "SET auto_explain.log_min_duration = 0; SET auto_explain.log_nested_statements = on"
    )
    await superuser.execute(f"SET app.workspace_id = '{workspace.id}'")
    for mode in ("force_custom_plan", "force_generic_plan"):
        await superuser.execute(f"SET plan_cache_mode = {mode}; SET client_min_messages = log")
        for call, index in INDEX_OF.items():
            plans.clear()
            await superuser.fetch(f"SELECT * FROM {call}")
            inner = next(plan for plan in plans if "Function Scan" not in plan)
            assert f"Bitmap Index Scan on {index}" in inner, inner
            assert "Index Cond: ((workspace_id = " in inner


async def test_the_search_functions_are_for_the_application_alone(
    workspace: Workspace, superuser: Connection
) -> None:
    rows = await superuser.fetch(
        """SELECT proname, pg_get_userbyid(proowner) AS owner, proconfig, prosecdef,
                  has_function_privilege('baton_app', oid, 'execute') AS app,
                  has_function_privilege('baton_dispatcher', oid, 'execute') AS others
           FROM pg_proc WHERE proname IN ('search_clients', 'similar_clients', 'clients_tagged')"""
    )
    assert len(rows) == 3
    for row in rows:
        assert (row["owner"], row["prosecdef"], row["app"], row["others"]) == (
            "baton_owner",
            True,
            True,
            False,
        )
        assert row["proconfig"] == ["search_path=pg_catalog, public, pg_temp"]
    # Without a workspace there is nothing to find, however one asks.
    await superuser.execute("SET ROLE baton_app")
    assert await superuser.fetch("SELECT * FROM search_clients(ARRAY['%'], NULL, '', NULL, true, 9)") == []
    await superuser.execute(f"SET app.workspace_id = '{uuid7()}'")
    assert await superuser.fetch("SELECT * FROM search_clients(ARRAY['%'], NULL, '', NULL, true, 9)") == []
