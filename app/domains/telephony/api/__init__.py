"""Routes of telephony."""

from fastapi import APIRouter

from app.domains.telephony.api import calls, connections, hooks

router = APIRouter()
for part in (hooks.router, connections.router, calls.router):
    router.routes.extend(part.routes)

__all__ = ["router"]
