"""What a stage demands under conditions, where deals go from it, and what is planned first."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision: str = "stage_contract"
down_revision: str | None = "files"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

ADDED = {"required_when": "{}", "next_stage_ids": "[]"}


def upgrade() -> None:
    """What a stage demands under conditions, where deals go from it, and what is planned first."""
    for column, empty in ADDED.items():
        json = postgresql.JSONB(astext_type=Text())
        op.add_column("stages", sa.Column(column, json, nullable=False, server_default=empty))
        op.alter_column("stages", column, server_default=None)
    op.add_column("stages", sa.Column("first_task", postgresql.JSONB(astext_type=Text()), nullable=True))


def downgrade() -> None:
    """Take it back."""
    for column in ("first_task", *ADDED):
        op.drop_column("stages", column)
