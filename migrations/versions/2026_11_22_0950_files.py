"""Files on a client's card."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.orm import row_security_statements

revision: str = "files"
down_revision: str | None = "import_keys"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TENANT_TABLES = ("files",)


def upgrade() -> None:
    """Files on a client's card."""
    op.create_table(
        "files",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=True),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "client_id"],
            ["clients.workspace_id", "clients.id"],
            name=op.f("fk_files_client_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_files")),
    )
    op.create_index(
        "ix_files_client_id_created_at", "files", ["workspace_id", "client_id", "created_at"], unique=False
    )
    op.create_index(
        "ix_files_removed_at",
        "files",
        ["workspace_id", "removed_at"],
        unique=False,
        postgresql_where="removed_at IS NOT NULL",
    )
    op.create_index("ix_files_sha256", "files", ["workspace_id", "sha256"], unique=False)
    for table in TENANT_TABLES:
        for statement in row_security_statements(table):
            op.execute(statement)


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_files_sha256", table_name="files")
    op.drop_index("ix_files_removed_at", table_name="files", postgresql_where="removed_at IS NOT NULL")
    op.drop_index("ix_files_client_id_created_at", table_name="files")
    op.drop_table("files")
