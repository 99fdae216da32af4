"""Routes of what a deal sells."""

from typing import Annotated
from uuid import UUID

from fastapi import Response

from app.core.auth import Actor, requires
from app.core.errors import NotFoundError, VersionConflictError, VersionRequiredError
from app.core.http import BasedOn, ReadSession, WriteSession, problems, set_etag
from app.core.http import router as domain_router
from app.domains.deals.errors import DealClosedError, StageRequirementsMissingError
from app.domains.deals.line_schemas import DealLines, LinesInput
from app.domains.deals.permissions import DealPermission
from app.domains.deals.service import offer

router = domain_router("deals", "/deals")
Reader = Annotated[Actor, requires(DealPermission.READ)]
Writer = Annotated[Actor, requires(DealPermission.WRITE)]


@router.get("/{deal_id}/lines", name="deals_lines", responses=problems(NotFoundError))
async def list_lines(session: ReadSession, actor: Reader, response: Response, deal_id: UUID) -> DealLines:
    """Show what a deal sells and what it comes to."""
    found = await offer.shown(session, actor, deal_id)
    set_etag(response, found.version)
    return found


@router.put(
    "/{deal_id}/lines",
    name="deals_put_lines",
    responses=problems(
        NotFoundError,
        VersionConflictError,
        VersionRequiredError,
        DealClosedError,
        StageRequirementsMissingError,
    ),
)
async def put_lines(
    session: WriteSession,
    actor: Writer,
    response: Response,
    deal_id: UUID,
    based_on: BasedOn,
    body: LinesInput,
) -> DealLines:
    """Write all lines of an open deal at once. Its amount becomes what they come to.

    A line's price, tax and unit follow the catalogue where they are left out. Each line is rounded half up to the
    currency's minor units, and the totals are the sums of the lines. When the last line goes, the amount stays and is
    free again.
    """
    written = await offer.write(session, actor, deal_id, based_on, body)
    set_etag(response, written.version)
    return written
