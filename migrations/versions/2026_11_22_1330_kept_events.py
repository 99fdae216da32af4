"""Provider events that wait for their turn."""

from collections.abc import Sequence

from alembic import op

revision: str = "kept_events"
down_revision: str | None = "stage_time"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Provider events that wait for their turn."""
    op.create_index(
        "ix_provider_events_kept",
        "provider_events",
        ["workspace_id", "id"],
        unique=False,
        postgresql_where="state = 'kept'",
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_provider_events_kept", table_name="provider_events", postgresql_where="state = 'kept'")
