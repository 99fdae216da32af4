"""Operation × role × whose record: generated from the OpenAPI document, so that nothing can be forgotten."""

from collections import defaultdict
from typing import Any

import asyncpg
import httpx
import pytest
from sqlalchemy.engine import make_url

from app.core.orm import Base
from tests.conftest import MakeWorkspace
from tests.permissions.cases import CASES
from tests.permissions.walk import NOWHERE, call, expected, happened, ids_of, kinds, operations
from tests.permissions.world import World, build
from tests.support.servers import RunningApp, Servers
from tests.support.sockets import open_socket

pytestmark = pytest.mark.slow

ROLES = ("administrator", "supervisor", "manager", "operator", "agent", "analyst")
ENDS_THE_SESSION = {"auth_logout", "auth_end_session", "auth_end_other_sessions"}


@pytest.fixture
async def world(make: MakeWorkspace) -> World:
    return await build(await make(is_demo=True), "1234")


@pytest.fixture
async def stranger(make: MakeWorkspace) -> World:
    return await build(await make(), "7654")


def test_every_operation_has_a_row_and_every_row_an_operation(server: RunningApp) -> None:
    assert {operation.name for operation in operations(server.app)} == set(CASES)


async def test_without_a_log_in_nothing_but_the_public_routes_answers(
    world: World, server: RunningApp
) -> None:
    http = world.workspace.anonymous()
    for operation in operations(server.app):
        answer = await call(http, operation, ids_of(world, world.own))
        if operation.case.public:
            assert answer.json().get("code") != "unauthenticated", operation.name
        else:
            assert answer.status_code == 401, operation.name


async def test_a_key_without_scopes_reaches_nothing_that_needs_a_permission(
    world: World, server: RunningApp
) -> None:
    for operation in operations(server.app):
        if operation.permission is None:
            continue
        http = world.workspace.program(await world.workspace.api_key({}))
        answer = await call(http, operation, ids_of(world, world.own))
        assert answer.status_code == 403, operation.name


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
async def test_a_role_reaches_what_its_scope_says_and_nothing_else(
    world: World, stranger: World, server: RunningApp, role: str
) -> None:
    http = world.workspace.http(world.people[role])
    foreign = stranger.all_ids()
    wrong: list[str] = []
    for operation in operations(server.app):
        if operation.case.public or operation.case.private:
            continue
        for name, side in (("own", world.own), ("team", world.team), ("other", world.other)):
            if operation.case.record is None and name != "own":
                continue
            if operation.name in ENDS_THE_SESSION:
                leaver = await world.workspace.person(role)
                answer = await call(
                    world.workspace.http(leaver),
                    operation,
                    ids_of(world, side) | {"session": str(leaver.actor.credential_id)},
                )
            else:
                answer = await call(http, operation, ids_of(world, side))
            wanted, got = expected(operation, role, name), happened(answer)
            if wanted != got:
                wrong.append(
                    f"{operation.name} on {name}: {wanted} wanted, {answer.status_code} {answer.text[:160]}"
                )
            assert answer.status_code < 500, f"{operation.name}: {answer.text}"
            assert not [one for one in foreign if one in answer.text], operation.name
    assert wrong == []


def problem(answer: httpx.Response) -> dict[str, Any]:
    found: dict[str, Any] = answer.json()
    del found["trace_id"]
    return found


@pytest.mark.slow
async def test_another_workspaces_ids_are_as_good_as_none(
    world: World, stranger: World, server: RunningApp, servers: Servers
) -> None:
    http = world.workspace.http()
    ours, theirs = ids_of(world, world.own), ids_of(stranger, stranger.own)
    before = await fingerprint(servers, server, stranger)
    checked = 0
    for operation in operations(server.app):
        case = operation.case
        if case.public or operation.name in ENDS_THE_SESSION - {"auth_end_session"}:
            continue
        named = [kind for kind in case.path.values() if not kind.startswith("=")]
        for kind in named:
            foreign = await call(http, operation, ours, path={kind: theirs[kind]})
            nothing = await call(http, operation, ours, path={kind: NOWHERE})
            assert (foreign.status_code, problem(foreign)) == (404, problem(nothing)), operation.name
            checked += 1
        for kind in set(kinds(case.body)):
            answer = await call(http, operation, ours, body={kind: theirs[kind]})
            assert answer.status_code in {404, 409, 412, 422}, f"{operation.name} {kind}: {answer.text[:200]}"
            checked += 1
        for kind in set(kinds(case.query)):
            answer = await call(http, operation, ours, query={kind: theirs[kind]})
            nothing = await call(http, operation, ours, query={kind: NOWHERE})
            assert answer.status_code == nothing.status_code, f"{operation.name} {kind}: {answer.text[:200]}"
            if answer.status_code == 200:
                assert answer.text.replace(theirs[kind], NOWHERE) == nothing.text, operation.name
            checked += 1
    assert checked > 60
    assert await fingerprint(servers, server, stranger) == before


async def fingerprint(servers: Servers, server: RunningApp, world: World) -> dict[str, str]:
    """Return a digest of each table's rows of a workspace, read as the superuser."""
    database = str(make_url(server.settings.database_url).database)
    dsn = servers.postgres.superuser_dsn(database).replace("+asyncpg", "")
    connection = await asyncpg.connect(dsn)
    found: dict[str, str] = {}
    for table in Base.metadata.sorted_tables:
        if "workspace_id" in table.c and table.name not in {"events", "event_positions", "sessions"}:
            found[table.name] = await connection.fetchval(
                f"SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {table.name} t "
                "WHERE workspace_id = $1",
                world.workspace.id,
            )
    await connection.close()
    return found


@pytest.mark.parametrize("role", ROLES)
async def test_a_role_hears_the_topics_of_what_it_may_see(
    world: World, stranger: World, server: RunningApp, role: str
) -> None:
    wanted: dict[str, bool] = defaultdict(bool)
    may = {operation.name: operation for operation in operations(server.app)}
    for name, side in (("own", world.own), ("team", world.team), ("other", world.other)):
        for kind, reading in (("client", "clients_get"), ("deal", "deals_get")):
            wanted[f"{kind}:{side.ids[kind]}"] = expected(may[reading], role, name) == "reached"
            wanted[f"{kind}:{stranger.own.ids[kind]}"] = False
    wanted[f"board:{world.shared['pipeline']}"] = expected(may["deals_board"], role, "own") == "reached"
    wanted[f"board:{stranger.shared['pipeline']}"] = False
    wanted["counters"] = expected(may["plans_progress"], role, "own") == "reached"
    wanted["me"] = True
    async with open_socket(server, world.people[role]) as socket:
        answer = await socket.subscribe(*wanted)
        assert set(answer["topics"]) == {topic for topic, granted in wanted.items() if granted}
