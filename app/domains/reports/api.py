"""Figures, the rows behind them, plans, and the progress towards them."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query

from app.core.auth import Actor, requires
from app.core.errors import NotFoundError
from app.core.http import ReadSession, WriteSession, problems
from app.core.http import router as domain_router
from app.core.masking import Mask
from app.core.paging import Paging, page_response, paging
from app.core.schemas import Listing, Moment, Page
from app.domains.clients import service as clients
from app.domains.reports import queries, service
from app.domains.reports.errors import UnknownMetricError
from app.domains.reports.metrics import METRICS
from app.domains.reports.permissions import ReportPermission
from app.domains.reports.rules import first_of_month
from app.domains.reports.schemas import MetricOut, MetricRow, Month, PlanInput, PlanOut, Progress
from app.domains.tasks.events import TITLE

router = domain_router("reports")
Reader = Annotated[Actor, requires(ReportPermission.READ)]
Planner = Annotated[Actor, requires(ReportPermission.PLANS_MANAGE)]


@router.get("/reports/metrics", name="reports_metrics")
async def list_metrics(_: Reader) -> Listing[MetricOut]:
    """List the figures that can be shown, opened and planned."""
    return Listing(
        items=[MetricOut.model_validate(metric, from_attributes=True) for metric in METRICS.values()]
    )


@router.get(
    "/reports/metrics/{name}/rows",
    name="reports_metric_rows",
    response_model=Page[MetricRow],
    responses=problems(UnknownMetricError, NotFoundError),
)
async def list_rows(
    session: ReadSession,
    actor: Reader,
    page: Annotated[Paging, Depends(paging)],
    name: str,
    user_id: UUID | None = None,
    team_id: UUID | None = None,
    start: Annotated[Moment | None, Query(alias="from")] = None,
    end: Annotated[Moment | None, Query(alias="to")] = None,
) -> Any:
    """Open a figure: list exactly the rows that it counts, newest first."""
    metric = METRICS.get(name)
    if metric is None:
        raise UnknownMetricError
    user_ids: list[UUID] | None = [user_id] if user_id else None
    if team_id is not None:
        teams = await service.team_and_below(session, actor, team_id)
        members = await queries.people(session, actor, user_ids=user_ids, team_ids=teams)
        user_ids = [person.id for person in members]
    workspace = await queries.workspace(session, actor.workspace_id)
    span: tuple[datetime | None, datetime | None] = (start, end)
    rows, following = await queries.rows(session, actor, metric, workspace.currency, span, user_ids, page)
    if metric.subject_type == "call":
        # A call is titled by its number.
        rows = [{**row, "title": clients.contact_shown(actor, row["title"]) or ""} for row in rows]
    elif metric.subject_type == "task":
        mask = Mask(actor)
        rows = [{**row, "title": mask.value(TITLE, row["title"])} for row in rows]
    return page_response(rows, following)


@router.get("/plans", name="plans_list")
async def list_plans(session: ReadSession, actor: Reader, month: Month) -> Listing[PlanOut]:
    """List a month's plans of the people whom one may see, of teams, and of the whole workspace."""
    plans = await queries.plans(session, actor, first_of_month(month))
    return Listing(items=[service.plan_out(plan) for plan in plans])


@router.put("/plans", name="plans_set", responses=problems(NotFoundError))
async def set_plan(session: WriteSession, actor: Planner, body: PlanInput) -> PlanOut:
    """Set a person's, a team's or the workspace's target, in place of the present one."""
    return service.plan_out(await service.set_plan(session, actor, body))


@router.delete("/plans/{plan_id}", name="plans_remove", status_code=204, responses=problems(NotFoundError))
async def remove_plan(session: WriteSession, actor: Planner, plan_id: UUID) -> None:
    """Take a target away."""
    await service.remove_plan(session, actor, plan_id)


@router.get("/plans/progress", name="plans_progress", responses=problems(NotFoundError))
async def read_progress(
    session: ReadSession,
    actor: Reader,
    month: Month | None = None,
    team_id: UUID | None = None,
    user_id: UUID | None = None,
) -> Progress:
    """Read plan and fact of the people whom one may see: what is done, what is left, where today should be."""
    return await service.progress(session, actor, month, team_id=team_id, user_id=user_id)
