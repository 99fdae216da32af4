"""Routes of people and access."""

from fastapi import APIRouter

from app.domains.identity.api import auth, organisation, people

router = APIRouter()
for part in (auth.router, people.router, organisation.router):
    router.routes.extend(part.routes)

__all__ = ["router"]
