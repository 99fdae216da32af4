"""Routes of merging two records that are one client, and of undoing it."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from app.core.auth import Actor, requires
from app.core.errors import InvalidRequestError, NotFoundError, VersionConflictError, VersionRequiredError
from app.core.http import BasedOn, ReadSession, WriteSession, problems
from app.core.http import router as domain_router
from app.core.schemas import Listing
from app.domains.clients.errors import (
    ClientMergedError,
    FactDemandedError,
    MergeNotLastError,
    MergeUndoneError,
)
from app.domains.clients.merging_schemas import MergeDone, MergeInput, MergeOut, MergePreview
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.service import merging, previewing, unmerging

router = domain_router("clients", "/clients")
Reader = Annotated[Actor, requires(ClientPermission.READ)]
Writer = Annotated[Actor, requires(ClientPermission.WRITE)]


@router.get(
    "/{client_id}/merge-preview",
    name="clients_preview_merge",
    responses=problems(NotFoundError, InvalidRequestError),
)
async def preview_merge(
    session: ReadSession, actor: Writer, client_id: UUID, other_id: Annotated[UUID, Query()]
) -> MergePreview:
    """Show two records beside each other, field by field, with what stays unless somebody chooses."""
    return await previewing.preview(session, actor, client_id, other_id)


@router.post(
    "/{client_id}/merge",
    name="clients_merge",
    responses=problems(
        NotFoundError, VersionConflictError, VersionRequiredError, ClientMergedError, FactDemandedError
    ),
)
async def merge(
    session: WriteSession, actor: Writer, client_id: UUID, based_on: BasedOn, body: MergeInput
) -> MergeDone:
    """Make another record one with this client.

    Everything that points to the other record (deals, tasks, calls, people of a company, …) points to this one from
    then on; its timeline stands in this one's; reading its address answers with this client, writing to it with 409
    `client_merged`. `POST /clients/merges/{id}/undo` makes two of one again.
    """
    record = await merging.merge(session, actor, client_id, based_on, body)
    return MergeDone(merge_id=record.id, client_id=client_id, version=record.after["winner"]["version"])


@router.get("/{client_id}/merges", name="clients_merges", responses=problems(NotFoundError))
async def list_merges(session: ReadSession, actor: Reader, client_id: UUID) -> Listing[MergeOut]:
    """List the merges into a client that stand, the latest first; only that one can be undone."""
    return Listing(items=await previewing.merges(session, actor, client_id))


@router.post(
    "/merges/{merge_id}/undo",
    name="clients_undo_merge",
    responses=problems(NotFoundError, MergeNotLastError, MergeUndoneError, FactDemandedError),
)
async def undo_merge(session: WriteSession, actor: Writer, merge_id: UUID) -> MergeDone:
    """Make two of one again: both as they were before, but for what was done to the client since."""
    client = await unmerging.undo(session, actor, merge_id)
    return MergeDone(merge_id=merge_id, client_id=client.id, version=client.version)
