"""One box that searches everything."""

from typing import Annotated, Any

from fastapi import Query, Response
from pydantic_core import to_json

from app.core.auth import LoggedIn
from app.core.http import ReadSession
from app.core.http import router as domain_router
from app.core.schemas import Listing
from app.platform.search.providers import SearchHit, providers

router = domain_router("search")


@router.get("/search", name="search_all", response_model=Listing[SearchHit])
async def search(
    session: ReadSession,
    actor: LoggedIn,
    q: Annotated[
        str, Query(min_length=1, max_length=100, description="A name in any script, or part of a phone")
    ],
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> Any:
    """Find clients and deals, by other spellings and scripts too; only what the caller may see."""
    hits: list[dict[str, Any]] = []
    for provider in providers():
        if actor.may(provider.permission):
            hits.extend(await provider.find(session, actor, q, limit))
    response: Response = Response(to_json({"items": hits}), media_type="application/json")
    return response
