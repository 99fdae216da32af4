"""What companies are found by is made anew: their legal forms are no part of their names in any script."""

import time
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import DBAPIError

from app.domains.clients.rules.matching import name_key

revision: str = "legal_forms"
down_revision: str | None = "restaging"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

AT_ONCE = 2000
TRIES = 10
LOCK_NOT_AVAILABLE = "55P03"
NEXT_COMPANIES = sa.text(
    "SELECT workspace_id, id, name, name_key FROM clients WHERE kind = 'company' AND name_key <> '' "
    "AND (workspace_id, id) > (:workspace, :id) ORDER BY workspace_id, id LIMIT :most"
).bindparams(sa.bindparam("workspace", type_=sa.Uuid()), sa.bindparam("id", type_=sa.Uuid()))
WRITE_KEYS = sa.text(
    "UPDATE clients SET name_key = given.name_key "
    "FROM unnest(:workspaces, :ids, :names, :keys) AS given (workspace_id, id, name, name_key) "
    "WHERE clients.workspace_id = given.workspace_id AND clients.id = given.id AND clients.name = given.name"
).bindparams(
    sa.bindparam("workspaces", type_=ARRAY(sa.Uuid())),
    sa.bindparam("ids", type_=ARRAY(sa.Uuid())),
    sa.bindparam("names", type_=ARRAY(sa.Text())),
    sa.bindparam("keys", type_=ARRAY(sa.Text())),
)


def upgrade() -> None:
    """What companies are found by is made anew: their legal forms are no part of their names in any script.

    Each slice is a transaction of its own, so that nobody waits long; broken off, it is begun again.
    """
    with op.get_context().autocommit_block():
        connection = op.get_bind()
        place = {"workspace": UUID(int=0), "id": UUID(int=0), "most": AT_ONCE}
        while rows := connection.execute(NEXT_COMPANIES, place).all():
            stale = [(row, key) for row in rows if (key := name_key("company", row.name)) != row.name_key]
            if stale:
                _write(connection, stale)
            place |= {"workspace": rows[-1].workspace_id, "id": rows[-1].id}


def _write(connection: sa.Connection, stale: Sequence[tuple[Any, str]]) -> None:
    """Write the keys; who is being changed is waited for, several times if need be."""
    values = {
        "workspaces": [row.workspace_id for row, _ in stale],
        "ids": [row.id for row, _ in stale],
        "names": [row.name for row, _ in stale],
        "keys": [key for _, key in stale],
    }
    for attempt in range(TRIES):
        try:
            connection.execute(WRITE_KEYS, values)
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) != LOCK_NOT_AVAILABLE or attempt + 1 == TRIES:
                raise
            time.sleep(1)
        else:
            return


def downgrade() -> None:
    """Leave the keys as they are: what finds companies by them is the application's, and each change writes them."""
