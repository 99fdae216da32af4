"""Further companies of a person, with her position at each."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.core.orm import row_security_statements

revision: str = "employments"
down_revision: str | None = "client_card"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TENANT_TABLES = ("employments",)


def upgrade() -> None:
    """Further companies of a person, with her position at each."""
    op.create_table(
        "employments",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "company_id"],
            ["clients.workspace_id", "clients.id"],
            name=op.f("fk_employments_company_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["clients.workspace_id", "clients.id"],
            name=op.f("fk_employments_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_employments")),
    )
    op.create_index("ix_employments_company_id", "employments", ["workspace_id", "company_id"], unique=False)
    op.create_index(
        "uq_employments_person_id_company_id",
        "employments",
        ["workspace_id", "person_id", "company_id"],
        unique=True,
    )
    for table in TENANT_TABLES:
        for statement in row_security_statements(table):
            op.execute(statement)


def downgrade() -> None:
    """Take it back."""
    op.drop_index("uq_employments_person_id_company_id", table_name="employments")
    op.drop_index("ix_employments_company_id", table_name="employments")
    op.drop_table("employments")
