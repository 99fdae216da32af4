"""Background work that people have to know of."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends

from app.core.auth import Actor, requires
from app.core.errors import NotFoundError
from app.core.http import ReadSession, WriteSession, problems
from app.core.http import router as domain_router
from app.core.jobs import JobRecord
from app.core.paging import Paging, SortKey, fetch_page, page_response, paging
from app.core.schemas import Page
from app.platform.background import queries, service
from app.platform.background.permissions import BackgroundPermission
from app.platform.background.schemas import JobOut, JobStatus

router = domain_router("jobs", "/jobs")
Manager = Annotated[Actor, requires(BackgroundPermission.WORKSPACE_MANAGE)]
_SORTS = {"id": SortKey(JobRecord.id, UUID)}


@router.get("", name="jobs_list", response_model=Page[JobOut])
async def list_jobs(
    session: ReadSession,
    actor: Manager,
    page: Annotated[Paging, Depends(paging)],
    status: JobStatus = JobStatus.DEAD,
) -> Any:
    """List background work, newest first: above all what failed for good and waits for a decision."""
    statement = queries.jobs(actor, status)
    rows, following = await fetch_page(
        session, statement, page, sorts=_SORTS, default="-id", row_id=JobRecord.id
    )
    return page_response([service.shown(row).model_dump() for row in rows], following)


@router.post("/{job_id}/retry", name="jobs_retry", status_code=204, responses=problems(NotFoundError))
async def retry_job(session: WriteSession, actor: Manager, job_id: UUID) -> None:
    """Try a piece of work again that failed for good."""
    await service.retry(session, actor, job_id)


@router.delete("/{job_id}", name="jobs_give_up", status_code=204, responses=problems(NotFoundError))
async def give_up_job(session: WriteSession, actor: Manager, job_id: UUID) -> None:
    """Give up a piece of work that failed for good; the audit log keeps what it was."""
    await service.give_up(session, actor, job_id)
