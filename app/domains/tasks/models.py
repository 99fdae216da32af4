"""Tasks: the work of people, with a date."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.orm import VersionedModel, tenant_foreign_key, tenant_index
from app.domains.tasks.rules import TaskOrigin, TaskStatus

_OPEN = text("status = 'open'")
_DONE = text("status = 'done'")


class Task(VersionedModel):
    """Something a person has to do by a moment.

    `due_at` is never empty: an undated task is a wish. The deal is named by its table only, because deals stand
    higher; it never changes once the task exists.
    """

    __tablename__ = "tasks"
    __table_args__ = (
        CheckConstraint("kind IN ('call', 'meeting', 'mail', 'todo')", name="kind"),
        CheckConstraint("status IN ('open', 'done', 'cancelled')", name="status"),
        CheckConstraint("(status = 'done') = (completed_at IS NOT NULL)", name="completed"),
        tenant_foreign_key("assignee_id", "users"),
        tenant_foreign_key("client_id", "clients"),
        tenant_foreign_key("deal_id", "deals"),
        tenant_index("tasks", "assignee_id", "due_at", "id", postgresql_where=_OPEN, name="ix_tasks_open"),
        tenant_index("tasks", "deal_id", "due_at", "id", postgresql_where=_OPEN, name="ix_tasks_deal_open"),
        tenant_index("tasks", "assignee_id", "completed_at", postgresql_where=_DONE, name="ix_tasks_done"),
        tenant_index("tasks", "kind", "completed_at", postgresql_where=_DONE, name="ix_tasks_done_kind"),
        tenant_index("tasks", "due_at", "id"),
        tenant_index("tasks", "client_id", "due_at", "id"),
        tenant_index("tasks", "deal_id", "due_at", "id"),
    )

    kind: Mapped[str]
    title: Mapped[str]
    due_at: Mapped[datetime]
    assignee_id: Mapped[UUID]
    client_id: Mapped[UUID | None]
    deal_id: Mapped[UUID | None]
    status: Mapped[str] = mapped_column(default=TaskStatus.OPEN)
    outcome: Mapped[str | None]
    note: Mapped[str | None] = mapped_column(Text)
    """What there is to know before, and after the end what came of it."""
    place: Mapped[str | None]
    origin: Mapped[str] = mapped_column(default=TaskOrigin.MANUAL)
    completed_at: Mapped[datetime | None]
