"""Foundation: every table of the first release, their row level security, the queues' dispatcher."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text, Uuid
from sqlalchemy.dialects import postgresql

from app.core.orm import row_security_statements
from migrations.partitions import ensure_partitions

revision: str = "foundation"
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TENANT_TABLES = (
    "api_keys",
    "call_outcomes",
    "client_keys",
    "event_positions",
    "events",
    "idempotency_keys",
    "jobs",
    "notifications",
    "pipelines",
    "roles",
    "teams",
    "telephony_connections",
    "invitations",
    "loss_reasons",
    "provider_events",
    "stages",
    "users",
    "clients",
    "plans",
    "sessions",
    "calls",
    "contact_points",
    "deals",
    "deal_stage_history",
    "tasks",
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
        "call_outcomes",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_final", sa.Boolean(), nullable=False),
        sa.Column("concerns_client", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_call_outcomes")),
    )
    op.create_index("uq_call_outcomes_key", "call_outcomes", ["workspace_id", "key"], unique=True)
    op.create_table(
        "client_keys",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "kind", "value", name=op.f("pk_client_keys")),
    )
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
        "ix_jobs_periodic", "jobs", ["name", "run_at"], unique=False, postgresql_where="key = 'periodic'"
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
        "pipelines",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("next_step_mode", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_pipelines")),
    )
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
        "telephony_connections",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("hook_digest", sa.LargeBinary(), nullable=False),
        sa.Column("hook_key", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_telephony_connections")),
    )
    op.create_index(
        "uq_telephony_connections_hook_digest",
        "telephony_connections",
        ["workspace_id", "hook_digest"],
        unique=True,
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
        "loss_reasons",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pipeline_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "pipeline_id"],
            ["pipelines.workspace_id", "pipelines.id"],
            name=op.f("fk_loss_reasons_pipeline_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_loss_reasons")),
    )
    op.create_index(
        "ix_loss_reasons_pipeline_id_position",
        "loss_reasons",
        ["workspace_id", "pipeline_id", "position"],
        unique=False,
    )
    op.create_table(
        "provider_events",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("connection_id", sa.Uuid(), nullable=False),
        sa.Column("event_key", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_type", sa.String(), nullable=False),
        sa.Column("query", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "connection_id"],
            ["telephony_connections.workspace_id", "telephony_connections.id"],
            name=op.f("fk_provider_events_connection_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_provider_events")),
    )
    op.create_index(
        "ix_provider_events_connection_id_received_at",
        "provider_events",
        ["workspace_id", "connection_id", "received_at"],
        unique=False,
    )
    op.create_index(
        "ix_provider_events_failed",
        "provider_events",
        ["workspace_id", "id"],
        unique=False,
        postgresql_where="state = 'failed'",
    )
    op.create_index(
        "uq_provider_events_connection_id_event_key",
        "provider_events",
        ["workspace_id", "connection_id", "event_key"],
        unique=True,
    )
    op.create_table(
        "stages",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pipeline_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("semantics", sa.String(), nullable=False),
        sa.Column("color", sa.String(), nullable=False),
        sa.Column("hint", sa.Text(), nullable=True),
        sa.Column("probability", sa.Integer(), nullable=False),
        sa.Column("required_fields", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("checklist", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("semantics IN ('open', 'won', 'lost')", name=op.f("ck_stages_semantics")),
        sa.CheckConstraint("probability BETWEEN 0 AND 100", name=op.f("ck_stages_probability")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "pipeline_id"],
            ["pipelines.workspace_id", "pipelines.id"],
            name=op.f("fk_stages_pipeline_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_stages")),
    )
    op.create_index(
        "ix_stages_pipeline_id_position", "stages", ["workspace_id", "pipeline_id", "position"], unique=False
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
        "clients",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("given_name", sa.String(), nullable=True),
        sa.Column("family_name", sa.String(), nullable=True),
        sa.Column("company_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.String(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("tags", postgresql.ARRAY(Text()), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("time_zone", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("last_contact_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sort_name", sa.String(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('person', 'company')", name=op.f("ck_clients_kind")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "company_id"],
            ["clients.workspace_id", "clients.id"],
            name=op.f("fk_clients_company_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "owner_id"], ["users.workspace_id", "users.id"], name=op.f("fk_clients_owner_id")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_clients")),
    )
    op.create_index(
        "ix_clients_company_id",
        "clients",
        ["workspace_id", "company_id"],
        unique=False,
        postgresql_where=sa.text("company_id IS NOT NULL"),
    )
    op.create_index("ix_clients_created_at_id", "clients", ["workspace_id", "created_at", "id"], unique=False)
    op.create_index(
        "ix_clients_last_contact_at",
        "clients",
        ["workspace_id", sa.literal_column("last_contact_at DESC NULLS LAST"), sa.literal_column("id DESC")],
        unique=False,
    )
    op.create_index(
        "ix_clients_owner_id_created_at_id",
        "clients",
        ["workspace_id", "owner_id", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_clients_search_text",
        "clients",
        ["workspace_id", "search_text"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.create_index("ix_clients_sort_name_id", "clients", ["workspace_id", "sort_name", "id"], unique=False)
    op.create_index(
        "ix_clients_tags", "clients", ["workspace_id", "tags"], unique=False, postgresql_using="gin"
    )
    op.create_table(
        "plans",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("metric", sa.String(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("target", sa.Numeric(precision=18, scale=2), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("period IN ('month', 'day')", name=op.f("ck_plans_period")),
        sa.CheckConstraint("user_id IS NULL OR team_id IS NULL", name=op.f("ck_plans_one_holder")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "team_id"], ["teams.workspace_id", "teams.id"], name=op.f("fk_plans_team_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "user_id"], ["users.workspace_id", "users.id"], name=op.f("fk_plans_user_id")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_plans")),
    )
    op.create_index(
        "uq_plans_holder",
        "plans",
        ["workspace_id", "month", "metric", "period", "user_id", "team_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
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
    op.create_table(
        "calls",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("connection_id", sa.Uuid(), nullable=False),
        sa.Column("provider_call_id", sa.String(), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("announced", postgresql.ARRAY(Text()), nullable=False),
        sa.Column("shown_to", postgresql.ARRAY(Uuid()), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("from_number", sa.String(), nullable=True),
        sa.Column("to_number", sa.String(), nullable=True),
        sa.Column("client_number", sa.String(), nullable=True),
        sa.Column("extension", sa.String(), nullable=True),
        sa.Column("cause", sa.String(), nullable=True),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("talk_seconds", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("outcome_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome_by", sa.Uuid(), nullable=True),
        sa.Column("call_back_task_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "client_id"],
            ["clients.workspace_id", "clients.id"],
            name=op.f("fk_calls_client_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "connection_id"],
            ["telephony_connections.workspace_id", "telephony_connections.id"],
            name=op.f("fk_calls_connection_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "owner_id"], ["users.workspace_id", "users.id"], name=op.f("fk_calls_owner_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "user_id"], ["users.workspace_id", "users.id"], name=op.f("fk_calls_user_id")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_calls")),
    )
    op.create_index(
        "ix_calls_client_id_started_at_id",
        "calls",
        ["workspace_id", "client_id", "started_at", "id"],
        unique=False,
    )
    op.create_index("ix_calls_client_number", "calls", ["workspace_id", "client_number"], unique=False)
    op.create_index(
        "ix_calls_live",
        "calls",
        ["workspace_id", "id"],
        unique=False,
        postgresql_where=sa.text("state IN ('ringing', 'answered')"),
    )
    op.create_index(
        "ix_calls_owner_id_started_at_id",
        "calls",
        ["workspace_id", "owner_id", "started_at", "id"],
        unique=False,
    )
    op.create_index("ix_calls_started_at_id", "calls", ["workspace_id", "started_at", "id"], unique=False)
    op.create_index(
        "ix_calls_user_id_started_at_id",
        "calls",
        ["workspace_id", "user_id", "started_at", "id"],
        unique=False,
    )
    op.create_index(
        "uq_calls_connection_id_provider_call_id",
        "calls",
        ["workspace_id", "connection_id", "provider_call_id"],
        unique=True,
    )
    op.create_table(
        "contact_points",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("normalized", sa.String(), nullable=True),
        sa.Column("label", sa.String(), nullable=True),
        sa.Column("is_main", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('phone', 'email')", name=op.f("ck_contact_points_kind")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "client_id"],
            ["clients.workspace_id", "clients.id"],
            name=op.f("fk_contact_points_client_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_contact_points")),
    )
    op.create_index(
        "ix_contact_points_client_id", "contact_points", ["workspace_id", "client_id"], unique=False
    )
    op.create_index(
        "ix_contact_points_normalized_kind",
        "contact_points",
        ["workspace_id", "normalized", "kind"],
        unique=False,
    )
    op.create_table(
        "deals",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pipeline_id", sa.Uuid(), nullable=False),
        sa.Column("stage_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("stage_entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("answers", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("loss_reason_id", sa.Uuid(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(status = 'open') = (closed_at IS NULL)", name=op.f("ck_deals_closed")),
        sa.CheckConstraint(
            "status <> 'lost' OR loss_reason_id IS NOT NULL", name=op.f("ck_deals_loss_reason")
        ),
        sa.CheckConstraint("status IN ('open', 'won', 'lost')", name=op.f("ck_deals_status")),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_deals_amount")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "client_id"],
            ["clients.workspace_id", "clients.id"],
            name=op.f("fk_deals_client_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "loss_reason_id"],
            ["loss_reasons.workspace_id", "loss_reasons.id"],
            name=op.f("fk_deals_loss_reason_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "owner_id"], ["users.workspace_id", "users.id"], name=op.f("fk_deals_owner_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "pipeline_id"],
            ["pipelines.workspace_id", "pipelines.id"],
            name=op.f("fk_deals_pipeline_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "stage_id"], ["stages.workspace_id", "stages.id"], name=op.f("fk_deals_stage_id")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_deals")),
    )
    op.create_index("ix_deals_client_id", "deals", ["workspace_id", "client_id"], unique=False)
    op.create_index("ix_deals_created_at_id", "deals", ["workspace_id", "created_at", "id"], unique=False)
    op.create_index(
        "ix_deals_owner_id_created_at_id",
        "deals",
        ["workspace_id", "owner_id", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_deals_pipeline_id_created_at_id",
        "deals",
        ["workspace_id", "pipeline_id", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_deals_search_text",
        "deals",
        ["workspace_id", "search_text"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.create_index(
        "ix_deals_stage_id_stage_entered_at_id",
        "deals",
        ["workspace_id", "stage_id", "stage_entered_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_deals_stage_owner",
        "deals",
        ["workspace_id", "stage_id", "owner_id", "stage_entered_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_deals_won",
        "deals",
        ["workspace_id", "closed_at", "owner_id"],
        unique=False,
        postgresql_where=sa.text("status = 'won'"),
    )
    op.create_table(
        "deal_stage_history",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("deal_id", sa.Uuid(), nullable=False),
        sa.Column("pipeline_id", sa.Uuid(), nullable=False),
        sa.Column("stage_id", sa.Uuid(), nullable=False),
        sa.Column("stage_name", sa.String(), nullable=False),
        sa.Column("semantics", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "deal_id"],
            ["deals.workspace_id", "deals.id"],
            name=op.f("fk_deal_stage_history_deal_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_deal_stage_history")),
    )
    op.create_index(
        "ix_deal_stage_history_deal_id_entered_at",
        "deal_stage_history",
        ["workspace_id", "deal_id", "entered_at"],
        unique=False,
    )
    op.create_index(
        "ix_deal_stage_history_pipeline_id_entered_at",
        "deal_stage_history",
        ["workspace_id", "pipeline_id", "entered_at"],
        unique=False,
    )
    op.create_table(
        "tasks",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("assignee_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("deal_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(status = 'done') = (completed_at IS NOT NULL)", name=op.f("ck_tasks_completed")),
        sa.CheckConstraint("kind IN ('call', 'meeting', 'mail', 'todo')", name=op.f("ck_tasks_kind")),
        sa.CheckConstraint("status IN ('open', 'done', 'cancelled')", name=op.f("ck_tasks_status")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "assignee_id"],
            ["users.workspace_id", "users.id"],
            name=op.f("fk_tasks_assignee_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "client_id"],
            ["clients.workspace_id", "clients.id"],
            name=op.f("fk_tasks_client_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "deal_id"], ["deals.workspace_id", "deals.id"], name=op.f("fk_tasks_deal_id")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_tasks")),
    )
    op.create_index(
        "ix_tasks_client_id_due_at_id", "tasks", ["workspace_id", "client_id", "due_at", "id"], unique=False
    )
    op.create_index(
        "ix_tasks_deal_id_due_at_id", "tasks", ["workspace_id", "deal_id", "due_at", "id"], unique=False
    )
    op.create_index(
        "ix_tasks_deal_open",
        "tasks",
        ["workspace_id", "deal_id", "due_at", "id"],
        unique=False,
        postgresql_where=sa.text("status = 'open'"),
    )
    op.create_index(
        "ix_tasks_done",
        "tasks",
        ["workspace_id", "assignee_id", "completed_at"],
        unique=False,
        postgresql_where=sa.text("status = 'done'"),
    )
    op.create_index(
        "ix_tasks_done_kind",
        "tasks",
        ["workspace_id", "kind", "completed_at"],
        unique=False,
        postgresql_where=sa.text("status = 'done'"),
    )
    op.create_index("ix_tasks_due_at_id", "tasks", ["workspace_id", "due_at", "id"], unique=False)
    op.create_index(
        "ix_tasks_open",
        "tasks",
        ["workspace_id", "assignee_id", "due_at", "id"],
        unique=False,
        postgresql_where=sa.text("status = 'open'"),
    )


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


SECURE = "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
"""How a function looks past row level security: it filters by the workspace itself.

`LIKE`, `<%` and `@>` are not leakproof, so under row level security PostgreSQL won't use a trigram or array index.
"""
OF_WORKSPACE = "workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid"
OF_OWNERS = "(owners IS NULL OR owner_id = ANY (owners) OR (unowned AND owner_id IS NULL))"

FUNCTIONS = {
    "search_clients(text[], text[], text, uuid[], boolean, integer)": f"""
        CREATE FUNCTION search_clients(
            patterns text[], alternatives text[], start text, owners uuid[], unowned boolean, most integer
        ) RETURNS TABLE (id uuid, rank real) {SECURE} ROWS 20 AS $$
            SELECT id,
                   CASE WHEN search_text LIKE ' ' || start || '%' THEN 3
                        WHEN search_text LIKE '% ' || start || '%' THEN 2
                        WHEN search_text LIKE patterns[1] THEN 1
                        ELSE 0 END::real AS rank
            FROM clients
            WHERE {OF_WORKSPACE}
              AND (search_text LIKE patterns[1] AND search_text LIKE ALL (patterns[2:])
                   OR search_text LIKE alternatives[1] AND search_text LIKE ALL (alternatives[2:]))
              AND {OF_OWNERS}
            ORDER BY rank DESC, char_length(sort_name), sort_name, id
            LIMIT most
        $$""",
    "similar_clients(text, uuid[], boolean, integer)": f"""
        CREATE FUNCTION similar_clients(wanted text, owners uuid[], unowned boolean, most integer)
        RETURNS TABLE (id uuid, rank real) {SECURE} ROWS 20 AS $$
            SELECT id, word_similarity(wanted, search_text) AS rank
            FROM clients
            WHERE {OF_WORKSPACE} AND wanted <% search_text AND {OF_OWNERS}
            ORDER BY rank DESC, char_length(sort_name), sort_name, id
            LIMIT most
        $$""",
    "search_deals(text[], text, uuid[], integer)": f"""
        CREATE FUNCTION search_deals(patterns text[], start text, owners uuid[], most integer)
        RETURNS TABLE (id uuid, rank real) {SECURE} AS $$
            SELECT id,
                   CASE WHEN search_text LIKE ' ' || start || '%' THEN 2
                        WHEN search_text LIKE '% ' || start || '%' THEN 1
                        ELSE 0 END::real AS rank
            FROM deals
            WHERE {OF_WORKSPACE} AND search_text LIKE patterns[1] AND search_text LIKE ALL (patterns[2:])
              AND (owners IS NULL OR owner_id = ANY (owners))
            ORDER BY rank DESC, stage_entered_at DESC, id DESC
            LIMIT most
        $$""",
    "clients_tagged(text)": f"""
        CREATE FUNCTION clients_tagged(wanted text) RETURNS SETOF uuid {SECURE} ROWS 100 AS $$
            SELECT id FROM clients WHERE {OF_WORKSPACE} AND tags @> ARRAY[wanted]
        $$""",
}


def create_functions() -> None:
    """Create the functions; the application may call them, nobody else."""
    for signature, definition in FUNCTIONS.items():
        op.execute(definition)
        op.execute(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO baton_app")


def drop_functions() -> None:
    """Drop the functions."""
    for signature in FUNCTIONS:
        op.execute(f"DROP FUNCTION {signature}")


def downgrade() -> None:
    """Drop everything."""
    drop_functions()
    op.drop_index("ix_tasks_open", table_name="tasks", postgresql_where=sa.text("status = 'open'"))
    op.drop_index("ix_tasks_due_at_id", table_name="tasks")
    op.drop_index("ix_tasks_done_kind", table_name="tasks", postgresql_where=sa.text("status = 'done'"))
    op.drop_index("ix_tasks_done", table_name="tasks", postgresql_where=sa.text("status = 'done'"))
    op.drop_index("ix_tasks_deal_open", table_name="tasks", postgresql_where=sa.text("status = 'open'"))
    op.drop_index("ix_tasks_deal_id_due_at_id", table_name="tasks")
    op.drop_index("ix_tasks_client_id_due_at_id", table_name="tasks")
    op.drop_table("tasks")
    op.drop_index("ix_deal_stage_history_pipeline_id_entered_at", table_name="deal_stage_history")
    op.drop_index("ix_deal_stage_history_deal_id_entered_at", table_name="deal_stage_history")
    op.drop_table("deal_stage_history")
    op.drop_index("ix_deals_won", table_name="deals", postgresql_where=sa.text("status = 'won'"))
    op.drop_index("ix_deals_stage_owner", table_name="deals")
    op.drop_index("ix_deals_stage_id_stage_entered_at_id", table_name="deals")
    op.drop_index(
        "ix_deals_search_text",
        table_name="deals",
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.drop_index("ix_deals_pipeline_id_created_at_id", table_name="deals")
    op.drop_index("ix_deals_owner_id_created_at_id", table_name="deals")
    op.drop_index("ix_deals_created_at_id", table_name="deals")
    op.drop_index("ix_deals_client_id", table_name="deals")
    op.drop_table("deals")
    op.drop_index("ix_contact_points_normalized_kind", table_name="contact_points")
    op.drop_index("ix_contact_points_client_id", table_name="contact_points")
    op.drop_table("contact_points")
    op.drop_index("uq_calls_connection_id_provider_call_id", table_name="calls")
    op.drop_index("ix_calls_user_id_started_at_id", table_name="calls")
    op.drop_index("ix_calls_started_at_id", table_name="calls")
    op.drop_index("ix_calls_owner_id_started_at_id", table_name="calls")
    op.drop_index(
        "ix_calls_live", table_name="calls", postgresql_where=sa.text("state IN ('ringing', 'answered')")
    )
    op.drop_index("ix_calls_client_number", table_name="calls")
    op.drop_index("ix_calls_client_id_started_at_id", table_name="calls")
    op.drop_table("calls")
    op.drop_index("uq_sessions_token_digest", table_name="sessions")
    op.drop_index("ix_sessions_user_id", table_name="sessions")
    op.drop_table("sessions")
    op.drop_index("uq_plans_holder", table_name="plans", postgresql_nulls_not_distinct=True)
    op.drop_table("plans")
    op.drop_index("ix_clients_tags", table_name="clients", postgresql_using="gin")
    op.drop_index("ix_clients_sort_name_id", table_name="clients")
    op.drop_index(
        "ix_clients_search_text",
        table_name="clients",
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.drop_index("ix_clients_owner_id_created_at_id", table_name="clients")
    op.drop_index("ix_clients_last_contact_at", table_name="clients")
    op.drop_index("ix_clients_created_at_id", table_name="clients")
    op.drop_index(
        "ix_clients_company_id", table_name="clients", postgresql_where=sa.text("company_id IS NOT NULL")
    )
    op.drop_table("clients")
    op.drop_index("uq_users_extension", table_name="users")
    op.drop_index("uq_users_email", table_name="users")
    op.drop_index("ix_users_team_id", table_name="users")
    op.drop_table("users")
    op.drop_index("ix_stages_pipeline_id_position", table_name="stages")
    op.drop_table("stages")
    op.drop_index("uq_provider_events_connection_id_event_key", table_name="provider_events")
    op.drop_index(
        "ix_provider_events_failed", table_name="provider_events", postgresql_where="state = 'failed'"
    )
    op.drop_index("ix_provider_events_connection_id_received_at", table_name="provider_events")
    op.drop_table("provider_events")
    op.drop_index("ix_loss_reasons_pipeline_id_position", table_name="loss_reasons")
    op.drop_table("loss_reasons")
    op.drop_index("uq_invitations_token_digest", table_name="invitations")
    op.drop_table("invitations")
    op.drop_table("workspaces")
    op.drop_index("uq_telephony_connections_hook_digest", table_name="telephony_connections")
    op.drop_table("telephony_connections")
    op.drop_table("teams")
    op.drop_index("uq_roles_key", table_name="roles")
    op.drop_table("roles")
    op.drop_table("pipelines")
    op.drop_index("ix_notifications_user", table_name="notifications")
    op.drop_index("ix_notifications_unread", table_name="notifications", postgresql_where="read_at IS NULL")
    op.drop_table("notifications")
    op.drop_table("login_addresses")
    op.drop_index("uq_jobs_key", table_name="jobs", postgresql_where="key IS NOT NULL")
    op.drop_index("ix_jobs_periodic", table_name="jobs", postgresql_where="key = 'periodic'")
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
    op.drop_table("client_keys")
    op.drop_index("uq_call_outcomes_key", table_name="call_outcomes")
    op.drop_table("call_outcomes")
    op.drop_index("uq_api_keys_token_digest", table_name="api_keys")
    op.drop_table("api_keys")
