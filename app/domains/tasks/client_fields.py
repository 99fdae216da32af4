"""What clients can be asked about the tasks planned with them, as far as the asker may see these."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import exists, func, select

from app.core.auth import Actor, visible
from app.core.clock import now
from app.core.filters import FieldSpec, Kind
from app.domains.clients.models import Client
from app.domains.tasks.models import Task
from app.domains.tasks.permissions import TaskPermission
from app.domains.tasks.rules import TaskStatus


def _open(actor: Actor) -> Any:
    return visible(actor, TaskPermission.READ, Task.workspace_id, Task.assignee_id) & (
        (Task.workspace_id == Client.workspace_id)
        & (Task.client_id == Client.id)
        & (Task.status == TaskStatus.OPEN)
    )


def _has_open(actor: Actor) -> Any:
    return exists().where(_open(actor)).correlate(Client)


def _has_overdue(actor: Actor) -> Any:
    return exists().where(_open(actor), Task.due_at < now()).correlate(Client)


def _next(actor: Actor) -> Any:
    return select(func.min(Task.due_at)).where(_open(actor)).correlate(Client).scalar_subquery()


def _field(name: str, kind: Kind, expression: Any, *, nullable: bool = False) -> FieldSpec:
    return FieldSpec(
        f"tasks.{name}",
        kind,
        expression,
        group="",
        permission=TaskPermission.READ,
        nullable=nullable,
        sortable=False,
    )


CLIENT_FIELDS: Sequence[FieldSpec] = (
    _field("has_open", Kind.YES_NO, _has_open),
    _field("has_overdue", Kind.YES_NO, _has_overdue),
    _field("next_at", Kind.DATETIME, _next, nullable=True),
)
