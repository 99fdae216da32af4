"""The migrations: up, down and up again, in step with the models, partitions kept ahead."""

import threading
from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.config import Config

from app.core.config import ROOT
from app.core.embedded import Role, connect
from migrations.partitions import MONTHS_AHEAD, MONTHS_BACK
from tests.support.servers import Servers, run_alone


def alembic(action: str, owner_url: str, *arguments: str) -> None:
    """Run an alembic command in a thread, because its environment starts an event loop of its own."""
    config = Config(str(ROOT / "alembic.ini"))
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.set_main_option("sqlalchemy.url", owner_url.replace("%", "%%"))
    failures: list[BaseException] = []

    def target() -> None:
        try:
            getattr(command, action)(config, *arguments)
        except BaseException as error:  # noqa: BLE001 - raised again below, in the test's own thread
            failures.append(error)

    thread = threading.Thread(target=target)
    thread.start()
    thread.join()
    if failures:
        raise failures[0]


def relations(servers: Servers, database: str) -> set[str]:
    """Return the tables, indexes, functions and policies of a database."""
    found: set[str] = set()

    async def read() -> None:
        connection = await connect(servers.postgres.superuser_dsn(database))
        rows = await connection.fetch(
            """
            SELECT 'relation ' || relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
            WHERE nspname = 'public'
            UNION ALL SELECT 'policy ' || tablename || ' ' || policyname FROM pg_policies
            UNION ALL SELECT 'function ' || proname FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
            WHERE nspname = 'public' AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
            """
        )
        found.update(row[0] for row in rows)
        await connection.close()

    run_alone(read())
    return found


@pytest.mark.slow
def test_up_down_and_up_again(servers: Servers) -> None:
    database = servers.create_database()
    owner = servers.postgres.dsn(Role.OWNER, database)
    before = relations(servers, database)
    assert "relation clients" in before
    alembic("downgrade", owner, "base")
    left = {name for name in relations(servers, database) if "alembic_version" not in name}
    assert left == set()
    alembic("upgrade", owner, "head")
    assert relations(servers, database) == before


def test_the_models_and_the_schema_are_one(servers: Servers) -> None:
    alembic("check", servers.postgres.dsn(Role.OWNER, servers.create_database()))


def test_a_year_of_partitions_stands_ready(servers: Servers) -> None:
    months = [
        name
        for name in relations(servers, servers.create_database())
        if name.startswith("relation events_20")
    ]
    tables = {name for name in months if not name.endswith(("_idx", "_pkey")) and name.count("_") == 2}
    assert len(tables) == MONTHS_BACK + MONTHS_AHEAD + 1
    assert f"relation events_{datetime.now(UTC):%Y_%m}" in tables


def test_companies_are_found_without_their_legal_forms_after_the_upgrade(servers: Servers) -> None:
    database = servers.create_database()
    owner = servers.postgres.dsn(Role.OWNER, database)
    alembic("downgrade", owner, "legal_forms-1")
    found: dict[str, str] = {}

    async def fill() -> None:
        connection = await connect(servers.postgres.superuser_dsn(database))
        await connection.execute("SET session_replication_role = replica")
        for name, kind, key in (("ООО Ромашка", "company", "o romashka"), ("Ли О", "person", "li o")):
            await connection.execute(
                "INSERT INTO clients (workspace_id, id, kind, name, tags, custom, name_key, sort_name, search_text, "
                "version, created_at, updated_at) "
                "VALUES (gen_random_uuid(), gen_random_uuid(), $1, $2, '{}', '{}', $3, '', '', 1, now(), now())",
                kind,
                name,
                key,
            )
        await connection.close()

    async def read() -> None:
        connection = await connect(servers.postgres.superuser_dsn(database))
        rows = await connection.fetch("SELECT name, name_key, version FROM clients")
        found.update({row["name"]: row["name_key"] for row in rows if row["version"] == 1})
        await connection.close()

    run_alone(fill())
    alembic("upgrade", owner, "head")
    run_alone(read())
    assert found == {"ООО Ромашка": "romashka", "Ли О": "li o"}
