"""Prepared reads, and the connections under every transaction."""

import asyncio
from uuid import UUID

import pytest
from sqlalchemy import Select, String, bindparam, select, text
from sqlalchemy.exc import IntegrityError

from app.core.auth import Scope, Viewer, visible
from app.core.ids import uuid7
from app.core.prepared import Prepared
from app.domains.identity.models import Team, User
from tests.support.budget import statements
from tests.support.workspaces import Workspace

built: list[Scope | None] = []


def seen_by(scope: Scope | None) -> Select[UUID]:
    built.append(scope)
    reach = visible(Viewer(scope), "users:read", User.workspace_id, User.id)
    return select(User.id).where(reach, User.name != bindparam("but", type_=String())).order_by(User.id)


async def test_each_scope_reads_what_its_predicate_says(workspace: Workspace) -> None:
    people = Prepared(seen_by)
    team = await workspace.team()
    dato = await workspace.person("supervisor", team_id=team, name="Dato")
    nana = await workspace.person("supervisor", team_id=team, name="Nana")
    stranger = await workspace.person("manager", name="Ali")
    expected = {
        Scope.OWN: {nana.user_id},
        Scope.TEAM: {nana.user_id, dato.user_id},
        Scope.ALL: {nana.user_id, dato.user_id, stranger.user_id, workspace.admin.user_id},
    }
    built.clear()
    for _ in range(2):
        for scope, ids in expected.items():
            async with workspace.runtime.db.read(workspace.id) as session:
                rows = await people.rows(session, {**nana.actor.parameters, "but": "nobody"}, scope)
            assert {row["id"] for row in rows} == ids
    assert built == list(expected)


async def test_no_scope_reads_nothing_and_no_foreign_row_is_seen(workspace: Workspace) -> None:
    people = Prepared(seen_by)
    async with workspace.runtime.db.read(uuid7()) as session:
        assert await people.rows(session, {**workspace.admin.actor.parameters, "but": ""}, Scope.ALL) == []
    async with workspace.runtime.db.read(workspace.id) as session:
        assert await people.one(session, {**workspace.admin.actor.parameters, "but": ""}, None) is None


def a_team() -> Select[str]:
    return select(Team.name).where(
        visible(Viewer(Scope.ALL), "", Team.workspace_id, None), Team.id == bindparam("id")
    )


async def test_it_sees_what_its_own_transaction_has_not_sent_yet(workspace: Workspace) -> None:
    team_id = uuid7()
    values = {"actor_workspace": workspace.id, "id": team_id}
    with statements(workspace.server) as heard:
        async with workspace.runtime.db.write(workspace.id) as session:
            session.add(Team(workspace_id=workspace.id, id=team_id, name="South", parent_id=None))
            assert await Prepared(a_team).one(session, values) == {"name": "South"}
    assert heard == [], "these are the statements of the served application alone"


async def test_connections_cut_off_by_a_restart_are_passed_over(workspace: Workspace) -> None:
    db = workspace.runtime.db

    async def backend() -> int:
        async with db.read(workspace.id) as session:
            found: int = (await session.execute(text("SELECT pg_backend_pid()"))).scalar_one()
            await asyncio.sleep(0.05)
        return found

    before = set(await asyncio.gather(*(backend() for _ in range(4))))
    postgres = workspace.runtime.db
    async with postgres.directory() as session:
        alive = (await session.execute(text("SELECT pg_backend_pid()"))).scalar_one()
        for pid in before - {alive}:
            await session.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
    after = set(await asyncio.gather(*(backend() for _ in range(6))))
    assert after & before <= {alive}


async def test_a_cancelled_transaction_leaves_nothing_behind(workspace: Workspace) -> None:
    db = workspace.runtime.db

    async def write_and_wait() -> None:
        async with db.write(workspace.id) as session:
            session.add(Team(workspace_id=workspace.id, id=uuid7(), name="Never", parent_id=None))
            await session.flush()
            await session.execute(text("SELECT pg_sleep(5)"))

    for _ in range(12):
        task = asyncio.create_task(write_and_wait())
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    async with db.read(workspace.id) as session:
        names = (await session.execute(select(Team.name).where(Team.workspace_id == workspace.id))).scalars()
        assert "Never" not in list(names)


async def test_a_failed_statement_rolls_back_and_keeps_the_connection(workspace: Workspace) -> None:
    db = workspace.runtime.db
    for _ in range(12):
        with pytest.raises(IntegrityError):
            async with db.write(workspace.id) as session:
                session.add(Team(workspace_id=workspace.id, id=uuid7(), name="South", parent_id=uuid7()))
    assert db.engine.sync_engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    async with db.write(workspace.id) as session:
        session.add(Team(workspace_id=workspace.id, id=uuid7(), name="South", parent_id=None))
