"""Routes of clients."""

from fastapi import APIRouter

from app.domains.clients.api import records, shaped

router = APIRouter()
for part in (shaped.router, records.router):
    router.routes.extend(part.routes)

__all__ = ["router"]
