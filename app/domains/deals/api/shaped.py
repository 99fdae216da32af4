"""Routes of lists and boards that a person shapes. The question travels in the body."""

from typing import Annotated, Any, Literal

from fastapi import Query, Response
from pydantic_core import to_json

from app.core.auth import Actor, requires
from app.core.errors import NotFoundError
from app.core.http import ReadSession, problems
from app.core.http import router as domain_router
from app.core.paging import page_response
from app.core.schemas import Count, Listing, Page
from app.domains.deals import service, shaped_queries, suggestion_queries
from app.domains.deals.permissions import DealPermission
from app.domains.deals.schemas import Board
from app.domains.deals.shaped_queries import Shape
from app.domains.deals.shaped_schemas import BoardQuery, DealQuery, DealSelection, ShapedDeal, Suggestion

router = domain_router("deals", "/deals")
Reader = Annotated[Actor, requires(DealPermission.READ)]


@router.get("/suggestions", name="deals_suggestions")
async def list_suggestions(
    session: ReadSession,
    actor: Reader,
    field: Annotated[Literal["source", "campaign"], Query(description="Which free text")],
    q: Annotated[str, Query(max_length=100, description="How it begins, whatever its case")] = "",
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> Listing[Suggestion]:
    """List what stands most often in a field of the latest deals that one may see."""
    rows = await suggestion_queries.most_used(session, actor, field, q.strip(), limit)
    return Listing(items=[Suggestion.model_validate(row) for row in rows])


@router.post("/query", name="deals_query", response_model=Page[ShapedDeal])
async def query_deals(session: ReadSession, actor: Reader, body: DealQuery) -> Any:
    """List the deals of a filter tree, sorted by up to three fields, with chosen columns."""
    shape = body.shape(sort=body.sort, columns=body.columns)
    rows, following = await shaped_queries.page(session, actor, shape, body.limit, body.cursor)
    return page_response(rows, following)


@router.post("/query/count", name="deals_query_count")
async def count_matching(session: ReadSession, actor: Reader, body: DealSelection) -> Count:
    """Count the deals of a filter tree."""
    return Count(count=await shaped_queries.count(session, actor, body.shape()))


@router.post(
    "/query/board", name="deals_query_board", response_model=Board, responses=problems(NotFoundError)
)
async def show_shaped_board(session: ReadSession, actor: Reader, body: BoardQuery) -> Any:
    """Show a pipeline's board with the deals of a filter tree.

    A column's `next_cursor` continues it by `POST /deals/query` with its `stage_id` and `sort: ["-stage_entered_at"]`.
    """
    plain = {} if body.owner_id is None else {"owner_id": body.owner_id}
    shape = Shape(plain, body.filter, body.q)
    found = await service.shaped_board(session, actor, body.pipeline_id, shape, body.limit)
    return Response(to_json(found), media_type="application/json")
