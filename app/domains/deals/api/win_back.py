"""Routes of the rules by which lost clients are won back."""

from typing import Annotated
from uuid import UUID

from fastapi import Response

from app.core.auth import Actor, requires
from app.core.errors import NotFoundError, VersionConflictError, VersionRequiredError
from app.core.http import BasedOn, ReadSession, WriteSession, problems, set_etag
from app.core.http import router as domain_router
from app.core.schemas import Listing
from app.domains.deals.errors import PipelineRestagingError
from app.domains.deals.permissions import DealPermission
from app.domains.deals.service import win_back
from app.domains.deals.win_back_schemas import WinBackRuleOut, WinBackWish

router = domain_router("pipelines", "/pipelines/{pipeline_id}/win-back-rules")
Configurer = Annotated[Actor, requires(DealPermission.CONFIGURE)]


@router.get("", name="win_back_list", responses=problems(NotFoundError))
async def list_rules(session: ReadSession, actor: Configurer, pipeline_id: UUID) -> Listing[WinBackRuleOut]:
    """List the rules that feed a pipeline from lost deals, each with how many wait for it."""
    return Listing(items=await win_back.listed(session, actor, pipeline_id))


@router.post(
    "", name="win_back_create", status_code=201, responses=problems(NotFoundError, PipelineRestagingError)
)
async def create_rule(
    session: WriteSession, actor: Configurer, response: Response, pipeline_id: UUID, body: WinBackWish
) -> WinBackRuleOut:
    """Add a rule. Each lost deal is revived once, and only while its client has no open deal in this pipeline."""
    rule = await win_back.add(session, actor, pipeline_id, body)
    set_etag(response, rule.version)
    return await win_back.shown(session, rule)


@router.put(
    "/{rule_id}",
    name="win_back_change",
    responses=problems(NotFoundError, VersionConflictError, VersionRequiredError, PipelineRestagingError),
)
async def change_rule(
    session: WriteSession,
    actor: Configurer,
    response: Response,
    pipeline_id: UUID,
    rule_id: UUID,
    based_on: BasedOn,
    body: WinBackWish,
) -> WinBackRuleOut:
    """Set a rule anew."""
    rule = await win_back.change(session, actor, pipeline_id, rule_id, based_on, body)
    set_etag(response, rule.version)
    return await win_back.shown(session, rule)


@router.delete(
    "/{rule_id}",
    name="win_back_remove",
    status_code=204,
    responses=problems(NotFoundError, PipelineRestagingError),
)
async def remove_rule(session: WriteSession, actor: Configurer, pipeline_id: UUID, rule_id: UUID) -> None:
    """Take a rule away; the deals that it opened stay."""
    await win_back.remove(session, actor, pipeline_id, rule_id)
