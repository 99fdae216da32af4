"""Routes of pipelines and deals."""

from fastapi import APIRouter

from app.domains.deals.api import circle, deals, files, lines, pipelines, shaped, win_back

router = APIRouter()
for part in (
    pipelines.router,
    win_back.router,
    shaped.router,
    circle.router,
    deals.router,
    lines.router,
    files.router,
):
    router.routes.extend(part.routes)

__all__ = ["router"]
