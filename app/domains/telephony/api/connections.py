"""Connections to providers."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Body, Depends, Response

from app.core.auth import Actor, requires
from app.core.errors import NotFoundError, VersionConflictError, VersionRequiredError
from app.core.http import BasedOn, ReadSession, RuntimeDep, WriteSession, problems, set_etag
from app.core.http import router as domain_router
from app.core.paging import Paging, SortKey, fetch_page, page_response, paging
from app.core.schemas import Page
from app.domains.telephony import queries
from app.domains.telephony.models import TelephonyConnection
from app.domains.telephony.permissions import TelephonyPermission
from app.domains.telephony.schemas import (
    ConnectionChange,
    ConnectionInput,
    ConnectionOut,
    ConnectionWithSecret,
    RotateInput,
)
from app.domains.telephony.service import connections

router = domain_router("telephony", "/telephony/connections")
Manager = Annotated[Actor, requires(TelephonyPermission.TELEPHONY_MANAGE)]
_SORTS = {
    "name": SortKey(TelephonyConnection.name, str),
    "created_at": SortKey(TelephonyConnection.created_at, datetime),
}


@router.get("", name="telephony_connections_list", response_model=Page[ConnectionOut])
async def list_connections(
    runtime: RuntimeDep, session: ReadSession, actor: Manager, page: Annotated[Paging, Depends(paging)]
) -> Any:
    """List the connections with their hook addresses; secrets are never shown again."""
    rows, following = await fetch_page(
        session,
        queries.connections(actor),
        page,
        sorts=_SORTS,
        default="created_at",
        row_id=TelephonyConnection.id,
    )
    return page_response([connections.shown(runtime, row).model_dump() for row in rows], following)


@router.post("", name="telephony_connections_create", status_code=201)
async def create_connection(
    runtime: RuntimeDep, session: WriteSession, actor: Manager, response: Response, body: ConnectionInput
) -> ConnectionWithSecret:
    """Make a connection; the secret is shown this once."""
    made, secret = await connections.create(runtime, session, actor, body)
    shown = await connections.read(runtime, session, actor, made.id)
    set_etag(response, shown.version)
    return ConnectionWithSecret(**shown.model_dump(), secret=secret)


@router.get("/{connection_id}", name="telephony_connections_get", responses=problems(NotFoundError))
async def read_connection(
    runtime: RuntimeDep, session: ReadSession, actor: Manager, response: Response, connection_id: UUID
) -> ConnectionOut:
    """Read one connection."""
    shown = await connections.read(runtime, session, actor, connection_id)
    set_etag(response, shown.version)
    return shown


@router.patch(
    "/{connection_id}",
    name="telephony_connections_change",
    responses=problems(NotFoundError, VersionConflictError, VersionRequiredError),
)
async def change_connection(
    runtime: RuntimeDep,
    session: WriteSession,
    actor: Manager,
    response: Response,
    connection_id: UUID,
    based_on: BasedOn,
    body: ConnectionChange,
) -> ConnectionOut:
    """Rename a connection, switch it on or off, or give it the provider's new secret."""
    await connections.change(runtime, session, actor, connection_id, based_on, body)
    shown = await connections.read(runtime, session, actor, connection_id)
    set_etag(response, shown.version)
    return shown


@router.delete(
    "/{connection_id}",
    name="telephony_connections_delete",
    status_code=204,
    responses=problems(NotFoundError),
)
async def remove_connection(session: WriteSession, actor: Manager, connection_id: UUID) -> None:
    """Remove a connection; its address is dead at once, its calls stay."""
    await connections.remove(session, actor, connection_id)


@router.post(
    "/{connection_id}/rotate", name="telephony_connections_rotate", responses=problems(NotFoundError)
)
async def rotate_connection(
    runtime: RuntimeDep,
    session: WriteSession,
    actor: Manager,
    response: Response,
    connection_id: UUID,
    body: Annotated[RotateInput | None, Body()] = None,
) -> ConnectionWithSecret:
    """Replace the address and the secret; the old ones are dead at once."""
    secret = await connections.rotate(runtime, session, actor, connection_id, body or RotateInput())
    shown = await connections.read(runtime, session, actor, connection_id)
    set_etag(response, shown.version)
    return ConnectionWithSecret(**shown.model_dump(), secret=secret)
