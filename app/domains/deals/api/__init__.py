"""Routes of pipelines and deals."""

from fastapi import APIRouter

from app.domains.deals.api import deals, pipelines, shaped

router = APIRouter()
for part in (pipelines.router, shaped.router, deals.router):
    router.routes.extend(part.routes)

__all__ = ["router"]
