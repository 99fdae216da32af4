"""Routes of the hours in which a workspace works."""

from typing import Annotated

from fastapi import Query, Response

from app.core import public_holidays
from app.core.auth import Actor, LoggedIn, requires
from app.core.errors import VersionConflictError, VersionRequiredError
from app.core.http import BasedOn, ReadSession, WriteSession, problems, set_etag
from app.core.http import router as domain_router
from app.core.schemas import Listing
from app.domains.identity import queries
from app.domains.identity.permissions import IdentityPermission
from app.domains.identity.service import working_hours
from app.domains.identity.working_schemas import Country, Holiday, WorkingHoursInput, WorkingHoursOut

router = domain_router("organisation", "/working-hours")
WorkspaceManager = Annotated[Actor, requires(IdentityPermission.WORKSPACE_MANAGE)]


@router.get("", name="working_hours_get")
async def get_working_hours(session: ReadSession, actor: LoggedIn, response: Response) -> WorkingHoursOut:
    """Show when the workspace works: what was set, else what is usual in its country."""
    found = await working_hours.get(session, actor.workspace_id)
    set_etag(response, found.version)
    return found


@router.put("", name="working_hours_set", responses=problems(VersionConflictError, VersionRequiredError))
async def set_working_hours(
    session: WriteSession,
    actor: WorkspaceManager,
    response: Response,
    based_on: BasedOn,
    body: WorkingHoursInput,
) -> WorkingHoursOut:
    """Set when the workspace works. What is measured in working hours follows in the background."""
    found = await working_hours.change(session, actor, based_on, body)
    set_etag(response, found.version)
    return found


@router.get("/countries", name="working_hours_countries")
async def list_countries(_actor: LoggedIn) -> Listing[Country]:
    """List the countries whose public holidays are known."""
    return Listing(items=[Country(code=code) for code in sorted(public_holidays.countries())])


@router.get("/holidays", name="working_hours_holidays")
async def list_holidays(
    session: ReadSession,
    actor: LoggedIn,
    country: Annotated[str, Query(pattern="^[A-Z]{2}$", examples=["UZ"])],
    year: Annotated[int, Query(ge=2000, le=2100, examples=[2026])],
) -> Listing[Holiday]:
    """List a country's public holidays, named in the caller's language where that is known."""
    found = public_holidays.named(country, year, await queries.locale_of(session, actor))
    return Listing(items=[Holiday(on=day, name=name) for day, name in found])
