"""Use cases of tasks: what the routes and the higher domains call."""

from app.domains.tasks.queries import is_anything_due
from app.domains.tasks.rules import TaskKind, TaskOrigin, TaskOutcome, TaskStatus
from app.domains.tasks.service.ending import cancel, cancel_for_deal, complete
from app.domains.tasks.service.guards import DealGuard, guard_with
from app.domains.tasks.service.handing import hand_on_with_deal
from app.domains.tasks.service.news import project
from app.domains.tasks.service.planning import NewTask, add, change, create, next_step, plan
from app.domains.tasks.service.reading import day, described, get, open_task_exists, tasks_today, written

__all__ = [
    "DealGuard",
    "NewTask",
    "TaskKind",
    "TaskOrigin",
    "TaskOutcome",
    "TaskStatus",
    "add",
    "cancel",
    "cancel_for_deal",
    "change",
    "complete",
    "create",
    "day",
    "described",
    "get",
    "guard_with",
    "hand_on_with_deal",
    "is_anything_due",
    "next_step",
    "open_task_exists",
    "plan",
    "project",
    "tasks_today",
    "written",
]
