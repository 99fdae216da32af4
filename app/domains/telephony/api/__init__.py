"""Routes of telephony."""

from fastapi import APIRouter

from app.domains.telephony.api import calls, connections, hooks

router = APIRouter()
for part in (hooks.router, connections.router, calls.router):
    router.include_router(part)

__all__ = ["router"]
