"""Routes of pipelines."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from app.core.auth import Actor, requires
from app.core.errors import NotFoundError, VersionConflictError, VersionRequiredError
from app.core.http import BasedOn, ReadSession, WriteSession, problems, set_etag
from app.core.http import router as domain_router
from app.core.schemas import Line, Listing
from app.domains.deals import pipeline_queries
from app.domains.deals.errors import (
    LossReasonNeededError,
    PipelineRestagingError,
    StageInUseError,
    StageNeededError,
)
from app.domains.deals.permissions import DealPermission
from app.domains.deals.pipeline_schemas import (
    ContractField,
    LossReasonChange,
    LossReasonInput,
    LossReasonOut,
    PipelineChange,
    PipelineInput,
    PipelineOut,
    ProposedNames,
    RestageInput,
    RestageOut,
    StageChange,
    StageInput,
    StageOut,
    TemplateOut,
)
from app.domains.deals.rules.naming import proposals
from app.domains.deals.service import pipelines, restaging, stage_contents

router = domain_router("pipelines", "/pipelines")
Reader = Annotated[Actor, requires(DealPermission.READ)]
Configurer = Annotated[Actor, requires(DealPermission.CONFIGURE)]
_CHANGE = (NotFoundError, VersionConflictError, VersionRequiredError, PipelineRestagingError)


@router.get("", name="pipelines_list")
async def list_pipelines(session: ReadSession, actor: Reader) -> Listing[PipelineOut]:
    """List the pipelines with their stages, what these demand, and the loss reasons."""
    rows = await pipeline_queries.pipelines(session, actor)
    return Listing(items=[PipelineOut.model_validate(row) for row in rows])


@router.post("", name="pipelines_create", status_code=201)
async def create_pipeline(
    session: WriteSession, actor: Configurer, response: Response, body: PipelineInput
) -> PipelineOut:
    """Make a pipeline: with the given stages, or with those of a template in the caller's language."""
    pipeline_id = await pipelines.create(session, actor, body)
    return await _shown(session, actor, response, pipeline_id)


@router.get("/templates", name="pipelines_templates")
async def list_templates(session: ReadSession, actor: Configurer) -> Listing[TemplateOut]:
    """List the pipelines to start from, in the caller's language."""
    rows = await pipelines.templates(session, actor)
    return Listing(items=[TemplateOut.model_validate(row) for row in rows])


@router.get(
    "/proposed-names", name="pipelines_proposed_names", dependencies=[requires(DealPermission.CONFIGURE)]
)
async def propose_names(
    name: Annotated[Line, Query(description="What a stage is to be called", examples=["Waiting for answer"])],
) -> ProposedNames:
    """Say which results to name a stage by, if the name says what goes on (`client thinks`) and not what was reached."""
    return ProposedNames(items=list(proposals(name)))


@router.get("/{pipeline_id}", name="pipelines_get", responses=problems(NotFoundError))
async def get_pipeline(
    session: ReadSession, actor: Reader, response: Response, pipeline_id: UUID
) -> PipelineOut:
    """Show one pipeline."""
    return await _shown(session, actor, response, pipeline_id)


@router.patch("/{pipeline_id}", name="pipelines_change", responses=problems(*_CHANGE))
async def change_pipeline(
    session: WriteSession,
    actor: Configurer,
    response: Response,
    pipeline_id: UUID,
    based_on: BasedOn,
    body: PipelineChange,
) -> PipelineOut:
    """Rename a pipeline or put it elsewhere in the list."""
    await pipelines.change(session, actor, pipeline_id, based_on, body)
    return await _shown(session, actor, response, pipeline_id)


async def _shown(session: ReadSession, actor: Actor, response: Response, pipeline_id: UUID) -> PipelineOut:
    found = PipelineOut.model_validate(await pipelines.get(session, actor, pipeline_id))
    set_etag(response, found.version)
    return found


@router.get("/{pipeline_id}/stages", name="pipelines_stages", responses=problems(NotFoundError))
async def list_stages(session: ReadSession, actor: Reader, pipeline_id: UUID) -> Listing[StageOut]:
    """List a pipeline's stages in their order."""
    found = PipelineOut.model_validate(await pipelines.get(session, actor, pipeline_id))
    return Listing(items=found.stages)


@router.get(
    "/{pipeline_id}/contract-fields", name="pipelines_contract_fields", responses=problems(NotFoundError)
)
async def list_contract_fields(
    session: ReadSession, actor: Configurer, pipeline_id: UUID
) -> Listing[ContractField]:
    """List what the stages of a pipeline can demand, and what the conditions of that can ask."""
    if not await pipeline_queries.exists_in(session, actor, pipeline_id):
        raise NotFoundError
    rows = await stage_contents.fields_of(session, actor, pipeline_id)
    return Listing(items=[ContractField.model_validate(row) for row in rows])


@router.post(
    "/{pipeline_id}/stages",
    name="pipelines_create_stage",
    status_code=201,
    responses=problems(NotFoundError, PipelineRestagingError),
)
async def create_stage(
    session: WriteSession, actor: Configurer, response: Response, pipeline_id: UUID, body: StageInput
) -> StageOut:
    """Add a stage. Open stages stand before won, won before lost."""
    stage = await pipelines.add_stage(session, actor, pipeline_id, body)
    set_etag(response, stage.version)
    return StageOut.model_validate(stage)


@router.post(
    "/{pipeline_id}/restage",
    name="pipelines_restage",
    responses=problems(*_CHANGE, StageInUseError),
)
async def restage_deals(
    session: WriteSession, actor: Configurer, pipeline_id: UUID, based_on: BasedOn, body: RestageInput
) -> RestageOut:
    """Take stages out of a pipeline and put their deals into others, in one command.

    Each deal's stays are kept; the new one says that the pipeline was changed. Deals that lack what their new stage
    demands are listed, marked as such, and asked for it by their next move. `dry_run` only tells what would be.
    Many deals move in the background: until the pipeline's `restaging` is null again nothing enters these stages, and
    the pipeline can't be changed.
    """
    return await restaging.restage(session, actor, pipeline_id, based_on, body)


@router.patch("/{pipeline_id}/stages/{stage_id}", name="pipelines_change_stage", responses=problems(*_CHANGE))
async def change_stage(
    session: WriteSession,
    actor: Configurer,
    response: Response,
    pipeline_id: UUID,
    stage_id: UUID,
    based_on: BasedOn,
    body: StageChange,
) -> StageOut:
    """Change what a stage shows, what it demands, or where it stands.

    Deals in it stay; what is newly demanded is asked for by their next move.
    """
    stage = await pipelines.change_stage(session, actor, pipeline_id, stage_id, based_on, body)
    set_etag(response, stage.version)
    return StageOut.model_validate(stage)


@router.delete(
    "/{pipeline_id}/stages/{stage_id}",
    name="pipelines_delete_stage",
    status_code=204,
    responses=problems(NotFoundError, PipelineRestagingError, StageInUseError, StageNeededError),
)
async def delete_stage(session: WriteSession, actor: Configurer, pipeline_id: UUID, stage_id: UUID) -> None:
    """Remove a stage in which no deal stands; the last of its kind stays."""
    await pipelines.delete_stage(session, actor, pipeline_id, stage_id)


@router.post(
    "/{pipeline_id}/loss-reasons",
    name="pipelines_create_loss_reason",
    status_code=201,
    responses=problems(NotFoundError, PipelineRestagingError),
)
async def create_loss_reason(
    session: WriteSession, actor: Configurer, pipeline_id: UUID, body: LossReasonInput
) -> LossReasonOut:
    """Add a loss reason."""
    reason = await pipelines.add_loss_reason(session, actor, pipeline_id, body)
    return LossReasonOut.model_validate(reason)


@router.patch(
    "/{pipeline_id}/loss-reasons/{loss_reason_id}",
    name="pipelines_change_loss_reason",
    responses=problems(NotFoundError, PipelineRestagingError),
)
async def change_loss_reason(
    session: WriteSession, actor: Configurer, pipeline_id: UUID, loss_reason_id: UUID, body: LossReasonChange
) -> LossReasonOut:
    """Reword a loss reason or put it elsewhere in the list."""
    reason = await pipelines.change_loss_reason(session, actor, pipeline_id, loss_reason_id, body)
    return LossReasonOut.model_validate(reason)


@router.delete(
    "/{pipeline_id}/loss-reasons/{loss_reason_id}",
    name="pipelines_delete_loss_reason",
    status_code=204,
    responses=problems(NotFoundError, PipelineRestagingError, LossReasonNeededError),
)
async def delete_loss_reason(
    session: WriteSession, actor: Configurer, pipeline_id: UUID, loss_reason_id: UUID
) -> None:
    """Take a loss reason off the list; deals lost for it keep it."""
    await pipelines.remove_loss_reason(session, actor, pipeline_id, loss_reason_id)
