"""The right to take lists of clients out."""

from collections.abc import Sequence

from alembic import op

revision: str = "export_right"
down_revision: str | None = "imports"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

GIVE_RIGHT = """
    UPDATE roles SET permissions = given.permissions || roles.permissions
    FROM (VALUES
        ('administrator', '{"clients:export": "all"}'::jsonb),
        ('supervisor', '{"clients:export": "team"}'::jsonb)
    ) AS given (key, permissions)
    WHERE roles.key = given.key
"""


def upgrade() -> None:
    """Give the right to the roles that have it in a new workspace."""
    op.execute(GIVE_RIGHT)


def downgrade() -> None:
    """Take it back."""
    op.execute("UPDATE roles SET permissions = permissions - 'clients:export'")
