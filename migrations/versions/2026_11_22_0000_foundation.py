"""Foundation: every table of the first release, their row level security, the queues' dispatcher."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from app.core.orm import row_security_statements
from migrations.partitions import ensure_partitions

revision: str = "foundation"
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TENANT_TABLES = (
    "api_keys",
    "event_positions",
    "events",
    "idempotency_keys",
    "jobs",
    "notifications",
    "roles",
    "teams",
    "invitations",
    "users",
    "sessions",
)


def upgrade() -> None:
    """Create everything."""
    create_tables()
    secure_tables()


def create_tables() -> None:
    """Create tables and indexes."""
    op.create_table(
        "api_keys",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("token_digest", sa.LargeBinary(), nullable=False),
        sa.Column("scopes", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_api_keys")),
    )
    op.create_index("uq_api_keys_token_digest", "api_keys", ["workspace_id", "token_digest"], unique=True)
    op.create_table(
        "event_positions",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("published", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_event_positions")),
    )
    op.create_table(
        "events",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("subject_type", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("timeline_id", sa.Uuid(), nullable=True),
        sa.Column("actor_kind", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("data", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("trace_id", sa.String(), nullable=True),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "created_at", "id", name=op.f("pk_events")),
        postgresql_partition_by="RANGE (created_at)",
    )
    op.create_index("ix_events_position", "events", ["workspace_id", "position"], unique=False)
    op.create_index(
        "ix_events_subject", "events", ["workspace_id", "subject_id", "created_at", "id"], unique=False
    )
    op.create_index(
        "ix_events_timeline", "events", ["workspace_id", "timeline_id", "created_at", "id"], unique=False
    )
    op.create_index(
        "ix_events_unplaced",
        "events",
        ["workspace_id", "id"],
        unique=False,
        postgresql_where="position IS NULL",
    )
    op.create_table(
        "idempotency_keys",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("caller", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("headers", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "caller", "key", name=op.f("pk_idempotency_keys")),
    )
    op.create_index(op.f("ix_idempotency_keys_created_at"), "idempotency_keys", ["created_at"], unique=False)
    op.create_table(
        "jobs",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("queue", sa.String(), nullable=False),
        sa.Column("args", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("max_attempts", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("woken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("trace_id", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_jobs")),
    )
    op.create_index(
        "ix_jobs_dead", "jobs", ["workspace_id", "id"], unique=False, postgresql_where="state = 'dead'"
    )
    op.create_index("ix_jobs_due", "jobs", ["run_at"], unique=False, postgresql_where="state = 'queued'")
    op.create_index(
        "ix_jobs_lease", "jobs", ["lease_until"], unique=False, postgresql_where="state = 'running'"
    )
    op.create_index(
        "uq_jobs_key",
        "jobs",
        ["workspace_id", "name", "key"],
        unique=True,
        postgresql_where="key IS NOT NULL",
    )
    op.create_table(
        "login_addresses",
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("email", name=op.f("pk_login_addresses")),
    )
    op.create_table(
        "notifications",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("subject_type", sa.String(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("data", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_notifications")),
    )
    op.create_index(
        "ix_notifications_unread",
        "notifications",
        ["workspace_id", "user_id"],
        unique=False,
        postgresql_where="read_at IS NULL",
    )
    op.create_index("ix_notifications_user", "notifications", ["workspace_id", "user_id", "id"], unique=False)
    op.create_table(
        "roles",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("permissions", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_roles")),
    )
    op.create_index("uq_roles_key", "roles", ["workspace_id", "key"], unique=True)
    op.create_table(
        "teams",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "parent_id"], ["teams.workspace_id", "teams.id"], name=op.f("fk_teams_parent_id")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_teams")),
    )
    op.create_table(
        "workspaces",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("phone_region", sa.String(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspaces")),
    )
    op.create_table(
        "invitations",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("role_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("token_digest", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "role_id"],
            ["roles.workspace_id", "roles.id"],
            name=op.f("fk_invitations_role_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "team_id"],
            ["teams.workspace_id", "teams.id"],
            name=op.f("fk_invitations_team_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_invitations")),
    )
    op.create_index(
        "uq_invitations_token_digest", "invitations", ["workspace_id", "token_digest"], unique=True
    )
    op.create_table(
        "users",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("role_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("extension", sa.String(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "role_id"], ["roles.workspace_id", "roles.id"], name=op.f("fk_users_role_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "team_id"], ["teams.workspace_id", "teams.id"], name=op.f("fk_users_team_id")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_users")),
    )
    op.create_index("ix_users_team_id", "users", ["workspace_id", "team_id"], unique=False)
    op.create_index("uq_users_email", "users", ["workspace_id", "email"], unique=True)
    op.create_index("uq_users_extension", "users", ["workspace_id", "extension"], unique=True)
    op.create_table(
        "sessions",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("token_digest", sa.LargeBinary(), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ip", sa.String(), nullable=True),
        sa.Column("user_agent", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "user_id"], ["users.workspace_id", "users.id"], name=op.f("fk_sessions_user_id")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_sessions")),
    )
    op.create_index("ix_sessions_user_id", "sessions", ["workspace_id", "user_id"], unique=False)
    op.create_index("uq_sessions_token_digest", "sessions", ["workspace_id", "token_digest"], unique=True)


def secure_tables() -> None:
    """Lock each tenant table to its workspace, and let the dispatcher see the queues of all."""
    for table in TENANT_TABLES:
        for statement in row_security_statements(table):
            op.execute(statement)
    for table in ("workspaces", "login_addresses"):
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO baton_app")
    for table in ("jobs", "events", "event_positions"):
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON {table} TO baton_dispatcher")
        op.execute(f"CREATE POLICY dispatcher ON {table} TO baton_dispatcher USING (true) WITH CHECK (true)")
    ensure_partitions(op.get_bind())
    create_functions()


def create_functions() -> None:
    """Create the functions."""


def drop_functions() -> None:
    """Drop the functions."""


def downgrade() -> None:
    """Drop everything."""
    drop_functions()
    op.drop_index("uq_sessions_token_digest", table_name="sessions")
    op.drop_index("ix_sessions_user_id", table_name="sessions")
    op.drop_table("sessions")
    op.drop_index("uq_users_extension", table_name="users")
    op.drop_index("uq_users_email", table_name="users")
    op.drop_index("ix_users_team_id", table_name="users")
    op.drop_table("users")
    op.drop_index("uq_invitations_token_digest", table_name="invitations")
    op.drop_table("invitations")
    op.drop_table("workspaces")
    op.drop_table("teams")
    op.drop_index("uq_roles_key", table_name="roles")
    op.drop_table("roles")
    op.drop_index("ix_notifications_user", table_name="notifications")
    op.drop_index("ix_notifications_unread", table_name="notifications", postgresql_where="read_at IS NULL")
    op.drop_table("notifications")
    op.drop_table("login_addresses")
    op.drop_index("uq_jobs_key", table_name="jobs", postgresql_where="key IS NOT NULL")
    op.drop_index("ix_jobs_lease", table_name="jobs", postgresql_where="state = 'running'")
    op.drop_index("ix_jobs_due", table_name="jobs", postgresql_where="state = 'queued'")
    op.drop_index("ix_jobs_dead", table_name="jobs", postgresql_where="state = 'dead'")
    op.drop_table("jobs")
    op.drop_index(op.f("ix_idempotency_keys_created_at"), table_name="idempotency_keys")
    op.drop_table("idempotency_keys")
    op.drop_index("ix_events_unplaced", table_name="events", postgresql_where="position IS NULL")
    op.drop_index("ix_events_timeline", table_name="events")
    op.drop_index("ix_events_subject", table_name="events")
    op.drop_index("ix_events_position", table_name="events")
    op.drop_table("events")
    op.drop_table("event_positions")
    op.drop_index("uq_api_keys_token_digest", table_name="api_keys")
    op.drop_table("api_keys")
