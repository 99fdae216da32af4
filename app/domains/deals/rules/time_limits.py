"""How long a deal may stand in a stage, when somebody is told, and what happens at the end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.core.working_time import WorkingCalendar


class Consequence(StrEnum):
    """What the process does by itself when the time is over."""

    TASK = "task"
    REASSIGN = "reassign"
    LOSE = "lose"


@dataclass(frozen=True, slots=True)
class OverdueAction:
    """What is done when the time is over, and with what."""

    kind: Consequence
    task_kind: str | None = None
    title: str | None = None
    in_hours: int | None = None
    user_id: UUID | None = None
    """Who gets the deal; the owner's supervisor when nobody is named."""
    loss_reason_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A stage's limit, in working hours."""

    hours: int
    warn_before_hours: int | None = None
    escalate: bool = True
    action: OverdueAction | None = None


@dataclass(frozen=True, slots=True)
class Moments:
    """When a deal's time in its stage is almost over, when it is over, and which of the two is still to be acted on."""

    warn_at: datetime | None = None
    due_at: datetime | None = None
    alarm_at: datetime | None = None


def limit_of(stored: Mapping[str, Any] | None) -> TimeLimit | None:
    """Return a stage's limit as it is kept."""
    if stored is None:
        return None
    action = stored["action"]
    return TimeLimit(
        stored["hours"], stored["warn_before_hours"], stored["escalate"], _action(action) if action else None
    )


def _action(stored: Mapping[str, Any]) -> OverdueAction:
    def known(name: str) -> UUID | None:
        value = stored.get(name)
        return UUID(value) if value else None

    task = stored.get("task") or {}
    return OverdueAction(
        kind=Consequence(stored["kind"]),
        task_kind=task.get("kind"),
        title=task.get("title"),
        in_hours=task.get("in_hours"),
        user_id=known("user_id"),
        loss_reason_id=known("loss_reason_id"),
    )


def moments(calendar: WorkingCalendar, entered_at: datetime, limit: TimeLimit | None) -> Moments:
    """Return the moments of a deal that has just come into a stage."""
    if limit is None:
        return Moments()
    due_at = calendar.after(entered_at, timedelta(hours=limit.hours))
    warn_at = None
    if limit.warn_before_hours is not None:
        warn_at = calendar.after(entered_at, timedelta(hours=limit.hours - limit.warn_before_hours))
    return Moments(warn_at, due_at, warn_at or due_at)


def renewed(old: Moments, new: Moments, present: datetime) -> Moments:
    """Return the moments of a deal whose stage got another limit, or whose workspace another calendar.

    What was acted on isn't acted on again unless the moment lies ahead once more. A deal that has become overdue by
    the change itself is shown so, but nothing is done to it: its owner never had the time to prevent it.
    """
    if new.due_at is None:
        return Moments()
    was_warned = old.alarm_at is None or old.alarm_at == old.due_at
    was_due = old.due_at is not None and old.due_at <= present
    if new.due_at <= present:
        waits = was_due and old.alarm_at is not None
        return Moments(new.warn_at, new.due_at, new.due_at if waits else None)
    if new.warn_at is None:
        return new
    told = old.due_at is not None and was_warned and new.warn_at <= present
    return Moments(new.warn_at, new.due_at, new.due_at if told else new.warn_at)
