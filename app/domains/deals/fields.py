"""The fields by which deals are filtered, sorted and shown."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Text, any_, cast, exists, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from app.core.auth import EVENTS, PERSONAL, Actor
from app.core.filters import FieldSpec, Kind
from app.domains.clients.models import Client
from app.domains.deals import pipeline_queries
from app.domains.deals.models import Deal, DealStageFact
from app.domains.deals.queries import OVERDUE_IN_STAGE, WITHOUT_STEP
from app.domains.deals.rules.stages import Semantics
from app.domains.tasks.models import Task
from app.domains.tasks.service import TaskStatus

SUBJECT = "deal"
STAGE, PIPELINE, REASON = "stage_id", "pipeline_id", "loss_reason_id"
_OPEN = ""


def _plain(attribute: Any) -> Callable[[Actor], Any]:
    return lambda _: attribute


def _field(name: str, kind: Kind, attribute: Any, **more: Any) -> FieldSpec:
    return FieldSpec(name, kind, _plain(attribute), _OPEN, nullable=bool(attribute.nullable), **more)


def _of_client(name: str, kind: Kind, column: Any, group: str, **more: Any) -> FieldSpec:
    """A fact of the deal's client."""

    def expression(_: Actor) -> Any:
        return (
            select(column)
            .where(Client.workspace_id == Deal.workspace_id, Client.id == Deal.client_id)
            .correlate(Deal)
            .scalar_subquery()
        )

    return FieldSpec(f"client.{name}", kind, expression, group, sortable=False, **more)


def _company(_: Actor) -> Any:
    company = aliased(Client)
    belongs = (company.workspace_id == Client.workspace_id) & (company.id == Client.company_id)
    client = (Client.workspace_id == Deal.workspace_id) & (Client.id == Deal.client_id)
    return (
        select(company.name)
        .select_from(Client)
        .join(company, belongs)
        .where(client)
        .correlate(Deal)
        .scalar_subquery()
    )


def _tagged(actor: Actor, value: Any) -> Any:
    wanted = value if isinstance(value, list) else [value]
    client = aliased(Client)
    return (
        exists()
        .where(
            client.workspace_id == actor.workspace_id,
            client.id == Deal.client_id,
            client.tags.overlap(wanted) if len(wanted) > 1 else literal(wanted[0]) == any_(client.tags),
        )
        .correlate(Deal)
    )


def _next_due(_: Actor) -> Any:
    return (
        select(func.min(Task.due_at))
        .where(
            Task.workspace_id == Deal.workspace_id, Task.deal_id == Deal.id, Task.status == TaskStatus.OPEN
        )
        .correlate(Deal)
        .scalar_subquery()
    )


def _excepted(_: Actor) -> Any:
    fact = DealStageFact
    return (
        exists()
        .where(fact.workspace_id == Deal.workspace_id, fact.deal_id == Deal.id, fact.exceptions != [])
        .correlate(Deal)
    )


def _truth(name: str, expression: Callable[[Actor], Any]) -> FieldSpec:
    return FieldSpec(name, Kind.YES_NO, expression, _OPEN, nullable=False, sortable=False)


_DAYS = (Deal.created_at, Deal.updated_at, Deal.stage_entered_at, Deal.closed_at)
DEAL_FIELDS: Sequence[FieldSpec] = (
    _field("title", Kind.TEXT, Deal.title),
    _field("status", Kind.CHOICE, Deal.status, options=tuple(Semantics)),
    _field("owner_id", Kind.PERSON, Deal.owner_id, refers="user"),
    _field("amount", Kind.MONEY, Deal.amount),
    _field("source", Kind.TEXT, Deal.source),
    _field("campaign", Kind.TEXT, Deal.campaign),
    _field("currency", Kind.TEXT, Deal.currency),
    _field("expected_on", Kind.DATE, Deal.expected_on),
    _field("return_on", Kind.DATE, Deal.return_on),
    _field("description", Kind.LONG_TEXT, Deal.description),
    *(_field(column.key, Kind.DATETIME, column) for column in _DAYS),
    FieldSpec("next_due_at", Kind.DATETIME, _next_due, _OPEN, sortable=False),
    _field("stage_due_at", Kind.DATETIME, Deal.stage_due_at),
    _truth("without_step", _plain(WITHOUT_STEP)),
    _truth("overdue_in_stage", _plain(OVERDUE_IN_STAGE)),
    _truth("is_repeated", _plain(Deal.previous_deal_id.is_not(None))),
    _truth("was_excepted", _excepted),
    _of_client("name", Kind.TEXT, Client.name, _OPEN),
    _of_client("source", Kind.TEXT, Client.source, EVENTS),
    _of_client(
        "tags", Kind.MULTI_CHOICE, Client.tags, EVENTS, tests={"contains": _tagged, "any_of": _tagged}
    ),
    FieldSpec("client.company", Kind.TEXT, _company, PERSONAL, sortable=False),
)


def _choice(name: str, column: Any, labels: Mapping[UUID, str]) -> FieldSpec:
    """A field whose choices are rows of the workspace."""

    def test(_: Actor, value: Any) -> Any:
        wanted = value if isinstance(value, list) else [value]
        return column.in_([UUID(one) for one in wanted])

    return FieldSpec(
        name,
        Kind.CHOICE,
        _plain(cast(column, Text)),
        _OPEN,
        nullable=bool(column.nullable),
        sortable=False,
        options=tuple(str(one) for one in labels),
        option_labels=tuple(labels.values()),
        tests={"is": test, "any_of": test},
    )


async def places(session: AsyncSession, actor: Actor) -> list[FieldSpec]:
    """Return the fields whose choices are a workspace's pipelines, stages and loss reasons."""
    found = await pipeline_queries.pipelines(session, actor)
    shown = {one["id"]: f"{one['name']} · " if len(found) > 1 else "" for one in found}
    stages = {row["id"]: shown[one["id"]] + row["name"] for one in found for row in one["stages"]}
    reasons = {row["id"]: shown[one["id"]] + row["name"] for one in found for row in one["loss_reasons"]}
    return [
        _choice(PIPELINE, Deal.pipeline_id, {one["id"]: one["name"] for one in found}),
        _choice(STAGE, Deal.stage_id, stages),
        _choice(REASON, Deal.loss_reason_id, reasons),
    ]
