"""The figures: each is defined here once, as the rows that it counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Numeric, Select, cast, literal, null, select

from app.domains.deals.models import Deal
from app.domains.reports.rules import Period
from app.domains.tasks.models import Task
from app.domains.telephony.models import Call


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure: the number of its rows, or the sum of their amounts."""

    name: str
    unit: str
    subject_type: str
    period: Period
    """How it is usually planned."""
    facts: Callable[[Any, Any], Select[Any]]
    """Selects id, user_id, at, title, amount and currency of the rows of a workspace with its currency.

    Both are values, or parameters of a prepared statement.
    """


def _facts(record: Any, user: Any, at: Any, title: Any, amount: Any, currency: Any) -> Select[Any]:
    return select(
        record.label("id"),
        user.label("user_id"),
        at.label("at"),
        title.label("title"),
        cast(amount, Numeric).label("amount"),
        currency.label("currency"),
    )


def deals_won(workspace_id: Any, _: Any) -> Select[Any]:
    """Return the deals won, by their owner, when they were closed."""
    columns = _facts(Deal.id, Deal.owner_id, Deal.closed_at, Deal.title, Deal.amount, Deal.currency)
    return columns.where(Deal.workspace_id == workspace_id, Deal.status == "won")


def deals_revived(workspace_id: Any, _: Any) -> Select[Any]:
    """Return the deals that were opened to win back who was lost, when they were opened."""
    columns = _facts(Deal.id, Deal.owner_id, Deal.created_at, Deal.title, Deal.amount, Deal.currency)
    return columns.where(Deal.workspace_id == workspace_id, Deal.is_revived)


def deals_revived_won(workspace_id: Any, currency: Any) -> Select[Any]:
    """Return the won deals among those."""
    return deals_won(workspace_id, currency).where(Deal.is_revived)


def deals_revived_amount(workspace_id: Any, currency: Any) -> Select[Any]:
    """Return those of the won ones that count in money."""
    return deals_won_amount(workspace_id, currency).where(Deal.is_revived)


def deals_won_amount(workspace_id: Any, currency: Any) -> Select[Any]:
    """Return the deals won that count in money: those in the workspace's currency."""
    return deals_won(workspace_id, currency).where(Deal.currency == currency, Deal.amount.is_not(None))


def _calls(workspace_id: Any) -> Select[Any]:
    number = Call.client_number
    columns = _facts(Call.id, Call.user_id, Call.started_at, number, null(), literal(None))
    return columns.where(Call.workspace_id == workspace_id)


def calls_made(workspace_id: Any, _: Any) -> Select[Any]:
    """Return the calls that people made, answered or not, when they began."""
    return _calls(workspace_id).where(Call.direction == "out")


def calls_answered(workspace_id: Any, _: Any) -> Select[Any]:
    """Return the clients' calls that people answered, when they began."""
    return _calls(workspace_id).where(Call.direction == "in", Call.answered_at.is_not(None))


def meetings_held(workspace_id: Any, _: Any) -> Select[Any]:
    """Return the meetings that took place, when their result was written."""
    columns = _facts(Task.id, Task.assignee_id, Task.completed_at, Task.title, null(), literal(None))
    return columns.where(
        Task.workspace_id == workspace_id,
        Task.kind == "meeting",
        Task.status == "done",
        Task.outcome == "held",
    )


METRICS: Mapping[str, Metric] = {
    metric.name: metric
    for metric in (
        Metric("deals_won", "count", "deal", Period.MONTH, deals_won),
        Metric("deals_won_amount", "money", "deal", Period.MONTH, deals_won_amount),
        Metric("calls_made", "count", "call", Period.DAY, calls_made),
        Metric("calls_answered", "count", "call", Period.DAY, calls_answered),
        Metric("meetings_held", "count", "task", Period.MONTH, meetings_held),
        Metric("deals_revived", "count", "deal", Period.MONTH, deals_revived),
        Metric("deals_revived_won", "count", "deal", Period.MONTH, deals_revived_won),
        Metric("deals_revived_amount", "money", "deal", Period.MONTH, deals_revived_amount),
    )
}
