"""Routes of pipelines and deals."""

from fastapi import APIRouter

from app.domains.deals.api import deals, lines, pipelines, shaped

router = APIRouter()
for part in (pipelines.router, shaped.router, deals.router, lines.router):
    router.routes.extend(part.routes)

__all__ = ["router"]
