"""The review list of duplicates; imports of tables."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from app.core.orm import row_security_statements

revision: str = "imports"
down_revision: str | None = "segments"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TENANT_TABLES = (
    "duplicate_checks",
    "import_mappings",
    "imports",
    "duplicate_pairs",
    "import_chunks",
    "import_rows",
)


def upgrade() -> None:
    """The review list of duplicates; imports of tables."""
    op.create_table(
        "duplicate_checks",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("started_by_name", sa.String(), nullable=False),
        sa.Column("clients", sa.Integer(), nullable=False),
        sa.Column("compared", sa.Integer(), nullable=False),
        sa.Column("to_compare", sa.Integer(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_duplicate_checks")),
    )
    op.create_index("ix_duplicate_checks_state", "duplicate_checks", ["workspace_id", "state"], unique=False)
    op.create_table(
        "import_mappings",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.Column("mapping", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "signature", name=op.f("pk_import_mappings")),
    )
    op.create_table(
        "imports",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("authority", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("encoding", sa.String(), nullable=True),
        sa.Column("delimiter", sa.String(), nullable=True),
        sa.Column("columns", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("mapping", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("options", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("counts", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('uploading', 'reading', 'mapping', 'checking', 'checked', 'running', 'paused', 'cancelled', 'done', 'undoing', 'undone', 'failed')",
            name=op.f("ck_imports_state"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "created_by"],
            ["users.workspace_id", "users.id"],
            name=op.f("fk_imports_created_by"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_imports")),
    )
    op.create_index("ix_imports_created_at_id", "imports", ["workspace_id", "created_at", "id"], unique=False)
    op.create_table(
        "duplicate_pairs",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("one_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("reasons", postgresql.ARRAY(Text()), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_name", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('candidate', 'open', 'dismissed')", name=op.f("ck_duplicate_pairs_state")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "one_id"],
            ["clients.workspace_id", "clients.id"],
            name=op.f("fk_duplicate_pairs_one_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "other_id"],
            ["clients.workspace_id", "clients.id"],
            name=op.f("fk_duplicate_pairs_other_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_duplicate_pairs")),
    )
    op.create_index(
        "ix_duplicate_pairs_other_id", "duplicate_pairs", ["workspace_id", "other_id"], unique=False
    )
    op.create_index(
        "ix_duplicate_pairs_state_score_id",
        "duplicate_pairs",
        ["workspace_id", "state", "score", "id"],
        unique=False,
    )
    op.create_index(
        "uq_duplicate_pairs_one_id_other_id",
        "duplicate_pairs",
        ["workspace_id", "one_id", "other_id"],
        unique=True,
    )
    op.create_table(
        "import_chunks",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "import_id"],
            ["imports.workspace_id", "imports.id"],
            name=op.f("fk_import_chunks_import_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "import_id", "number", name=op.f("pk_import_chunks")),
    )
    op.create_table(
        "import_rows",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cells", postgresql.ARRAY(Text()), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("errors", postgresql.JSONB(astext_type=Text()), nullable=True),
        sa.Column("before", postgresql.JSONB(astext_type=Text()), nullable=True),
        sa.Column("after", postgresql.JSONB(astext_type=Text()), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "import_id"],
            ["imports.workspace_id", "imports.id"],
            name=op.f("fk_import_rows_import_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "import_id", "number", name=op.f("pk_import_rows")),
    )
    op.create_index(
        "ix_import_rows_import_id_outcome_number",
        "import_rows",
        ["workspace_id", "import_id", "outcome", "number"],
        unique=False,
    )
    for table in TENANT_TABLES:
        for statement in row_security_statements(table):
            op.execute(statement)
    op.execute(GIVE_RIGHTS)


GIVE_RIGHTS = """
    UPDATE roles SET permissions = given.permissions || roles.permissions
    FROM (VALUES
        ('administrator', '{"clients:import": "all"}'::jsonb),
        ('supervisor', '{"clients:import": "all"}'::jsonb),
        ('operator', '{"clients:import": "all"}'::jsonb)
    ) AS given (key, permissions)
    WHERE roles.key = given.key
"""


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_import_rows_import_id_outcome_number", table_name="import_rows")
    op.drop_table("import_rows")
    op.drop_table("import_chunks")
    op.drop_index("uq_duplicate_pairs_one_id_other_id", table_name="duplicate_pairs")
    op.drop_index("ix_duplicate_pairs_state_score_id", table_name="duplicate_pairs")
    op.drop_index("ix_duplicate_pairs_other_id", table_name="duplicate_pairs")
    op.drop_table("duplicate_pairs")
    op.drop_index("ix_imports_created_at_id", table_name="imports")
    op.drop_table("imports")
    op.drop_table("import_mappings")
    op.drop_index("ix_duplicate_checks_state", table_name="duplicate_checks")
    op.drop_table("duplicate_checks")
