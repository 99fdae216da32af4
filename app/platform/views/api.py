"""Routes of saved views."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Response

from app.core.auth import LoggedIn
from app.core.errors import ForbiddenError, NotFoundError, VersionConflictError, VersionRequiredError
from app.core.http import BasedOn, ReadSession, WriteSession, problems, set_etag
from app.core.http import router as platform_router
from app.core.schemas import Listing
from app.platform.views import service
from app.platform.views.schemas import ViewChange, ViewInput, ViewOut

router = platform_router("views", "/views")


@router.get("", name="views_list", responses=problems(NotFoundError))
async def list_views(
    session: ReadSession,
    actor: LoggedIn,
    subject: Annotated[str, Query(pattern="^[a-z]{1,30}$", examples=["client"])] = "client",
) -> Listing[ViewOut]:
    """List one's own views and the shared ones, the pinned first."""
    return Listing(items=[_out(row) for row in await service.rows(session, actor, subject)])


def _out(row: dict[str, Any]) -> ViewOut:
    return ViewOut.model_validate(row)


@router.post("", name="views_create", status_code=201, responses=problems(NotFoundError, ForbiddenError))
async def create_view(session: WriteSession, actor: LoggedIn, body: ViewInput) -> ViewOut:
    """Keep a list as it is shaped now."""
    view_id = await service.create(session, actor, body)
    return _out(await service.one(session, actor, view_id))


@router.get("/{view_id}", name="views_get", responses=problems(NotFoundError))
async def read_view(session: ReadSession, actor: LoggedIn, view_id: UUID, response: Response) -> ViewOut:
    """Read a view: one's own, or a shared one."""
    row = await service.one(session, actor, view_id)
    set_etag(response, row["version"])
    return _out(row)


@router.patch(
    "/{view_id}",
    name="views_change",
    responses=problems(NotFoundError, ForbiddenError, VersionConflictError, VersionRequiredError),
)
async def change_view(
    session: WriteSession,
    actor: LoggedIn,
    view_id: UUID,
    based_on: BasedOn,
    body: ViewChange,
    response: Response,
) -> ViewOut:
    """Change a view: one's own, or as an administrator a shared one."""
    await service.change(session, actor, view_id, based_on, body)
    row = await service.one(session, actor, view_id)
    set_etag(response, row["version"])
    return _out(row)


@router.delete(
    "/{view_id}", name="views_remove", status_code=204, responses=problems(NotFoundError, ForbiddenError)
)
async def remove_view(session: WriteSession, actor: LoggedIn, view_id: UUID) -> None:
    """Take a view away, from everybody if it was shared."""
    await service.remove(session, actor, view_id)


@router.put("/{view_id}/pin", name="views_pin", status_code=204, responses=problems(NotFoundError))
async def pin_view(session: WriteSession, actor: LoggedIn, view_id: UUID) -> None:
    """Keep a view at hand."""
    await service.pin(session, actor, view_id)


@router.delete("/{view_id}/pin", name="views_unpin", status_code=204, responses=problems(NotFoundError))
async def unpin_view(session: WriteSession, actor: LoggedIn, view_id: UUID) -> None:
    """No longer keep a view at hand."""
    await service.unpin(session, actor, view_id)
