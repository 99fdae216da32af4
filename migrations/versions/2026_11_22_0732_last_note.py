"""Keep the newest note beside the client, so that it is there when the phone rings."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision: str = "last_note"
down_revision: str | None = "export_right"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_FILL = """
    UPDATE clients SET last_note = newest.note
    FROM (
        SELECT DISTINCT ON (workspace_id, timeline_id) workspace_id, timeline_id, jsonb_build_object(
            'text', coalesce(data ->> 'text', data ->> 'note'), 'at', created_at, 'author', actor_name
        ) AS note
        FROM events
        WHERE timeline_id IS NOT NULL
            AND (type = 'note.added' OR type = 'call.outcome_recorded' AND data ->> 'note' IS NOT NULL)
        ORDER BY workspace_id, timeline_id, created_at DESC, id DESC
    ) newest
    WHERE clients.workspace_id = newest.workspace_id AND clients.id = newest.timeline_id
"""


def upgrade() -> None:
    """Keep the newest note beside the client, so that it is there when the phone rings."""
    op.add_column("clients", sa.Column("last_note", postgresql.JSONB(astext_type=Text()), nullable=True))
    op.execute(_FILL)


def downgrade() -> None:
    """Take it back."""
    op.drop_column("clients", "last_note")
