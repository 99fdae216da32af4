"""The second lock: with the application's own filter gone, row level security alone keeps workspaces apart."""

import sys
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

import asyncpg
import pytest
from sqlalchemy import Table, true
from sqlalchemy.engine import make_url

from app.core.embedded import Role
from app.core.orm import Base
from tests.conftest import MakeWorkspace
from tests.permissions.world import World, build
from tests.support.servers import RunningApp, Servers

pytestmark = pytest.mark.slow

TENANT_TABLES = [table for table in Base.metadata.sorted_tables if "workspace_id" in table.c]
DIRECTORY = {"login_addresses"}
LOCKED = [table for table in TENANT_TABLES if table.name not in DIRECTORY]
if TYPE_CHECKING:
    Connection = asyncpg.Connection[Any]


def database_of(server: RunningApp) -> str:
    return str(make_url(server.settings.database_url).database)


@pytest.fixture
async def ours(make: MakeWorkspace) -> World:
    return await build(await make(), "2345")


@pytest.fixture
async def theirs(make: MakeWorkspace) -> World:
    return await build(await make(), "8765")


@pytest.fixture
async def app_connection(servers: Servers, server: RunningApp) -> AsyncIterator["Connection"]:
    dsn = servers.postgres.dsn(Role.APP, database_of(server)).replace("+asyncpg", "")
    connection = await asyncpg.connect(dsn)
    yield connection
    await connection.close()


async def rows_of(servers: Servers, server: RunningApp, table: Table, world: World) -> int:
    dsn = servers.postgres.superuser_dsn(database_of(server)).replace("+asyncpg", "")
    connection = await asyncpg.connect(dsn)
    found = await connection.fetchval(
        f"SELECT count(*) FROM {table.name} WHERE workspace_id = $1", world.workspace.id
    )
    await connection.close()
    return int(found)


async def test_every_tenant_table_is_locked_for_every_verb(
    ours: World, theirs: World, servers: Servers, server: RunningApp, app_connection: "Connection"
) -> None:
    filled = 0
    for table in LOCKED:
        name = table.name
        present = await rows_of(servers, server, table, theirs)
        filled += present > 0
        async with app_connection.transaction():
            await app_connection.execute(f"SET LOCAL app.workspace_id = '{ours.workspace.id}'")
            seen = await app_connection.fetchval(
                f"SELECT count(*) FROM {name} WHERE workspace_id = $1", theirs.workspace.id
            )
            assert seen == 0, name
            changed = await app_connection.execute(
                f"UPDATE {name} SET workspace_id = workspace_id WHERE workspace_id = $1", theirs.workspace.id
            )
            assert changed == "UPDATE 0", name
            removed = await app_connection.execute(
                f"DELETE FROM {name} WHERE workspace_id = $1", theirs.workspace.id
            )
            assert removed == "DELETE 0", name
        assert await rows_of(servers, server, table, theirs) == present, name
    assert filled > 15


async def test_no_row_can_be_written_into_another_workspace(
    ours: World, theirs: World, app_connection: "Connection"
) -> None:
    for table in LOCKED:
        moved = app_connection.transaction()
        await moved.start()
        await app_connection.execute(f"SET LOCAL app.workspace_id = '{ours.workspace.id}'")
        try:
            changed = await app_connection.execute(
                f"UPDATE {table.name} SET workspace_id = '{theirs.workspace.id}'"
            )
            assert changed == "UPDATE 0", f"{table.name}: {changed}"
        except asyncpg.PostgresError as error:
            assert error.sqlstate in {"42501", "23503"}, f"{table.name}: {error}"  # noqa: PT017 - 0 rows is right too
        finally:
            await moved.rollback()


async def test_without_a_workspace_nothing_is_seen(ours: World, app_connection: "Connection") -> None:
    for table in LOCKED:
        assert await app_connection.fetchval(f"SELECT count(*) FROM {table.name}") == 0, table.name


async def test_the_applications_role_can_neither_bypass_nor_own(app_connection: "Connection") -> None:
    row = await app_connection.fetchrow(
        "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
    )
    assert row is not None
    assert (row["rolsuper"], row["rolbypassrls"]) == (False, False)
    owned = await app_connection.fetchval("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
    assert owned == 0


async def test_the_dispatcher_sees_queues_and_nothing_else(ours: World, app_connection: "Connection") -> None:
    assert ours.own.ids
    for table in LOCKED:
        async with app_connection.transaction():
            await app_connection.execute("SET LOCAL ROLE baton_dispatcher")
            if table.name in {"jobs", "events", "event_positions"}:
                await app_connection.fetchval(f"SELECT count(*) FROM {table.name}")
                continue
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                async with app_connection.transaction():
                    await app_connection.fetchval(f"SELECT count(*) FROM {table.name}")


LISTS = (
    "/clients",
    "/clients/count",
    "/deals",
    "/tasks",
    "/calls",
    "/users",
    "/plans?month=2026-11",
    "/audit",
)


async def test_with_the_applications_filter_removed_lists_show_no_foreign_row(
    ours: World, theirs: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    patched = 0
    for name, module in list(sys.modules.items()):
        if name.startswith("app.") and name != "app.core.auth" and hasattr(module, "visible"):
            monkeypatch.setattr(module, "visible", lambda *_: true())
            patched += 1
    assert patched > 3
    http = ours.workspace.http()
    foreign = theirs.all_ids()
    for address in LISTS:
        answer = await http.get(address)
        assert answer.status_code == 200, answer.text
        assert not [one for one in foreign if one in answer.text], address
    assert len((await http.get("/clients")).json()["items"]) == 12


async def test_two_workspaces_in_one_pool_never_mix(ours: World, theirs: World) -> None:
    mine, foreign = ours.workspace.http(), theirs.workspace.http()
    for _ in range(20):
        for http, own, other in ((mine, ours, theirs), (foreign, theirs, ours)):
            text = (await http.get("/clients")).text
            assert own.own.ids["client"] in text
            assert other.own.ids["client"] not in text
