"""Workers look for what is due on their queue by themselves: nobody notes when they were woken."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "queue_of_due_jobs"
down_revision: str | None = "namesakes"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Workers look for what is due on their queue by themselves: nobody notes when they were woken."""
    op.drop_index("ix_jobs_due", table_name="jobs", postgresql_where="((state)::text = 'queued'::text)")
    op.create_index(
        "ix_jobs_due", "jobs", ["queue", "run_at"], unique=False, postgresql_where="state = 'queued'"
    )
    op.drop_column("jobs", "woken_at")


def downgrade() -> None:
    """Take it back."""
    op.add_column(
        "jobs", sa.Column("woken_at", postgresql.TIMESTAMP(timezone=True), autoincrement=False, nullable=True)
    )
    op.drop_index("ix_jobs_due", table_name="jobs", postgresql_where="state = 'queued'")
    op.create_index(
        "ix_jobs_due",
        "jobs",
        ["run_at"],
        unique=False,
        postgresql_where="((state)::text = 'queued'::text)",
    )
