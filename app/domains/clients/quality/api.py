"""Routes of the base's quality. The rows behind each figure are listed by `/clients/query` with its filter."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from app.core.auth import Actor, requires
from app.core.errors import NotFoundError, VersionConflictError, VersionRequiredError
from app.core.http import BasedOn, ReadSession, WriteSession, problems, set_etag
from app.core.http import router as domain_router
from app.core.paging import Paging, paging
from app.core.schemas import Listing, Page
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.quality import service
from app.domains.clients.quality.schemas import (
    ClientQuality,
    Entered,
    FilledBy,
    FillingRow,
    QualityDay,
    QualityOut,
    StandardInput,
    StandardOut,
)
from app.platform.customfields.permissions import FieldPermission

router = domain_router("clients")
Reader = Annotated[Actor, requires(ClientPermission.READ)]
Manager = Annotated[Actor, requires(FieldPermission.MANAGE)]


@router.get("/quality", name="quality_get")
async def read_quality(session: ReadSession, actor: Reader) -> QualityOut:
    """Tell how well the base is kept, as far as the caller may read it: in all, by field, and by manager."""
    return QualityOut.model_validate(await service.of_base(session, actor))


@router.get("/quality/trend", name="quality_trend")
async def read_trend(
    session: ReadSession,
    actor: Reader,
    days: Annotated[int, Query(ge=1, le=366)] = 90,
    owner_id: UUID | None = None,
) -> Listing[QualityDay]:
    """Tell how well each manager's clients were kept on the last days."""
    found = await service.trend(session, actor, days, owner_id)
    return Listing(items=[QualityDay.model_validate(day) for day in found])


@router.get("/quality/filling", name="quality_filling")
async def read_filling(
    session: ReadSession, actor: Reader, days: Annotated[int, Query(ge=1, le=92)] = 30
) -> Listing[FilledBy]:
    """Tell who has entered how much in the last days: clients added; fields filled, corrected, emptied."""
    found = await service.filled_by(session, actor, days)
    return Listing(items=[FilledBy.model_validate(person) for person in found])


@router.get("/quality/filling/rows", name="quality_filling_rows")
async def read_filling_rows(
    session: ReadSession,
    actor: Reader,
    page: Annotated[Paging, Depends(paging)],
    user_id: UUID,
    what: Entered,
    days: Annotated[int, Query(ge=1, le=92)] = 30,
) -> Page[FillingRow]:
    """List what stands behind one of a person's figures: when, of which client, which fields; the latest first."""
    found, cursor = await service.filling_rows(session, actor, user_id, what, days, page)
    return Page(items=[FillingRow.model_validate(row) for row in found], next_cursor=cursor)


@router.get("/quality/standard", name="quality_standard")
async def read_standard(session: ReadSession, actor: Reader, response: Response) -> StandardOut:
    """Tell what a client's record should hold."""
    found = StandardOut.model_validate(await service.standard(session, actor))
    set_etag(response, found.version)
    return found


@router.put(
    "/quality/standard",
    name="quality_set_standard",
    responses=problems(VersionConflictError, VersionRequiredError),
)
async def set_standard(
    session: WriteSession, actor: Manager, body: StandardInput, based_on: BasedOn, response: Response
) -> StandardOut:
    """Say what a client's record should hold: completeness is the share of it that is filled."""
    await service.set_standard(session, actor, body.fields, based_on)
    found = StandardOut.model_validate(await service.standard(session, actor))
    set_etag(response, found.version)
    return found


@router.get("/clients/{client_id}/quality", name="clients_quality", responses=problems(NotFoundError))
async def read_client_quality(session: ReadSession, actor: Reader, client_id: UUID) -> ClientQuality:
    """Tell how complete a client's record is, what it lacks, and whether a way to reach her is wrong."""
    return ClientQuality.model_validate(await service.of_client(session, actor, client_id))
