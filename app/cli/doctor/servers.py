"""Checks of PostgreSQL and Valkey (or Redis) over a connection."""

from typing import TYPE_CHECKING

import asyncpg
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.cli.doctor.findings import Finding, failed, ok, warning
from app.core.embedded import EXTENSIONS, Role, connect

_OLDEST_POSTGRES = 150_000
# The same words in capitals and small letters, or with one letter changed: near one where letters are recognised,
# zero where the server's LC_CTYPE takes them for punctuation.
_SELF_TEST = {
    "Cyrillic": "SELECT similarity('Иван', 'иван')",
    "Georgian": "SELECT similarity('გიორგი', 'გიორგი')",
}
_LEAST_SIMILARITY = 0.9
_PROVISION = "run `baton provision` with DATABASE_ADMIN_URL naming a superuser"

if TYPE_CHECKING:
    # asyncpg's class is generic in its stubs only.
    Connection = asyncpg.Connection[asyncpg.Record]


async def postgres(dsn: str) -> list[Finding]:
    """Check version, extensions, text search of all alphabets and the rights of the role that `dsn` logs in as."""
    try:
        connection = await connect(dsn)
    except (OSError, asyncpg.PostgresError) as error:
        return [
            failed(f"PostgreSQL cannot be reached: {error}", "check DATABASE_URL, and that the server runs")
        ]
    try:
        return [
            await _version(connection),
            *await _extensions(connection),
            *await _text_search(connection),
            *await _rights(connection),
        ]
    finally:
        await connection.close()


async def _version(connection: "Connection") -> Finding:
    number = int(await connection.fetchval("SHOW server_version_num"))
    name = f"PostgreSQL {await connection.fetchval('SHOW server_version')}"
    if number < _OLDEST_POSTGRES:
        return failed(f"{name} is too old", "use PostgreSQL 15 or newer")
    return ok(name)


async def _extensions(connection: "Connection") -> list[Finding]:
    rows = await connection.fetch("SELECT extname FROM pg_extension")
    missing = set(EXTENSIONS) - {row["extname"] for row in rows}
    if missing:
        return [failed(f"Extensions are missing: {', '.join(sorted(missing))}", _PROVISION)]
    return [ok(f"Extensions {', '.join(EXTENSIONS)}")]


async def _text_search(connection: "Connection") -> list[Finding]:
    findings = []
    for alphabet, query in _SELF_TEST.items():
        try:
            similarity = await connection.fetchval(query)
        except asyncpg.UndefinedFunctionError:
            return [failed("Search by similarity is not there", _PROVISION)]
        subject = f"Search by similarity in {alphabet} letters"
        findings.append(ok(subject) if similarity > _LEAST_SIMILARITY else _blind(subject))
    return findings


def _blind(subject: str) -> Finding:
    return failed(
        f"{subject} finds nothing",
        "the database was made with LC_CTYPE=C; make it anew with --locale=C.UTF-8 and restore a dump into it",
    )


async def _rights(connection: "Connection") -> list[Finding]:
    """Check that row level security holds for the role, and that it can take on the dispatcher's role."""
    row = await connection.fetchrow(
        "SELECT rolname, rolsuper OR rolbypassrls AS bypasses, "
        "(SELECT pg_has_role(session_user, oid, 'SET') FROM pg_roles WHERE rolname = $1) AS dispatches, "
        "EXISTS (SELECT FROM pg_tables WHERE tableowner = session_user) AS owns "
        "FROM pg_roles WHERE rolname = session_user",
        Role.DISPATCHER,
    )
    if row is None:
        return [failed("The role of DATABASE_URL does not exist", _PROVISION)]
    if row["bypasses"] or row["owns"]:
        return [
            failed(
                f"Row level security does not hold for {row['rolname']}",
                f"let DATABASE_URL log in as {Role.APP}, which is no superuser, has no BYPASSRLS and owns no table",
            )
        ]
    if not row["dispatches"]:
        return [failed(f"{row['rolname']} cannot take on the role {Role.DISPATCHER}", _PROVISION)]
    return [ok(f"Row level security holds for {row['rolname']}")]


async def redis(dsn: str) -> list[Finding]:
    """Check that Valkey or Redis answers, never evicts and writes to disk."""
    try:
        async with Redis.from_url(dsn, socket_connect_timeout=3, socket_timeout=3) as client:
            information = await client.info()
    except (OSError, RedisError) as error:
        return [failed(f"Redis cannot be reached: {error}", "check REDIS_URL, and that the server runs")]
    name = (
        f"Valkey {information['valkey_version']}"
        if "valkey_version" in information
        else f"Redis {information['redis_version']}"
    )
    findings = [ok(name)]
    if information.get("maxmemory_policy") != "noeviction":
        findings.append(failed(f"{name} may throw keys away", "set `maxmemory-policy noeviction`"))
    if not information.get("aof_enabled"):
        findings.append(
            warning(
                f"{name} does not write its data to disk",
                "set `appendonly yes`: live screens then survive its restart",
            )
        )
    return findings
