"""Files stand on the cards of deals too."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "deal_files"
down_revision: str | None = "deal_circle"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Files stand on the cards of deals too."""
    op.add_column("files", sa.Column("deal_id", sa.Uuid(), nullable=True))
    op.create_index(
        "ix_files_deal_id_created_at",
        "files",
        ["workspace_id", "deal_id", "created_at"],
        unique=False,
        postgresql_where="deal_id IS NOT NULL",
    )
    op.create_foreign_key(
        op.f("fk_files_deal_id"), "files", "deals", ["workspace_id", "deal_id"], ["workspace_id", "id"]
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_constraint(op.f("fk_files_deal_id"), "files", type_="foreignkey")
    op.drop_index("ix_files_deal_id_created_at", table_name="files", postgresql_where="deal_id IS NOT NULL")
    op.drop_column("files", "deal_id")
