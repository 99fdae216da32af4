"""What a PostgreSQL must hold before the first migration: roles, the database, extensions.

The same for the embedded server and, by `baton provision`, for a server of the administrator.
"""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum

import asyncpg

SUPERUSER = "postgres"
DATABASE = "baton"


class Role(StrEnum):
    """The roles that Baton itself uses."""

    OWNER = "baton_owner"  # owns the database; migrations only
    APP = "baton_app"  # the API and the workers: row level security holds for it
    DISPATCHER = (
        "baton_dispatcher"  # taken on by SET LOCAL ROLE to claim jobs and relay events of all workspaces
    )


_ROLE_ATTRIBUTES: dict[Role, str] = {
    Role.OWNER: "LOGIN CREATEROLE NOSUPERUSER NOBYPASSRLS",
    Role.APP: "LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOBYPASSRLS NOINHERIT",
    Role.DISPATCHER: "NOLOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOBYPASSRLS",
}
EXTENSIONS = ("pg_trgm", "btree_gin", "unaccent")


def prepare_database(
    superuser_dsn: Callable[[str], str], passwords: Mapping[Role, str] | None = None
) -> None:
    """Create what is missing of the roles, the database and the extensions; safe to run again.

    `superuser_dsn` gives the address of a database for a superuser; `passwords` are set for the roles that log in
    over the network. Raises `asyncpg.PostgresError` or `OSError` as the server answers.
    """
    # In a thread of its own, because the caller's may have a running event loop (tests).
    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(lambda: asyncio.run(_prepare(superuser_dsn, passwords or {}))).result()


async def _prepare(superuser_dsn: Callable[[str], str], passwords: Mapping[Role, str]) -> None:
    connection = await connect(superuser_dsn("postgres"))
    try:
        await _ensure_roles(connection, passwords)
        if not await connection.fetchval("SELECT true FROM pg_database WHERE datname = $1", DATABASE):
            await connection.execute(f"CREATE DATABASE {DATABASE} OWNER {Role.OWNER}")
    finally:
        await connection.close()
    connection = await connect(superuser_dsn(DATABASE))
    try:
        for extension in EXTENSIONS:
            await connection.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
    finally:
        await connection.close()


async def connect(dsn: str) -> "asyncpg.Connection[asyncpg.Record]":
    """Connect by an address in SQLAlchemy form. Raises as asyncpg does."""
    return await asyncpg.connect(dsn.replace("postgresql+asyncpg://", "postgresql://", 1))


async def _ensure_roles(
    connection: "asyncpg.Connection[asyncpg.Record]", passwords: Mapping[Role, str]
) -> None:
    existing = {row["rolname"] for row in await connection.fetch("SELECT rolname FROM pg_roles")}
    for role, attributes in _ROLE_ATTRIBUTES.items():
        if role not in existing:
            await connection.execute(f"CREATE ROLE {role} {attributes}")
        if role in passwords:
            literal = await connection.fetchval("SELECT quote_literal($1)", passwords[role])
            await connection.execute(f"ALTER ROLE {role} PASSWORD {literal}")
    await connection.execute(f"GRANT {Role.DISPATCHER} TO {Role.APP}")
