"""A hundred thousand clients: shaped lists go along indexes, and bulk work ends in seconds."""

import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import make_url

from app.core import filters
from app.core.auth import Actor
from app.core.embedded import connect
from app.core.filters import order_of
from app.core.prepared import _Compiled
from app.domains.clients.fields import SUBJECT
from app.domains.clients.models import Client
from app.domains.clients.queries import lists, shaped
from app.domains.clients.queries.shaped import Shape
from tests.support.bulk import Connection
from tests.support.selling import counted, ok
from tests.support.servers import RunningApp, Servers
from tests.support.working import run_jobs
from tests.support.workspaces import Workspace

MANY = 100_000
pytestmark = pytest.mark.slow


@pytest.fixture
async def superuser(servers: Servers, server: RunningApp) -> AsyncIterator[Connection]:
    database = make_url(server.settings.database_url).database or ""
    connection = await connect(servers.postgres.superuser_dsn(database))
    yield connection
    await connection.close()


async def fill(superuser: Connection, workspace: Workspace, many: int) -> None:
    await superuser.execute(
        """INSERT INTO clients (workspace_id, id, kind, name, tags, source, owner_id, sort_name, name_key, search_text, custom,
                                last_contact_at, created_at, updated_at, version)
           SELECT $1, gen_random_uuid(), 'person', 'n' || n, ARRAY['t' || n % 500, 'h' || n % 2], 's' || n % 20, $2, md5(n::text),
                  '', '', '{}', CASE WHEN n % 3 > 0 THEN now() - n * interval '1 minute' END,
                  now() - n * interval '1 minute', now(), 1
           FROM generate_series(1, $3::int) n""",
        workspace.id,
        workspace.admin.user_id,
        many,
    )
    await superuser.execute("VACUUM ANALYZE clients")


async def plan(workspace: Workspace, actor: Actor, shape: Shape) -> str:
    """Return PostgreSQL's plan of a list's page."""
    async with workspace.runtime.db.read(workspace.id) as session:
        fields = await filters.fields_of(session, actor, SUBJECT, shape.names)
        order = order_of(shape.sort or shaped.DEFAULT_SORT, fields, actor, Client.id)
        statement = await shaped.narrowed(session, actor, lists.rows(actor), shape, fields)
        compiled = _Compiled(order.applied(statement).limit(101), session)
        found = await session.info["driver"].fetch(f"EXPLAIN {compiled.sql}", *compiled.arguments({}))
    return "\n".join(row[0] for row in found)


SHAPES: dict[str, tuple[Any, list[str], str]] = {
    "newest": (None, [], "ix_clients_created_at_id"),
    "by name": (None, ["name"], "ix_clients_sort_name_id"),
    "by name, backwards": (None, ["-name"], "ix_clients_sort_name_id"),
    "last spoken with": (None, ["-last_contact_at"], "ix_clients_last_contact_at"),
    "of a source": ({"field": "source", "is": "s7"}, ["name"], "ix_clients_sort_name_id"),
    "with a tag": ({"field": "tags", "contains": "t7"}, ["name"], "clients_tagged"),
    "with a frequent tag": ({"field": "tags", "any_of": ["h1"]}, ["name"], "ix_clients_sort_name_id"),
    "quiet": ({"field": "quiet_since", "older_than_days": 30}, ["name"], "ix_clients_sort_name_id"),
    "of two keys": (None, ["name", "-created_at"], "ix_clients_sort_name_id"),
}


async def test_lists_of_a_hundred_thousand_go_along_indexes(
    workspace: Workspace, superuser: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    await fill(superuser, workspace, MANY)
    http = workspace.http()
    spent: dict[str, float] = {}
    for name, (tree, sort, index) in SHAPES.items():
        shape = Shape(filters.read(tree) if tree else None, sort=sort)
        found = await plan(workspace, workspace.admin.actor, shape)
        assert index in found, f"{name}\n{found}"
        assert "Seq Scan on clients" not in found, f"{name}\n{found}"
        body = {"filter": tree, "sort": sort, "limit": 100}
        ok(await http.post("/clients/query", json=body))
        began = time.perf_counter()
        page = ok(await http.post("/clients/query", json=body))
        spent[name] = time.perf_counter() - began
        began = time.perf_counter()
        ok(await http.post("/clients/query", json={**body, "cursor": page["next_cursor"]}))
        spent[f"{name}, next"] = time.perf_counter() - began
    for name, tree in {
        "count of a source": {"field": "source", "is": "s7"},
        "count of won deals": {"field": "deals.won_count", "gt": 2},
        "count of names": {"field": "name", "contains": "99"},
    }.items():
        began = time.perf_counter()
        ok(await http.post("/clients/query/count", json={"filter": tree}))
        spent[name] = time.perf_counter() - began
    with capsys.disabled():
        print(*(f"\n{seconds * 1000:8.1f} ms  {name}" for name, seconds in spent.items()))  # noqa: T201 - figures
    assert max(spent.values()) < 5


async def test_a_frequent_tag_is_counted_once_a_minute(
    workspace: Workspace, server: RunningApp, superuser: Connection
) -> None:
    await fill(superuser, workspace, 6000)
    http, counts = workspace.http(), []
    for tag in ("h1", "t7"):
        body = {"filter": {"field": "tags", "any_of": [tag]}, "sort": ["name"]}
        for _ in range(2):
            with counted(server, "is_frequent_tag") as asked:
                ok(await http.post("/clients/query", json=body))
            counts.append(len(asked))
    assert counts == [1, 0, 1, 1]


async def test_ten_thousand_are_changed_and_changed_back_in_seconds(
    workspace: Workspace, superuser: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    await fill(superuser, workspace, 10_000)
    manager = await workspace.person()
    http = workspace.http()
    spent: dict[str, float] = {}
    work: dict[str, Any] = {}
    for action, params in (
        ("add_tag", {"tag": "spring"}),
        ("assign_owner", {"owner_id": str(manager.user_id)}),
    ):
        body = {"action": action, "params": params, "selection": {}}
        work = ok(await http.post("/bulk", json=body), 202)
        began = time.perf_counter()
        await run_jobs(workspace.runtime, workspace.id)
        spent[action] = time.perf_counter() - began
        assert ok(await http.get(f"/bulk/{work['id']}"))["done"] == 10_000
    ok(await http.post(f"/bulk/{work['id']}/undo"))
    began = time.perf_counter()
    await run_jobs(workspace.runtime, workspace.id)
    spent["undo"] = time.perf_counter() - began
    assert ok(await http.get(f"/bulk/{work['id']}"))["undone"] == 10_000
    with capsys.disabled():
        print(*(f"\n{seconds:8.2f} s  {name} of 10,000" for name, seconds in spent.items()))  # noqa: T201 - figures
    assert max(spent.values()) < 60
