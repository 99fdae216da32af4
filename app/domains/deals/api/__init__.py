"""Routes of pipelines and deals."""

from fastapi import APIRouter

from app.domains.deals.api import deals, pipelines

router = APIRouter()
for part in (pipelines.router, deals.router):
    router.include_router(part)

__all__ = ["router"]
