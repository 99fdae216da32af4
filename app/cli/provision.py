"""`baton provision`: prepare a PostgreSQL of the administrator before the first migration."""

import os
from collections.abc import Mapping

from sqlalchemy.engine import URL, make_url

from app.cli.errors import CannotStartError
from app.core.embedded import DATABASE, Role, prepare_database

ADMIN_ADDRESS = "DATABASE_ADMIN_URL"
_ADDRESS_OF_ROLE = {Role.APP: "DATABASE_URL", Role.OWNER: "DATABASE_OWNER_URL"}


def run(environment: Mapping[str, str] = os.environ) -> int:
    """Create roles, database and extensions as the superuser of DATABASE_ADMIN_URL; safe to run again.

    The passwords are those in DATABASE_URL and DATABASE_OWNER_URL. Raises `CannotStartError` when one of the
    three is missing or names another role or database than Baton's.
    """
    admin = _address(environment, ADMIN_ADDRESS)
    passwords = {}
    for role, name in _ADDRESS_OF_ROLE.items():
        address = _address(environment, name)
        if address.username != role or address.database != DATABASE:
            raise CannotStartError(f"{name} must log in as {role} to the database {DATABASE}.")
        if address.password:
            passwords[role] = str(address.password)

    def superuser_dsn(database: str) -> str:
        return admin.set(database=database).render_as_string(hide_password=False)

    prepare_database(superuser_dsn, passwords)
    print(f"Roles, database {DATABASE} and extensions are ready.")
    return 0


def _address(environment: Mapping[str, str], name: str) -> URL:
    if not environment.get(name):
        raise CannotStartError(f"{name} is not set.")
    return make_url(environment[name])
