"""Searches, lists and counts stay quick in large bases."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "large_bases"
down_revision: str | None = "client_shares"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

SECURE = "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
OF_WORKSPACE = "workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid"
SHARED = (
    "owner_id = ANY (owners) OR id = ANY (ARRAY(SELECT client_id FROM client_shares "
    "WHERE workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid AND user_id = ANY (owners)))"
)
CANDIDATES = "CASE WHEN most IS NULL THEN NULL ELSE 2000 END"
"""So many finds are ranked when only the best are asked for: whoever is found among more says too little yet."""
MANY = 2000
"""A tag of more clients is found sooner by walking through a list in its order."""


def _search_clients(candidates: str) -> str:
    return f"""
        CREATE OR REPLACE FUNCTION search_clients(
            patterns text[], alternatives text[], start text, owners uuid[], unowned boolean, most integer
        ) RETURNS TABLE (id uuid, rank real) {SECURE} ROWS 20 AS $$
            SELECT id,
                   CASE WHEN search_text LIKE ' ' || start || '%' THEN 3
                        WHEN search_text LIKE '% ' || start || '%' THEN 2
                        WHEN search_text LIKE patterns[1] THEN 1
                        ELSE 0 END::real AS rank
            FROM (
                SELECT id, search_text, sort_name FROM clients
                WHERE {OF_WORKSPACE}
                  AND (search_text LIKE patterns[1] AND search_text LIKE ALL (patterns[2:])
                       OR search_text LIKE alternatives[1] AND search_text LIKE ALL (alternatives[2:]))
                  AND (owners IS NULL OR {SHARED} OR (unowned AND owner_id IS NULL))
                LIMIT {candidates}
            ) AS found
            ORDER BY rank DESC, char_length(sort_name), sort_name, id
            LIMIT most
        $$"""


def _search_deals(candidates: str) -> str:
    return f"""
        CREATE OR REPLACE FUNCTION search_deals(patterns text[], start text, owners uuid[], most integer)
        RETURNS TABLE (id uuid, rank real) {SECURE} AS $$
            SELECT id,
                   CASE WHEN search_text LIKE ' ' || start || '%' THEN 2
                        WHEN search_text LIKE '% ' || start || '%' THEN 1
                        ELSE 0 END::real AS rank
            FROM (
                SELECT id, search_text, stage_entered_at FROM deals
                WHERE {OF_WORKSPACE} AND search_text LIKE patterns[1] AND search_text LIKE ALL (patterns[2:])
                  AND (owners IS NULL OR owner_id = ANY (owners))
                LIMIT {candidates}
            ) AS found
            ORDER BY rank DESC, stage_entered_at DESC, id DESC
            LIMIT most
        $$"""


def upgrade() -> None:
    """Searches, lists and counts stay quick in large bases."""
    op.execute(_search_clients(CANDIDATES))
    op.execute(_search_deals(CANDIDATES))
    op.execute(
        f"CREATE FUNCTION is_frequent_tag(wanted text) RETURNS boolean {SECURE} AS $$ "
        f"SELECT count(*) > {MANY} FROM (SELECT FROM clients WHERE {OF_WORKSPACE} AND tags @> ARRAY[wanted] "
        f"LIMIT {MANY + 1}) AS found $$"
    )
    op.execute("REVOKE ALL ON FUNCTION is_frequent_tag(text) FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION is_frequent_tag(text) TO baton_app")
    _owner_index(where="merged_into_id IS NULL AND erased_at IS NULL")


def _owner_index(*, where: str | None) -> None:
    op.drop_index("ix_clients_owner_id_created_at_id", table_name="clients")
    op.create_index(
        "ix_clients_owner_id_created_at_id",
        "clients",
        ["workspace_id", "owner_id", "created_at", "id"],
        postgresql_where=sa.text(where) if where else None,
    )


def downgrade() -> None:
    """Take it back."""
    _owner_index(where=None)
    op.execute("DROP FUNCTION is_frequent_tag(text)")
    op.execute(_search_deals("NULL"))
    op.execute(_search_clients("NULL"))
